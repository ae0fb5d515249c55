// BookHotel: from a wish to a room held and, after a yes, booked. Each call looks at all that is known by now, so that a
// change of mind needs no path of its own. What is free and what it costs is the booking backend's.

import {
  type DateRefusal,
  MAX_NIGHTS,
  MAX_ROOMS,
  type OfferRefusal,
  type StayOffer,
  type StayRequest,
} from "#backends/booking/booking-service.ts"
import type { Hotel } from "#backends/booking/catalogue.ts"
import { lowestRate } from "#backends/recommendation/recommendation-service.ts"
import type { Hook, Services } from "../hook.ts"
import { type Decision, type SlotName, type Turn, toSlotTexts } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { withoutQuestion } from "./answered-by-question.ts"
import { chooseFromList, readChoice } from "./choose.ts"
import { confirmHold, holdItem, mailedOrOffered, mailNote, releaseHold } from "./hold.ts"
import {
  budgetOf,
  findOffers,
  hintFor,
  offerMessages,
  overBudget,
  partyOf,
  type StaySearch,
  unknownHere,
} from "./hotel-search.ts"
import { noteTaste } from "./note-taste.ts"
import { addChildren, type Party } from "./party.ts"
import { parseRecommended } from "./recommended.ts"
import { nightsOf, rangeOfDates } from "./stay-length.ts"
import { confirmStayMessages, stayCard } from "./stay-offers.ts"
import { parseLastStay, toLastStay, wordsForTheSame } from "./stay-repeated.ts"

type HotelTurn = Turn<"BookHotel">
type HotelDecision = Decision<"BookHotel">

const DELEGATE: HotelDecision = { action: { type: "Delegate" } }

export const bookHotel: Hook<"BookHotel"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  if (turn.isFulfillment) return fulfill(turn, services, words)
  if (turn.confirmation === "Denied") return { ...DELEGATE, attributes: await releaseHold(turn, services) }
  if (turn.confirmation === "Confirmed") return DELEGATE
  const stay = readStay(turn)
  if (stay === "leaves-before-arrival") {
    return elicit("Nights", ["CheckOutDate", "Nights"], [words.say("leavesBeforeArrival")])
  }
  const party = addChildren(turn, turn.slots.Guests, turn.slots.Children)
  const folded = {
    ...dateWished(turn, services),
    ...repeatLast(turn),
    ...stay,
    ...countGuests(turn, party),
    ...withoutQuestion(turn),
  }
  const decision = await check({ ...turn, slots: withChanges(turn.slots, folded) }, services, words)
  return {
    ...decision,
    slots: { ...toSlotTexts(folded), ...decision.slots },
    attributes: { ...party?.attributes, ...decision.attributes },
  }
}

type Folded = { readonly [Name in SlotName<"BookHotel">]?: HotelTurn["slots"][Name] | null }

/** The day that places were recommended for, when one of them is picked without another. */
function dateWished(turn: HotelTurn, services: Services): Folded {
  const { City: city, CheckInDate: arrival } = turn.slots
  if (city !== undefined || arrival !== undefined || hotelShown(turn, services) === undefined) return {}
  const date = parseRecommended(turn.attributes.recommended, "places")?.wish?.date
  return date === undefined ? {} : { CheckInDate: date }
}

/** What isn't told of a stay that is to be like the last one. */
function repeatLast({ slots, said, attributes, transcript }: HotelTurn): Folded {
  const same = wordsForTheSame(transcript)
  const last = parseLastStay(attributes.lastStay)
  if (same === undefined || last === undefined) return {}
  // "The last" of "same as last time" is no hotel of a list.
  const isNoHotel = said.Hotel !== undefined && same.includes(said.Hotel.toLowerCase())
  return {
    Nights: slots.Nights ?? last.Nights,
    Guests: slots.Guests ?? last.Guests,
    ...(isNoHotel ? { Hotel: null } : {}),
  }
}

/** Children sleep in the room, too: from here on they are guests like any other, so that a later number replaces all. */
function countGuests({ slots: { Guests: guests, Children: children } }: HotelTurn, party: Party | undefined): Folded {
  if (party !== undefined) return { Guests: party.total, Children: null }
  return guests === undefined || children === undefined ? {} : { Children: null }
}

/**
 * Counts the nights of a length or a day of departure, which are then forgotten: what is said next about the stay has
 * nothing older beside it to contradict. A departure waits for its arrival.
 */
