// How sure a hearing is: how much better the words fit the sound than mere sounds do, and how foreseen their sequence is.
// What is done with it is recognizer.ts.

/** A hearing in numbers. */
export type Hearing = {
  /** How much better words and grammar fit the sound than mere sounds, a natural logarithm. */
  readonly gain: number
  /** Length of the sound in hundredths of a second. */
  readonly frames: number
  readonly words: number
  /** Steps from word to word that nobody foresaw, of one more than there are words. */
  readonly unknownPairs: number
}

/**
 * What an utterance as a whole may fit worse: a lone "yes" pays for its place in the graph as a sentence does, but has few
 * samples to spread that over.
 */
const SHORT_ALLOWANCE = 45
/** How much worse than mere sounds the words may fit, per frame, for an even chance; and how fast doubt grows. */
const EVEN_LOSS = -0.45
const DOUBT = 4

/**
 * Weights of a logistic regression that tells sentences heard right from those heard wrong and from speech about something
 * else, moved to keep nearly all right ones: 1,200 hearings of twenty voices, in quiet and over noise, of the assistant's
 * sentences, and 112 of other topics.
 */
const FAMILIARITY = { perGain: 3.9, perUnknownPair: -0.74, perShortness: 11, bias: -0.7 }
/** More of them say nothing more. */
const MAX_UNKNOWN_PAIRS = 6

/** The chance that it was said, from 0 to 1 in hundredths: the lower of those that the sound and the words give. */
export function judgeHearing({ gain, frames, words, unknownPairs }: Hearing): number {
  const sound = DOUBT * ((gain + SHORT_ALLOWANCE) / frames - EVEN_LOSS)
  const { perGain, perUnknownPair, perShortness, bias } = FAMILIARITY
  const sequence =
    (perGain * gain) / frames +
    perUnknownPair * Math.min(unknownPairs, MAX_UNKNOWN_PAIRS) +
    perShortness / (words + 1) +
    bias
  return Math.round(100 / (1 + Math.exp(-Math.min(sound, sequence)))) / 100
}
