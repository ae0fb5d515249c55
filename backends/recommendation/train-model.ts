// The training job: read, set visitors aside, pick the recipe, fit it, measure it, publish it. Seeded and the same to the
// bit each time; a job that was interrupted goes on after its last finished trial.

import { createHash } from "node:crypto"
import { evaluateModel, type Metrics } from "./engine/evaluate.ts"
import { type Cell, cellsOf, fromRows, type Interactions } from "./engine/interactions.ts"
import type { RankingModel } from "./engine/ranking-model.ts"
import { fitRecipe, pickRecipe, type Recipe, type Trial, withContent } from "./engine/recipe.ts"
import { splitUsers, splitWithinUsers } from "./engine/split.ts"
import { encodeArtifact, type ModelCard, versionOf } from "./model-artifact.ts"
import { modelKey } from "./model-registry.ts"
import type { ObjectStore } from "./object-store.ts"
import { featuresOf, loadTrainingData } from "./training-data.ts"
import { openProgress } from "./training-progress.ts"

/** Visitors that no training sees, so that any two models can be compared on them. */
const ASIDE_SHARE = 0.1
/** Of those visitors' items, what the model must find. */
const WANTED_SHARE = 0.2
/** The split of the visitors set aside never changes, or models of different jobs couldn't be compared. */
const ASIDE_SEED = 20_260_101
const ASIDE_MEASURED = 2000

/** What a job is told. */
export type TrainingOptions = {
  readonly store: ObjectStore
  readonly seed: number
  /** Absent: all that suit the number of items. */
  readonly recipes?: readonly Recipe[]
  /** Told what is being done, in words. */
  readonly say: (progress: string) => void
}

/** What a job made. */
export type TrainedModel = { readonly version: string; readonly card: ModelCard; readonly trials: readonly Trial[] }

/**
 * Trains and publishes a model; it is not live before it is promoted.
 *
 * @throws {Fault} `data-invalid` when there is nothing to learn from.
 */
export async function trainModel(options: TrainingOptions): Promise<TrainedModel> {
  const { store, seed, say } = options
  const { interactions, items } = await loadTrainingData(store)
  const { learned, aside } = splitUsers(interactions, ASIDE_SHARE)
  const { userIds, itemIds, columns } = learned
  say(`read ${columns.length} likes of ${userIds.length} visitors over ${itemIds.length} items`)
  const features = featuresOf(items)
  const dataHash = hashData(interactions, JSON.stringify(items))
  const progress = await openProgress(store, `jobs/${dataHash.slice(0, 16)}-${seed}.json`)
  if (progress.done > 0) say(`go on after ${progress.done} finished trials`)
  const recipes = options.recipes === undefined ? {} : { recipes: options.recipes }
  const trials = await pickRecipe(learned, {
    ...{ seed, features, ...recipes },
    findTrial: progress.find,
    onTrial: async (key, trial) => {
      await progress.note(key, trial)
      say(describeTrial(trial))
    },
  })
  const best = trials[0]
  const recipe: Recipe = best?.recipe ?? { kind: "popularity" }
  const contentWeight = best?.contentWeight ?? 0
  say(`fit ${describeRecipe(recipe)}`)
  const model = withContent(fitRecipe(recipe, learned), features, contentWeight)
  const card: ModelCard = {
    recipe,
    contentWeight,
    seed,
    dataHash,
    events: interactions.columns.length,
    visitors: interactions.userIds.length,
    metrics: evaluateAside(model, aside),
    floor: evaluateAside(fitRecipe({ kind: "popularity" }, learned), aside),
  }
  const bytes = encodeArtifact({ card, model })
  const version = versionOf(bytes)
  await store.write(modelKey(version), bytes)
  await progress.discard()
  say(`published ${version}, ${bytes.length} bytes`)
  return { version, card, trials }
}

/** Evaluates any model, an old one too, on the visitors set aside of today's data. */
export async function evaluateOnAside(model: RankingModel, store: ObjectStore): Promise<Metrics> {
  const { interactions } = await loadTrainingData(store)
  return evaluateAside(model, splitUsers(interactions, ASIDE_SHARE).aside)
}

function evaluateAside(model: RankingModel, aside: Interactions): Metrics {
  const { train, heldOut } = splitWithinUsers(aside, WANTED_SHARE, ASIDE_SEED)
  return evaluateModel(model, toColumnsOf(model, train, false), toColumnsOf(model, heldOut, true), ASIDE_MEASURED)
}

/**
 * The same likes under a model's columns. Items the model doesn't know are left out of a history; among what is wanted
 * they stay, as columns beyond the model's, so that not knowing them counts against it.
 */
function toColumnsOf(model: RankingModel, data: Interactions, areUnknownKept: boolean): Interactions {
  const columnOf = new Map(model.itemIds.map((itemId, column) => [itemId, column]))
  const toCell = ({ column, weight }: Cell): readonly Cell[] => {
    const known = columnOf.get(data.itemIds[column] ?? "")
    if (known !== undefined) return [{ column: known, weight }]
    return areUnknownKept ? [{ column: model.itemIds.length + column, weight }] : []
  }
  const rows = data.userIds.map((_, user) => cellsOf(data, user).flatMap(toCell))
  return fromRows(
    data.userIds,
    data.itemIds,
    rows.map((row) => row.toSorted((a, b) => a.column - b.column)),
  )
}

function hashData({ userIds, itemIds, starts, columns, values }: Interactions, items: string): string {
  const hash = createHash("sha256").update(JSON.stringify([userIds, itemIds, items]))
  for (const part of [starts, columns, values]) hash.update(new Uint8Array(part.buffer))
  return hash.digest("hex")
}

function describeTrial({ recipe, contentWeight, metrics }: Trial): string {
  const blend = contentWeight === 0 ? "" : ` and content ${contentWeight}`
  const { ndcgAt10, recallAt20 } = metrics
  return `tried ${describeRecipe(recipe)}${blend}: NDCG@10 ${ndcgAt10.toFixed(4)}, Recall@20 ${recallAt20.toFixed(4)}`
}

/** A recipe in words: "ease lambda=500". */
export function describeRecipe({ kind, ...parameters }: Recipe): string {
  return [kind, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(" ")
}
