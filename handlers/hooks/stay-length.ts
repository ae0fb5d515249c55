// How long a stay is, from a length ("a week") or from the days it begins and ends.

import { addDays, addMonths, dateParts, daysBetween, type IsoDate, isoDate } from "#core/time.ts"

/** A day, and the words it was told in. */
export type SpokenDate = { readonly date: IsoDate; readonly words: string }

/** Days that a month is taken to have where no date says which. */
const DAYS_PER_UNIT = { M: 30, W: 7, D: 1 } as const

/**
 * The nights of a length of time.
 *
 * @param duration ISO 8601, as AMAZON.Duration gives it ("P1W").
 * @returns `undefined` for less than a day, and for what is no duration. Nobody stays for years: those are somebody's age.
 */
export function nightsOf(duration: string): number | undefined {
  const days = /^P(?:\d+[MWD])+/.exec(duration)?.[0]
  if (days === undefined) return undefined
  return [...days.matchAll(/(\d+)([MWD])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * DAYS_PER_UNIT[unit as keyof typeof DAYS_PER_UNIT],
    0,
  )
}

const MONTH = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\bmonth\b|\d[-/.]\d/i
const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sat|sun)(?:day)?s?\b/i
const DAY_OF_MONTH = /\d|\b[a-z]*(?:first|second|third|fifth|ninth|twelfth|th|tieth)\b/i

/**
 * Reads two days as the beginning and the end of a stay. Each was understood by itself, as the next such day from
 * today; together, a day of the month means the month of the other ("from the 3rd to the 7th of January"), and a day or
 * weekday to leave is the next after the arrival.
 *
 * @returns the nights between, which are less than one when the end really is before the beginning.
 */
export function rangeOfDates(from: SpokenDate, to: SpokenDate): { readonly arrival: IsoDate; readonly nights: number } {
  const arrival = isBareDay(from.words) && MONTH.test(to.words) ? lastSuchDayBefore(to.date, from.date) : from.date
  const departure = departureAfter(arrival, to)
  return { arrival, nights: daysBetween(arrival, departure) }
}

/** A day of some month, without saying which. */
function isBareDay(words: string): boolean {
  return DAY_OF_MONTH.test(words) && !MONTH.test(words) && !WEEKDAY.test(words)
}

/** The last day before `end` that is the same day of its month as `day`. */
function lastSuchDayBefore(end: IsoDate, day: IsoDate): IsoDate {
  const { year, month } = dateParts(end)
  const inSameMonth = isoDate(year, month, dateParts(day).day)
  return inSameMonth < end ? inSameMonth : addMonths(inSameMonth, -1)
}

function departureAfter(arrival: IsoDate, { date, words }: SpokenDate): IsoDate {
  if (date > arrival) return isBareDay(words) ? nextSuchDayAfter(arrival, date) : date
  if (isBareDay(words)) return nextSuchDayAfter(arrival, date)
  const isWeekday = WEEKDAY.test(words) && !/\d/.test(words) && !MONTH.test(words)
  return isWeekday ? addDays(date, 7 * (Math.floor(daysBetween(date, arrival) / 7) + 1)) : date
}

/** The next day after `start` that is the same day of its month as `day`. */
function nextSuchDayAfter(start: IsoDate, day: IsoDate): IsoDate {
  const { year, month } = dateParts(start)
  const inSameMonth = isoDate(year, month, dateParts(day).day)
  return inSameMonth > start ? inSameMonth : addMonths(inSameMonth, 1)
}
