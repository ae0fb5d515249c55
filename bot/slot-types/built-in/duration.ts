// AMAZON.Duration: lengths of time become ISO 8601 durations, weeks kept as weeks.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-duration.html

import {
  ABBREVIATED_UNITS,
  COMPOUND_UNITS,
  DURATION_UNITS,
  type DurationUnit,
  SMALLER_UNITS,
} from "../data/duration-words.ts"
import { readFraction, readNumber } from "../read/number.ts"
import { oneValue, type Reading, type ValueReader } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"

/** How many of each unit. */
export type DurationParts = Partial<Record<DurationUnit, number>>

const DATE_UNITS = ["Y", "M", "W", "D"] as const
const TIME_UNITS = ["H", "TM", "S"] as const

function letters(parts: DurationParts, units: readonly DurationUnit[]): string {
  return units
    .filter((unit) => (parts[unit] ?? 0) > 0)
    .map((unit) => `${parts[unit]}${unit.at(-1)}`)
    .join("")
}

/** Writes a duration without zero parts: `P2YT3H10M`; nothing at all is `PT0S`. */
export function formatDuration(parts: DurationParts): string {
  const time = letters(parts, TIME_UNITS)
  const text = `P${letters(parts, DATE_UNITS)}${time === "" ? "" : `T${time}`}`
  return text === "P" ? "PT0S" : text
}

const ISO_DURATION =
  /^P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i

/**
 * Reads an ISO 8601 duration of whole numbers.
 *
 * @returns `undefined` when the text is not one, or has no part.
 */
export function parseDuration(text: string): DurationParts | undefined {
  const match = ISO_DURATION.exec(text)
  if (match === null) return undefined
  const parts: DurationParts = {}
  for (const [index, unit] of [...DATE_UNITS, ...TIME_UNITS].entries()) {
    const digits = match[index + 1]
    if (digits !== undefined) parts[unit] = Number(digits)
  }
  return Object.keys(parts).length > 0 ? parts : undefined
}

/** Adds an amount of a unit; what is left of a whole goes to the next smaller unit ("2.5 hours" is 2 hours 30 minutes). */
export function addAmount(parts: DurationParts, amount: number, unit: DurationUnit): void {
  const whole = Math.floor(amount + 1e-9)
  parts[unit] = (parts[unit] ?? 0) + whole
  const rest = amount - whole
  const smaller = SMALLER_UNITS.get(unit)
  if (rest < 1e-6) return
  if (smaller === undefined) parts[unit] = (parts[unit] ?? 0) + Math.round(rest)
  else addAmount(parts, Math.round(rest * smaller.factor * 1e6) / 1e6, smaller.unit)
}

type Amount = { readonly end: number; readonly value: number }

/** "half an", "three quarters of an", "quarter of an". */
function readPartOfOne(tokens: readonly Token[], at: number): Amount | undefined {
  const fraction = tokens[at]?.kind === "digits" ? undefined : readFraction(tokens, at)
  if (fraction === undefined) return undefined
  const from = wordAt(tokens, fraction.end) === "of" ? fraction.end + 1 : fraction.end
  const isWhole = ["a", "an"].includes(wordAt(tokens, from))
  return { end: isWhole ? from + 1 : from, value: Number(fraction.text) }
}

const EXTRA_WORDS = new Set(["more", "extra", "additional", "further", "full", "whole"])

/** The number of units: "two", "a", "half an", "2.5", "a couple of", "another". */
function readAmount(tokens: readonly Token[], at: number): Amount | undefined {
  const part = readPartOfOne(tokens, at)
  if (part !== undefined) return part
  const number = readNumber(tokens, at)
  if (number?.isOrdinal || (number?.value ?? 0) < 0) return undefined
  if (number === undefined && !["a", "an", "another"].includes(wordAt(tokens, at))) return undefined
  const end = number?.end ?? at + 1
  return { end: EXTRA_WORDS.has(wordAt(tokens, end)) ? end + 1 : end, value: number?.value ?? 1 }
}

type Unit = { readonly end: number; readonly unit: DurationUnit; readonly factor: number }

function readUnit(tokens: readonly Token[], at: number): Unit | undefined {
  const hyphenless = wordAt(tokens, at) === "-" ? at + 1 : at
  const word = wordAt(tokens, hyphenless)
  const isAbbreviated = ABBREVIATED_UNITS.has(word)
  if (isAbbreviated && !(tokens[hyphenless]?.isGlued && tokens[hyphenless - 1]?.kind === "digits")) return undefined
  const compound = COMPOUND_UNITS.get(word)
  if (compound !== undefined) return { end: hyphenless + 1, ...compound }
  const unit = DURATION_UNITS.get(word)
  return unit && { end: hyphenless + 1, unit, factor: 1 }
}

