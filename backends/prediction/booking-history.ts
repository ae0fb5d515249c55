// The assistant's own bookings as history: only what was sold, with what became of it by now.

import type { Booking } from "#backends/booking/booking.ts"
import { hasStarted } from "#backends/booking/cancellation.ts"
import type { EpochMs } from "#core/time.ts"
import type { PastBooking } from "./history.ts"

/** A booking as history; `undefined` when it was never sold. */
export function toPastBooking(booking: Booking, now: EpochMs): PastBooking | undefined {
  const { reference, state, item, guest, rates, cancellation, createdAt, confirmedAt } = booking
  if (confirmedAt === undefined || (state !== "confirmed" && state !== "cancelled")) return undefined
  const free = cancellation.steps.findLast(({ refundPercent }) => refundPercent === 100)
  const [leg] = item.kind === "trip" ? item.legs : []
  const sold =
    item.kind === "stay"
      ? { unit: `${item.hotelId}/${item.roomTypeId}`, start: item.arrival, nights: item.nights, party: item.guests }
      : leg && {
          unit: `${leg.flightNumber}/${leg.cabin}`,
          start: leg.departureDate,
          nights: 0,
          party: item.passengers,
        }
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
