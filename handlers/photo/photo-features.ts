// What kind of place a photo, or words about one, stand for. The table is handlers/hooks/place-features.ts.

import { FEATURE_OF_LABEL, MEANINGLESS_LABELS } from "../hooks/place-features.ts"
import type { PhotoLabel } from "./photo-attribute.ts"

/** A feature, and the labels it was told by, the surest first. */
export type LikelyFeature = { readonly feature: string; readonly things: readonly PhotoLabel[] }

/** What a label says by itself, by what it is a kind of, and by its category: a breed of dog is a dog. */
const WEIGHTS = { own: 1, parent: 0.5, category: 0.25 } as const

/** Finds the features that what is in a photo stands for, the likeliest first. */
export function findFeatures(labels: readonly PhotoLabel[]): readonly LikelyFeature[] {
  const found = new Map<string, { weight: number; things: PhotoLabel[] }>()
  for (const label of labels) {
    const told = featureOf(label)
    if (told === undefined) continue
    const entry = found.get(told.feature) ?? { weight: 0, things: [] }
    entry.weight += (told.weight * label.confidence) / 100
    entry.things.push(label)
    found.set(told.feature, entry)
  }
  return [...found]
    .sort(([, one], [, other]) => other.weight - one.weight)
    .map(([feature, { things }]) => ({ feature, things }))
}

function featureOf(label: PhotoLabel): { readonly feature: string; readonly weight: number } | undefined {
  if (MEANINGLESS_LABELS.has(label.name.toLowerCase())) return undefined
  const look = (names: readonly string[], weight: number) => {
    const feature = names.map((name) => FEATURE_OF_LABEL.get(name.toLowerCase())).find((one) => one !== undefined)
    return feature === undefined ? undefined : { feature, weight }
  }
  return (
    look([label.name], WEIGHTS.own) ?? look(label.parents, WEIGHTS.parent) ?? look(label.categories, WEIGHTS.category)
  )
}

/** Finds the features that a visitor's words about a photo stand for, the one with most things first. */
export function findFeaturesInWords(words: string): readonly string[] {
  const counts = new Map<string, number>()
  for (const name of namesIn(words)) {
    const feature = FEATURE_OF_LABEL.get(name)
    if (feature !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([feature]) => feature)
}

/** Each word and each pair of words, as it stands and in the singular. */
function namesIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{Letter}+/gu) ?? []
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  const all = [...words, ...pairs]
  return [...new Set([...all, ...all.map((word) => word.replace(/s$/, ""))])]
}
