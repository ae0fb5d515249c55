// The next film for a visitor: what they said of the last one is noted, and the one after is like their wish. Which intent
// they said it with is the hooks' business.

import type { Movie } from "#backends/booking/catalogue.ts"
import type { Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Message } from "#bot/definition.ts"
import type { Services } from "../hook.ts"
import type { AttributeChanges, Turn } from "../lex-event.ts"
import { card, joinFacts, ratingFact, suggestions, type Wording } from "../messages.ts"
import { noteShown } from "./note-taste.ts"
import { reasonText } from "./place-cards.ts"
import { type FilmWish, formatRecommended, parseRecommended } from "./recommended.ts"

/** What a film should be, as far as it was said. `comparison` is with the film shown last. */
export type MovieWish = {
  readonly genre?: string | undefined
  readonly maximumMinutes?: number | undefined
  readonly comparison?: string | undefined
}

/** A film with its reason, and what to remember. */
export type MovieSuggestion = { readonly messages: readonly Message[]; readonly attributes: AttributeChanges }

/** The film that was shown last, when nothing else was since. */
export function lastMovie(turn: Turn, services: Services): Movie | undefined {
  const [movieId] = parseRecommended(turn.attributes.recommended, "movies")?.shown ?? []
  return movieId === undefined ? undefined : services.recommendation.findMovie(movieId)
}

/** @returns `undefined` when no film is like that. */
export async function suggestMovie(
  turn: Turn,
  services: Services,
  words: Wording,
  wish: MovieWish,
): Promise<MovieSuggestion | undefined> {
  const earlier = parseRecommended(turn.attributes.recommended, "movies")
  const last = lastMovie(turn, services)
  if (last !== undefined) await noteLast(turn, services, wish, last)
  const films = toFilmWish(wish, earlier?.wish ?? {}, last)
  const [movie] = await services.recommendation.recommendMovies({
    ...{ ...films, visitorId: turn.visitorId, limit: 1 },
    ...(earlier === undefined ? {} : { excludedIds: earlier.seen }),
  })
  if (movie === undefined) return undefined
  await noteShown(turn, services, [movie])
  const reason = words.text("movieReason", { synopsis: movie.item.synopsis, reason: reasonText(movie.reason, words) })
  return {
    messages: [
      words.say("moviesIntro"),
      movieCard(movie, words),
      { contentType: "PlainText", content: reason },
      suggestions([words.text("anotherMovie"), words.text("shorterMovie")]),
    ],
    attributes: { recommended: formatRecommended("movies", [movie.item.id], earlier, films) },
  }
}

/** "Like it but shorter" speaks for the last film; "another one" against it, unless another wish comes with it. */
async function noteLast(turn: Turn, services: Services, wish: MovieWish, last: Movie): Promise<void> {
  const kind = wish.comparison !== undefined ? "viewed" : wish.genre === undefined ? "dismissed" : undefined
  if (kind !== undefined) await services.recommendation.record({ visitorId: turn.visitorId, itemId: last.id, kind })
}

/** A genre is a wish put anew; everything else is said beside what was wished before. */
function toFilmWish(wish: MovieWish, before: FilmWish, last: Movie | undefined): FilmWish {
  const { genre = before.genre ?? last?.genres[0], maximumMinutes, comparison = "" } = wish
  return {
    ...(wish.genre === undefined ? withoutOpposite(before, comparison) : {}),
    ...(genre === undefined ? {} : { genre }),
    ...(maximumMinutes === undefined ? {} : { maximumMinutes }),
    ...(last === undefined || comparison === "" ? {} : { likeMovieId: last.id, ...compare(comparison, last) }),
  }
}

/** "Longer" takes "shorter" back. */
function withoutOpposite(wish: FilmWish, comparison: string): FilmWish {
  const opposite = OPPOSITES.get(comparison)
  return Object.fromEntries(Object.entries(wish).filter(([name]) => name !== opposite))
}

const OPPOSITES: ReadonlyMap<string, keyof FilmWish> = new Map([
  ["shorter", "minimumMinutes"],
  ["longer", "maximumMinutes"],
  ["newer", "olderThan"],
  ["older", "newerThan"],
])

function compare(comparison: string, last: Movie): FilmWish {
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
    subtitle: joinFacts([
      String(item.year),
      item.genres.join(", "),
      words.count("minute", item.minutes),
      ratingFact(item.rating),
    ]),
    buttons: [{ text: words.text("movieButton"), value: words.text("movieValue") }],
  })
}
