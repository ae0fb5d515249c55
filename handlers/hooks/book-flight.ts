// BookFlight: from a wish to seats held and, after a yes, booked. Each call looks at all that is known by now, so that a
// change of mind needs no path of its own. Which flights there are is the booking backend's.

import {
  type DateRefusal,
  type FlightQuery,
  MAX_ROOMS,
  type OfferRefusal,
  type TripOffer,
  type TripRequest,
} from "#backends/booking/booking-service.ts"
import { CABINS, type CabinName } from "#backends/booking/catalogue.ts"
import { cityItemId } from "#backends/recommendation/recommendation-service.ts"
import { addDays } from "#core/time.ts"
import type { Hook, Services } from "../hook.ts"
import { type Decision, type SlotName, type Turn, toSlotTexts } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { withoutQuestion } from "./answered-by-question.ts"
import { chooseFromList } from "./choose.ts"
import { confirmHold, holdItem, mailedOrOffered, mailNote, releaseHold } from "./hold.ts"
import { noteTaste } from "./note-taste.ts"
import { addChildren, type Party } from "./party.ts"
import { priceHint } from "./price-hint.ts"
import { bookedTripCard, confirmTripMessages, outboundOf, tripCard, tripNumbers } from "./trip-offers.ts"

type FlightTurn = Turn<"BookFlight">
type FlightDecision = Decision<"BookFlight">

const FLIGHTS_SHOWN = 3

/** When nothing goes on the day, this many days before and after are looked at. */
const NEAR_DAYS = [1, -1, 2, -2, 3]

const DELEGATE: FlightDecision = { action: { type: "Delegate" } }

export const bookFlight: Hook<"BookFlight"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  if (turn.isFulfillment) return fulfill(turn, services, words)
  if (turn.confirmation === "Denied") return { ...DELEGATE, attributes: await releaseHold(turn, services) }
  if (turn.confirmation === "Confirmed") return DELEGATE
  const party = addChildren(turn, turn.slots.Passengers, turn.slots.Children)
  const folded = { ...countSeats(turn, party), ...wayBack(turn), ...withoutQuestion(turn) }
  const known = Object.fromEntries(Object.entries({ ...turn.slots, ...folded }).filter(([, value]) => value !== null))
  const decision = await check({ ...turn, slots: known }, services, words)
  return {
    ...decision,
    slots: { ...toSlotTexts(folded), ...decision.slots },
    attributes: { ...party?.attributes, ...decision.attributes },
  }
}

type Folded = { readonly [Name in SlotName<"BookFlight">]?: FlightTurn["slots"][Name] | null }

/** Children sit on seats of their own: from here on they are passengers like any other. */
function countSeats({ slots: { Passengers: all, Children: children } }: FlightTurn, party: Party | undefined): Folded {
  if (party !== undefined) return { Passengers: party.total, Children: null }
  return all === undefined || children === undefined ? {} : { Children: null }
}

/** "One way" takes the way back away, and is then forgotten; a way back is known by its day. */
function wayBack({ slots: { TripKind: kind, ReturnDate: returning, Flight: flight } }: FlightTurn): Folded {
  if (kind === "one way") {
    const [outbound] = flight?.split(" / ") ?? []
    return { TripKind: null, ReturnDate: null, ...(outbound === undefined ? {} : { Flight: outbound }) }
  }
  return kind === "return" && returning !== undefined ? { TripKind: null } : {}
}

async function check(turn: FlightTurn, services: Services, words: Wording): Promise<FlightDecision> {
  const impossible = refuseCities(turn, services, words) ?? refusePassengers(turn, words)
  if (impossible !== undefined) return impossible
  const query = toQuery(turn)
  const isComplete = query !== undefined && turn.slots.Passengers !== undefined
  if (query === undefined) return DELEGATE
  if (turn.slots.TripKind === "return" && query.returning === undefined) return elicit("ReturnDate", [], [])
  const found = await services.booking.searchFlights({ ...query, limit: FLIGHTS_SHOWN })
  if (!found.ok) return refused(found.refusal, words)
  if (!isComplete) return DELEGATE
  if (found.value.length === 0) return offerOtherDays(services, words, query)
  const chosen = await findChosen(turn, services, query, found.value)
  if (chosen === undefined) return offerFlights(turn, services, words, query, found.value)
  if (turn.slots.GuestName === undefined) return { ...DELEGATE, slots: { Flight: tripNumbers(chosen.trip) } }
  return hold(turn, services, words, { chosen, query, guestName: turn.slots.GuestName })
}

