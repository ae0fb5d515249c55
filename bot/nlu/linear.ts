// One straight line for each class against all others (a support vector machine): quick to train, small to keep, and low
// in every score for a text like nothing known. Bots of very many intents are served by bot/nlu/network.ts.

import type { RandomSource } from "#core/units.ts"
import type { SparseVector } from "./features.ts"
import { columnsOf, rowStarts } from "./hashing.ts"
import type { TrainingRows } from "./network-training.ts"
import { PackedRows } from "./packed-rows.ts"

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
  /** Which feature and class each weight is for: feature * number of classes + class, rising. */
  readonly places: Uint32Array
  readonly weights: Int8Array
  /** What one step of an 8-bit weight is worth, by class. */
  readonly scales: Float32Array
  readonly offsets: Float32Array
}

/** Weights below this share of their class's largest are left out when the model is kept. */
const LEAST_SHARE = 0.02

/** So many lines are fitted side by side: each utterance is read once for all of them. */
const ABREAST = 8
/** After so many utterances or features the caller may let others run. */
const PAUSE = 1000

/**
 * Fits one line a class by dual coordinate descent (Hsieh et al. 2008, squared hinge loss). A label of -1 is no class's.
 * Stops every few milliseconds.
 */
export function* fitLinear(
  rows: TrainingRows,
  sizes: { readonly features: number; readonly classes: number },
  options: LinearOptions,
  random: RandomSource,
): Generator<void, LinearParts> {
  const fit = new LinearFit(rows, sizes.features, options, random)
  const lines: Line[] = []
  for (let first = 0; first < sizes.classes; first += ABREAST) {
    fit.begin(first)
    for (let round = 0; round < options.rounds; round += 1) yield* fit.round(round)
    for (let lane = 0; lane < Math.min(ABREAST, sizes.classes - first); lane += 1) lines.push(fit.quantize(lane))
    yield
  }
  return yield* packLines(lines, sizes.features)
}

/** One line in its kept form: a weight for each feature, most of them 0. */
type Line = { readonly weights: Int8Array; readonly scale: number; readonly offset: number }

class LinearFit {
  /** One weight a lane for each feature. */
  readonly #weights: Float32Array
  readonly #offsets = new Float64Array(ABREAST)
  readonly #margins = new Float64Array(ABREAST)
  readonly #rows: TrainingRows
  readonly #options: LinearOptions
  readonly #random: RandomSource
  readonly #squares: Float32Array
  readonly #duals: Float32Array
  readonly #order: Int32Array
  /** For each utterance the lanes that it isn't settled in, a bit each. */
  readonly #open: Uint8Array
  #active = 0
  #first = 0

