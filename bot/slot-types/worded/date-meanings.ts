// What phrases with a date mean, given what their placeholders hold. Finding the phrases is date.ts.

import type { DateMeaning } from "#bot/languages/language.ts"
import { addDays, dateParts, type IsoDate } from "#core/time.ts"
import type { CalendarUnit } from "../data/date-words.ts"
import {
  exactDate,
  moveDate,
  nextDayOfMonth,
  nextMonthDay,
  nextWeekday,
  nthWeekday,
  weekdayBefore,
  weekdayOfWeek,
} from "../read/calendar.ts"
import { agreeing, monthAlone } from "../read/date-absolute.ts"
import { type DatePart, type DateScope, datePart } from "../read/date-part.ts"
import { type Bounds, boundsOf, monthBounds, type PeriodUnit, periodDate, placeIn } from "../read/date-period.ts"
import { weekdayNearCurrent } from "../read/date-relative.ts"
import type { PhraseMatch } from "./phrase.ts"

/** A day of the month; a cardinal in words counts other things as well. */
export type Day = { readonly day: number; readonly isCardinalWord: boolean }
/** A number of calendar units. */
export type Span = { readonly count: number; readonly unit: CalendarUnit }
/** A week, weekend, month, quarter or year by its distance from the present one. */
export type Period = { readonly unit: PeriodUnit; readonly ahead: number }
/** A period, or a month by name. */
export type Host = Period | { readonly month: number; readonly year: number | undefined }

/** What placeholders of date phrases hold. */
export type DateCaptures = {
  weekday: number
  month: number
  year: number
  day: Day
  lastDay: Day
  nth: number
  span: Span
  period: Period
  host: Host
  unit: PeriodUnit
  date: DatePart
}

/** A date phrase found. */
export type DateMatch = PhraseMatch<DateMeaning, DateCaptures>

/**
 * The date a phrase means.
 *
 * @returns `undefined` when it means none at this moment; a part without dates for what only looks like a date.
 */
export function evaluateDate(match: DateMatch, scope: DateScope): DatePart | undefined {
  const { meaning, end, captures } = match
  const { weekday, span, period, date } = captures
  if (span !== undefined) return spanPart(meaning, end, span, date, scope)
  if (date !== undefined) return movedPart(date, end, meaning === "dayBefore" ? -1 : 1, "day")
  switch (meaning) {
    case "weekday":
    case "comingWeekday":
    case "weekdayOfNextWeek":
    case "lastWeekday":
    case "weekdayPlusWeek":
    case "weekdayPlusTwoWeeks":
      return weekday === undefined ? undefined : datePart(end, weekdayDate(meaning, weekday, scope))
    case "period":
      return period && datePart(end, periodDate(period, scope))
    case "start":
    case "middle":
    case "end":
      return hostPart(meaning, end, captures.host, scope)
    case "dayMonth":
    case "firstOfRange":
      return dayMonthPart(match, scope)
    case "dayOfPeriod":
      return dayOfPeriod(match, scope)
    case "nthWeekday":
    case "finalWeekday":
      return nthPart(match, scope)
    case "month":
    case "bareMonth":
      return monthPart(match, scope)
    case "nextDay":
    case "previousDay":
      return scope.current && datePart(end, addDays(scope.current, meaning === "nextDay" ? 1 : -1))
    case "none":
      return datePart(end, undefined)
    default:
      return undefined
  }
}

type WeekdayMeaning =
  | "weekday"
  | "comingWeekday"
  | "weekdayOfNextWeek"
  | "lastWeekday"
  | "weekdayPlusWeek"
  | "weekdayPlusTwoWeeks"