function refuseCities(turn: FlightTurn, services: Services, words: Wording): FlightDecision | undefined {
  for (const slot of ["Origin", "Destination"] as const) {
    const name = turn.slots[slot]
    if (name !== undefined && services.booking.findCity(name) === undefined) {
      const others = ["London", "Paris", "New York"].flatMap((city) => services.booking.findCity(city)?.name ?? [])
      const message = words.say("unknownAirport", { city: name, others: words.list(others, "disjunction") })
      return elicit(slot, [slot], [message, suggestions(others)])
    }
  }
  const { Origin: origin, Destination: destination } = turn.slots
  if (origin === undefined || destination === undefined) return undefined
  const city = services.booking.findCity(origin)
  if (city?.name !== services.booking.findCity(destination)?.name) return undefined
  return elicit("Destination", ["Destination"], [words.say("sameCity", { city: city?.name ?? origin })])
}

function refusePassengers(turn: FlightTurn, words: Wording): FlightDecision | undefined {
  const passengers = turn.slots.Passengers
  const isPossible = passengers === undefined || (Number.isInteger(passengers) && passengers >= 1)
  return isPossible && (passengers ?? 1) <= MAX_ROOMS ? undefined : refused("party-size-invalid", words)
}

/** The search as far as it is known, for one passenger while their number is open. */
function toQuery(turn: FlightTurn): FlightQuery | undefined {
  const { Origin: from, Destination: to, DepartureDate: departure, ReturnDate: returning } = turn.slots
  if (from === undefined || to === undefined || departure === undefined) return undefined
  const cabin = CABINS.find((name) => name === turn.slots.CabinClass)
  return {
    from,
    to,
    departure,
    passengers: turn.slots.Passengers ?? 1,
    ...(returning === undefined ? {} : { returning }),
    ...(cabin === undefined ? {} : { cabin }),
  }
}

function refused(refusal: DateRefusal | OfferRefusal, words: Wording): FlightDecision {
  switch (refusal) {
    case "date-past":
      return elicit("DepartureDate", ["DepartureDate"], [words.say("flightDatePast")])
    case "date-too-far-ahead":
      return elicit("DepartureDate", ["DepartureDate"], [words.say("flightDateTooFarAhead")])
    case "return-before-arrival":
    case "stay-too-short":
      return elicit("ReturnDate", ["ReturnDate"], [words.say("returnBeforeDeparture")])
    case "party-size-invalid":
    case "too-many-guests":
      return elicit("Passengers", ["Passengers"], [words.say("passengersInvalid", { most: MAX_ROOMS })])
    default:
      return elicit("Destination", ["Destination", "Flight"], [words.say("whichCity")])
  }
}

/** What the visitor picked: by its place in the list, or by its number. */
async function findChosen(
  turn: FlightTurn,
  services: Services,
  query: FlightQuery,
  offers: readonly TripOffer[],
): Promise<TripOffer | undefined> {
  const words = turn.slots.Flight
  if (words === undefined) return undefined
  const byPlace = chooseFromList(words, offers, { price: (offer) => offer.total.amount })
  if (byPlace !== undefined) return byPlace
  const all = await services.booking.searchFlights({ ...query, limit: 50 })
  const wanted = compact(words)
  if (!all.ok) return undefined
  // The flight out alone means the cheapest way back.
  return (
    all.value.find(({ trip }) => compact(tripNumbers(trip)) === wanted) ??
    all.value.find(({ trip }) => compact(outboundOf(trip).flightNumber) === wanted)
  )
}

function compact(flightNumber: string): string {
  return flightNumber.toUpperCase().replace(/[^0-9A-Z]/g, "")
}

function offerFlights(
  turn: FlightTurn,
  services: Services,
  words: Wording,
  query: FlightQuery,
  offers: readonly TripOffer[],
): FlightDecision {
  const intro =
    turn.slots.Flight === undefined
      ? words.say("flightsIntro", { ...cities(offers, query), ...when(query, words) })
      : words.say("unknownFlight")
  return elicitFlight([intro, ...offerMessages(services, offers, words)], offers)
}

function offerMessages(services: Services, offers: readonly TripOffer[], words: Wording) {
  return [...offers.map((offer) => tripCard(offer, words)), ...hintFor(services, offers, words)]
}

function hintFor(services: Services, offers: readonly TripOffer[], words: Wording) {
  const offered = offers.map(({ trip: item, rates }) => ({ item, rates }))
  return priceHint(services, offered, words)
}

