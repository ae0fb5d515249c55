// Dates counted from today: tomorrow, weekdays, "in ten days". Whole weeks and months are date-period.ts.

import { addDays, type IsoDate } from "#core/time.ts"
import {
  CALENDAR_UNITS,
  type CalendarUnit,
  NAMED_DAYS,
  PERIOD_MODIFIERS,
  WEEKDAY_CUES,
  WEEKDAYS,
} from "../data/date-words.ts"
import { hasWords, type Token, wordAt } from "../tokens.ts"
import { moveDate, nextWeekday, weekdayBefore, weekdayOfWeek } from "./calendar.ts"
import { type DatePart, type DatePartReader, type DateScope, datePart, skipWord } from "./date-part.ts"
import { readNumber } from "./number.ts"

/** A number of calendar units: "ten days", "a fortnight", "a couple of weeks", "3 business days". */
export type CalendarSpan = { readonly end: number; readonly count: number; readonly unit: CalendarUnit }

const BUSINESS = new Set(["business", "working", "work"])

/** Reads a number of calendar units. */
export function readCalendarSpan(tokens: readonly Token[], at: number): CalendarSpan | undefined {
  const word = wordAt(tokens, at)
  const number = readNumber(tokens, at)
  const isOne = (word === "a" || word === "an" || word === "one") && number?.end !== at + 2
  const count = number?.value ?? (isOne ? 1 : undefined)
  if (count === undefined || number?.isOrdinal || !Number.isInteger(count) || Math.abs(count) > 100_000)
    return undefined
  const unitAt = number?.end ?? at + 1
  if (BUSINESS.has(wordAt(tokens, unitAt))) {
    const isDays = CALENDAR_UNITS.get(wordAt(tokens, unitAt + 1)) === "day"
    return isDays && count <= 1000 ? { end: unitAt + 2, count, unit: "businessDay" } : undefined
  }
  const extra = ["more", "extra", "full"].includes(wordAt(tokens, unitAt)) ? unitAt + 1 : unitAt
  const unit = CALENDAR_UNITS.get(wordAt(tokens, extra))
  return unit && { end: extra + 1, count, unit }
}

const NOWS = new Set(["now", "today", "here"])

/** "today", "tomorrow", "the day after tomorrow", "now". */
const readNamedDay: DatePartReader = (tokens, at, scope) => {
  const joined = tokens[at + 1]?.isGlued ? wordAt(tokens, at) + wordAt(tokens, at + 1) : wordAt(tokens, at)
  const offset = NAMED_DAYS.get(joined) ?? NAMED_DAYS.get(wordAt(tokens, at))
  if (offset !== undefined) {
    const end = NAMED_DAYS.has(joined) && joined !== wordAt(tokens, at) ? at + 2 : at + 1
    // "tomorrow week", "today week": seven days on.
    const isWeekOn = wordAt(tokens, end) === "week" && !["is", "long"].includes(wordAt(tokens, end + 1))
    return datePart(isWeekOn ? end + 1 : end, addDays(scope.today, isWeekOn ? offset + 7 : offset))
  }
  if (wordAt(tokens, at) === "now") return datePart(at + 1, scope.today, true)
  const isThis = wordAt(tokens, at) === "this" && ["morning", "afternoon", "evening"].includes(wordAt(tokens, at + 1))
  return isThis ? datePart(at + 2, scope.today) : undefined
}

/** "in ten days", "in two weeks' time", "ten days from now", "a week today", "3 days ago". */
const readDistance: DatePartReader = (tokens, at, scope) => {
  const isIn = wordAt(tokens, at) === "in"
  const span = readCalendarSpan(tokens, isIn ? at + 1 : at)
  if (span === undefined) return undefined
  const ahead = (end: number) => datePart(end, moveDate(scope.today, span.count, span.unit))
  if (wordAt(tokens, span.end) === "from" && NOWS.has(wordAt(tokens, span.end + 1))) return ahead(span.end + 2)
  if (wordAt(tokens, span.end) === "ago") return datePart(span.end + 1, moveDate(scope.today, -span.count, span.unit))
  if (["today", "hence"].includes(wordAt(tokens, span.end))) return ahead(span.end + 1)
  if (!isIn) return undefined
  const timeAt = skipWord(tokens, span.end, ["'", "’"])
  return ahead(wordAt(tokens, timeAt) === "time" ? timeAt + 1 : span.end)
}

type WeekModifier = { readonly end: number; readonly weeks: number }

/** "next week", "the week after next", "this week": how many weeks away. */
function readWeekModifier(tokens: readonly Token[], at: number): WeekModifier | undefined {
  const from = skipWord(tokens, skipWord(tokens, at, ["of", "on", "in"]), ["the"])
  if (hasWords(tokens, from, ["week", "after", "next"])) return { end: from + 3, weeks: 2 }
  const weeks = PERIOD_MODIFIERS.get(wordAt(tokens, from))
  const isWeek = ["week", "weeks"].includes(wordAt(tokens, from + 1))
  return weeks !== undefined && isWeek ? { end: from + 2, weeks } : undefined
}