function readStay({ slots, said }: HotelTurn): Folded | "leaves-before-arrival" {
  const { CheckInDate, CheckOutDate, StayLength } = slots
  if (CheckOutDate !== undefined && CheckInDate !== undefined) {
    const dates = rangeOfDates(
      { date: CheckInDate, words: said.CheckInDate ?? "" },
      { date: CheckOutDate, words: said.CheckOutDate ?? "" },
    )
    if (dates.nights < 1) return "leaves-before-arrival"
    return { CheckInDate: dates.arrival, Nights: dates.nights, CheckOutDate: null, StayLength: null }
  }
  const nights = StayLength === undefined ? undefined : nightsOf(StayLength)
  return nights === undefined ? {} : { Nights: nights, StayLength: null }
}

function withChanges(slots: HotelTurn["slots"], changes: Folded): HotelTurn["slots"] {
  const entries = Object.entries({ ...slots, ...changes }).filter(([, value]) => value !== null)
  return Object.fromEntries(entries)
}

/** Checks what is known so far, offers hotels once the search is complete, and holds a room once one is chosen. */
async function check(turn: HotelTurn, services: Services, words: Wording): Promise<HotelDecision> {
  const named = turn.slots.City === undefined ? (hotelShown(turn, services) ?? hotelNamed(turn, services)) : undefined
  const cityName = turn.slots.City ?? named?.city
  if (cityName === undefined) {
    return turn.slots.Hotel === undefined ? DELEGATE : elicit("City", ["Hotel"], [unknownHotel(turn, words)])
  }
  const city = services.booking.findCity(cityName)
  if (city === undefined) return unknownCity(cityName, services, words)
  const known = turn.slots.City === undefined ? { City: city.name, ...(named && { Hotel: named.name }) } : {}
  const refused = refuseRooms(turn, words) ?? (await refuseImpossible(turn, services, words, city.name))
  if (refused !== undefined) return refused
  const { CheckInDate: arrival, Nights: nights, Guests: guests, Rooms: rooms = 1 } = turn.slots
  if (arrival === undefined || nights === undefined || guests === undefined) return { ...DELEGATE, slots: known }
  const search = { city: city.name, arrival, nights, guests, rooms, ...budgetOf(turn, city) }
  const decision = await chooseRoom(turn, services, words, search)
  return { ...decision, slots: { ...known, ...decision.slots } }
}

/** "The first one", said of the places that were just recommended, or answered with nothing else. */
function hotelShown(turn: HotelTurn, services: Services): Hotel | undefined {
  const shown = parseRecommended(turn.attributes.recommended, "places")?.shown ?? []
  const hotels = shown.flatMap((id) => services.booking.findHotel(id) ?? [])
  const said = turn.transcript.replace(/(?: please)?[.!]?$/i, "")
  const words = turn.slots.Hotel ?? readChoice(said, turn.localeId) ?? said
  return chooseFromList(words, hotels, { price: lowestRate, rank: (hotel) => -hotel.guestRating })
}

function hotelNamed(turn: HotelTurn, services: Services, city?: string): Hotel | undefined {
  const name = turn.slots.Hotel
  return name === undefined ? undefined : services.booking.findHotelsByName(name, city)[0]
}

function unknownHotel(turn: HotelTurn, words: Wording) {
  return words.say("unknownHotelNoOffers", { hotel: turn.slots.Hotel ?? "" })
}

function unknownCity(name: string, services: Services, words: Wording): HotelDecision {
  const others = ["Lisbon", "Rome", "Vienna"].flatMap((city) => services.booking.findCity(city)?.name ?? [])
  const message = words.say("unknownCity", { city: name, others: words.list(others, "disjunction") })
  return elicit("City", ["City"], [message, suggestions(others)])
}

function refuseRooms({ slots: { Rooms: rooms = 1 } }: HotelTurn, words: Wording): HotelDecision | undefined {
  if (Number.isInteger(rooms) && rooms >= 1 && rooms <= MAX_ROOMS) return undefined
  return elicit("Rooms", ["Rooms"], [words.say("roomsInvalid", { most: MAX_ROOMS })])
}

/** Asks again for what can't be, as soon as it is said, with whatever is still unknown left open. */
async function refuseImpossible(
  turn: HotelTurn,
  services: Services,
  words: Wording,
  city: string,
): Promise<HotelDecision | undefined> {
  const { CheckInDate: arrival, Nights: nights, Guests: guests, Rooms: rooms = 1 } = turn.slots
  if (nights !== undefined && (!Number.isInteger(nights) || nights < 1)) return refused("stay-too-short", turn, words)
  if (nights !== undefined && nights > MAX_NIGHTS) return refused("stay-too-long", turn, words)
  if (guests !== undefined && (!Number.isInteger(guests) || guests < 1))
    return refused("party-size-invalid", turn, words)
  if (arrival === undefined) return undefined
  const query = { city, arrival, nights: nights ?? 1, guests: guests ?? 1, rooms, limit: 1 }
  const found = await services.booking.searchStays(query)
  // A minimum stay is only broken once the number of nights was really said.
  if (found.ok || (found.refusal === "below-minimum-stay" && nights === undefined)) return undefined
  return refused(found.refusal, turn, words)
}

