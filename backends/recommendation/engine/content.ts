// What items are like by their own properties: tags, words of their text, labels of their photos. Speaks for items that
// nobody has chosen yet, where models of shared visitors (ease.ts, neighbors.ts) are silent.

import { type ItemTable, RowCollector } from "./item-table.ts"

/** An item's properties with how much each counts, above 0. */
export type ItemFeatures = Readonly<Record<string, number>>

/** Words that say nothing about an item. */
const STOP_WORDS = new Set(
  "a an and are as at be but by for from has have her his in into is it its of on or she so than that the their them there they this to was were who will with you your".split(
    " ",
  ),
)

/** A word of a text counts this much beside a tag. */
const WORD_WEIGHT = 0.3

/**
 * Makes features of tags and a text.
 *
 * @param tags What was said about the item by people or by a photo's labels; case plays no part.
 */
export function toFeatures(tags: readonly string[], text = ""): ItemFeatures {
  const features: Record<string, number> = {}
  for (const word of text.toLowerCase().match(/\p{Letter}{3,}/gu) ?? []) {
    if (!STOP_WORDS.has(word)) features[`word:${word}`] = WORD_WEIGHT
  }
  for (const tag of tags) features[`tag:${tag.toLowerCase()}`] = 1
  return features
}

/**
 * Fits the content model: cosine of the features, rare ones counting more (the logarithm of how many items there are for
 * each that has it).
 *
 * @param keep Similar items kept of each.
 */
export function fitContent(
  itemIds: readonly string[],
  featuresOf: ReadonlyMap<string, ItemFeatures>,
  keep: number,
): ItemTable {
  const vectors = toVectors(itemIds, featuresOf)
  const having = new Map<string, { readonly item: number; readonly weight: number }[]>()
  vectors.forEach((vector, item) => {
    for (const [feature, weight] of vector) {
      const list = having.get(feature) ?? []
      list.push({ item, weight })
      having.set(feature, list)
    }
  })
  const rows = new RowCollector(itemIds.length, keep)
  const row = new Float64Array(itemIds.length)
  vectors.forEach((vector, item) => {
    row.fill(0)
    for (const [feature, weight] of vector) {
      for (const other of having.get(feature) ?? []) row[other.item] = (row[other.item] ?? 0) + weight * other.weight
    }
    row[item] = 0
    rows.add(row)
  })
  return rows.finish()
}

/** Features of each item, weighted by rarity and of length 1. */
function toVectors(
  itemIds: readonly string[],
  featuresOf: ReadonlyMap<string, ItemFeatures>,
): readonly (readonly (readonly [string, number])[])[] {
  const counts = new Map<string, number>()
  for (const itemId of itemIds) {
    for (const feature of Object.keys(featuresOf.get(itemId) ?? {})) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1)
    }
  }
  return itemIds.map((itemId) => {
    const weighted = Object.entries(featuresOf.get(itemId) ?? {}).map(
      ([feature, weight]) => [feature, weight * Math.log((1 + itemIds.length) / (counts.get(feature) ?? 1))] as const,
    )
    const length = Math.sqrt(weighted.reduce((sum, [, weight]) => sum + weight ** 2, 0))
    return length === 0 ? [] : weighted.map(([feature, weight]) => [feature, weight / length] as const)
  })
}
