import { describe, expect, it } from "vitest"
import { toFault } from "#aws/aws-errors.ts"

function named(name: string, more: object = {}): Error {
  return Object.assign(new Error("no"), { name }, more)
}

describe("what an SDK call threw", () => {
  it.each([
    { error: named("AccessDeniedException"), code: "setting-invalid", hint: /credentials/ },
    { error: named("ThrottlingException"), code: "storage-unavailable", hint: /ThrottlingException/ },
    // What Node says of a refused connection has neither a name nor a message of its own.
    {
      error: named("Error", { code: "ECONNREFUSED" }),
      code: "storage-unavailable",
      hint: /ECONNREFUSED.*AWS_ENDPOINT_URL/,
    },
    { error: named("Error", { $metadata: { httpStatusCode: 502 } }), code: "storage-unavailable", hint: /Error/ },
  ])("is $code with a hint for the owner ($error.name)", ({ error, code, hint }) => {
    expect(toFault(error, "storage-unavailable")).toMatchObject({ code, hint: expect.stringMatching(hint) })
  })

  it("is a bug, and itself, when it is none of these", () => {
    const bug = new TypeError("x is not a function")

    expect(toFault(bug, "storage-unavailable")).toBe(bug)
  })
})