function refused(refusal: DateRefusal | OfferRefusal, turn: HotelTurn, words: Wording): HotelDecision {
  switch (refusal) {
    case "date-past":
      return elicit("CheckInDate", ["CheckInDate"], [words.say("datePast")])
    case "date-too-far-ahead":
      return elicit("CheckInDate", ["CheckInDate"], [words.say("dateTooFarAhead")])
    case "stay-too-short":
      return elicit("Nights", ["Nights"], [words.say("stayTooShort")])
    case "stay-too-long":
      return elicit("Nights", ["Nights"], [words.say("stayTooLong", { nights: words.count("night", MAX_NIGHTS) })])
    case "below-minimum-stay":
      return elicit("Nights", ["Nights"], [words.say("belowMinimumStay")])
    case "too-many-guests": {
      const guests = words.count("guest", turn.slots.Guests ?? 0)
      return elicit("Guests", ["Guests"], [words.say("tooManyGuests", { guests })])
    }
    case "party-size-invalid":
      return elicit("Guests", ["Guests"], [words.say("partySizeInvalid")])
    default:
      return elicit("City", ["City", "Hotel"], [words.say("whichCity")])
  }
}

async function chooseRoom(
  turn: HotelTurn,
  services: Services,
  words: Wording,
  search: StaySearch,
): Promise<HotelDecision> {
  const offers = await findOffers(turn, services, search)
  const hotelId = findHotelId(turn, services, search, offers)
  if (hotelId === undefined) return offerHotels(turn, services, words, search, offers)
  const rooms = await services.booking.listRooms({ hotelId, ...search })
  if (!rooms.ok) return refused(rooms.refusal, turn, words)
  const hotel = services.booking.findHotel(hotelId)
  const name = hotel?.name ?? ""
  if (rooms.value.length === 0) return soldOut(turn, services, words, search, { hotelId, name })
  const wanted = turn.slots.RoomType
  const room = wanted === undefined ? rooms.value[0] : rooms.value.find((offer) => isRoomOfType(offer, wanted))
  if (room === undefined) return otherRooms(words, search, name, wanted ?? "", rooms.value)
  if (turn.slots.GuestName === undefined) return { ...DELEGATE, slots: { Hotel: name } }
  return hold(turn, services, words, { room, rooms: rooms.value, guestName: turn.slots.GuestName })
}

function findHotelId(
  turn: HotelTurn,
  services: Services,
  search: StaySearch,
  offers: readonly StayOffer[],
): string | undefined {
  const words = turn.slots.Hotel
  if (words === undefined) return undefined
  const chosen = chooseFromList(words, offers, {
    price: (offer) => offer.total.amount,
    rank: (offer) => -offer.hotel.guestRating,
  })
  return chosen?.hotel.id ?? hotelNamed(turn, services, search.city)?.id
}

function offerHotels(
  turn: HotelTurn,
  services: Services,
  words: Wording,
  search: StaySearch,
  offers: readonly StayOffer[],
): HotelDecision {
  const values = {
    city: search.city,
    nights: words.count("night", search.nights),
    date: words.date(search.arrival),
    guests: partyOf(search, words),
  }
  // The date stays, so that "the day after" has something to be after.
  if (offers.length === 0) return elicit("CheckInDate", ["Hotel"], [words.say("soldOutCity", values)])
  const intro =
    turn.slots.Hotel === undefined
      ? (overBudget(search, offers, words) ?? words.say("offersIntro", values))
      : unknownHere(turn.slots.Hotel, services, words, search.city)
  return elicitHotel([intro, ...offerMessages(services, offers, words)], offers)
}

async function soldOut(
  turn: HotelTurn,
  services: Services,
  words: Wording,
  search: StaySearch,
  hotel: { readonly hotelId: string; readonly name: string },
): Promise<HotelDecision> {
  const offers = (await findOffers(turn, services, search)).filter((offer) => offer.hotel.id !== hotel.hotelId)
  const held = await releaseHold(turn, services)
  if (offers.length === 0) {
    const message = words.say("soldOutHotelNothing", { hotel: hotel.name })
    return { ...elicit("CheckInDate", ["Hotel"], [message]), attributes: held }
  }
  const intro = words.say("soldOutHotel", { hotel: hotel.name })
  return { ...elicitHotel([intro, ...offerMessages(services, offers, words)], offers), attributes: held }
}

