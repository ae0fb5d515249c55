// What the running assistant knows, for training: the catalogue and the feedback of all visitors.

import type { Catalogue } from "#backends/booking/catalogue.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { withLiveTables } from "#backends/dynamo-live-tables.ts"
import type { Environment } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import type { DatedFeedback } from "../compare-arms.ts"
import { listAllFeedback } from "../dynamo-feedback-store.ts"

/** The catalogue and everything visitors did with recommendations. */
export type LiveData = { readonly catalogue: Catalogue; readonly feedback: readonly DatedFeedback[] }

/**
 * Reads it: from the local endpoint of a running `npm start`, or from AWS when the settings say so.
 *
 * @throws {Fault} `storage-unavailable` when nothing answers, `data-invalid` when the catalogue is empty.
 */
export function readLiveData(environment: Environment): Promise<LiveData> {
  return withLiveTables(environment, async ({ items, named }) => {
    const catalogue = await createDynamoCatalogueStore(items, named("catalogue")).load()
    if (catalogue === undefined) throw new Fault("data-invalid", { hint: "the catalogue is empty" })
    return { catalogue, feedback: await listAllFeedback(items, named("feedback")) }
  })
}
