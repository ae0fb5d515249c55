// The recommender over the catalogue of the moment: what the web face is given to recommend with. The stores behind it
// are the host's business.

import type { BookingStore } from "#backends/booking/booking-store.ts"
import { createCatalogueIndex } from "#backends/booking/catalogue-index.ts"
import type { CatalogueStore } from "#backends/booking/catalogue-store.ts"
import { followCatalogue } from "#backends/booking/follow-catalogue.ts"
import { listRooms } from "#backends/booking/search.ts"
import {
  createRecommendationService,
  type FeedbackStore,
  type ServiceModels,
} from "#backends/recommendation/create-recommendation-service.ts"
import { CHECK_MS } from "#backends/recommendation/service-models.ts"
import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import { noteFeedback, type RecommenderParts, recommendItems } from "./recommend-items.ts"

/** What it is made of. */
export type RecommenderOptions = {
  readonly catalogues: CatalogueStore
  /** Tells what is sold out. */
  readonly bookings: BookingStore
  readonly feedback: FeedbackStore
  /** `undefined` where models have no place: content and popularity recommend. */
  readonly openModels: () => Promise<ServiceModels | undefined>
  readonly clock: Clock
  readonly log: Log
  /** Whether a request's work may be dropped with the request, so that no other may wait for it. */
  readonly dropsWork: boolean
}

type Recommend = typeof recommendItems
type Note = typeof noteFeedback

/** Nothing is on offer here: no catalogue was ever imported. */
const NO_CATALOGUE = { ok: false, refusal: "no-catalogue" } as const

/** Recommends over the catalogue of the moment. */
export type OwnRecommender = {
  recommend(
    asker: Parameters<Recommend>[1],
    filters: Parameters<Recommend>[2],
  ): Promise<Awaited<ReturnType<Recommend>> | typeof NO_CATALOGUE>
  note(feedback: Parameters<Note>[1]): Promise<Awaited<ReturnType<Note>> | typeof NO_CATALOGUE>
}

/** Makes it; nothing is read before the first call. */
export function openRecommender(options: RecommenderOptions): OwnRecommender {
  const { catalogues, bookings, feedback, openModels, clock, log, dropsWork } = options
  let models: ServiceModels | undefined
  const follow = followCatalogue({
    ...{ store: catalogues, clock, log, checkEveryMs: CHECK_MS, dropsWork },
    open: (catalogue): RecommenderParts => {
      const index = createCatalogueIndex(catalogue)
      return {
        catalogue,
        clock,
        recommendation: createRecommendationService(catalogue, feedback, models),
        booking: {
          findCity: index.findCity,
          listRooms: (query) => listRooms({ store: bookings, index }, query, clock()),
        },
      }
    },
  })
  const open = async (): Promise<RecommenderParts | undefined> => {
    models ??= await openModels()
    return await follow()
  }
  return {
    async recommend(asker, filters) {
      const parts = await open()
      return parts === undefined ? NO_CATALOGUE : await recommendItems(parts, asker, filters)
    },
    async note(given) {
      const parts = await open()
      return parts === undefined ? NO_CATALOGUE : await noteFeedback(parts, given)
    },
  }
}
