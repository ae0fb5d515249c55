// A trained network with one hidden layer in its kept form: sparse features to scores of classes. What the scores mean as
// confidences is bot/nlu/confidence.ts.

import type { SparseVector } from "./features.ts"
import type { NetworkTrainer } from "./network-training.ts"
import { PackedRows } from "./packed-rows.ts"

/** What a network is kept as: 8-bit weights, each input row and each class with a scale of its own. */
export type NetworkParts = {
  /** One row of weights for each feature it looks at: the first so many, or all. */
  readonly input: Int8Array
  readonly inputScales: Float32Array
  readonly inputBias: Float32Array
  /** One row of weights, a weight a class, for each hidden unit. */
  readonly output: Int8Array
  readonly outputScales: Float32Array
  readonly outputBias: Float32Array
}

/** So many input rows, those of the commonest features, are laid out for speed, which takes four times the room. */
const QUICK_ROWS = 4096

/** A trained network. */
export class Network {
  readonly #parts: NetworkParts
  readonly #quick: PackedRows
  readonly #output: PackedRows
  readonly #rows: Int32Array
  readonly #factors: Float64Array
  readonly #hidden: Float64Array
  readonly #scores: Float64Array

  constructor(parts: NetworkParts) {
    const width = parts.inputBias.length
    this.#parts = parts
    this.#quick = new PackedRows(parts.input.subarray(0, QUICK_ROWS * width), width)
    this.#output = new PackedRows(parts.output, parts.outputBias.length)
    this.#rows = new Int32Array(Math.max(width, this.#quick.rowCount))
    this.#factors = new Float64Array(this.#rows.length)
    this.#hidden = new Float64Array(width)
    this.#scores = new Float64Array(parts.outputBias.length)
  }

  /** Scores a vector; the result is overwritten by the next call. */
  run(vector: SparseVector): Float64Array {
    const { inputBias, outputScales, outputBias } = this.#parts
    const hidden = this.#hidden
    const scores = this.#scores
    hidden.set(inputBias)
    this.#addFeatures(vector)
    let active = 0
    for (let unit = 0; unit < hidden.length; unit += 1) {
      const value = hidden[unit] as number
      if (value <= 0) continue
      this.#rows[active] = unit
      this.#factors[active++] = value
    }
    scores.fill(0)
    this.#output.addTo(scores, this.#rows, this.#factors, active)
    for (let k = 0; k < scores.length; k += 1) {
      scores[k] = (scores[k] as number) * (outputScales[k] as number) + (outputBias[k] as number)
    }
    return scores
  }

  #addFeatures({ indices, values, count }: SparseVector): void {
    const { inputScales } = this.#parts
    const quickCount = this.#quick.rowCount
    let quick = 0
    for (let i = 0; i < count; i += 1) {
      const feature = indices[i] as number
      if (feature >= inputScales.length) continue
      const factor = (values[i] as number) * (inputScales[feature] as number)
      if (feature < quickCount) {
        this.#rows[quick] = feature
        this.#factors[quick++] = factor
      } else this.#addRow(feature, factor)
    }
    this.#quick.addTo(this.#hidden, this.#rows, this.#factors, quick)
  }

  #addRow(feature: number, factor: number): void {
    const { input } = this.#parts
    const hidden = this.#hidden
    const start = feature * hidden.length
    for (let k = 0; k < hidden.length; k += 1) {
      hidden[k] = (hidden[k] as number) + factor * (input[start + k] as number)
    }
  }
}

/** After so many rows the caller may let others run. */
const PAUSE = 1000

/** Brings trained weights into the kept form, in steps. */
export function* quantize(trainer: NetworkTrainer): Generator<void, NetworkParts> {
  const width = trainer.inputBias.length
  const classes = trainer.outputBias.length
  const input = new Int8Array(trainer.input.length)
  const inputScales = new Float32Array(input.length / width)
  for (let row = 0; row < inputScales.length; row += 1) {
    inputScales[row] = quantizeEach(trainer.input, input, row * width, 1, width)
    if (row % PAUSE === PAUSE - 1) yield
  }
  const output = new Int8Array(trainer.output.length)
  const outputScales = new Float32Array(classes)
  for (let k = 0; k < classes; k += 1) outputScales[k] = quantizeEach(trainer.output, output, k, classes, width)
  return {
    input,
    inputScales,
    inputBias: trainer.inputBias,
    output,
    outputScales,
    outputBias: trainer.outputBias,
  }
}

// Makes `count` weights whole, `stride` apart, and gives what one step of them is worth.
function quantizeEach(weights: Float32Array, into: Int8Array, start: number, stride: number, count: number): number {
  const end = start + stride * count
  let largest = 0
  for (let at = start; at < end; at += stride) largest = Math.max(largest, Math.abs(weights[at] as number))
  const scale = largest > 0 ? Math.fround(largest / 127) : 1
  for (let at = start; at < end; at += stride) into[at] = Math.round((weights[at] as number) / scale)
  return scale
}
