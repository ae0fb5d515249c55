// The live models of both catalogues, for whoever serves recommendations.

import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import type { ServiceModels } from "./create-recommendation-service.ts"
import { createLiveModels, type LiveModelOptions } from "./live-models.ts"
import type { OpenModelStore } from "./model-stores.ts"

/** How often it is looked whether another model was promoted, or another catalogue imported. */
export const CHECK_MS = 10_000

/** Opens the models of both catalogues; nothing is read before the first visitor. */
export function openServiceModels(
  openStore: OpenModelStore,
  options: { readonly clock: Clock; readonly log: Log } & Pick<LiveModelOptions, "dropsWork">,
): ServiceModels {
  const open = (catalogue: "places" | "movies") =>
    createLiveModels({ store: openStore(catalogue), checkEveryMs: CHECK_MS, ...options })
  return { places: open("places"), movies: open("movies") }
}
