// The transitions of the conversation: what happened, and the state and commands that follow. Pure; the words are state.ts.

import {
  addNotice,
  addReply,
  addTurn,
  addVisitor,
  assistantEntry,
  editVisitor,
  findVisitor,
  withDelivery,
} from "./entries.ts"
import type { Command, Entry, Event, Failure, FailureReason, Session, State, Step, VisitorEntry } from "./state.ts"

/** How long to wait before each automatic attempt after the first, where the server names no time. */
const BACKOFF_MS: Partial<Record<FailureReason, readonly number[]>> = {
  unreachable: [3000, 10_000, 30_000],
  timeout: [3000],
  unavailable: [2000, 5000, 15_000],
  busy: [1000, 2000, 4000],
  "rate-limited": [5000, 15_000, 30_000],
}

/** A longer wait than this is the visitor's decision, not ours. */
const LONGEST_AUTOMATIC_WAIT_MS = 60_000

const still = (state: State, ...commands: Command[]): Step => ({ state, commands })

/** Gives what follows from an event. An event that makes no sense in the state changes nothing. */
export function reduce(state: State, event: Event): Step {
  switch (event.type) {
    case "opened":
      return state.phase === "idle" || state.phase === "failed" ? begin(state) : still(state)
    case "seen":
      return see(state, event.isSeen)
    case "agreed":
      return state.phase === "gate" ? begin({ ...state, phase: "idle" }) : still(state)
    case "session-started":
    case "session-failed":
    case "session-adopted":
    case "history-loaded":
    case "history-failed":
      return onSession(state, event)
    case "submitted":
    case "replied":
    case "turn-failed":
    case "retry-due":
    case "retried":
    case "discarded":
      return onTurn(state, event)
    case "expired":
      return state.phase === "ready" ? expire(state, event.atMs) : still(state)
    case "went-offline":
      return still({ ...state, isOnline: false })
    case "went-online":
      return comeBack(state)
    case "rated":
      return rate(state, event.turnId, event.rating)
    case "noticed":
      return notice(state, event.notice, event.atMs)
    case "erase-asked":
    case "erased":
    case "erase-failed":
    case "clearing-heard":
      return onErasure(state, event)
    case "turn-heard":
      return hear(state, event.turn)
    case "seen-heard":
      return still({ ...state, unread: 0 })
  }
}

type Of<Type extends Event["type"]> = Extract<Event, { readonly type: Type }>

function begin(state: State): Step {
  if (!state.isOnline) return still({ ...state, phase: "failed", failure: { reason: "offline" } })
  const fresh = { ...state, failure: undefined }
  return state.session === undefined
    ? still({ ...fresh, phase: "starting" }, { do: "start-session" })
    : still({ ...fresh, phase: "restoring" }, { do: "load-history" })
}

/** Sends the first message that waits, when nothing stands in the way. Order is kept: the next waits for the first. */
function pump(state: State, ...before: readonly Command[]): Step {
  const next = state.entries.find((entry): entry is VisitorEntry => entry.kind === "visitor" && isWaiting(entry))
  const isFree = state.phase === "ready" && state.isOnline && state.activeTurnId === undefined
  if (!isFree || next === undefined || next.retryAtMs !== undefined) return { state, commands: before }
  const { turnId, text } = next
  return {
    state: {
      ...state,
      activeTurnId: turnId,
      entries: editVisitor(state.entries, turnId, (entry) => ({
        ...withDelivery(entry, "sending"),
        attempts: entry.attempts + 1,
      })),
    },
    commands: [...before, { do: "post", turnId, text }],
  }
}

function isWaiting(entry: Entry): boolean {
  return entry.kind === "visitor" && entry.delivery === "queued"
}

function see(state: State, isSeen: boolean): Step {
  if (!isSeen) return still({ ...state, isSeen })
  return state.unread > 0
    ? still({ ...state, isSeen, unread: 0 }, { do: "tell-tabs-seen" })
    : still({ ...state, isSeen })
}

function onSession(
  state: State,
  event: Of<"session-started" | "session-failed" | "session-adopted" | "history-loaded" | "history-failed">,
): Step {
  switch (event.type) {
    case "session-started":
      return state.phase === "starting" ? start(state, event) : still(state)
    case "session-failed":
      return state.phase === "starting" ? fail(state, event.failure) : still(state)
    case "session-adopted":
      return adopt(state, event.session, event.atMs)
    case "history-loaded":
      return state.phase === "restoring" ? restore(state, event) : still(state)
    case "history-failed":
      return state.phase === "restoring" ? failToRestore(state, event) : still(state)
  }
}

function start(state: State, { reply, atMs }: Of<"session-started">): Step {
  const { token, sessionId, expiresAt, locale, messages, suggestions } = reply
  const greeting = assistantEntry({ turnId: `greeting-${sessionId}`, messages, suggestions }, atMs, {})
  const waiting = state.entries.filter(isWaiting)
  const told = state.entries.filter((entry) => !isWaiting(entry))
  return pump(
    {
      ...state,
      phase: "ready",
      session: { token, sessionId, expiresAt, ...(locale === undefined ? {} : { locale: locale.replace("_", "-") }) },
      entries: messages.length === 0 ? state.entries : [...told, greeting, ...waiting],
    },
    { do: "announce", messages },
  )
}

