// A booking as people read it: a title, a line under it, and the details line by line, for letters and calendars alike.

import { formatDate, type IsoDate } from "#core/time.ts"
import type { BookedItem, Leg, Stay, Trip } from "./booking.ts"

/** What was booked, in words. */
export function describeItem(
  item: BookedItem,
  localeId = "en_US",
): { readonly title: string; readonly subtitle: string; readonly lines: readonly string[] } {
  return item.kind === "stay" ? describeStay(item, localeId) : describeTrip(item, localeId)
}

function describeStay(stay: Stay, localeId: string): ReturnType<typeof describeItem> {
  const nights = count(stay.nights, "night")
  const rooms = stay.rooms === 1 ? stay.roomTypeName : `${stay.rooms} × ${stay.roomTypeName}`
  return {
    title: stay.hotelName,
    subtitle: `${stay.city}, ${shortDates(stay.arrival, stay.departure, localeId)}, ${nights}`,
    lines: [
      `${stay.hotelName}, ${stay.city}`,
      `Arrival: ${formatDate(stay.arrival, localeId)}`,
      `Departure: ${formatDate(stay.departure, localeId)} (${nights})`,
      `Room: ${rooms}, ${count(stay.guests, "guest")}`,
    ],
  }
}

function describeTrip(trip: Trip, localeId: string): ReturnType<typeof describeItem> {
  const [out] = trip.legs
  const last = trip.legs.at(-1)
  if (out === undefined || last === undefined) throw new RangeError("a trip without flights")
  const dates =
    trip.legs.length === 1
      ? formatDate(out.departureDate, localeId, "short")
      : shortDates(out.departureDate, last.departureDate, localeId)
  return {
    title: trip.legs.length === 1 ? `${out.from} to ${out.to}` : `${out.from} to ${out.to} and back`,
    subtitle: `${dates}, ${out.cabin}, ${count(trip.passengers, "passenger")}`,
    lines: [
      ...trip.legs.flatMap((leg) => legLines(leg, localeId)),
      `${out.cabin}, ${count(trip.passengers, "passenger")}`,
    ],
  }
}

function legLines(leg: Leg, localeId: string): readonly string[] {
  const later = leg.arrivalDate === leg.departureDate ? "" : ` on ${formatDate(leg.arrivalDate, localeId, "short")}`
  return [
    `${formatDate(leg.departureDate, localeId)}: ${leg.airline} ${leg.flightNumber}`,
    `${leg.from} (${leg.fromAirport}) ${leg.departureTime} – ${leg.to} (${leg.toAirport}) ${leg.arrivalTime}${later}, ${formatMinutes(leg.minutes)}`,
  ]
}

/** Minutes as `2 h 05 min`. */
export function formatMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`
}

function shortDates(from: IsoDate, to: IsoDate, localeId: string): string {
  return `${formatDate(from, localeId, "short")} – ${formatDate(to, localeId, "short")}`
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`
}
