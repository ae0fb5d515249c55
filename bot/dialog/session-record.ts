// One conversation as it is stored between two turns: plain JSON, a few kilobytes. Where it is stored, and for how
// long, is the caller's business; what a turn does with it is take-turn.ts.

import type { EpochMs } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import type { Message } from "../definition.ts"
import type { ActiveContext, Interpretation, SessionState } from "../session.ts"

/** The question that the next utterance answers, and how often it was asked. */
export type Question = {
  readonly intentName: string
  /** Absent: the confirmation prompt. */
  readonly slotName?: string
  readonly subSlotName?: string
  /** 0 for the first time, 1 for the first retry, … */
  readonly attempt: number
  /** Since when the visitor has been thinking it over ("hold on"); streaming only. */
  readonly waitingSinceMs?: EpochMs
}

/** A stored conversation. Serializable; every field survives JSON. */
export type Session = {
  readonly sessionId: string
  readonly createdAtMs: EpochMs
  readonly lastUsedAtMs: EpochMs
  /** As GetSession shows it; context lifetimes are as of `lastUsedAtMs`. */
  readonly state: SessionState
  readonly messages: readonly Message[]
  readonly interpretations: readonly Interpretation[]
  readonly question?: Question
  /** Filled slots whose capture step has not been reached yet. */
  readonly uncaptured: readonly string[]
  /** When each active context ends, by name. */
  readonly contextExpiries: Readonly<Record<string, EpochMs>>
}

/** Begins a conversation: nothing asked, nothing known. */
export function createSession(sessionId: string, nowMs: EpochMs, newId: IdSource): Session {
  return {
    sessionId,
    createdAtMs: nowMs,
    lastUsedAtMs: nowMs,
    state: { activeContexts: [], sessionAttributes: {}, originatingRequestId: newId() },
    messages: [],
    interpretations: [],
    uncaptured: [],
    contextExpiries: {},
  }
}

/**
 * Whether a conversation has been idle for longer than its bot allows.
 *
 * @param idleSessionTtlInSeconds The bot's own setting.
 */
export function isExpired(session: Session, idleSessionTtlInSeconds: number, nowMs: EpochMs): boolean {
  return nowMs - session.lastUsedAtMs > idleSessionTtlInSeconds * 1000
}

/**
 * The state as of now, for GetSession: contexts that ran out since the last turn are gone, the others count down.
 * Reading changes nothing.
 */
export function sessionStateAt(session: Session, nowMs: EpochMs): SessionState {
  const activeContexts = liveContexts(session.state.activeContexts ?? [], session.contextExpiries, nowMs)
  return { ...session.state, activeContexts }
}

/** The contexts whose time has not run out, each with the seconds it has left (rounded up). */
export function liveContexts(
  contexts: readonly ActiveContext[],
  expiries: Readonly<Record<string, EpochMs>>,
  nowMs: EpochMs,
): ActiveContext[] {
  return contexts.flatMap((context) => {
    const expiry = expiries[context.name]
    if (expiry === undefined) return [context]
    const timeToLiveInSeconds = Math.ceil((expiry - nowMs) / 1000)
    if (timeToLiveInSeconds <= 0) return []
    return [{ ...context, timeToLive: { ...context.timeToLive, timeToLiveInSeconds } }]
  })
}
