// CheckBooking: shows what the visitor booked, or one booking by its reference.

import type { Hook } from "../hook.ts"
import { suggestions, wordingFor } from "../messages.ts"
import { bookingCard, findByReference, showReference } from "./find-booking.ts"

/** How many bookings are shown at most. */
const SHOWN = 5

export const checkBooking: Hook<"CheckBooking"> = async (turn, services) => {
  if (!turn.isFulfillment) return { action: { type: "Delegate" } }
  const words = wordingFor(turn.localeId)
  const reference = turn.slots.Reference
  if (reference !== undefined) {
    const booking = await findByReference(turn, services, reference)
    if (booking === undefined) {
      return {
        action: { type: "ElicitSlot", slot: "Reference" },
        messages: [words.say("unknownReference", { reference: showReference(reference) })],
        slots: { Reference: null },
      }
    }
    return {
      action: { type: "Close", state: "Fulfilled" },
      messages: [words.say("yourBooking"), bookingCard(booking, words)],
      attributes: { reference: booking.reference },
    }
  }
  const all = await services.booking.findByGuest({ visitorId: turn.visitorId })
  const bookings = all.filter(({ state }) => state === "confirmed" || state === "cancelled")
  const [latest] = bookings
  if (latest === undefined) {
    return {
      action: { type: "Close", state: "Fulfilled" },
      messages: [words.say("noBookings"), suggestions([words.text("suggestRoom"), words.text("suggestFlight")])],
    }
  }
  const intro =
    bookings.length === 1
      ? words.say("yourBooking")
      : words.say("yourBookings", { bookings: words.count("booking", bookings.length) })
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [intro, ...bookings.slice(0, SHOWN).map((booking) => bookingCard(booking, words))],
    attributes: { reference: latest.reference },
  }
}
