import { describe, expect, it } from "vitest"
import type { HistoryTurn, Message, Reply, SessionReply } from "#web/contract.ts"
import { reduce } from "#web/widget/reduce.ts"
import { type Command, type Event, initialState, openSuggestions, outboxOf, type State } from "#web/widget/state.ts"

const NOW = 1_800_000_000_000

const text = (id: string, said: string): Message => ({ id, type: "text", text: said })

const sessionReply = (sessionId: string, expiresAt = "2027-01-15T09:00:00.000Z"): SessionReply => ({
  token: `token-${sessionId}`,
  sessionId,
  expiresAt,
  messages: [text("g", "Welcome")],
  suggestions: ["Book a room"],
})

const reply = (turnId: string, suggestions: string[] = []): Reply => ({
  sessionId: "s1",
  turnId,
  messages: [text(`m-${turnId}`, `answer to ${turnId}`)],
  dialogAction: "ElicitIntent",
  suggestions,
})

const submitted = (turnId: string, said = turnId): Event => ({ type: "submitted", turnId, text: said, atMs: NOW })
const failed = (
  turnId: string,
  reason: "offline" | "server" | "expired" | "unreachable" | "rate-limited",
  retryAfterMs?: number,
): Event => ({
  type: "turn-failed",
  turnId,
  atMs: NOW,
  failure: retryAfterMs === undefined ? { reason } : { reason, retryAfterMs },
})

const blank: State = initialState({
  hasAgreed: true,
  isOnline: true,
  session: undefined,
  outbox: [],
  unread: 0,
  labels: {},
  ratings: {},
})

/** The state after some events, and the commands of the last one. */
function run(start: State, ...events: readonly Event[]): { state: State; commands: readonly Command[] } {
  let step: { state: State; commands: readonly Command[] } = { state: start, commands: [] }
  for (const event of events) step = reduce(step.state, event)
  return step
}

const started: readonly Event[] = [
  { type: "opened" },
  { type: "session-started", reply: sessionReply("s1"), atMs: NOW },
]
const ready = run(blank, ...started, { type: "seen", isSeen: true }).state

const dones = (commands: readonly Command[]): readonly string[] => commands.map((command) => command.do)
const lines = (state: State): readonly string[] =>
  state.entries.map((entry) => {
    if (entry.kind === "visitor") return `${entry.text} (${entry.delivery})`
    return entry.kind === "notice" ? `! ${entry.notice}` : `> ${entry.messages.map((message) => message.id).join()}`
  })

describe("the start of a conversation", () => {
  it("waits for the visitor's agreement", () => {
    const gated: State = { ...blank, phase: "gate" }

    expect(run(gated, { type: "opened" }).commands).toEqual([])
    expect(run(gated, { type: "agreed" })).toMatchObject({
      state: { phase: "starting" },
      commands: [{ do: "start-session" }],
    })
  })

  it("keeps what was asked before the agreement, and sends it after", () => {
    const gated: State = { ...blank, phase: "gate" }
    const { state, commands } = run(gated, submitted("t1"), { type: "agreed" }, ...started.slice(1))

    expect(lines(state)).toEqual(["> g", "t1 (sending)"])
    expect(commands).toContainEqual({ do: "post", turnId: "t1", text: "t1" })
  })

  it("restores a session that is remembered instead of starting another", () => {
    const { token, sessionId, expiresAt } = sessionReply("s1")
    const remembered: State = { ...blank, session: { token, sessionId, expiresAt } }

    expect(run(remembered, { type: "opened" })).toMatchObject({
      state: { phase: "restoring" },
      commands: [{ do: "load-history" }],
    })
  })

  it("starts once, however often it is opened", () => {
    expect(run(blank, { type: "opened" }, { type: "opened" }).commands).toEqual([])
  })

  it("waits for a connection, and starts when there is one", () => {
    const offline: State = { ...blank, isOnline: false }
    const waiting = run(offline, { type: "opened" })

    expect(waiting).toMatchObject({ state: { phase: "failed", failure: { reason: "offline" } }, commands: [] })
    expect(dones(run(waiting.state, { type: "went-online" }).commands)).toEqual(["start-session"])
  })
})

