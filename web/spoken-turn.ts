// A turn that was spoken, taken as turns in words are (web/turn.ts). Nothing understood is no turn: the conversation stays
// as it was, and the visitor is told.

import type { LexAudio, LexSession, LexSpokenTurn, LexTurnOptions } from "#aws/lex.ts"
import { Fault } from "#core/errors.ts"
import type { Reply } from "./contract.ts"
import { HttpProblem } from "./problem.ts"
import type { Services } from "./services.ts"
import { type Recognized, type TurnRequest, toStartingState } from "./turn.ts"

/** A spoken turn as a channel hands it in; `listen` has Lex hear what was said. */
export type SpokenTurnRequest = Omit<TurnRequest, "recognize"> & {
  readonly listen: (session: LexSession, options: LexTurnOptions) => Promise<LexSpokenTurn>
}

/** Stands for the content of a turn that was begun while it was being spoken, when its sound wasn't known yet. */
export const LIVE_CONTENT = "spoken live"

/**
 * Takes a spoken turn; at most so many of all visitors at once, so that those who write don't wait for those who speak.
 *
 * @throws {HttpProblem} `speech-not-understood`, and those of `TurnTaker.take`.
 * @throws {Fault} those of Lex and of the store, and `overloaded`.
 */
export async function takeSpokenTurn(services: Services, request: SpokenTurnRequest): Promise<Reply> {
  const { listen, ...turn } = request
  const recognize = async (session: LexSession, options: LexTurnOptions): Promise<Recognized> => {
    const heard = await listen(session, options)
    if (heard.transcript !== undefined) {
      return { turn: heard, said: heard.transcript, extras: { transcript: heard.transcript } }
    }
    await undoSilence(services, session, options.signal)
    throw new HttpProblem("speech-not-understood", { detail: "Say it again, a little closer to the microphone." })
  }
  if (request.speakingMs !== undefined) return services.turns.take({ ...turn, recognize })
  const signal = AbortSignal.timeout(services.config.turnTimeoutMs)
  return services.voiceGate.run(signal, () => services.turns.take({ ...turn, recognize }))
}

/** Listens to a whole utterance. */
export function listenTo(services: Services, audio: LexAudio): SpokenTurnRequest["listen"] {
  return (session, options) => services.lex.recognizeUtterance(session, audio, options)
}

/** Lex has counted a silence against the visitor; it is put back to where the last turn left it. */
async function undoSilence(services: Services, session: LexSession, signal: AbortSignal): Promise<void> {
  const { conversations, lex, clock } = services
  const { sessionState } = toStartingState(await conversations.findStateBefore(session.sessionId, clock()))
  if (sessionState === undefined) return
  try {
    await lex.restoreState(session, sessionState, signal)
  } catch (error) {
    // The conversation goes on all the same, with one attempt at the question less.
    if (!(error instanceof Fault)) throw error
  }
}
