// AMAZON.Time: clock times become HH:MM, parts of the day Lex's two-letter codes; "10 o'clock" stays open.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-time.html

import { MONTHS } from "../data/date-words.ts"
import { DURATION_UNITS } from "../data/duration-words.ts"
import { type ClockReading, readClock, readMeridiem } from "../read/clock.ts"
import { isCounting } from "../read/date-part.ts"
import { readNumber } from "../read/number.ts"
import { oneValue, type Reading, type ValueReader, type ValueReading } from "../reading.ts"
import { hasWords, type Token, wordAt } from "../tokens.ts"

const MINUTES_PER_DAY = 1440

const PART_CODES: ReadonlyMap<string, string> = new Map([
  ["morning", "MO"],
  ["afternoon", "AF"],
  ["evening", "EV"],
  ["night", "NI"],
  ["tonight", "NI"],
  ["tonite", "NI"],
  ["overnight", "NI"],
])

const NAMED_TIMES: ReadonlyMap<string, string> = new Map([
  ["noon", "12:00"],
  ["midday", "12:00"],
  ["noontime", "12:00"],
  ["midnight", "00:00"],
])

/** Writes minutes after midnight as `HH:MM`; they may lie outside of the day. */
export function formatTime(minutes: number): string {
  const wrapped = ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
  return `${String(Math.floor(wrapped / 60)).padStart(2, "0")}:${String(wrapped % 60).padStart(2, "0")}`
}

/** Minutes after midnight of an `HH:MM`. */
export function minutesOf(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2])
}

const AFTER_TIME_CUES = new Set([
  "at",
  "by",
  "around",
  "about",
  "until",
  "till",
  "from",
  "before",
  "after",
  "@",
  "for",
  "to",
])

/** What counts a thing rather than an hour: "at 2 hotels". A bare hour is only sure when nothing follows it. */
const AFTER_HOUR = new Set(
  "please on tomorrow today and or for to until till if with in thanks then would is works sharp tonight this next".split(
    " ",
  ),
)

function isBareCued(tokens: readonly Token[], at: number, end: number): boolean {
  if (!["at", "@"].includes(wordAt(tokens, at - 1))) return false
  const next = tokens[end]
  return (
    next === undefined ||
    (next.kind === "mark" && !next.isGlued) ||
    ".,!?;)".includes(next.word) ||
    AFTER_HOUR.has(next.word)
  )
}

/** Whether a bare number belongs to something else: "2 people", "march 3", "5 kg". */
function isOtherNumber(tokens: readonly Token[], at: number, end: number): boolean {
  return isCounting(tokens, end) || MONTHS.has(wordAt(tokens, at - 1)) || MONTHS.has(wordAt(tokens, end))
}

function clockValue(tokens: readonly Token[], at: number, clock: ClockReading): Reading | undefined {
  if (clock.isImpossible) return { end: clock.end, isImpossible: true }
  if (clock.isBare && isOtherNumber(tokens, at, clock.end)) return undefined
  return clockReading(clock, clock.isBare && !isBareCued(tokens, at, clock.end))
}

/** A clock time as the value of a slot: both halves of the day while it may be either. */
export function clockReading(clock: ClockReading, isWeak: boolean): ValueReading {
  const weak = isWeak ? { isWeak } : {}
  const minutes = clock.hour * 60 + clock.minute
  if (!clock.isTwelveHour) return oneValue(clock.end, formatTime(minutes), isWeak)
  const morning = (clock.hour % 12) * 60 + clock.minute
  const both = [formatTime(morning), formatTime(morning + MINUTES_PER_DAY / 2)]
  // Lex lists the reading as said first: 10:00, then 22:00; twelve is noon before midnight.
  return { end: clock.end, resolved: clock.hour === 12 ? both.reverse() : both, ...weak }
}

