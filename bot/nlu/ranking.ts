// Sorts few numbers again and again without making anything anew: the intents of a bot by how likely each is.

/** Runs of so many are sorted by moving each to its place; longer ones are merged. */
const SHORT_RUN = 8

/** Sorts lists of numbers of a most length. */
export class Ranking {
  #order: Int32Array
  #merged: Int32Array

  constructor(mostValues: number) {
    this.#order = new Int32Array(mostValues)
    this.#merged = new Int32Array(mostValues)
  }

  /** The places of the first `count` values, largest value first, of equals the first; overwritten by the next call. */
  descending(values: Float64Array, count: number): Int32Array {
    for (let start = 0; start < count; start += SHORT_RUN) {
      this.#insertAll(values, start, Math.min(count, start + SHORT_RUN))
    }
    for (let width = SHORT_RUN; width < count; width *= 2) {
      for (let start = 0; start < count; start += 2 * width) {
        this.#merge(values, start, Math.min(count, start + width), Math.min(count, start + 2 * width))
      }
      const sorted = this.#merged
      this.#merged = this.#order
      this.#order = sorted
    }
    return this.#order
  }

  #insertAll(values: Float64Array, start: number, end: number): void {
    const order = this.#order
    for (let place = start; place < end; place += 1) {
      const value = values[place] as number
      let at = place
      while (at > start && (values[order[at - 1] as number] as number) < value) {
        order[at] = order[at - 1] as number
        at -= 1
      }
      order[at] = place
    }
  }

  #merge(values: Float64Array, start: number, middle: number, end: number): void {
    const order = this.#order
    const merged = this.#merged
    let left = start
    let right = middle
    for (let at = start; at < end; at += 1) {
      const isLeft =
        left < middle &&
        (right === end || (values[order[left] as number] as number) >= (values[order[right] as number] as number))
      merged[at] = order[isLeft ? left++ : right++] as number
    }
  }
}
