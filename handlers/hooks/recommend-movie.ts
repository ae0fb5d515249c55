// RecommendMovie: a film for the evening, another when it did not please, or one like it that is shorter.

import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { type Wording, wordingFor } from "../messages.ts"
import { lastMovie, suggestMovie } from "./movie-suggestions.ts"

type MovieTurn = Turn<"RecommendMovie">
type MovieDecision = Decision<"RecommendMovie">

export const recommendMovie: Hook<"RecommendMovie"> = async (turn, services) => {
  const { Genre, MaxMinutes, Comparison } = turn.slots
  const words = wordingFor(turn.localeId)
  if (turn.isFulfillment) return recommend(turn, services, words)
  const isOpen = Genre === undefined && MaxMinutes === undefined && Comparison === undefined
  return isOpen && lastMovie(turn, services) === undefined
    ? { action: { type: "ElicitSlot", slot: "Genre" } }
    : { action: { type: "Delegate" } }
}

async function recommend(turn: MovieTurn, services: Services, words: Wording): Promise<MovieDecision> {
  const { Genre: genre, MaxMinutes: maximumMinutes, Comparison: comparison } = turn.slots
  const suggestion = await suggestMovie(turn, services, words, { genre, maximumMinutes, comparison })
  if (suggestion === undefined) {
    return { action: { type: "ElicitSlot", slot: "Genre" }, messages: [words.say("noMovies")], slots: { Genre: null } }
  }
  return { action: { type: "Close", state: "Fulfilled" }, ...suggestion }
}
