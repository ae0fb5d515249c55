// A booking and its life: held, confirmed, cancelled. Data only; what may happen when is in the booking service's files.

import type { EpochMs, IsoDate } from "#core/time.ts"
import type { Money } from "#core/units.ts"
import type { CabinName, CancellationRule } from "./catalogue.ts"

/**
 * How far a booking has come.
 * - `held`: rooms or seats are kept until `expiresAt`, nothing is due yet.
 * - `confirmed`: sold.
 * - `cancelled`: given back by the guest (or the property); `refund` says what is paid back.
 * - `expired`: the hold ran out before it was confirmed.
 * - `failed`: the hold never got all of its rooms; someone else was faster.
 */
export type BookingState = "held" | "confirmed" | "cancelled" | "expired" | "failed"

/** Who a booking is for. */
export type Guest = {
  /** The name on the booking, in any script, as the guest wrote it. */
  readonly name: string
  /** Absent: nothing is mailed. */
  readonly email?: string
  /** The session or visitor who booked. */
  readonly visitorId: string
}

/** The rate of one night (or the fare of one leg and passenger). */
export type NightRate = { readonly date: IsoDate; readonly rate: Money }

/** What is taken up at a hotel. Departure is `arrival` plus `nights`. */
export type Stay = {
  readonly kind: "stay"
  readonly hotelId: string
  readonly hotelName: string
  readonly city: string
  readonly timeZone: string
  readonly roomTypeId: string
  readonly roomTypeName: string
  /** The property's local date. */
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly nights: number
  /** All guests together. */
  readonly guests: number
  readonly rooms: number
}

/** One flight on one day. */
export type Leg = {
  readonly flightNumber: string
  readonly airline: string
  readonly from: string
  readonly to: string
  readonly fromAirport: string
  readonly toAirport: string
  readonly fromTimeZone: string
  readonly toTimeZone: string
  readonly cabin: CabinName
  /** Local at each airport. */
  readonly departureDate: IsoDate
  readonly departureTime: string
  readonly arrivalDate: IsoDate
  readonly arrivalTime: string
  /** Between take-off and landing, daylight saving and time zones counted. */
  readonly minutes: number
}

/** Seats on one flight, or on the flights out and back. */
export type Trip = {
  readonly kind: "trip"
  readonly legs: readonly Leg[]
  readonly passengers: number
}

/** What a booking is about. */
export type BookedItem = Stay | Trip

/** A booking as the guest and the property see it. */
export type Booking = {
  /** `BK-XXXX-XXXX`; how people name the booking. */
  readonly reference: string
  readonly state: BookingState
  readonly item: BookedItem
  readonly guest: Guest
  /** What is paid in all: the rates, and what the terms kept of nights or flights that changes gave up. */
  readonly total: Money
  /** By night for one room, or by leg for one passenger. */
  readonly rates: readonly NightRate[]
  /** The rule that stood when the item was priced; after a change it pays no more back than was paid back then. */
  readonly cancellation: CancellationRule
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
  /** When a hold ends; meaningless once confirmed. */
  readonly expiresAt: EpochMs
  /** Set once sold: what was cancelled without it was never more than a hold. */
  readonly confirmedAt?: EpochMs
  /** Set once cancelled; zero when the rule pays nothing back. */
  readonly refund?: Money
}
