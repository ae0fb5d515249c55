// Which booking is meant: by the reference said, the one spoken of last, or the only one there is; and whether the
// visitor may touch it. What is done to it is the business of the hooks that ask.

import type { Booking } from "#backends/booking/booking.ts"
import { parseReference } from "#backends/booking/booking-reference.ts"
import type { Message } from "#bot/definition.ts"
import type { Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"
import { card, type Wording } from "../messages.ts"
import { parsePhoto } from "../photo/photo-attribute.ts"
import { findByPrintedReference } from "../photo/printed-reference.ts"
import { stayCard, stayWords } from "./stay-offers.ts"
import { bookedTripCard, tripWords } from "./trip-offers.ts"

/** What was found. */
export type FoundBooking =
  | { readonly type: "found"; readonly booking: Booking }
  | { readonly type: "unknown-reference"; readonly reference: string }
  /** Several could be meant. */
  | { readonly type: "several"; readonly bookings: readonly Booking[] }
  | { readonly type: "none" }

/** Finds the booking that a visitor wants to change or cancel; without a reference, one of their own that still stands. */
export async function findBooking(
  turn: Turn,
  services: Services,
  reference: string | undefined,
): Promise<FoundBooking> {
  if (reference !== undefined) {
    const booking = await findByReference(turn, services, reference)
    if (booking !== undefined) return { type: "found", booking }
    return { type: "unknown-reference", reference: showReference(reference) }
  }
  const own = (await services.booking.findByGuest({ visitorId: turn.visitorId })).filter(
    ({ state }) => state === "confirmed",
  )
  const [only] = own
  if (only === undefined) return findSpokenOf(turn, services)
  return own.length === 1 ? { type: "found", booking: only } : { type: "several", bookings: own }
}

/** The booking of somebody else's that was shown last, as long as it stands: "cancel it". */
async function findSpokenOf(turn: Turn, services: Services): Promise<FoundBooking> {
  const { reference } = turn.attributes
  const booking = reference === undefined ? undefined : await services.booking.find(reference)
  return booking?.state === "confirmed" ? { type: "found", booking } : { type: "none" }
}

/** Finds a booking by a reference as said, typed, or read from paper with a letter or two mistaken. */
export function findByReference(turn: Turn, services: Services, reference: string): Promise<Booking | undefined> {
  const { references = [] } = parsePhoto(turn.attributes.photo) ?? {}
  const isFromPhoto = references.some((reading) => compact(reading) === compact(reference))
  const readings = isFromPhoto ? references : [reference]
  return findByPrintedReference(readings, (one) => services.booking.find(one))
}

function compact(reference: string): string {
  return reference.toUpperCase().replace(/[^0-9A-Z]/g, "")
}

/** A reference as it is printed, however it was said: Lex takes its dashes out. */
export function showReference(reference: string): string {
  return parseReference(reference) ?? reference
}

/**
 * Whether the visitor made the booking, or knows the name it is under (accents and case aside). A name without a letter or
 * digit is known to nobody: any other such name would do for it.
 */
export function isTheirs(booking: Booking, visitorId: string, name: string | undefined): boolean {
  if (booking.guest.visitorId === visitorId) return true
  const known = fold(booking.guest.name)
  return name !== undefined && known !== "" && fold(name) === known
}

function fold(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim()
}

/** A booking with buttons for what can be done with it. */
export function bookingCard(booking: Booking, words: Wording): Message {
  const { item, reference } = booking
  if (booking.state === "cancelled") {
    const refund = words.money(booking.refund ?? { ...booking.total, amount: 0 as typeof booking.total.amount })
    return card({ title: titleOf(booking, words), subtitle: words.text("cancelledSubtitle", { reference, refund }) })
  }
  const cancel = { text: words.text("cancelButton"), value: words.text("cancelValue", { reference }) }
  const change = { text: words.text("changeButton"), value: words.text("changeValue", { reference }) }
  if (item.kind === "trip") return bookedTripCard(booking, item, words, [change, cancel])
  return stayCard(booking, item, words, [change, cancel])
}

/** A booking in half a sentence: "Harbour House in Lisbon from Friday (BK-…)". */
export function describeBooking(booking: Booking, words: Wording): string {
  const { item, reference } = booking
  return item.kind === "stay"
    ? words.text("whatStay", { ...stayWords(item, words), reference })
    : words.text("whatTrip", { ...tripWords(item, words), reference })
}

function titleOf(booking: Booking, words: Wording): string {
  const { item } = booking
  if (item.kind === "stay") return words.text("bookedStayTitle", { hotel: item.hotelName, city: item.city })
  return words.text("bookedTripTitle", tripWords(item, words))
}
