// Where each service is for given settings, and whose keys go there.

import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import { parseConfig } from "#core/config.ts"
import { awsSettings, LOCAL_BOT } from "#web/services.ts"

const LOCAL = "http://127.0.0.1:4566"
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" }
const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }

describe("awsSettings", () => {
  it.each([
    { says: {}, service: "lex", local: LOCAL, settings: { endpoint: LOCAL } },
    { says: KEYS, service: "lex", local: LOCAL, settings: { endpoint: LOCAL } },
    {
      says: { LEX_BOT_ID: "ABCDEFGHIJ", LEX_BOT_ALIAS_ID: "TSTALIASID", ...KEYS },
      service: "lex",
      local: LOCAL,
      settings: { credentials: CREDENTIALS },
    },
    {
      says: { LEX_BOT_ID: "ABCDEFGHIJ", LEX_BOT_ALIAS_ID: "TSTALIASID" },
      service: "dynamodb",
      local: LOCAL,
      settings: { endpoint: LOCAL },
    },
    { says: { CLOUD_SERVICES: "dynamodb" }, service: "dynamodb", local: LOCAL, settings: {} },
    { says: { CLOUD_SERVICES: "dynamodb" }, service: "polly", local: LOCAL, settings: { endpoint: LOCAL } },
    {
      says: { AWS_ENDPOINT_URL: "http://aws.test:9000", ...KEYS },
      service: "lex",
      local: undefined,
      settings: { endpoint: "http://aws.test:9000", credentials: CREDENTIALS },
    },
    { says: KEYS, service: "dynamodb", local: undefined, settings: { credentials: CREDENTIALS } },
  ] as const)("sends $service to $settings for $says", ({ says, service, local, settings }) => {
    expect(awsSettings(parseConfig(says), service, local)).toEqual({ region: "us-east-1", ...settings })
  })
})

describe("the local bot", () => {
  it("is the one that is compiled", () => {
    expect(LOCAL_BOT.botId).toBe(compileBot().id)
  })
})
