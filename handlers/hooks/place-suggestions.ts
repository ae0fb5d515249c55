// The next places for a visitor: those that have what was asked for, without what was shown before and what is sold out on
// the day. Which intent they asked with is the hooks' business.

import type { PlaceQuery } from "#backends/recommendation/recommendation-service.ts"
import type { Message } from "#bot/definition.ts"
import type { Services } from "../hook.ts"
import type { AttributeChanges, Turn } from "../lex-event.ts"
import { suggestions, type Wording } from "../messages.ts"
import { type FreePlace, findFreePlaces } from "./free-places.ts"
import { noteShown } from "./note-taste.ts"
import { placeCard } from "./place-cards.ts"
import { TAGS_OF_FEATURE } from "./place-features.ts"
import { formatRecommended, type PlaceWish, type Recommended } from "./recommended.ts"

const PLACES_SHOWN = 3

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
  earlier: Recommended<"places"> | undefined,
): Promise<PlaceSuggestion | undefined> {
  const query = { ...toQuery(turn, services, wish, earlier), limit: PLACES_SHOWN }
  const night = wish.date === undefined ? undefined : { arrival: wish.date, nights: 1, guests: 1 }
  const places: readonly FreePlace[] =
    night === undefined
      ? (await services.recommendation.recommendPlaces(query)).map((place) => ({ place }))
      : // How many nights it will be isn't known: a place that can't be asked for one stays.
        await findFreePlaces(services, query, night, () => true)
  if (places.length === 0) return undefined
  const { features } = wish
  const intro =
    features.length === 0
      ? words.say("placesIntro")
      : words.say("placesIntroFor", { features: words.list(features.map((feature) => feature.toLowerCase())) })
  await noteShown(
    turn,
    services,
    places.map(({ place }) => place),
  )
  const shown = places.map(({ place }) => place.item.id)
  return {
    messages: [
      intro,
      ...places.map(({ place, total }) => placeCard(place, words, total)),
      suggestions([words.text("placeMore")]),
    ],
    attributes: { recommended: formatRecommended("places", shown, earlier, wish) },
  }
}

function toQuery(
  turn: Turn,
  services: Services,
  { features, city: cityName, maximumRate }: PlaceWish,
  earlier: Recommended<"places"> | undefined,
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
