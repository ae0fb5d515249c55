// RecommendPlace: places that have what the visitor asked for, and more of them.

import { firstDateOf } from "#core/time.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { type Wording, wordingFor } from "../messages.ts"
import { suggestPlaces } from "./place-suggestions.ts"
import { type PlaceWish, parseRecommended, type Recommended } from "./recommended.ts"

type PlaceTurn = Turn<"RecommendPlace">

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
  earlier: Recommended<"places"> | undefined,
): Promise<Decision<"RecommendPlace">> {
  const wish = toWish(turn)
  // "Show me others" goes on where the last list ended, with the wish as it was; a new wish starts afresh.
  const isContinued = wish.features.length === 0 && wish.city === undefined
  const seen = isContinued ? earlier : undefined
  const suggestion = await suggestPlaces(turn, services, words, { ...seen?.wish, ...wish, ...keptFeatures(seen) }, seen)
  if (suggestion === undefined) {
    const message = seen === undefined ? words.say("noPlaces") : words.say("noMorePlaces")
    return { action: { type: "ElicitSlot", slot: "Feature" }, messages: [message], slots: { Feature: null } }
  }
  return { action: { type: "Close", state: "Fulfilled" }, ...suggestion }
}

function keptFeatures(seen: Recommended<"places"> | undefined): { readonly features?: readonly string[] } {
  return seen?.wish === undefined ? {} : { features: seen.wish.features }
}

function toWish({ slots, periods }: PlaceTurn): PlaceWish {
  const { Feature: features = [], City: city, MaxPrice: maximumRate, CheckInDate } = slots
  const date = CheckInDate ?? firstDateOf(periods.CheckInDate ?? "")
  return {
    features,
    ...(city === undefined ? {} : { city }),
    ...(maximumRate === undefined ? {} : { maximumRate }),
    ...(date === undefined ? {} : { date }),
  }
}
