// AMAZON.AlphaNumeric: codes of letters and digits, typed or spelled, joined without spaces; with a pattern, whole matches only.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-alphanumeric.html

import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { countMeaningfulWords } from "../carrier.ts"
import { SPELLING_ALPHABET } from "../data/spelling-alphabet.ts"
import { oneValue, type ValueReader, type ValueReading } from "../reading.ts"
import type { SafePattern } from "../safe-pattern.ts"
import { mayBeginSpelling, readSpelledPiece, type SpellingMode } from "../spelling.ts"
import { type Token, wordAt } from "../tokens.ts"

/** Lex stores at most this many characters of a value with a pattern. */
const MAX_PATTERN_LENGTH = 30
const MAX_LENGTH = 100
/** In a longer answer a word of letters is a word. */
const MAX_TOKENS_AROUND_WORD = 12

/** How codes are read: the spelling asked for, and the language's words. */
type CodeMode = SpellingMode & { readonly wording: AnswerWording }

type Piece = { readonly end: number; readonly text: string; readonly kind: "code" | "spelled" | "word" }

/** Letters and digits written together: "APQ123", "ab-12". */
function readWritten(tokens: readonly Token[], at: number): Piece | undefined {
  let end = at
  let text = ""
  let hasDigit = false
  for (; end - at < MAX_LENGTH; ) {
    const isHyphen = end > at && wordAt(tokens, end) === "-" && tokens[end]?.isGlued && tokens[end + 1]?.isGlued
    const place = isHyphen ? end + 1 : end
    const token = tokens[place]
    if (token === undefined || token.kind === "mark" || (end > at && !token.isGlued)) break
    hasDigit ||= token.kind === "digits"
    text += token.text
    end = place + 1
  }
  if (end === at) return undefined
  return { end, text, kind: hasDigit ? "code" : "word" }
}

/** A letter, digits or a spelling word; "double a"; letters of the NATO alphabet in upper case, as codes are written. */
function readSpelled(tokens: readonly Token[], at: number, mode: SpellingMode): Piece | undefined {
  const piece = readSpelledPiece(tokens, at, mode)
  if (piece === undefined) return undefined
  const isNamed = mode.style === "Default" && SPELLING_ALPHABET.has(wordAt(tokens, at))
  return { end: piece.end, text: isNamed ? piece.text.toUpperCase() : piece.text, kind: "spelled" }
}

function readPiece(
  tokens: readonly Token[],
  at: number,
  mode: SpellingMode,
  isAmongSpelling: boolean,
): Piece | undefined {
  const written = readWritten(tokens, at)
  const spelled = readSpelled(tokens, at, mode)
  if (spelled === undefined) return written
  // "echo8349" is a letter and digits when it is said among spelling words, "hotel123" a code.
  const isNamed = SPELLING_ALPHABET.has(wordAt(tokens, at)) && isAmongSpelling
  return written?.kind === "code" && written.end > spelled.end && !isNamed ? written : spelled
}

/** Whether something written in one piece goes on here: "a 3" of "a 3/4" is no code. */
function isCutShort(tokens: readonly Token[], end: number): boolean {
  const isJoined = tokens[end]?.isGlued === true && "/:@_".includes(wordAt(tokens, end))
  const after = tokens[end + 1]
  return isJoined && after?.isGlued === true && after.kind !== "mark"
}

/** The runs of pieces from a place: each end a value could have, with its text. */
function* runsFrom(
  tokens: readonly Token[],
  at: number,
  mode: CodeMode,
): Generator<ValueReading & { readonly pieces: readonly Piece[] }> {
  const pieces: Piece[] = []
  let text = ""
  for (let from = at; text.length < MAX_LENGTH && pieces.length < MAX_PATTERN_LENGTH; ) {
    const start = pieces.length > 0 && [",", "-", "."].includes(wordAt(tokens, from)) ? from + 1 : from
    const piece = readPiece(tokens, start, mode, pieces.at(-1)?.kind === "spelled")
    if (piece === undefined) return
    pieces.push(piece)
    text += piece.text
    from = piece.end
    if (!isCutShort(tokens, from)) yield { ...oneValue(from, text), pieces }
  }
}

