// ChangeBooking: other dates, nights, guests or another room for a booked stay, another day or other passengers for a
// flight, at a price that is said before.

import type { Booking, Trip } from "#backends/booking/booking.ts"
import { type ChangeRefusal, type ChangeRequest, MAX_ROOMS } from "#backends/booking/booking-service.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, SlotName, Turn } from "../lex-event.ts"
import { card, suggestions, type Wording, wordingFor } from "../messages.ts"
import { stayChange, tripChange } from "./booked-change.ts"
import { bookingCard, findBooking, isTheirs } from "./find-booking.ts"
import { stayWords } from "./stay-offers.ts"
import { outboundOf, tripWords } from "./trip-offers.ts"

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
  const { item } = booking
  const change = item.kind === "trip" ? tripChange(turn.slots, item) : stayChange(turn.slots, services, item)
  const reference = { Reference: booking.reference }
  if (Object.keys(change).length === 0) {
    if (item.kind === "trip") return askTripChange(turn, words, booking.reference)
    const slot = SLOT_OF_TARGET[turn.slots.ChangeTarget ?? ""] ?? "ChangeTarget"
    return { action: { type: "ElicitSlot", slot }, slots: reference, attributes: { reference: booking.reference } }
  }
  const decision = turn.isFulfillment
    ? await apply(turn, services, words, booking, change)
    : await ask(services, words, booking, change)
  return { ...decision, slots: { ...reference, ...decision.slots } }
}

/** A flight has a day and passengers to change. */
function askTripChange(turn: ChangeTurn, words: Wording, reference: string): ChangeDecision {
  const isAboutPeople = turn.slots.ChangeTarget === "guests"
  const { slots, ...question } = isAboutPeople
    ? elicit("NewGuests", ["NewNights", "NewRoomType"], [words.say("howManyFly")])
    : elicit("NewCheckInDate", ["NewNights", "NewRoomType"], [words.say("flyInstead")])
  return { ...question, slots: { ...slots, Reference: reference }, attributes: { reference } }
}

async function ask(
  services: Services,
  words: Wording,
  booking: Booking,
  change: ChangeRequest,
): Promise<ChangeDecision> {
  const quote = await services.booking.quoteChange(booking.reference, change)
  if (!quote.ok) return refuse(services, words, booking, change, quote.refusal)
  const { item, total, difference } = quote.value
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
    what:
      item.kind === "stay"
        ? words.text("changedStay", stayWords(item, words))
        : words.text("changedTrip", tripWords(item, words)),
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
  if (!changed.ok) return refuse(services, words, booking, change, changed.refusal)
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [words.say("changed", { reference: booking.reference }), bookingCard(changed.value, words)],
    attributes: { reference: booking.reference },
  }
}

async function refuse(
  services: Services,
  words: Wording,
  { item }: Booking,
  change: ChangeRequest,
  refusal: ChangeRefusal,
): Promise<ChangeDecision> {
  return item.kind === "stay" ? refused(refusal, words) : refusedTrip(services, words, item, change, refusal)
}

/** As for a stay, but in a flight's words; a day without the flight, or without seats, brings the days around it. */
async function refusedTrip(
  services: Services,
  words: Wording,
  trip: Trip,
  { outbound }: ChangeRequest,
  refusal: ChangeRefusal,
): Promise<ChangeDecision> {
  const again = (reply: "flightDatePast" | "flightDateTooFarAhead" | "returnsBefore") =>
    elicit("NewCheckInDate", ["NewCheckInDate", "NewGuests"], [words.say(reply)])
  switch (refusal) {
    case "date-past":
      return again("flightDatePast")
    case "date-too-far-ahead":
      return again("flightDateTooFarAhead")
    case "return-before-arrival":
      return again("returnsBefore")
    case "party-size-invalid":
      return elicit("NewGuests", ["NewGuests"], [words.say("passengersInvalid", { most: MAX_ROOMS })])
    case "sold-out":
    case "no-flight-that-day": {
      const out = outboundOf(trip)
      const { otherDates } = await services.booking.suggestTrips({
        kind: "trip",
        outbound: { flightNumber: out.flightNumber, date: outbound?.date ?? out.departureDate },
        cabin: out.cabin,
        passengers: trip.passengers,
      })
      const days = otherDates
        .map((offer) => outboundOf(offer.trip))
        .filter(({ flightNumber }) => flightNumber === out.flightNumber)
        .map(({ departureDate }) => words.date(departureDate, "short"))
      const message = words.say("noFlightToChangeTo", { number: out.flightNumber })
      return elicit(
        "NewCheckInDate",
        ["NewCheckInDate", "NewGuests"],
        [message, ...(days.length === 0 ? [] : [suggestions([...new Set(days)])])],
      )
    }
    default:
      return refused(refusal, words)
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
