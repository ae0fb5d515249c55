// Reads numbers as digits or English words. What a number counts (days, dollars, hours) is for the slot types.

import {
  BASE_WORDS,
  COLLECTIVES,
  DIGIT_NAMES,
  FRACTION_WORDS,
  ORDINAL_BASE_WORDS,
  SCALE_WORDS,
} from "../data/number-words.ts"
import { type Token, wordAt } from "../tokens.ts"
import { addFraction, plainDecimal, shiftDecimal } from "./decimal.ts"

/** A number read from a text. */
export type NumberReading = {
  readonly end: number
  /** Plain decimal: `-15.245`; no exponent, no thousands marks, no needless zeros in front. */
  readonly text: string
  readonly value: number
  readonly isOrdinal: boolean
  /** `digits` when it was typed in figures. */
  readonly form: "digits" | "words"
  /** How many words or digits ran together without a scale: "one two three", "five fifteen". */
  readonly parts: number
}

/** A whole number in words. */
export type Whole = { readonly end: number; readonly text: string; readonly isOrdinal: boolean; readonly parts: number }

function skipHyphen(tokens: readonly Token[], at: number): number {
  const isHyphen = wordAt(tokens, at) === "-" && tokens[at]?.isGlued === true && tokens[at + 1]?.isGlued === true
  return isHyphen && tokens[at + 1]?.kind === "word" ? at + 1 : at
}

/** Reads a number below one hundred in words: "seven", "twenty-one", "twenty first". */
export function readBelowHundred(tokens: readonly Token[], at: number): Whole | undefined {
  const word = wordAt(tokens, at)
  const ordinal = ORDINAL_BASE_WORDS.get(word)
  if (ordinal !== undefined) return { end: at + 1, text: String(ordinal), isOrdinal: true, parts: 1 }
  const base = BASE_WORDS.get(word)
  if (base === undefined) return undefined
  const next = skipHyphen(tokens, at + 1)
  const nextWord = wordAt(tokens, next)
  if (base >= 20) {
    const unit = BASE_WORDS.get(nextWord)
    if (unit !== undefined && unit > 0 && unit < 10) {
      return { end: next + 1, text: String(base + unit), isOrdinal: false, parts: 1 }
    }
    const ordinalUnit = ORDINAL_BASE_WORDS.get(nextWord)
    if (ordinalUnit !== undefined && ordinalUnit < 10) {
      return { end: next + 1, text: String(base + ordinalUnit), isOrdinal: true, parts: 1 }
    }
  }
  return { end: at + 1, text: String(base), isOrdinal: false, parts: 1 }
}

const ORDINAL_SCALES: ReadonlyMap<string, string> = new Map([
  ["hundredth", "hundred"],
  ["thousandth", "thousand"],
  ["millionth", "million"],
])

/** The zeros a scale word adds ("hundred": 2), and whether it is an ordinal. */
function scaleAt(
  tokens: readonly Token[],
  at: number,
): { readonly zeros: number; readonly isOrdinal: boolean } | undefined {
  const word = wordAt(tokens, at)
  const cardinal = ORDINAL_SCALES.get(word)
  const zeros = SCALE_WORDS.get(cardinal ?? word)
  return zeros === undefined ? undefined : { zeros, isOrdinal: cardinal !== undefined }
}

/** After "hundred" or a scale, "and" may join the rest: "a hundred and one". */
function restStart(tokens: readonly Token[], at: number): number {
  const hyphenless = skipHyphen(tokens, at)
  return wordAt(tokens, hyphenless) === "and" ? hyphenless + 1 : hyphenless
}

