// A booking as a calendar file (RFC 5545): stays as whole days, flights at their local times with the time zones' own
// rules written out. Plain text in, plain text out.

import { addDays, addMs, type EpochMs, formatInstant, type IsoDate } from "#core/time.ts"
import type { Booking, Leg, Stay } from "./booking.ts"
import { describeItem } from "./itinerary.ts"
import { type ClockChange, findClockChanges, instantAt, utcOffsetMinutes } from "./zoned-time.ts"

/** Bytes of a line, its line break not counted (RFC 5545, 3.1). */
const MAX_LINE_BYTES = 75
const MINUTE_MS = 60_000

/**
 * Writes the calendar file of a booking. A cancelled one takes its events off the calendar.
 *
 * @param now When the file is made; calendars keep the newest of two files.
 */
export function writeCalendar(booking: Booking, now: EpochMs): string {
  const { item } = booking
  const legs = item.kind === "trip" ? item.legs : []
  const zones = Map.groupBy(
    legs.flatMap((leg) => [
      { timeZone: leg.fromTimeZone, date: leg.departureDate },
      { timeZone: leg.toTimeZone, date: leg.arrivalDate },
    ]),
    ({ timeZone }) => timeZone,
  )
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Concierge//Bookings//EN",
    "CALSCALE:GREGORIAN",
    `METHOD:${booking.state === "cancelled" ? "CANCEL" : "PUBLISH"}`,
    ...[...zones].flatMap(([timeZone, uses]) =>
      timeZoneLines(
        timeZone,
        uses.map(({ date }) => date),
      ),
    ),
    ...(item.kind === "stay"
      ? stayLines(booking, item, now)
      : legs.flatMap((leg, position) => legEventLines(booking, leg, position, now))),
    "END:VCALENDAR",
  ]
  return `${lines.map(foldLine).join("\r\n")}\r\n`
}

function eventLines(booking: Booking, uid: string, own: readonly string[], now: EpochMs): readonly string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${formatUtc(now)}`,
    // Grows with each change of the booking, so that calendars take the newer file.
    `SEQUENCE:${Math.floor((booking.updatedAt - booking.createdAt) / 1000)}`,
    ...own,
    `DESCRIPTION:${escapeText([`Booking ${booking.reference}`, ...describeItem(booking.item).lines].join("\n"))}`,
    `STATUS:${booking.state === "cancelled" ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
  ]
}

function stayLines(booking: Booking, stay: Stay, now: EpochMs): readonly string[] {
  const own = [
    // Whole days: the day after the last one ends the event (RFC 5545, 3.6.1), which is the day of departure plus one.
    `DTSTART;VALUE=DATE:${formatDay(stay.arrival)}`,
    `DTEND;VALUE=DATE:${formatDay(addDays(stay.departure, 1))}`,
    `SUMMARY:${escapeText(stay.hotelName)}`,
    `LOCATION:${escapeText(`${stay.hotelName}, ${stay.city}`)}`,
    "TRANSP:TRANSPARENT",
  ]
  return eventLines(booking, `${booking.reference}@concierge`, own, now)
}

function legEventLines(booking: Booking, leg: Leg, position: number, now: EpochMs): readonly string[] {
  const own = [
    `DTSTART;TZID=${leg.fromTimeZone}:${formatLocal(leg.departureDate, leg.departureTime)}`,
    `DTEND;TZID=${leg.toTimeZone}:${formatLocal(leg.arrivalDate, leg.arrivalTime)}`,
    `SUMMARY:${escapeText(`${leg.flightNumber} ${leg.from} – ${leg.to}`)}`,
    `LOCATION:${escapeText(`${leg.from} (${leg.fromAirport})`)}`,
  ]
  return eventLines(booking, `${booking.reference}-${position + 1}@concierge`, own, now)
}

/** A time zone as far as the events need it: the clock changes around them, each with the offsets on both sides. */
function timeZoneLines(timeZone: string, dates: readonly IsoDate[]): readonly string[] {
  const sorted = dates.toSorted()
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return []
  const start = addDays(first, -400)
  const changes = findClockChanges(start, addDays(last, 400), timeZone)
  const offset = utcOffsetMinutes(instantAt(start, "12:00", timeZone), timeZone)
  const initial = observanceLines("STANDARD", `${formatDay(start)}T000000`, offset, offset)
  return ["BEGIN:VTIMEZONE", `TZID:${timeZone}`, ...initial, ...changes.flatMap(changeLines), "END:VTIMEZONE"]
}

function changeLines({ at, from, to }: ClockChange): readonly string[] {
  // The onset is written in the local time that was in force before it (RFC 5545, 3.6.5).
  const local = formatInstant(addMs(at, from * MINUTE_MS))
  return observanceLines(to > from ? "DAYLIGHT" : "STANDARD", compact(local.slice(0, 19)), from, to)
}

function observanceLines(kind: "STANDARD" | "DAYLIGHT", start: string, from: number, to: number): readonly string[] {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${formatOffset(from)}`,
    `TZOFFSETTO:${formatOffset(to)}`,
    `END:${kind}`,
  ]
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes)
  const pad = (number: number) => String(number).padStart(2, "0")
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}${pad(size % 60)}`
}

function formatDay(date: IsoDate): string {
  return date.replaceAll("-", "")
}

function formatLocal(date: IsoDate, time: string): string {
  return compact(`${date}T${time}:00`)
}

function formatUtc(instant: EpochMs): string {
  return `${compact(formatInstant(instant).slice(0, 19))}Z`
}

function compact(text: string): string {
  return text.replace(/[-:]/g, "")
}

/** Escapes a TEXT value (RFC 5545, 3.3.11); control characters, which it can't hold, become spaces. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (symbol) => `\\${symbol}`)
    .replace(/\r?\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ")
}

/** Folds a line at 75 bytes of UTF-8, never inside a character (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  const encoder = new TextEncoder()
  const lines: string[] = []
  let current = ""
  let bytes = 0
  for (const symbol of line) {
    const size = encoder.encode(symbol).length
    if (bytes + size > MAX_LINE_BYTES) {
      lines.push(current)
      current = " "
      bytes = 1
    }
    current += symbol
    bytes += size
  }
  return [...lines, current].join("\r\n")
}
