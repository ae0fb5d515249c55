// What the owner is told of models: which are live, and how the one on trial does. What is compared is compare-arms.ts.

import { Fault } from "#core/errors.ts"
import { type EpochMs, epochMs, parseInstant } from "#core/time.ts"
import type { CatalogueKind } from "./catalogue-items.ts"
import { type ArmComparison, compareArms, type DatedFeedback, type Trial } from "./compare-arms.ts"
import { type Deployment, readDeployment } from "./model-registry.ts"
import type { OpenModelStore } from "./model-stores.ts"

/** The models of one catalogue. */
export type CatalogueModels = {
  readonly catalogue: CatalogueKind
  /** Version of the live model; absent: none is. */
  readonly live?: string
  /** Absent: no other model is tried. */
  readonly trial?: {
    readonly version: string
    /** Of the visitors it serves, 0 to 1. */
    readonly share: number
    /** When it began; absent when that was not written down. */
    readonly since?: string
    readonly comparison: ArmComparison
  }
  /** What is wrong with the record of live models, and what to do. */
  readonly problem?: string
}

/** The trial that a record of live models tells of; `undefined` when there is none. */
export function trialOf({ live, challenger }: Deployment): Trial | undefined {
  if (live === undefined || challenger === undefined) return undefined
  return { live, challenger: challenger.version, since: parseInstant(challenger.since ?? "") ?? epochMs(0) }
}

/**
 * Reads the models of both catalogues.
 *
 * @param listFeedback Gives what visitors did from an instant on; asked once, and only when a model is on trial.
 */
export async function readModels(
  openStore: OpenModelStore,
  listFeedback: (since: EpochMs) => Promise<readonly DatedFeedback[]>,
): Promise<readonly CatalogueModels[]> {
  const catalogues: readonly CatalogueKind[] = ["places", "movies"]
  const read = await Promise.all(
    catalogues.map(async (catalogue) => ({ catalogue, found: await tryRead(openStore, catalogue) })),
  )
  const trials = read.flatMap(({ found }) => (typeof found === "string" ? [] : (trialOf(found) ?? [])))
  const earliest = Math.min(...trials.map(({ since }) => since))
  const feedback = trials.length === 0 ? [] : await listFeedback(epochMs(earliest))
  return read.map(({ catalogue, found }) =>
    typeof found === "string" ? { catalogue, problem: found } : { catalogue, ...describe(found, feedback) },
  )
}

/** @returns what is wrong, when the record can't be read. */
async function tryRead(openStore: OpenModelStore, catalogue: CatalogueKind): Promise<Deployment | string> {
  try {
    return await readDeployment(openStore(catalogue))
  } catch (error) {
    if (error instanceof Fault && error.code === "data-invalid") return error.hint ?? error.code
    throw error
  }
}

function describe(deployment: Deployment, feedback: readonly DatedFeedback[]): Omit<CatalogueModels, "catalogue"> {
  const { live, challenger } = deployment
  const trial = trialOf(deployment)
  if (trial === undefined || challenger === undefined) return live === undefined ? {} : { live }
  return { live: trial.live, trial: { ...challenger, comparison: compareArms(feedback, trial) } }
}
