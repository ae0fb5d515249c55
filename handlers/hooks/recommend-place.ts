// RecommendPlace: places that have what the visitor asked for, others when those did not please.

import type { PlaceQuery } from "#backends/recommendation/recommendation-service.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { placeCard } from "./place-cards.ts"
import { TAGS_OF_FEATURE } from "./place-features.ts"
import { formatRecommended, parseRecommended, type Recommended } from "./recommended.ts"

type PlaceTurn = Turn<"RecommendPlace">

const PLACES_SHOWN = 3

export const recommendPlace: Hook<"RecommendPlace"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const earlier = parseRecommended(turn.attributes.recommended, "places")
  if (turn.isFulfillment) return recommend(turn, services, words, earlier)
  const { Feature, City, MaxPrice, Comparison } = turn.slots
  const isOpen = Feature === undefined && City === undefined && MaxPrice === undefined && Comparison === undefined
  return isOpen && earlier === undefined
    ? { action: { type: "ElicitSlot", slot: "Feature" } }
    : { action: { type: "Delegate" } }
}

async function recommend(
  turn: PlaceTurn,
  services: Services,
  words: Wording,
  earlier: Recommended | undefined,
): Promise<Decision<"RecommendPlace">> {
  const features = turn.slots.Feature ?? []
  // The same wish put again, or "another one", goes on where the last list ended; a new wish starts afresh.
  const isContinued = features.length === 0 && turn.slots.City === undefined
  const seen = isContinued ? earlier : undefined
  if (seen !== undefined) await dismissShown(turn, services, seen)
  const places = await services.recommendation.recommendPlaces(toQuery(turn, services, seen))
  if (places.length === 0) {
    const message = seen === undefined ? words.say("noPlaces") : words.say("noMorePlaces")
    return { action: { type: "ElicitSlot", slot: "Feature" }, messages: [message], slots: { Feature: null } }
  }
  const intro =
    features.length === 0
      ? words.say("placesIntro")
      : words.say("placesIntroFor", { features: words.list(features.map((feature) => feature.toLowerCase())) })
  const shown = places.map(({ item }) => item.id)
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [intro, ...places.map((place) => placeCard(place, words)), suggestions([words.text("placeMore")])],
    attributes: { recommended: formatRecommended("places", shown, seen) },
  }
}

async function dismissShown(turn: PlaceTurn, services: Services, seen: Recommended): Promise<void> {
  const notes = seen.shown.map((itemId) => ({ visitorId: turn.visitorId, itemId, kind: "shown" as const }))
  await Promise.all(notes.map((note) => services.recommendation.record(note)))
}

function toQuery(turn: PlaceTurn, services: Services, seen: Recommended | undefined): PlaceQuery {
  const { Feature: features = [], City: cityName, MaxPrice: maximumRate } = turn.slots
  const city = cityName === undefined ? undefined : (services.booking.findCity(cityName)?.name ?? cityName)
  return {
    visitorId: turn.visitorId,
    tagGroups: features.flatMap((feature) => (TAGS_OF_FEATURE[feature] ? [TAGS_OF_FEATURE[feature]] : [])),
    ...(city === undefined ? {} : { city }),
    ...(maximumRate === undefined ? {} : { maximumRate }),
    ...(seen === undefined ? {} : { excludedIds: seen.seen }),
    limit: PLACES_SHOWN,
  }
}
