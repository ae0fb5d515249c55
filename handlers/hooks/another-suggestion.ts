// AnotherSuggestion: "not that one", said of the film or of the places that were shown last.

import type { Hook } from "../hook.ts"
import { suggestions, wordingFor } from "../messages.ts"
import { lastMovie, suggestMovie } from "./movie-suggestions.ts"
import { suggestPlaces } from "./place-suggestions.ts"
import { parseRecommended } from "./recommended.ts"

export const anotherSuggestion: Hook<"AnotherSuggestion"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const starters = suggestions([words.text("suggestMovie"), words.text("suggestPlace")])
  if (lastMovie(turn, services) !== undefined) {
    const suggestion = await suggestMovie(turn, services, words, {})
    if (suggestion !== undefined) return { action: { type: "Close", state: "Fulfilled" }, ...suggestion }
    return { action: { type: "Close", state: "Fulfilled" }, messages: [words.say("noMovies"), starters] }
  }
  const earlier = parseRecommended(turn.attributes.recommended, "places")
  if (earlier === undefined) {
    return { action: { type: "Close", state: "Failed" }, messages: [words.say("nothingShown"), starters] }
  }
  const { visitorId } = turn
  await Promise.all(
    earlier.shown.map((itemId) => services.recommendation.record({ visitorId, itemId, kind: "dismissed" })),
  )
  const suggestion = await suggestPlaces(turn, services, words, earlier.wish ?? { features: [] }, earlier)
  if (suggestion !== undefined) return { action: { type: "Close", state: "Fulfilled" }, ...suggestion }
  return { action: { type: "Close", state: "Fulfilled" }, messages: [words.say("noMorePlaces"), starters] }
}
