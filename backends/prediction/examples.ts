// What the two predictors are shown: numbers that were known when a booking was made, and what came of it. Pure.

import { hashShare } from "#backends/recommendation/engine/split.ts"
import { daysBetween, type EpochMs, formatInstant, type IsoDate, parseIsoDate, weekday } from "#core/time.ts"
import type { PastBooking } from "./history.ts"

/** Numbers that were known, in the order of the names, and what came of it. */
export type Example = {
  /** Which part of the data it belongs to: the same for all examples about one thing. */
  readonly group: string
  readonly inputs: readonly number[]
  readonly target: number
}

/** The middle rate of each unit, which rates are told by. */
export type UnitRates = Readonly<Record<string, number>>

/** What is known of a booking when it is made. */
export type BookingFacts = Pick<
  PastBooking,
  "kind" | "unit" | "start" | "nights" | "party" | "rate" | "bookedAt" | "freeUntilDays"
> & {
  /** The visitor's earlier bookings, and those of them that they cancelled by then. */
  readonly pastBookings: number
  readonly pastCancellations: number
}

/**
 * What the cancellation predictor looks at: lead days, nights and party (logarithms), the rate over the unit's middle one
 * (logarithm), whether it is a flight, starts on Friday or Saturday, can't be cancelled free of charge, the days before the
 * start until which it can (logarithm), the visitor's past bookings (logarithm) and the share of them cancelled.
 */
export function cancellationInputs(facts: BookingFacts, rates: UnitRates): readonly number[] {
  const { bookedAt, start, nights, party, kind, freeUntilDays, pastBookings, pastCancellations } = facts
  return [
    Math.log1p(leadDays(bookedAt, start)),
    Math.log(Math.max(1, nights)),
    Math.log(Math.max(1, party)),
    relativeRate(facts.unit, facts.rate, rates),
    kind === "trip" ? 1 : 0,
    weekday(start) === 5 || weekday(start) === 6 ? 1 : 0,
    freeUntilDays < 0 ? 1 : 0,
    Math.log1p(Math.max(0, freeUntilDays)),
    Math.log1p(pastBookings),
    pastCancellations / Math.max(1, pastBookings),
  ]
}

/** Bookings whose outcome is known, each with what was known of its visitor when it was made. */
export function cancellationExamples(history: readonly PastBooking[], rates: UnitRates): readonly Example[] {
  const past = new Map<string, { bookings: number; cancellations: number }>()
  const inOrder = history.toSorted((a, b) => a.bookedAt - b.bookedAt || (a.reference < b.reference ? -1 : 1))
  return inOrder.flatMap((booking) => {
    const known = past.get(booking.visitorId) ?? { bookings: 0, cancellations: 0 }
    past.set(booking.visitorId, {
      bookings: known.bookings + 1,
      cancellations: known.cancellations + (booking.outcome === "cancelled" ? 1 : 0),
    })
    if (booking.outcome === "open") return []
    const facts = { ...booking, pastBookings: known.bookings, pastCancellations: known.cancellations }
    const target = booking.outcome === "cancelled" ? 1 : 0
    return [{ group: booking.visitorId, inputs: cancellationInputs(facts, rates), target }]
  })
}

/** A rate as it was seen, and how many days later one wants to know it. */
export type PriceFacts = Pick<PastBooking, "kind" | "unit" | "start" | "rate" | "bookedAt"> & {
  readonly daysLater: number
}

/**
 * What the price predictor looks at: lead days and days later (logarithms), the share of the lead that passes, the rate over
 * the unit's middle one (logarithm), whether it is a flight, starts on Friday or Saturday, and the season (sine and cosine).
 */
export function priceInputs(facts: PriceFacts, rates: UnitRates): readonly number[] {
  const lead = leadDays(facts.bookedAt, facts.start)
  const angle = (2 * Math.PI * daysBetween(`${facts.start.slice(0, 4)}-01-01` as IsoDate, facts.start)) / 365.25
  return [
    Math.log1p(lead),
    Math.log1p(facts.daysLater),
    facts.daysLater / Math.max(1, lead),
    relativeRate(facts.unit, facts.rate, rates),
    facts.kind === "trip" ? 1 : 0,
    weekday(facts.start) === 5 || weekday(facts.start) === 6 ? 1 : 0,
    Math.sin(angle),
    Math.cos(angle),
  ]
}

/** Longer apart than this, two rates say little about each other. */
const MAX_DAYS_LATER = 60

/** What the same room or seat cost at one booking and at the next, some days later: the relative change. */
export function priceExamples(history: readonly PastBooking[], rates: UnitRates): readonly Example[] {
  const groups = Map.groupBy(history, ({ unit, start }) => `${unit} ${start}`)
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([group, bookings]) => {
      const inOrder = bookings.toSorted((a, b) => a.bookedAt - b.bookedAt || (a.reference < b.reference ? -1 : 1))
      return inOrder.flatMap((first, position) => {
        const next = inOrder.slice(position + 1).find((later) => daysAfter(first, later) >= 1)
        if (next === undefined || first.rate === 0) return []
        const daysLater = daysAfter(first, next)
        if (daysLater > MAX_DAYS_LATER) return []
        return [{ group, inputs: priceInputs({ ...first, daysLater }, rates), target: next.rate / first.rate - 1 }]
      })
    })
}

function daysAfter(first: PastBooking, later: PastBooking): number {
  return Math.floor((later.bookedAt - first.bookedAt) / 86_400_000)
}

function leadDays(bookedAt: EpochMs, start: IsoDate): number {
  const date = parseIsoDate(formatInstant(bookedAt).slice(0, 10)) ?? start
  return Math.max(0, daysBetween(date, start))
}

function relativeRate(unit: string, rate: number, rates: UnitRates): number {
  const middle = rates[unit]
  return middle === undefined || middle === 0 || rate === 0 ? 0 : Math.log(rate / middle)
}

/** The median rate of each unit. */
export function middleRates(history: readonly PastBooking[]): UnitRates {
  const byUnit = Map.groupBy(history, ({ unit }) => unit)
  const middles = [...byUnit].map(([unit, bookings]) => {
    const sorted = bookings.map(({ rate }) => rate).toSorted((a, b) => a - b)
    return [unit, sorted[sorted.length >> 1] ?? 0] as const
  })
  return Object.fromEntries(middles.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** What predictors learn from, what their probabilities are set by, and what no training ever sees. */
export type Parts = {
  readonly learned: readonly Example[]
  readonly calibrating: readonly Example[]
  readonly aside: readonly Example[]
}

const ASIDE_SHARE = 0.2
const CALIBRATING_SHARE = 0.2

/** Parts examples by a hash of their group, so that a group set aside once is so in every later history. */
export function partExamples(examples: readonly Example[]): Parts {
  const isAside = ({ group }: Example) => hashShare("set aside", group) < ASIDE_SHARE
  const rest = examples.filter((example) => !isAside(example))
  const isCalibrating = ({ group }: Example) => hashShare("calibrating", group) < CALIBRATING_SHARE
  return {
    learned: rest.filter((example) => !isCalibrating(example)),
    calibrating: rest.filter(isCalibrating),
    aside: examples.filter(isAside),
  }
}
