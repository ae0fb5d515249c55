// Reads clock times ("half past nine", "10am", "22:15"). Which of two readings a guest means is for built-in/time.ts.

import { type Token, wordAt } from "../tokens.ts"
import { readBelowHundred } from "./number.ts"

/** A clock time; `isTwelveHour` when it may be before or after noon. */
export type ClockReading = {
  readonly end: number
  /** 0 to 23; 1 to 12 while it may be either half of the day. */
  readonly hour: number
  readonly minute: number
  readonly isTwelveHour: boolean
  /** A bare number ("seven"), only believed when a time was asked for. */
  readonly isBare: boolean
  /** No such time: 25:00, 10:75. */
  readonly isImpossible?: boolean
}

type Number2 = { readonly end: number; readonly value: number; readonly isDigits: boolean; readonly digits: string }

function readNumberBelow100(tokens: readonly Token[], at: number): Number2 | undefined {
  const token = tokens[at]
  if (token?.kind === "digits") {
    return token.word.length <= 2
      ? { end: at + 1, value: Number(token.word), isDigits: true, digits: token.word }
      : undefined
  }
  const word = readBelowHundred(tokens, at)
  if (word === undefined || word.isOrdinal) return undefined
  return { end: word.end, value: Number(word.text), isDigits: false, digits: "" }
}

/** "am", "p.m.", "a m": where the words end, and which half of the day. */
export function readMeridiem(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly half: "am" | "pm" } | undefined {
  const word = wordAt(tokens, at)
  if (word === "am" || word === "pm") return { end: at + 1, half: word }
  if (word !== "a" && word !== "p") return undefined
  const hasStop = wordAt(tokens, at + 1) === "." && tokens[at + 1]?.isGlued
  const mAt = hasStop ? at + 2 : at + 1
  if (wordAt(tokens, mAt) !== "m") return undefined
  const half = word === "a" ? "am" : "pm"
  const hasFinalStop = hasStop && wordAt(tokens, mAt + 1) === "." && tokens[mAt + 1]?.isGlued
  return { end: hasFinalStop ? mAt + 2 : mAt + 1, half }
}

const DAYPART_HALVES: ReadonlyMap<string, "am" | "pm"> = new Map([
  ["morning", "am"],
  ["mornin", "am"],
  ["afternoon", "pm"],
  ["evening", "pm"],
  ["tonight", "pm"],
  ["tonite", "pm"],
])

/** The half of the day that words after a time name: "in the morning", "tomorrow evening", "at night", "tonight". */
function readDaypartAfter(
  tokens: readonly Token[],
  at: number,
  hour: number,
): { readonly end: number; readonly half: "am" | "pm" } | undefined {
  if (wordAt(tokens, at) === "at" && wordAt(tokens, at + 1) === "night") return { end: at + 2, half: nightHalf(hour) }
  const isPhrase = wordAt(tokens, at) === "in" && wordAt(tokens, at + 1) === "the"
  const isDay = ["this", "tomorrow", "that"].includes(wordAt(tokens, at))
  const wordPlace = isPhrase ? at + 2 : isDay ? at + 1 : at
  const word = wordAt(tokens, wordPlace)
  if (word === "night" && (isPhrase || isDay)) return { end: wordPlace + 1, half: nightHalf(hour) }
  const half = DAYPART_HALVES.get(word)
  return half && { end: wordPlace + 1, half }
}

/** "one at night" is after midnight, "nine at night" before it. */
export function nightHalf(hour: number): "am" | "pm" {
  return hour === 12 || hour < 6 ? "am" : "pm"
}

function toTwentyFour(hour: number, half: "am" | "pm"): number {
  return (hour % 12) + (half === "pm" ? 12 : 0)
}

/** A time without what follows it: "am", "o'clock". */
export type Bare = Pick<ClockReading, "end" | "hour" | "minute"> & {
  readonly isSure: boolean
  readonly isTwentyFour: boolean
  readonly isImpossible?: boolean
}

const PASTS = new Set(["past", "after"])
const TOS = new Set(["to", "til", "till", "before", "of"])

