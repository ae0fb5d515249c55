// One straight line for each class against all others (a support vector machine): quick to train, small to keep, and low
// in every score for a text like nothing known. Bots of very many intents are served by bot/nlu/network.ts.

import type { RandomSource } from "#core/units.ts"
import type { SparseVector } from "./features.ts"
import type { TrainingRows } from "./network.ts"

/** How the lines are fitted. Chosen on validation data, see docs/nlu.md. */
export type LinearOptions = {
  /** How much a training error costs against a large margin. */
  readonly cost: number
  /** How much more an error on an utterance of the class costs than one on the many others. */
  readonly ownCost: number
  readonly rounds: number
}

/** Gradients smaller than this mark an utterance as settled for some rounds. */
const SETTLED = 0.2
const RECHECK = 5

/** What a linear model is kept as: for each feature the classes it speaks for or against. */
export type LinearParts = {
  /** How many classes each feature has. */
  readonly counts: Uint16Array
  readonly classes: Uint16Array
  readonly weights: Int8Array
  /** What one step of an 8-bit weight is worth, by class. */
  readonly scales: Float32Array
  readonly offsets: Float32Array
}

/** Weights below this share of their class's largest are left out when the model is kept. */
const LEAST_SHARE = 0.012

/**
 * Fits one line a class by dual coordinate descent (Hsieh et al. 2008, squared hinge loss), one step a class and round.
 */
export function* fitLinear(
  rows: TrainingRows,
  sizes: { readonly features: number; readonly classes: number },
  options: LinearOptions,
  random: RandomSource,
): Generator<void, LinearParts> {
  const fit = new LinearFit(rows, sizes.features, options, random)
  const lines: { readonly weights: Int8Array; readonly scale: number; readonly offset: number }[] = []
  for (let k = 0; k < sizes.classes; k += 1) {
    fit.begin(k)
    for (let round = 0; round < options.rounds; round += 1) {
      fit.round(round)
      yield
    }
    lines.push({ ...quantizeLine(fit.weights), offset: fit.offset })
  }
  return packLines(lines, sizes.features)
}

class LinearFit {
  readonly weights: Float32Array
  offset = 0
  readonly #rows: TrainingRows
  readonly #options: LinearOptions
  readonly #random: RandomSource
  readonly #squares: Float32Array
  readonly #duals: Float32Array
  readonly #order: Int32Array
  #active = 0
  #class = 0

