// The words all date readers share: what a reading of a date is, days of the month, years. Each kind of date has its own file.

import type { IsoDate } from "#core/time.ts"
import { COUNTED_NOUNS, MONTHS } from "../data/date-words.ts"
import { type Token, wordAt } from "../tokens.ts"
import { readBelowHundred, readNumber } from "./number.ts"

/** A date read: one date, several when it is ambiguous, none when there is no such day. */
export type DatePart = {
  readonly end: number
  readonly dates: readonly IsoDate[]
  /** Only believed when a date was asked for. */
  readonly isWeak?: boolean
}

/** What dates are read against. */
export type DateScope = {
  readonly today: IsoDate
  /** How "3/4" is written: March 4 or 3 April. */
  readonly order: "month-first" | "day-first"
  /** Lex resolves "next week" to the last day of the current week; `calendar` gives the last day of next week. */
  readonly nextWeek: "lex" | "calendar"
  /** The slot's present date, for "the day after". */
  readonly current: IsoDate | undefined
  readonly holidays: "us" | "uk"
}

/** Reads one kind of date at a token. */
export type DatePartReader = (tokens: readonly Token[], at: number, scope: DateScope) => DatePart | undefined

/** A reading of a date that may not exist. */
export function datePart(end: number, date: IsoDate | undefined, isWeak = false): DatePart {
  const dates = date === undefined ? [] : [date]
  return isWeak ? { end, dates, isWeak } : { end, dates }
}

/** The longest reading; of equally long ones a firm one, else the first. */
export function longestPart(parts: Iterable<DatePart | undefined>): DatePart | undefined {
  let best: DatePart | undefined
  for (const part of parts) {
    if (part === undefined) continue
    const isBetter = best === undefined || part.end > best.end || (part.end === best.end && best.isWeak && !part.isWeak)
    if (isBetter) best = part
  }
  return best
}

/** A day of the month: the number, and whether it was an ordinal. */
export type DayNumber = {
  readonly end: number
  readonly day: number
  readonly isOrdinal: boolean
  readonly isWord: boolean
}

/** Reads a day of the month: "3", "3rd", "third", "twenty-first". Days beyond 31 are read too; they don't exist. */
export function readDayNumber(tokens: readonly Token[], at: number): DayNumber | undefined {
  const token = tokens[at]
  if (token?.kind !== "digits") {
    const word = readBelowHundred(tokens, at)
    return word && { end: word.end, day: Number(word.text), isOrdinal: word.isOrdinal, isWord: true }
  }
  if (token.word.length > 2) return undefined
  const suffix = tokens[at + 1]?.isGlued ? wordAt(tokens, at + 1) : ""
  const isOrdinal = ["st", "nd", "rd", "th"].includes(suffix)
  return { end: isOrdinal ? at + 2 : at + 1, day: Number(token.word), isOrdinal, isWord: false }
}

/** Whether a bare number counts something ("2 people") or opens a time or a code rather than being a day. */
export function isCounting(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end]
  if (next === undefined) return false
  if (next.isGlued && next.kind !== "mark") return true
  if (next.isGlued && ":/@".includes(next.word)) return true
  return COUNTED_NOUNS.has(next.word) || next.word === "am" || next.word === "pm" || next.word === "oclock"
}

/** A year and where it ends. */
export type YearReading = { readonly end: number; readonly year: number }

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2199
}

/** Reads a year of four digits or in words ("twenty twenty seven", "two thousand and twenty seven"). */
export function readPlainYear(tokens: readonly Token[], at: number): YearReading | undefined {
  const token = tokens[at]
  if (token?.kind === "digits") {
    const isLoose = !(tokens[at + 1]?.isGlued && (tokens[at + 1]?.kind === "word" || wordAt(tokens, at + 1) === ":"))
    return token.word.length === 4 && isLoose && isYear(Number(token.word))
      ? { end: at + 1, year: Number(token.word) }
      : undefined
  }
  const number = readNumber(tokens, at)
  const isSpoken = number !== undefined && number.form === "words" && !number.isOrdinal && isYear(number.value)
  return isSpoken ? { end: number.end, year: number.value } : undefined
}

const RELATIVE_YEARS: ReadonlyMap<string, number> = new Map([
  ["this", 0],
  ["next", 1],
  ["last", -1],
])

/** Reads the year after a day and month: ", 2027", "'27", "of next year", "this year". */
export function readYearAfter(tokens: readonly Token[], at: number, scope: DateScope): YearReading | undefined {
  const from = [",", "of", "in", "-", "/"].includes(wordAt(tokens, at)) ? at + 1 : at
  const plain = readPlainYear(tokens, from)
  if (plain !== undefined) return plain
  if (wordAt(tokens, from + 1) === "year") {
    const offset = RELATIVE_YEARS.get(wordAt(tokens, from))
    if (offset !== undefined) return { end: from + 2, year: Number(scope.today.slice(0, 4)) + offset }
  }
  const isShort =
    "'’".includes(wordAt(tokens, from) || " ") && tokens[from + 1]?.kind === "digits" && tokens[from + 1]?.isGlued
  if (isShort && wordAt(tokens, from + 1).length === 2) {
    return { end: from + 2, year: fullYear(Number(wordAt(tokens, from + 1)), scope) }
  }
  return undefined
}

/** The year two digits stand for: up to twenty years ahead, else in the past ("85" is 1985). */
export function fullYear(twoDigits: number, scope: DateScope): number {
  const now = Number(scope.today.slice(0, 4))
  const year = Math.floor(now / 100) * 100 + twoDigits
  return year > now + 20 ? year - 100 : year
}

/** A month by name and where it ends; a full stop after an abbreviation belongs to it. */
export function readMonthName(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly month: number } | undefined {
  const month = MONTHS.get(wordAt(tokens, at))
  if (month === undefined) return undefined
  const hasStop = wordAt(tokens, at + 1) === "." && wordAt(tokens, at).length <= 4 && tokens[at + 2] !== undefined
  return { end: hasStop ? at + 2 : at + 1, month }
}

/** Skips one of these words or marks if it stands there. */
export function skipWord(tokens: readonly Token[], at: number, words: readonly string[]): number {
  return words.includes(wordAt(tokens, at)) ? at + 1 : at
}
