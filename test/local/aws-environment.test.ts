import { describe, expect, it } from "vitest"
import { awsEnvironment } from "#local/aws-environment.ts"

const url = "http://127.0.0.1:4566"

describe("awsEnvironment", () => {
  it("gives a function the local endpoint, and keys for it", () => {
    expect(awsEnvironment({}, url)).toEqual({
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    })
  })

  it("keeps keys that are no account's", () => {
    expect(awsEnvironment({ AWS_ACCESS_KEY_ID: "test" }, url)).toEqual({ AWS_ENDPOINT_URL: url })
  })

  it.each([
    { AWS_ENDPOINT_URL: "http://other" },
    { AWS_PROFILE: "mine" },
    { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" },
    { AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE" },
  ])("leaves it to %o where functions call", (given) => {
    expect(awsEnvironment(given, url)).toEqual({})
  })
})