function otherRooms(
  words: Wording,
  search: StaySearch,
  hotel: string,
  room: string,
  rooms: readonly StayOffer[],
): HotelDecision {
  const intro = words.say("noSuchRoom", { hotel, room, guests: words.count("guest", search.guests) })
  const names = rooms.map((offer) => offer.roomType.name)
  return {
    ...elicit("RoomType", ["RoomType"], [intro, suggestions(names)], { Hotel: hotel }),
    hints: { RoomType: names },
  }
}

async function hold(
  turn: HotelTurn,
  services: Services,
  words: Wording,
  chosen: { readonly room: StayOffer; readonly rooms: readonly StayOffer[]; readonly guestName: string },
): Promise<HotelDecision> {
  const { room, rooms, guestName } = chosen
  const item = stayRequest(room)
  const held = await holdItem(turn, services, item, { name: guestName, visitorId: turn.visitorId })
  if (held.ok) {
    if (held.value.booking.reference !== turn.attributes.hold) await noteTaste(turn, services, item.hotelId, "chosen")
    return {
      action: { type: "ConfirmIntent" },
      messages: [
        ...mailNote(turn.slots.Email, words),
        ...confirmStayMessages(held.value.booking, room.stay, rooms, words, hintFor(services, [room], words)),
      ],
      slots: { Hotel: room.hotel.name },
      attributes: held.value.attributes,
      hints: { RoomType: rooms.map((offer) => offer.roomType.name) },
    }
  }
  const search = { ...item, city: room.hotel.city, rooms: room.stay.rooms }
  const others = rooms.filter((offer) => offer.roomType.id !== room.roomType.id)
  if (held.refusal !== "sold-out" && held.refusal !== "hold-expired" && held.refusal !== "request-reused") {
    return refused(held.refusal, turn, words)
  }
  if (others.length === 0)
    return soldOut(turn, services, words, search, { hotelId: item.hotelId, name: room.hotel.name })
  const intro = words.say("soldOutRoom", { room: room.roomType.name, hotel: room.hotel.name })
  const names = others.map((offer) => offer.roomType.name)
  return elicit("RoomType", ["RoomType"], [intro, suggestions(names)], { Hotel: room.hotel.name })
}

function stayRequest(offer: StayOffer): StayRequest {
  const { hotelId, roomTypeId, arrival, nights, guests, rooms } = offer.stay
  return { kind: "stay", hotelId, roomTypeId, arrival, nights, guests, rooms }
}

/** Sells the held room. When the hold ran out while the visitor thought, everything is looked at once more. */
async function fulfill(turn: HotelTurn, services: Services, words: Wording): Promise<HotelDecision> {
  const reference = turn.attributes.hold
  const guestName = turn.slots.GuestName
  if (reference === undefined || guestName === undefined) return check(turn, services, words)
  const sold = await confirmHold(services, reference, { name: guestName, email: turn.slots.Email })
  if (!sold.ok) return check(turn, services, words)
  const { item } = sold.value
  if (item.kind !== "stay") return check(turn, services, words)
  await noteTaste(turn, services, item.hotelId, "booked")
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [
      words.say("bookedStay", { name: guestName, reference: sold.value.reference }),
      stayCard(sold.value, item, words),
      mailedOrOffered(sold.value, turn.slots.Email, words),
      suggestions([
        ...(turn.slots.Email === undefined ? [words.text("suggestMail")] : []),
        words.text("suggestBookings"),
        words.text("suggestPlace"),
        words.text("suggestMovie"),
      ]),
    ],
    attributes: {
      hold: undefined,
      heldItem: undefined,
      holdRequest: undefined,
      reference: sold.value.reference,
      lastStay: toLastStay(item),
      guestName,
    },
  }
}

function isRoomOfType(offer: StayOffer, wanted: string): boolean {
  return offer.roomType.name.toLowerCase().includes(wanted.toLowerCase())
}

function elicitHotel(messages: HotelDecision["messages"] & {}, offers: readonly StayOffer[]): HotelDecision {
  return { ...elicit("Hotel", ["Hotel"], messages), hints: { Hotel: offers.map((offer) => offer.hotel.name) } }
}

/** Asks for a slot; `cleared` are emptied. */
function elicit(
  slot: SlotName<"BookHotel">,
  cleared: readonly SlotName<"BookHotel">[],
  messages: HotelDecision["messages"] & {},
  slots: HotelDecision["slots"] = {},
): HotelDecision {
  return {
    action: { type: "ElicitSlot", slot },
    messages,
    slots: { ...slots, ...Object.fromEntries(cleared.map((name) => [name, null])) },
  }
}
