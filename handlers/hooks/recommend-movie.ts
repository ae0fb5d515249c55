// RecommendMovie: a film for the evening, another when it did not please, or one like it that is shorter.

import type { Movie } from "#backends/booking/catalogue.ts"
import type { MovieQuery, Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Message } from "#bot/definition.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { card, suggestions, type Wording, wordingFor } from "../messages.ts"
import { reasonText } from "./place-cards.ts"
import { formatRecommended, parseRecommended, type Recommended } from "./recommended.ts"

type MovieTurn = Turn<"RecommendMovie">

export const recommendMovie: Hook<"RecommendMovie"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const earlier = parseRecommended(turn.attributes.recommended, "movies")
  if (turn.isFulfillment) return recommend(turn, services, words, earlier)
  const { Genre, MaxMinutes, Comparison } = turn.slots
  const isOpen = Genre === undefined && MaxMinutes === undefined && Comparison === undefined
  return isOpen && earlier === undefined
    ? { action: { type: "ElicitSlot", slot: "Genre" } }
    : { action: { type: "Delegate" } }
}

async function recommend(
  turn: MovieTurn,
  services: Services,
  words: Wording,
  earlier: Recommended | undefined,
): Promise<Decision<"RecommendMovie">> {
  const last = earlier?.shown[0] === undefined ? undefined : services.recommendation.findMovie(earlier.shown[0])
  // "Another one" is only known to be unlike the last when no other wish comes with it.
  const isTurnedDown = last !== undefined && turn.slots.Genre === undefined && turn.slots.Comparison === undefined
  if (isTurnedDown) {
    await services.recommendation.record({ visitorId: turn.visitorId, itemId: last.id, kind: "dismissed" })
  }
  const [movie] = await services.recommendation.recommendMovies(toQuery(turn, earlier, last))
  if (movie === undefined) {
    return { action: { type: "ElicitSlot", slot: "Genre" }, messages: [words.say("noMovies")], slots: { Genre: null } }
  }
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [
      words.say("moviesIntro"),
      movieCard(movie, words),
      {
        contentType: "PlainText",
        content: words.text("movieReason", { synopsis: movie.item.synopsis, reason: reasonText(movie.reason, words) }),
      },
      suggestions([words.text("anotherMovie"), words.text("shorterMovie")]),
    ],
    attributes: { recommended: formatRecommended("movies", [movie.item.id], earlier) },
  }
}

function toQuery(turn: MovieTurn, earlier: Recommended | undefined, last: Movie | undefined): MovieQuery {
  const { Genre: genre = last?.genres[0], MaxMinutes: maximumMinutes, Comparison: comparison } = turn.slots
  return {
    visitorId: turn.visitorId,
    ...(genre === undefined ? {} : { genre }),
    ...(maximumMinutes === undefined ? {} : { maximumMinutes }),
    ...(last === undefined || comparison === undefined ? {} : { likeMovieId: last.id, ...compare(comparison, last) }),
    ...(earlier === undefined ? {} : { excludedIds: earlier.seen }),
    limit: 1,
  }
}

function compare(comparison: string, last: Movie): Partial<MovieQuery> {
  switch (comparison) {
    case "shorter":
      return { maximumMinutes: last.minutes - 1 }
    case "longer":
      return { minimumMinutes: last.minutes + 1 }
    case "newer":
      return { newerThan: last.year }
    case "older":
      return { olderThan: last.year }
    default:
      return {}
  }
}

function movieCard({ item }: Recommendation<Movie>, words: Wording): Message {
  return card({
    title: item.title,
    subtitle: words.text("movieSubtitle", {
      year: item.year,
      genres: item.genres.join(", "),
      minutes: words.count("minute", item.minutes),
      rating: item.rating,
    }),
  })
}
