// Weeks, weekends, months and years as dates, by Lex's rules, and days within them ("the last friday of march").
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-date.html

import { addDays, addMonths, dateParts, type IsoDate, isoDate, weekday } from "#core/time.ts"
import { CALENDAR_UNITS, PERIOD_MODIFIERS, WEEKDAYS } from "../data/date-words.ts"
import { ORDINAL_BASE_WORDS } from "../data/number-words.ts"
import { hasWords, type Token, wordAt } from "../tokens.ts"
import { exactDate, lastOfMonth, mondayOf, nthWeekday, weekdayOfWeek } from "./calendar.ts"
import { type DatePartReader, type DateScope, datePart, readMonthName, readYearAfter, skipWord } from "./date-part.ts"

/** A unit of the calendar that can be a date as a whole. */
export type PeriodUnit = "week" | "weekend" | "month" | "quarter" | "year"

/** A named period: its unit and how far it is from the present one. */
export type Period = { readonly end: number; readonly unit: PeriodUnit; readonly ahead: number }

function unitAt(tokens: readonly Token[], at: number): { readonly end: number; readonly unit: PeriodUnit } | undefined {
  const word = wordAt(tokens, at)
  if (word === "weekend" || word === "weekends") return { end: at + 1, unit: "weekend" }
  if (word === "week" && wordAt(tokens, at + 1) === "end") return { end: at + 2, unit: "weekend" }
  const unit = CALENDAR_UNITS.get(word)
  const isPeriod = unit === "week" || unit === "month" || unit === "quarter" || unit === "year"
  return isPeriod && !(word.endsWith("s") && word !== "weeks") ? { end: at + 1, unit } : undefined
}

/** "the month after next", "the week before last". */
function readDoublePeriod(tokens: readonly Token[], from: number): Period | undefined {
  const named = unitAt(tokens, from)
  if (named === undefined) return undefined
  if (hasWords(tokens, named.end, ["after", "next"])) return { end: named.end + 2, unit: named.unit, ahead: 2 }
  return hasWords(tokens, named.end, ["before", "last"])
    ? { end: named.end + 2, unit: named.unit, ahead: -2 }
    : undefined
}

const COMING = new Set(["coming", "upcoming"])

/** "next week", "this coming weekend", "this past month", "the month after next". */
function readPeriod(tokens: readonly Token[], at: number): Period | undefined {
  const from = skipWord(tokens, at, ["the"])
  const ahead = PERIOD_MODIFIERS.get(wordAt(tokens, from))
  if (ahead === undefined) return readDoublePeriod(tokens, from)
  const second = wordAt(tokens, from) === "this" ? PERIOD_MODIFIERS.get(wordAt(tokens, from + 1)) : undefined
  const unit = unitAt(tokens, second === undefined ? from + 1 : from + 2)
  if (unit === undefined) return undefined
  // "this coming weekend" and "the coming weekend" are the nearest one.
  const isComing = COMING.has(wordAt(tokens, second === undefined ? from : from + 1))
  return { ...unit, ahead: unit.unit === "weekend" && isComing ? 0 : (second ?? ahead) }
}

/** The first and the last day of a period. */
export type Bounds = { readonly first: IsoDate; readonly last: IsoDate }

/** The days a period begins and ends on. */
export function boundsOf(period: Pick<Period, "unit" | "ahead">, scope: DateScope): Bounds {
  const { year, month } = dateParts(scope.today)
  if (period.unit === "week" || period.unit === "weekend") {
    const monday = addDays(mondayOf(scope.today), 7 * period.ahead)
    return { first: period.unit === "week" ? monday : addDays(monday, 5), last: addDays(monday, 6) }
  }
  if (period.unit === "month") return monthBounds(year, month + period.ahead)
  if (period.unit === "quarter") {
    const start = Math.floor((month - 1) / 3) * 3 + 1 + 3 * period.ahead
    return { first: isoDate(year, start, 1), last: lastOfMonth(year, start + 2) }
  }
  return { first: isoDate(year + period.ahead, 1, 1), last: isoDate(year + period.ahead, 12, 31) }
}

