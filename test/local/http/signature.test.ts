// Signature Version 4, against the signer of the SDK itself.

import { createHash, createHmac } from "node:crypto"
import { SignatureV4 } from "@smithy/signature-v4"
import { describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import type { RequestHead } from "#local/http/aws-service.ts"
import { verifySignature } from "#local/http/signature.ts"

const NOW = epochMs(Date.UTC(2026, 2, 2, 9, 30))
const BODY = Buffer.from('{"text":"hi"}')

class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", toBuffer(secret))
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function toBuffer(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data)
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data)
}

const signer = new SignatureV4({
  service: "lex",
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
  sha256: Sha256,
})

const request = {
  method: "POST",
  protocol: "http:",
  hostname: "127.0.0.1",
  path: "/bots/ABCDEFGHIJ/sessions/u%3A1%2Fx/text",
  query: { "b b": "2", a: ["z", "y"] },
  headers: { host: "127.0.0.1:4566", "content-type": "application/json", "x-spaced": "  a   b " },
  body: BODY,
}

async function signed(at = NOW): Promise<RequestHead> {
  const { headers, method, path } = await signer.sign(request, { signingDate: new Date(at) })
  return { method, path, rawQuery: "b%20b=2&a=z&a=y", headers }
}

async function presigned(at = NOW, expiresIn = 60): Promise<RequestHead> {
  const {
    query = {},
    method,
    path,
  } = await signer.presign(
    { ...request, method: "GET", body: "", headers: { host: "127.0.0.1:4566" } },
    { signingDate: new Date(at), expiresIn },
  )
  const pairs = Object.entries(query).flatMap(([name, value]) => [value ?? ""].flat().map((one) => [name, one]))
  return { method, path, rawQuery: new URLSearchParams(pairs).toString(), headers: { host: "127.0.0.1:4566" } }
}

const expected = {
  credentials: { AKID: "secret" },
  signingName: "lex",
  protocol: "rest-json",
  clock: () => NOW,
} as const

describe("a signed request", () => {
  it("passes", async () => {
    const head = await signed()

    expect(() => verifySignature(head, BODY, expected)).not.toThrow()
  })

  it("passes when it says that its payload is not signed", async () => {
    const { headers, method, path } = await signer.sign(
      { ...request, headers: { ...request.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } },
      { signingDate: new Date(NOW) },
    )

    expect(() =>
      verifySignature({ headers, method, path, rawQuery: "b%20b=2&a=z&a=y" }, Buffer.from("other"), expected),
    ).not.toThrow()
  })

  it.each([
    { what: "another body", body: Buffer.from("{}"), change: {}, settings: {}, code: "InvalidSignatureException" },
    { what: "another path", body: BODY, change: { path: "/bots" }, settings: {}, code: "InvalidSignatureException" },
    { what: "another query", body: BODY, change: { rawQuery: "" }, settings: {}, code: "InvalidSignatureException" },
    { what: "another method", body: BODY, change: { method: "PUT" }, settings: {}, code: "InvalidSignatureException" },
    {
      what: "an unknown key",
      body: BODY,
      change: {},
      settings: { credentials: { OTHER: "secret" } },
      code: "UnrecognizedClientException",
    },
    {
      what: "a key named like an object's own method",
      body: BODY,
      change: {},
      settings: { credentials: {} },
      code: "UnrecognizedClientException",
    },
    {
      what: "another secret",
      body: BODY,
      change: {},
      settings: { credentials: { AKID: "guess" } },
      code: "InvalidSignatureException",
    },
    {
      what: "another service",
      body: BODY,
      change: {},
      settings: { signingName: "polly" },
      code: "InvalidSignatureException",
    },
    {
      what: "a clock 16 minutes ahead",
      body: BODY,
      change: {},
      settings: { clock: () => epochMs(NOW + 960_000) },
      code: "InvalidSignatureException",
    },
    {
      what: "a clock 16 minutes behind",
      body: BODY,
      change: {},
      settings: { clock: () => epochMs(NOW - 960_000) },
      code: "InvalidSignatureException",
    },
    {
      what: "no signature",
      body: BODY,
      change: { headers: {} },
      settings: {},
      code: "MissingAuthenticationTokenException",
    },
    {
      what: "half a signature",
      body: BODY,
      change: { headers: { authorization: "AWS4-HMAC-SHA256 Credential=a/b/c/d/e" } },
      settings: {},
      code: "IncompleteSignatureException",
    },
    {
      what: "another algorithm",
      body: BODY,
      change: { headers: { authorization: "AWS4-HMAC-MD5 Credential=a/b/c/d/e" } },
      settings: {},
      code: "IncompleteSignatureException",
    },
  ])("with $what is refused: $code", async ({ body, change, settings, code }) => {
    const head = { ...(await signed()), ...change }

    expect(() => verifySignature(head, body, { ...expected, ...settings })).toThrow(
      expect.objectContaining({ code, status: 403 }),
    )
  })

  it("is refused with status 400 in the JSON 1.x protocols", async () => {
    const head = { ...(await signed()), headers: {} }

    expect(() => verifySignature(head, BODY, { ...expected, protocol: "json-1.0" })).toThrow(
      expect.objectContaining({ status: 400 }),
    )
  })

  it("says when it expired", async () => {
    const head = await signed(epochMs(NOW - 1_000_000))

    expect(() => verifySignature(head, BODY, expected)).toThrow(
      "Signature expired: 20260302T091320Z is now earlier than 20260302T091500Z (20260302T093000Z - 15 min.)",
    )
  })
})

describe("a presigned URL", () => {
  it("passes", async () => {
    const head = await presigned()

    expect(() => verifySignature(head, Buffer.alloc(0), expected)).not.toThrow()
  })

  it.each([
    { what: "after its time", clock: () => epochMs(NOW + 61_000), drop: "", code: "InvalidSignatureException" },
    { what: "without its signature", clock: () => NOW, drop: "X-Amz-Signature", code: "IncompleteSignatureException" },
    { what: "without its date", clock: () => NOW, drop: "X-Amz-Date", code: "IncompleteSignatureException" },
  ])("is refused $what: $code", async ({ clock, drop, code }) => {
    const head = await presigned()
    const query = new URLSearchParams(head.rawQuery)
    query.delete(drop)

    expect(() =>
      verifySignature({ ...head, rawQuery: query.toString() }, Buffer.alloc(0), { ...expected, clock }),
    ).toThrow(expect.objectContaining({ code }))
  })
})
