// What clients can get wrong, and the problem document each gets. What they get right is tested by route.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { beginVisit, startWebHarness, type Visitor, type WebHarness } from "#test/support/web-harness.ts"
import type { Problem } from "#web/contract.ts"

let harness: WebHarness
let visitor: Visitor
beforeAll(async () => {
  harness = await startWebHarness()
  visitor = await beginVisit(harness.openApp().app)
})
afterAll(() => harness.close())

const JSON_TYPE = { "Content-Type": "application/json" }
const post = (body: BodyInit, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
  method: "POST",
  body,
  headers,
})

describe("a body that isn't what it should be", () => {
  it.each([
    { case: "no JSON at all", init: post("text=hello"), status: 400, kind: "malformed-json" },
    { case: "JSON cut short", init: post('{"text": "hel'), status: 400, kind: "malformed-json" },
    {
      case: "bytes that aren't UTF-8",
      init: post(new Uint8Array([0x22, 0xff, 0x22])),
      status: 400,
      kind: "malformed-json",
    },
    { case: "only white space", init: post("  "), status: 400, kind: "malformed-json" },
    {
      case: "plain text",
      init: post('{"text":"a"}', { "Content-Type": "text/plain" }),
      status: 415,
      kind: "unsupported-media-type",
    },
    {
      case: "a form",
      init: post("text=a", { "Content-Type": "application/x-www-form-urlencoded" }),
      status: 415,
      kind: "unsupported-media-type",
    },
    {
      case: "a type that only begins like JSON",
      init: post('{"text":"a"}', { "Content-Type": "application/jsonp" }),
      status: 415,
      kind: "unsupported-media-type",
    },
    {
      case: "more than 32 kB",
      init: post(JSON.stringify({ text: "a".repeat(40_000) })),
      status: 413,
      kind: "body-too-large",
    },
    {
      case: "more than 32 kB announced",
      init: post("{}", { ...JSON_TYPE, "Content-Length": "50000" }),
      status: 413,
      kind: "body-too-large",
    },
    { case: "nothing", init: { method: "POST" }, status: 422, kind: "invalid-request" },
  ])("is refused: $case", async ({ init, status, kind }) => {
    const response = await visitor.call("/api/messages", init)

    expect(response.status).toBe(status)
    expect(response.headers.get("Content-Type")).toBe("application/problem+json")
    expect((await response.json()) as Problem).toMatchObject({ type: `/problems/${kind}`, status })
  })

  it.each([
    { body: [], pointers: [""] },
    { body: null, pointers: [""] },
    { body: "hello", pointers: [""] },
    { body: {}, pointers: ["/text"] },
    { body: { text: "" }, pointers: ["/text"] },
    { body: { text: " \n " }, pointers: ["/text"] },
    { body: { text: 7 }, pointers: ["/text"] },
    { body: { text: ["a"] }, pointers: ["/text"] },
    { body: { text: "a".repeat(1025) }, pointers: ["/text"] },
    { body: { text: "a", turnId: "" }, pointers: ["/turnId"] },
    { body: { text: "a", turnId: "with space" }, pointers: ["/turnId"] },
    { body: { text: "a", turnId: "x".repeat(65) }, pointers: ["/turnId"] },
    { body: { text: "a", turnId: "../session" }, pointers: ["/turnId"] },
    { body: { turnId: 1 }, pointers: ["/text", "/turnId"] },
  ])("is refused with pointers $pointers: $body", async ({ body, pointers }) => {
    const response = await visitor.call("/api/messages", post(JSON.stringify(body)))

    expect(response.status).toBe(422)
    const problem = (await response.json()) as Problem
    expect(problem.type).toBe("/problems/invalid-request")
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it("is refused while it is sent, whatever its length was said to be", async () => {
    const chunk = new TextEncoder().encode("a".repeat(10_000))
    let sent = 0
    const stream = new ReadableStream({
      pull: (controller) => {
        sent++
        controller.enqueue(chunk)
      },
    })

    const response = await visitor.call("/api/messages", { ...post(stream), duplex: "half" } as RequestInit)

    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(20)
  })
})

describe("what a visitor can't do", () => {
  it.each([
    { case: "a script", text: "<script>alert(1)</script>" },
    { case: "an image with a handler", text: '<img src=x onerror="alert(1)">' },
    { case: "an SSML tag", text: "<speak><audio src='https://evil.example/a.mp3'/></speak>" },
    { case: "a template", text: "{{constructor.constructor('return 1')()}} [Slot] $(id)" },
    { case: "a line break and a header", text: "hi\r\nSet-Cookie: a=b" },
    { case: "half a surrogate pair", text: "a\ud83dz", heard: "a\ufffdz" },
    { case: "a NUL", text: "a\u0000b" },
  ])("makes nothing but text of $case", async ({ text, heard = text }) => {
    const { messages } = await visitor.hear(text)

    expect(messages).toEqual([{ id: expect.any(String), type: "text", text: `Not understood: ${heard}` }])
    expect(harness.lex.calls.at(-1)?.text).toBe(heard)
  })

  it("can't set session attributes or anything else of the server's", async () => {
    const sessionAttributes = { role: "admin" }
    const body = {
      text: "hello",
      sessionAttributes,
      sessionState: { sessionAttributes },
      requestAttributes: sessionAttributes,
    }

    const response = await visitor.call("/api/messages", post(JSON.stringify(body)))

    expect(response.status).toBe(200)
    const call = harness.lex.calls.at(-1)
    expect(Object.keys(call ?? {}).sort()).toEqual(["localeId", "requestAttributes", "sessionId", "text"])
    expect(Object.keys(call?.requestAttributes ?? {})).toEqual(["turnId"])
  })

  it("can't take the name of a member of every object", async () => {
    const response = await visitor.call(
      "/api/messages",
      post('{"text":"hello","turnId":"__proto__","__proto__":{"a":1}}'),
    )

    expect(response.status).toBe(200)
    expect(({} as { a?: number }).a).toBeUndefined()
  })
})

describe("paths and methods", () => {
  it.each([
    { method: "GET", path: "/api/nothing", status: 404 },
    { method: "POST", path: "/nothing", status: 404 },
    { method: "GET", path: "/../package.json", status: 404 },
    { method: "GET", path: "/%2e%2e/package.json", status: 404 },
    { method: "GET", path: "/operator/operator.ts", status: 404 },
    { method: "GET", path: "/api/messages", status: 405, allow: "POST" },
    { method: "PUT", path: "/api/history", status: 405, allow: "GET, HEAD" },
    { method: "GET", path: "/api/sessions/current", status: 405, allow: "DELETE" },
    { method: "POST", path: "/healthz", status: 405, allow: "GET, HEAD" },
    { method: "DELETE", path: "/widget.js", status: 405, allow: "GET, HEAD" },
  ])("answers $status to $method $path", async ({ method, path, status, allow }) => {
    const response = await visitor.call(path, { method })

    expect(response.status).toBe(status)
    expect(response.headers.get("Allow")).toBe(allow ?? null)
    expect(response.headers.get("Content-Type")).toBe("application/problem+json")
  })
})

describe("an error of our own", () => {
  it("tells the client nothing but that it happened, and the log where", async () => {
    const { app, services } = harness.openApp()
    const broken = { ...services, tokens: undefined } as unknown as typeof services
    const { createApp } = await import("#web/app.ts")
    const brokenApp = createApp(broken)
    await beginVisit(app)

    const response = await brokenApp.request("/api/history", { headers: { Authorization: `Bearer ${visitor.token}` } })

    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      type: "/problems/internal",
      title: "Something went wrong on our side",
      status: 500,
    })
    const line = harness.log.at(-1) ?? ""
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      event: "request-failed",
      code: "internal",
      error: "TypeError",
    })
    expect(line).toContain("access.ts")
    expect(line).not.toContain(visitor.token)
  })
})
