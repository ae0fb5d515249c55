// What the recommendation backend offers to whoever asks: the contract of the service. How items are scored is in the
// other files of this folder; what is free on a date is the booking backend's business.

import type { Hotel, Movie } from "#backends/booking/catalogue.ts"
import { type MinorUnits, minorUnits } from "#core/units.ts"

/** Why an item was chosen; the caller words it. */
export type Reason =
  /** It has what was asked for. */
  | { readonly type: "features"; readonly features: readonly string[] }
  | { readonly type: "genre"; readonly genre: string }
  /** The visitor liked (booked, chose) something like it. */
  | { readonly type: "liked"; readonly title: string }
  /** Nothing more is known than that others like it. */
  | { readonly type: "popular" }

/** An item, how well it fits (0 to 1), and why. */
export type Recommendation<Item> = {
  readonly item: Item
  readonly score: number
  readonly reason: Reason
  /** Version of the trained model that had its say; absent: none is live. */
  readonly model?: string
}

/** What a visitor wants of a place to stay. */
export type PlaceQuery = {
  readonly visitorId: string
  /** A place must have at least one tag of each group, such as `["by-the-sea", "beach"]`. */
  readonly tagGroups: readonly (readonly string[])[]
  /** Tags that would be nice, weighted by how much. */
  readonly preferredTags?: Readonly<Record<string, number>>
  /** A city's name; case aside. */
  readonly city?: string
  /** Highest base rate of the cheapest room, in whole units of the hotel's own currency. */
  readonly maximumRate?: number
  /** Hotels not to show: seen, turned down. */
  readonly excludedIds?: readonly string[]
  /** Whether what the visitor was shown, looked at or took before is left out; what they turned down always is. */
  readonly isUnseenOnly?: boolean
  readonly limit: number
}

/** What a visitor wants of a film. */
export type MovieQuery = {
  readonly visitorId: string
  readonly genre?: string
  /** The longest and the shortest it may be. */
  readonly maximumMinutes?: number
  readonly minimumMinutes?: number
  readonly newerThan?: number
  readonly olderThan?: number
  /** A film to be like. */
  readonly likeMovieId?: string
  readonly excludedIds?: readonly string[]
  /** Whether what the visitor was shown, looked at or took before is left out; what they turned down always is. */
  readonly isUnseenOnly?: boolean
  readonly limit: number
}

/** Something a visitor did, from which taste is learned. */
export type Feedback = {
  readonly visitorId: string
  readonly itemId: string
  /** `viewed`: looked at closely. A flight that is booked speaks for its city, as `city:NAME`. */
  readonly kind: "shown" | "viewed" | "chosen" | "booked" | "dismissed"
  /** Of what was shown: the model that had its say. */
  readonly model?: string
}

/** The item that stands for a city: never recommended itself, it says what its visitors like. */
export function cityItemId(city: string): string {
  return `city:${city}`
}

/** Recommends. Every list is best first and may be empty. */
export interface RecommendationService {
  recommendPlaces(query: PlaceQuery): Promise<readonly Recommendation<Hotel>[]>
  recommendMovies(query: MovieQuery): Promise<readonly Recommendation<Movie>[]>
  findMovie(movieId: string): Movie | undefined
  /** Notes what a visitor did with a recommendation. */
  record(feedback: Feedback): Promise<void>
  /** Notes what a visitor was shown, with the model that had its say. */
  recordShown(visitorId: string, shown: readonly Recommendation<{ readonly id: string }>[]): Promise<void>
  /** Forgets everything a visitor did. */
  forget(visitorId: string): Promise<void>
}

/** The lowest base rate of a hotel's rooms. */
export function lowestRate(hotel: Hotel): MinorUnits {
  return hotel.roomTypes
    .map((roomType) => roomType.baseRate)
    .reduce((lowest, rate) => minorUnits(Math.min(lowest, rate)))
}
