// Cuts a text into words, digit runs and marks with their places in it: what every slot type reads. Knows no meaning.

import { keepsApostrophe } from "./data/contractions.ts"

/** A word, a run of digits or one mark of a text. */
export type Token = {
  /** As typed. */
  readonly text: string
  /** Lower case, accents and apostrophes taken off ("O’Clock" is `oclock`, "we’d" stays `we'd`); digits as 0–9; a mark is itself. */
  readonly word: string
  /** Offsets of UTF-16 code units into the text. */
  readonly start: number
  readonly end: number
  /** Nothing stands between this token and the one before: "3rd" is `3` and a glued `rd`. */
  readonly isGlued: boolean
  readonly kind: "word" | "digits" | "mark"
}

const LETTER = /[\p{L}\p{M}]/u
const DIGIT = /\p{Nd}/u
const SPACE = /[\s\p{Z}\p{Cf}]/u
/** Scripts written without spaces: each character is a token of its own. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u
const MARKS_OVER_LETTERS = /\p{M}/gu
const APOSTROPHES = "'’‘ʼ`´"

type CharacterKind = "letter" | "unspaced" | "digit" | "space" | "mark"

function asciiKind(code: number): CharacterKind {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return "letter"
  if (code >= 48 && code <= 57) return "digit"
  return code <= 32 || code === 127 ? "space" : "mark"
}

function kindOf(character: string): CharacterKind {
  const code = character.codePointAt(0) ?? 0
  if (code < 128) return asciiKind(code)
  if (UNSPACED.test(character)) return "unspaced"
  if (LETTER.test(character)) return "letter"
  if (DIGIT.test(character)) return "digit"
  return SPACE.test(character) ? "space" : "mark"
}

/** The ten digits of a script lie side by side, zero first. */
function asciiDigits(text: string): string {
  if (/^[0-9]*$/.test(text)) return text
  let digits = ""
  for (const character of text.normalize("NFKC")) {
    let zero = character.codePointAt(0) ?? 0
    const code = zero
    while (zero > 0 && code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--
    digits += String(code - zero)
  }
  return digits
}

const PLAIN_WORD = /^[a-z]*$/

/**
 * The form in which words are compared: lower case, compatibility forms and accents settled, apostrophes dropped but for
 * those that tell a contraction from another word.
 */
export function foldWord(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN_WORD.test(lower)) return lower
  const folded = lower
    .normalize("NFKD")
    .replace(MARKS_OVER_LETTERS, "")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ł", "l")
    .replaceAll("đ", "d")
  const plain = folded.replace(/[’‘ʼ`´]/g, "'")
  return keepsApostrophe(plain) ? plain : plain.replaceAll("'", "").normalize("NFC")
}

function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset)
  return code === undefined ? "" : code > 0xffff ? text.slice(offset, offset + 2) : text.charAt(offset)
}

/** Where the word or digit run that starts at an offset ends. An apostrophe between letters belongs to the word. */
function runEnd(text: string, from: number, kind: CharacterKind): number {
  let offset = from
  while (offset < text.length) {
    const character = characterAt(text, offset)
    if (kindOf(character) === kind) {
      offset += character.length
      continue
    }
    const isInnerApostrophe = kind === "letter" && APOSTROPHES.includes(character)
    if (!isInnerApostrophe || kindOf(characterAt(text, offset + 1)) !== "letter") break
    offset++
  }
  return offset
}

function tokenKind(kind: CharacterKind): Token["kind"] {
  if (kind === "digit") return "digits"
  return kind === "mark" ? "mark" : "word"
}

const FOLDS: Readonly<Record<Token["kind"], (typed: string) => string>> = {
  digits: asciiDigits,
  mark: foldMark,
  word: foldWord,
}

function cut(text: string): readonly Token[] {
  const tokens: Token[] = []
  let offset = 0
  let lastEnd = -1
  while (offset < text.length) {
    const character = characterAt(text, offset)
    const characterKind = kindOf(character)
    if (characterKind === "space") {
      offset += character.length
      continue
    }
    const isRun = characterKind === "letter" || characterKind === "digit"
    const end = isRun ? runEnd(text, offset, characterKind) : offset + character.length
    const typed = text.slice(offset, end)
    const kind = tokenKind(characterKind)
    tokens.push({ text: typed, word: FOLDS[kind](typed), start: offset, end, isGlued: offset === lastEnd, kind })
    offset = end
    lastEnd = end
  }
  return tokens
}

function foldMark(mark: string): string {
  if ("‐‑‒–—−".includes(mark)) return "-"
  if ("٪﹪％".includes(mark)) return "%"
  return mark === "＠" ? "@" : mark
}

let lastText = ""
let lastTokens: readonly Token[] = []

/**
 * Cuts a text into tokens; linear in its length. The same text asked for again at once (each slot of an intent reads
 * the same utterance) isn't cut twice.
 */
export function tokenize(text: string): readonly Token[] {
  if (text !== lastText) {
    lastTokens = cut(text)
    lastText = text
  }
  return lastTokens
}

let joinedTokens: readonly Token[] = []
let joinedWords: (string | undefined)[] = []

/**
 * A word and the next one as one, over a hyphen too ("king size", "e-mail"); empty where there aren't two. Each slot type
 * asks for all of a text's: they are put together once, so that looking them up needn't hash them again.
 */
export function joinedAt(tokens: readonly Token[], at: number): string {
  if (tokens !== joinedTokens) {
    joinedTokens = tokens
    joinedWords = []
  }
  joinedWords[at] ??= joinWithNext(tokens, at)
  return joinedWords[at]
}

function joinWithNext(tokens: readonly Token[], at: number): string {
  const first = tokens[at]
  const second = tokens[nextWordAt(tokens, at)]
  return first?.kind === "word" && second?.kind === "word" ? first.word + second.word : ""
}

/** The token behind this one, or behind the hyphen that follows it. */
export function nextWordAt(tokens: readonly Token[], at: number): number {
  return wordAt(tokens, at + 1) === "-" ? at + 2 : at + 1
}

/** The folded word of a token, or an empty string past either end. */
export function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.word ?? ""
}

/** Whether the tokens from a place on spell these words (folded, in order). */
export function hasWords(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  return words.every((word, offset) => tokens[at + offset]?.word === word)
}

/** Marks that end or set off a phrase and never belong to a value's end. */
const ENDING_MARKS = new Set([".", ",", "!", "?", ";", ":", '"', "“", "”", "'", "’", ")", "…"])

/** Drops closing punctuation: how many tokens remain. */
export function endWithoutPunctuation(tokens: readonly Token[]): number {
  let end = tokens.length
  while (end > 0 && ENDING_MARKS.has(wordAt(tokens, end - 1))) end--
  return end
}

/** Whether a place lies past the last token or on punctuation that ends a phrase. */
export function isPhraseEnd(tokens: readonly Token[], at: number): boolean {
  return at >= tokens.length || ENDING_MARKS.has(wordAt(tokens, at))
}
