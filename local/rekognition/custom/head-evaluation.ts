// How good a head is, on pictures it wasn't trained on. Training is linear-head.ts.

import type { RandomSource } from "#core/units.ts"
import { type Example, type LinearHead, scoreLabels } from "./linear-head.ts"

/** What came of the held-out pictures. */
export type HeadMetrics = {
  /** Share of the pictures whose likeliest label is theirs. */
  readonly accuracy: number
  /** Mean of the labels' F1. */
  readonly f1: number
  readonly labels: readonly {
    readonly label: string
    readonly precision: number
    readonly recall: number
    /** Held-out pictures of it. */
    readonly pictures: number
  }[]
  /** Pictures by the label they have (rows) and the one they were given, in the order of `labels`. */
  readonly confusion: readonly (readonly number[])[]
}

/** Holds out a share of each label's examples, at least one where there are two. */
export function holdOut<Item extends { readonly label: string }>(
  examples: readonly Item[],
  share: number,
  random: RandomSource,
): { readonly train: readonly Item[]; readonly heldOut: readonly Item[] } {
  const train: Item[] = []
  const heldOut: Item[] = []
  for (const label of new Set(examples.map((example) => example.label))) {
    const own = shuffle(
      examples.filter((example) => example.label === label),
      random,
    )
    const count = own.length < 2 ? 0 : Math.max(1, Math.round(own.length * share))
    heldOut.push(...own.slice(0, count))
    train.push(...own.slice(count))
  }
  return { train, heldOut }
}

/** Measures a head. */
export function evaluateHead(head: LinearHead, heldOut: readonly Example[]): HeadMetrics {
  const confusion = head.labels.map(() => head.labels.map(() => 0))
  for (const { label, embedding } of heldOut) {
    const scores = scoreLabels(head, embedding)
    const row = confusion[head.labels.indexOf(label)]
    const given = scores.indexOf(Math.max(...scores))
    if (row !== undefined) row[given] = (row[given] ?? 0) + 1
  }
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const right = head.labels.map((_, k) => confusion[k]?.[k] ?? 0)
  const labels = head.labels.map((label, k) => {
    const given = sum(confusion.map((row) => row[k] ?? 0))
    const pictures = sum(confusion[k] ?? [])
    return { label, precision: divide(right[k] ?? 0, given), recall: divide(right[k] ?? 0, pictures), pictures }
  })
  const scores = labels.map(({ precision, recall }) => divide(2 * precision * recall, precision + recall))
  return {
    accuracy: divide(sum(right), heldOut.length),
    f1: divide(sum(scores), scores.length),
    labels,
    confusion,
  }
}

function divide(a: number, b: number): number {
  return b === 0 ? 0 : a / b
}

function shuffle<Item>(items: readonly Item[], random: RandomSource): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
