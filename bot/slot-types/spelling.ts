// Joins what is spelled letter by letter or with identifying words ("a as in alpha"): Lex's spelling styles.
// https://docs.aws.amazon.com/lexv2/latest/dg/spelling-styles.html

import type { ElicitationStyle } from "#bot/session.ts"
import { FILLER_WORDS } from "./data/answer-words.ts"
import {
  IDENTIFYING_PHRASES,
  LETTER_NAMES,
  MARK_NAMES,
  REPEAT_WORDS,
  SPELLING_ALPHABET,
} from "./data/spelling-alphabet.ts"
import { mayBeginNumber, readNumber } from "./read/number.ts"
import { hasWords, type Token, tokenize, wordAt } from "./tokens.ts"

/** A letter, some digits or a mark, spelled. */
export type SpelledPiece = { readonly end: number; readonly text: string }

/** How freely words are taken for letters. */
export type SpellingMode = {
  readonly style: ElicitationStyle
  /** "dash" and "dot" are marks. */
  readonly hasMarks: boolean
  /** Reads numbers in words; English ones by default. */
  readonly readNumber?: typeof readNumber | undefined
}

function isLetter(token: Token | undefined): token is Token {
  return token?.kind === "word" && token.text.length <= 2 && /^\p{L}$/u.test(token.text)
}

/** The letter an identifying word follows: "b for boy", "a as in alpha". The word must begin with the letter. */
function readIdentified(tokens: readonly Token[], at: number, letter: string): number | undefined {
  for (const phrase of IDENTIFYING_PHRASES) {
    const wordPlace = at + phrase.length
    if (!hasWords(tokens, at, phrase)) continue
    const word = wordAt(tokens, wordPlace)
    return word.startsWith(letter.toLowerCase()) && word.length > 1 ? wordPlace + 1 : undefined
  }
  return undefined
}

const CASES: ReadonlyMap<string, (letter: string) => string> = new Map([
  ["capital", (letter: string) => letter.toUpperCase()],
  ["uppercase", (letter: string) => letter.toUpperCase()],
  ["lowercase", (letter: string) => letter.toLowerCase()],
  ["small", (letter: string) => letter.toLowerCase()],
])

const X_RAY = ["x", "-", "ray"]

/** A word that stands for a letter: "alpha", "x-ray", and in the spelling styles "bee". */
function readLetterName(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  const word = wordAt(tokens, at)
  if (hasWords(tokens, at, X_RAY)) return { end: at + 3, text: "x" }
  const alphabet = SPELLING_ALPHABET.get(word)
  if (alphabet !== undefined) return { end: at + 1, text: alphabet }
  const name = mode.style === "Default" ? undefined : LETTER_NAMES.get(word)
  return name === undefined ? undefined : { end: readIdentified(tokens, at + 1, name) ?? at + 1, text: name }
}

function readLetter(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  const setCase = CASES.get(wordAt(tokens, at))
  if (setCase !== undefined) {
    const letter = readPlainLetter(tokens, at + 1, mode)
    return letter && { end: letter.end, text: setCase(letter.text) }
  }
  return readPlainLetter(tokens, at, mode)
}

function readPlainLetter(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  const token = tokens[at]
  if (!isLetter(token) || hasWords(tokens, at, X_RAY)) return readLetterName(tokens, at, mode)
  return { end: readIdentified(tokens, at + 1, token.text) ?? at + 1, text: token.text }
}

function readDigits(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  const token = tokens[at]
  if (token?.kind === "digits") return { end: at + 1, text: token.word }
  if (token?.kind !== "word") return undefined
  const number = (mode.readNumber ?? readNumber)(tokens, at)
  const isPlain = number !== undefined && number.form === "words" && !number.isOrdinal && /^\d+$/.test(number.text)
  return isPlain ? { end: number.end, text: number.text } : undefined
}

function readRepeated(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  const times = REPEAT_WORDS.get(wordAt(tokens, at))
  if (times === undefined) return undefined
  if (wordAt(tokens, at) === "double" && ["u", "you"].includes(wordAt(tokens, at + 1)) && mode.style !== "Default") {
    return { end: at + 2, text: "w" }
  }
  const piece = readDigits(tokens, at + 1, mode) ?? readLetter(tokens, at + 1, mode)
  if (piece === undefined) return undefined
  const [first = ""] = piece.text
  return { end: piece.end, text: first.repeat(times) + piece.text.slice(1) }
}

function readMark(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  if (!mode.hasMarks) return undefined
  const mark = MARK_NAMES.get(wordAt(tokens, at)) ?? (tokens[at]?.kind === "mark" ? wordAt(tokens, at) : undefined)
  return mark !== undefined && ".@-_+'".includes(mark) ? { end: at + 1, text: mark } : undefined
}

/** Whether a spelled piece may begin with a token: nearly every word of a text is ruled out. */
export function mayBeginSpelling({ kind, text, word }: Token): boolean {
  return (
    kind !== "word" ||
    text.length <= 2 ||
    SPELLING_ALPHABET.has(word) ||
    REPEAT_WORDS.has(word) ||
    LETTER_NAMES.has(word) ||
    MARK_NAMES.has(word) ||
    CASES.has(word) ||
    ["minus", "negative"].includes(word) ||
    mayBeginNumber(word)
  )
}

/** Reads one spelled piece: a letter, digits, a repeated one, or a mark. */
export function readSpelledPiece(tokens: readonly Token[], at: number, mode: SpellingMode): SpelledPiece | undefined {
  return (
    readRepeated(tokens, at, mode) ??
    readLetter(tokens, at, mode) ??
    readDigits(tokens, at, mode) ??
    readMark(tokens, at, mode)
  )
}

/** Marks between spelled letters that are only pauses: "x-i-u", "x, i, u". */
function skipPauses(tokens: readonly Token[], from: number): number {
  let at = from
  while (tokens[at]?.kind === "mark" && ",.-;".includes(wordAt(tokens, at))) at++
  return at
}

/** Reads a run of spelled pieces from a token on. */
export function readSpelledRun(
  tokens: readonly Token[],
  at: number,
  mode: SpellingMode,
): { readonly end: number; readonly text: string; readonly pieces: number } | undefined {
  let end = at
  let text = ""
  let pieces = 0
  for (let from = at; ; pieces++) {
    const next = mode.hasMarks ? from : skipPauses(tokens, from)
    const piece = readSpelledPiece(tokens, next, mode)
    if (piece === undefined) break
    text += piece.text
    end = piece.end
    from = piece.end
  }
  return pieces > 0 ? { end, text, pieces } : undefined
}

/**
 * Joins an answer that is spelled as its slot asks: letters, or letters with identifying words.
 *
 * @returns `undefined` in the default style, and when the answer isn't spelled.
 */
export function readSpelling(text: string, style: ElicitationStyle): string | undefined {
  if (style === "Default") return undefined
  const tokens = tokenize(text)
  let at = 0
  while (at < tokens.length - 1 && FILLER_WORDS.has(wordAt(tokens, at)) && wordAt(tokens, at).length > 1) at++
  const run = readSpelledRun(tokens, at, { style, hasMarks: false })
  if (run === undefined || run.pieces < 2) return undefined
  return skipPauses(tokens, run.end) >= tokens.length || isClosing(tokens, run.end) ? run.text : undefined
}

function isClosing(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(from).every((token) => token.kind === "mark" || FILLER_WORDS.has(token.word))
}
