// Recommendations for whoever isn't in a conversation: places and films by filters, each with its reason in words. The
// pipeline is that of the hooks; the words of a request are the web face's contract (web/contract.ts).

import { type BookingService, MAX_DAYS_AHEAD } from "#backends/booking/booking-service.ts"
import { type Catalogue, type Hotel, MOVIE_GENRES, type Movie } from "#backends/booking/catalogue.ts"
import { checkDate } from "#backends/booking/stay-rules.ts"
import { lowestRate, type Reason, type RecommendationService } from "#backends/recommendation/recommendation-service.ts"
import { ok, type Result } from "#core/result.ts"
import { type Clock, parseIsoDate } from "#core/time.ts"
import { type Money, minorUnits } from "#core/units.ts"
import { LOCALES } from "#intents/locales.ts"
import { type FreePlace, findFreePlaces } from "../hooks/free-places.ts"
import { reasonText } from "../hooks/place-cards.ts"
import { TAGS_OF_FEATURE } from "../hooks/place-features.ts"
import { type Wording, wordingFor } from "../messages.ts"

/** Where days begin last: what is past there is past everywhere. */
const LAST_ZONE = "Etc/GMT+12"

/** Whom it is for: taste is learned by visitor, reasons are worded in a language. */
export type Asker = { readonly visitorId: string; readonly localeId: string }

type Filters = {
  readonly limit: number
  /** Ids not to recommend. */
  readonly not: readonly string[]
  /** Whether what the visitor was shown or took before is left out. */
  readonly seen: "include" | "leave-out"
}

/** Which places. */
export type PlaceFilters = Filters & {
  readonly kind: "places"
  readonly city?: string | undefined
  /** Words of the slot type PlaceFeature, or tags of the catalogue; a place must have each. */
  readonly feature: readonly string[]
  /** A night, in whole units of the place's currency. */
  readonly maxPrice?: number | undefined
  /** `YYYY-MM-DD`; with it what is sold out is left out. */
  readonly arrival?: string | undefined
  readonly nights?: number | undefined
  readonly guests?: number | undefined
}

/** Which films. */
export type MovieFilters = Filters & {
  readonly kind: "movies"
  readonly genre?: string | undefined
  /** Id of a film to be like. */
  readonly like?: string | undefined
  readonly maxMinutes?: number | undefined
  readonly minMinutes?: number | undefined
  readonly newerThan?: number | undefined
  readonly olderThan?: number | undefined
}

/** Why an item is recommended: in words, and what the words are made of. */
type ItemReason = {
  readonly type: Reason["type"]
  readonly text: string
  readonly features?: string[]
  readonly genre?: string
  readonly title?: string
}

type Recommended<Item extends { readonly id: string }> = Pick<Item, "id"> & {
  readonly title: string
  /** 0 to 1. */
  readonly score: number
  readonly reason: ItemReason
}

/** A place with its facts; `rate` is a night's, `total` that of the nights asked for. */
export type RecommendedPlace = Recommended<Hotel> &
  Pick<Hotel, "city" | "country" | "stars" | "guestRating" | "description" | "imageUrl"> & {
    readonly kind: "place"
    readonly tags: string[]
    readonly rate: Money
    readonly total?: Money
  }

/** A film with its facts. */
export type RecommendedMovie = Recommended<Movie> &
  Pick<Movie, "title" | "year" | "minutes" | "rating" | "synopsis"> & {
    readonly kind: "movie"
    readonly genres: string[]
  }

/** A filter that names what there isn't. */
export type FilterError = { readonly pointer: string; readonly detail: string }

/** The backends over one catalogue. */
export type RecommenderParts = {
  readonly catalogue: Catalogue
  readonly recommendation: RecommendationService
  readonly booking: Pick<BookingService, "listRooms" | "findCity">
  readonly clock: Clock
}

/** Why nothing is recommended: `errors` of the filters. */
export type Refused = { readonly ok: false; readonly refusal: "invalid"; readonly errors: FilterError[] }

/** Recommends; the list is best first and may be empty. What it gives is noted as shown. */
export async function recommendItems(
  parts: RecommenderParts,
  asker: Asker,
  filters: PlaceFilters | MovieFilters,
): Promise<{ readonly ok: true; readonly value: (RecommendedPlace | RecommendedMovie)[] } | Refused> {
  const words = wordingFor(LOCALES.find((locale) => locale === asker.localeId) ?? LOCALES[0])
  return filters.kind === "places"
    ? await recommendPlaces(parts, asker.visitorId, filters, words)
    : await recommendMovies(parts, asker.visitorId, filters, words)
}

