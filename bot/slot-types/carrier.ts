// Takes off the words people put around an answer ("i'd like … please"), and spots denials and corrections.
// Which words those are is answer-wording.ts.

import { type AnswerWording, ENGLISH_WORDING } from "./answer-wording.ts"
import { endWithoutPunctuation, hasWords, type Token, wordAt } from "./tokens.ts"

/** A stretch of tokens; `end` is exclusive. */
export type TokenRange = { readonly start: number; readonly end: number }

function phraseEndingAt(
  phrases: ReadonlyMap<string, readonly (readonly string[])[]>,
  tokens: readonly Token[],
  end: number,
): readonly string[] | undefined {
  return phrases
    .get(wordAt(tokens, end - 1))
    ?.find((phrase) => end >= phrase.length && hasWords(tokens, end - phrase.length, phrase))
}

/**
 * What is left of an answer without its opening and closing words. Never empty as long as the answer has a word: an
 * answer made of such words only ("please") is kept whole.
 */
export function coreOf(tokens: readonly Token[], wording: AnswerWording = ENGLISH_WORDING): TokenRange {
  const last = endWithoutPunctuation(tokens)
  let start = 0
  for (;;) {
    while (start < last && tokens[start]?.kind === "mark") start++
    const carrier = wording.carriers.get(wordAt(tokens, start))?.find((phrase) => hasWords(tokens, start, phrase))
    if (carrier === undefined || start + carrier.length >= last) break
    start += carrier.length
  }
  let end = last
  for (;;) {
    const closing = phraseEndingAt(wording.closings, tokens, end)
    if (closing === undefined || end - closing.length <= start) break
    end -= closing.length
    while (end > start + 1 && tokens[end - 1]?.kind === "mark") end--
  }
  return start < end ? { start, end } : { start: 0, end: last }
}

/** Whether the words right before a place deny what follows: "not tuesday". */
export function isNegatedAt(tokens: readonly Token[], at: number, wording: AnswerWording = ENGLISH_WORDING): boolean {
  return phraseEndingAt(wording.negations, tokens, at) !== undefined
}

/** Whether the words between two places take back what came before: "monday, no, tuesday". */
export function hasCorrection(
  tokens: readonly Token[],
  from: number,
  to: number,
  wording: AnswerWording = ENGLISH_WORDING,
): boolean {
  for (let at = from; at < to; at++) {
    if (
      wording.corrections
        .get(wordAt(tokens, at))
        ?.some((phrase) => at + phrase.length <= to && hasWords(tokens, at, phrase))
    ) {
      return true
    }
  }
  return false
}

/** How many words of a stretch carry meaning of their own. */
export function countMeaningfulWords(
  tokens: readonly Token[],
  range: TokenRange,
  wording: AnswerWording = ENGLISH_WORDING,
): number {
  let count = 0
  for (let at = range.start; at < range.end; at++) {
    if (tokens[at]?.kind !== "mark" && !wording.fillers.has(wordAt(tokens, at))) count++
  }
  return count
}