describe("a conversation under way", () => {
  it("sends one message at a time, in the order they were written", () => {
    const first = run(ready, submitted("t1"), submitted("t2"))
    expect(lines(first.state)).toEqual(["> g", "t1 (sending)", "t2 (queued)"])
    expect(first.commands).toEqual([])

    const second = run(first.state, { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW })
    expect(lines(second.state)).toEqual(["> g", "t1 (sent)", "> m-t1", "t2 (sending)"])
    expect(dones(second.commands)).toEqual(["announce", "tell-tabs-turn", "tell-tabs-seen", "post"])
  })

  it("ignores a reply to a turn it does not know, and one that comes twice", () => {
    const unknown = run(ready, { type: "replied", turnId: "other", reply: reply("other"), atMs: NOW })
    expect(unknown.state).toBe(ready)

    const twice = run(
      ready,
      submitted("t1"),
      { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW },
      { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW },
    )
    expect(lines(twice.state)).toEqual(["> g", "t1 (sent)", "> m-t1"])
  })

  it("offers the suggestions of the latest reply, and marks the one that is taken", () => {
    expect(openSuggestions(ready)?.suggestions).toEqual(["Book a room"])

    const { state } = run(ready, submitted("t1", "Book a room"))
    expect(openSuggestions(state)).toBeUndefined()
    expect(state.entries[0]).toMatchObject({ chosen: "Book a room" })
  })

  it("counts as unread what comes while nobody looks", () => {
    const away = run(
      ready,
      submitted("t1"),
      { type: "seen", isSeen: false },
      { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW },
    )
    expect(away.state.unread).toBe(1)

    expect(run(away.state, { type: "seen", isSeen: true })).toMatchObject({
      state: { unread: 0 },
      commands: [{ do: "tell-tabs-seen" }],
    })
  })

  it("rates a reply, changes the rating, and takes it back", () => {
    const answered = run(ready, submitted("t1"), { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW }).state
    const rate = (state: State, rating: "up" | "down"): State =>
      run(state, { type: "rated", turnId: "t1", rating }).state

    const up = rate(answered, "up")
    expect([up.ratings, rate(up, "down").ratings, rate(up, "up").ratings]).toEqual([{ t1: "up" }, { t1: "down" }, {}])
  })
})

describe("a message that fails", () => {
  const sent = run(ready, submitted("t1")).state

  it.each([
    { reason: "server", retryAfterMs: undefined, delivery: "failed", wait: undefined },
    { reason: "unreachable", retryAfterMs: undefined, delivery: "queued", wait: 3000 },
    { reason: "rate-limited", retryAfterMs: 12_000, delivery: "queued", wait: 12_000 },
    // Longer than a minute: the visitor decides.
    { reason: "rate-limited", retryAfterMs: 90_000, delivery: "failed", wait: undefined },
  ] as const)("for $reason and Retry-After $retryAfterMs is $delivery", ({ reason, retryAfterMs, delivery, wait }) => {
    const { state, commands } = run(sent, failed("t1", reason, retryAfterMs))

    expect(state.entries.at(-1)).toMatchObject({ delivery, failure: { reason } })
    expect(commands.find((command) => command.do === "wait")).toEqual(
      wait === undefined ? undefined : { do: "wait", turnId: "t1", delayMs: wait },
    )
  })

  it("goes out again with the same turn when the wait is over", () => {
    const { state, commands } = run(sent, failed("t1", "unreachable"), { type: "retry-due", turnId: "t1" })

    expect(commands).toEqual([{ do: "post", turnId: "t1", text: "t1" }])
    expect(state.entries.at(-1)).toMatchObject({ delivery: "sending", attempts: 2 })
  })

  it("gives up by itself after three more attempts", () => {
    const again: readonly Event[] = [failed("t1", "unreachable"), { type: "retry-due", turnId: "t1" }]

    const { state } = run(sent, ...again, ...again, ...again, failed("t1", "unreachable"))

    expect(lines(state)).toEqual(["> g", "t1 (failed)"])
  })

  it("is not sent before the server allows it, however often the visitor asks", () => {
    const waiting = run(sent, failed("t1", "rate-limited", 90_000)).state
    const retryAt = (atMs: number): readonly string[] =>
      dones(run(waiting, { type: "retried", turnId: "t1", atMs }).commands)

    expect(retryAt(NOW + 89_000)).toEqual([])
    expect(retryAt(NOW + 90_000)).toEqual(["post"])
  })

  it("holds back the ones behind it while it waits, and not once it has failed for good", () => {
    const behind = run(sent, submitted("t2")).state

    expect(dones(run(behind, failed("t1", "unreachable")).commands)).toEqual(["announce-failure", "wait"])
    expect(run(behind, failed("t1", "server")).commands).toContainEqual({ do: "post", turnId: "t2", text: "t2" })
  })

  it("that waits is not overtaken by what is written meanwhile", () => {
    const { state, commands } = run(sent, failed("t1", "unreachable"), submitted("t2"))

    expect([lines(state).slice(1), commands]).toEqual([["t1 (queued)", "t2 (queued)"], []])
  })

  it("for want of a connection waits silently, and goes out when it is back", () => {
    const offline = run(sent, failed("t1", "offline"))
    expect(offline).toMatchObject({ state: { isOnline: false }, commands: [] })

    expect(run(offline.state, { type: "went-online" }).commands).toEqual([{ do: "post", turnId: "t1", text: "t1" }])
  })

  it("can be dropped, but not while it is on its way", () => {
    expect(lines(run(sent, failed("t1", "server"), { type: "discarded", turnId: "t1" }).state)).toEqual(["> g"])
    expect(lines(run(sent, { type: "discarded", turnId: "t1" }).state)).toEqual(["> g", "t1 (sending)"])
  })

  it("because the session expired says so and goes to a new one", () => {
    const expired = run(sent, failed("t1", "expired"))
    expect(lines(expired.state)).toEqual(["> g", "t1 (queued)", "! expiredNotice"])
    expect(dones(expired.commands)).toEqual(["announce-notice", "start-session"])

    const next = run(expired.state, { type: "session-started", reply: sessionReply("s2"), atMs: NOW })
    expect(next.commands).toContainEqual({ do: "post", turnId: "t1", text: "t1" })
  })

  it("is not sent from one expired session to the next forever", () => {
    const expire: readonly Event[] = [
      failed("t1", "expired"),
      { type: "session-started", reply: sessionReply("s2"), atMs: NOW },
    ]

    const { state } = run(sent, ...expire, ...expire, failed("t1", "expired"))

    expect(lines(state)).toContain("t1 (failed)")
  })
})

