// Clocks, instants and calendar dates: the one file that touches Date. Words people use for dates are bot/slot-types.

import type { Branded } from "./units.ts"

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<number, "EpochMs">

/** Seconds since 1970-01-01T00:00:00Z, as DynamoDB's TTL and Lex's logs count. */
export type EpochSeconds = Branded<number, "EpochSeconds">

/** A calendar date `YYYY-MM-DD` of no particular time zone: the property's own date, a flight's local date. */
export type IsoDate = Branded<string, "IsoDate">

/** Tells the time. Passed to whatever needs it; nothing else in the project may ask the system. */
export type Clock = () => EpochMs

/** The real clock, for hosts and composition roots. */
export const systemClock: Clock = () => Date.now() as EpochMs

/** Makes an instant from a number of milliseconds that is known to be one. */
export function epochMs(milliseconds: number): EpochMs {
  return milliseconds as EpochMs
}

/** Rounds an instant down to whole seconds. */
export function toEpochSeconds(instant: EpochMs): EpochSeconds {
  return Math.floor(instant / 1000) as EpochSeconds
}

/** Moves an instant by a number of milliseconds, which may be negative. */
export function addMs(instant: EpochMs, milliseconds: number): EpochMs {
  return (instant + milliseconds) as EpochMs
}

/** Writes an instant as ISO 8601 in UTC with milliseconds: `2026-03-02T09:00:00.000Z`. */
export function formatInstant(instant: EpochMs): string {
  return new Date(instant).toISOString()
}

/**
 * Reads an ISO 8601 instant.
 *
 * @returns `undefined` when the text is not one.
 */
export function parseInstant(text: string): EpochMs | undefined {
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : epochMs(milliseconds)
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Reads a calendar date.
 *
 * @returns `undefined` when the text is not `YYYY-MM-DD` or names a day that doesn't exist (2026-02-30).
 */
export function parseIsoDate(text: string): IsoDate | undefined {
  if (!ISO_DATE.test(text)) return undefined
  const instant = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text) return undefined
  return text as IsoDate
}

/**
 * Makes a date from its parts; days past the end of the month carry over, as in a calendar (31 April is 1 May).
 *
 * @param month 1 to 12; smaller and larger numbers carry into other years.
 */
export function isoDate(year: number, month: number, day: number): IsoDate {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.toISOString().slice(0, 10) as IsoDate
}

/** The year, month (1–12) and day of a date. */
export function dateParts(date: IsoDate): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/**
 * The first day of a date, week (`2026-W11`), weekend (`2026-W11-WE`, its Saturday), month or year in ISO 8601, as Lex
 * writes what people call a day.
 *
 * @returns `undefined` for anything else.
 */
export function firstDateOf(period: string): IsoDate | undefined {
  const [, year, week, weekend] = /^(\d{4})-W(\d{2})(-WE)?$/.exec(period) ?? []
  if (year !== undefined && week !== undefined) {
    // The week that has 4 January is the first (ISO 8601).
    const inFirst = isoDate(Number(year), 1, 4)
    const monday = addDays(inFirst, 1 - weekday(inFirst) + 7 * (Number(week) - 1))
    return addDays(monday, weekend === undefined ? 0 : 5)
  }
  if (/^\d{4}$/.test(period)) return parseIsoDate(`${period}-01-01`)
  return parseIsoDate(/^\d{4}-\d{2}$/.test(period) ? `${period}-01` : period)
}

/** The date a number of days later; negative goes back. Calendar days: daylight saving plays no part. */
export function addDays(date: IsoDate, days: number): IsoDate {
  const { year, month, day } = dateParts(date)
  return isoDate(year, month, day + days)
}

/** The same day some months later, or the month's last day when it has no such day (31 January → 28 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = dateParts(date)
  return isoDate(year, month + months, Math.min(day, daysInMonth(year, month + months)))
}

/** How many days a month has; months outside 1–12 carry into other years. */
export function daysInMonth(year: number, month: number): number {
  return dateParts(isoDate(year, month + 1, 0)).day
}

/** The weekday of a date: 1 Monday to 7 Sunday, as ISO 8601 numbers them. */
export function weekday(date: IsoDate): number {
  return ((Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) % 7) + 1
}

/** How many days lie between two dates; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}

/** Making a format takes fifty times as long as using it, and there are only some hundred time zones. */
const wallClockFormats = new Map<string, Intl.DateTimeFormat>()

function wallClockFormat(timeZone: string): Intl.DateTimeFormat {
  const known = wallClockFormats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" })
  wallClockFormats.set(timeZone, format)
  return format
}

/**
 * The date and wall-clock time at a place.
 *
 * @param timeZone IANA name ("Europe/Lisbon"); an unknown one throws a RangeError.
 * @returns the local date, and the time as `HH:MM`.
 */
export function localDateTime(instant: EpochMs, timeZone: string): { readonly date: IsoDate; readonly time: string } {
  const [date = "", time = ""] = wallClockFormat(timeZone).format(instant).split(" ")
  return { date: date as IsoDate, time }
}

/**
 * Writes a date for people: "Friday, March 6, 2026" in en_US.
 *
 * @param style `long` has the weekday and year; `short` is "Fri, Mar 6".
 */
export function formatDate(date: IsoDate, localeId = "en_US", style: "long" | "short" = "long"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "long"
      ? { weekday: "long", year: "numeric", month: "long", day: "numeric" }
      : { weekday: "short", month: "short", day: "numeric" }
  return new Intl.DateTimeFormat(localeId.replace("_", "-"), { ...options, timeZone: "UTC" }).format(
    Date.parse(`${date}T00:00:00Z`),
  )
}
