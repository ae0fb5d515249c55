// Bookings as an owner reads them on a screen or in a spreadsheet. Which bookings is commands.ts.

import { formatInstant } from "#core/time.ts"
import { currencyDecimals, formatMoney, type Money } from "#core/units.ts"
import type { Booking } from "../booking.ts"
import { describeItem } from "../itinerary.ts"

/** The columns of a booking's row. */
export const BOOKING_COLUMNS = [
  "reference",
  "state",
  "starts",
  "ends",
  "what",
  "party",
  "name",
  "email",
  "total",
  "refund",
  "currency",
  "created",
] as const

/** A booking in those columns; what doesn't apply is empty. */
export function toRow(booking: Booking): readonly string[] {
  const { item, guest, total, refund } = booking
  const legs = item.kind === "trip" ? item.legs : []
  const place =
    item.kind === "stay"
      ? [item.arrival, item.departure, `${item.hotelName} ${item.roomTypeName} x${item.rooms}`, item.guests]
      : [
          legs[0]?.departureDate ?? "",
          legs.at(-1)?.arrivalDate ?? "",
          legs.map(({ flightNumber, cabin }) => `${flightNumber} ${cabin}`).join(" + "),
          item.passengers,
        ]
  return [
    booking.reference,
    booking.state,
    ...place.map(String),
    guest.name,
    guest.email ?? "",
    toDecimal(total),
    refund === undefined ? "" : toDecimal(refund),
    total.currency,
    formatInstant(booking.createdAt),
  ]
}

/** An amount as spreadsheets take it: `1250.00`. */
function toDecimal({ amount, currency }: Money): string {
  const decimals = currencyDecimals(currency)
  return (amount / 10 ** decimals).toFixed(decimals)
}

/** A row as a line of a CSV file. What a spreadsheet would run as a formula is quoted as text: names come from guests. */
export function toCsvLine(row: readonly string[]): string {
  return row
    .map((cell) => (/^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")
}

/** Everything about a booking, line by line. */
export function describeBooking(booking: Booking): readonly string[] {
  const { guest, rates, cancellation } = booking
  const steps = cancellation.steps.map(
    ({ daysBefore, untilTime, refundPercent }) => `${refundPercent} % until ${untilTime} ${daysBefore} days before`,
  )
  return [
    `${booking.reference}  ${booking.state}`,
    ...describeItem(booking.item).lines,
    `Guest: ${guest.name}${guest.email === undefined ? "" : ` <${guest.email}>`}, visitor ${guest.visitorId}`,
    ...rates.map(({ date, rate }) => `${date}: ${formatMoney(rate)}`),
    `Total: ${formatMoney(booking.total)}`,
    ...(booking.refund === undefined ? [] : [`Refund: ${formatMoney(booking.refund)}`]),
    `Paid back when cancelled: ${steps.length === 0 ? "nothing" : steps.join(", ")}`,
    `Made ${formatInstant(booking.createdAt)}, last changed ${formatInstant(booking.updatedAt)}`,
    ...(booking.state === "held" ? [`Held until ${formatInstant(booking.expiresAt)}`] : []),
  ]
}
