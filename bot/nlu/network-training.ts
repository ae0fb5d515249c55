// Trains a network with one hidden layer: sparse features to scores of classes. The small form that is kept, and scoring
// with it, is bot/nlu/network.ts.

import type { RandomSource } from "#core/units.ts"
import { exp } from "./exact-math.ts"

/** How a network is trained. Chosen on validation data, see docs/nlu.md. */
export type TrainingOptions = {
  readonly hiddenUnits: number
  readonly epochs: number
  /** Step size at the start; it falls to nothing over the epochs. */
  readonly rate: number
  /** Share of input features left out of each step. */
  readonly featureDropout: number
  readonly hiddenDropout: number
  /** Share of each target that goes to all classes alike. */
  readonly labelSmoothing: number
  /** Weight of the one-class-against-all loss beside the softmax loss. */
  readonly oneAgainstAll: number
}

/** Training vectors one after the other: row `i` is `starts[i]` up to `starts[i + 1]`. A label of -1 is "none of them". */
export type TrainingRows = {
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float32Array
  readonly labels: Int32Array
  /**
   * Which rows are the same utterance with other slot values: utterance `u` is the rows `groups[u]` up to
   * `groups[u + 1]`, one of which is drawn each epoch. Absent when every row is an utterance of its own.
   */
  readonly groups?: Int32Array
}

const ADAGRAD_FLOOR = 1e-6
const NEGLIGIBLE = 1e-3

/** A network while it learns. */
export class NetworkTrainer {
  readonly #rows: TrainingRows
  readonly #options: TrainingOptions
  readonly #random: RandomSource
  readonly #classCount: number
  readonly input: Float32Array
  readonly inputBias: Float32Array
  /** One row of class weights for each hidden unit. */
  readonly output: Float32Array
  readonly outputBias: Float32Array
  readonly #inputSquares: Float32Array
  readonly #outputSquares: Float32Array
  readonly #biasSquares: Float32Array
  readonly #steps: Float32Array
  readonly #hiddenSquares: Float32Array
  readonly #hidden: Float32Array
  readonly #hiddenGradient: Float32Array
  readonly #active: Int32Array
  readonly #scores: Float32Array
  readonly #gradient: Float32Array
  readonly #touched: Int32Array
  readonly #keptIndices: Int32Array
  readonly #keptValues: Float32Array
  #kept = 0
  #activeCount = 0
  #touchedCount = 0
  #rate = 0

  constructor(
    rows: TrainingRows,
    sizes: { readonly features: number; readonly classes: number },
    options: TrainingOptions,
    random: RandomSource,
  ) {
    const { hiddenUnits } = options
    this.#rows = rows
    this.#options = options
    this.#random = random
    this.#classCount = sizes.classes
    this.input = new Float32Array(sizes.features * hiddenUnits)
    this.inputBias = new Float32Array(hiddenUnits)
    this.output = new Float32Array(hiddenUnits * sizes.classes)
    this.outputBias = new Float32Array(sizes.classes)
    this.#inputSquares = new Float32Array(sizes.features)
    this.#outputSquares = new Float32Array(sizes.classes)
    this.#steps = new Float32Array(sizes.classes)
    this.#biasSquares = new Float32Array(sizes.classes)
    this.#hiddenSquares = new Float32Array(hiddenUnits)
    this.#hidden = new Float32Array(hiddenUnits)
    this.#hiddenGradient = new Float32Array(hiddenUnits)
    this.#active = new Int32Array(hiddenUnits)
    this.#scores = new Float32Array(sizes.classes)
    this.#gradient = new Float32Array(sizes.classes)
    this.#touched = new Int32Array(sizes.classes)
    let longest = 0
    for (let i = 0; i + 1 < rows.starts.length; i += 1) {
      longest = Math.max(longest, (rows.starts[i + 1] as number) - (rows.starts[i] as number))
    }
    this.#keptIndices = new Int32Array(longest + 4)
    this.#keptValues = new Float32Array(longest + 4)
  }

