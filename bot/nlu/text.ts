// Splits what was typed into normalized tokens that remember where they stood. What the words mean is bot/nlu/features.ts.

import { SPLIT_WORDS } from "./contractions.ts"

/** One word, number or mark. `start` and `end` are UTF-16 code units in the text as it was typed. */
export type Token = {
  /** Lower case, compatibility-folded, Latin letters without accents, no invisible characters. */
  readonly text: string
  /** What it stands for: "n't" is "not"; most tokens are their own text. Empty for marks. */
  readonly words: readonly string[]
  readonly start: number
  readonly end: number
}

/** Text beyond this many UTF-16 code units is not looked at; Lex refuses more than 1,024 characters. */
export const MAX_ANALYZED_LENGTH = 2048

// A run of letters, marks and digits (format characters such as zero-width spaces may hide inside), with apostrophes
// between letters; or one character of a script written without spaces; or any other visible character.
const UNSPACED = "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}"
const TOKEN = new RegExp(
  `[[${UNSPACED}]&&\\p{L}][\\p{M}\\p{Cf}]*|[[\\p{L}\\p{M}\\p{Cf}]--[[${UNSPACED}]&&\\p{L}]]+(?:['’ʼ＇][\\p{L}--[${UNSPACED}]]+)*|\\p{N}+|[^\\s\\p{L}\\p{M}\\p{Cf}\\p{N}]`,
  "gv",
)
const ASCII = /^[\x20-\x7e]*$/
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu
const ACCENTS = /[\u0300-\u036f]/g
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
const NON_BASIC = /[\ud800-\udfff]/
const LONG_RUN = /(\p{L})\1{2,}/gu
const SYMBOL_WORD = /^[\p{Extended_Pictographic}$€£¥%&]$/u

/** Whether English is spoken in a locale. */
export function isEnglish(localeId: string): boolean {
  return localeId.startsWith("en")
}

/** Folds one word: case, width, accents, invisible characters, and letters held down ("sooooo" is "soo"). */
export function foldWord(raw: string): string {
  const folded = ASCII.test(raw)
    ? raw.toLowerCase()
    : raw
        .normalize("NFKC")
        .replace(INVISIBLE, "")
        .toLowerCase()
        .normalize("NFD")
        .replace(ACCENTS, "")
        .normalize("NFC")
        .replace(/[’ʼ＇]/g, "'")
  return hasRunOfThree(folded) ? folded.replace(LONG_RUN, "$1$1") : folded
}

// Hardly any word has one: looking is quicker than replacing nothing.
function hasRunOfThree(word: string): boolean {
  if (word.length <= 3) return false
  for (let i = 2; i < word.length; i += 1) if (word[i] === word[i - 1] && word[i] === word[i - 2]) return true
  return NON_BASIC.test(word)
}

/**
 * Splits a text into tokens, left to right; linear in its length.
 *
 * @param isEnglish Whether words are taken for English contractions: "im" is "I am", and "in the" in German.
 */
export function tokenize(text: string, isEnglish: boolean): readonly Token[] {
  const tokens: Token[] = []
  const analyzed = text.length > MAX_ANALYZED_LENGTH ? text.slice(0, MAX_ANALYZED_LENGTH) : text
  for (const match of analyzed.matchAll(TOKEN)) {
    const raw = match[0]
    const folded = foldWord(raw)
    if (folded === "") continue
    addToken(tokens, folded, raw, match.index, isEnglish)
  }
  return tokens
}

function addToken(tokens: Token[], folded: string, raw: string, start: number, isEnglish: boolean): void {
  const end = start + raw.length
  const apostrophe = folded.indexOf("'")
  if (apostrophe > 0 && folded.length === raw.length) {
    if (isEnglish) addContraction(tokens, folded, apostrophe, start)
    else addElision(tokens, folded, apostrophe, start)
    return
  }
  const words = (isEnglish ? SPLIT_WORDS.get(folded) : undefined) ?? (isWord(folded) ? [folded] : [])
  tokens.push({ text: folded, words, start, end })
}

function isWord(folded: string): boolean {
  return LETTER_OR_DIGIT.test(folded) || SYMBOL_WORD.test(folded)
}

const WORD_BEFORE_IS = new Set([
  "what",
  "who",
  "where",
  "when",
  "why",
  "how",
  "it",
  "that",
  "there",
  "here",
  "he",
  "she",
])
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["'m", "am"],
  ["'re", "are"],
  ["'ve", "have"],
  ["'ll", "will"],
  ["'d", "would"],
])
const IRREGULAR_NOT: ReadonlyMap<string, string> = new Map([
  ["ca", "can"],
  ["wo", "will"],
  ["sha", "shall"],
  ["ai", "is"],
])

// "rome's" must give a token that ends before the apostrophe: a slot value never includes it.
function addContraction(tokens: Token[], folded: string, apostrophe: number, start: number): void {
  const isNegation = folded.endsWith("n't")
  const cut = isNegation ? folded.length - 3 : apostrophe
  const stem = folded.slice(0, cut)
  const ending = folded.slice(cut)
  const middle = start + cut
  const end = start + folded.length
  if (stem !== "") {
    const word = isNegation ? (IRREGULAR_NOT.get(stem) ?? stem) : stem
    tokens.push({ text: stem, words: [word], start, end: middle })
  }
  const meaning = isNegation ? "not" : meaningOfEnding(stem, ending)
  if (meaning === undefined && ending.length > 2) {
    const rest = ending.slice(1)
    tokens.push({ text: rest, words: [rest], start: middle + 1, end })
    return
  }
  tokens.push({ text: ending, words: meaning === undefined ? [] : [meaning], start: middle, end })
}

// "l'hotel" is two words, "c'è" as well.
function addElision(tokens: Token[], folded: string, apostrophe: number, start: number): void {
  const [first, second] = [folded.slice(0, apostrophe), folded.slice(apostrophe + 1)]
  tokens.push({ text: first, words: [first], start, end: start + apostrophe })
  if (second !== "") {
    tokens.push({ text: second, words: [second], start: start + apostrophe + 1, end: start + folded.length })
  }
}

function meaningOfEnding(stem: string, ending: string): string | undefined {
  if (ending === "'s") {
    if (stem === "let") return "us"
    return WORD_BEFORE_IS.has(stem) ? "is" : undefined
  }
  return ENDINGS.get(ending)
}
