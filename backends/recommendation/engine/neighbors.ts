// Models from one pass over pairs of items that share visitors: RP3beta (a random walk visitor to item and back, with
// popular items held down; Paudel et al. 2017) and item k-nearest-neighbors (cosine). They scale to large catalogues.

import { countByItem, type Interactions, toByItem } from "./interactions.ts"
import { type ItemTable, RowCollector, turnTable } from "./item-table.ts"

/** What RP3beta is fitted with. */
export type Rp3betaParameters = {
  /** Exponent of the steps' probabilities. */
  readonly alpha: number
  /** How much popular items are held down: 0 not at all, 1 fully. */
  readonly beta: number
  readonly keep: number
  /** Whether the strongest weights are kept of each item of the history, or of each item spoken for. */
  readonly side: "source" | "target"
}

/** Fits RP3beta. */
export function fitRp3beta(data: Interactions, { alpha, beta, keep, side }: Rp3betaParameters): ItemTable {
  const counts = countByItem(data)
  const size = data.itemIds.length
  const perUser = userWeights(data, (count) => count ** -alpha)
  const reach = Float64Array.from(counts, (count) => (count === 0 ? 0 : count ** -alpha))
  const hold = Float64Array.from(counts, (count) => (count === 0 ? 0 : count ** -beta))
  const rows = new RowCollector(size, keep)
  const row = new Float64Array(size)
  const pairs = createPairCounter(data, perUser)
  for (let item = 0; item < size; item++) {
    pairs(item, row)
    row[item] = 0
    // The walk's step back to the visitors starts at the item of the history, whichever of the two that is.
    const [own, others] = side === "source" ? [reach[item] ?? 0, hold] : [hold[item] ?? 0, reach]
    for (let other = 0; other < size; other++) {
      if (row[other] !== 0) row[other] = (row[other] as number) * own * (others[other] as number)
    }
    rows.add(row)
  }
  return side === "source" ? rows.finish() : turnTable(rows.finish())
}

/** What item k-nearest-neighbors is fitted with. */
export type ItemKnnParameters = { readonly keep: number }

/**
 * Fits item k-nearest-neighbors: cosine similarity, visitors with few items counting more (as rare words do in texts); of
 * each item spoken for the most similar ones are kept.
 */
export function fitItemKnn(data: Interactions, { keep }: ItemKnnParameters): ItemTable {
  const size = data.itemIds.length
  const perUser = userWeights(data, (count) => Math.log((1 + size) / count) ** 2)
  const pairs = createPairCounter(data, perUser)
  const byItem = toByItem(data)
  const lengths = new Float64Array(size)
  for (let item = 0; item < size; item++) {
    for (let at = byItem.starts[item] ?? 0; at < (byItem.starts[item + 1] ?? 0); at++) {
      lengths[item] = (lengths[item] ?? 0) + (perUser[byItem.users[at] ?? 0] ?? 0)
    }
  }
  const rows = new RowCollector(size, keep)
  const row = new Float64Array(size)
  for (let item = 0; item < size; item++) {
    pairs(item, row)
    row[item] = 0
    for (let other = 0; other < size; other++) {
      if (row[other] !== 0) {
        row[other] = (row[other] as number) / Math.sqrt((lengths[item] as number) * (lengths[other] as number))
      }
    }
    rows.add(row)
  }
  return turnTable(rows.finish())
}

function userWeights({ userIds, starts }: Interactions, weigh: (count: number) => number): Float64Array {
  return Float64Array.from(userIds, (_, user) => {
    const count = (starts[user + 1] ?? 0) - (starts[user] ?? 0)
    return count === 0 ? 0 : weigh(count)
  })
}

/** Gives a function that fills a row with the sum, over the visitors an item shares with each other, of their weights. */
function createPairCounter(data: Interactions, perUser: Float64Array): (item: number, row: Float64Array) => void {
  const { starts, columns } = data
  const byItem = toByItem(data)
  return (item, row) => {
    row.fill(0)
    for (let at = byItem.starts[item] ?? 0; at < (byItem.starts[item + 1] ?? 0); at++) {
      const user = byItem.users[at] as number
      const weight = perUser[user] as number
      const end = starts[user + 1] as number
      for (let cell = starts[user] as number; cell < end; cell++) {
        const other = columns[cell] as number
        row[other] = (row[other] as number) + weight
      }
    }
  }
}
