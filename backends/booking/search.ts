// Offers: what is on sale, priced, and free at the moment of asking. Nothing is kept for anyone here; that is hold.ts.

import { ok, type Result, refuse } from "#core/result.ts"
import type { EpochMs } from "#core/time.ts"
import type { Trip } from "./booking.ts"
import type {
  DateRefusal,
  FlightQuery,
  OfferRefusal,
  StayOffer,
  StayQuery,
  StayRequest,
  TripOffer,
  TripRequest,
} from "./booking-service.ts"
import type { BookingStore } from "./booking-store.ts"
import { freeCancellationUntil } from "./cancellation.ts"
import { CABINS, type CabinName, type City, type Flight, type Hotel, type RoomType } from "./catalogue.ts"
import { type CatalogueIndex, normalizeName } from "./catalogue-index.ts"
import { type ClaimTarget, type Days, leftFor, targetName } from "./inventory.ts"
import { type Priced, type PricedStay, priceStay, priceTrip } from "./pricing.ts"
import { nightlyRate } from "./rates.ts"
import { checkDate, checkNights, checkPartySize, nightsOf } from "./stay-rules.ts"

/** What searching needs. */
export type SearchParts = { readonly store: BookingStore; readonly index: CatalogueIndex }

type SearchRefusal = DateRefusal | OfferRefusal

const DEFAULT_LIMIT = 10

/** Finds rooms in a city; see `BookingService.searchStays`. */
export async function searchStays(
  parts: SearchParts,
  query: StayQuery,
  now: EpochMs,
): Promise<Result<readonly StayOffer[], SearchRefusal>> {
  const city = parts.index.findCity(query.city)
  if (city === undefined) return refuse("unknown-city")
  const refusal = checkQuery(query, city, now)
  if (refusal !== undefined) return refuse(refusal)
  const hotels = parts.index.hotelsIn(city.name).filter((hotel) => isWanted(hotel, query))
  const { arrival, nights, guests, rooms = 1 } = query
  const requests = hotels.flatMap((hotel) =>
    hotel.roomTypes
      .filter((roomType) => isRoomWanted(hotel, roomType, query))
      .map((roomType) => ({ hotelId: hotel.id, roomTypeId: roomType.id, arrival, nights, guests, rooms })),
  )
  const offers = await offerStays(parts, requests, now)
  const best = [...Map.groupBy(offers, ({ hotel }) => hotel.id).values()].flatMap((own) =>
    own.toSorted(byPrice).slice(0, 1),
  )
  const sorted = best.toSorted(query.sortBy === "price" ? byPrice : byRating)
  return ok(sorted.slice(0, query.limit ?? DEFAULT_LIMIT))
}

function checkQuery(query: StayQuery, city: City, now: EpochMs): SearchRefusal | undefined {
  const { rooms = 1, guests } = query
  return (
    checkNights(query.nights) ??
    checkDate(query.arrival, city.timeZone, now) ??
    checkPartySize(rooms) ??
    (Number.isInteger(guests) && guests >= 1 ? undefined : "party-size-invalid")
  )
}

function isWanted(hotel: Hotel, query: StayQuery): boolean {
  const tags = query.tags ?? []
  return hotel.stars >= (query.minimumStars ?? 0) && tags.every((tag) => hotel.tags.includes(tag))
}

function isRoomWanted(hotel: Hotel, roomType: RoomType, query: StayQuery): boolean {
  const word = query.roomType === undefined ? "" : normalizeName(query.roomType)
  if (!normalizeName(roomType.name).includes(word)) return false
  if (query.maximumRate === undefined) return true
  const rates = nightsOf(query.arrival, query.nights).map((date) => nightlyRate(hotel, roomType, date).amount)
  return rates.reduce((sum, rate) => sum + rate, 0) <= query.maximumRate * query.nights
}

/** Prices what can be priced and keeps what is free; requests that a rule refuses are left out. */
export async function offerStays(
  parts: SearchParts,
  requests: readonly Omit<StayRequest, "kind">[],
  now: EpochMs,
): Promise<readonly StayOffer[]> {
  const priced = requests.flatMap((request) => {
    const result = priceStay(parts.index, request, now)
    return result.ok ? [result.value] : []
  })
  const left = await readLeft(
    parts.store,
    priced.map(({ targets }) => targets),
  )
  return priced.flatMap((one, position) => {
    const roomsLeft = left[position] ?? 0
    return roomsLeft >= one.item.rooms ? [toStayOffer(one, roomsLeft)] : []
  })
}

/** How many are left of each list of targets, in one batch of reads. */
async function readLeft(store: BookingStore, all: readonly (readonly ClaimTarget[])[]): Promise<readonly number[]> {
  const taken = await store.readTaken(all.flat())
  const none: Days = new Map()
  return all.map((targets) =>
    Math.max(0, Math.min(...targets.map((target) => leftFor(target, taken.get(targetName(target)) ?? none)))),
  )
}

function toStayOffer(priced: PricedStay, roomsLeft: number): StayOffer {
  const { hotel, roomType, item, rates, total } = priced
  const until = freeCancellationUntil(priced.cancellation, item)
  return {
    ...{ hotel, roomType, stay: item, rates, total, roomsLeft },
    ...(until === undefined ? {} : { freeCancellationUntil: until }),
  }
}

/** Prices one stay and says whether it is free. */
export async function quoteStay(
  parts: SearchParts,
  request: StayRequest,
  now: EpochMs,
): Promise<Result<StayOffer, SearchRefusal | "sold-out">> {
  const priced = priceStay(parts.index, request, now)
  if (!priced.ok) return priced
  const [roomsLeft = 0] = await readLeft(parts.store, [priced.value.targets])
  return roomsLeft >= priced.value.item.rooms ? ok(toStayOffer(priced.value, roomsLeft)) : refuse("sold-out")
}