/** Notes what a visitor thinks of an item; the next list knows it. */
export async function noteFeedback(
  { catalogue: { hotels, movies }, recommendation }: RecommenderParts,
  feedback: {
    readonly visitorId: string
    readonly itemId: string
    readonly kind: "viewed" | "chosen" | "dismissed"
  },
): Promise<Result<undefined, "unknown-item">> {
  const isKnown = [...hotels, ...movies].some(({ id }) => id === feedback.itemId)
  if (!isKnown) return { ok: false, refusal: "unknown-item" }
  await recommendation.record(feedback)
  return ok(undefined)
}

function invalid(pointer: string, detail: string): Refused {
  return { ok: false, refusal: "invalid", errors: [{ pointer, detail }] }
}

async function recommendPlaces(
  { catalogue, recommendation, booking, clock }: RecommenderParts,
  visitorId: string,
  filters: PlaceFilters,
  words: Wording,
) {
  const tags = new Set(catalogue.hotels.flatMap((hotel) => hotel.tags))
  const tagGroups: (readonly string[])[] = []
  for (const feature of filters.feature) {
    const group = TAGS_OF_FEATURE[feature.toLowerCase()] ?? (tags.has(feature) ? [feature] : undefined)
    if (group === undefined)
      return invalid("/feature", `Must be one of ${[...Object.keys(TAGS_OF_FEATURE), ...tags].join(", ")}.`)
    tagGroups.push(group)
  }
  const city = filters.city === undefined ? undefined : (booking.findCity(filters.city)?.name ?? filters.city)
  const query = {
    ...toQuery(visitorId, filters),
    tagGroups,
    ...(city === undefined ? {} : { city }),
    ...(filters.maxPrice === undefined ? {} : { maximumRate: filters.maxPrice }),
  }
  const arrival = parseIsoDate(filters.arrival ?? "")
  const refusal = arrival === undefined ? undefined : checkDate(arrival, LAST_ZONE, clock())
  if (refusal !== undefined)
    return invalid("/arrival", `Must be from today to ${MAX_DAYS_AHEAD} days ahead, at the place.`)
  const { nights = 1, guests = 1 } = filters
  const isKept = (reason: string): boolean => filters.nights === undefined && reason === "below-minimum-stay"
  const places: readonly FreePlace[] =
    arrival === undefined
      ? (await recommendation.recommendPlaces(query)).map((place) => ({ place }))
      : await findFreePlaces({ recommendation, booking }, query, { arrival, nights, guests }, isKept)
  const shown = places.map(({ place }) => place)
  await recommendation.recordShown(visitorId, shown)
  return ok(places.map((place) => toPlace(place, nights, words)))
}

function toQuery(visitorId: string, { limit, not, seen }: Filters) {
  return { visitorId, limit, excludedIds: not, isUnseenOnly: seen === "leave-out" }
}

function toPlace({ place, total }: FreePlace, nights: number, words: Wording): RecommendedPlace {
  const { id, name, city, country, stars, guestRating, tags, description, imageUrl, currency } = place.item
  const rate =
    total === undefined
      ? { amount: lowestRate(place.item), currency }
      : { ...total, amount: minorUnits(Math.round(total.amount / nights)) }
  return {
    ...{ kind: "place", id, title: name, city, country, stars, guestRating, description, tags: [...tags], rate },
    ...(total === undefined ? {} : { total }),
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...{ score: place.score, reason: toReason(place.reason, words) },
  }
}

async function recommendMovies(
  { recommendation }: RecommenderParts,
  visitorId: string,
  filters: MovieFilters,
  words: Wording,
) {
  const genre = MOVIE_GENRES.find((known) => known.toLowerCase() === filters.genre?.toLowerCase())
  if (filters.genre !== undefined && genre === undefined)
    return invalid("/genre", `Must be one of ${MOVIE_GENRES.join(", ")}.`)
  if (filters.like !== undefined && recommendation.findMovie(filters.like) === undefined)
    return invalid("/like", "No film has this id.")
  const { maxMinutes, minMinutes, newerThan, olderThan, like } = filters
  const movies = await recommendation.recommendMovies({
    ...toQuery(visitorId, filters),
    ...(genre === undefined ? {} : { genre }),
    ...(like === undefined ? {} : { likeMovieId: like }),
    ...(maxMinutes === undefined ? {} : { maximumMinutes: maxMinutes }),
    ...(minMinutes === undefined ? {} : { minimumMinutes: minMinutes }),
    ...(newerThan === undefined ? {} : { newerThan }),
    ...(olderThan === undefined ? {} : { olderThan }),
  })
  await recommendation.recordShown(visitorId, movies)
  const value = movies.map(({ item, score, reason }): RecommendedMovie => {
    const { id, title, year, genres, minutes, rating, synopsis } = item
    const facts = { id, title, year, genres: [...genres], minutes, rating, synopsis }
    return { kind: "movie", ...facts, score, reason: toReason(reason, words) }
  })
  return ok(value)
}

function toReason(reason: Reason, words: Wording): ItemReason {
  const text = reasonText(reason, words)
  return reason.type === "features" ? { ...reason, text, features: [...reason.features] } : { ...reason, text }
}
