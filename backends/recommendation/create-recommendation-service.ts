// The recommendation service over a catalogue: what fits the wish (content-scores.ts), moved by what the visitor liked
// (the live model, or likeness while there is none), without what they turned down or saw, and not all alike.

import type { Catalogue } from "#backends/booking/catalogue.ts"
import { listItems } from "./catalogue-items.ts"
import { scoreMovies, scorePlaces } from "./content-scores.ts"
import { type LiveModels, type LoadedModel, NO_MODELS } from "./live-models.ts"
import {
  cityItemId,
  type Feedback,
  type MovieQuery,
  type Reason,
  type Recommendation,
  type RecommendationService,
} from "./recommendation-service.ts"
import { findDismissed, type Likeness, measureLikeness, pickDiverse, readTaste, type Taste } from "./taste.ts"
import { featuresOf } from "./training-data.ts"

/** Where feedback is kept. */
export interface FeedbackStore {
  /** Adds some at once. */
  record(feedback: readonly Feedback[]): Promise<void>
  /** Everything a visitor did, oldest first. */
  list(visitorId: string): Promise<readonly Feedback[]>
  forget(visitorId: string): Promise<void>
}

/** The trained models of the two kinds of items. */
export type ServiceModels = { readonly places: LiveModels; readonly movies: LiveModels }

/** Above this lift the visitor's own past is a better reason than what was asked. */
const TELLING_LIFT = 0.1

/** Makes the service. Without trained models, visitors with a past are served by what is like what they liked. */
export function createRecommendationService(
  catalogue: Catalogue,
  feedback: FeedbackStore,
  models: ServiceModels = { places: NO_MODELS, movies: NO_MODELS },
): RecommendationService {
  const titles = new Map<string, string>([
    ...catalogue.hotels.map(({ id, name }) => [id, name] as const),
    ...catalogue.movies.map(({ id, title }) => [id, title] as const),
    ...catalogue.cities.map(({ name }) => [cityItemId(name), name] as const),
  ])
  const likenessOfHotels = once(() => measureLikeness(featuresOf(listItems(catalogue, "places"))))
  const likenessOfMovies = once(() => measureLikeness(featuresOf(listItems(catalogue, "movies"))))
  const recommend = async <Item extends { readonly id: string }>(
    query: Pick<MovieQuery, "visitorId" | "excludedIds" | "isUnseenOnly" | "limit">,
    kind: { readonly models: LiveModels; readonly likeness: Likeness },
    scoreFitting: (excludedIds: readonly string[]) => readonly Recommendation<Item>[],
  ): Promise<readonly Recommendation<Item>[]> => {
    const past = await feedback.list(query.visitorId)
    const seen = query.isUnseenOnly === true ? past.map(({ itemId }) => itemId) : findDismissed(past)
    const fitting = scoreFitting([...(query.excludedIds ?? []), ...seen])
    const loaded: LoadedModel | undefined = await kind.models.modelFor(query.visitorId)
    const taste = readTaste(past, kind.likeness, loaded)
    const moved = fitting.map((one) => move(one, taste(one.item.id), titles))
    const best = moved.toSorted((a, b) => b.score - a.score || (a.item.id < b.item.id ? -1 : 1))
    const picked = pickDiverse(best, query.limit, kind.likeness)
    return loaded === undefined ? picked : picked.map((one) => ({ ...one, model: loaded.version }))
  }
  return {
    recommendPlaces: (query) =>
      recommend(query, { models: models.places, likeness: likenessOfHotels() }, (excludedIds) =>
        scorePlaces(catalogue.hotels, { ...query, excludedIds }),
      ),
    recommendMovies: (query) =>
      recommend(query, { models: models.movies, likeness: likenessOfMovies() }, (excludedIds) =>
        scoreMovies(catalogue.movies, { ...query, excludedIds }),
      ),
    findMovie: (movieId) => catalogue.movies.find(({ id }) => id === movieId),
    record: (entry) => feedback.record([entry]),
    recordShown: (visitorId, shown) =>
      feedback.record(
        shown.map(({ item, model }) => ({
          ...{ visitorId, itemId: item.id, kind: "shown" },
          ...(model === undefined ? {} : { model }),
        })),
      ),
    forget: (visitorId) => feedback.forget(visitorId),
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

function move<Item extends { readonly id: string }>(
  { item, score, reason }: Recommendation<Item>,
  { lift, because }: Taste,
  titles: ReadonlyMap<string, string>,
): Recommendation<Item> {
  const title = because === undefined ? undefined : titles.get(because)
  const isTelling = title !== undefined && lift > TELLING_LIFT && reason.type !== "liked"
  const own: Reason = isTelling ? { type: "liked", title } : reason
  return { item, score: Math.min(1, Math.max(0, score + lift)), reason: own }
}
