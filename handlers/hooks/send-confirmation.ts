// SendConfirmation: mails a booking's itinerary and calendar file to the address the visitor names.

import type { Booking } from "#backends/booking/booking.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { type Wording, wordingFor } from "../messages.ts"
import { findUnderWay, keepUnderWay, type UnderWay } from "../under-way.ts"
import { bookingCard, findBooking, isTheirs } from "./find-booking.ts"

type MailTurn = Turn<"SendConfirmation">
type MailDecision = Decision<"SendConfirmation">

export const sendConfirmation: Hook<"SendConfirmation"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const underWay = findUnderWay(turn)
  // Said while something is being booked, the address is a detail of that booking.
  if (underWay !== undefined && turn.slots.Reference === undefined) return noteAddress(turn, underWay)
  const found = await findBooking(turn, services, turn.slots.Reference ?? turn.attributes.reference)
  switch (found.type) {
    case "none":
      return fail([words.say("noBookings")])
    case "unknown-reference":
      return elicitReference([words.say("unknownReference", { reference: found.reference })])
    case "several": {
      const cards = found.bookings.slice(0, 5).map((booking) => bookingCard(booking, words))
      return elicitReference([words.say("whichBookingToMail"), ...cards])
    }
    case "found":
      return withBooking(turn, services, words, found.booking)
  }
}

function noteAddress({ slots: { Email: email } }: MailTurn, underWay: UnderWay): MailDecision {
  if (email === undefined) return { action: { type: "Delegate" } }
  return {
    action: { type: "Close", state: "Fulfilled" },
    attributes: keepUnderWay({ ...underWay, slots: { ...underWay.slots, Email: email } }),
  }
}

async function withBooking(
  turn: MailTurn,
  services: Services,
  words: Wording,
  booking: Booking,
): Promise<MailDecision> {
  const { reference } = booking
  if (!isTheirs(booking, turn.visitorId, turn.slots.GuestName)) {
    if (turn.slots.GuestName === undefined) return { action: { type: "ElicitSlot", slot: "GuestName" } }
    return fail([words.say("wrongName")])
  }
  if (booking.state !== "confirmed") return fail([words.say("nothingToMail", { reference })])
  const email = turn.slots.Email
  if (!turn.isFulfillment || email === undefined) {
    return { action: { type: "Delegate" }, slots: { Reference: reference } }
  }
  const mailed = await services.booking.mailConfirmation({ reference, email })
  if (!mailed.ok) {
    const reply = mailed.refusal === "too-many-addresses" ? "mailedOften" : "nothingToMail"
    return fail([words.say(reply, { reference })])
  }
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [words.say("mailed", { reference, email })],
    attributes: { reference },
  }
}

function fail(messages: MailDecision["messages"] & {}): MailDecision {
  return { action: { type: "Close", state: "Failed" }, messages }
}

function elicitReference(messages: MailDecision["messages"] & {}): MailDecision {
  return { action: { type: "ElicitSlot", slot: "Reference" }, messages, slots: { Reference: null } }
}
