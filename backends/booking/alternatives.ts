// What to offer when the wish itself is sold out: the nearest other rooms, dates, hotels and flights. Only what is free.

import { addDays, daysBetween, type EpochMs } from "#core/time.ts"
import type {
  StayAlternatives,
  StayOffer,
  StayRequest,
  TripAlternatives,
  TripOffer,
  TripRequest,
} from "./booking-service.ts"
import { CABINS, type Hotel } from "./catalogue.ts"
import { offerStays, offerTrips, type SearchParts } from "./search.ts"

const DAYS_AROUND_STAY = 7
const DAYS_AROUND_TRIP = 3
/** As many as can be said in one breath. */
const MAX_OFFERS = 4

/** See `BookingService.suggestStays`. */
export async function suggestStays(parts: SearchParts, request: StayRequest, now: EpochMs): Promise<StayAlternatives> {
  const hotel = parts.index.findHotel(request.hotelId)
  if (hotel === undefined) return { otherRoomTypes: [], otherDates: [], otherHotels: [] }
  const { kind: _, ...wish } = request
  const others = hotel.roomTypes.filter(({ id }) => id !== request.roomTypeId)
  const rooms = others.map(({ id }) => ({ ...wish, roomTypeId: id }))
  const dates = daysAround(DAYS_AROUND_STAY).map((days) => ({ ...wish, arrival: addDays(request.arrival, days) }))
  const neighbors = parts.index.hotelsIn(hotel.city).filter(({ id }) => id !== hotel.id)
  const hotels = neighbors.flatMap(({ id, roomTypes }) =>
    roomTypes.map((roomType) => ({ ...wish, hotelId: id, roomTypeId: roomType.id })),
  )
  const [otherRooms, otherDates, otherHotels] = await Promise.all(
    [rooms, dates, hotels].map((requests) => offerStays(parts, requests, now)),
  )
  return {
    otherRoomTypes: (otherRooms ?? []).toSorted(byTotal).slice(0, MAX_OFFERS),
    otherDates: (otherDates ?? []).toSorted(byDistance(request)).slice(0, MAX_OFFERS),
    otherHotels: cheapestOfEach(otherHotels ?? [])
      .toSorted(byLikeness(hotel))
      .slice(0, MAX_OFFERS),
  }
}

/** -1, 1, -2, 2, …: nearest first. */
function daysAround(days: number): readonly number[] {
  return Array.from({ length: days }, (_, index) => [-index - 1, index + 1]).flat()
}

function byTotal(one: StayOffer | TripOffer, other: StayOffer | TripOffer): number {
  return one.total.amount - other.total.amount
}

function byDistance(request: StayRequest): (one: StayOffer, other: StayOffer) => number {
  const distance = ({ stay }: StayOffer) => Math.abs(daysBetween(request.arrival, stay.arrival))
  return (one, other) => distance(one) - distance(other)
}

function cheapestOfEach(offers: readonly StayOffer[]): readonly StayOffer[] {
  return [...Map.groupBy(offers, ({ hotel }) => hotel.id).values()].flatMap((own) => own.toSorted(byTotal).slice(0, 1))
}

/** Hotels of the same class first, then those that share most with the one that was wished for. */
function byLikeness(wished: Hotel): (one: StayOffer, other: StayOffer) => number {
  const stars = ({ hotel }: StayOffer) => Math.abs(hotel.stars - wished.stars)
  const shared = ({ hotel }: StayOffer) => hotel.tags.filter((tag) => wished.tags.includes(tag)).length
  return (one, other) =>
    stars(one) - stars(other) || shared(other) - shared(one) || other.hotel.guestRating - one.hotel.guestRating
}

/** See `BookingService.suggestTrips`. */
export async function suggestTrips(parts: SearchParts, request: TripRequest, now: EpochMs): Promise<TripAlternatives> {
  const flight = parts.index.findFlight(request.outbound.flightNumber)
  if (flight === undefined) return { otherCabins: [], otherFlights: [], otherDates: [] }
  const { kind: _, ...wish } = request
  const cabins = CABINS.filter((cabin) => cabin !== request.cabin).map((cabin) => ({ ...wish, cabin }))
  const flights = parts.index.flightsBetween(flight.from, flight.to).map(({ flightNumber }) => flightNumber)
  const on = (flightNumber: string, days: number) => ({
    ...wish,
    outbound: { flightNumber, date: addDays(request.outbound.date, days) },
  })
  const sameDay = flights.filter((flightNumber) => flightNumber !== flight.flightNumber).map((number) => on(number, 0))
  const otherDays = daysAround(DAYS_AROUND_TRIP).flatMap((days) => flights.map((number) => on(number, days)))
  const [otherCabins, otherFlights, otherDates] = await Promise.all(
    [cabins, sameDay, otherDays].map((requests) => offerTrips(parts, requests, now)),
  )
  return {
    otherCabins: (otherCabins ?? []).toSorted(byTotal).slice(0, MAX_OFFERS),
    otherFlights: (otherFlights ?? []).toSorted(byTotal).slice(0, MAX_OFFERS),
    otherDates: cheapestOfEachDay(otherDates ?? []).slice(0, MAX_OFFERS),
  }
}

/** Offers come nearest date first, and stay so. */
function cheapestOfEachDay(offers: readonly TripOffer[]): readonly TripOffer[] {
  const days = Map.groupBy(offers, ({ trip }) => trip.legs[0]?.departureDate)
  return [...days.values()].flatMap((own) => own.toSorted(byTotal).slice(0, 1))
}
