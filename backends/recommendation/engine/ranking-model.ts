// A trained model and how it ranks: shared visitors first, content beside it, popularity where both are silent. Pure;
// what may be shown at all (sold out, seen, turned down) is the caller's filter.

import { addScores, type ItemTable, weightBetween } from "./item-table.ts"

/** Everything needed to rank items for a history. */
export type RankingModel = {
  readonly itemIds: readonly string[]
  /** How many visitors had to do with each item. */
  readonly popularity: Float32Array
  /** Absent in a model of popularity alone. */
  readonly collaborative?: ItemTable
  readonly content?: ItemTable
  /** How much the content's best item counts beside the collaborative best one, 0 and up. */
  readonly contentWeight: number
}

/** What a visitor had to do with: columns of items, and how much each counts (negative: turned down). */
export type History = { readonly items: ArrayLike<number>; readonly weights: ArrayLike<number> }

/** A column with its score. */
export type Ranked = { readonly item: number; readonly score: number }

/** Scores every item for a history; all zeros when nothing is known of it. */
export function scoreItems(model: RankingModel, history: History): Float64Array {
  const size = model.itemIds.length
  const collaborative =
    model.collaborative === undefined
      ? new Float64Array(size)
      : addScores(model.collaborative, history.items, history.weights)
  if (model.content === undefined || model.contentWeight === 0) return collaborative
  const content = addScores(model.content, history.items, history.weights)
  const ownScale = largest(collaborative)
  const scale = (model.contentWeight * (ownScale === 0 ? 1 : ownScale)) / (largest(content) || 1)
  for (let item = 0; item < size; item++) {
    collaborative[item] = (collaborative[item] as number) + scale * (content[item] as number)
  }
  return collaborative
}

function largest(scores: Float64Array): number {
  let most = 0
  for (const score of scores) if (score > most) most = score
  return most
}

/**
 * The best items, best first. Equal scores go by popularity, then by the items' own order.
 *
 * @param isExcluded Columns that may not be shown.
 */
export function rankItems(
  model: RankingModel,
  scores: Float64Array,
  limit: number,
  isExcluded: (item: number) => boolean,
): readonly Ranked[] {
  const best: Ranked[] = []
  for (let item = 0; item < scores.length; item++) {
    const candidate = { item, score: scores[item] as number }
    const last = best.length < limit ? undefined : best[best.length - 1]
    if (last !== undefined && !isBetter(candidate, last, model.popularity)) continue
    if (isExcluded(item)) continue
    let place = best.length
    while (place > 0 && isBetter(candidate, best[place - 1], model.popularity)) place--
    best.splice(place, 0, candidate)
    if (best.length > limit) best.pop()
  }
  return best
}

function isBetter(one: Ranked, than: Ranked | undefined, popularity: Float32Array): boolean {
  if (than === undefined || one.score !== than.score) return than === undefined || one.score > than.score
  return (popularity[one.item] as number) > (popularity[than.item] as number)
}

/**
 * The item of a history that speaks most for another.
 *
 * @returns `undefined` when none speaks for it.
 */
export function findReason(model: RankingModel, history: History, item: number): number | undefined {
  let most = 0
  let reason: number | undefined
  for (const table of [model.collaborative, model.contentWeight === 0 ? undefined : model.content]) {
    if (table === undefined || reason !== undefined) continue
    for (let at = 0; at < history.items.length; at++) {
      const from = history.items[at] ?? 0
      const said = weightBetween(table, from, item) * (history.weights[at] ?? 0)
      if (said > most) {
        most = said
        reason = from
      }
    }
  }
  return reason
}
