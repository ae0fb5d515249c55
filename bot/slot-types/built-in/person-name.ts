// What AMAZON.FirstName and AMAZON.LastName have in common: names from lists and after cues, similar names as candidates.

import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { MONTHS, WEEKDAYS } from "../data/date-words.ts"
import { WORDLIKE_NAMES } from "../data/names.ts"
import { createGazetteerReader } from "../gazetteer.ts"
import type { ValueReader, ValueReading } from "../reading.ts"
import { hasWords, type Token, wordAt } from "../tokens.ts"

/** A word that may be a name though no list has it: it isn't an everyday word, a month or a weekday. */
export function mayBeName(token: Token | undefined, wording: AnswerWording): boolean {
  if (token?.kind !== "word" || token.text.length < 2) return false
  const { word } = token
  if (wording === ENGLISH_WORDING && (MONTHS.has(word) || WEEKDAYS.has(word) || /ing$/.test(word))) return false
  return !wording.isEveryday(word) && !wording.fillers.has(word)
}

/** Whether one of these phrases stands right before a place. */
export function isAfterCue(tokens: readonly Token[], at: number, cues: readonly (readonly string[])[]): boolean {
  return cues.some((cue) => at >= cue.length && hasWords(tokens, at - cue.length, cue))
}

/** Where a name with hyphens or an apostrophe mark ends: "Jean-Luc", "O'Neill". */
export function nameEnd(tokens: readonly Token[], at: number): number {
  let end = at + 1
  while (
    wordAt(tokens, end) === "-" &&
    tokens[end]?.isGlued &&
    tokens[end + 1]?.isGlued &&
    tokens[end + 1]?.kind === "word"
  )
    end += 2
  return end
}

/** Whether a place is in the middle of a name with a hyphen. */
export function isBehindHyphen(tokens: readonly Token[], at: number): boolean {
  return wordAt(tokens, at - 1) === "-" && tokens[at - 1]?.isGlued === true && tokens[at]?.isGlued === true
}

/** The value of a name at a place: as typed, with similar names among the resolved values. */
export function nameReading(
  tokens: readonly Token[],
  at: number,
  end: number,
  similar: (name: string) => readonly string[],
  isWeak: boolean,
): ValueReading {
  let name = ""
  for (const token of tokens.slice(at, end)) name += token.isGlued || name === "" ? token.text : ` ${token.text}`
  return { end, interpreted: name, resolved: [name, ...similar(name)], isWeak }
}

/** Makes the reader of listed names; names that are everyday words need a capital letter. */
export function createListedNameReader(names: readonly string[]): ValueReader {
  return createGazetteerReader({
    names: names.map((name) => [name]),
    wordlike: WORDLIKE_NAMES,
    cues: new Set(),
    gives: "typed form",
    forgivesSpelling: false,
  })
}