async function offerOtherDays(services: Services, words: Wording, query: FlightQuery): Promise<FlightDecision> {
  const days = await Promise.all(
    NEAR_DAYS.map((days) =>
      services.booking.searchFlights({ ...query, departure: addDays(query.departure, days), limit: 1 }),
    ),
  )
  const offers = days.flatMap((found) => (found.ok ? found.value : [])).slice(0, FLIGHTS_SHOWN)
  const values = { ...cities(offers, query), date: words.date(query.departure) }
  if (offers.length === 0) {
    return elicit("DepartureDate", ["Flight"], [words.say("noFlights", values)])
  }
  const dates = offers.map((offer) => words.date(outboundOf(offer.trip).departureDate, "short"))
  return elicit(
    "DepartureDate",
    ["DepartureDate", "Flight"],
    [
      words.say("noFlightsThatDayBut", values),
      ...offers.map((offer) => tripCard(offer, words)),
      suggestions([...new Set(dates)]),
    ],
  )
}

async function hold(
  turn: FlightTurn,
  services: Services,
  words: Wording,
  wish: { readonly chosen: TripOffer; readonly query: FlightQuery; readonly guestName: string },
): Promise<FlightDecision> {
  const { trip } = wish.chosen
  const held = await holdItem(turn, services, tripRequest(wish.chosen), {
    name: wish.guestName,
    visitorId: turn.visitorId,
  })
  if (held.ok) {
    return {
      action: { type: "ConfirmIntent" },
      messages: [
        ...mailNote(turn.slots.Email, words),
        ...confirmTripMessages(held.value.booking, trip, words, hintFor(services, [wish.chosen], words)),
      ],
      slots: { Flight: tripNumbers(wish.chosen.trip) },
      attributes: held.value.attributes,
    }
  }
  const others = await services.booking.searchFlights({ ...wish.query, limit: FLIGHTS_SHOWN })
  const offers = others.ok ? others.value : []
  if (offers.length === 0) return offerOtherDays(services, words, wish.query)
  return elicitFlight([words.say("soldOutFlight"), ...offerMessages(services, offers, words)], offers)
}

function tripRequest(offer: TripOffer): TripRequest {
  const out = outboundOf(offer.trip)
  const back = offer.trip.legs[1]
  const cabin: CabinName = out.cabin
  return {
    kind: "trip",
    outbound: { flightNumber: out.flightNumber, date: out.departureDate },
    ...(back === undefined ? {} : { inbound: { flightNumber: back.flightNumber, date: back.departureDate } }),
    cabin,
    passengers: offer.trip.passengers,
  }
}

/** Sells the held seats. When the hold ran out while the visitor thought, everything is looked at once more. */
async function fulfill(turn: FlightTurn, services: Services, words: Wording): Promise<FlightDecision> {
  const reference = turn.attributes.hold
  const guestName = turn.slots.GuestName
  if (reference === undefined || guestName === undefined) return check(turn, services, words)
  const sold = await confirmHold(services, reference, { name: guestName, email: turn.slots.Email })
  if (!sold.ok || sold.value.item.kind !== "trip") return check(turn, services, words)
  await noteTaste(turn, services, cityItemId(outboundOf(sold.value.item).to), "booked")
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [
      words.say("bookedTrip", { name: guestName, reference: sold.value.reference }),
      bookedTripCard(sold.value, sold.value.item, words),
      mailedOrOffered(sold.value, turn.slots.Email, words),
      suggestions([
        ...(turn.slots.Email === undefined ? [words.text("suggestMail")] : []),
        words.text("suggestBookings"),
        words.text("suggestRoom"),
        words.text("suggestMovie"),
      ]),
    ],
    attributes: {
      hold: undefined,
      heldItem: undefined,
      holdRequest: undefined,
      reference: sold.value.reference,
      guestName,
    },
  }
}

function cities(offers: readonly TripOffer[], query: FlightQuery): { readonly from: string; readonly to: string } {
  const leg = offers[0]?.trip.legs[0]
  return { from: leg?.from ?? query.from, to: leg?.to ?? query.to }
}

function when(query: FlightQuery, words: Wording): { readonly date: string; readonly passengers: string } {
  return { date: words.date(query.departure), passengers: words.count("passenger", query.passengers) }
}

function elicitFlight(messages: FlightDecision["messages"] & {}, offers: readonly TripOffer[]): FlightDecision {
  return { ...elicit("Flight", ["Flight"], messages), hints: { Flight: offers.map(({ trip }) => tripNumbers(trip)) } }
}

function elicit(
  slot: SlotName<"BookFlight">,
  cleared: readonly SlotName<"BookFlight">[],
  messages: FlightDecision["messages"] & {},
): FlightDecision {
  return {
    action: { type: "ElicitSlot", slot },
    messages,
    slots: Object.fromEntries(cleared.map((name) => [name, null])),
  }
}
