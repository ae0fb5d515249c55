// The words people put around an answer, by language: which words those are is data/ and bot/languages, how they are used
// carrier.ts and the slot types.

import type { AnswerWords, CalendarWords } from "#bot/languages/language.ts"
import {
  CARRIER_PHRASES,
  CLOSING_PHRASES,
  CORRECTION_PHRASES,
  FILLER_WORDS,
  JOINING_WORDS,
  NEGATION_PHRASES,
} from "./data/answer-words.ts"
import { isCommonWord } from "./data/common-words.ts"
import { LAST_NAME_CUES, NAME_CUES, PLACE_CUES } from "./data/place-words.ts"
import { wordSet, wordsOf } from "./worded/phrase.ts"

/** Phrases by their first or their last word, longest first. */
type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>

/** The words around answers of one language; all are folded. */
export type AnswerWording = {
  /** Words that carry no value. */
  readonly fillers: ReadonlySet<string>
  /** Whether a word is an everyday one: no name, and no misspelling of a value. */
  readonly isEveryday: (word: string) => boolean
  /** Openings that are dropped from an open answer, by first word; closings, by last word. */
  readonly carriers: PhraseIndex
  readonly closings: PhraseIndex
  /** What takes back what came before, by first word. */
  readonly corrections: PhraseIndex
  /** What denies the value behind it, by last word. */
  readonly negations: PhraseIndex
  /** Words between the values of a list. */
  readonly joining: ReadonlySet<string>
  readonly nameCues: readonly (readonly string[])[]
  readonly lastNameCues: readonly (readonly string[])[]
  readonly placeCues: ReadonlySet<string>
  /** Small words inside the name of a place. */
  readonly placeParticles: ReadonlySet<string>
}

function longestFirst(phrases: readonly (readonly string[])[]): (readonly string[])[] {
  return [...phrases].sort((first, second) => second.length - first.length)
}

function byFirstWord(phrases: readonly (readonly string[])[]): PhraseIndex {
  return Map.groupBy(longestFirst(phrases), ([first = ""]) => first)
}

function byLastWord(phrases: readonly (readonly string[])[]): PhraseIndex {
  return Map.groupBy(longestFirst(phrases), (phrase) => phrase.at(-1) ?? "")
}

/** English. */
export const ENGLISH_WORDING: AnswerWording = {
  fillers: FILLER_WORDS,
  isEveryday: isCommonWord,
  carriers: byFirstWord(CARRIER_PHRASES),
  closings: byLastWord(CLOSING_PHRASES),
  corrections: byFirstWord(CORRECTION_PHRASES),
  negations: byLastWord(NEGATION_PHRASES),
  joining: JOINING_WORDS,
  nameCues: NAME_CUES,
  lastNameCues: LAST_NAME_CUES,
  placeCues: PLACE_CUES,
  placeParticles: new Set(),
}

/** Makes the wording of another language. */
export function createWording(answers: AnswerWords, calendar: CalendarWords): AnswerWording {
  const dates = [...calendar.months, ...calendar.weekdays].join("|")
  const everyday = wordSet(`${answers.everyday} ${answers.fillers} ${answers.articles} ${dates}`)
  return {
    fillers: wordSet(`${answers.fillers} ${answers.articles}`),
    isEveryday: (word) => everyday.has(word),
    carriers: byFirstWord(wordsOf(answers.carriers)),
    closings: byLastWord(wordsOf(answers.closings)),
    corrections: byFirstWord(wordsOf(answers.corrections)),
    negations: byLastWord(wordsOf(answers.negations)),
    joining: wordSet(answers.joining),
    nameCues: wordsOf(answers.nameCues),
    lastNameCues: wordsOf(answers.lastNameCues),
    placeCues: wordSet(answers.placeCues),
    placeParticles: wordSet(answers.placeParticles),
  }
}
