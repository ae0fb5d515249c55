// One turn of a conversation, taken once however often it is asked for: at the same time, again, or after a crash.
// Where the visitor's words come from (text, voice, a photo) is for the routes; what is stored is the store's.

import type { LexSession, LexSessionState, LexTurn, LexTurnOptions } from "#aws/lex.ts"
import { Fault } from "#core/errors.ts"
import { addMs, type Clock } from "#core/time.ts"
import type { Reply } from "./contract.ts"
import type { ClaimOutcome, ConversationStore, TurnClaim } from "./conversation-store.ts"
import { createLanes, type Gate, type Lanes } from "./gate.ts"
import { showMessages, toReply } from "./lex-messages.ts"
import { HttpProblem } from "./problem.ts"

/** What a channel makes of a turn once Lex has had it. */
export type Recognized = {
  readonly turn: LexTurn
  /** What the visitor said, for the history. */
  readonly said: string
  /** Parts of the reply that only this channel has: a transcript, what was seen in a photo. */
  readonly extras?: Partial<Reply>
}

/** A turn as a channel hands it in. */
export type TurnRequest = {
  readonly sessionId: string
  readonly turnId: string
  /** All that makes this turn this turn (its text, its audio): the same id with other content is refused. */
  readonly content: string | Uint8Array<ArrayBuffer>
  /**
   * What is to be done once the turn is this caller's and before it takes a place at Lex: listening, looking. Its failure
   * gives the turn back.
   */
  readonly prepare?: (signal: AbortSignal) => Promise<void>
  /** Set when the turn begins before all of it is there: for how much longer it may take. It waits for no place. */
  readonly speakingMs?: number
  /** The same turn may be under way with less than all of it: should that fail, this request takes it after all. */
  readonly takesOver?: boolean
  /** Puts the turn to Lex. Called again, with the state to begin from, when it isn't known whether Lex acted. */
  readonly recognize: (session: LexSession, options: LexTurnOptions) => Promise<Recognized>
}

/** Told of every turn that was taken, for counts; never of repeats that were answered from the store. */
export type TurnObserver = (turn: { readonly said: string; readonly reply: Reply }) => Promise<void>

/** Takes turns. */
export interface TurnTaker {
  /**
   * Takes a turn, or gives the reply it got before.
   *
   * @throws {HttpProblem} `turn-id-reused`, `turn-in-progress`, `session-not-found`.
   * @throws {Fault} those of Lex and of the store, and `overloaded`.
   */
  take(request: TurnRequest): Promise<Reply>
  /** Runs other work of a session after the turns that were asked for before it. */
  afterTurns<Value>(sessionId: string, work: () => Promise<Value>): Promise<Value>
  /** Resolves when no turn is under way. */
  drain(): Promise<void>
}

/** What taking turns needs. */
export type TurnParts = {
  readonly conversations: ConversationStore
  readonly gate: Gate
  readonly clock: Clock
  /** Resolves after so many milliseconds; tests make it shorter. */
  readonly wait: (milliseconds: number) => Promise<void>
  readonly turnTimeoutMs: number
  readonly observe: TurnObserver
  /**
   * Whether turns may wait for one another in memory. Not on hosts that drop a request's work when its client goes:
   * there the store and Lex alone keep turns apart.
   */
  readonly keepsLanes: boolean
}

const MAX_TURNS_PER_SESSION = 8
/** How much longer than a turn may take its claim is held, so that no two ever hold it. */
const LEASE_MARGIN_MS = 5000
/** Lex 409 and throttling: waits before each further attempt. */
const RETRY_WAITS_MS = [60, 150, 350, 800]
const POLL_WAITS_MS = [25, 50, 100, 200, 400, 800, 1600, 3200]

/** No lanes at all. */
const OPEN_LANES: Lanes = { run: (_key, work) => work() }

/** Creates the taker of turns of this process. */
export function createTurnTaker(parts: TurnParts): TurnTaker {
  const lanes = parts.keepsLanes ? createLanes(MAX_TURNS_PER_SESSION) : OPEN_LANES
  const underWay = new Map<string, { readonly content: TurnRequest["content"]; readonly reply: Promise<Reply> }>()

  const taker: TurnTaker = {
    async take(request) {
      if (!parts.keepsLanes) return await takeOnce(parts, request)
      const id = `${request.sessionId} ${request.turnId}`
      const known = underWay.get(id)
      if (known !== undefined) {
        if (!isSameContent(known.content, request.content)) throw new HttpProblem("turn-id-reused")
        return request.takesOver === true ? known.reply.catch(() => taker.take(request)) : known.reply
      }
      const reply = lanes.run(request.sessionId, () => takeOnce(parts, request))
      underWay.set(id, { content: request.content, reply })
      try {
        return await reply
      } finally {
        underWay.delete(id)
      }
    },
    afterTurns: (sessionId, work) => lanes.run(sessionId, work),
    async drain() {
      while (underWay.size > 0) await Promise.allSettled([...underWay.values()].map(({ reply }) => reply))
    },
  }
  return taker
}