describe("a reload", () => {
  const history: readonly HistoryTurn[] = [
    { turnId: "greet", at: "2026-11-21T10:00:00.000Z", messages: [text("g", "Welcome")], suggestions: ["Book a room"] },
    { turnId: "t1", at: "2026-11-21T10:01:00.000Z", text: "Book a room", messages: [text("m1", "When?")] },
  ]

  it("queues what was on its way, and keeps what was not answered", () => {
    const outbox = outboxOf(run(ready, submitted("t1"), submitted("t2")).state)

    const state = initialState({
      hasAgreed: true,
      isOnline: true,
      session: ready.session,
      outbox,
      unread: 0,
      labels: {},
      ratings: {},
    })

    expect(lines(state)).toEqual(["t1 (queued)", "t2 (queued)"])
  })

  it("shows the history, without repeating what was answered meanwhile, and sends the rest", () => {
    const outbox = outboxOf(run(ready, submitted("t1", "Book a room"), submitted("t2")).state)
    const restored = initialState({
      hasAgreed: true,
      isOnline: true,
      session: ready.session,
      outbox,
      unread: 0,
      labels: {},
      ratings: { t1: "up" },
    })

    const { state, commands } = run(restored, { type: "opened" }, { type: "history-loaded", turns: history })

    expect(lines(state)).toEqual(["> g", "Book a room (sent)", "> m1", "t2 (sending)"])
    expect(state.entries[0]).toMatchObject({ chosen: "Book a room" })
    expect(state.entries[2]).toMatchObject({ rating: "up" })
    expect(commands).toEqual([{ do: "post", turnId: "t2", text: "t2" }])
  })
})

describe("other tabs", () => {
  const session = (sessionId: string, expiresAt: string) => ({ token: "t", sessionId, expiresAt })

  it("hand over their conversation to a tab without one", () => {
    const open = run(blank, { type: "seen", isSeen: true }).state

    const { state, commands } = run(open, {
      type: "session-adopted",
      session: session("s9", "2027-01-01T00:00:00Z"),
      atMs: NOW,
    })

    expect(lines(state)).toEqual(["! sharedNotice"])
    expect(dones(commands)).toEqual(["load-history"])
  })

  it("agree on one of two sessions that were started at once", () => {
    const [older, newer] = [session("a", "2027-01-01T00:00:00Z"), session("b", "2027-01-01T00:00:00Z")]
    const settle = (mine: typeof older, theirs: typeof older): string | undefined =>
      run({ ...ready, session: mine }, { type: "session-adopted", session: theirs, atMs: NOW }).state.session?.sessionId

    expect([settle(older, newer), settle(newer, older)]).toEqual(["b", "b"])
  })

  it("tell of their turns, which are added once", () => {
    const turn: HistoryTurn = {
      turnId: "t5",
      at: "2026-11-21T10:01:00.000Z",
      text: "hello",
      messages: [text("m5", "hi")],
    }

    const { state } = run(ready, { type: "turn-heard", turn }, { type: "turn-heard", turn })

    expect(lines(state)).toEqual(["> g", "hello (sent)", "> m5"])
  })

  it("clear the conversation for all", () => {
    const { state } = run(ready, { type: "clearing-heard", atMs: NOW })

    expect([lines(state), state.session]).toEqual([["! clearedElsewhere"], undefined])
  })
})

describe("erasing", () => {
  it("forgets everything, and takes no late answer", () => {
    const { state } = run(
      ready,
      submitted("t1"),
      { type: "erase-asked" },
      { type: "erased", next: "gate" },
      { type: "replied", turnId: "t1", reply: reply("t1"), atMs: NOW },
    )

    expect(state).toMatchObject({ phase: "gate", entries: [], session: undefined, unread: 0, labels: {}, ratings: {} })
  })

  it("says when it did not work, and the conversation goes on", () => {
    const { state, commands } = run(ready, { type: "erase-asked" }, { type: "erase-failed", atMs: NOW })

    expect([state.phase, lines(state), dones(commands)]).toEqual([
      "ready",
      ["> g", "! eraseFailed"],
      ["announce-notice"],
    ])
  })
})