  /** Starts from random weights and learns for all epochs; stops after every utterance so that the caller decides when to let others run. */
  *steps(): Generator<void, void> {
    yield* fillRandomly(this.input, 0.1, this.#random)
    yield* fillRandomly(this.output, 0.1, this.#random)
    const { groups } = this.#rows
    const count = groups === undefined ? this.#rows.labels.length : groups.length - 1
    const order = Int32Array.from({ length: count }, (_, i) => i)
    const total = count * this.#options.epochs
    let done = 0
    for (let epoch = 0; epoch < this.#options.epochs; epoch += 1) {
      shuffle(order, this.#random)
      for (const utterance of order) {
        this.#rate = this.#options.rate * (1 - done / total)
        this.#learn(groups === undefined ? utterance : this.#drawRow(groups, utterance))
        done += 1
        yield
      }
    }
  }

  #drawRow(groups: Int32Array, utterance: number): number {
    const first = groups[utterance] as number
    const count = (groups[utterance + 1] as number) - first
    return count === 1 ? first : first + Math.floor(this.#random() * count)
  }

  #learn(row: number): void {
    this.#dropFeatures(row)
    this.#activate()
    this.#score()
    this.#findGradient(this.#rows.labels[row] as number)
    this.#updateOutput()
    this.#updateInput()
  }

  #dropFeatures(row: number): void {
    const { starts, indices, values } = this.#rows
    const dropout = this.#options.featureDropout
    const scale = 1 / (1 - dropout)
    const random = this.#random
    let kept = 0
    const end = starts[row + 1] as number
    for (let i = starts[row] as number; i < end; i += 1) {
      if (random() < dropout) continue
      this.#keptIndices[kept] = indices[i] as number
      this.#keptValues[kept] = (values[i] as number) * scale
      kept += 1
    }
    this.#kept = kept
  }

  #activate(): void {
    const hidden = this.#hidden
    hidden.set(this.inputBias)
    addRows(this.input, this.#keptIndices, this.#keptValues, this.#kept, hidden)
    const dropout = this.#options.hiddenDropout
    const scale = 1 / (1 - dropout)
    const random = this.#random
    let active = 0
    for (let i = 0; i < hidden.length; i += 1) {
      if ((hidden[i] as number) > 0 && random() >= dropout) {
        hidden[i] = (hidden[i] as number) * scale
        this.#active[active] = i
        active += 1
      }
    }
    this.#activeCount = active
  }

  #score(): void {
    const scores = this.#scores
    const classes = this.#classCount
    const output = this.output
    scores.set(this.outputBias)
    for (let a = 0; a < this.#activeCount; a += 1) {
      const unit = this.#active[a] as number
      const value = this.#hidden[unit] as number
      const start = unit * classes
      for (let k = 0; k < classes; k += 1) {
        scores[k] = (scores[k] as number) + value * (output[start + k] as number)
      }
    }
  }

