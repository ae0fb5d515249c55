// Which hotels are offered for a stay, and what is said of them: within what a night may cost, if any is. Choosing one is
// book-hotel.ts.

import type { StayOffer } from "#backends/booking/booking-service.ts"
import type { City } from "#backends/booking/catalogue.ts"
import type { Message } from "#bot/definition.ts"
import type { IsoDate } from "#core/time.ts"
import { currencyDecimals, type MinorUnits, minorUnits } from "#core/units.ts"
import type { Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"
import type { Wording } from "../messages.ts"
import { priceHint } from "./price-hint.ts"
import { offerCard } from "./stay-offers.ts"

/** Everything a search needs. */
export type StaySearch = {
  readonly city: string
  readonly arrival: IsoDate
  readonly nights: number
  readonly guests: number
  readonly rooms: number
  /** The most a night may cost in one room, in the hotel's currency. */
  readonly maximumRate?: MinorUnits
}

/** How many hotels are shown at once. */
const OFFERS_SHOWN = 3

/** What a night may cost; people say it in whole units. */
export function budgetOf(
  { slots: { MaxPrice: most } }: Turn<"BookHotel">,
  { currency }: City,
): Pick<StaySearch, "maximumRate"> {
  if (most === undefined || most <= 0) return {}
  return { maximumRate: minorUnits(Math.round(most * 10 ** currencyDecimals(currency))) }
}

/** The hotels with a free room; when none has the kind of room that was wanted, or at the price, those with any. */
export async function findOffers(
  turn: Turn<"BookHotel">,
  services: Services,
  search: StaySearch,
): Promise<readonly StayOffer[]> {
  const query = { ...search, limit: OFFERS_SHOWN }
  const roomType = turn.slots.RoomType
  if (roomType !== undefined) {
    const withRoom = await services.booking.searchStays({ ...query, roomType })
    if (withRoom.ok && withRoom.value.length > 0) return withRoom.value
  }
  const all = await services.booking.searchStays(query)
  if (!all.ok || all.value.length > 0 || search.maximumRate === undefined) return all.ok ? all.value : []
  const { maximumRate: _exceeded, ...anyPrice } = query
  const cheapest = await services.booking.searchStays({ ...anyPrice, sortBy: "price" })
  return cheapest.ok ? cheapest.value : []
}

/** Says that none of the offers is within what a night may cost, where that is so. */
export function overBudget(
  { city, maximumRate, nights, rooms }: StaySearch,
  offers: readonly StayOffer[],
  words: Wording,
): Message | undefined {
  const currency = offers[0]?.total.currency
  if (maximumRate === undefined || currency === undefined) return undefined
  if (offers.some(({ total }) => total.amount <= maximumRate * nights * rooms)) return undefined
  return words.say("overBudget", { city, price: words.money({ amount: maximumRate, currency }) })
}

/** A card for each hotel, and what is known of their prices. */
export function offerMessages(services: Services, offers: readonly StayOffer[], words: Wording): readonly Message[] {
  return [...offers.map((offer) => offerCard(offer, words)), ...hintFor(services, offers, words)]
}

/** What is known of the prices of all the offers. */
export function hintFor(services: Services, offers: readonly StayOffer[], words: Wording): readonly Message[] {
  const offered = offers.map(({ stay: item, rates }) => ({ item, rates }))
  return priceHint(services, offered, words)
}

/** Of a hotel in another city it is said where it is: the visitor may have changed the city after choosing it. */
export function unknownHere(name: string, services: Services, words: Wording, city: string): Message {
  const [elsewhere] = services.booking.findHotelsByName(name)
  return elsewhere === undefined
    ? words.say("unknownHotel")
    : words.say("hotelElsewhere", { hotel: elsewhere.name, elsewhere: elsewhere.city, city })
}

/** "2 guests", and the rooms where it is not one. */
export function partyOf({ guests, rooms }: StaySearch, words: Wording): string {
  const counted = words.count("guest", guests)
  return rooms === 1 ? counted : words.text("guestsInRooms", { guests: counted, rooms: words.count("room", rooms) })
}
