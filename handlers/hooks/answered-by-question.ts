// Questions that were asked in return: what was wanted was a name, and any words can be one.

import { QUESTION_WORDS } from "#intents/question-words.ts"
import type { Turn } from "../lex-event.ts"

type AskedTurn = Turn<"BookHotel"> | Turn<"BookFlight">

/** How far into what was said a question may begin: "so, how much is it". */
const OPENING_WORDS = 2

/**
 * Takes away a name that is all of a question: whoever asks "how much is that?" when asked for a name isn't called so. Names
 * inside questions stay: "can you put it under John Smith?".
 */
export function withoutQuestion(turn: AskedTurn): { readonly GuestName?: null } {
  const { slots, transcript, localeId } = turn
  const { GuestName: name } = slots
  if (name === undefined) return {}
  const words = name
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[\s,]+/)
  const begins = words.slice(0, OPENING_WORDS).some((word) => QUESTION_WORDS[localeId].has(word))
  const isWhole = transcript.trim().replace(/\s*[?？]$/u, "") === name
  const isAsked = isWhole && /[?？]$/u.test(transcript.trim())
  return isAsked || (words.length > OPENING_WORDS && begins) ? { GuestName: null } : {}
}