  constructor(rows: TrainingRows, featureCount: number, options: LinearOptions, random: RandomSource) {
    const count = rows.labels.length
    this.#rows = rows
    this.#options = options
    this.#random = random
    this.weights = new Float32Array(featureCount)
    this.#duals = new Float32Array(count)
    this.#order = new Int32Array(count)
    this.#squares = new Float32Array(count)
    for (let row = 0; row < count; row += 1) {
      let sum = 1
      for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i += 1) {
        sum += (rows.values[i] as number) * (rows.values[i] as number)
      }
      this.#squares[row] = sum
    }
  }

  begin(k: number): void {
    this.#class = k
    this.weights.fill(0)
    this.#duals.fill(0)
    this.offset = 0
    for (let row = 0; row < this.#order.length; row += 1) this.#order[row] = row
    this.#active = this.#order.length
  }

  round(round: number): void {
    const order = this.#order
    if (round % RECHECK === RECHECK - 1) this.#active = order.length
    for (let i = this.#active - 1; i > 0; i -= 1) this.#swap(i, Math.floor(this.#random() * (i + 1)))
    for (let place = 0; place < this.#active; place += 1) {
      if (this.#improve(order[place] as number) || round < 2) continue
      this.#active -= 1
      this.#swap(place, this.#active)
      place -= 1
    }
  }

  #swap(a: number, b: number): void {
    const order = this.#order
    const swapped = order[a] as number
    order[a] = order[b] as number
    order[b] = swapped
  }

  // One exact step in one utterance's dual variable. Gives false when the utterance is well on its side.
  #improve(row: number): boolean {
    const { indices, labels, starts, values } = this.#rows
    const { weights } = this
    const isOwn = labels[row] === this.#class
    const side = isOwn ? 1 : -1
    const from = starts[row] as number
    const to = starts[row + 1] as number
    let margin = this.offset
    for (let i = from; i < to; i += 1) margin += (weights[indices[i] as number] as number) * (values[i] as number)
    const softness = 0.5 / (this.#options.cost * (isOwn ? this.#options.ownCost : 1))
    const dual = this.#duals[row] as number
    const gradient = side * margin - 1 + dual * softness
    if (dual === 0 && gradient >= 0) return gradient <= SETTLED
    const updated = Math.fround(Math.max(0, dual - gradient / ((this.#squares[row] as number) + softness)))
    const step = (updated - dual) * side
    if (step === 0) return true
    this.#duals[row] = updated
    this.offset += step
    for (let i = from; i < to; i += 1) {
      const feature = indices[i] as number
      weights[feature] = (weights[feature] as number) + step * (values[i] as number)
    }
    return true
  }
}

function quantizeLine(weights: Float32Array): { readonly weights: Int8Array; readonly scale: number } {
  let largest = 0
  for (let i = 0; i < weights.length; i += 1) largest = Math.max(largest, Math.abs(weights[i] as number))
  const scale = largest > 0 ? Math.fround(largest / 127) : 1
  const least = largest * LEAST_SHARE
  const kept = new Int8Array(weights.length)
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number
    if (Math.abs(weight) >= least) kept[i] = Math.round(weight / scale)
  }
  return { weights: kept, scale }
}

function packLines(
  lines: readonly { readonly weights: Int8Array; readonly scale: number; readonly offset: number }[],
  featureCount: number,
): LinearParts {
  const starts = new Uint32Array(featureCount + 1)
  for (const { weights } of lines) {
    for (let i = 0; i < featureCount; i += 1) if (weights[i] !== 0) starts[i + 1] = (starts[i + 1] as number) + 1
  }
  for (let i = 0; i < featureCount; i += 1) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const total = starts[featureCount] as number
  const parts = { classes: new Uint16Array(total), weights: new Int8Array(total) }
  const next = starts.slice()
  lines.forEach(({ weights }, k) => {
    for (let i = 0; i < featureCount; i += 1) {
      if (weights[i] === 0) continue
      const at = next[i] as number
      parts.classes[at] = k
      parts.weights[at] = weights[i] as number
      next[i] = at + 1
    }
  })
  return {
    counts: Uint16Array.from({ length: featureCount }, (_, i) => (starts[i + 1] as number) - (starts[i] as number)),
    classes: parts.classes,
    weights: parts.weights,
    scales: Float32Array.from(lines, (line) => line.scale),
    offsets: Float32Array.from(lines, (line) => line.offset),
  }
}

/** A fitted linear model: scores vectors by their distance from each class's line. */
export class LinearModel {
  readonly #parts: LinearParts
  readonly #starts: Uint32Array
  readonly #scores: Float32Array

  constructor(parts: LinearParts) {
    this.#parts = parts
    this.#starts = new Uint32Array(parts.counts.length + 1)
    parts.counts.forEach((count, i) => {
      this.#starts[i + 1] = (this.#starts[i] as number) + count
    })
    this.#scores = new Float32Array(parts.offsets.length)
  }

  /** Scores a vector; the result is overwritten by the next call. */
  run(vector: SparseVector): Float32Array {
    const { classes, weights, scales, offsets } = this.#parts
    const starts = this.#starts
    const scores = this.#scores
    scores.fill(0)
    for (let i = 0; i < vector.count; i += 1) {
      const feature = vector.indices[i] as number
      const value = vector.values[i] as number
      for (let at = starts[feature] as number; at < (starts[feature + 1] as number); at += 1) {
        const k = classes[at] as number
        scores[k] = (scores[k] as number) + value * (weights[at] as number)
      }
    }
    for (let k = 0; k < scores.length; k += 1) {
      scores[k] = (scores[k] as number) * (scales[k] as number) + (offsets[k] as number)
    }
    return scores
  }
}
