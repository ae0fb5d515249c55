// Words by which a visitor goes back on something, and words that say nothing of content, in the language of a locale.
// Whether a text is a correction is reading.ts and cued-correction.ts; languages besides English are bot/languages.

import type { Language } from "../languages/language.ts"
import { languageOf } from "../languages/languages.ts"

/** What the dialog knows of a language's words. */
export type DialogWords = {
  /** Words without content, as `foldedWords` gives them. */
  readonly fillers: ReadonlySet<string>
  /** Announces, anywhere in a folded text, that something said before is to change. */
  readonly change: RegExp
  /** Openings of a correction in a folded text, none included; what follows is the new value. */
  readonly opening: RegExp
  /** What may close a correction, announced or not. */
  readonly closing: RegExp
  /** Said after an answer, and no part of it; folded. */
  readonly courtesies: ReadonlySet<string>
  /** What words of a text are made of. */
  readonly word: RegExp
}

const FILLERS = new Set(
  (
    "a about actually again ah all alright also am an and are as at be but by can change correct correction could do " +
    "does don't exactly fine for from get go going good great have hello hey hi hm hmm how i i'd i'll i'm i've in " +
    "instead is it it'll it's its just know let let's like make maybe me mean meant mine my need no nope not of oh ok " +
    "okay on one ones only or our please prefer put rather really right set should so sorry sure switch thank thanks that " +
    "that'll that's the then there there's they think this to try uh uhm um us wait want was we we'd we'll we're well " +
    "what will with would yeah yep yes you your"
  ).split(" "),
)

/** English. */
export const ENGLISH_WORDS: DialogWords = {
  fillers: FILLERS,
  change: /\b(?:no|not|nope|actually|instead|rather|make|change|sorry|wait|meant|mean|correct|correction)\b/i,
  opening:
    /^(?:(?:no|nope|sorry|oops|wait|actually|oh|ah)[\s,.!-]+)*(?:(?:i\s+(?:meant|mean|said)|make\s+(?:it|that)|(?:how|what)\s+about|let['’]?s\s+(?:try|say|do)|rather|change\s+(?:it|that)\s+to|it\s+(?:should|must)\s+be|it['’]?s|it\s+is|correction)[\s,:-]+)?/i,
  closing: /[\s,]+(?:instead|rather)$/i,
  courtesies: new Set(["please", "thanks", "pls"]),
  word: /[\p{L}\p{N}']+/gu,
}

const known = new Map<Language, DialogWords>()

/** The words of a locale's language. */
export function dialogWordsOf(localeId: string): DialogWords {
  const language = languageOf(localeId)
  if (language === undefined) return ENGLISH_WORDS
  const words = known.get(language) ?? wordsIn(language)
  known.set(language, words)
  return words
}

function wordsIn({ answers, confirmation }: Language): DialogWords {
  const corrections = anyOf(answers.corrections)
  const openings = `${anyOf(`${answers.carriers}|${answers.corrections}`)}[\\s,.!:-]+`
  const idle = [answers.fillers, answers.corrections, answers.articles, confirmation.courtesies, confirmation.plain]
  return {
    fillers: new Set(idle.flatMap((list) => fold(list).match(WORD) ?? [])),
    change: new RegExp(`(?<![\\p{L}\\p{N}])(?:${corrections}|${anyOf(answers.negations)})(?![\\p{L}\\p{N}])`, "iu"),
    opening: new RegExp(`^(?:${openings})*`, "iu"),
    closing: new RegExp(`[\\s,]+${corrections}$`, "iu"),
    courtesies: new Set(fold(answers.closings).match(WORD) ?? []),
    word: WORD,
  }
}

const WORD = /[\p{L}\p{N}]+/gu

/** One of the phrases of a list, the longest first. */
function anyOf(list: string): string {
  const phrases = fold(list)
    .split("|")
    .sort((first, second) => second.length - first.length)
  return `(?:${phrases.map((phrase) => phrase.replaceAll(" ", "\\s+").replaceAll("'", "['’]")).join("|")})`
}

/** A text in lower case without accents; of the same length, so that places stay, whenever each letter is one character. */
export function fold(text: string): string {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase()
  return folded.length === text.length ? folded : text.toLowerCase()
}
