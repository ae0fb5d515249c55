// The recommendation service over a catalogue: the content filter, with what each visitor turned down or chose left out
// or learned from.

import type { Catalogue } from "#backends/booking/catalogue.ts"
import { scoreMovies, scorePlaces } from "./content-scores.ts"
import type { Feedback, RecommendationService } from "./recommendation-service.ts"

/** Where feedback is kept. */
export interface FeedbackStore {
  record(feedback: Feedback): Promise<void>
  /** Everything a visitor did, oldest first. */
  list(visitorId: string): Promise<readonly Feedback[]>
  forget(visitorId: string): Promise<void>
}

/** Makes the service. */
export function createRecommendationService(catalogue: Catalogue, feedback: FeedbackStore): RecommendationService {
  const dismissed = async (visitorId: string): Promise<readonly string[]> =>
    (await feedback.list(visitorId)).filter(({ kind }) => kind === "dismissed").map(({ itemId }) => itemId)
  return {
    async recommendPlaces(query) {
      const excludedIds = [...(query.excludedIds ?? []), ...(await dismissed(query.visitorId))]
      return scorePlaces(catalogue.hotels, { ...query, excludedIds }).slice(0, query.limit)
    },
    async recommendMovies(query) {
      const excludedIds = [...(query.excludedIds ?? []), ...(await dismissed(query.visitorId))]
      return scoreMovies(catalogue.movies, { ...query, excludedIds }).slice(0, query.limit)
    },
    findMovie: (movieId) => catalogue.movies.find(({ id }) => id === movieId),
    record: (entry) => feedback.record(entry),
    forget: (visitorId) => feedback.forget(visitorId),
  }
}