/** Numbers with "hundred", "thousand", …: "two thousand twenty six". */
function readScaled(tokens: readonly Token[], from: number, firstGroup: Whole): Whole | undefined {
  let total = 0
  let group = Number(firstGroup.text)
  let end = firstGroup.end
  let isOrdinal = firstGroup.isOrdinal
  let smallestScale = Number.POSITIVE_INFINITY
  let hasScale = false
  // Each round takes a scale word and what follows it; a number has only so many of them.
  for (let at = from; !isOrdinal; ) {
    const scale = scaleAt(tokens, at)
    if (scale === undefined || (scale.zeros === 2 && group >= 100) || scale.zeros >= smallestScale || group === 0) break
    hasScale = true
    end = at + 1
    isOrdinal = scale.isOrdinal
    if (scale.zeros === 2) group *= 100
    else {
      total += group * 10 ** scale.zeros
      group = 0
      smallestScale = scale.zeros
    }
    if (isOrdinal) break
    const rest = readBelowHundred(tokens, restStart(tokens, end))
    if (rest !== undefined && Number(rest.text) > 0 && group % 100 === 0) {
      group += Number(rest.text)
      end = rest.end
      isOrdinal = rest.isOrdinal
    }
    at = skipHyphen(tokens, end)
  }
  return hasScale ? { end, text: String(total + group), isOrdinal, parts: 1 } : undefined
}

/** Whether a number opens an adjective of its own: in "one two-bedroom flat" nothing runs together. */
function isCompound(tokens: readonly Token[], end: number): boolean {
  return wordAt(tokens, end) === "-" && tokens[end]?.isGlued === true && tokens[end + 1]?.kind === "word"
}

/** Numbers said digit by digit or in pairs: "one two three", "twenty twenty six", "five fifteen", "two oh five". */
function readRunTogether(tokens: readonly Token[], first: Whole): Whole {
  let { end, text, isOrdinal } = first
  let parts = 1
  while (!isOrdinal && text.length < 20) {
    const at = skipHyphen(tokens, end)
    const isDigitName = DIGIT_NAMES.has(wordAt(tokens, at))
    const next = isDigitName ? { end: at + 1, text: "0", isOrdinal: false } : readBelowHundred(tokens, at)
    if (
      next === undefined ||
      next.isOrdinal ||
      isCompound(tokens, next.end) ||
      scaleAt(tokens, skipHyphen(tokens, next.end)) !== undefined
    )
      break
    ;({ end, isOrdinal } = next)
    text += next.text
    parts++
  }
  return { end, text, isOrdinal, parts }
}

function readWholeWords(tokens: readonly Token[], at: number): Whole | undefined {
  const word = wordAt(tokens, at)
  if ((word === "a" || word === "an") && scaleAt(tokens, at + 1) !== undefined) {
    return readScaled(tokens, at + 1, { end: at + 1, text: "1", isOrdinal: false, parts: 1 })
  }
  const first = readBelowHundred(tokens, at)
  if (first === undefined) return undefined
  return readScaled(tokens, skipHyphen(tokens, first.end), first) ?? readRunTogether(tokens, first)
}

/** "point four five": the digits after the point, however they are said. */
function readSpokenFraction(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly digits: string } | undefined {
  const word = wordAt(tokens, at)
  if (word !== "point" && word !== "dot") return undefined
  if (tokens[at + 1]?.kind === "digits") return { end: at + 2, digits: wordAt(tokens, at + 1) }
  if (DIGIT_NAMES.has(wordAt(tokens, at + 1))) {
    const rest = readBelowHundred(tokens, at + 2)
    if (rest === undefined) return { end: at + 2, digits: "0" }
    const run = readRunTogether(tokens, rest)
    return { end: run.end, digits: `0${run.text}` }
  }
  const first = readBelowHundred(tokens, at + 1)
  if (first === undefined || first.isOrdinal) return undefined
  const run = readRunTogether(tokens, first)
  return { end: run.end, digits: run.text }
}