/** A single word or letter is a code when it is all that is said: "XYZ", "it's XYZ", but not "hello" of "hello world". */
function saysIt(
  tokens: readonly Token[],
  run: { readonly start: number; readonly end: number },
  piece: Piece,
  { wording }: CodeMode,
): boolean {
  if (tokens.length > MAX_TOKENS_AROUND_WORD) return false
  const all = { start: 0, end: tokens.length }
  if (isEverydayWord(piece, wording) || isElided(piece, wording))
    return tokens.every(({ kind }, i) => kind === "mark" || (i >= run.start && i < run.end))
  return countMeaningfulWords(tokens, all, wording) <= countMeaningfulWords(tokens, run, wording)
}

/** "l" of "l'ai": a letter that is a small word of the language. */
function isElided({ text }: Piece, wording: AnswerWording): boolean {
  return wording !== ENGLISH_WORDING && text.length === 1 && wording.fillers.has(text.toLowerCase())
}

function isEverydayWord(piece: Piece, { fillers, isEveryday }: AnswerWording): boolean {
  const word = piece.text.toLowerCase()
  return piece.kind === "word" && (fillers.has(word) || isEveryday(word) || /['’]/.test(word))
}

/** Whether a word stands by itself and is nothing but itself: no letter's name, no part of a code. */
function isLoneWord(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  return token !== undefined && !mayBeginSpelling(token) && tokens[at + 1]?.isGlued !== true
}

/** With a pattern: the longest run that matches it whole. */
function readMatching(
  tokens: readonly Token[],
  at: number,
  mode: CodeMode,
  pattern: SafePattern,
): ValueReading | undefined {
  if (isLoneWord(tokens, at) && !pattern.mayBegin(tokens[at]?.text ?? "")) return undefined
  let best: ValueReading | undefined
  for (const run of runsFrom(tokens, at, mode)) {
    const text = run.interpreted ?? ""
    if (text.length > MAX_PATTERN_LENGTH || !pattern.mayBegin(text)) break
    const isChance = run.pieces.length > 1 && run.pieces.some((piece) => isEverydayWord(piece, mode.wording))
    if (pattern.matches(text)) best = oneValue(run.end, text, isChance)
  }
  return best
}

/** Codes and spellings that nobody says by the way. */
function isSure(text: string, pieces: readonly Piece[]): boolean {
  if (/^\d{5,}$/.test(text)) return true
  if (!/\p{L}/u.test(text)) return false
  if (pieces.some((piece) => piece.kind === "code" && /\p{L}/u.test(piece.text))) return true
  const spelledCount = pieces.filter(({ kind }) => kind === "spelled").length
  return spelledCount >= 3 && pieces.every(({ kind }) => kind !== "word")
}

/** Words among other pieces are part of a code when they are short and no others. */
function isCodeLike(pieces: readonly Piece[], { wording }: CodeMode): boolean {
  return pieces.every((piece) => piece.kind !== "word" || (piece.text.length <= 4 && !isEverydayWord(piece, wording)))
}

/** Without one: a code, several codes or spelled pieces in a row, or one word when a code was asked for. */
function readAny(tokens: readonly Token[], at: number, mode: CodeMode): ValueReading | undefined {
  let best: ValueReading | undefined
  for (const run of runsFrom(tokens, at, mode)) {
    const [piece, ...more] = run.pieces
    const text = run.interpreted ?? ""
    if (piece !== undefined && more.length === 0 && !/\d/.test(text)) {
      if (saysIt(tokens, { start: at, end: run.end }, piece, mode)) best = oneValue(run.end, text, true)
      continue
    }
    if (!isCodeLike(run.pieces, mode)) break
    best = oneValue(run.end, text, !isSure(text, run.pieces))
  }
  return best
}

/** Makes the reader of AMAZON.AlphaNumeric, or of a custom type that narrows it with a pattern. */
export function createAlphaNumericReader(
  pattern?: SafePattern,
  wording: AnswerWording = ENGLISH_WORDING,
  numbers: SpellingMode["readNumber"] = undefined,
): ValueReader {
  return (tokens, at, context) => {
    if (tokens[at]?.kind === "mark" || (tokens[at]?.isGlued && tokens[at - 1]?.kind !== "mark")) return undefined
    const mode: CodeMode = { style: context.style ?? "Default", hasMarks: false, wording, readNumber: numbers }
    return pattern === undefined ? readAny(tokens, at, mode) : readMatching(tokens, at, mode, pattern)
  }
}
