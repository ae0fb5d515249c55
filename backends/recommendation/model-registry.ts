// Which model is live: promotion after a comparison on held-out data, roll-back, and a challenger on part of the traffic.
// Training and publishing is train-model.ts.

import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import { type EpochMs, formatInstant, parseInstant } from "#core/time.ts"
import type { Metrics } from "./engine/evaluate.ts"
import type { RankingModel } from "./engine/ranking-model.ts"
import { decodeArtifact, type ModelArtifact, versionOf } from "./model-artifact.ts"
import { type ObjectStore, readText, writeText } from "./object-store.ts"

/** Which models are in use. */
export type Deployment = {
  /** Absent: none is; content and popularity answer. */
  readonly live?: string
  /** Models that were live before, the last one first. */
  readonly previous: readonly string[]
  /** A second model, tried on a share (0 to 1) of the visitors since an instant in ISO 8601. */
  readonly challenger?: { readonly version: string; readonly share: number; readonly since?: string }
}

const DEPLOYMENT_KEY = "live.json"
const PREVIOUS_KEPT = 5
const VERSION = /^[0-9a-f]{16}$/

/** Where a model is kept. */
export function modelKey(version: string): string {
  return `models/${version}.model`
}

/** The versions that were published and not deleted. */
export async function listVersions(store: ObjectStore): Promise<readonly string[]> {
  const keys = await store.list("models/")
  return keys.filter((key) => key.endsWith(".model")).map((key) => key.slice("models/".length, -".model".length))
}

/**
 * Reads which models are in use.
 *
 * @throws {Fault} `data-invalid` when the record can't be read.
 */
export async function readDeployment(store: ObjectStore): Promise<Deployment> {
  const text = await readText(store, DEPLOYMENT_KEY)
  if (text === undefined) return { previous: [] }
  const deployment = parseDeployment(text)
  if (deployment !== undefined) return deployment
  throw new Fault("data-invalid", {
    hint: `${DEPLOYMENT_KEY} is not a record of live models: delete it, and promote the model that shall be live`,
  })
}

function parseDeployment(text: string): Deployment | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isDeployment(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isDeployment(value: unknown): value is Deployment {
  if (typeof value !== "object" || value === null) return false
  const { live, previous, challenger, ...unknown }: Record<string, unknown> = { ...value }
  if (Object.keys(unknown).length > 0 || !Array.isArray(previous) || !previous.every(isVersion)) return false
  return (live === undefined || isVersion(live)) && (challenger === undefined || isChallenger(challenger))
}

function isVersion(value: unknown): boolean {
  return typeof value === "string" && VERSION.test(value)
}

function isChallenger(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false
  const { version, share, since }: Record<string, unknown> = { ...value }
  if (since !== undefined && (typeof since !== "string" || parseInstant(since) === undefined)) return false
  return isVersion(version) && typeof share === "number" && share >= 0 && share <= 1
}

/**
 * Reads a published model.
 *
 * @returns `undefined` when there is none of that version.
 * @throws {Fault} `data-invalid` when it is damaged, or another model stands in its place.
 */
export async function findModel(store: ObjectStore, version: string): Promise<ModelArtifact | undefined> {
  if (!isVersion(version)) return undefined
  const bytes = await store.read(modelKey(version))
  if (bytes === undefined) return undefined
  const artifact = decodeArtifact(bytes, modelKey(version))
  if (versionOf(bytes) === version) return artifact
  throw new Fault("data-invalid", { hint: `${modelKey(version)} holds another model` })
}

/** How a candidate did beside the live model, on the same visitors. */
export type Comparison = { readonly candidate: Metrics; readonly live?: Metrics }

/** Why a model is not promoted. */
export type PromotionRefusal =
  /** There is no model of that version. */
  | "unknown-version"
  /** Its NDCG at 10 is lower than the live model's, or than popularity's. */
  | "worse"
  /** No visitor is set aside to measure on, and another model is live. */
  | "nothing-to-measure"

/**
 * Makes a model live. One that is worse on the visitors set aside is refused; a live model that can't be read any more
 * stands in nobody's way.
 *
 * @param evaluate Measures a model on today's held-out data.
 */
export async function promoteModel(
  store: ObjectStore,
  version: string,
  evaluate: (model: RankingModel) => Promise<Metrics>,
): Promise<Result<Comparison, PromotionRefusal>> {
  const artifact = await findModel(store, version)
  if (artifact === undefined) return refuse("unknown-version")
  const deployment = await readDeployment(store)
  const live = await findReadable(store, deployment.live)
  const candidate = await evaluate(artifact.model)
  const before = live === undefined ? undefined : await evaluate(live.model)
  if (before !== undefined && candidate.visitors === 0) return refuse("nothing-to-measure")
  const { itemIds, popularity } = artifact.model
  const floor = await evaluate({ itemIds, popularity, contentWeight: 0 })
  if (candidate.ndcgAt10 < Math.max(before?.ndcgAt10 ?? 0, floor.ndcgAt10)) return refuse("worse")
  if (deployment.live !== version) {
    const previous = [...(deployment.live === undefined ? [] : [deployment.live]), ...deployment.previous]
    await writeDeployment(store, { live: version, previous: previous.slice(0, PREVIOUS_KEPT) })
  }
  return ok({ candidate, ...(before === undefined ? {} : { live: before }) })
}

/**
 * Makes the model live again that was so before, passing over those that can't be read.
 *
 * @returns its version.
 */
export async function rollBackModel(store: ObjectStore): Promise<Result<string, "nothing-before">> {
  const { previous } = await readDeployment(store)
  for (const [position, version] of previous.entries()) {
    if ((await findReadable(store, version)) === undefined) continue
    await writeDeployment(store, { live: version, previous: previous.slice(position + 1) })
    return ok(version)
  }
  return refuse("nothing-before")
}

/**
 * Tries a model on a share of the visitors beside the live one; a share of 0 ends the trial. Another share of the model on
 * trial goes on with the trial that there is.
 *
 * @param share 0 to 1.
 */
export async function challenge(
  store: ObjectStore,
  version: string,
  share: number,
  now: EpochMs,
): Promise<Result<Deployment, "unknown-version" | "no-live-model">> {
  const { challenger: former, ...deployment } = await readDeployment(store)
  if (deployment.live === undefined) return refuse("no-live-model")
  if (share > 0 && (await findModel(store, version)) === undefined) return refuse("unknown-version")
  const since = (former?.version === version ? former.since : undefined) ?? formatInstant(now)
  const changed = share > 0 ? { ...deployment, challenger: { version, share: Math.min(1, share), since } } : deployment
  await writeDeployment(store, changed)
  return ok(changed)
}

async function findReadable(store: ObjectStore, version: string | undefined): Promise<ModelArtifact | undefined> {
  if (version === undefined) return undefined
  try {
    return await findModel(store, version)
  } catch (error) {
    if (error instanceof Fault && error.code === "data-invalid") return undefined
    throw error
  }
}

/** Writes which models are in use. */
export function writeDeployment(store: ObjectStore, deployment: Deployment): Promise<void> {
  return writeText(store, DEPLOYMENT_KEY, `${JSON.stringify(deployment, null, 1)}\n`)
}
