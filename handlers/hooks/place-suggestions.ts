// The next places for a visitor: those that have what was asked for, without what was shown before and what is sold out on
// the day. Which intent they asked with is the hooks' business.

import type { Hotel } from "#backends/booking/catalogue.ts"
import type { PlaceQuery, Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Message } from "#bot/definition.ts"
import type { IsoDate } from "#core/time.ts"
import { currencyDecimals, type Money } from "#core/units.ts"
import type { Services } from "../hook.ts"
import type { AttributeChanges, Turn } from "../lex-event.ts"
import { suggestions, type Wording } from "../messages.ts"
import { placeCard } from "./place-cards.ts"
import { TAGS_OF_FEATURE } from "./place-features.ts"
import { formatRecommended, type PlaceWish, type Recommended } from "./recommended.ts"

const PLACES_SHOWN = 3
/** So many are looked at for ones with a free room on the day. */
const PLACES_TRIED = 15

/** Places with their reasons, and what to remember. */
export type PlaceSuggestion = { readonly messages: readonly Message[]; readonly attributes: AttributeChanges }

/**
 * Suggests places.
 *
 * @param earlier What was shown for the same wish before, and is not to come again.
 * @returns `undefined` when no place is all of that.
 */
export async function suggestPlaces(
  turn: Turn,
  services: Services,
  words: Wording,
  wish: PlaceWish,
  earlier: Recommended | undefined,
): Promise<PlaceSuggestion | undefined> {
  const query = toQuery(turn, services, wish, earlier)
  const places: readonly FreePlace[] =
    wish.date === undefined
      ? (await services.recommendation.recommendPlaces({ ...query, limit: PLACES_SHOWN })).map((place) => ({ place }))
      : await findFree(services, query, wish.date)
  if (places.length === 0) return undefined
  const { features } = wish
  const intro =
    features.length === 0
      ? words.say("placesIntro")
      : words.say("placesIntroFor", { features: words.list(features.map((feature) => feature.toLowerCase())) })
  const shown = places.map(({ place }) => place.item.id)
  return {
    messages: [
      intro,
      ...places.map(({ place, rate }) => placeCard(place, words, rate)),
      suggestions([words.text("placeMore")]),
    ],
    attributes: { recommended: formatRecommended("places", shown, earlier, wish) },
  }
}

type FreePlace = { readonly place: Recommendation<Hotel>; readonly rate?: Money }

/** Those with a free room for the night, at that night's rate. Where the night can't be asked for, the place stays. */
async function findFree(
  services: Services,
  query: Omit<PlaceQuery, "limit">,
  arrival: IsoDate,
): Promise<readonly FreePlace[]> {
  const candidates = await services.recommendation.recommendPlaces({ ...query, limit: PLACES_TRIED })
  const free: FreePlace[] = []
  for (const place of candidates) {
    if (free.length === PLACES_SHOWN) break
    const rooms = await services.booking.listRooms({ hotelId: place.item.id, arrival, nights: 1, guests: 1 })
    if (!rooms.ok) free.push({ place })
    const rate = rooms.ok ? rooms.value[0]?.total : undefined
    if (rate === undefined) continue
    if (rate.amount <= (query.maximumRate ?? Infinity) * 10 ** currencyDecimals(rate.currency))
      free.push({ place, rate })
  }
  return free
}

function toQuery(
  turn: Turn,
  services: Services,
  { features, city: cityName, maximumRate }: PlaceWish,
  earlier: Recommended | undefined,
): Omit<PlaceQuery, "limit"> {
  const city = cityName === undefined ? undefined : (services.booking.findCity(cityName)?.name ?? cityName)
  return {
    visitorId: turn.visitorId,
    tagGroups: features.flatMap((feature) => (TAGS_OF_FEATURE[feature] ? [TAGS_OF_FEATURE[feature]] : [])),
    ...(city === undefined ? {} : { city }),
    ...(maximumRate === undefined ? {} : { maximumRate }),
    ...(earlier === undefined ? {} : { excludedIds: earlier.seen }),
  }
}