function weekdayDate(meaning: WeekdayMeaning, weekday: number, scope: DateScope): IsoDate {
  switch (meaning) {
    case "weekday":
      return weekdayNearCurrent(weekday, scope) ?? nextWeekday(weekday, scope.today)
    case "comingWeekday":
      return nextWeekday(weekday, addDays(scope.today, 1))
    case "weekdayOfNextWeek":
      return weekdayOfWeek(scope.today, 1, weekday)
    case "lastWeekday":
      return weekdayBefore(weekday, scope.today)
    case "weekdayPlusWeek":
      return addDays(nextWeekday(weekday, scope.today), 7)
    case "weekdayPlusTwoWeeks":
      return addDays(nextWeekday(weekday, scope.today), 14)
  }
}

function spanPart(
  meaning: DateMeaning,
  end: number,
  span: Span,
  anchor: DatePart | undefined,
  scope: DateScope,
): DatePart | undefined {
  const direction = meaning === "ago" || meaning === "spanBefore" || meaning === "earlier" ? -1 : 1
  const count = direction * span.count
  if (anchor !== undefined) return movedPart(anchor, end, count, span.unit)
  const from = meaning === "later" || meaning === "earlier" ? scope.current : scope.today
  return from && datePart(end, moveDate(from, count, span.unit))
}

function movedPart(part: DatePart, end: number, count: number, unit: CalendarUnit): DatePart {
  return { end, dates: part.dates.map((date) => moveDate(date, count, unit)) }
}

function boundsOfHost(host: Host, scope: DateScope): Bounds & { readonly unit: PeriodUnit } {
  if ("unit" in host) return { unit: host.unit, ...boundsOf(host, scope) }
  const now = dateParts(scope.today)
  const soonest = host.month >= now.month ? now.year : now.year + 1
  return { unit: "month", ...monthBounds(host.year ?? soonest, host.month) }
}

function hostPart(
  place: "start" | "middle" | "end",
  end: number,
  host: Host | undefined,
  scope: DateScope,
): DatePart | undefined {
  if (host === undefined) return undefined
  const bounds = boundsOfHost(host, scope)
  return datePart(end, placeIn(bounds, bounds.unit, place))
}

function dayMonthPart({ meaning, end, captures, ends }: DateMatch, scope: DateScope): DatePart | undefined {
  const { day, month, year, weekday, lastDay } = captures
  if (day === undefined || month === undefined) return undefined
  const date = year === undefined ? nextMonthDay(month, day.day, scope.today) : exactDate(year, month, day.day)
  if (meaning === "firstOfRange")
    return lastDay !== undefined && lastDay.day > day.day ? datePart(ends.day ?? end, date) : undefined
  const part = datePart(end, date)
  return weekday === undefined ? part : { ...part, dates: agreeing(weekday, part, false, scope) }
}

function dayOfPeriod({ end, captures }: DateMatch, scope: DateScope): DatePart | undefined {
  const { day, period } = captures
  if (day === undefined) return undefined
  if (period === undefined) return datePart(end, nextDayOfMonth(day.day, scope.today))
  if (period.unit !== "month") return undefined
  const { year, month } = dateParts(boundsOf(period, scope).first)
  return datePart(end, exactDate(year, month, day.day))
}

function nthPart({ end, captures }: DateMatch, scope: DateScope): DatePart | undefined {
  const { nth, weekday, host } = captures
  if (weekday === undefined || host === undefined) return undefined
  const bounds = boundsOfHost(host, scope)
  if (bounds.unit !== "month") return undefined
  const { year, month } = dateParts(bounds.first)
  const inYear = (of: number): IsoDate | undefined => nthWeekday(of, month, weekday, nth ?? -1)
  const date = inYear(year)
  const isPast = date !== undefined && date < scope.today && !("unit" in host) && host.year === undefined
  return datePart(end, isPast ? inYear(year + 1) : date)
}

function monthPart({ meaning, end, captures }: DateMatch, scope: DateScope): DatePart | undefined {
  const { month, year } = captures
  if (month === undefined) return undefined
  const date = year === undefined ? monthAlone(month, scope) : monthBounds(year, month).last
  return datePart(end, date, meaning === "bareMonth")
}
