// The sums over all taggings of one sentence that a linear-chain conditional random field needs: likeliest tags, the
// probability of each tag, and how often one tag is expected to follow another. The weights are bot/nlu/crf.ts's.

import { exp } from "./exact-math.ts"

/** Score of what can't be. */
export const FORBIDDEN = -1e9

/** Probabilities below this don't change any sum that is looked at. */
const NOTHING = 1e-9
/** A tag this many units of log-odds behind the best has no probability. */
const HOPELESS = -40

/** Whether a tag may follow another: a value goes on only after its own beginning or middle. */
export function mayFollow(previous: number, tag: number): boolean {
  return tag === 0 || tag % 2 === 1 || previous === tag || previous === tag - 1
}

/** The scores of one sentence's tags, and what follows from them. Grows to the longest sentence seen. */
export class Lattice {
  readonly #tagCount: number
  readonly #transitions: Float32Array
  readonly #potentials: Float64Array
  readonly #listed: Int32Array
  readonly #masses: Float64Array
  #scores = new Float64Array(0)
  #forward = new Float64Array(0)
  #backward = new Float64Array(0)
  #norms = new Float64Array(0)
  #back = new Uint8Array(0)
  #length = 0

  /** @param transitions Scores of one tag after another, `previous * tagCount + tag`; looked at anew only by `refresh`. */
  constructor(tagCount: number, transitions: Float32Array) {
    this.#tagCount = tagCount
    this.#transitions = transitions
    this.#listed = new Int32Array(tagCount)
    this.#masses = new Float64Array(tagCount)
    this.#potentials = Float64Array.from(transitions, (score) => (score === FORBIDDEN ? 0 : exp(score)))
  }

  /** Takes in that a transition's score changed. */
  refresh(place: number): void {
    this.#potentials[place] = exp(this.#transitions[place] as number)
  }

  /** Starts a sentence of so many tokens. A sentence can't begin in the middle of a value. */
  begin(length: number): void {
    const tags = this.#tagCount
    if (this.#scores.length < length * tags) {
      const room = length * tags * 2
      this.#scores = new Float64Array(room)
      this.#forward = new Float64Array(room)
      this.#backward = new Float64Array(room)
      this.#back = new Uint8Array(room)
      this.#norms = new Float64Array(length * 2)
    }
    this.#length = length
    this.#scores.fill(0, 0, length * tags)
    for (let tag = 2; tag < tags; tag += 2) this.#scores[tag] = FORBIDDEN
  }

  /** Adds a token's rows of weights, one weight for each tag: those of `rows` from `start` up to `end`. */
  addRows(at: number, weights: Float32Array, rows: Int32Array, start: number, end: number): void {
    const tags = this.#tagCount
    const scores = this.#scores
    const offset = at * tags
    let i = start
    // Two at a time: half the reading and writing of sums.
    for (; i + 1 < end; i += 2) {
      const first = (rows[i] as number) * tags
      const second = (rows[i + 1] as number) * tags
      for (let tag = 0; tag < tags; tag += 1) {
        scores[offset + tag] =
          (scores[offset + tag] as number) + ((weights[first + tag] as number) + (weights[second + tag] as number))
      }
    }
    if (i === end) return
    const last = (rows[i] as number) * tags
    for (let tag = 0; tag < tags; tag += 1) {
      scores[offset + tag] = (scores[offset + tag] as number) + (weights[last + tag] as number)
    }
  }

  /** Adds to the score of one tag at a token. */
  addTo(at: number, tag: number, score: number): void {
    const place = at * this.#tagCount + tag
    this.#scores[place] = (this.#scores[place] as number) + score
  }