/** The minutes before "past" and "to": "half", "quarter", "twenty five", "ten minutes". */
function readMinutesWord(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly minutes: number } | undefined {
  const from = wordAt(tokens, at) === "a" ? at + 1 : at
  if (wordAt(tokens, from) === "half") return { end: from + 1, minutes: 30 }
  if (wordAt(tokens, from) === "quarter") return { end: from + 1, minutes: 15 }
  const number = readNumberBelow100(tokens, at)
  if (number === undefined || number.value === 0 || number.value > 59) return undefined
  const hasUnit = ["minutes", "minute", "mins", "min"].includes(wordAt(tokens, number.end))
  return { end: hasUnit ? number.end + 1 : number.end, minutes: number.value }
}

/** The hour after "past" and "to"; noon and midnight may stand there too. */
function readHourName(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly hour: number; readonly isNamed: boolean } | undefined {
  const word = wordAt(tokens, at)
  if (word === "noon" || word === "midday") return { end: at + 1, hour: 12, isNamed: true }
  if (word === "midnight") return { end: at + 1, hour: 24, isNamed: true }
  const number = readNumberBelow100(tokens, at)
  if (number === undefined || number.value < 1 || number.value > 12) return undefined
  return { end: number.end, hour: number.value, isNamed: false }
}

/** British "half nine" is half past nine. */
function readHalfHour(tokens: readonly Token[], at: number): Bare | undefined {
  if (wordAt(tokens, at) !== "half" || tokens[at + 1]?.kind !== "word") return undefined
  const hour = readHourName(tokens, at + 1)
  if (hour === undefined || hour.isNamed) return undefined
  return { end: hour.end, hour: hour.hour, minute: 30, isSure: true, isTwentyFour: false }
}

/** "half past nine", "quarter to ten", "five minutes to six", "ten past midnight". */
function readPastOrTo(tokens: readonly Token[], at: number): Bare | undefined {
  const isFree = tokens[at]?.kind !== "digits" || isFreeFigure(tokens, at)
  const minutes = isFree ? readMinutesWord(tokens, at) : undefined
  if (minutes === undefined) return undefined
  const word = wordAt(tokens, minutes.end)
  const isTo = TOS.has(word)
  if (!isTo && !PASTS.has(word)) return readHalfHour(tokens, at)
  const hour = readHourName(tokens, minutes.end + 1)
  if (hour === undefined || tokens[hour.end]?.isGlued) return undefined
  const total = hour.hour * 60 + (isTo ? -minutes.minutes : minutes.minutes)
  // "3 to 6" may be a range, "five of six" a share: figures or odd minutes need "minutes" to be a time.
  const isWorded = minutes.end > at + 1 || minutes.minutes === 30 || minutes.minutes === 15
  const isSpoken = tokens[at]?.kind === "word" && word === "to" && minutes.minutes % 5 === 0
  const wrapped = Math.floor(total / 60)
  const plainHour = wrapped === 0 ? 12 : wrapped
  return {
    end: hour.end,
    hour: hour.isNamed ? wrapped % 24 : plainHour,
    minute: total % 60,
    isSure: hour.isNamed || isWorded || word === "past" || isSpoken,
    isTwentyFour: hour.isNamed,
  }
}

/** Whether figures stand free of what is before them; "(7" and "@7" do too. */
function isFreeFigure(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === "digits" && (!tokens[at]?.isGlued || "@(-~".includes(wordAt(tokens, at - 1)))
}

/** "22:15", "9.30", "22h15". */
function readHourAndMinute(tokens: readonly Token[], at: number): Bare | undefined {
  const separator = tokens[at + 1]
  const minutes = tokens[at + 2]
  if (!separator?.isGlued || ![":", "h", "."].includes(separator.word)) return undefined
  if (minutes?.kind !== "digits" || !minutes.isGlued || minutes.word.length !== 2) return undefined
  const hasSeconds = wordAt(tokens, at + 3) === ":" && tokens[at + 4]?.kind === "digits" && tokens[at + 4]?.isGlued
  const end = hasSeconds ? at + 5 : at + 3
  const typedHour = wordAt(tokens, at)
  const hour = Number(typedHour)
  const minute = Number(minutes.word)
  // "9.75" is a number, "9:75" is a time that doesn't exist.
  const isSure = separator.word !== "."
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) {
    return isSure ? { end, hour, minute, isSure, isTwentyFour: true, isImpossible: true } : undefined
  }
  return { end, hour: hour % 24, minute, isSure, isTwentyFour: hour > 12 || hour === 0 || typedHour.startsWith("0") }
}

