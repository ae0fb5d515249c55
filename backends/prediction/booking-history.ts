// The assistant's own bookings as history: only what was sold, with what became of it by now.

import type { BookedItem, Booking, NightRate } from "#backends/booking/booking.ts"
import { hasStarted } from "#backends/booking/cancellation.ts"
import type { EpochMs } from "#core/time.ts"
import type { PastBooking } from "./history.ts"
import type { PriceSeen } from "./price-trend.ts"

/** A booking as history; `undefined` when it was never sold. */
export function toPastBooking(booking: Booking, now: EpochMs): PastBooking | undefined {
  const { reference, state, item, guest, rates, cancellation, createdAt, confirmedAt } = booking
  if (confirmedAt === undefined || (state !== "confirmed" && state !== "cancelled")) return undefined
  const free = cancellation.steps.findLast(({ refundPercent }) => refundPercent === 100)
  const sold = soldUnit(item)
  if (sold === undefined) return undefined
  return {
    reference,
    visitorId: guest.email?.toLowerCase() ?? guest.visitorId,
    kind: item.kind,
    ...sold,
    rate: rates[0]?.rate.amount ?? 0,
    bookedAt: createdAt,
    freeUntilDays: free?.daysBefore ?? -1,
    outcome: state === "cancelled" ? "cancelled" : hasStarted(item, now) ? "kept" : "open",
  }
}

type SoldUnit = Pick<PastBooking, "unit" | "start" | "nights" | "party">

function soldUnit(item: BookedItem): SoldUnit | undefined {
  if (item.kind === "stay") {
    const { hotelId, roomTypeId, arrival: start, nights, guests: party } = item
    return { unit: `${hotelId}/${roomTypeId}`, start, nights, party }
  }
  const [leg] = item.legs
  if (leg === undefined) return undefined
  const { flightNumber, cabin, departureDate: start } = leg
  return { unit: `${flightNumber}/${cabin}`, start, nights: 0, party: item.passengers }
}

/** The price that an offer is seen at, by the names of the history; `undefined` when it has none. */
export function priceSeen(item: BookedItem, rates: readonly NightRate[]): PriceSeen | undefined {
  const sold = soldUnit(item)
  const [first] = rates
  if (sold === undefined || first === undefined) return undefined
  return { kind: item.kind, unit: sold.unit, start: sold.start, rate: first.rate.amount }
}
