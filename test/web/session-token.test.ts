// Session tokens: good for one session and one time, and for nobody who changes anything about them.

import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { beginVisit, startWebHarness, type WebHarness } from "#test/support/web-harness.ts"
import type { Problem } from "#web/contract.ts"
import { createSessionTokens } from "#web/session-token.ts"

const AT_NINE = epochMs(Date.UTC(2026, 2, 2, 9))
const tokens = createSessionTokens("one secret of thirty-two letters", 600, () => AT_NINE)

describe("a session token", () => {
  it("says whose it is and until when", async () => {
    const { token, expiresAt } = await tokens.issue("session-1")

    expect(expiresAt).toBe(AT_NINE + 600_000)
    expect(await tokens.verify(token)).toEqual({ sessionId: "session-1", expiresAt })
  })

  it("has no other spelling that is accepted", async () => {
    const { token } = await tokens.issue("session-1")

    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.string({ maxLength: 3, unit: "binary" }), async (at, change) => {
        const changed = token.slice(0, at) + change + token.slice(at + 1)
        fc.pre(changed !== token)
        expect(await tokens.verify(changed)).toBe("token-invalid")
      }),
      { numRuns: 500 },
    )
  })

  it("can't be put together by whoever doesn't know the secret", async () => {
    await fc.assert(
      fc.asyncProperty(fc.base64String(), fc.base64String(), async (payload, signature) => {
        expect(await tokens.verify(`v1.${payload}.${signature}`)).toBe("token-invalid")
      }),
    )
  })

  it.each([
    { elapsedMs: 0, is: "good", isDue: false },
    { elapsedMs: 299_999, is: "good", isDue: false },
    { elapsedMs: 300_000, is: "good", isDue: true },
    { elapsedMs: 599_999, is: "good", isDue: true },
    { elapsedMs: 600_000, is: "token-expired", isDue: true },
  ])("is $is after $elapsedMs ms, due for renewal: $isDue", async ({ elapsedMs, is, isDue }) => {
    const issued = await tokens.issue("session-1")
    const later = createSessionTokens("one secret of thirty-two letters", 600, () => epochMs(AT_NINE + elapsedMs))

    const verified = await later.verify(issued.token)

    expect(typeof verified === "string" ? verified : "good").toBe(is)
    expect(later.isDueForRenewal({ sessionId: "session-1", expiresAt: issued.expiresAt })).toBe(isDue)
  })

  it("is worth nothing under another secret", async () => {
    const { token } = await createSessionTokens("another secret of many letters..", 600, () => AT_NINE).issue(
      "session-1",
    )

    expect(await tokens.verify(token)).toBe("token-invalid")
  })
})

describe("tokens at the API", () => {
  let harness: WebHarness
  beforeAll(async () => {
    harness = await startWebHarness()
  })
  afterAll(() => harness.close())

  it.each([
    { case: "none", header: undefined, kind: "token-missing" },
    { case: "no bearer", header: "Basic YTpi", kind: "token-missing" },
    { case: "an empty one", header: "Bearer ", kind: "token-missing" },
    { case: "a made-up one", header: "Bearer v1.YWJj.ZGVm", kind: "token-invalid" },
  ])("are refused: $case", async ({ header, kind }) => {
    const { app } = harness.openApp()
    const headers: Record<string, string> = header === undefined ? {} : { Authorization: header }

    for (const [method, path] of [
      ["POST", "/api/messages"],
      ["GET", "/api/history"],
      ["DELETE", "/api/sessions/current"],
    ]) {
      const response = await app.request(path ?? "", { method: method ?? "", headers })
      expect(response.status).toBe(401)
      expect(((await response.json()) as Problem).type).toBe(`/problems/${kind}`)
      expect(response.headers.get("WWW-Authenticate")).toMatch(/^Bearer/)
    }
  })

  it("expire, with a reason of their own", async () => {
    const visitor = await beginVisit(harness.openApp({ SESSION_TTL: "60" }).app)

    harness.advance(60_000)
    const response = await visitor.say("hello")

    expect(response.status).toBe(401)
    expect(((await response.json()) as Problem).type).toBe("/problems/token-expired")
  })

  it("are renewed while the conversation is alive", async () => {
    const { app } = harness.openApp({ SESSION_TTL: "600" })
    const visitor = await beginVisit(app)
    const early = await visitor.say("hello")
    harness.advance(301_000)
    const late = await visitor.say("hello")
    harness.advance(400_000)

    const renewed = late.headers.get("Concierge-Token") ?? ""
    const response = await app.request("/api/history", { headers: { Authorization: `Bearer ${renewed}` } })

    expect(early.headers.has("Concierge-Token")).toBe(false)
    expect(Date.parse(late.headers.get("Concierge-Token-Expires") ?? "")).toBeGreaterThan(0)
    expect(response.status).toBe(200)
  })

  it("open their own conversation only", async () => {
    const { app } = harness.openApp()
    const one = await beginVisit(app)
    const other = await beginVisit(app)
    await one.hear("book")

    const history = await (await other.call("/api/history")).json()

    expect(history).toMatchObject({ sessionId: other.sessionId, turns: [{ messages: [{ text: "Welcome." }] }] })
    expect(JSON.stringify(history)).not.toContain("How many nights")
  })
})