/** "a dozen", "two dozen", "half a dozen", "a couple of". */
function readCollective(tokens: readonly Token[], at: number): Whole | undefined {
  const isHalf = wordAt(tokens, at) === "half" && (wordAt(tokens, at + 1) === "a" || wordAt(tokens, at + 1) === "dozen")
  let from = at
  if (isHalf) from++
  if (wordAt(tokens, from) === "a") from++
  const size = COLLECTIVES.get(wordAt(tokens, from))
  if (size === undefined) return undefined
  if (from === at && wordAt(tokens, from) !== "dozen") return undefined
  const end = wordAt(tokens, from + 1) === "of" && size === 2 ? from + 2 : from + 1
  return { end, text: String(isHalf ? size / 2 : size), isOrdinal: false, parts: 1 }
}

type Plain = Whole & { readonly form: "digits" | "words" }

const ORDINAL_SUFFIXES = new Set(["st", "nd", "rd", "th"])

/** Digits with thousands commas: where they end, and the digits alone. */
function readDigitGroups(tokens: readonly Token[], at: number): { readonly end: number; readonly digits: string } {
  let digits = wordAt(tokens, at)
  let end = at + 1
  while (
    digits.length <= 18 &&
    wordAt(tokens, at).length <= 3 &&
    wordAt(tokens, end) === "," &&
    tokens[end]?.isGlued &&
    tokens[end + 1]?.isGlued &&
    tokens[end + 1]?.kind === "digits" &&
    wordAt(tokens, end + 1).length === 3
  ) {
    digits += wordAt(tokens, end + 1)
    end += 2
  }
  return { end, digits }
}

function isGluedDecimals(tokens: readonly Token[], at: number): boolean {
  return wordAt(tokens, at) === "." && tokens[at + 1]?.kind === "digits" && tokens[at + 1]?.isGlued === true
}

/** A number in figures: "1,250.50", ".5", "3rd", "10k". A dotted chain such as 192.168.1.1 is none. */
function readFigures(tokens: readonly Token[], at: number): Plain | undefined {
  const startsWithPoint = isGluedDecimals(tokens, at) && !(tokens[at]?.isGlued && tokens[at - 1]?.kind === "digits")
  if (!startsWithPoint && tokens[at]?.kind !== "digits") return undefined
  let { end, digits } = startsWithPoint ? { end: at, digits: "0" } : readDigitGroups(tokens, at)
  let text = digits
  if (isGluedDecimals(tokens, end) && (startsWithPoint || tokens[end]?.isGlued)) {
    text += `.${wordAt(tokens, end + 1)}`
    end += 2
    if (isGluedDecimals(tokens, end) && tokens[end]?.isGlued) return undefined
  }
  const suffix = tokens[end]?.isGlued ? wordAt(tokens, end) : ""
  if (ORDINAL_SUFFIXES.has(suffix) && !text.includes(".")) {
    return { end: end + 1, text, isOrdinal: true, parts: 1, form: "digits" }
  }
  if (suffix === "k") return { end: end + 1, text: shiftDecimal(text, 3), isOrdinal: false, parts: 1, form: "digits" }
  digits = text
  return { end, text: digits, isOrdinal: false, parts: 1, form: "digits" }
}

/** "2.5 million", "3 hundred", "2 dozen": a scale word after figures or a spoken decimal. */
function withTrailingScale(tokens: readonly Token[], number: Plain): Plain {
  if (number.isOrdinal) return number
  const word = wordAt(tokens, number.end)
  const zeros = SCALE_WORDS.get(word)
  if (zeros !== undefined && number.form === "digits") {
    return { ...number, end: number.end + 1, text: shiftDecimal(number.text, zeros) }
  }
  const isDozen = word === "dozen" && Number(number.text) < 1000
  return isDozen ? { ...number, end: number.end + 1, text: plainDecimal(String(Number(number.text) * 12)) } : number
}

/** "and a half", "and three quarters", "1/2" after a whole number: what they add, in hundredths or finer. */
function withFraction(tokens: readonly Token[], number: Plain): Plain {
  if (number.isOrdinal || number.text.includes(".")) return number
  const at = wordAt(tokens, number.end) === "and" ? number.end + 1 : number.end
  const fraction = readFraction(tokens, at)
  const isJoined = at > number.end || tokens[at]?.kind === "digits"
  if (fraction === undefined || !isJoined || tokens[at]?.isGlued) return number
  return { ...number, end: fraction.end, text: addFraction(number.text, fraction.text) }
}