/** The first and the last day of a month. */
export function monthBounds(year: number, month: number): Bounds {
  return { first: isoDate(year, month, 1), last: lastOfMonth(year, month) }
}

/** Lex: a period to come is its last day, the present or a past one its first; "next week" is this week's Sunday. */
export function periodDate(period: Pick<Period, "unit" | "ahead">, scope: DateScope): IsoDate {
  const { first, last } = boundsOf(period, scope)
  if (period.unit === "weekend") return period.ahead === 0 && weekday(scope.today) === 7 ? scope.today : first
  if (period.ahead <= 0) return first
  return period.unit === "week" && period.ahead === 1 && scope.nextWeek === "lex" ? addDays(first, -1) : last
}

/** "next month", "this weekend", "the week after next", "the weekend". */
const readWholePeriod: DatePartReader = (tokens, at, scope) => {
  const period = readPeriod(tokens, at)
  if (period !== undefined) {
    // "next week tuesday" is read elsewhere; "early next week" isn't its last day.
    if (["early", "late", "later"].includes(wordAt(tokens, at - 1))) return datePart(period.end, undefined)
    return datePart(period.end, periodDate(period, scope))
  }
  const from = skipWord(tokens, at, ["the"])
  const unit = unitAt(tokens, from)
  if (unit?.unit !== "weekend") return undefined
  const isNamed = from > at && !["before", "after", "of"].includes(wordAt(tokens, unit.end))
  return datePart(unit.end, periodDate({ unit: "weekend", ahead: 0 }, scope), !isNamed)
}

/** The period after "end of", "the last day of": one with a modifier, "the month", or a month by name. */
function readHostPeriod(
  tokens: readonly Token[],
  at: number,
  scope: DateScope,
): (Bounds & { readonly end: number; readonly unit: PeriodUnit }) | undefined {
  const period = readPeriod(tokens, at)
  if (period !== undefined) return { end: period.end, unit: period.unit, ...boundsOf(period, scope) }
  const from = skipWord(tokens, at, ["the"])
  const unit = unitAt(tokens, from)
  if (unit !== undefined) return { ...unit, ...boundsOf({ unit: unit.unit, ahead: 0 }, scope) }
  const offset = PERIOD_MODIFIERS.get(wordAt(tokens, from))
  const month = readMonthName(tokens, offset === undefined ? from : from + 1)
  if (month === undefined) return undefined
  const year = readYearAfter(tokens, month.end, scope)
  const now = dateParts(scope.today)
  const soonest = month.month >= now.month ? now.year : now.year + 1
  return { end: year?.end ?? month.end, unit: "month", ...monthBounds(year?.year ?? soonest, month.month) }
}

const PLACES: ReadonlyMap<string, "start" | "middle" | "end"> = new Map([
  ["start", "start"],
  ["beginning", "start"],
  ["middle", "middle"],
  ["mid", "middle"],
  ["end", "end"],
])

/** The first, the middle or the last day of a period. */
export function placeIn(bounds: Bounds, unit: PeriodUnit, place: "start" | "middle" | "end"): IsoDate {
  if (place === "start") return bounds.first
  if (place === "end") return bounds.last
  if (unit === "week" || unit === "weekend") return addDays(bounds.first, unit === "week" ? 2 : 0)
  return unit === "month" ? addDays(bounds.first, 14) : addMonths(bounds.first, unit === "year" ? 6 : 1)
}

/** "the end of the month", "start of next week", "mid march". */
const readPlaceInPeriod: DatePartReader = (tokens, at, scope) => {
  const from = skipWord(tokens, at, ["the"])
  const place = PLACES.get(wordAt(tokens, from))
  if (place === undefined) return undefined
  const isShort = wordAt(tokens, from) === "mid"
  const hostAt = isShort ? skipWord(tokens, from + 1, ["-"]) : from + 2
  if (!isShort && wordAt(tokens, from + 1) !== "of") return undefined
  const host = readHostPeriod(tokens, hostAt, scope)
  return host && datePart(host.end, placeIn(host, host.unit, place))
}

