// Bookings as the property sees them: who comes, who flies, what was booked in a month. Guests' own lists are the
// store's.

import { addDays, type IsoDate } from "#core/time.ts"
import type { Booking } from "./booking.ts"
import { type BookingParts, toBooking } from "./booking-parts.ts"
import type { BookingListQuery, BookingPage } from "./booking-service.ts"
import { MAX_DAYS_AHEAD } from "./booking-service.ts"
import { type InventoryKey, roomUnit, seatUnit } from "./inventory.ts"
import { nightsOf, todayAt } from "./stay-rules.ts"

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 100
/** Days shown of a hotel or flight when the query doesn't say. */
const DEFAULT_DAYS = 30

/** See `BookingService.listBookings`. */
export async function listBookings(parts: BookingParts, query: BookingListQuery): Promise<BookingPage> {
  const limit = Math.min(Math.max(1, query.limit ?? DEFAULT_LIMIT), MAX_LIMIT)
  if ("createdMonth" in query) return listMonth(parts, query, limit)
  const keys = "hotelId" in query ? roomKeys(parts, query) : seatKeys(parts, query)
  return listByClaims(parts, query, keys, limit)
}

async function listMonth(
  parts: BookingParts,
  query: BookingListQuery & { readonly createdMonth: string },
  limit: number,
): Promise<BookingPage> {
  const page = await parts.store.listByMonth(query.createdMonth, limit, query.after)
  const bookings = page.records.map(toBooking).filter((booking) => hasState(booking, query))
  return { bookings, ...(page.next === undefined ? {} : { next: page.next }) }
}

function hasState(booking: Booking, query: BookingListQuery): boolean {
  return query.states === undefined || query.states.includes(booking.state)
}

function spanOf(query: BookingListQuery, today: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const from = query.from ?? today
  return { from, to: query.to ?? addDays(from, DEFAULT_DAYS) }
}

function datesOf({ from, to }: { readonly from: IsoDate; readonly to: IsoDate }): readonly IsoDate[] {
  return nightsOf(from, MAX_DAYS_AHEAD + 1).filter((date) => date <= to)
}

/** The months of all room types in the span: whoever arrives in it holds a night in it. */
function roomKeys(
  parts: BookingParts,
  query: BookingListQuery & { readonly hotelId: string },
): readonly InventoryKey[] {
  const hotel = parts.index.findHotel(query.hotelId)
  if (hotel === undefined) return []
  const dates = datesOf(spanOf(query, todayAt(parts.clock(), hotel.timeZone)))
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))]
  return hotel.roomTypes.flatMap(({ id }) => months.map((period) => ({ unit: roomUnit(hotel.id, id), period })))
}

function seatKeys(
  parts: BookingParts,
  query: BookingListQuery & { readonly flightNumber: string },
): readonly InventoryKey[] {
  const flight = parts.index.findFlight(query.flightNumber)
  if (flight === undefined) return []
  const dates = datesOf(spanOf(query, todayAt(parts.clock(), flight.fromTimeZone)))
  return flight.cabins.flatMap(({ name }) =>
    dates.map((period) => ({ unit: seatUnit(flight.flightNumber, name), period })),
  )
}

async function listByClaims(
  parts: BookingParts,
  query: BookingListQuery,
  keys: readonly InventoryKey[],
  limit: number,
): Promise<BookingPage> {
  const periods = await Promise.all(keys.map((key) => parts.store.readPeriod(key)))
  const references = periods.flatMap(({ claims }) => [...claims.keys()])
  const records = await parts.store.findAll(references)
  const sorted = records
    .map(toBooking)
    .filter((booking) => hasState(booking, query))
    .map((booking) => ({ booking, place: `${dateIn(booking, query)}#${booking.reference}` }))
    .filter(({ booking }) => isInSpan(booking, query))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1))
  const rest = sorted.filter(({ place }) => query.after === undefined || place > query.after)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return {
    bookings: page.map(({ booking }) => booking),
    ...(rest.length > limit && last !== undefined ? { next: last.place } : {}),
  }
}

/** Arrival, or departure of the flight that was asked for. */
function dateIn({ item }: Booking, query: BookingListQuery): IsoDate | undefined {
  if (item.kind === "stay") return item.arrival
  const own = "flightNumber" in query ? item.legs.find((leg) => leg.flightNumber === query.flightNumber) : undefined
  return (own ?? item.legs[0])?.departureDate
}

function isInSpan(booking: Booking, query: BookingListQuery): boolean {
  const date = dateIn(booking, query)
  if (date === undefined) return false
  return (query.from === undefined || query.from <= date) && (query.to === undefined || date <= query.to)
}