function fail(state: State, failure: Failure): Step {
  return still({ ...state, phase: "failed", failure }, { do: "announce-failure", failure })
}

/** Another tab has a conversation: it is this tab's too. Of two, every tab takes the same one. */
function adopt(state: State, session: Session, atMs: number): Step {
  const isNewer = (mine: Session): boolean =>
    `${session.expiresAt}|${session.sessionId}` > `${mine.expiresAt}|${mine.sessionId}`
  if (state.session !== undefined && !isNewer(state.session)) return still(state)
  if (state.activeTurnId !== undefined || state.phase === "erasing") return still(state)
  const isNews = state.session === undefined && state.entries.length === 0
  const entries = isNews ? addNotice(state.entries, "sharedNotice", atMs) : state.entries
  const joined = { ...state, session, entries }
  return state.phase === "gate" || (state.phase === "idle" && !state.isSeen) ? still(joined) : begin(joined)
}

function restore(state: State, { turns }: Of<"history-loaded">): Step {
  const known = new Set(turns.map((turn) => turn.turnId))
  const unanswered = state.entries.filter((entry) => isUnanswered(entry) && !known.has(entry.turnId))
  const notices = state.entries.filter((entry) => entry.kind === "notice")
  const empty: readonly Entry[] = []
  const told = turns.reduce((entries, turn) => addTurn(entries, turn, state), empty)
  return pump({ ...state, phase: "ready", entries: [...told, ...notices, ...unanswered] })
}

function isUnanswered(entry: Entry): entry is VisitorEntry {
  return entry.kind === "visitor" && entry.delivery !== "sent"
}

function failToRestore(state: State, { failure, atMs }: Of<"history-failed">): Step {
  return failure.reason === "expired" ? expire(state, atMs) : fail(state, failure)
}

/** The server no longer knows the session: say so, and start another. What was not answered goes there. */
function expire(state: State, atMs: number): Step {
  const entries = addNotice(state.entries, "expiredNotice", atMs)
  const next = begin({ ...state, session: undefined, activeTurnId: undefined, entries })
  return { state: next.state, commands: [{ do: "announce-notice", notice: "expiredNotice" }, ...next.commands] }
}

function onTurn(
  state: State,
  event: Of<"submitted" | "replied" | "turn-failed" | "retry-due" | "retried" | "discarded">,
): Step {
  switch (event.type) {
    case "submitted":
      return submit(state, event)
    case "replied":
      return receive(state, event)
    case "turn-failed":
      return failTurn(state, event)
    case "retry-due":
      return pump({ ...state, entries: editVisitor(state.entries, event.turnId, requeueWaiting) })
    case "retried":
      return retry(state, event)
    case "discarded":
      return pump({ ...state, entries: state.entries.filter((entry) => !isDiscarded(entry, event.turnId)) })
  }
}

function isDiscarded(entry: Entry, turnId: string): boolean {
  return isUnanswered(entry) && entry.turnId === turnId && entry.delivery !== "sending"
}

function requeueWaiting(entry: VisitorEntry): VisitorEntry {
  return entry.delivery === "queued" ? withDelivery(entry, "queued") : entry
}

function submit(state: State, { turnId, text, shown, atMs }: Of<"submitted">): Step {
  const entry: VisitorEntry = {
    kind: "visitor",
    key: `v:${turnId}`,
    turnId,
    text,
    atMs,
    delivery: "queued",
    attempts: 0,
    ...(shown === undefined ? {} : { shown }),
  }
  const labels = shown === undefined ? state.labels : { ...state.labels, [turnId]: shown }
  const next = { ...state, labels, entries: addVisitor(state.entries, entry) }
  return next.phase === "idle" || next.phase === "failed" ? begin(next) : pump(next)
}

function receive(state: State, { turnId, reply, atMs }: Of<"replied">): Step {
  const asked = findVisitor(state.entries, turnId)
  if (asked === undefined) return still(state)
  const { messages, suggestions } = reply
  const answer = assistantEntry({ turnId, messages, suggestions }, atMs, state.ratings)
  const sent = editVisitor(state.entries, turnId, (entry) => withDelivery(entry, "sent"))
  const at = new Date(asked.atMs).toISOString()
  const turn = { turnId, at, text: asked.text, messages, ...(suggestions === undefined ? {} : { suggestions }) }
  return pump(
    {
      ...state,
      activeTurnId: state.activeTurnId === turnId ? undefined : state.activeTurnId,
      entries: messages.length === 0 ? sent : addReply(sent, answer),
      unread: state.isSeen ? 0 : state.unread + messages.length,
    },
    { do: "announce", messages },
    { do: "tell-tabs-turn", turn },
    ...(state.isSeen ? [{ do: "tell-tabs-seen" } as const] : []),
  )
}

