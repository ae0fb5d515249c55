// The commands of `npm run recommend`: words in, words out, over the same functions as the service. The entry point is
// main.ts.

import { type OptionValues, refused, runCommandLine } from "#backends/command-line.ts"
import { withLiveTables } from "#backends/dynamo-live-tables.ts"
import { type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { systemClock } from "#core/time.ts"
import { listItems } from "../catalogue-items.ts"
import { compareArms } from "../compare-arms.ts"
import { listAllFeedback } from "../dynamo-feedback-store.ts"
import type { Metrics } from "../engine/evaluate.ts"
import { findReason, rankItems, scoreItems } from "../engine/ranking-model.ts"
import { createFolderObjectStore } from "../folder-object-store.ts"
import type { ModelArtifact } from "../model-artifact.ts"
import { challenge, findModel, listVersions, promoteModel, readDeployment, rollBackModel } from "../model-registry.ts"
import { modelStores } from "../model-stores.ts"
import { trialOf } from "../model-trials.ts"
import type { ObjectStore } from "../object-store.ts"
import { makeSyntheticData } from "../synthetic-data.ts"
import { describeRecipe, evaluateOnAside, trainModel } from "../train-model.ts"
import { eraseVisitor, loadTrainingData, saveTrainingData } from "../training-data.ts"
import { readLiveData } from "./live-data.ts"
import { readMovieLens } from "./movielens-files.ts"

const USAGE = `usage: npm run recommend -- COMMAND [--catalogue movies|places] [--folder DIR]

  import FILE|DIR              read MovieLens files as published: u.data, ratings.dat, ratings.csv and the titles beside
  import --live                read the catalogue and the feedback of the running assistant (or of DynamoDB in AWS)
  import --synthetic V,I,E     make up V visitors, I items and about E events [--seed N]
  train [--seed N]             pick, fit, measure and publish a model; it isn't live before it is promoted
  evaluate [VERSION]           every published model, or one, on the visitors set aside
  promote VERSION              make it live, unless it is worse than the live one
  rollback                     make the one before live again
  challenge VERSION SHARE      try it on a share (0 to 1) of the visitors; 0 ends the trial
  compare                      what visitors of the live model and of the one on trial did
  score [VERSION] --liked A,B  what it recommends to someone who liked items A and B [--limit N]
  score [VERSION] --visitor V  or to a visitor of the training data
  erase VISITOR                take a visitor out of the training data

Data and models are kept in --folder, or in recommendation/CATALOGUE of DATA_DIR or of the bucket MODEL_BUCKET.`

const OPTIONS = {
  catalogue: { type: "string", default: "movies" },
  folder: { type: "string" },
  live: { type: "boolean", default: false },
  synthetic: { type: "string" },
  seed: { type: "string", default: "1" },
  liked: { type: "string" },
  visitor: { type: "string" },
  limit: { type: "string", default: "10" },
} as const

type Options = OptionValues<typeof OPTIONS>

/** What a command works with. */
type Call = {
  readonly store: ObjectStore
  readonly operands: readonly string[]
  readonly options: Options
  readonly environment: Environment
  readonly print: (line: string) => void
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  import: importData,
  train: async ({ store, options, print }) => {
    const { version, card } = await trainModel({ store, seed: toCount(options.seed, "--seed"), say: print })
    print(`${version}: ${formatMetrics(card.metrics)}; popularity: ${formatMetrics(card.floor)}`)
  },
  evaluate: evaluateModels,
  promote: async ({ store, operands, print }) => {
    const [version = ""] = operands
    if (version === "") throw refused("name the version to promote: evaluate lists those there are")
    const outcome = await promoteModel(store, version, (model) => evaluateOnAside(model, store))
    if (!outcome.ok) throw refused(`${version} is not promoted: ${outcome.refusal}`)
    print(`${version} is live: ${formatMetrics(outcome.value.candidate)}`)
    if (outcome.value.live !== undefined) print(`before: ${formatMetrics(outcome.value.live)}`)
  },
  rollback: async ({ store, print }) => {
    const outcome = await rollBackModel(store)
    if (!outcome.ok) throw refused("no model was live before that can still be read")
    print(`${outcome.value} is live again`)
  },
  challenge: async ({ store, operands, print }) => {
    const share = toNumber(operands[1] ?? "", "SHARE")
    if (share > 1) throw refused("SHARE must be from 0 to 1: 0.2 is a fifth of the visitors")
    const outcome = await challenge(store, operands[0] ?? "", share, systemClock())
    if (!outcome.ok) throw refused(`no trial: ${outcome.refusal}`)
    print(share > 0 ? `${operands[0]} serves ${Math.round(share * 100)} % of the visitors` : "the trial is over")
  },
  compare,
  score,
  erase: async ({ store, operands, print }) => {
    const count = await eraseVisitor(store, operands[0] ?? "")
    print(`${count} events erased; the next training knows nothing of them`)
  },
}

/**
 * Runs a command line.
 *
 * @param environment The settings: whose tables, where data and models are.
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood.
 */
export async function runRecommend(
  args: readonly string[],
  environment: Environment,
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<number> {
  const line = { args, options: OPTIONS, commands: COMMANDS, usage: USAGE, complain }
  return await runCommandLine(line, async (command, operands, options) =>
    command({ store: await openStore(options, environment), operands, options, environment, print }),
  )
}

async function openStore({ folder, catalogue }: Options, environment: Environment): Promise<ObjectStore> {
  if (catalogue !== "movies" && catalogue !== "places") throw refused("--catalogue is movies or places")
  if (folder !== undefined) return createFolderObjectStore(folder)
  const config = parseConfig(environment)
  return (await modelStores(config, config.dataDir))(catalogue)
}

async function importData(call: Call): Promise<void> {
  const { store, operands, options, print } = call
  const { events, items } = options.live
    ? await readLive(call)
    : options.synthetic === undefined
      ? readMovieLens(operands[0] ?? "")
      : makeUp(options.synthetic, options.seed)
  await saveTrainingData(store, events, items)
  print(`imported ${events.length} events and ${items.length} items`)
}

/** What the assistant knows, as far as it is about items of the catalogue. */
async function readLive({ options, environment }: Call) {
  const { catalogue, feedback } = await readLiveData(environment)
  const items = listItems(catalogue, options.catalogue === "places" ? "places" : "movies")
  const known = new Set(items.map(({ id }) => id))
  return { events: feedback.filter(({ itemId }) => known.has(itemId)), items }
}

async function compare({ store, environment, print }: Call): Promise<void> {
  const trial = trialOf(await readDeployment(store))
  if (trial === undefined) throw refused("no model is on trial: start one with challenge")
  const feedback = await withLiveTables(environment, ({ items, named }) =>
    listAllFeedback(items, named("feedback"), trial.since),
  )
  print(JSON.stringify(compareArms(feedback, trial), null, 2))
}

function makeUp(sizes: string, seed: string) {
  const [visitors = 0, items = 0, events = 0] = sizes.split(",").map((size) => toCount(size, "--synthetic"))
  return makeSyntheticData({ visitors, items, events, seed: toCount(seed, "--seed") })
}

async function evaluateModels({ store, operands, print }: Call): Promise<void> {
  const { live } = await readDeployment(store)
  const versions = operands[0] === undefined ? await listVersions(store) : [operands[0]]
  if (versions.length === 0) throw refused("no model is published: train one first")
  for (const version of versions) {
    const mark = version === live ? " (live)" : ""
    print(`${version}${mark} ${await describeModel(store, version)}`)
  }
}

async function describeModel(store: ObjectStore, version: string): Promise<string> {
  try {
    const { card, model } = await getModel(store, version)
    return `${describeRecipe(card.recipe)}: ${formatMetrics(await evaluateOnAside(model, store))}`
  } catch (error) {
    // One that is damaged takes nothing from what there is to say of the others.
    if (error instanceof Fault && error.code === "data-invalid") return `can't be evaluated: ${error.hint}`
    throw error
  }
}

async function score({ store, operands, options, print }: Call): Promise<void> {
  const version = operands[0] ?? (await readDeployment(store)).live
  if (version === undefined) throw refused("no model is live: promote one, or name a version")
  const { model } = await getModel(store, version)
  const { interactions, items } = await loadTrainingData(store)
  const columnOf = new Map(model.itemIds.map((itemId, column) => [itemId, column]))
  const { liked: named, visitor } = options
  const liked = named === undefined ? likedBy(interactions, visitor ?? "") : named.split(",").filter(Boolean)
  if (visitor !== undefined && liked.length === 0) print(`the training data knows nothing of ${visitor}`)
  const unknown = liked.filter((itemId) => !columnOf.has(itemId))
  if (unknown.length > 0) print(`the model doesn't know ${unknown.join(", ")}`)
  const columns = liked.flatMap((itemId) => columnOf.get(itemId) ?? [])
  const history = { items: columns, weights: columns.map(() => 1) }
  const ranked = rankItems(model, scoreItems(model, history), toCount(options.limit, "--limit"), (item) =>
    columns.includes(item),
  )
  if (ranked.length === 0) print("the model knows nothing else to recommend")
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  const nameOf = (column: number): string => {
    const itemId = model.itemIds[column] ?? ""
    return `${itemId} ${titles.get(itemId) ?? ""}`.trim()
  }
  for (const { item, score: own } of ranked) {
    const reason = findReason(model, history, item)
    const because = reason === undefined ? "popular" : `because of ${nameOf(reason)}`
    print(`${own.toFixed(4).padStart(8)}  ${nameOf(item)} (${because})`)
  }
}

function likedBy(
  { userIds, itemIds, starts, columns }: Awaited<ReturnType<typeof loadTrainingData>>["interactions"],
  visitor: string,
): readonly string[] {
  const user = userIds.indexOf(visitor)
  if (user < 0) return []
  return [...columns.subarray(starts[user], starts[user + 1])].map((column) => itemIds[column] ?? "")
}

async function getModel(store: ObjectStore, version: string): Promise<ModelArtifact> {
  const artifact = await findModel(store, version)
  if (artifact === undefined) throw refused(`there is no model ${version}: evaluate lists those there are`)
  return artifact
}

function toCount(text: string, name: string): number {
  const value = toNumber(text, name)
  if (!Number.isSafeInteger(value)) throw refused(`${name} must be a whole number`)
  return value
}

function toNumber(text: string, name: string): number {
  const value = Number(text)
  if (text === "" || !Number.isFinite(value) || value < 0) throw refused(`${name} must be a number`)
  return value
}

function formatMetrics({ ndcgAt10, recallAt20, coverageAt10, visitors }: Metrics): string {
  const [ndcg, recall, coverage] = [ndcgAt10, recallAt20, coverageAt10].map((value) => value.toFixed(4))
  return `NDCG@10 ${ndcg}, Recall@20 ${recall}, coverage@10 ${coverage} on ${visitors} visitors`
}