/** One number with its unit, and what "and a half" adds after it. */
function readPart(tokens: readonly Token[], at: number, parts: DurationParts): number | undefined {
  const amount = readAmount(tokens, at)
  if (amount === undefined || amount.value > 1e9) return undefined
  const unit = readUnit(tokens, amount.end)
  if (unit === undefined) return undefined
  const half = wordAt(tokens, unit.end) === "and" ? readFraction(tokens, unit.end + 1) : undefined
  const isHalf =
    half !== undefined &&
    readUnit(tokens, half.end) === undefined &&
    wordAt(tokens, half.end) !== "of" &&
    !["a", "an"].includes(wordAt(tokens, half.end))
  addAmount(parts, (amount.value + (isHalf ? Number(half.text) : 0)) * unit.factor, unit.unit)
  return isHalf ? half.end : unit.end
}

/** A run of parts: "five hours ten minutes", "two days, 3 hours and 5 minutes", "1h30". */
function readParts(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly parts: DurationParts } | undefined {
  const parts: DurationParts = {}
  let end = readPart(tokens, at, parts)
  if (end === undefined) return undefined
  for (let more = 0; more < 7; more++) {
    const comma = wordAt(tokens, end) === "," ? end + 1 : end
    const from = wordAt(tokens, comma) === "and" ? comma + 1 : comma
    const next = readPart(tokens, from, parts)
    if (next === undefined) break
    end = next
  }
  const isClock = wordAt(tokens, end - 1) === "h" && tokens[end]?.kind === "digits" && tokens[end]?.isGlued
  if (isClock && wordAt(tokens, end).length <= 2) {
    parts.TM = (parts.TM ?? 0) + Number(wordAt(tokens, end))
    end++
  }
  return { end, parts }
}

/** Adds or subtracts two durations, unit by unit; `undefined` when less than nothing is left of one. */
export function sumOfDurations(
  first: DurationParts,
  second: DurationParts,
  direction: 1 | -1,
): DurationParts | undefined {
  const sum: DurationParts = { ...first }
  for (const unit of [...DATE_UNITS, ...TIME_UNITS]) sum[unit] = (first[unit] ?? 0) + direction * (second[unit] ?? 0)
  return Object.values(sum).some((count) => count < 0) ? undefined : sum
}

const LONGER = new Set(["more", "extra", "additional", "longer", "further"])
const SHORTER = new Set(["less", "fewer", "shorter"])

/** "one more day", "an hour longer", "two nights less": counted from the slot's present value. */
function readChange(tokens: readonly Token[], at: number, present: DurationParts): Reading | undefined {
  const change = readParts(tokens, at)
  if (change === undefined) return undefined
  const second = wordAt(tokens, at + 1)
  const last = wordAt(tokens, change.end)
  const isLonger = wordAt(tokens, at) === "another" || LONGER.has(second) || LONGER.has(last)
  const isShorter = SHORTER.has(second) || SHORTER.has(last)
  if (!isLonger && !isShorter) return undefined
  const sum = sumOfDurations(present, change.parts, isLonger ? 1 : -1)
  const end = LONGER.has(last) || SHORTER.has(last) ? change.end + 1 : change.end
  return sum === undefined ? { end, isImpossible: true } : oneValue(end, formatDuration(sum))
}

/** ISO 8601 as typed: "PT1H30M". */
export function readIsoDuration(tokens: readonly Token[], at: number): Reading | undefined {
  if (!wordAt(tokens, at).startsWith("p")) return undefined
  let end = at + 1
  while (tokens[end]?.isGlued && tokens[end]?.kind !== "mark" && end - at < 16) end++
  const typed = tokens
    .slice(at, end)
    .map((token) => token.text)
    .join("")
  const parts = parseDuration(typed)
  return parts && oneValue(end, formatDuration(parts))
}

/** Reads AMAZON.Duration. */
export const readDuration: ValueReader = (tokens, at, context) => {
  const present = parseDuration(context.currentValue?.value?.interpretedValue ?? "")
  const change = present && readChange(tokens, at, present)
  if (change !== undefined) return change
  const found = readParts(tokens, at)
  if (found !== undefined) {
    // "a second", "a minute" are asked for when waiting, not when a length of time is told.
    const isMoment =
      found.end === at + 2 &&
      ["a", "one"].includes(wordAt(tokens, at)) &&
      ["second", "sec", "minute", "min"].includes(wordAt(tokens, at + 1))
    return oneValue(found.end, formatDuration(found.parts), isMoment)
  }
  if (wordAt(tokens, at) === "overnight") return oneValue(at + 1, "P1D", true)
  return readIsoDuration(tokens, at)
}
