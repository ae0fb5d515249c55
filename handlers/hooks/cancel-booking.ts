// CancelBooking: says what is paid back, asks, and gives the booking back.

import type { Booking } from "#backends/booking/booking.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { card, type Wording, wordingFor } from "../messages.ts"
import { bookingCard, describeBooking, findBooking, isTheirs } from "./find-booking.ts"

type CancelTurn = Turn<"CancelBooking">
type CancelDecision = Decision<"CancelBooking">

const DELEGATE: CancelDecision = { action: { type: "Delegate" } }

export const cancelBooking: Hook<"CancelBooking"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  if (turn.isFulfillment) return fulfill(turn, services, words)
  if (turn.confirmation !== "None") return DELEGATE
  const found = await findBooking(turn, services, turn.slots.Reference)
  switch (found.type) {
    case "none":
      return { action: { type: "Close", state: "Failed" }, messages: [words.say("noBookings")] }
    case "unknown-reference":
      return elicitReference([words.say("unknownReference", { reference: found.reference })])
    case "several": {
      const cards = found.bookings.slice(0, 5).map((booking) => bookingCard(booking, words))
      return elicitReference([words.say("whichBookingToCancel"), ...cards])
    }
    case "found":
      return ask(turn, services, words, found.booking)
  }
}

async function ask(turn: CancelTurn, services: Services, words: Wording, booking: Booking): Promise<CancelDecision> {
  if (!isTheirs(booking, turn.visitorId, turn.slots.GuestName)) {
    if (turn.slots.GuestName === undefined) return { action: { type: "ElicitSlot", slot: "GuestName" } }
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("wrongName")] }
  }
  if (booking.state === "cancelled") return alreadyCancelled(booking, words)
  const quote = await services.booking.quoteCancellation(booking.reference)
  if (!quote.ok) return { action: { type: "Close", state: "Failed" }, messages: [words.say("alreadyStarted")] }
  const what = describeBooking(booking, words)
  const question =
    quote.value.refund.amount > 0
      ? words.text("confirmCancel", { what, refund: words.money(quote.value.refund) })
      : words.text("confirmCancelNoRefund", { what })
  return {
    action: { type: "ConfirmIntent" },
    messages: [
      { contentType: "PlainText", content: question },
      card({
        title: booking.reference,
        buttons: [
          { text: words.text("yesCancel"), value: "yes" },
          { text: words.text("no"), value: "no" },
        ],
      }),
    ],
    slots: { Reference: booking.reference },
    attributes: { reference: booking.reference },
  }
}

async function fulfill(turn: CancelTurn, services: Services, words: Wording): Promise<CancelDecision> {
  const reference = turn.slots.Reference
  const booking = reference === undefined ? undefined : await services.booking.find(reference)
  if (booking === undefined || !isTheirs(booking, turn.visitorId, turn.slots.GuestName)) {
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("wrongName")] }
  }
  if (booking.state === "cancelled") return alreadyCancelled(booking, words)
  const requestId = `${booking.reference}:cancel`
  const cancelled = await services.booking.cancel({ requestId, reference: booking.reference })
  if (!cancelled.ok) {
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("alreadyStarted")] }
  }
  const { refund } = cancelled.value
  const message =
    refund !== undefined && refund.amount > 0
      ? words.say("cancelled", { reference: booking.reference, refund: words.money(refund) })
      : words.say("cancelledNoRefund", { reference: booking.reference })
  return { action: { type: "Close", state: "Fulfilled" }, messages: [message], attributes: { reference: undefined } }
}

function alreadyCancelled(booking: Booking, words: Wording): CancelDecision {
  const message = words.say("alreadyCancelled", { reference: booking.reference })
  return { action: { type: "Close", state: "Fulfilled" }, messages: [message] }
}

function elicitReference(messages: CancelDecision["messages"] & {}): CancelDecision {
  return { action: { type: "ElicitSlot", slot: "Reference" }, messages, slots: { Reference: null } }
}
