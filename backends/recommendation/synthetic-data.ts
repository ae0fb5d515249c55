// Made-up likes that look like real ones, from a seed: a few items that everybody takes, a long tail, visitors with two
// or three tastes, some very active and most not. For trials and benchmarks; says nothing about real taste.

import { type RandomSource, seededRandom } from "#core/units.ts"
import type { TrainingEvent, TrainingItem } from "./training-data.ts"

/** How much is made. */
export type SyntheticOptions = {
  readonly visitors: number
  readonly items: number
  /** About how many events; visitors who have taken everything to their taste take no more. */
  readonly events: number
  readonly seed: number
}

const ITEMS_PER_TASTE = 60
const LEAST_TASTES = 8
/** Share of choices made because everybody makes them. */
const FASHION = 0.25
const ATTEMPTS = 20

/** Makes items, each of one taste or two, and who chose them. */
export function makeSyntheticData(options: SyntheticOptions): {
  readonly events: readonly TrainingEvent[]
  readonly items: readonly TrainingItem[]
} {
  const random = seededRandom(options.seed)
  const tastes = Math.max(LEAST_TASTES, Math.round(options.items / ITEMS_PER_TASTE))
  const tastesOf = Array.from({ length: options.items }, () => [
    Math.floor(random() * tastes),
    ...(random() < 0.4 ? [Math.floor(random() * tastes)] : []),
  ])
  const everything = createDraw(
    tastesOf.map((_, item) => item),
    random,
  )
  const byTaste = Array.from({ length: tastes }, (_, taste) =>
    createDraw(
      tastesOf.flatMap((own, item) => (own.includes(taste) ? [item] : [])),
      random,
    ),
  )
  // Log-normal: the median visitor does far less than the mean one.
  const activity = Array.from({ length: options.visitors }, () => Math.exp(1.1 * drawNormal(random)))
  const total = activity.reduce((sum, own) => sum + own, 0)
  const events = activity.flatMap((own, visitor) => {
    const liked = Array.from({ length: 3 }, () => byTaste[Math.floor(random() * tastes)] ?? everything)
    const count = Math.min(options.items / 2, Math.max(1, Math.round((own / total) * options.events)))
    return [...choose(count, random, everything, liked)].map((item) => ({
      visitorId: String(visitor + 1),
      itemId: String(item + 1),
      kind: "chosen",
    }))
  })
  const items = tastesOf.map((own, item) => ({
    id: String(item + 1),
    title: `Item ${item + 1}`,
    tags: [...new Set(own)].map((taste) => `taste-${taste}`),
  }))
  return { events, items }
}

type Draw = () => number

function choose(count: number, random: RandomSource, everything: Draw, liked: readonly Draw[]): Set<number> {
  const chosen = new Set<number>()
  for (let attempt = 0; chosen.size < count && attempt < count * ATTEMPTS; attempt++) {
    // The first taste is the strongest.
    const taste = liked[Math.floor(random() ** 1.5 * liked.length)] ?? everything
    chosen.add(random() < FASHION ? everything() : taste())
  }
  return chosen
}

/** Draws items by Zipf's law: the nth of the list 1 / (n + 4) times as often. */
function createDraw(items: readonly number[], random: RandomSource): Draw {
  const sums = new Float64Array(items.length)
  let sum = 0
  items.forEach((_, rank) => {
    sum += 1 / (rank + 5)
    sums[rank] = sum
  })
  return () => {
    const at = random() * sum
    let [low, high] = [0, items.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return items[low] ?? 0
  }
}

/** A normally distributed number (Irwin–Hall of twelve): sums only, so the same on every host. */
function drawNormal(random: RandomSource): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return sum
}