function failTurn(state: State, { turnId, failure, atMs }: Of<"turn-failed">): Step {
  const asked = findVisitor(state.entries, turnId)
  if (asked === undefined || state.activeTurnId !== turnId) return still(state)
  const free = { ...state, activeTurnId: undefined }
  if (failure.reason === "expired" && asked.attempts < 3) {
    return expire(
      { ...free, entries: editVisitor(state.entries, turnId, (entry) => withDelivery(entry, "queued")) },
      atMs,
    )
  }
  if (failure.reason === "offline") {
    const entries = editVisitor(state.entries, turnId, (entry) => withDelivery(entry, "queued"))
    return still({ ...free, isOnline: false, entries })
  }
  const delayMs = automaticDelay(asked.attempts, failure)
  const known = failure.retryAfterMs ?? 0
  const retryAtMs = delayMs === undefined ? (known > 0 ? atMs + known : undefined) : atMs + delayMs
  const entries = editVisitor(state.entries, turnId, (entry) => ({
    ...entry,
    failure,
    delivery: delayMs === undefined ? "failed" : "queued",
    ...(retryAtMs === undefined ? {} : { retryAtMs }),
  }))
  const told: Command = { do: "announce-failure", failure }
  return delayMs === undefined
    ? pump({ ...free, entries }, told)
    : still({ ...free, entries }, told, { do: "wait", turnId, delayMs })
}

/** How long until the next attempt of its own accord; `undefined` when the visitor is to decide. */
function automaticDelay(attempts: number, failure: Failure): number | undefined {
  const backoff = BACKOFF_MS[failure.reason]?.[attempts - 1]
  if (backoff === undefined) return undefined
  const delayMs = failure.retryAfterMs ?? backoff
  return delayMs <= LONGEST_AUTOMATIC_WAIT_MS ? delayMs : undefined
}

/** The visitor wants it tried now. The server's own waiting time is kept to; ours may be cut short. */
function retry(state: State, { turnId, atMs }: Of<"retried">): Step {
  if (turnId === undefined) return state.phase === "failed" ? begin(state) : still(state)
  const entries = editVisitor(state.entries, turnId, (entry) => {
    const isTooEarly = entry.failure?.retryAfterMs !== undefined && (entry.retryAtMs ?? 0) > atMs
    return isTooEarly || entry.delivery === "sending" || entry.delivery === "sent"
      ? entry
      : { ...withDelivery(entry, "queued"), attempts: 0 }
  })
  const next = { ...state, entries }
  return state.phase === "failed" ? begin(next) : pump(next)
}

/** Back online: everything that could not be reached is tried again. */
function comeBack(state: State): Step {
  const entries = state.entries.map((entry) =>
    entry.kind === "visitor" && entry.failure?.reason === "unreachable"
      ? { ...withDelivery(entry, "queued"), attempts: 0 }
      : entry,
  )
  const next = { ...state, isOnline: true, entries }
  return state.phase === "failed" ? begin(next) : pump(next)
}

function rate(state: State, turnId: string, rating: "up" | "down"): Step {
  const { [turnId]: before, ...others } = state.ratings
  const ratings = before === rating ? others : { ...others, [turnId]: rating }
  const entries = state.entries.map((entry) => {
    if (entry.kind !== "assistant" || entry.turnId !== turnId) return entry
    const { rating: _old, ...rest } = entry
    return before === rating ? rest : { ...rest, rating }
  })
  return still({ ...state, ratings, entries })
}

function notice(state: State, name: Of<"noticed">["notice"], atMs: number): Step {
  return still({ ...state, entries: addNotice(state.entries, name, atMs) }, { do: "announce-notice", notice: name })
}

function onErasure(state: State, event: Of<"erase-asked" | "erased" | "erase-failed" | "clearing-heard">): Step {
  switch (event.type) {
    case "erase-asked":
      return still({ ...state, phase: "erasing", activeTurnId: undefined }, { do: "erase" })
    case "erased": {
      const empty = { ...forgotten(state), phase: event.next }
      return event.next === "idle" ? begin(empty) : still(empty)
    }
    case "erase-failed":
      return pump(
        { ...notice({ ...state, phase: "ready" }, "eraseFailed", event.atMs).state },
        {
          do: "announce-notice",
          notice: "eraseFailed",
        },
      )
    case "clearing-heard":
      return state.phase === "erasing" || state.phase === "gate"
        ? still(state)
        : still({ ...forgotten(state), phase: "idle", entries: addNotice([], "clearedElsewhere", event.atMs) })
  }
}

function forgotten(state: State): State {
  const nothing = { entries: [], unread: 0, labels: {}, ratings: {} }
  return { ...state, ...nothing, session: undefined, activeTurnId: undefined, failure: undefined }
}

/** A turn another tab has had with the same session. */
function hear(state: State, turn: Of<"turn-heard">["turn"]): Step {
  const unread = state.isSeen ? 0 : state.unread + turn.messages.length
  if (state.phase !== "ready") return still({ ...state, unread })
  const entries = addTurn(state.entries, turn, state)
  return state.activeTurnId === turn.turnId
    ? pump({ ...state, unread, entries, activeTurnId: undefined })
    : still({ ...state, unread, entries })
}
