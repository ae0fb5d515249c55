// Predictors as versioned files, and which one is live: promoted only when it is no worse than the live one and than the base
// rate on what is set aside. The record of live versions is the recommendation models' (model-registry.ts).

import { createHash } from "node:crypto"
import { type Deployment, modelKey, readDeployment, writeDeployment } from "#backends/recommendation/model-registry.ts"
import type { ObjectStore } from "#backends/recommendation/object-store.ts"
import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import { formatHistory, type PastBooking } from "./history.ts"
import {
  lossOf,
  measurePredictor,
  type Predictor,
  type PredictorKind,
  type PredictorMeasures,
  trainPredictor,
} from "./predictors.ts"

/** A predictor with what it was trained on and how it did on what was set aside. */
export type PublishedPredictor = {
  readonly predictor: Predictor
  /** SHA-256 of the history, hex. */
  readonly dataHash: string
  readonly bookings: number
  readonly measures: PredictorMeasures
}

/** Trains a predictor and publishes it; it is not live before it is promoted. The same history gives the same version. */
export async function publishPredictor(
  store: ObjectStore,
  kind: PredictorKind,
  history: readonly PastBooking[],
): Promise<{ readonly version: string; readonly measures: PredictorMeasures }> {
  const predictor = trainPredictor(kind, history)
  const measures = measurePredictor(predictor, history)
  const dataHash = createHash("sha256").update(formatHistory(history)).digest("hex")
  const published: PublishedPredictor = { predictor, dataHash, bookings: history.length, measures }
  const bytes = new TextEncoder().encode(JSON.stringify(published))
  const version = versionOf(bytes)
  await store.write(modelKey(version), bytes)
  return { version, measures }
}

/**
 * Reads a published predictor.
 *
 * @returns `undefined` when there is none of that version.
 * @throws {Fault} `data-invalid` when it was changed or cut since: its version is the hash of its bytes.
 */
export async function findPredictor(store: ObjectStore, version: string): Promise<PublishedPredictor | undefined> {
  if (!/^[0-9a-f]{16}$/.test(version)) return undefined
  const bytes = await store.read(modelKey(version))
  if (bytes === undefined) return undefined
  if (versionOf(bytes) !== version) throw new Fault("data-invalid", { hint: `the predictor ${version} is damaged` })
  return parsePublished(new TextDecoder().decode(bytes), version)
}

/** What is whole by its hash may still be another thing altogether. */
function parsePublished(text: string, version: string): PublishedPredictor {
  try {
    const published = JSON.parse(text) as Partial<PublishedPredictor>
    const kind = published.predictor?.kind
    if (kind === "cancellation" || kind === "price") return published as PublishedPredictor
  } catch {
    // Told below, with what else is no predictor.
  }
  throw new Fault("data-invalid", { hint: `${modelKey(version)} is not a predictor` })
}

function versionOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16)
}

/** Why a predictor is not promoted: there is none, too little is set aside, or it is worse than the live one or the base. */
export type PredictorRefusal = "unknown-version" | "nothing-to-measure" | "worse"

/** Makes a predictor live. A live one that can't be read any more stands in nobody's way. */
export async function promotePredictor(
  store: ObjectStore,
  version: string,
  history: readonly PastBooking[],
): Promise<Result<PredictorMeasures, PredictorRefusal>> {
  const published = await findPredictor(store, version)
  if (published === undefined) return refuse("unknown-version")
  const deployment = await readDeployment(store)
  const live = deployment.live === undefined ? undefined : await findReadable(store, deployment.live)
  const measures = measurePredictor(published.predictor, history)
  if (measures.chances.examples === 0) return refuse("nothing-to-measure")
  const { own, base } = lossOf(measures)
  const before = live === undefined ? base : lossOf(measurePredictor(live.predictor, history)).own
  if (own > Math.min(base, before)) return refuse("worse")
  if (deployment.live !== version) await goLive(store, version, deployment)
  return ok(measures)
}

const PREVIOUS_KEPT = 5

function goLive(store: ObjectStore, version: string, { live, previous }: Deployment): Promise<void> {
  const former = [...(live === undefined ? [] : [live]), ...previous].slice(0, PREVIOUS_KEPT)
  return writeDeployment(store, { live: version, previous: former })
}

/** Makes the predictor live again that was so before. @returns its version; `undefined` when none can be read. */
export async function rollBackPredictor(store: ObjectStore): Promise<string | undefined> {
  const { previous } = await readDeployment(store)
  for (const [position, version] of previous.entries()) {
    if ((await findReadable(store, version)) === undefined) continue
    await writeDeployment(store, { live: version, previous: previous.slice(position + 1) })
    return version
  }
  return undefined
}

/** The live predictor; `undefined` when none is, or it can't be read. */
export async function findLivePredictor(store: ObjectStore): Promise<Predictor | undefined> {
  const { live } = await readDeployment(store)
  return live === undefined ? undefined : (await findReadable(store, live))?.predictor
}

async function findReadable(store: ObjectStore, version: string): Promise<PublishedPredictor | undefined> {
  try {
    return await findPredictor(store, version)
  } catch (error) {
    // Damaged: as good as gone.
    if (error instanceof Fault && error.code === "data-invalid") return undefined
    throw error
  }
}