/** "1/2", when its decimal is finite. */
function readTypedFraction(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly text: string } | undefined {
  if (wordAt(tokens, at + 1) !== "/" || tokens[at + 2]?.kind !== "digits" || wordAt(tokens, at + 3) === "/")
    return undefined
  const numerator = Number(wordAt(tokens, at))
  const denominator = Number(wordAt(tokens, at + 2))
  if (![2, 4, 5, 8, 10].includes(denominator) || numerator >= denominator || numerator === 0) return undefined
  return { end: at + 3, text: String(numerator / denominator) }
}

const NUMERATORS: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["one", 1],
  ["three", 3],
])

/**
 * Reads a fraction below one that has a finite decimal: "a half", "half", "a quarter", "three quarters", "1/2".
 *
 * @returns `undefined` for thirds and the like, which no decimal can say.
 */
export function readFraction(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly text: string } | undefined {
  if (tokens[at]?.kind === "digits") return readTypedFraction(tokens, at)
  const numerator = NUMERATORS.get(wordAt(tokens, at))
  const partAt = numerator === undefined ? at : at + 1
  const part = FRACTION_WORDS.get(wordAt(tokens, partAt))
  if (part === undefined || (numerator ?? 1) * part >= 1) return undefined
  return { end: partAt + 1, text: String((numerator ?? 1) * part) }
}

/** Words that a number may begin with: nearly every word of a text is ruled out by one look. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...BASE_WORDS.keys(),
  ...ORDINAL_BASE_WORDS.keys(),
  ...COLLECTIVES.keys(),
  ...["a", "an", "half", "point", "dot"],
])

/** Whether a word may be the first of a number without a sign. */
export function mayBeginNumber(word: string): boolean {
  return BEGINNINGS.has(word)
}

function readUnsigned(tokens: readonly Token[], at: number): Plain | undefined {
  if (tokens[at]?.kind === "word" && !mayBeginNumber(wordAt(tokens, at))) return undefined
  const figures = readFigures(tokens, at)
  if (figures !== undefined) return withFraction(tokens, withTrailingScale(tokens, figures))
  const collective = readCollective(tokens, at)
  if (collective !== undefined) return { ...collective, form: "words" }
  const whole = readWholeWords(tokens, at)
  const fraction = whole?.isOrdinal ? undefined : readSpokenFraction(tokens, whole?.end ?? at)
  if (fraction !== undefined) {
    const text = `${whole?.text ?? "0"}.${fraction.digits}`
    return withTrailingScale(tokens, { end: fraction.end, text, isOrdinal: false, parts: 1, form: "digits" })
  }
  if (whole === undefined) return undefined
  return withFraction(tokens, withTrailingScale(tokens, { ...whole, form: "words" }))
}

/** A sign in front: where the number starts, or the same place. A hyphen inside "2-3" is none. */
function skipSign(tokens: readonly Token[], at: number): number {
  const word = wordAt(tokens, at)
  if (word === "minus" || word === "negative") return at + 1
  const isDash =
    word === "-" && tokens[at + 1]?.isGlued === true && !(tokens[at]?.isGlued && tokens[at - 1]?.kind !== "mark")
  return isDash ? at + 1 : at
}

/**
 * Reads the longest number that starts at a token.
 *
 * @returns `undefined` when no number starts there; "to" and "for" are never numbers.
 */
export function readNumber(tokens: readonly Token[], at: number): NumberReading | undefined {
  const from = skipSign(tokens, at)
  const number = readUnsigned(tokens, from)
  if (number === undefined || (from > at && number.isOrdinal)) return undefined
  const text = plainDecimal(from > at ? `-${number.text}` : number.text)
  return {
    end: number.end,
    text,
    value: Number(text),
    isOrdinal: number.isOrdinal,
    form: number.form,
    parts: number.parts,
  }
}