/** All room types of a hotel that are free, cheapest first; see `BookingService.listRooms`. */
export async function listRooms(
  parts: SearchParts,
  query: Omit<StayRequest, "kind" | "roomTypeId">,
  now: EpochMs,
): Promise<Result<readonly StayOffer[], SearchRefusal>> {
  const hotel = parts.index.findHotel(query.hotelId)
  if (hotel === undefined) return refuse("unknown-hotel")
  const requests = hotel.roomTypes.map(({ id }) => ({ ...query, roomTypeId: id }))
  const checks = requests.map((request) => priceStay(parts.index, request, now))
  const refusals = checks.flatMap((check) => (check.ok ? [] : [check.refusal]))
  const [first] = refusals
  // When no room type passes, a reason that goes for all of them tells more than one room being too small.
  if (first !== undefined && refusals.length === checks.length)
    return refuse(refusals.find((one) => one !== "too-many-guests") ?? first)
  return ok((await offerStays(parts, requests, now)).toSorted(byPrice))
}

/** Finds trips between two cities; see `BookingService.searchFlights`. */
export async function searchFlights(
  parts: SearchParts,
  query: FlightQuery,
  now: EpochMs,
): Promise<Result<readonly TripOffer[], SearchRefusal>> {
  const from = parts.index.findCity(query.from)
  const to = parts.index.findCity(query.to)
  if (from === undefined || to === undefined) return refuse("unknown-city")
  const refusal = checkTripDates(query, from, to, now) ?? checkPartySize(query.passengers)
  if (refusal !== undefined) return refuse(refusal)
  const offers = await offerTrips(parts, tripRequests(parts.index, query, from, to), now)
  const order = { price: byPrice, departure: byDeparture, duration: byDuration }[query.sortBy ?? "price"]
  return ok(offers.toSorted(order).slice(0, query.limit ?? DEFAULT_LIMIT))
}

function checkTripDates(query: FlightQuery, from: City, to: City, now: EpochMs): DateRefusal | undefined {
  const refusal = checkDate(query.departure, from.timeZone, now)
  if (refusal !== undefined || query.returning === undefined) return refusal
  return query.returning < query.departure ? "return-before-arrival" : checkDate(query.returning, to.timeZone, now)
}

/** Every flight out, with every flight home when one is asked for. */
function tripRequests(
  index: CatalogueIndex,
  query: FlightQuery,
  from: City,
  to: City,
): readonly Omit<TripRequest, "kind">[] {
  const { departure, returning, passengers } = query
  const cabin: CabinName = query.cabin ?? CABINS[0]
  const out = index.flightsBetween(from.name, to.name).map((flight) => ({ outbound: on(flight, departure) }))
  if (returning === undefined) return out.map((legs) => ({ ...legs, cabin, passengers }))
  const home = index.flightsBetween(to.name, from.name).map((flight) => on(flight, returning))
  return out.flatMap((legs) => home.map((inbound) => ({ ...legs, inbound, cabin, passengers })))
}

function on(flight: Flight, date: TripRequest["outbound"]["date"]): TripRequest["outbound"] {
  return { flightNumber: flight.flightNumber, date }
}

/** Prices what can be priced and keeps what has seats; requests that a rule refuses are left out. */
export async function offerTrips(
  parts: SearchParts,
  requests: readonly Omit<TripRequest, "kind">[],
  now: EpochMs,
): Promise<readonly TripOffer[]> {
  const priced = requests.flatMap((request) => {
    const result = priceTrip(parts.index, request, now)
    return result.ok ? [result.value] : []
  })
  const left = await readLeft(
    parts.store,
    priced.map(({ targets }) => targets),
  )
  return priced.flatMap((one, position) => {
    const seatsLeft = left[position] ?? 0
    return seatsLeft >= one.item.passengers ? [toTripOffer(one, seatsLeft)] : []
  })
}

function toTripOffer(priced: Priced<Trip>, seatsLeft: number): TripOffer {
  const { item, rates, total } = priced
  const until = freeCancellationUntil(priced.cancellation, item)
  return { trip: item, rates, total, seatsLeft, ...(until === undefined ? {} : { freeCancellationUntil: until }) }
}

/** Prices one trip and says whether it has seats. */
export async function quoteTrip(
  parts: SearchParts,
  request: TripRequest,
  now: EpochMs,
): Promise<Result<TripOffer, SearchRefusal | "sold-out">> {
  const priced = priceTrip(parts.index, request, now)
  if (!priced.ok) return priced
  const [seatsLeft = 0] = await readLeft(parts.store, [priced.value.targets])
  return seatsLeft >= request.passengers ? ok(toTripOffer(priced.value, seatsLeft)) : refuse("sold-out")
}

function byPrice(one: StayOffer | TripOffer, other: StayOffer | TripOffer): number {
  return one.total.amount - other.total.amount
}

function byRating(one: StayOffer, other: StayOffer): number {
  return other.hotel.guestRating - one.hotel.guestRating || byPrice(one, other)
}

function byDeparture(one: TripOffer, other: TripOffer): number {
  const [first, second] = [one, other].map(({ trip }) => trip.legs[0]?.departureTime ?? "")
  return (first ?? "").localeCompare(second ?? "") || byPrice(one, other)
}

function byDuration(one: TripOffer, other: TripOffer): number {
  return (one.trip.legs[0]?.minutes ?? 0) - (other.trip.legs[0]?.minutes ?? 0) || byPrice(one, other)
}
