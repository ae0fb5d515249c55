// Content filter: how well a place or film fits what was asked, by its own properties alone. Pure; knows no visitor.

import type { Hotel, Movie } from "#backends/booking/catalogue.ts"
import { currencyDecimals } from "#core/units.ts"
import { lowestRate, type MovieQuery, type PlaceQuery, type Recommendation } from "./recommendation-service.ts"

/** How much of a score is what was asked for; the rest is what guests think of the item. */
const FIT_WEIGHT = 0.6

/** Scores the hotels that meet every condition of the query, best first. */
export function scorePlaces(hotels: readonly Hotel[], query: PlaceQuery): readonly Recommendation<Hotel>[] {
  const excluded = new Set(query.excludedIds)
  return hotels
    .filter((hotel) => !excluded.has(hotel.id) && meetsPlaceQuery(hotel, query))
    .map((hotel) => scorePlace(hotel, query))
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
}

function meetsPlaceQuery(hotel: Hotel, query: PlaceQuery): boolean {
  if (query.city !== undefined && hotel.city.toLowerCase() !== query.city.toLowerCase()) return false
  if (!query.tagGroups.every((group) => group.some((tag) => hotel.tags.includes(tag)))) return false
  const rate = lowestRate(hotel) / 10 ** currencyDecimals(hotel.currency)
  return query.maximumRate === undefined || rate <= query.maximumRate
}

function scorePlace(hotel: Hotel, query: PlaceQuery): Recommendation<Hotel> {
  const preferred = Object.entries(query.preferredTags ?? {})
  const wanted = preferred.reduce((sum, [, weight]) => sum + weight, 0)
  const found = preferred.filter(([tag]) => hotel.tags.includes(tag))
  const fit = wanted === 0 ? 1 : found.reduce((sum, [, weight]) => sum + weight, 0) / wanted
  const asked = query.tagGroups.flatMap((group) => group.filter((tag) => hotel.tags.includes(tag)).slice(0, 1))
  const features = [...new Set([...asked, ...found.map(([tag]) => tag)])]
  return {
    item: hotel,
    score: FIT_WEIGHT * fit + (1 - FIT_WEIGHT) * (hotel.guestRating / 10),
    reason: features.length > 0 ? { type: "features", features } : { type: "popular" },
  }
}

/** Scores the films that meet every condition of the query, best first. */
export function scoreMovies(movies: readonly Movie[], query: MovieQuery): readonly Recommendation<Movie>[] {
  const excluded = new Set(query.excludedIds)
  const model = movies.find((movie) => movie.id === query.likeMovieId)
  return movies
    .filter((movie) => movie.id !== model?.id && !excluded.has(movie.id) && meetsMovieQuery(movie, query))
    .map((movie) => scoreMovie(movie, model, query))
    .sort((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
}

function meetsMovieQuery(movie: Movie, query: MovieQuery): boolean {
  return (
    (query.genre === undefined || movie.genres.some((genre) => genre === query.genre)) &&
    movie.minutes <= (query.maximumMinutes ?? Number.POSITIVE_INFINITY) &&
    movie.minutes >= (query.minimumMinutes ?? 0) &&
    movie.year > (query.newerThan ?? Number.NEGATIVE_INFINITY) &&
    movie.year < (query.olderThan ?? Number.POSITIVE_INFINITY)
  )
}

function scoreMovie(movie: Movie, model: Movie | undefined, query: MovieQuery): Recommendation<Movie> {
  const fit = model === undefined ? 1 : likeness([...movie.genres, ...movie.moods], [...model.genres, ...model.moods])
  return {
    item: movie,
    score: FIT_WEIGHT * fit + (1 - FIT_WEIGHT) * (movie.rating / 10),
    reason:
      model !== undefined
        ? { type: "liked", title: model.title }
        : query.genre !== undefined
          ? { type: "genre", genre: query.genre }
          : { type: "popular" },
  }
}

/** Jaccard similarity of two lists of words: shared ones over all, 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const first = new Set<string>(a)
  const all = new Set<string>([...a, ...b])
  return all.size === 0 ? 0 : b.filter((word) => first.has(word)).length / all.size
}
