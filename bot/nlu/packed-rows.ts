// Adds up rows of 8-bit weights, two weights to a number: half the reading and half the multiplying of what scoring a text
// mostly consists of. What the rows mean is bot/nlu/linear.ts's and bot/nlu/network.ts's matter.

/** Two whole numbers stand in one this far apart, the upper one times this. Sums of the lower ones stay below half of it. */
const APART = 2 ** 26
/** Factors are made whole in steps that make so many of them all together: times 127, with rounding, less than 2^25. */
const STEPS = 2 ** 17

/** Rows of whole weights from -127 to 127. */
export class PackedRows {
  readonly rowCount: number
  /** Row after row; weight `k` of a row stands below weight `k + half`. */
  readonly #packed: Float64Array
  readonly #width: number
  readonly #half: number
  readonly #sums: Float64Array
  /** Where each row to be added begins, and its factor as a whole number. */
  #starts = new Int32Array(256)
  #factors = new Float64Array(256)

  /** @param weights Row after row. */
  constructor(weights: Int8Array, width: number) {
    const half = (width + 1) >> 1
    this.rowCount = Math.floor(weights.length / width)
    this.#width = width
    this.#half = half
    this.#sums = new Float64Array(half)
    this.#packed = new Float64Array(this.rowCount * half)
    for (let row = 0; row < this.rowCount; row += 1) {
      for (let k = 0; k < half; k += 1) {
        const upper = k + half < width ? (weights[row * width + k + half] as number) : 0
        this.#packed[row * half + k] = (weights[row * width + k] as number) + upper * APART
      }
    }
  }

  /**
   * Adds the first `count` of `rows`, each times its factor, to `into`. Factors count to within a part in 2^18 of the sum of
   * their sizes.
   */
  addTo(into: Float64Array, rows: Int32Array, factors: Float64Array, count: number): void {
    let size = 0
    for (let i = 0; i < count; i += 1) size += Math.abs(factors[i] as number)
    if (size === 0) return
    this.#makeWhole(rows, factors, count, STEPS / size)
    this.#addAll(count)
    this.#unpack(into, size / STEPS)
  }

  #makeWhole(rows: Int32Array, factors: Float64Array, count: number, scale: number): void {
    if (this.#starts.length < count + 3) {
      this.#starts = new Int32Array(2 * count + 3)
      this.#factors = new Float64Array(2 * count + 3)
    }
    const starts = this.#starts
    const whole = this.#factors
    for (let i = 0; i < count; i += 1) {
      starts[i] = (rows[i] as number) * this.#half
      whole[i] = Math.floor((factors[i] as number) * scale + 0.5)
    }
    // Rows are added four at a time: up to three that count nothing fill the last four up.
    starts.fill(0, count, count + 3)
    whole.fill(0, count, count + 3)
  }

  #addAll(count: number): void {
    const packed = this.#packed
    const sums = this.#sums
    const starts = this.#starts
    const factors = this.#factors
    const half = this.#half
    sums.fill(0)
    for (let i = 0; i < count; i += 4) {
      const a = starts[i] as number
      const b = starts[i + 1] as number
      const c = starts[i + 2] as number
      const d = starts[i + 3] as number
      const fa = factors[i] as number
      const fb = factors[i + 1] as number
      const fc = factors[i + 2] as number
      const fd = factors[i + 3] as number
      for (let k = 0; k < half; k += 1) {
        sums[k] =
          (sums[k] as number) +
          fa * (packed[a + k] as number) +
          fb * (packed[b + k] as number) +
          fc * (packed[c + k] as number) +
          fd * (packed[d + k] as number)
      }
    }
  }

  #unpack(into: Float64Array, step: number): void {
    const sums = this.#sums
    const half = this.#half
    for (let k = 0; k < half; k += 1) {
      const sum = sums[k] as number
      const upper = Math.floor(sum / APART + 0.5)
      into[k] = (into[k] as number) + (sum - upper * APART) * step
      if (k + half < this.#width) into[k + half] = (into[k + half] as number) + upper * step
    }
  }
}
