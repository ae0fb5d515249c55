// Wall clocks at places: which instant a local time is, how long a flight takes, when the clocks change. What a date
// means for a stay is stay-rules.ts.

import { addDays, addMs, type EpochMs, type IsoDate, localDateTime, parseInstant } from "#core/time.ts"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * How far a place's wall clock is ahead of UTC at an instant, in minutes; negative west of Greenwich.
 * Instants are taken to the full minute, as all offsets of today are.
 */
export function utcOffsetMinutes(instant: EpochMs, timeZone: string): number {
  const { date, time } = localDateTime(instant, timeZone)
  return Math.floor((wallClockMs(date, time) - instant) / MINUTE_MS + 0.5)
}

/**
 * The instant at which a wall clock shows a date and time.
 * A time that the clocks skip in spring counts as the same time after the skip (02:30 becomes 03:30); one they show
 * twice in autumn is the first of the two.
 *
 * @param time `HH:MM`.
 */
export function instantAt(date: IsoDate, time: string, timeZone: string): EpochMs {
  const wallClock = wallClockMs(date, time)
  const before = utcOffsetMinutes(addMs(wallClock, -DAY_MS), timeZone)
  const after = utcOffsetMinutes(addMs(wallClock, DAY_MS), timeZone)
  const first = addMs(wallClock, -before * MINUTE_MS)
  if (before === after || utcOffsetMinutes(first, timeZone) === before) return first
  const second = addMs(wallClock, -after * MINUTE_MS)
  return utcOffsetMinutes(second, timeZone) === after ? second : first
}

/** Minutes from one local moment to another, as a stopwatch would show. */
export function minutesBetween(
  from: { readonly date: IsoDate; readonly time: string; readonly timeZone: string },
  to: { readonly date: IsoDate; readonly time: string; readonly timeZone: string },
): number {
  return (instantAt(to.date, to.time, to.timeZone) - instantAt(from.date, from.time, from.timeZone)) / MINUTE_MS
}

/** A moment at which a place's clocks are set, and the offsets on both sides in minutes. */
export type ClockChange = { readonly at: EpochMs; readonly from: number; readonly to: number }

/** The clock changes between two dates, oldest first; none where the clocks are left alone. */
export function findClockChanges(from: IsoDate, to: IsoDate, timeZone: string): readonly ClockChange[] {
  const changes: ClockChange[] = []
  let offset = utcOffsetMinutes(wallClockMs(from, "00:00"), timeZone)
  for (let date = from; date < to; date = addDays(date, 1)) {
    const next = utcOffsetMinutes(wallClockMs(addDays(date, 1), "00:00"), timeZone)
    if (next !== offset) changes.push({ at: findChange(date, offset, timeZone), from: offset, to: next })
    offset = next
  }
  return changes
}

/** Halves the UTC day that holds the change until the minute is left. */
function findChange(date: IsoDate, offset: number, timeZone: string): EpochMs {
  let low = wallClockMs(date, "00:00")
  let high = addMs(low, DAY_MS)
  while (high - low > MINUTE_MS) {
    const middle = addMs(low, Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS)
    if (utcOffsetMinutes(middle, timeZone) === offset) low = middle
    else high = middle
  }
  return high
}

/** Reads a wall clock as if it stood in Greenwich. */
function wallClockMs(date: IsoDate, time: string): EpochMs {
  const instant = parseInstant(`${date}T${time}:00Z`)
  if (instant === undefined) throw new RangeError(`not a local date and time: ${date} ${time}`)
  return instant
}
