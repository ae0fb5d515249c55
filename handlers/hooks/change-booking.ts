// ChangeBooking: other dates, nights, guests or another room for a booked stay, at a price that is said before.

import type { Booking, Stay } from "#backends/booking/booking.ts"
import type { ChangeRefusal, ChangeRequest } from "#backends/booking/booking-service.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, SlotName, Turn } from "../lex-event.ts"
import { card, type Wording, wordingFor } from "../messages.ts"
import { bookingCard, findBooking, isTheirs } from "./find-booking.ts"
import { stayWords } from "./stay-offers.ts"

type ChangeTurn = Turn<"ChangeBooking">
type ChangeDecision = Decision<"ChangeBooking">

const DELEGATE: ChangeDecision = { action: { type: "Delegate" } }

/** Which slot holds the new value of what is to change. */
const SLOT_OF_TARGET: Readonly<Record<string, SlotName<"ChangeBooking">>> = {
  dates: "NewCheckInDate",
  nights: "NewNights",
  guests: "NewGuests",
  room: "NewRoomType",
}

export const changeBooking: Hook<"ChangeBooking"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  if (turn.confirmation === "Denied" || (turn.confirmation === "Confirmed" && !turn.isFulfillment)) return DELEGATE
  const found = await findBooking(turn, services, turn.slots.Reference)
  switch (found.type) {
    case "none":
      return { action: { type: "Close", state: "Failed" }, messages: [words.say("noBookings")] }
    case "unknown-reference": {
      const message = words.say("unknownReference", { reference: found.reference })
      return elicit("Reference", ["Reference"], [message])
    }
    case "several": {
      const cards = found.bookings.slice(0, 5).map((booking) => bookingCard(booking, words))
      return elicit("Reference", [], [words.say("whichBookingToChange"), ...cards])
    }
    case "found":
      return withBooking(turn, services, words, found.booking)
  }
}

async function withBooking(
  turn: ChangeTurn,
  services: Services,
  words: Wording,
  booking: Booking,
): Promise<ChangeDecision> {
  if (!isTheirs(booking, turn.visitorId, turn.slots.GuestName)) {
    return turn.slots.GuestName === undefined ? elicit("GuestName", [], []) : fail([words.say("wrongName")])
  }
  if (booking.state === "cancelled") return fail([words.say("alreadyCancelled", { reference: booking.reference })])
  if (booking.item.kind === "trip") return fail([words.say("tripsNotChangeable")])
  const change = toChange(turn, services, booking.item)
  const reference = { Reference: booking.reference }
  if (Object.keys(change).length === 0) {
    const slot = SLOT_OF_TARGET[turn.slots.ChangeTarget ?? ""] ?? "ChangeTarget"
    return { action: { type: "ElicitSlot", slot }, slots: reference, attributes: { reference: booking.reference } }
  }
  const decision = turn.isFulfillment
    ? await apply(turn, services, words, booking, change)
    : await ask(services, words, booking, change)
  return { ...decision, slots: { ...reference, ...decision.slots } }
}

/** What the visitor wants to be different. A room type is taken by the words in its name. */
function toChange(turn: ChangeTurn, services: Services, stay: Stay): ChangeRequest {
  const { NewCheckInDate: arrival, NewNights: nights, NewGuests: guests, NewRoomType: room } = turn.slots
  const wanted = room?.toLowerCase()
  const roomTypeId =
    wanted === undefined
      ? undefined
      : services.booking.findHotel(stay.hotelId)?.roomTypes.find(({ name }) => name.toLowerCase().includes(wanted))?.id
  return {
    ...(arrival === undefined ? {} : { arrival }),
    ...(nights === undefined ? {} : { nights }),
    ...(guests === undefined ? {} : { guests }),
    ...(roomTypeId === undefined ? {} : { roomTypeId }),
  }
}

async function ask(
  services: Services,
  words: Wording,
  booking: Booking,
  change: ChangeRequest,
): Promise<ChangeDecision> {
  const quote = await services.booking.quoteChange(booking.reference, change)
  if (!quote.ok) return refused(quote.refusal, words)
  const { item, total, difference } = quote.value
  if (item.kind !== "stay") return fail([words.say("tripsNotChangeable")])
  const amount = words.money({ ...difference, amount: Math.abs(difference.amount) as typeof difference.amount })
  const price = { amount, total: words.money(total) }
  const priceWords =
    difference.amount > 0
      ? words.text("priceMore", price)
      : difference.amount < 0
        ? words.text("priceLess", price)
        : words.text("priceSame", { total: price.total })
  const question = words.say("confirmChange", {
    reference: booking.reference,
    what: words.text("changedStay", stayWords(item, words)),
    difference: priceWords,
  })
  const buttons = [
    { text: words.text("yesChange"), value: "yes" },
    { text: words.text("no"), value: "no" },
  ]
  return { action: { type: "ConfirmIntent" }, messages: [question, card({ title: booking.reference, buttons })] }
}

async function apply(
  turn: ChangeTurn,
  services: Services,
  words: Wording,
  booking: Booking,
  change: ChangeRequest,
): Promise<ChangeDecision> {
  const requestId = `${turn.visitorId}:change:${turn.turnId}`
  const changed = await services.booking.change({ requestId, reference: booking.reference, change })
  if (!changed.ok) return refused(changed.refusal, words)
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [words.say("changed", { reference: booking.reference }), bookingCard(changed.value, words)],
    attributes: { reference: booking.reference },
  }
}

function refused(refusal: ChangeRefusal, words: Wording): ChangeDecision {
  const all: SlotName<"ChangeBooking">[] = ["ChangeTarget", "NewCheckInDate", "NewNights", "NewGuests", "NewRoomType"]
  switch (refusal) {
    case "date-past":
      return elicit("NewCheckInDate", all, [words.say("datePast")])
    case "date-too-far-ahead":
      return elicit("NewCheckInDate", all, [words.say("dateTooFarAhead")])
    case "sold-out":
      return elicit("ChangeTarget", all, [words.say("changeSoldOut")])
    case "already-started":
      return fail([words.say("alreadyStarted")])
    case "change-under-way":
      return fail([words.say("changeBusy")])
    default:
      return elicit("ChangeTarget", all, [words.say("changeRefused")])
  }
}

function fail(messages: ChangeDecision["messages"] & {}): ChangeDecision {
  return { action: { type: "Close", state: "Failed" }, messages }
}

function elicit(
  slot: SlotName<"ChangeBooking">,
  cleared: readonly SlotName<"ChangeBooking">[],
  messages: ChangeDecision["messages"] & {},
): ChangeDecision {
  return {
    action: { type: "ElicitSlot", slot },
    messages,
    slots: Object.fromEntries(cleared.map((name) => [name, null])),
  }
}