/** "in the morning", "this evening", "morning"; "am" and "pm" alone. "good morning" names no time. */
function readPartOfDay(tokens: readonly Token[], at: number): Reading | undefined {
  const isPhrase = wordAt(tokens, at) === "in" && wordAt(tokens, at + 1) === "the"
  const from = isPhrase ? at + 2 : ["this", "the", "at"].includes(wordAt(tokens, at)) ? at + 1 : at
  const code = PART_CODES.get(wordAt(tokens, from))
  if (code !== undefined) {
    if (wordAt(tokens, at - 1) === "good") return { end: from + 1, isImpossible: true }
    const isStay = code === "NI" && ["night", "overnight"].includes(wordAt(tokens, from)) && from === at
    return oneValue(from + 1, code, isStay)
  }
  const meridiem = readMeridiem(tokens, at)
  return meridiem && oneValue(meridiem.end, meridiem.half.toUpperCase(), true)
}

/** "tonight at 8", "in the evening around seven", "morning at 9:30". */
function readPartThenClock(tokens: readonly Token[], at: number): Reading | undefined {
  const part = readPartOfDay(tokens, at)
  if (part === undefined || "isImpossible" in part || part.interpreted === undefined) return undefined
  const isLinked = ["at", "around", "about", "by", "@", ","].includes(wordAt(tokens, part.end))
  const from = isLinked ? part.end + 1 : part.end
  const clock = readClock(tokens, from)
  if (clock === undefined || clock.isImpossible || (!isLinked && clock.isBare)) return undefined
  const isMorning =
    part.interpreted === "MO" || part.interpreted === "AM" || (part.interpreted === "NI" && clock.hour < 5)
  if (!clock.isTwelveHour) return oneValue(clock.end, formatTime(clock.hour * 60 + clock.minute))
  return oneValue(clock.end, formatTime((clock.hour % 12) * 60 + clock.minute + (isMorning ? 0 : MINUTES_PER_DAY / 2)))
}

/** A length of time in minutes: "half an hour", "an hour", "20 minutes". */
function readMinutes(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly minutes: number } | undefined {
  const isOne = ["a", "an"].includes(wordAt(tokens, at))
  const isHalf = wordAt(tokens, at) === "half" && ["a", "an"].includes(wordAt(tokens, at + 1))
  const number = isHalf || isOne ? undefined : readNumber(tokens, at)
  const unitAt = isHalf ? at + 2 : isOne ? at + 1 : number?.end
  if (unitAt === undefined) return undefined
  const unit = DURATION_UNITS.get(wordAt(tokens, unitAt))
  if (unit !== "H" && unit !== "TM") return undefined
  const count = isHalf ? 0.5 : (number?.value ?? 1)
  return { end: unitAt + 1, minutes: Math.round(count * (unit === "H" ? 60 : 1)) }
}

/** "in half an hour", "20 minutes from now", and against the present value "an hour later". */
function readFromNow(tokens: readonly Token[], at: number, timeOfDay: string, current: string): Reading | undefined {
  const isIn = wordAt(tokens, at) === "in"
  const length = readMinutes(tokens, isIn ? at + 1 : at)
  if (length === undefined) return undefined
  const now = minutesOf(timeOfDay)
  const isFromNow = hasWords(tokens, length.end, ["from", "now"])
  if (now !== undefined && (isIn || isFromNow)) {
    return oneValue(isFromNow ? length.end + 2 : length.end, formatTime(now + length.minutes))
  }
  const present = minutesOf(current)
  const next = wordAt(tokens, length.end)
  const direction = ["later", "after"].includes(next) ? 1 : ["earlier", "sooner", "before"].includes(next) ? -1 : 0
  if (present === undefined || direction === 0) return undefined
  return oneValue(length.end + 1, formatTime(present + direction * length.minutes))
}

/** Reads AMAZON.Time. */
export const readTime: ValueReader = (tokens, at, context) => {
  const word = wordAt(tokens, at)
  const named = NAMED_TIMES.get(word)
  if (named !== undefined) return oneValue(at + 1, named)
  const fromNow = readFromNow(tokens, at, context.timeOfDay, context.currentValue?.value?.interpretedValue ?? "")
  if (fromNow !== undefined) return fromNow
  const partThenClock = readPartThenClock(tokens, at)
  if (partThenClock !== undefined) return partThenClock
  const clock = readClock(tokens, at)
  if (clock !== undefined) return clockValue(tokens, at, clock)
  if (word === "now" && minutesOf(context.timeOfDay) !== undefined) return oneValue(at + 1, context.timeOfDay, true)
  return AFTER_TIME_CUES.has(word) ? undefined : readPartOfDay(tokens, at)
}