async function takeOnce(parts: TurnParts, request: TurnRequest): Promise<Reply> {
  const fingerprint = await toFingerprint(request.content)
  for (const waitMs of [0, ...POLL_WAITS_MS]) {
    if (waitMs > 0) await parts.wait(waitMs)
    const claimedAt = parts.clock()
    const { sessionId, turnId, speakingMs = 0 } = request
    const leaseUntil = addMs(claimedAt, parts.turnTimeoutMs + speakingMs + LEASE_MARGIN_MS)
    const claim = { sessionId, turnId, fingerprint, claimedAt, leaseUntil }
    const outcome = await parts.conversations.claim(claim)
    switch (outcome.type) {
      case "done":
        return outcome.reply
      case "reused":
        throw new HttpProblem("turn-id-reused")
      case "no-session":
        throw new HttpProblem("session-not-found")
      case "claimed":
        return await takeClaimed(parts, request, outcome, { ...claim, claimedAt: outcome.firstClaimedAt })
      case "under-way":
        continue
    }
  }
  throw new HttpProblem("turn-in-progress")
}

type Claimed = Extract<ClaimOutcome, { type: "claimed" }>

async function takeClaimed(parts: TurnParts, request: TurnRequest, claimed: Claimed, claim: TurnClaim): Promise<Reply> {
  const { sessionId, turnId, speakingMs } = request
  const signal = AbortSignal.timeout(parts.turnTimeoutMs + (speakingMs ?? 0))
  const recognize = () => recognizeOnce(parts, request, claimed, signal)
  try {
    await request.prepare?.(signal)
    // Who is speaking takes no place from those who are waiting for an answer.
    const recognized = speakingMs === undefined ? await parts.gate.run(signal, recognize) : await recognize()
    const shown = showMessages(turnId, recognized.turn.messages)
    const reply = { ...toReply(sessionId, turnId, shown, recognized.turn), ...recognized.extras }
    const { said } = recognized
    const state = recognized.turn.sessionState
    const finished = { sessionId, turnId, completedAt: parts.clock(), said, reply, ssml: shown.ssml, state }
    await Promise.all([parts.conversations.complete(finished, claim), parts.observe({ said, reply })])
    return reply
  } catch (error) {
    // Should this fail as well, the lease runs out by itself; the first failure is the one to tell of.
    await parts.conversations.release(sessionId, turnId).catch(() => undefined)
    throw error
  }
}

/**
 * Puts a turn to Lex so that its effect happens once. A turn that may have been acted on is repeated from the state the
 * conversation was in before it: Lex then asks and fulfills the same again, and the fulfillment, which knows the turn by
 * the request attribute `turnId`, does nothing twice.
 */
async function recognizeOnce(
  parts: TurnParts,
  request: TurnRequest,
  claimed: Claimed,
  signal: AbortSignal,
): Promise<Recognized> {
  const { sessionId, localeId } = claimed.session
  const findState = () => parts.conversations.findStateBefore(sessionId, claimed.firstClaimedAt)
  const put = (before: LexSessionState | undefined) => {
    const options = { requestAttributes: { turnId: request.turnId }, signal, ...toStartingState(before) }
    return request.recognize({ sessionId, localeId }, options)
  }
  let before = claimed.isRepeat ? await findState() : undefined
  let mayHaveActed = false
  for (const waitMs of RETRY_WAITS_MS) {
    try {
      return await put(before)
    } catch (error) {
      const failure = signal.aborted ? "final" : judge(error)
      if (failure === "final" || (failure === "unclear" && mayHaveActed)) throw error
      mayHaveActed ||= failure === "unclear"
      if (mayHaveActed) before = await findState()
      await parts.wait(waitMs)
    }
  }
  return put(before)
}

/** What a failure of Lex says about trying again: it had no effect, it may have had one, or there is no point. */
function judge(error: unknown): "no-effect" | "unclear" | "final" {
  if (!(error instanceof Fault)) return "final"
  if (error.code === "session-busy" || error.code === "overloaded") return "no-effect"
  return error.code === "dialog-unavailable" ? "unclear" : "final"
}

/** Lex's state as a turn may begin from it: what the bot was waiting for, or nothing in particular when the last intent is over. */
export function toStartingState(state: LexSessionState | undefined): { sessionState?: LexSessionState } {
  if (state === undefined) return {}
  const { intent, dialogAction, activeContexts, sessionAttributes, runtimeHints } = state
  const isWaiting = dialogAction?.type === "ElicitSlot" || dialogAction?.type === "ConfirmIntent"
  const sessionState = {
    ...(isWaiting ? { dialogAction, intent } : { dialogAction: { type: "ElicitIntent" as const } }),
    activeContexts: activeContexts ?? [],
    sessionAttributes: sessionAttributes ?? {},
    ...(runtimeHints === undefined ? {} : { runtimeHints }),
  }
  return { sessionState }
}

function isSameContent(one: TurnRequest["content"], other: TurnRequest["content"]): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

/** A text stands for itself (it is kept with the turn anyway); of anything else 96 bits of SHA-256 are enough. */
async function toFingerprint(content: TurnRequest["content"]): Promise<string> {
  if (typeof content === "string") return `text ${content}`
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content))
  return `sha256 ${Array.from(hash.subarray(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("")}`
}
