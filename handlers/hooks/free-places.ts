// Recommended places with a free room, at the price of the very nights. Which places fit the wish is the recommendation
// backend's, what is free and what it costs the booking backend's.

import type { BookingService, DateRefusal, OfferRefusal } from "#backends/booking/booking-service.ts"
import type { Hotel } from "#backends/booking/catalogue.ts"
import type {
  PlaceQuery,
  Recommendation,
  RecommendationService,
} from "#backends/recommendation/recommendation-service.ts"
import type { IsoDate } from "#core/time.ts"
import { currencyDecimals, type Money } from "#core/units.ts"

/** A place; with `total` when its cheapest free room for the nights is known. */
export type FreePlace = { readonly place: Recommendation<Hotel>; readonly total?: Money }

/** The nights that a room must be free, and for how many. */
export type Nights = { readonly arrival: IsoDate; readonly nights: number; readonly guests: number }

/** What is asked. */
type Backends = {
  readonly recommendation: Pick<RecommendationService, "recommendPlaces">
  readonly booking: Pick<BookingService, "listRooms">
}

/** So many places are looked at for each one wanted. */
const TRIED_FOR_EACH = 5

/**
 * Finds places with a free room for the nights, best first; `maximumRate` is also held against the nights' own rates.
 *
 * @param isKept Whether a place stays that can't be asked for these nights, by the reason why not.
 */
export async function findFreePlaces(
  { recommendation, booking }: Backends,
  query: PlaceQuery,
  { arrival, nights, guests }: Nights,
  isKept: (refusal: DateRefusal | OfferRefusal) => boolean,
): Promise<readonly FreePlace[]> {
  const candidates = await recommendation.recommendPlaces({ ...query, limit: query.limit * TRIED_FOR_EACH })
  const check = async (place: Recommendation<Hotel>): Promise<readonly FreePlace[]> => {
    const rooms = await booking.listRooms({ hotelId: place.item.id, arrival, nights, guests })
    if (!rooms.ok) return isKept(rooms.refusal) ? [{ place }] : []
    const [cheapest] = rooms.value
    if (cheapest === undefined) return []
    const { total } = cheapest
    const most = (query.maximumRate ?? Infinity) * 10 ** currencyDecimals(total.currency) * nights
    return total.amount <= most ? [{ place, total }] : []
  }
  const free: FreePlace[] = []
  for (let tried = 0; free.length < query.limit && tried < candidates.length; ) {
    const missing = query.limit - free.length
    const next = candidates.slice(tried, tried + missing)
    free.push(...(await Promise.all(next.map(check))).flat())
    tried += missing
  }
  return free
}
