// Measures recommendation: how well each kind of model finds what was held out, and what training and scoring cost as the
// catalogue grows.

import { evaluateModel } from "#backends/recommendation/engine/evaluate.ts"
import { historyOf, type Interactions } from "#backends/recommendation/engine/interactions.ts"
import { type RankingModel, rankItems, scoreItems } from "#backends/recommendation/engine/ranking-model.ts"
import { fitRecipe, pickRecipe, type Recipe } from "#backends/recommendation/engine/recipe.ts"
import { splitWithinUsers } from "#backends/recommendation/engine/split.ts"
import { describeRecipe } from "#backends/recommendation/train-model.ts"
import { makeLikes, readLikes } from "./recommend-data.ts"
import { type BenchResult, type BenchSuite, percentile } from "./report.ts"

/** The suite, for bench/main.ts. */
export const recommendSuite: BenchSuite = {
  describes: "NDCG@10 and Recall@20 on a fifth of each visitor's items held out, and the cost of training and scoring",
  run: async ({ data, say }) => {
    say(data === undefined ? "made-up likes of MovieLens 100K's size: the numbers say nothing about MovieLens" : data)
    const quality = await benchQuality(readLikes(data), say)
    return [...quality, ...SIZES.flatMap((size) => benchCost(size, say))]
  },
}

const SEED = 42
/** The split by which settings are picked has a seed of its own. */
const PICK_SEED = SEED + 1000

/** One of each kind, with the settings known to do well on MovieLens; the default picks its own on the training part. */
const PEERS: readonly Recipe[] = [
  { kind: "popularity" },
  { kind: "item-knn", keep: 200 },
  { kind: "rp3beta", alpha: 1, beta: 0.6, keep: 200, side: "target" },
  { kind: "ease", lambda: 300 },
]

async function benchQuality(likes: Interactions, say: (line: string) => void): Promise<readonly BenchResult[]> {
  const { train, heldOut } = splitWithinUsers(likes, 0.2, SEED)
  say(`${train.columns.length} likes to learn from, ${heldOut.columns.length} held out, seed ${SEED}`)
  const measure = (name: string, recipe: Recipe): readonly BenchResult[] => {
    const fitted = timedOnCpu(() => fitRecipe(recipe, train))
    const { ndcgAt10, recallAt20, coverageAt10 } = evaluateModel(fitted.value, train, heldOut)
    return [
      { name: `${name}: NDCG@10`, value: ndcgAt10, unit: "" },
      { name: `${name}: Recall@20`, value: recallAt20, unit: "" },
      { name: `${name}: coverage@10`, value: coverageAt10, unit: "" },
      { name: `${name}: fit`, value: fitted.seconds, unit: "s cpu" },
    ]
  }
  const picking = timeOnCpu()
  const trials = await pickRecipe(train, { seed: PICK_SEED, features: new Map() })
  const pickingSeconds = picking()
  const best = trials[0]?.recipe ?? { kind: "popularity" as const }
  say(`the default picked ${describeRecipe(best)}`)
  return [
    ...measure("default", best),
    { name: "default: picking", value: pickingSeconds, unit: "s cpu" },
    ...PEERS.flatMap((recipe) => measure(recipe.kind, recipe)),
  ]
}

type Size = { readonly name: string; readonly likes: () => Interactions; readonly recipes: readonly Recipe[] }

const WALK: Recipe = { kind: "rp3beta", alpha: 1, beta: 0.3, keep: 200, side: "source" }
const SIZES: readonly Size[] = [
  { name: "1 k items", likes: () => makeLikes(2000, 1000, 200_000), recipes: [WALK, { kind: "ease", lambda: 300 }] },
  {
    name: "3.7 k items, 1 M events",
    likes: () => makeLikes(6040, 3700, 1_150_000),
    recipes: [WALK, { kind: "ease", lambda: 500, keep: 400 }],
  },
  { name: "20 k items", likes: () => makeLikes(8000, 20_000, 600_000), recipes: [WALK] },
]

function benchCost({ name, likes: make, recipes }: Size, say: (line: string) => void): readonly BenchResult[] {
  const likes = make()
  say(`${name}: ${likes.userIds.length} visitors, ${likes.itemIds.length} items, ${likes.columns.length} events`)
  return recipes.flatMap((recipe) => {
    const fitted = timedOnCpu(() => fitRecipe(recipe, likes))
    const { elapsed, used } = timeScoring(fitted.value, likes)
    const label = `${name}, ${recipe.kind}`
    return [
      { name: `${label}: fit`, value: fitted.seconds, unit: "s cpu" },
      { name: `${label}: model`, value: bytesOf(fitted.value) / 2 ** 20, unit: "MB" },
      { name: `${label}: resident`, value: process.memoryUsage.rss() / 2 ** 20, unit: "MB" },
      { name: `${label}: score, p50`, value: percentile(elapsed, 0.5), unit: "ms" },
      { name: `${label}: score, p99`, value: percentile(elapsed, 0.99), unit: "ms" },
      { name: `${label}: score, p99 of processor time`, value: percentile(used, 0.99), unit: "ms cpu" },
    ]
  })
}

const SCORED = 1000

/**
 * Scores visitors with all of their history, from its items to a list of twenty; once unmeasured, as a service has done it
 * many times. What passes beyond the processor time used is another process's turn (4 ms under Linux), not scoring.
 */
function timeScoring(
  model: RankingModel,
  likes: Interactions,
): { readonly elapsed: readonly number[]; readonly used: readonly number[] } {
  const step = Math.max(1, Math.floor(likes.userIds.length / SCORED))
  const users = likes.userIds.flatMap((_, user) => (user % step === 0 ? [user] : []))
  for (const user of users) scoreVisitor(model, likes, user)
  const times = users.map((user) => {
    const start = performance.now()
    const secondsUsed = timeOnCpu()
    scoreVisitor(model, likes, user)
    const used = secondsUsed() * 1000
    const elapsed = performance.now() - start
    // The engine's other threads count, too, and the system's count may run ahead: scoring itself has only one.
    return { elapsed, used: Math.min(used, elapsed) }
  })
  return { elapsed: times.map(({ elapsed }) => elapsed), used: times.map(({ used }) => used) }
}

function scoreVisitor(model: RankingModel, likes: Interactions, user: number): void {
  const items = historyOf(likes, user)
  const weights = likes.values.subarray(likes.starts[user], likes.starts[user + 1])
  const seen = new Set(items)
  rankItems(model, scoreItems(model, { items, weights }), 20, (item) => seen.has(item))
}

function bytesOf({ collaborative, popularity }: RankingModel): number {
  const sparse = collaborative?.sparse
  const weights = collaborative?.weights.byteLength ?? 0
  return popularity.byteLength + weights + (sparse?.columns.byteLength ?? 0) + (sparse?.starts.byteLength ?? 0)
}

function timedOnCpu<Value>(work: () => Value): { readonly value: Value; readonly seconds: number } {
  const seconds = timeOnCpu()
  const value = work()
  return { value, seconds: seconds() }
}

/** Gives the seconds of processor time from now on: what else the machine does plays little part in them. */
function timeOnCpu(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000_000
  }
}
