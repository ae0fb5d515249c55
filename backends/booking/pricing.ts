// A request made into something that can be sold: checked, priced, and with what it takes up. Whether it is free is the
// caller's question to the inventory.

import { ok, type Result, refuse } from "#core/result.ts"
import { addDays, addMs, type EpochMs, type IsoDate, localDateTime } from "#core/time.ts"
import type { Money } from "#core/units.ts"
import type { BookedItem, Leg, NightRate, Stay, Trip } from "./booking.ts"
import type { DateRefusal, ItemRequest, OfferRefusal, StayRequest, TripRequest } from "./booking-service.ts"
import type { CabinName, CancellationRule, Flight, Hotel, RoomType } from "./catalogue.ts"
import type { CatalogueIndex } from "./catalogue-index.ts"
import { type ClaimTarget, targetsOf } from "./inventory.ts"
import { fareOn, stayRates, totalOf } from "./rates.ts"
import { checkFlight, checkPartySize, checkStay } from "./stay-rules.ts"
import { instantAt, minutesBetween } from "./zoned-time.ts"

/** A stay or trip with its price and what it takes of the inventory. */
export type Priced<Item extends BookedItem = BookedItem> = {
  readonly item: Item
  readonly rates: readonly NightRate[]
  readonly total: Money
  readonly cancellation: CancellationRule
  readonly targets: readonly ClaimTarget[]
}

/** A priced stay with the hotel and room it is in. */
export type PricedStay = Priced<Stay> & { readonly hotel: Hotel; readonly roomType: RoomType }

type PriceRefusal = DateRefusal | OfferRefusal

/** Prices anything that can be held. */
export function priceItem(index: CatalogueIndex, request: ItemRequest, now: EpochMs): Result<Priced, PriceRefusal> {
  return request.kind === "stay" ? priceStay(index, request, now) : priceTrip(index, request, now)
}

/** Prices nights at a hotel. */
export function priceStay(
  index: CatalogueIndex,
  request: Omit<StayRequest, "kind">,
  now: EpochMs,
): Result<PricedStay, PriceRefusal> {
  const hotel = index.findHotel(request.hotelId)
  if (hotel === undefined) return refuse("unknown-hotel")
  const roomType = hotel.roomTypes.find(({ id }) => id === request.roomTypeId)
  if (roomType === undefined) return refuse("unknown-room-type")
  const refusal = checkStay(request, hotel, roomType, now)
  if (refusal !== undefined) return refuse(refusal)
  const { arrival, nights, guests, rooms = 1 } = request
  const item: Stay = {
    kind: "stay",
    hotelId: hotel.id,
    hotelName: hotel.name,
    city: hotel.city,
    timeZone: hotel.timeZone,
    roomTypeId: roomType.id,
    roomTypeName: roomType.name,
    arrival,
    departure: addDays(arrival, nights),
    nights,
    guests,
    rooms,
  }
  const rates = stayRates(hotel, roomType, arrival, nights)
  const targets = targetsOf(item, index.capacityOf)
  return ok({ item, rates, total: totalOf(rates, rooms), cancellation: hotel.cancellation, targets, hotel, roomType })
}

/** Prices flights; the first flight's cancellation rule goes for the whole trip. */
export function priceTrip(
  index: CatalogueIndex,
  request: Omit<TripRequest, "kind">,
  now: EpochMs,
): Result<Priced<Trip>, PriceRefusal> {
  const { outbound, inbound, cabin, passengers } = request
  const refusal = checkPartySize(passengers)
  if (refusal !== undefined) return refuse(refusal)
  const out = priceLeg(index, outbound, cabin, now)
  if (!out.ok) return out
  if (inbound === undefined) return ok(makeTrip(index, [out.value], passengers))
  const home = priceLeg(index, inbound, cabin, now)
  if (!home.ok) return home
  if (home.value.rate.rate.currency !== out.value.rate.rate.currency) return refuse("currency-differs")
  if (departureOf(home.value.leg) <= arrivalOf(out.value.leg)) return refuse("return-before-arrival")
  return ok(makeTrip(index, [out.value, home.value], passengers))
}

type PricedLeg = { readonly leg: Leg; readonly rate: NightRate; readonly cancellation: CancellationRule }

function priceLeg(
  index: CatalogueIndex,
  wanted: { readonly flightNumber: string; readonly date: IsoDate },
  cabinName: CabinName,
  now: EpochMs,
): Result<PricedLeg, PriceRefusal> {
  const flight = index.findFlight(wanted.flightNumber)
  if (flight === undefined) return refuse("unknown-flight")
  const cabin = flight.cabins.find(({ name }) => name === cabinName)
  if (cabin === undefined) return refuse("unknown-cabin")
  const check = checkFlight(flight, wanted.date, now)
  if (!check.ok) return check
  const rate = { date: wanted.date, rate: fareOn(flight, cabin, wanted.date) }
  return ok({ leg: toLeg(flight, wanted.date, cabinName), rate, cancellation: flight.cancellation })
}

/** A flight on a date. */
export function toLeg(flight: Flight, date: IsoDate, cabin: CabinName): Leg {
  const { flightNumber, airline, from, to, fromAirport, toAirport, fromTimeZone, toTimeZone, departureTime } = flight
  const arrival = arrivalOn(flight, date)
  const minutes = minutesBetween(
    { date, time: departureTime, timeZone: fromTimeZone },
    { date: arrival.date, time: arrival.time, timeZone: toTimeZone },
  )
  return {
    ...{ flightNumber, airline, from, to, fromAirport, toAirport, fromTimeZone, toTimeZone, cabin },
    departureDate: date,
    departureTime,
    arrivalDate: arrival.date,
    arrivalTime: arrival.time,
    minutes,
  }
}

function arrivalOn(flight: Flight, date: IsoDate): { readonly date: IsoDate; readonly time: string } {
  const { durationMinutes, departureTime, fromTimeZone, toTimeZone } = flight
  if (durationMinutes === undefined) return { date: addDays(date, flight.arrivalDayOffset), time: flight.arrivalTime }
  const takeOff = instantAt(date, departureTime, fromTimeZone)
  return localDateTime(addMs(takeOff, durationMinutes * MINUTE_MS), toTimeZone)
}

const MINUTE_MS = 60_000

function departureOf(leg: Leg): EpochMs {
  return instantAt(leg.departureDate, leg.departureTime, leg.fromTimeZone)
}

function arrivalOf(leg: Leg): EpochMs {
  return instantAt(leg.arrivalDate, leg.arrivalTime, leg.toTimeZone)
}

function makeTrip(index: CatalogueIndex, legs: readonly [PricedLeg, ...PricedLeg[]], passengers: number): Priced<Trip> {
  const item: Trip = { kind: "trip", legs: legs.map(({ leg }) => leg), passengers }
  const rates = legs.map(({ rate }) => rate)
  return {
    item,
    rates,
    total: totalOf(rates, passengers),
    cancellation: legs[0].cancellation,
    targets: targetsOf(item, index.capacityOf),
  }
}
