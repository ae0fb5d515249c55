// What a night or a seat costs on a date: whole minor units throughout. What is paid back is cancellation.ts.

import { type IsoDate, weekday } from "#core/time.ts"
import { type MinorUnits, type Money, minorUnits } from "#core/units.ts"
import type { BookedItem, NightRate } from "./booking.ts"
import type { Cabin, Flight, Hotel, RatePlan, RoomType } from "./catalogue.ts"
import { isWithin, nightsOf } from "./stay-rules.ts"

/** The rate of one room for the night that begins on a date. */
export function nightlyRate(hotel: Hotel, roomType: RoomType, date: IsoDate): Money {
  const amount = roomType.fixedRates?.[date] ?? applyPlan(hotel.ratePlan, roomType.baseRate, date)
  return { amount, currency: hotel.currency }
}

/** The rates of one room for a stay, night by night. */
export function stayRates(hotel: Hotel, roomType: RoomType, arrival: IsoDate, nights: number): readonly NightRate[] {
  return nightsOf(arrival, nights).map((date) => ({ date, rate: nightlyRate(hotel, roomType, date) }))
}

/** The fare of one passenger in a cabin on a date. */
export function fareOn(flight: Flight, cabin: Cabin, date: IsoDate): Money {
  return { amount: applyPlan(flight.ratePlan, cabin.baseFare, date), currency: flight.currency }
}

/**
 * Adds rates up, times the rooms or passengers.
 *
 * @throws {RangeError} when the rates are in different currencies, or there are none: both are bugs.
 */
export function totalOf(rates: readonly NightRate[], quantity: number): Money {
  const [first] = rates
  if (first === undefined) throw new RangeError("no rates to add up")
  const { currency } = first.rate
  if (rates.some(({ rate }) => rate.currency !== currency)) throw new RangeError("rates in different currencies")
  const sum = rates.reduce((total, { rate }) => total + rate.amount, 0)
  return { amount: minorUnits(sum * quantity), currency }
}

/** The price of what is booked: its rates, for each room or passenger. What changes cost on top is not in it. */
export function priceOf(item: BookedItem, rates: readonly NightRate[]): Money {
  return totalOf(rates, item.kind === "stay" ? item.rooms : item.passengers)
}

/** The first amount less the second; both in one currency. */
export function subtractMoney(from: Money, money: Money): Money {
  return { amount: minorUnits(from.amount - money.amount), currency: from.currency }
}

/**
 * Applies weekday, season and event to a base, and rounds half up to the plan's step. Never below one step, so that no
 * plan makes a room free by rounding.
 */
function applyPlan(plan: RatePlan, base: MinorUnits, date: IsoDate): MinorUnits {
  const day = plan.weekdayPercents[weekday(date) - 1] ?? 100
  const season = plan.seasons.find((span) => isWithin(span, date))?.percent ?? 100
  const event = plan.events.find((span) => span.from <= date && date <= span.to)?.percent ?? 100
  // Whole numbers until the one division at the end: BigInt, as base times three percents may pass 2^53.
  const scaled = BigInt(base) * BigInt(day) * BigInt(season) * BigInt(event)
  const step = BigInt(plan.roundToMinorUnits) * 1_000_000n
  const steps = (scaled * 2n + step) / (step * 2n)
  return minorUnits(Number((steps > 0n ? steps : 1n) * BigInt(plan.roundToMinorUnits)))
}
