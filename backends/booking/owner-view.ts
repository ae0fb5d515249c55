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
  return "hotelId" in query ? listOfHotel(parts, query, limit) : listOfFlight(parts, query, limit)
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

type Span = { readonly from: IsoDate; readonly to: IsoDate }

/** What was asked for; from today on when nothing was. */
function spanOf(query: BookingListQuery, today: IsoDate): Span {
  const from = query.from ?? today
  return { from, to: query.to ?? addDays(from, DEFAULT_DAYS) }
}

function datesOf({ from, to }: Span): readonly IsoDate[] {
  return nightsOf(from, MAX_DAYS_AHEAD + 1).filter((date) => date <= to)
}

/** The months of all room types in the span: whoever arrives in it holds a night in it. */
function listOfHotel(
  parts: BookingParts,
  query: BookingListQuery & { readonly hotelId: string },
  limit: number,
): Promise<BookingPage> | BookingPage {
  const hotel = parts.index.findHotel(query.hotelId)
  if (hotel === undefined) return { bookings: [] }
  const span = spanOf(query, todayAt(parts.clock(), hotel.timeZone))
  const months = [...new Set(datesOf(span).map((date) => date.slice(0, 7)))]
  const keys = hotel.roomTypes.flatMap(({ id }) => months.map((period) => ({ unit: roomUnit(hotel.id, id), period })))
  const arrivalOf = ({ item }: Booking) => (item.kind === "stay" ? item.arrival : undefined)
  return listByClaims(parts, { query, keys, span, dateOf: arrivalOf, limit })
}

function listOfFlight(
  parts: BookingParts,
  query: BookingListQuery & { readonly flightNumber: string },
  limit: number,
): Promise<BookingPage> | BookingPage {
  const flight = parts.index.findFlight(query.flightNumber)
  if (flight === undefined) return { bookings: [] }
  const { flightNumber, cabins, fromTimeZone } = flight
  const span = spanOf(query, todayAt(parts.clock(), fromTimeZone))
  const keys = cabins.flatMap(({ name }) =>
    datesOf(span).map((period) => ({ unit: seatUnit(flightNumber, name), period })),
  )
  // Whoever has changed to another flight has left a trace here, and no longer flies.
  const departureOf = ({ item }: Booking) =>
    item.kind === "trip" ? item.legs.find((leg) => leg.flightNumber === flightNumber)?.departureDate : undefined
  return listByClaims(parts, { query, keys, span, dateOf: departureOf, limit })
}

async function listByClaims(
  parts: BookingParts,
  list: {
    readonly query: BookingListQuery
    readonly keys: readonly InventoryKey[]
    readonly span: Span
    readonly dateOf: (booking: Booking) => IsoDate | undefined
    readonly limit: number
  },
): Promise<BookingPage> {
  const { query, keys, span, dateOf, limit } = list
  const periods = await Promise.all(keys.map((key) => parts.store.readPeriod(key)))
  const references = periods.flatMap(({ claims }) => [...claims.keys()])
  const records = await parts.store.findAll(references)
  const sorted = records
    .map(toBooking)
    .filter((booking) => hasState(booking, query))
    .flatMap((booking) => {
      const date = dateOf(booking)
      const isWithin = date !== undefined && span.from <= date && date <= span.to
      return isWithin ? [{ booking, place: `${date}#${booking.reference}` }] : []
    })
    .toSorted((one, other) => (one.place < other.place ? -1 : 1))
  const rest = sorted.filter(({ place }) => query.after === undefined || place > query.after)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return {
    bookings: page.map(({ booking }) => booking),
    ...(rest.length > limit && last !== undefined ? { next: last.place } : {}),
  }
}
