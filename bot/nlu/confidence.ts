// From network scores to confidences: what a score means as a probability, and what the state of the talk adds to it.

import { sigmoid } from "./exact-math.ts"

/** How scores become probabilities: the logistic function of `slope` times the score plus `offset`. */
export type Calibration = { readonly slope: number; readonly offset: number }

/** Only a text that is a sample utterance word for word gets 1; the surest guess stays below. */
export const SUREST_GUESS = 0.99

/** What a conversation under way adds to an intent's score, in units of log-odds. */
export const CONTEXT_BONUS = {
  /** Its input contexts are active: a fulfilled intent called for it. */
  inputContexts: 0.7,
  /** It is the intent being talked about. */
  current: 1,
  /** The text answers the very slot that was asked for. */
  answersSlot: 4,
} as const

/** The confidence of a score. */
export function toConfidence(score: number, bonus: number, calibration: Calibration): number {
  return SUREST_GUESS * sigmoid(calibration.slope * score + calibration.offset + bonus)
}
