// The beginning of a conversation, its history, and its end.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import { createDynamoFeedbackStore } from "#backends/recommendation/dynamo-feedback-store.ts"
import { systemClock } from "#core/time.ts"
import { beginVisit, jsonRequest, startWebHarness, type WebHarness } from "#test/support/web-harness.ts"
import { history, type Problem, sessionReply } from "#web/contract.ts"

let harness: WebHarness
beforeAll(async () => {
  harness = await startWebHarness()
})
afterAll(() => harness.close())

describe("POST /api/sessions", () => {
  it("gives a token and the bot's greeting", async () => {
    const response = await harness.openApp().app.request("/api/sessions", jsonRequest({ consent: "2026-01" }))

    expect(response.status).toBe(201)
    expect(response.headers.get("Cache-Control")).toBe("no-store")
    const reply = sessionReply.parse(await response.json())
    expect(reply.messages).toEqual([{ id: expect.any(String), type: "text", text: "Welcome." }])
    expect(reply.suggestions).toEqual(["Book a room"])
    expect(reply.sessionId).toMatch(/^[\w-]{36}$/)
    expect(Date.parse(reply.expiresAt)).toBeGreaterThan(0)
  })

  it("needs no body", async () => {
    const response = await harness.openApp().app.request("/api/sessions", { method: "POST" })

    expect(response.status).toBe(201)
  })

  it.each([
    { asked: undefined, has: "en_US,fr_FR", gets: "en_US" },
    { asked: "fr_FR", has: "en_US,fr_FR", gets: "fr_FR" },
    { asked: "fr_CA", has: "en_US,fr_FR", gets: "fr_FR" },
    { asked: "ja_JP", has: "en_US,fr_FR", gets: "en_US" },
  ])("holds the conversation in $gets when $asked is asked for and the bot has $has", async ({ asked, has, gets }) => {
    const { app } = harness.openApp({ LEX_LOCALE_ID: has })
    const visitor = await beginVisit(app, { locale: asked })

    await visitor.hear("hello")

    expect(harness.lex.calls.at(-1)?.localeId).toBe(gets)
  })

  it.each([{ locale: "english" }, { locale: 5 }, { consent: "x".repeat(65) }])("refuses %j", async (body) => {
    const response = await harness.openApp().app.request("/api/sessions", jsonRequest(body))

    expect(response.status).toBe(422)
  })

  it.each(["none", "NoSuchIntent"])("opens in silence when the welcome intent is %s", async (intent) => {
    const visitor = await beginVisit(harness.openApp({ LEX_WELCOME_INTENT: intent }).app)

    expect(visitor.messages).toEqual([])
    expect((await visitor.hear("hello")).messages).toHaveLength(1)
  })
})

describe("GET /api/history", () => {
  it("tells the conversation from the greeting on, also at another process", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    await visitor.hear("book", "first")
    await visitor.hear("2", "second")

    const { app } = harness.openApp()
    const response = await app.request("/api/history", { headers: { Authorization: `Bearer ${visitor.token}` } })

    const { sessionId, turns } = history.parse(await response.json())
    expect(sessionId).toBe(visitor.sessionId)
    expect(turns.map(({ text }) => text)).toEqual([undefined, "book", "2"])
    expect(turns[2]).toEqual({
      turnId: "second",
      at: expect.stringMatching(/^2026-03-02T09:/),
      text: "2",
      messages: [{ id: "second.0", type: "text", text: "Book 2 nights?" }],
    })
  })

  it("comes compressed when it is long and the client takes that", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    await visitor.hear("x".repeat(1000))

    const response = await visitor.call("/api/history", { headers: { "Accept-Encoding": "gzip, br" } })

    expect(response.headers.get("Content-Encoding")).toBe("gzip")
    const text = await new Response(response.body?.pipeThrough(new DecompressionStream("gzip"))).text()
    expect(JSON.parse(text)).toMatchObject({ sessionId: visitor.sessionId })
  })
})

describe("DELETE /api/sessions/current", () => {
  it("erases the conversation here and in Lex", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    const other = await beginVisit(harness.openApp().app)
    await visitor.hear("book")

    const response = await visitor.call("/api/sessions/current", { method: "DELETE" })

    expect(response.status).toBe(204)
    expect(harness.lex.sessionIds()).not.toContain(visitor.sessionId)
    expect(harness.lex.sessionIds()).toContain(other.sessionId)
    expect((await other.call("/api/history")).status).toBe(200)
    const { conversations } = harness.openApp().services
    expect(await conversations.listTurns(visitor.sessionId)).toEqual([])
  })

  it("forgets what the visitor's taste was learned from, and nobody else's", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    const other = await beginVisit(harness.openApp().app)
    const items = createItems(createDocumentClient({ region: "us-east-1", endpoint: harness.url }))
    const feedback = createDynamoFeedbackStore(items, "concierge-feedback", systemClock)
    for (const { sessionId: visitorId } of [visitor, other])
      await feedback.record([{ visitorId, itemId: "harbor-house", kind: "booked" }])

    await visitor.call("/api/sessions/current", { method: "DELETE" })

    expect(await feedback.list(visitor.sessionId)).toEqual([])
    expect(await feedback.list(other.sessionId)).toHaveLength(1)
  })

  it("ends the session for good, and may be repeated", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    await visitor.call("/api/sessions/current", { method: "DELETE" })

    const said = await visitor.say("hello")
    const history = await visitor.call("/api/history")
    const again = await visitor.call("/api/sessions/current", { method: "DELETE" })

    expect(said.status).toBe(404)
    expect(((await said.json()) as Problem).type).toBe("/problems/session-not-found")
    expect(history.status).toBe(404)
    expect(again.status).toBe(204)
    expect(await harness.openApp().services.conversations.listTurns(visitor.sessionId)).toEqual([])
  })

  it("leaves nothing of a turn that was under way", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    const release = harness.lex.hold()

    const turn = visitor.say("hello")
    const erased = visitor.call("/api/sessions/current", { method: "DELETE" })
    release()
    await Promise.all([turn, erased])

    const { conversations } = harness.openApp().services
    expect(await conversations.listTurns(visitor.sessionId)).toEqual([])
    expect(harness.lex.sessionIds()).not.toContain(visitor.sessionId)
  })
})