/** "22:15", "0930 hours", "7". */
export function readFigureTime(tokens: readonly Token[], at: number): Bare | undefined {
  if (!isFreeFigure(tokens, at)) return undefined
  const digits = wordAt(tokens, at)
  if (digits.length > 2)
    return digits.length <= 4 && !tokens[at + 1]?.isGlued ? readMilitary(tokens, at, digits) : undefined
  const pair = readHourAndMinute(tokens, at)
  if (pair !== undefined) return pair
  const hour = Number(digits)
  if (hour > 24) return undefined
  return { end: at + 1, hour: hour % 24, minute: 0, isSure: false, isTwentyFour: hour > 12 || hour === 0 }
}

function readMilitary(tokens: readonly Token[], at: number, digits: string): Bare | undefined {
  const hour = Number(digits.slice(0, -2))
  const minute = Number(digits.slice(-2))
  if (hour > 23 || minute > 59) return undefined
  const hasHours = ["hours", "hrs", "hundred"].includes(wordAt(tokens, at + 1))
  const isTwentyFour = hour > 12 || hour === 0 || digits.startsWith("0")
  return { end: hasHours ? at + 2 : at + 1, hour, minute, isSure: hasHours, isTwentyFour: isTwentyFour || hasHours }
}

/** "seven", "seven thirty", "nineteen thirty", "ten oh five", "eight fifteen". */
function readWordTime(tokens: readonly Token[], at: number): Bare | undefined {
  if (tokens[at]?.kind === "digits") return undefined
  const hour = readNumberBelow100(tokens, at)
  if (hour === undefined || hour.value > 24) return undefined
  const isTwentyFour = hour.value > 12 || hour.value === 0
  const zeroAt = ["oh", "o", "zero"].includes(wordAt(tokens, hour.end)) ? hour.end + 1 : hour.end
  const minutes = readNumberBelow100(tokens, zeroAt)
  const isUnits = zeroAt > hour.end
  if (
    minutes !== undefined &&
    !minutes.isDigits &&
    (isUnits ? minutes.value < 10 : minutes.value >= 10 && minutes.value < 60)
  ) {
    return { end: minutes.end, hour: hour.value % 24, minute: minutes.value, isSure: false, isTwentyFour }
  }
  return { end: hour.end, hour: hour.value % 24, minute: 0, isSure: false, isTwentyFour }
}

/** A time in its half of the day; `undefined` for "15:00 in the morning". */
export function withHalf(bare: Bare, end: number, half: "am" | "pm"): ClockReading | undefined {
  if (bare.isTwentyFour && bare.hour > 12)
    return { end, hour: bare.hour, minute: bare.minute, isTwelveHour: false, isBare: false }
  if (bare.hour > 12) return undefined
  return { end, hour: toTwentyFour(bare.hour, half), minute: bare.minute, isTwelveHour: false, isBare: false }
}

/** A time with what follows it: "o'clock", "am", "in the evening", "hours". */
function completed(tokens: readonly Token[], bare: Bare): ClockReading | undefined {
  if (bare.isImpossible)
    return { end: bare.end, hour: 0, minute: 0, isTwelveHour: false, isBare: false, isImpossible: true }
  const glueEnd = wordAt(tokens, bare.end) === "ish" ? bare.end + 1 : bare.end
  const hasClock = ["oclock", "oclocks"].includes(wordAt(tokens, glueEnd))
  const isSpelledClock = wordAt(tokens, glueEnd) === "o" && wordAt(tokens, glueEnd + 1) === "clock"
  const end = hasClock ? glueEnd + 1 : isSpelledClock ? glueEnd + 2 : glueEnd
  const meridiem = readMeridiem(tokens, end) ?? readDaypartAfter(tokens, end, bare.hour)
  if (meridiem !== undefined) return withHalf(bare, meridiem.end, meridiem.half)
  const isTwelveHour = !bare.isTwentyFour && bare.hour >= 1 && bare.hour <= 12
  return { end, hour: bare.hour, minute: bare.minute, isTwelveHour, isBare: !(bare.isSure || end > glueEnd) }
}

/** Reads the longest clock time that starts at a token. */
export function readClock(tokens: readonly Token[], at: number): ClockReading | undefined {
  let best: ClockReading | undefined
  for (const bare of [readPastOrTo(tokens, at), readFigureTime(tokens, at), readWordTime(tokens, at)]) {
    const clock = bare && completed(tokens, bare)
    if (clock !== undefined && (best === undefined || clock.end > best.end)) best = clock
  }
  return best
}