/** Where "this", "next", "this coming" ends, and the week it points to; `undefined` weeks mean the next such day. */
function readWeekdayModifier(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly kind: "soonest" | "next" | "last" } {
  const from = skipWord(tokens, at, ["the"])
  const word = wordAt(tokens, from)
  const second = wordAt(tokens, from + 1)
  if (word === "this" || word === "coming" || word === "upcoming") {
    if (second === "past") return { end: from + 2, kind: "last" }
    return { end: ["coming", "upcoming", "next"].includes(second) ? from + 2 : from + 1, kind: "soonest" }
  }
  if (word === "next" || word === "nxt" || word === "following") return { end: from + 1, kind: "next" }
  if (word === "last" || word === "past" || word === "previous") return { end: from + 1, kind: "last" }
  return { end: from, kind: "soonest" }
}

/**
 * The weekday a modifier points to. "Friday" and "this Friday" are the next one, today included; "next Friday" is the
 * one in next week (weeks run Monday to Sunday, as Lex's do); "last Friday" is the latest one before today.
 */
function modifiedWeekday(day: number, kind: "soonest" | "next" | "last", isComing: boolean, scope: DateScope): IsoDate {
  if (kind === "last") return weekdayBefore(day, scope.today)
  if (kind === "next") return weekdayOfWeek(scope.today, 1, day)
  return nextWeekday(day, isComing ? addDays(scope.today, 1) : scope.today)
}

/**
 * A bare weekday said of a date that is being changed is the one of that date's week, if it is still ahead: "no, make it
 * Saturday" after Friday the 27th is the 28th, also when today is a Saturday.
 */
export function weekdayNearCurrent(day: number, scope: DateScope): IsoDate | undefined {
  if (scope.current === undefined) return undefined
  const date = weekdayOfWeek(scope.current, 0, day)
  return date >= scope.today ? date : undefined
}

const PLAIN_WORDS = new Set(["sun", "sat", "wed", "mon", "thu"])

/** "friday", "next friday", "this coming sunday", "friday week", "tuesday of next week", "friday after next". */
const readWeekday: DatePartReader = (tokens, at, scope) => {
  const modifier = readWeekdayModifier(tokens, at)
  const word = wordAt(tokens, modifier.end)
  const day = WEEKDAYS.get(word)
  if (day === undefined) return undefined
  const end = modifier.end + 1
  const hasModifier = modifier.end > skipWord(tokens, at, ["the"])
  if (hasWords(tokens, end, ["after", "next"])) return datePart(end + 2, weekdayOfWeek(scope.today, 2, day))
  const week = readWeekModifier(tokens, end)
  if (week !== undefined && !hasModifier) return datePart(week.end, weekdayOfWeek(scope.today, week.weeks, day))
  const isComing = ["coming", "upcoming"].includes(wordAt(tokens, modifier.end - 1))
  const near = hasModifier ? undefined : weekdayNearCurrent(day, scope)
  const date = near ?? modifiedWeekday(day, modifier.kind, isComing, scope)
  if (wordAt(tokens, end) === "week") return datePart(end + 1, addDays(date, 7))
  if (wordAt(tokens, end) === "fortnight") return datePart(end + 1, addDays(date, 14))
  const isPlainWord = PLAIN_WORDS.has(word) && word.length === 3
  const isCued = hasModifier || WEEKDAY_CUES.has(wordAt(tokens, at - 1)) || wordAt(tokens, end) === "."
  return datePart(end, date, isPlainWord && !isCued && tokens[modifier.end]?.text === word)
}

/** "next week tuesday", "next week on friday". */
const readWeekThenWeekday: DatePartReader = (tokens, at, scope) => {
  const week = readWeekModifier(tokens, at)
  if (week === undefined || wordAt(tokens, at) === "on" || wordAt(tokens, at) === "in") return undefined
  const dayAt = skipWord(tokens, skipWord(tokens, week.end, [","]), ["on"])
  const day = WEEKDAYS.get(wordAt(tokens, dayAt))
  return day === undefined ? undefined : datePart(dayAt + 1, weekdayOfWeek(scope.today, week.weeks, day))
}

/** Reads dates counted from today. */
export const RELATIVE_DATE_READERS: readonly DatePartReader[] = [
  readNamedDay,
  readDistance,
  readWeekday,
  readWeekThenWeekday,
]

/** Moves every reading of a date. */
export function movePart(part: DatePart, end: number, count: number, unit: CalendarUnit): DatePart {
  return { ...part, end, dates: part.dates.map((date) => moveDate(date, count, unit)) }
}
