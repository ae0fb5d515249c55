// The conversation as the widget knows it, and every way it can change: pure, no clock, no DOM, no network.
// What the commands do is runner.ts; what it looks like is view/.

import type { HistoryTurn, Message, Reply, SeenImage, SessionReply } from "../contract.ts"

/** Why a call did not work, from the visitor's point of view. */
export type FailureReason =
  | "offline"
  | "unreachable"
  | "timeout"
  | "rate-limited"
  | "busy"
  | "unavailable"
  | "expired"
  | "too-long"
  | "refused"
  | "server"

/** A call that did not work; `retryAfterMs` is how long the server wants to be left alone. */
export type Failure = { readonly reason: FailureReason; readonly detail?: string; readonly retryAfterMs?: number }

/** What proves whose conversation this is. `expiresAt` is an ISO 8601 instant; `locale` a BCP 47 tag. */
export type Session = {
  readonly token: string
  readonly sessionId: string
  readonly expiresAt: string
  readonly locale?: string
}

/** What becomes of a visitor's message: waiting its turn, on its way, answered, or not accepted. */
export type Delivery = "queued" | "sending" | "sent" | "failed"

/** Something the visitor said. `shown` is the label of the button that was pressed, when it differs from `text`. */
export type VisitorEntry = {
  readonly kind: "visitor"
  readonly key: string
  readonly turnId: string
  readonly text: string
  readonly shown?: string
  /** What was seen in it, when it was a photo. */
  readonly image?: SeenImage
  readonly atMs: number
  readonly delivery: Delivery
  readonly attempts: number
  readonly failure?: Failure
  /** When the next attempt is due or allowed. */
  readonly retryAtMs?: number
}

/** What the visitor thinks of a reply. */
export type Rating = "up" | "down"

/** One reply of the assistant: everything it said in one turn. */
export type AssistantEntry = {
  readonly kind: "assistant"
  readonly key: string
  readonly turnId: string
  readonly atMs: number
  readonly messages: readonly Message[]
  readonly suggestions: readonly string[]
  /** The suggestion the visitor took; stays readable. */
  readonly chosen?: string
  readonly rating?: Rating
}

/** Something the widget itself has to say. */
export type NoticeName = "expiredNotice" | "sharedNotice" | "clearedElsewhere" | "eraseFailed" | "erased" | "rateThanks"

/** A line of the widget's own in the transcript. */
export type NoticeEntry = {
  readonly kind: "notice"
  readonly key: string
  readonly atMs: number
  readonly notice: NoticeName
}

/** One line of the transcript. */
export type Entry = VisitorEntry | AssistantEntry | NoticeEntry

/** `gate`: not agreed yet. `idle`: may start, nothing to say yet. `failed`: could not start or restore. */
export type Phase = "gate" | "idle" | "starting" | "restoring" | "ready" | "failed" | "erasing"

/** The whole conversation. */
export type State = {
  readonly phase: Phase
  readonly session: Session | undefined
  readonly entries: readonly Entry[]
  /** The turn on its way; one at a time, as a conversation goes. */
  readonly activeTurnId: string | undefined
  readonly failure: Failure | undefined
  readonly isOnline: boolean
  /** The visitor can see the transcript: the panel is open and the page visible. */
  readonly isSeen: boolean
  readonly unread: number
  /** What the server does not know about turns, so that a reload shows them as they were. */
  readonly labels: Readonly<Record<string, string>>
  readonly ratings: Readonly<Record<string, Rating>>
}

/** Everything that can happen. `atMs` is the instant it did. */
export type Event =
  | { readonly type: "opened" }
  | { readonly type: "seen"; readonly isSeen: boolean }
  | { readonly type: "agreed" }
  | { readonly type: "session-started"; readonly reply: SessionReply; readonly atMs: number }
  | { readonly type: "session-failed"; readonly failure: Failure }
  | { readonly type: "session-adopted"; readonly session: Session; readonly atMs: number }
  | { readonly type: "history-loaded"; readonly turns: readonly HistoryTurn[] }
  | { readonly type: "history-failed"; readonly failure: Failure; readonly atMs: number }
  | {
      readonly type: "submitted"
      readonly turnId: string
      readonly text: string
      readonly shown?: string
      readonly atMs: number
    }
  | { readonly type: "replied"; readonly turnId: string; readonly reply: Reply; readonly atMs: number }
  | { readonly type: "turn-failed"; readonly turnId: string; readonly failure: Failure; readonly atMs: number }
  | { readonly type: "retry-due"; readonly turnId: string }
  | { readonly type: "retried"; readonly turnId?: string; readonly atMs: number }
  | { readonly type: "discarded"; readonly turnId: string }
  | { readonly type: "expired"; readonly atMs: number }
  | { readonly type: "went-offline" }
  | { readonly type: "went-online" }
  | { readonly type: "rated"; readonly turnId: string; readonly rating: Rating }
  | { readonly type: "noticed"; readonly notice: NoticeName; readonly atMs: number }
  | { readonly type: "erase-asked" }
  | { readonly type: "erased"; readonly next: "gate" | "idle" }
  | { readonly type: "erase-failed"; readonly atMs: number }
  | { readonly type: "turn-heard"; readonly turn: HistoryTurn }
  | { readonly type: "clearing-heard"; readonly atMs: number }
  | { readonly type: "seen-heard" }

/** What is to be done in the world because of what happened. */
export type Command =
  | { readonly do: "start-session" }
  | { readonly do: "load-history" }
  | { readonly do: "post"; readonly turnId: string; readonly text: string }
  | { readonly do: "wait"; readonly turnId: string; readonly delayMs: number }
  | { readonly do: "erase" }
  | { readonly do: "announce"; readonly messages: readonly Message[] }
  | { readonly do: "announce-notice"; readonly notice: NoticeName }
  | { readonly do: "announce-failure"; readonly failure: Failure }
  | { readonly do: "tell-tabs-turn"; readonly turn: HistoryTurn }
  | { readonly do: "tell-tabs-seen" }

/** A state and what to do about it. */
export type Step = { readonly state: State; readonly commands: readonly Command[] }

/** What survived from before the page was loaded. */
export type Remembered = {
  readonly hasAgreed: boolean
  readonly isOnline: boolean
  readonly session: Session | undefined
  readonly outbox: readonly VisitorEntry[]
  readonly unread: number
  readonly labels: Readonly<Record<string, string>>
  readonly ratings: Readonly<Record<string, Rating>>
}

/** The state a page starts with. What was on its way when the page went away is queued again: same turn, no second effect. */
export function initialState(remembered: Remembered): State {
  return {
    phase: remembered.hasAgreed ? "idle" : "gate",
    session: remembered.session,
    entries: remembered.outbox.map((entry) =>
      entry.delivery === "sending" ? { ...entry, delivery: "queued" as const } : entry,
    ),
    activeTurnId: undefined,
    failure: undefined,
    isOnline: remembered.isOnline,
    isSeen: false,
    unread: remembered.unread,
    labels: remembered.labels,
    ratings: remembered.ratings,
  }
}

/** What must survive a reload: everything said and not yet answered. */
export function outboxOf(state: State): readonly VisitorEntry[] {
  return state.entries.filter((entry) => entry.kind === "visitor").filter((entry) => entry.delivery !== "sent")
}

/** The reply whose suggestions are on offer: the last thing in the transcript that is not a notice. */
export function openSuggestions(state: State): AssistantEntry | undefined {
  const last = state.entries.findLast((entry) => entry.kind !== "notice")
  return last?.kind === "assistant" && last.suggestions.length > 0 ? last : undefined
}
