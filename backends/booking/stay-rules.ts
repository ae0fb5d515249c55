// Which dates and parties may be booked at all, by the property's own calendar. What is still free is inventory.ts,
// what it costs rates.ts.

import { ok, type Result, refuse } from "#core/result.ts"
import { addDays, daysBetween, type EpochMs, type IsoDate, localDateTime, weekday } from "#core/time.ts"
import {
  type DateRefusal,
  MAX_DAYS_AHEAD,
  MAX_NIGHTS,
  MAX_ROOMS,
  type OfferRefusal,
  type StayRequest,
} from "./booking-service.ts"
import type { Flight, Hotel, RoomType, YearlySpan } from "./catalogue.ts"

/** The date at a place. */
export function todayAt(now: EpochMs, timeZone: string): IsoDate {
  return localDateTime(now, timeZone).date
}

/** Whether a span of every year covers a date; spans may run over New Year. */
export function isWithin(span: YearlySpan, date: IsoDate): boolean {
  const day = date.slice(5)
  return span.from <= span.to ? span.from <= day && day <= span.to : span.from <= day || day <= span.to
}

/** The fewest nights for an arrival on a date; 1 when the property asks for nothing. */
export function minimumNights(hotel: Hotel, arrival: IsoDate): number {
  const asked = hotel.minimumStays.filter((rule) => isWithin(rule, arrival)).map((rule) => rule.nights)
  return Math.max(1, ...asked)
}

/** The nights of a stay, by the date on which each begins. */
export function nightsOf(arrival: IsoDate, nights: number): readonly IsoDate[] {
  return Array.from({ length: nights }, (_, index) => addDays(arrival, index))
}

/** Checks that a date is today or later at the place, and not too far ahead. */
export function checkDate(date: IsoDate, timeZone: string, now: EpochMs): DateRefusal | undefined {
  const ahead = daysBetween(todayAt(now, timeZone), date)
  if (ahead < 0) return "date-past"
  return ahead > MAX_DAYS_AHEAD ? "date-too-far-ahead" : undefined
}

/** Checks the length of a stay, whatever the hotel. */
export function checkNights(nights: number): DateRefusal | undefined {
  if (!Number.isInteger(nights) || nights < 1) return "stay-too-short"
  return nights > MAX_NIGHTS ? "stay-too-long" : undefined
}

/** Checks a number of rooms or passengers. */
export function checkPartySize(size: number): OfferRefusal | undefined {
  return Number.isInteger(size) && size >= 1 && size <= MAX_ROOMS ? undefined : "party-size-invalid"
}

/** Checks that the guests fit into the rooms. */
export function checkCapacity(roomType: RoomType, guests: number, rooms: number): OfferRefusal | undefined {
  if (!Number.isInteger(guests) || guests < 1) return "party-size-invalid"
  return guests > roomType.capacity * rooms ? "too-many-guests" : undefined
}

/** Checks everything about a stay but whether it is free. */
export function checkStay(
  request: Omit<StayRequest, "kind">,
  hotel: Hotel,
  roomType: RoomType,
  now: EpochMs,
): DateRefusal | OfferRefusal | undefined {
  const rooms = request.rooms ?? 1
  return (
    checkNights(request.nights) ??
    checkDate(request.arrival, hotel.timeZone, now) ??
    checkPartySize(rooms) ??
    checkCapacity(roomType, request.guests, rooms) ??
    (request.nights < minimumNights(hotel, request.arrival) ? "below-minimum-stay" : undefined)
  )
}

/** Checks that a flight goes on a date and may be booked. A flight of today that has left is past. */
export function checkFlight(flight: Flight, date: IsoDate, now: EpochMs): Result<undefined, DateRefusal> {
  const dateRefusal = checkDate(date, flight.fromTimeZone, now)
  if (dateRefusal !== undefined) return refuse(dateRefusal)
  const local = localDateTime(now, flight.fromTimeZone)
  if (date === local.date && flight.departureTime <= local.time) return refuse("date-past")
  return flight.daysOfWeek.includes(weekday(date)) ? ok(undefined) : refuse("no-flight-that-day")
}