function nthAt(tokens: readonly Token[], at: number): { readonly end: number; readonly nth: number } | undefined {
  const word = wordAt(tokens, at)
  if (word === "last") return { end: at + 1, nth: -1 }
  const nth = ORDINAL_BASE_WORDS.get(word)
  if (nth !== undefined && nth <= 5) return { end: at + 1, nth }
  const isFigure = tokens[at]?.kind === "digits" && word.length === 1 && tokens[at + 1]?.isGlued
  const isOrdinal = isFigure && ["st", "nd", "rd", "th"].includes(wordAt(tokens, at + 1))
  return isOrdinal && Number(word) <= 5 ? { end: at + 2, nth: Number(word) } : undefined
}

/** "the first monday of march", "last friday in november", "the last day of the month", "second weekend of june". */
const readNthInPeriod: DatePartReader = (tokens, at, scope) => {
  const nth = nthAt(tokens, skipWord(tokens, at, ["the"]))
  if (nth === undefined) return undefined
  const word = wordAt(tokens, nth.end)
  if (!["of", "in"].includes(wordAt(tokens, nth.end + 1))) return undefined
  const host = readHostPeriod(tokens, nth.end + 2, scope)
  if (host === undefined) return undefined
  if (word === "day") return datePart(host.end, nth.nth < 0 ? host.last : dayFrom(host, nth.nth))
  const isWeekend = word === "weekend"
  const day = isWeekend ? 6 : WEEKDAYS.get(word)
  if (day === undefined || host.unit !== "month") return undefined
  const { year, month } = dateParts(host.first)
  const date = nthWeekday(year, month, day, nth.nth)
  const isPast = date !== undefined && date < scope.today && month === dateParts(scope.today).month
  const hasYear = readYearAfter(tokens, nth.end + 2, scope) !== undefined || wordAt(tokens, host.end - 1) === "month"
  return datePart(host.end, isPast && !hasYear ? nthWeekday(year + 1, month, day, nth.nth) : date)
}

function dayFrom(bounds: Bounds, nth: number): IsoDate | undefined {
  const { year, month, day } = dateParts(bounds.first)
  return exactDate(year, month, day + nth - 1)
}

/** "next december", "this march": the month to come; "next" stays open between two while this year's is still ahead. */
const readModifiedMonth: DatePartReader = (tokens, at, scope) => {
  const modifier = wordAt(tokens, at)
  const month = readMonthName(tokens, at + 1)
  if (month === undefined || !["this", "next", "last"].includes(modifier)) return undefined
  const now = dateParts(scope.today)
  const end = at + 2
  if (modifier === "last")
    return datePart(end, isoDate(month.month < now.month ? now.year : now.year - 1, month.month, 1))
  const isAhead = month.month > now.month
  const soonest = lastOfMonth(isAhead ? now.year : now.year + 1, month.month)
  if (modifier === "this" && month.month === now.month) return datePart(end, isoDate(now.year, now.month, 1))
  if (modifier === "next" && isAhead) return { end, dates: [soonest, lastOfMonth(now.year + 1, month.month)] }
  return datePart(end, soonest)
}

/** Reads periods and the days within them. */
export const PERIOD_DATE_READERS: readonly DatePartReader[] = [
  readWholePeriod,
  readPlaceInPeriod,
  readNthInPeriod,
  readModifiedMonth,
]

/** The Saturday of the weekend some weeks away, for "the weekend after christmas". */
export function saturdayAfter(date: IsoDate): IsoDate {
  return weekdayOfWeek(date, weekday(date) >= 6 ? 1 : 0, 6)
}
