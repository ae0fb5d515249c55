// Measures a model on items held out: full ranking of everything a visitor has not seen, binary gain. What is held out is
// split.ts.

import { historyOf, type Interactions } from "./interactions.ts"
import { type RankingModel, rankItems, scoreItems } from "./ranking-model.ts"

/** What is measured, each 0 to 1, the mean over visitors with something held out. */
export type Metrics = {
  /** Discounted gain of the first ten over the best possible with as many held-out items, at most ten. */
  readonly ndcgAt10: number
  /** Held-out items among the first twenty, over all held-out items of the visitor. */
  readonly recallAt20: number
  /** Share of all items that come among anybody's first ten. */
  readonly coverageAt10: number
  /** Visitors measured. */
  readonly visitors: number
}

const RANKED = 20
const NDCG_RANKED = 10

/**
 * Evaluates a model whose columns are those of the data.
 *
 * @param train What visitors are known to have had to do with; never recommended again.
 * @param limit At most this many visitors, evenly spread; absent: all.
 */
export function evaluateModel(
  model: RankingModel,
  train: Interactions,
  heldOut: Interactions,
  limit = Infinity,
): Metrics {
  const users = heldOut.userIds.flatMap((_, user) => (historyOf(heldOut, user).length > 0 ? [user] : []))
  const step = Math.max(1, Math.ceil(users.length / limit))
  const measured = users.filter((_, position) => position % step === 0)
  const shown = new Set<number>()
  let [ndcg, recall] = [0, 0]
  for (const user of measured) {
    const ranked = rankFor(model, train, user)
    for (const item of ranked.slice(0, NDCG_RANKED)) shown.add(item)
    const wanted = new Set(historyOf(heldOut, user))
    ndcg += ndcgOf(ranked.slice(0, NDCG_RANKED), wanted, NDCG_RANKED)
    recall += ranked.filter((item) => wanted.has(item)).length / wanted.size
  }
  const visitors = measured.length
  return {
    ndcgAt10: visitors === 0 ? 0 : ndcg / visitors,
    recallAt20: visitors === 0 ? 0 : recall / visitors,
    coverageAt10: model.itemIds.length === 0 ? 0 : shown.size / model.itemIds.length,
    visitors,
  }
}

function rankFor(model: RankingModel, train: Interactions, user: number): readonly number[] {
  const items = historyOf(train, user)
  const weights = train.values.subarray(train.starts[user] ?? 0, train.starts[user + 1] ?? 0)
  const seen = new Set(items)
  const scores = scoreItems(model, { items, weights })
  return rankItems(model, scores, RANKED, (item) => seen.has(item)).map(({ item }) => item)
}

/** Normalized discounted cumulative gain of a ranking, best first: 1 / log2(1 + rank) for each item wanted. */
export function ndcgOf(ranked: readonly number[], wanted: ReadonlySet<number>, cutoff: number): number {
  let [gain, best] = [0, 0]
  for (let rank = 1; rank <= cutoff; rank++) {
    const discount = 1 / Math.log2(1 + rank)
    const item = ranked[rank - 1]
    if (item !== undefined && wanted.has(item)) gain += discount
    if (rank <= wanted.size) best += discount
  }
  return best === 0 ? 0 : gain / best
}
