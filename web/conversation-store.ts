// What is kept of a conversation, and the promise a store makes about it. The table it is kept in is
// web/dynamo-conversation-store.ts; when it is written is web/turn.ts.

import type { LexSessionState } from "#aws/lex.ts"
import type { EpochMs } from "#core/time.ts"
import type { HistoryTurn, Reply } from "./contract.ts"
import type { KeptMessage } from "./speech.ts"

/** A conversation that was begun. */
export type SessionRecord = {
  readonly sessionId: string
  readonly localeId: string
  readonly createdAt: EpochMs
  /** The version of the privacy notice the visitor agreed to. */
  readonly consent?: string
}

/** A turn that is about to be taken. */
export type TurnClaim = {
  readonly sessionId: string
  readonly turnId: string
  /** What the turn says, or a digest of it, to tell a repeated turn from another one with the same id. */
  readonly fingerprint: string
  readonly claimedAt: EpochMs
  /** Until then nobody else takes the turn; later its taker counts as dead. */
  readonly leaseUntil: EpochMs
}

/** What became of a claim. */
export type ClaimOutcome =
  /** The turn is the caller's to take. `isRepeat` says that somebody began it before and didn't finish. */
  | {
      readonly type: "claimed"
      readonly isRepeat: boolean
      readonly firstClaimedAt: EpochMs
      readonly session: SessionRecord
    }
  | { readonly type: "done"; readonly reply: Reply }
  | { readonly type: "under-way" }
  /** The id stands for a turn that says something else. */
  | { readonly type: "reused" }
  | { readonly type: "no-session" }

/** A turn that is over. */
export type FinishedTurn = {
  readonly sessionId: string
  readonly turnId: string
  readonly completedAt: EpochMs
  /** What the visitor said; absent for the greeting. */
  readonly said?: string
  readonly reply: Reply
  /** SSML by message id, for those messages that have it. */
  readonly ssml: Readonly<Record<string, string>>
  /** Lex's state after the turn. */
  readonly state: LexSessionState
}

/** Keeps conversations. Every method throws `Fault` `storage-unavailable`. */
export interface ConversationStore {
  /** Stores a new session together with its greeting. */
  begin(session: SessionRecord, greeting: FinishedTurn): Promise<void>
  /**
   * @returns `undefined` when the session never was, or was erased; what another process has erased may be found for
   *   some seconds more.
   */
  findSession(sessionId: string): Promise<SessionRecord | undefined>
  /** Claims a turn: of any number of callers at any number of processes, one gets it. */
  claim(claim: TurnClaim): Promise<ClaimOutcome>
  /** Gives up a claim, so that the next caller gets the turn at once, as a repeat. */
  release(sessionId: string, turnId: string): Promise<void>
  /**
   * Stores the outcome of a turn under its claim; nothing is stored when the conversation was erased meanwhile, or
   * somebody else has taken the turn over.
   */
  complete(turn: FinishedTurn, claim: TurnClaim): Promise<void>
  /**
   * Finds Lex's state as it was when a turn was first claimed.
   *
   * @returns `undefined` when another turn was completed since: the conversation has moved on.
   */
  findStateBefore(sessionId: string, firstClaimedAt: EpochMs): Promise<LexSessionState | undefined>
  /** All finished turns, oldest first. */
  listTurns(sessionId: string): Promise<readonly HistoryTurn[]>
  /** @returns `undefined` when the session has no such message. */
  findMessage(sessionId: string, messageId: string): Promise<KeptMessage | undefined>
  /** Erases all of a conversation; one that doesn't exist counts as erased. */
  erase(sessionId: string): Promise<void>
  /** Resolves when the store answers. */
  checkReachable(): Promise<void>
}
