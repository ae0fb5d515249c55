// RestoreBooking: a cancelled booking is given back and can't be had back, but the same can be booked again.

import type { Booking } from "#backends/booking/booking.ts"
import type { Hook, Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"
import { wordingFor } from "../messages.ts"
import { keepUnderWay } from "../under-way.ts"
import { wishOf } from "./booked-again.ts"
import { bookingCard, findByReference, isTheirs, showReference } from "./find-booking.ts"

export const restoreBooking: Hook<"RestoreBooking"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const booking = await findLost(turn, services)
  if (booking === undefined) {
    const { Reference: reference } = turn.slots
    const message =
      reference === undefined
        ? words.say("nothingCancelled")
        : words.say("unknownReference", { reference: showReference(reference) })
    return { action: { type: "Close", state: "Failed" }, messages: [message] }
  }
  if (!isTheirs(booking, turn.visitorId, turn.slots.GuestName)) {
    if (turn.slots.GuestName === undefined) return { action: { type: "ElicitSlot", slot: "GuestName" } }
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("wrongName")] }
  }
  const { reference } = booking
  if (booking.state !== "cancelled") {
    return {
      action: { type: "Close", state: "Fulfilled" },
      messages: [words.say("notCancelled", { reference }), bookingCard(booking, words)],
    }
  }
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [words.say("bookAgain", { reference })],
    attributes: keepUnderWay(wishOf(booking)),
  }
}

/** The booking that was named, or the visitor's latest: a cancelled one rather than one that stands. */
async function findLost(turn: Turn<"RestoreBooking">, services: Services): Promise<Booking | undefined> {
  const { Reference: reference } = turn.slots
  if (reference !== undefined) return findByReference(turn, services, reference)
  const own = await services.booking.findByGuest({ visitorId: turn.visitorId })
  return own.find(({ state }) => state === "cancelled") ?? own.find(({ state }) => state === "confirmed")
}