  /** Computes the probability of every tag at every token (forward and backward sums, scaled at each token). */
  findMarginals(): void {
    for (let i = 0; i < this.#length; i += 1) this.#toPotentials(i * this.#tagCount)
    for (let i = 0; i < this.#length; i += 1) this.#sumForward(i)
    for (let i = this.#length - 1; i >= 0; i -= 1) this.#sumBackward(i)
  }

  #toPotentials(offset: number): void {
    const end = offset + this.#tagCount
    const scores = this.#scores
    let largest = scores[offset] as number
    for (let i = offset + 1; i < end; i += 1) if ((scores[i] as number) > largest) largest = scores[i] as number
    for (let i = offset; i < end; i += 1) {
      const behind = (scores[i] as number) - largest
      scores[i] = behind < HOPELESS ? 0 : exp(behind)
    }
  }

  // From each tag that has any probability to the tags that may follow it.
  #sumForward(at: number): void {
    const tags = this.#tagCount
    const forward = this.#forward
    const scores = this.#scores
    const potentials = this.#potentials
    const offset = at * tags
    forward.fill(at === 0 ? 1 : 0, offset, offset + tags)
    for (let previous = 0; at > 0 && previous < tags; previous += 1) {
      const mass = forward[offset - tags + previous] as number
      if (mass < NOTHING) continue
      const row = previous * tags
      forward[offset] = (forward[offset] as number) + mass * (potentials[row] as number)
      for (let tag = 1; tag < tags; tag += 2) {
        forward[offset + tag] = (forward[offset + tag] as number) + mass * (potentials[row + tag] as number)
      }
      const inside = insideAfter(previous)
      if (inside > 0) {
        forward[offset + inside] = (forward[offset + inside] as number) + mass * (potentials[row + inside] as number)
      }
    }
    let norm = 0
    for (let i = offset; i < offset + tags; i += 1) {
      const value = (forward[i] as number) * (scores[i] as number)
      forward[i] = value
      norm += value
    }
    this.#norms[at] = norm
    for (let i = offset; i < offset + tags; i += 1) forward[i] = (forward[i] as number) / norm
  }

  #sumBackward(at: number): void {
    const tags = this.#tagCount
    const backward = this.#backward
    const offset = at * tags
    if (at === this.#length - 1) {
      backward.fill(1, offset, offset + tags)
      return
    }
    const count = this.#listLikelyAfter(at + 1)
    const norm = this.#norms[at + 1] as number
    const listed = this.#listed
    const masses = this.#masses
    const potentials = this.#potentials
    for (let tag = 0; tag < tags; tag += 1) {
      let sum = 0
      const row = tag * tags
      for (let n = 0; n < count; n += 1)
        sum += (potentials[row + (listed[n] as number)] as number) * (masses[n] as number)
      backward[offset + tag] = sum / norm
    }
  }

  // Lists the tags that have any probability at a token, with what they and all behind them weigh.
  #listLikelyAfter(at: number): number {
    const offset = at * this.#tagCount
    let count = 0
    for (let tag = 0; tag < this.#tagCount; tag += 1) {
      const mass = (this.#scores[offset + tag] as number) * (this.#backward[offset + tag] as number)
      if (mass <= NOTHING) continue
      this.#listed[count] = tag
      this.#masses[count++] = mass
    }
    return count
  }

  /** The probability of a tag at a token, after `findMarginals`. */
  marginal(at: number, tag: number): number {
    const place = at * this.#tagCount + tag
    return (this.#forward[place] as number) * (this.#backward[place] as number)
  }

  /** Adds how often one tag is expected to follow another in the sentence, after `findMarginals`. */
  addExpectedTransitions(into: Float64Array): void {
    const tags = this.#tagCount
    for (let i = 1; i < this.#length; i += 1) {
      const count = this.#listLikelyAfter(i)
      const norm = this.#norms[i] as number
      for (let previous = 0; previous < tags; previous += 1) {
        const mass = (this.#forward[(i - 1) * tags + previous] as number) / norm
        if (mass < NOTHING) continue
        for (let n = 0; n < count; n += 1) {
          const next = this.#listed[n] as number
          const place = previous * tags + next
          into[place] =
            (into[place] as number) + mass * (this.#potentials[place] as number) * (this.#masses[n] as number)
        }
      }
    }
  }

  /** The likeliest tags (Viterbi); to be called before `findMarginals`, which overwrites the scores. */
  findBest(): Uint8Array {
    const tags = this.#tagCount
    for (let tag = 0; tag < tags; tag += 1) this.#forward[tag] = this.#scores[tag] as number
    for (let i = 1; i < this.#length; i += 1) {
      for (let tag = 0; tag < tags; tag += 1) this.#stepBest(i, tag)
    }
    const best = new Uint8Array(this.#length)
    const last = this.#length - 1
    let tag = 0
    for (let other = 1; other < tags; other += 1) {
      if ((this.#forward[last * tags + other] as number) > (this.#forward[last * tags + tag] as number)) tag = other
    }
    for (let i = last; i >= 0; i -= 1) {
      best[i] = tag
      tag = this.#back[i * tags + tag] as number
    }
    return best
  }

  #stepBest(at: number, tag: number): void {
    const tags = this.#tagCount
    const forward = this.#forward
    const transitions = this.#transitions
    const before = (at - 1) * tags
    const isInside = tag > 0 && tag % 2 === 0
    let bestPrevious = isInside ? tag - 1 : 0
    let bestScore = Number.NEGATIVE_INFINITY
    const end = isInside ? tag + 1 : tags
    for (let previous = bestPrevious; previous < end; previous += 1) {
      const score = (forward[before + previous] as number) + (transitions[previous * tags + tag] as number)
      if (score > bestScore) {
        bestScore = score
        bestPrevious = previous
      }
    }
    forward[at * tags + tag] = bestScore + (this.#scores[at * tags + tag] as number)
    this.#back[at * tags + tag] = bestPrevious
  }
}

/** The one middle tag that may follow a tag; 0 after "outside". */
function insideAfter(tag: number): number {
  return tag === 0 ? 0 : tag % 2 === 1 ? tag + 1 : tag
}