  constructor(rows: TrainingRows, featureCount: number, options: LinearOptions, random: RandomSource) {
    const count = rows.labels.length
    this.#rows = rows
    this.#options = options
    this.#random = random
    this.#weights = new Float32Array(featureCount * ABREAST)
    this.#duals = new Float32Array(count * ABREAST)
    this.#order = new Int32Array(count)
    this.#open = new Uint8Array(count)
    this.#squares = new Float32Array(count)
    for (let row = 0; row < count; row += 1) {
      let sum = 1
      for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i += 1) {
        sum += (rows.values[i] as number) * (rows.values[i] as number)
      }
      this.#squares[row] = sum
    }
  }

  /** Starts the lines of `ABREAST` classes from this one on; those that there aren't cost little. */
  begin(first: number): void {
    this.#first = first
    this.#weights.fill(0)
    this.#duals.fill(0)
    this.#offsets.fill(0)
    for (let row = 0; row < this.#order.length; row += 1) this.#order[row] = row
    this.#reopen()
  }

  #reopen(): void {
    this.#open.fill(255)
    this.#active = this.#order.length
  }

  *round(round: number): Generator<void, void> {
    const order = this.#order
    if (round % RECHECK === RECHECK - 1) this.#reopen()
    for (let i = this.#active - 1; i > 0; i -= 1) this.#swap(i, Math.floor(this.#random() * (i + 1)))
    let seen = 0
    for (let place = 0; place < this.#active; place += 1) {
      const row = order[place] as number
      const open = this.#improveAll(row)
      if (round > 0) this.#open[row] = open
      if (round > 0 && open === 0) {
        this.#active -= 1
        this.#swap(place, this.#active)
        place -= 1
      }
      seen += 1
      if (seen % PAUSE === 0) yield
    }
  }

  #swap(a: number, b: number): void {
    const order = this.#order
    const swapped = order[a] as number
    order[a] = order[b] as number
    order[b] = swapped
  }

  // Gives the lanes in which the utterance isn't settled.
  #improveAll(row: number): number {
    this.#findMargins(row)
    const open = this.#open[row] as number
    let stillOpen = 0
    for (let lane = 0; lane < ABREAST; lane += 1) {
      if ((open & (1 << lane)) !== 0 && this.#improve(row, lane)) stillOpen |= 1 << lane
    }
    return stillOpen
  }

  // Unrolled by hand: this loop is nearly all of training.
  #findMargins(row: number): void {
    const { indices, starts, values } = this.#rows
    const weights = this.#weights
    const end = starts[row + 1] as number
    let m0 = 0
    let m1 = 0
    let m2 = 0
    let m3 = 0
    let m4 = 0
    let m5 = 0
    let m6 = 0
    let m7 = 0
    for (let i = starts[row] as number; i < end; i += 1) {
      const at = (indices[i] as number) * ABREAST
      const value = values[i] as number
      m0 += value * (weights[at] as number)
      m1 += value * (weights[at + 1] as number)
      m2 += value * (weights[at + 2] as number)
      m3 += value * (weights[at + 3] as number)
      m4 += value * (weights[at + 4] as number)
      m5 += value * (weights[at + 5] as number)
      m6 += value * (weights[at + 6] as number)
      m7 += value * (weights[at + 7] as number)
    }
    const margins = this.#margins
    margins[0] = m0
    margins[1] = m1
    margins[2] = m2
    margins[3] = m3
    margins[4] = m4
    margins[5] = m5
    margins[6] = m6
    margins[7] = m7
  }

  // One exact step in one utterance's dual variable. Gives false when the utterance is well on its side.
  #improve(row: number, lane: number): boolean {
    const isOwn = this.#rows.labels[row] === this.#first + lane
    const side = isOwn ? 1 : -1
    const margin = (this.#margins[lane] as number) + (this.#offsets[lane] as number)
    const softness = 0.5 / (this.#options.cost * (isOwn ? this.#options.ownCost : 1))
    const dual = this.#duals[row * ABREAST + lane] as number
    const gradient = side * margin - 1 + dual * softness
    if (dual === 0 && gradient >= 0) return gradient <= SETTLED
    const updated = Math.fround(Math.max(0, dual - gradient / ((this.#squares[row] as number) + softness)))
    const step = (updated - dual) * side
    if (step === 0) return true
    this.#duals[row * ABREAST + lane] = updated
    this.#move(row, lane, step)
    return true
  }

  #move(row: number, lane: number, step: number): void {
    const { indices, starts, values } = this.#rows
    const weights = this.#weights
    this.#offsets[lane] = (this.#offsets[lane] as number) + step
    const end = starts[row + 1] as number
    for (let i = starts[row] as number; i < end; i += 1) {
      const at = (indices[i] as number) * ABREAST + lane
      weights[at] = (weights[at] as number) + step * (values[i] as number)
    }
  }

  /** The line of a lane in its kept form. */
  quantize(lane: number): Line {
    const weights = this.#weights
    let largest = 0
    for (let at = lane; at < weights.length; at += ABREAST) largest = Math.max(largest, Math.abs(weights[at] as number))
    const scale = largest > 0 ? Math.fround(largest / 127) : 1
    const least = largest * LEAST_SHARE
    const kept = new Int8Array(weights.length / ABREAST)
    for (let i = 0; i < kept.length; i += 1) {
      const weight = weights[i * ABREAST + lane] as number
      if (Math.abs(weight) >= least) kept[i] = Math.round(weight / scale)
    }
    return { weights: kept, scale, offset: this.#offsets[lane] as number }
  }
}

function* packLines(lines: readonly Line[], featureCount: number): Generator<void, LinearParts> {
  const places: number[] = []
  const weights: number[] = []
  for (let i = 0; i < featureCount; i += 1) {
    for (let k = 0; k < lines.length; k += 1) {
      const weight = (lines[k] as Line).weights[i] as number
      if (weight === 0) continue
      places.push(i * lines.length + k)
      weights.push(weight)
    }
    if (i % PAUSE === PAUSE - 1) yield
  }
  return {
    places: Uint32Array.from(places),
    weights: Int8Array.from(weights),
    scales: Float32Array.from(lines, (line) => line.scale),
    offsets: Float32Array.from(lines, (line) => line.offset),
  }
}

/** So many features have weights for most classes, the commonest ones, which stand first: they are added whole. */
const WHOLE_ROWS = 1024

/** A fitted linear model: scores vectors by their distance from each class's line. */
export class LinearModel {
  readonly #parts: LinearParts
  readonly #starts: Uint32Array
  readonly #classes: Uint16Array
  readonly #whole: PackedRows
  readonly #scores: Float64Array
  readonly #wholeRows: Int32Array
  readonly #wholeValues: Float64Array

  /** @param featureCount How many features there are, the commonest first; the last ones may have no weights. */
  constructor(parts: LinearParts, featureCount: number) {
    const classCount = parts.offsets.length
    this.#parts = parts
    this.#starts = rowStarts(parts.places, classCount, featureCount)
    this.#classes = new Uint16Array(columnsOf(parts.places, classCount))
    this.#whole = new PackedRows(this.#wholeWeights(classCount, Math.min(WHOLE_ROWS, featureCount)), classCount)
    this.#wholeRows = new Int32Array(this.#whole.rowCount)
    this.#wholeValues = new Float64Array(this.#whole.rowCount)
    this.#scores = new Float64Array(classCount)
  }

  #wholeWeights(classCount: number, rowCount: number): Int8Array {
    const weights = new Int8Array(rowCount * classCount)
    const end = this.#starts[rowCount] as number
    for (let at = 0; at < end; at += 1) weights[this.#parts.places[at] as number] = this.#parts.weights[at] as number
    return weights
  }

  /** Scores a vector; the result is overwritten by the next call. */
  run(vector: SparseVector): Float64Array {
    const { scales, offsets } = this.#parts
    const scores = this.#scores
    scores.fill(0)
    this.#addFeatures(vector)
    for (let k = 0; k < scores.length; k += 1) {
      scores[k] = (scores[k] as number) * (scales[k] as number) + (offsets[k] as number)
    }
    return scores
  }

  #addFeatures({ indices, values, count }: SparseVector): void {
    const { weights } = this.#parts
    const classes = this.#classes
    const starts = this.#starts
    const scores = this.#scores
    const { rowCount } = this.#whole
    let whole = 0
    for (let i = 0; i < count; i += 1) {
      const feature = indices[i] as number
      const value = values[i] as number
      if (feature < rowCount) {
        this.#wholeRows[whole] = feature
        this.#wholeValues[whole++] = value
        continue
      }
      const end = starts[feature + 1] as number
      for (let at = starts[feature] as number; at < end; at += 1) {
        const k = classes[at] as number
        scores[k] = (scores[k] as number) + value * (weights[at] as number)
      }
    }
    this.#whole.addTo(scores, this.#wholeRows, this.#wholeValues, whole)
  }
}
