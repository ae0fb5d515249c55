// What a booking would be and cost after a change: nights and flights that stay keep their price, new ones get today's,
// and what is given up is paid back as the terms have it now.

import { ok, type Result, refuse } from "#core/result.ts"
import type { EpochMs } from "#core/time.ts"
import { type Money, minorUnits } from "#core/units.ts"
import type { NightRate, Stay, Trip } from "./booking.ts"
import type { ChangeRequest, DateRefusal, OfferRefusal, TripRequest } from "./booking-service.ts"
import type { BookingRecord } from "./booking-store.ts"
import { refundOf, refundPercent } from "./cancellation.ts"
import type { CancellationRule } from "./catalogue.ts"
import type { CatalogueIndex } from "./catalogue-index.ts"
import { type Priced, priceStay, priceTrip } from "./pricing.ts"
import { priceOf, subtractMoney } from "./rates.ts"

type PriceRefusal = DateRefusal | OfferRefusal | "kind-differs"

/** Prices a booking as it would be after a change. */
export function priceChange(
  index: CatalogueIndex,
  record: BookingRecord,
  change: ChangeRequest,
  now: EpochMs,
): Result<Priced, PriceRefusal> {
  const { item } = record
  const priced =
    item.kind === "stay" ? priceStayChange(index, item, change, now) : priceTripChange(index, item, change, now)
  if (!priced.ok) return priced
  if (priced.value.total.currency !== record.total.currency) return refuse("currency-differs")
  const rates = keepRates(record, priced.value)
  const percent = refundPercent(record.cancellation, item, now)
  return ok({
    ...priced.value,
    rates,
    total: totalAfter(record, priceOf(priced.value.item, rates), percent),
    cancellation: capRefunds(priced.value.cancellation, percent),
  })
}

/** The new price, and what the terms keep of what was given up, at this change and at those before. */
function totalAfter(record: BookingRecord, price: Money, percent: number): Money {
  const before = priceOf(record.item, record.rates)
  const kept = record.total.amount - before.amount
  const givenUp = { ...price, amount: minorUnits(Math.max(0, before.amount - price.amount)) }
  const keptNow = subtractMoney(givenUp, refundOf(givenUp, percent))
  return { ...price, amount: minorUnits(price.amount + kept + keptNow.amount) }
}

/** Terms that pay no more back than those of before do now: nobody gets out of a deadline by moving to a later day. */
function capRefunds({ steps }: CancellationRule, percent: number): CancellationRule {
  return { steps: steps.map((step) => ({ ...step, refundPercent: Math.min(step.refundPercent, percent) })) }
}

function priceStayChange(
  index: CatalogueIndex,
  stay: Stay,
  change: ChangeRequest,
  now: EpochMs,
): Result<Priced, PriceRefusal> {
  if (change.outbound !== undefined || change.inbound !== undefined || change.cabin !== undefined)
    return refuse("kind-differs")
  return priceStay(
    index,
    {
      hotelId: stay.hotelId,
      roomTypeId: change.roomTypeId ?? stay.roomTypeId,
      arrival: change.arrival ?? stay.arrival,
      nights: change.nights ?? stay.nights,
      guests: change.guests ?? stay.guests,
      rooms: change.rooms ?? stay.rooms,
    },
    now,
  )
}

function priceTripChange(
  index: CatalogueIndex,
  trip: Trip,
  change: ChangeRequest,
  now: EpochMs,
): Result<Priced, PriceRefusal> {
  if (change.arrival !== undefined || change.nights !== undefined || change.roomTypeId !== undefined)
    return refuse("kind-differs")
  const [out, home] = trip.legs
  if (out === undefined) throw new RangeError("a trip without flights")
  const kept = home === undefined ? undefined : { flightNumber: home.flightNumber, date: home.departureDate }
  const inbound: TripRequest["inbound"] = change.inbound === undefined ? kept : (change.inbound ?? undefined)
  return priceTrip(
    index,
    {
      outbound: change.outbound ?? { flightNumber: out.flightNumber, date: out.departureDate },
      ...(inbound === undefined ? {} : { inbound }),
      cabin: change.cabin ?? out.cabin,
      passengers: change.passengers ?? change.guests ?? trip.passengers,
    },
    now,
  )
}

/** New rates, with the old one wherever the same night in the same room (or the same seat) is kept. */
function keepRates(record: BookingRecord, priced: Priced): readonly NightRate[] {
  const old = new Map(unitNights(record.item, record.rates))
  return unitNights(priced.item, priced.rates).map(([unit, rate]) => old.get(unit) ?? rate)
}

/** Each rate under a name for what it is the rate of. */
function unitNights(item: Stay | Trip, rates: readonly NightRate[]): readonly (readonly [string, NightRate])[] {
  return rates.map((rate, position) => {
    const leg = item.kind === "trip" ? item.legs[position] : undefined
    const unit = item.kind === "stay" ? `${item.hotelId}|${item.roomTypeId}` : `${leg?.flightNumber}|${leg?.cabin}`
    return [`${unit}|${rate.date}`, rate] as const
  })
}
