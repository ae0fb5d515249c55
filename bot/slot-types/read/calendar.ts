// Sums over the calendar that words for dates need. Words themselves are read/date-*.ts.

import { addDays, addMonths, dateParts, daysInMonth, type IsoDate, isoDate, weekday } from "#core/time.ts"
import type { CalendarUnit } from "../data/date-words.ts"

/** The date, or `undefined` when there is no such day. */
export function exactDate(year: number, month: number, day: number): IsoDate | undefined {
  const isReal = month >= 1 && month <= 12 && day >= 1 && year >= 1 && year <= 9999 && day <= daysInMonth(year, month)
  return isReal ? isoDate(year, month, day) : undefined
}

/** The first such day on or after a date: 29 February may be years away. `undefined` for 30 February. */
export function nextMonthDay(month: number, day: number, from: IsoDate): IsoDate | undefined {
  const { year } = dateParts(from)
  // Leap days lie eight years apart around 1900 and 2100.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = exactDate(year + ahead, month, day)
    if (date !== undefined && date >= from) return date
  }
  return undefined
}

/** The first such day of a month on or after a date; months without it are passed over. */
export function nextDayOfMonth(day: number, from: IsoDate): IsoDate | undefined {
  const { year, month } = dateParts(from)
  for (let ahead = 0; ahead <= 12; ahead++) {
    const first = dateParts(isoDate(year, month + ahead, 1))
    const date = exactDate(first.year, first.month, day)
    if (date !== undefined && date >= from) return date
  }
  return undefined
}

/** The Monday of the week a date lies in. */
export function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date))
}

/** A weekday of the week that lies a number of weeks away. */
export function weekdayOfWeek(today: IsoDate, weeksAhead: number, day: number): IsoDate {
  return addDays(mondayOf(today), 7 * weeksAhead + day - 1)
}

/** The first such weekday on or after a date. */
export function nextWeekday(day: number, from: IsoDate): IsoDate {
  return addDays(from, (day - weekday(from) + 7) % 7)
}

/** The last such weekday before a date. */
export function weekdayBefore(day: number, before: IsoDate): IsoDate {
  return addDays(before, -(((weekday(before) - day + 6) % 7) + 1))
}

/** The nth such weekday of a month; -1 is the last. `undefined` when the month has no fifth. */
export function nthWeekday(year: number, month: number, day: number, nth: number): IsoDate | undefined {
  if (nth < 0) return weekdayBefore(day, isoDate(year, month + 1, 1))
  const date = addDays(nextWeekday(day, isoDate(year, month, 1)), 7 * (nth - 1))
  return dateParts(date).month === dateParts(isoDate(year, month, 1)).month ? date : undefined
}

/** The last day of a month; months outside 1–12 carry into other years. */
export function lastOfMonth(year: number, month: number): IsoDate {
  return isoDate(year, month, daysInMonth(year, month))
}

function addBusinessDays(date: IsoDate, count: number): IsoDate {
  const step = Math.sign(count)
  let moved = date
  for (let left = Math.abs(count); left > 0; ) {
    moved = addDays(moved, step)
    if (weekday(moved) <= 5) left--
  }
  return moved
}

/** Moves a date by a number of units, which may be negative. */
export function moveDate(date: IsoDate, count: number, unit: CalendarUnit): IsoDate {
  if (unit === "day") return addDays(date, count)
  if (unit === "businessDay") return addBusinessDays(date, count)
  if (unit === "week") return addDays(date, 7 * count)
  if (unit === "fortnight") return addDays(date, 14 * count)
  if (unit === "quarter") return addMonths(date, 3 * count)
  return addMonths(date, unit === "year" ? 12 * count : count)
}

/** Western Easter Sunday (the anonymous Gregorian rule of 1876). */
export function easterSunday(year: number): IsoDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const dayOfYear = epact + toSunday - 7 * shift + 114
  return isoDate(year, Math.floor(dayOfYear / 31), (dayOfYear % 31) + 1)
}