  // Gradient of the mixed loss by the scores; classes with next to none are left alone.
  #findGradient(label: number): void {
    const { labelSmoothing, oneAgainstAll } = this.#options
    const scores = this.#scores
    const gradient = this.#gradient
    const classes = this.#classCount
    const spread = label < 0 ? 1 / classes : labelSmoothing / classes
    const softmaxShare = 1 - oneAgainstAll
    let sum = 0
    if (softmaxShare > 0) sum = exponentials(scores, gradient)
    let touched = 0
    for (let k = 0; k < classes; k += 1) {
      const own = k === label ? 1 - labelSmoothing : 0
      let slope = softmaxShare > 0 ? softmaxShare * ((gradient[k] as number) / sum - own - spread) : 0
      if (oneAgainstAll > 0)
        slope += oneAgainstAll * (1 / (1 + exp(-(scores[k] as number))) - (k === label ? 1 - labelSmoothing : 0))
      gradient[k] = slope
      if (slope > NEGLIGIBLE || slope < -NEGLIGIBLE) this.#touched[touched++] = k
    }
    this.#touchedCount = touched
  }

  // One AdaGrad accumulator for each class: a square root for every weight would cost more than all else.
  #updateOutput(): void {
    const gradient = this.#gradient
    const steps = this.#steps
    const touched = this.#touched
    const count = this.#touchedCount
    const meanEnergy = this.#meanHiddenEnergy()
    for (let t = 0; t < count; t += 1) {
      const k = touched[t] as number
      const slope = gradient[k] as number
      const square = (this.#outputSquares[k] as number) + slope * slope * meanEnergy
      this.#outputSquares[k] = square
      steps[k] = (this.#rate * slope) / Math.sqrt(square + ADAGRAD_FLOOR)
      const biasSquare = (this.#biasSquares[k] as number) + slope * slope
      this.#biasSquares[k] = biasSquare
      this.outputBias[k] = (this.outputBias[k] as number) - (this.#rate * slope) / Math.sqrt(biasSquare + ADAGRAD_FLOOR)
    }
    for (let a = 0; a < this.#activeCount; a += 1) {
      const unit = this.#active[a] as number
      const isAll = count === this.#classCount
      this.#hiddenGradient[unit] = isAll ? this.#updateWholeRow(unit) : this.#updateRow(unit)
    }
  }

  #meanHiddenEnergy(): number {
    let energy = 0
    for (let a = 0; a < this.#activeCount; a += 1) {
      const value = this.#hidden[this.#active[a] as number] as number
      energy += value * value
    }
    return energy / this.#hidden.length
  }

  #updateRow(unit: number): number {
    const { output } = this
    const start = unit * this.#classCount
    const value = this.#hidden[unit] as number
    let back = 0
    for (let t = 0; t < this.#touchedCount; t += 1) {
      const k = this.#touched[t] as number
      const weight = output[start + k] as number
      back += weight * (this.#gradient[k] as number)
      output[start + k] = weight - value * (this.#steps[k] as number)
    }
    return back
  }

  #updateWholeRow(unit: number): number {
    const { output } = this
    const classes = this.#classCount
    const gradient = this.#gradient
    const steps = this.#steps
    const start = unit * classes
    const value = this.#hidden[unit] as number
    let back = 0
    for (let k = 0; k < classes; k += 1) {
      const weight = output[start + k] as number
      back += weight * (gradient[k] as number)
      output[start + k] = weight - value * (steps[k] as number)
    }
    return back
  }

  // One AdaGrad accumulator for each feature's row: half the memory and time of one for each weight, same accuracy.
  #updateInput(): void {
    const scale = 1 / (1 - this.#options.hiddenDropout)
    const gradient = this.#hiddenGradient
    const active = this.#active
    const count = this.#activeCount
    let energy = 0
    for (let a = 0; a < count; a += 1) {
      const unit = active[a] as number
      const slope = (gradient[unit] as number) * scale
      gradient[unit] = slope
      energy += slope * slope
    }
    if (energy === 0) return
    const hiddenUnits = this.#hidden.length
    const meanEnergy = energy / hiddenUnits
    const { input, inputBias } = this
    for (let i = 0; i < this.#kept; i += 1) {
      const feature = this.#keptIndices[i] as number
      const value = this.#keptValues[i] as number
      const square = (this.#inputSquares[feature] as number) + value * value * meanEnergy
      this.#inputSquares[feature] = square
      const step = (this.#rate * value) / Math.sqrt(square + ADAGRAD_FLOOR)
      const start = feature * hiddenUnits
      for (let a = 0; a < count; a += 1) {
        const unit = active[a] as number
        input[start + unit] = (input[start + unit] as number) - step * (gradient[unit] as number)
      }
    }
    for (let a = 0; a < count; a += 1) {
      const unit = active[a] as number
      const slope = gradient[unit] as number
      const square = (this.#hiddenSquares[unit] as number) + slope * slope
      this.#hiddenSquares[unit] = square
      inputBias[unit] = (inputBias[unit] as number) - (this.#rate * slope) / Math.sqrt(square + ADAGRAD_FLOOR)
    }
  }
}

/** So many weights are made in one step. */
const FILLED_AT_ONCE = 100_000

function* fillRandomly(weights: Float32Array, width: number, random: RandomSource): Generator<void, void> {
  for (let i = 0; i < weights.length; i += 1) {
    weights[i] = (random() * 2 - 1) * width
    if (i % FILLED_AT_ONCE === FILLED_AT_ONCE - 1) yield
  }
}

function shuffle(order: Int32Array, random: RandomSource): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const swapped = order[i] as number
    order[i] = order[j] as number
    order[j] = swapped
  }
}

// Adds weighted rows to `sum`, four at a time: it saves three of four loads and stores of the sum. Overwrites up to three
// places behind `count`.
function addRows(
  weights: Float32Array,
  indices: Int32Array,
  values: Float32Array,
  count: number,
  sum: Float32Array,
): void {
  const width = sum.length
  for (let i = count; i < count + 3; i += 1) {
    indices[i] = 0
    values[i] = 0
  }
  for (let i = 0; i < count; i += 4) {
    const a = (indices[i] as number) * width
    const b = (indices[i + 1] as number) * width
    const c = (indices[i + 2] as number) * width
    const d = (indices[i + 3] as number) * width
    const va = values[i] as number
    const vb = values[i + 1] as number
    const vc = values[i + 2] as number
    const vd = values[i + 3] as number
    for (let k = 0; k < width; k += 1) {
      sum[k] =
        (sum[k] as number) +
        va * (weights[a + k] as number) +
        vb * (weights[b + k] as number) +
        vc * (weights[c + k] as number) +
        vd * (weights[d + k] as number)
    }
  }
}

/** Fills `into` with e to the scores, the largest brought to 1; gives their sum. */
function exponentials(scores: Float32Array, into: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < scores.length; k += 1) largest = Math.max(largest, scores[k] as number)
  let sum = 0
  for (let k = 0; k < scores.length; k += 1) {
    const value = exp((scores[k] as number) - largest)
    into[k] = value
    sum += value
  }
  return sum
}
