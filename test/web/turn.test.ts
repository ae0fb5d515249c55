// Turns are taken once: repeated, at the same time, at several processes, after lost answers and crashes.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { beginVisit, startWebHarness, type Visitor, type WebHarness } from "#test/support/web-harness.ts"
import type { Problem, Reply } from "#web/contract.ts"

let harness: WebHarness
beforeAll(async () => {
  harness = await startWebHarness()
})
afterAll(() => harness.close())

/** The same visitor as another process of the installation sees them. */
function elsewhere(visitor: Visitor): Pick<Visitor, "say" | "hear"> {
  const { app } = harness.openApp()
  const say = async (text: string, turnId?: string) =>
    await app.request("/api/messages", {
      method: "POST",
      body: JSON.stringify({ text, turnId }),
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${visitor.token}` },
    })
  return { say, hear: async (text, turnId) => (await (await say(text, turnId)).json()) as Reply }
}

async function bringToConfirmation(): Promise<Visitor> {
  const visitor = await beginVisit(harness.openApp().app)
  await visitor.hear("book")
  await visitor.hear("2")
  return visitor
}

const callsOf = (visitor: Visitor) => harness.lex.calls.filter((call) => call.sessionId === visitor.sessionId)

describe("a turn that comes again", () => {
  it("gets the same reply and has no second effect", async () => {
    const visitor = await bringToConfirmation()

    const first = await visitor.hear("yes", "pay-once")
    const second = await visitor.hear("yes", "pay-once")

    expect(second).toEqual(first)
    expect(callsOf(visitor).filter((call) => call.text === "yes")).toHaveLength(1)
  })

  it("gets the same reply from another process", async () => {
    const visitor = await bringToConfirmation()

    const first = await visitor.hear("yes", "pay-once")
    const second = await elsewhere(visitor).hear("yes", "pay-once")

    expect(second).toEqual(first)
  })

  it("gets the same reply when all come at the same time", async () => {
    const visitor = await bringToConfirmation()
    const other = elsewhere(visitor)

    const replies = await Promise.all([visitor, other, visitor, other].map((way) => way.hear("yes", "pay-once")))

    expect(new Set(replies.map((reply) => JSON.stringify(reply)))).toHaveLength(1)
    expect(callsOf(visitor).filter((call) => call.text === "yes")).toHaveLength(1)
  })

  it("is refused when it says something else", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    await visitor.hear("hello", "turn-7")

    const response = await visitor.say("book", "turn-7")

    expect(response.status).toBe(422)
    expect(((await response.json()) as Problem).type).toBe("/problems/turn-id-reused")
  })

  it("means nothing to another visitor's turn of the same id", async () => {
    const { app } = harness.openApp()
    const one = await beginVisit(app)
    const other = await beginVisit(app)

    const first = await one.hear("hello", "turn-1")
    const second = await other.hear("book", "turn-1")

    expect(first.messages[0]).toMatchObject({ text: "Hello again." })
    expect(second.messages[0]).toMatchObject({ text: "How many nights?" })
  })
})

describe("a turn whose outcome is not known", () => {
  it("is repeated from the state before it when Lex's answer was lost", async () => {
    const visitor = await bringToConfirmation()
    const bookingsBefore = harness.lex.bookings.size

    harness.lex.loseAnswer()
    const reply = await visitor.hear("yes", "lost-answer")

    expect(reply.messages[0]).toMatchObject({ text: expect.stringMatching(/^Booked 2 nights/) })
    expect(harness.lex.bookings.size).toBe(bookingsBefore + 1)
    expect(callsOf(visitor).at(-1)?.sessionState).toMatchObject({
      dialogAction: { type: "ConfirmIntent" },
      intent: { name: "BookRoom" },
    })
  })

  it("is finished by the next process when the first one died after Lex acted", async () => {
    const visitor = await bringToConfirmation()
    const { services } = harness.openApp()
    const session = { sessionId: visitor.sessionId, localeId: "en_US" }
    // What a process does up to the moment it is killed: the claim, and Lex's work.
    const fingerprint = "text yes"
    const claimedAt = services.clock()
    const claim = { sessionId: visitor.sessionId, turnId: "killed", fingerprint, claimedAt }
    await services.conversations.claim({ ...claim, leaseUntil: claimedAt })
    const options = { requestAttributes: { turnId: "killed" }, signal: AbortSignal.timeout(5000) }
    await services.lex.recognizeText(session, "yes", options)
    const bookingsBefore = harness.lex.bookings.size

    const reply = await elsewhere(visitor).hear("yes", "killed")

    expect(reply.messages[0]).toMatchObject({ text: expect.stringMatching(/^Booked 2 nights/) })
    expect(harness.lex.bookings.size).toBe(bookingsBefore)
  })

  it("does not bring back an older state when the conversation has moved on since", async () => {
    const visitor = await bringToConfirmation()
    harness.lex.fail({ status: 424, type: "DependencyFailedException" })
    const failed = await visitor.say("yes", "failed-first")
    harness.advance(1000)
    await visitor.hear("hello")

    const reply = await visitor.hear("yes", "failed-first")

    expect(failed.status).toBe(502)
    expect(reply.messages[0]).toMatchObject({ text: "Not understood: yes" })
  })

  it("is taken up again at once after a failure", async () => {
    const visitor = await beginVisit(harness.openApp().app)
    harness.lex.fail({ status: 424, type: "DependencyFailedException" })

    const failed = await visitor.say("hello", "again")
    const reply = await visitor.hear("hello", "again")

    expect(failed.status).toBe(502)
    expect(reply.messages[0]).toMatchObject({ text: "Hello again." })
  })
})

describe("turns of one conversation", () => {
  it("reach Lex one after the other", async () => {
    const visitor = await beginVisit(harness.openApp().app)

    await Promise.all(["one", "two", "three", "four"].map((text) => visitor.hear(text)))

    expect(
      callsOf(visitor)
        .map((call) => call.text)
        .sort(),
    ).toEqual(["four", "one", "three", "two"])
    expect(harness.lex.mostAtOnce(visitor.sessionId)).toBe(1)
  })

  it("are refused when too many wait", async () => {
    const visitor = await beginVisit(harness.openApp().app)

    const responses = await Promise.all(Array.from({ length: 12 }, (_, i) => visitor.say(`text ${i}`)))

    const statuses = responses.map((response) => response.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(8)
    expect(statuses.filter((status) => status === 409)).toHaveLength(4)
  })
})

describe("Lex in trouble", () => {
  it.each([
    { lex: { status: 409, type: "ConflictException" }, times: 2, status: 200 },
    { lex: { status: 429, type: "ThrottlingException" }, times: 2, status: 200 },
    { lex: { status: 500, type: "InternalServerException" }, times: 1, status: 200 },
    { lex: { status: 409, type: "ConflictException" }, times: 5, status: 409, kind: "session-busy" },
    { lex: { status: 429, type: "ThrottlingException" }, times: 5, status: 503, kind: "overloaded" },
    { lex: { status: 500, type: "InternalServerException" }, times: 2, status: 503, kind: "dialog-unavailable" },
    { lex: { status: 424, type: "DependencyFailedException" }, times: 1, status: 502, kind: "fulfillment-failed" },
    { lex: { status: 404, type: "ResourceNotFoundException" }, times: 1, status: 502, kind: "bot-not-found" },
    { lex: { status: 403, type: "AccessDeniedException" }, times: 1, status: 502, kind: "bot-not-found" },
  ])("answers $status after $times × $lex.type", async ({ lex, times, status, kind }) => {
    const visitor = await beginVisit(harness.openApp().app)
    harness.lex.fail(lex, times)

    const response = await visitor.say("hello")

    expect(response.status).toBe(status)
    expect(((await response.json()) as Problem).type).toBe(kind && `/problems/${kind}`)
    expect(response.headers.has("Retry-After")).toBe(kind !== undefined && kind !== "bot-not-found")
  })

  it("gives up on a turn that takes too long", async () => {
    const visitor = await beginVisit(harness.openApp({ TURN_TIMEOUT_MS: "100" }).app)
    const release = harness.lex.hold()

    const response = await visitor.say("hello")
    release()

    expect(response.status).toBe(504)
    expect(await response.json()).toEqual({
      type: "/problems/dialog-timeout",
      title: "The assistant took too long",
      status: 504,
    })
  })

  it("lets no more turns in than it should, queues some, and sends the rest away", async () => {
    const { app } = harness.openApp({ LEX_CONCURRENCY: "2", LEX_QUEUE: "3" })
    const visitors = await Promise.all(Array.from({ length: 3 }, () => beginVisit(app)))
    visitors.push(...(await Promise.all(Array.from({ length: 3 }, () => beginVisit(app)))))
    visitors.push(await beginVisit(app))
    const release = harness.lex.hold()

    const responses = visitors.map((visitor) => visitor.say("hello"))
    const refused = await Promise.any(
      responses.map(async (response) => {
        const { status, headers } = await response
        if (status === 200) throw new Error("was let in")
        return { status, retryAfter: headers.get("Retry-After") }
      }),
    )
    release()
    const statuses = (await Promise.all(responses)).map((response) => response.status)

    expect(refused).toEqual({ status: 503, retryAfter: "2" })
    expect(statuses.filter((status) => status === 200)).toHaveLength(5)
    expect(statuses.filter((status) => status === 503)).toHaveLength(2)
  })
})
