// EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019): each item is predicted from all others by
// linear regression in closed form. Best of the cheap models up to some thousand items; above, see neighbors.ts.

import type { Interactions } from "./interactions.ts"
import { toByItem } from "./interactions.ts"
import { invertInPlace } from "./inverse.ts"
import { type ItemTable, RowCollector } from "./item-table.ts"

/** What EASE is fitted with. */
export type EaseParameters = {
  /** How strongly weights are held small, above 0. MovieLens does best with 200 to 500. */
  readonly lambda: number
  /** Weights kept of each row; absent: all of them. */
  readonly keep?: number
}

/** Fits EASE. Takes `8 n²` bytes and `n³` steps for n items. */
export function fitEase(data: Interactions, { lambda, keep }: EaseParameters): ItemTable {
  const size = data.itemIds.length
  const inverse = countTogether(data)
  for (let item = 0; item < size; item++) {
    inverse[item * size + item] = (inverse[item * size + item] ?? 0) + lambda
  }
  invertInPlace(inverse, size)
  const diagonal = Float64Array.from({ length: size }, (_, item) => inverse[item * size + item] ?? 1)
  if (keep !== undefined && keep < size) {
    const rows = new RowCollector(size, keep)
    for (let item = 0; item < size; item++) rows.add(weightRow(inverse, size, item, diagonal))
    return rows.finish()
  }
  const weights = new Float32Array(size * size)
  for (let item = 0; item < size; item++) weights.set(weightRow(inverse, size, item, diagonal), item * size)
  return { size, weights }
}

/** What an item says about each other one: minus the inverse's entry over the other's diagonal one, nothing for itself. */
function weightRow(inverse: Float64Array, size: number, item: number, diagonal: Float64Array): Float64Array {
  const row = new Float64Array(size)
  const start = item * size
  for (let other = 0; other < size; other++) {
    const entry = inverse[start + other] as number
    row[other] = entry === 0 || other === item ? 0 : -entry / (diagonal[other] as number)
  }
  return row
}

/** The Gram matrix's lower triangle: for two items, the sum over visitors of the product of their weights. */
function countTogether(data: Interactions): Float64Array {
  const { starts, columns, values } = data
  const size = data.itemIds.length
  const byItem = toByItem(data)
  const gram = new Float64Array(size * size)
  for (let item = 0; item < size; item++) {
    const row = gram.subarray(item * size, item * size + item + 1)
    for (let at = byItem.starts[item] as number; at < (byItem.starts[item + 1] as number); at++) {
      const user = byItem.users[at] as number
      const value = byItem.values[at] as number
      const end = starts[user + 1] as number
      for (let cell = starts[user] as number; cell < end; cell++) {
        const other = columns[cell] as number
        if (other > item) break
        row[other] = (row[other] as number) + value * (values[cell] as number)
      }
    }
  }
  return gram
}
