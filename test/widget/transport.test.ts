import { describe, expect, it } from "vitest"
import { createTransport, parseRetryAfter, type Transport } from "#web/widget/transport.ts"

const session = { token: "secret", sessionId: "s1", expiresAt: "2027-01-01T00:00:00Z" }

type Call = { readonly url: string; readonly init: RequestInit }

function transportTo(
  answer: () => Response | Promise<Response>,
  isOnline = true,
): { transport: Transport; calls: Call[] } {
  const calls: Call[] = []
  const transport = createTransport({
    endpoint: () => "https://api.example/",
    isOnline: () => isOnline,
    timeoutMs: 50,
    fetch: async (url, init) => {
      calls.push({ url, init })
      return await answer()
    },
  })
  return { transport, calls }
}

const problem = (status: number, headers: Record<string, string> = {}, detail?: string): Response =>
  new Response(JSON.stringify({ type: "about:blank", title: "t", status, detail }), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  })

describe("the calls", () => {
  it("carry the token and the turn, and no cookies", async () => {
    const { transport, calls } = transportTo(() => Response.json({ messages: [] }))

    await transport.sendText(session, { turnId: "t1", text: "hello" })

    expect(calls[0]?.url).toBe("https://api.example/api/messages")
    expect(calls[0]?.init).toMatchObject({
      method: "POST",
      credentials: "omit",
      body: '{"turnId":"t1","text":"hello"}',
      headers: { authorization: "Bearer secret", "content-type": "application/json" },
    })
  })

  it.each([
    { status: 401, reason: "expired" },
    { status: 409, reason: "busy" },
    { status: 413, reason: "too-long" },
    { status: 422, reason: "refused" },
    { status: 429, reason: "rate-limited" },
    { status: 500, reason: "server" },
    { status: 503, reason: "unavailable" },
    { status: 504, reason: "timeout" },
  ])("take $status for $reason", async ({ status, reason }) => {
    const { transport } = transportTo(() => problem(status, { "retry-after": "7" }, "Because."))

    expect(await transport.sendText(session, { turnId: "t", text: "x" })).toEqual({
      ok: false,
      status,
      failure: { reason, detail: "Because.", retryAfterMs: 7000 },
    })
  })

  it.each([
    {
      what: "no connection",
      answer: () => Promise.reject(new TypeError("Failed to fetch")),
      isOnline: false,
      reason: "offline",
    },
    {
      what: "no server",
      answer: () => Promise.reject(new TypeError("Failed to fetch")),
      isOnline: true,
      reason: "unreachable",
    },
    {
      what: "no answer in time",
      answer: () => Promise.reject(new DOMException("late", "TimeoutError")),
      isOnline: true,
      reason: "timeout",
    },
    { what: "a proxy's page", answer: () => new Response("<html>", { status: 200 }), isOnline: true, reason: "server" },
    { what: "something else's JSON", answer: () => Response.json({ hello: 1 }), isOnline: true, reason: "server" },
    {
      what: "a proxy's error page",
      answer: () => new Response("<html>", { status: 502 }),
      isOnline: true,
      reason: "server",
    },
  ])("meet $what without throwing", async ({ answer, isOnline, reason }) => {
    const { transport } = transportTo(answer, isOnline)

    expect(await transport.loadHistory(session)).toMatchObject({ ok: false, failure: { reason } })
  })

  it.each([204, 401, 404])("count a session as erased when the server says %i", async (status) => {
    const { transport } = transportTo(() => (status === 204 ? new Response(null, { status }) : problem(status)))

    expect(await transport.erase(session)).toEqual({ ok: true, value: undefined })
  })
})

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-11-21T12:00:00Z")

  it.each([
    ["12", 12_000],
    ["0", 0],
    ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
    ["999999999", 3_600_000],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("reads %j as %s", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected)
  })
})
