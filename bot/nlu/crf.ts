// A linear-chain conditional random field: training on tagged sentences, the small kept form, and decoding.
// Which features a token has is bot/nlu/slot-features.ts.

import { exp } from "./exact-math.ts"
import { HashIndex } from "./hashing.ts"

/** One tagged sentence: token `i` has the feature hashes `features[i]` and the tag `tags[i]`. */
export type TaggedSentence = { readonly features: readonly Uint32Array[]; readonly tags: Uint8Array }

/** Tag 0 is "outside"; slot `s` begins with tag `2s + 1` and goes on with `2s + 2`. */
export function beginTag(slot: number): number {
  return 2 * slot + 1
}

/** The slot of a tag, -1 for "outside". */
export function slotOfTag(tag: number): number {
  return tag === 0 ? -1 : (tag - 1) >> 1
}

/** Whether a tag may follow another: a value goes on only after its own beginning or middle. */
export function mayFollow(previous: number, tag: number): boolean {
  return tag === 0 || tag % 2 === 1 || previous === tag || previous === tag - 1
}

/** How a field is trained; docs/nlu.md has the measurements. */
export type FieldOptions = {
  readonly epochs: number
  readonly rate: number
  /** Pull of every weight towards 0, a step. */
  readonly decay: number
}

const FLOOR = 1e-6
/** Tags this close to what they should be are left alone. */
const NEGLIGIBLE = 1e-3
const FORBIDDEN = -1e9

/** A field in the making. */
export class FieldTrainer {
  readonly tagCount: number
  readonly weights: Float32Array
  readonly transitions: Float32Array
  readonly #keys: Map<number, number>
  readonly #sentences: readonly { readonly ids: readonly Int32Array[]; readonly tags: Uint8Array }[]
  readonly #squares: Float32Array
  readonly #transitionSquares: Float32Array
  readonly #options: FieldOptions
  readonly #lattice: Lattice
  readonly #slopes: Float64Array
  readonly #touched: Int32Array
  #rate = 0

  constructor(sentences: readonly TaggedSentence[], slotCount: number, options: FieldOptions) {
    this.tagCount = 2 * slotCount + 1
    this.#options = options
    this.#keys = new Map()
    const isKept = keepFrequent(sentences)
    this.#sentences = sentences.map((sentence) => ({
      ids: sentence.features.map((hashes) => Int32Array.from(hashes.filter(isKept), (hash) => this.#identify(hash))),
      tags: sentence.tags,
    }))
    this.weights = new Float32Array(this.#keys.size * this.tagCount)
    this.#squares = new Float32Array(this.weights.length)
    this.transitions = startTransitions(this.tagCount)
    this.#transitionSquares = new Float32Array(this.transitions.length)
    this.#lattice = new Lattice(this.tagCount)
    this.#slopes = new Float64Array(this.tagCount)
    this.#touched = new Int32Array(this.tagCount)
  }

  get keys(): Uint32Array {
    return Uint32Array.from(this.#keys.keys())
  }

  #identify(hash: number): number {
    const known = this.#keys.get(hash)
    if (known !== undefined) return known
    this.#keys.set(hash, this.#keys.size)
    return this.#keys.size - 1
  }

  /** Learns for all epochs, stopping after every sentence. */
  *steps(random: () => number): Generator<void, void> {
    const order = this.#sentences.map((_, i) => i)
    const total = order.length * this.#options.epochs
    let done = 0
    for (let epoch = 0; epoch < this.#options.epochs; epoch += 1) {
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = Math.floor(random() * (i + 1))
        const swapped = order[i] as number
        order[i] = order[j] as number
        order[j] = swapped
      }
      for (const place of order) {
        this.#rate = this.#options.rate * (1 - (0.9 * done) / total)
        this.#learn(place)
        done += 1
        yield
      }
    }
  }

  #learn(place: number): void {
    const sentence = this.#sentences[place]
    if (sentence === undefined || sentence.ids.length === 0) return
    const { ids, tags } = sentence
    const lattice = this.#lattice
    lattice.begin(ids.length, this.transitions)
    for (let i = 0; i < ids.length; i += 1) {
      for (const id of ids[i] as Int32Array) lattice.add(i, this.weights, id * this.tagCount, 1)
    }
    lattice.findMarginals()
    for (let i = 0; i < ids.length; i += 1) this.#updateToken(i, ids[i] as Int32Array, tags[i] as number)
    this.#updateTransitions(tags)
  }

  #updateToken(at: number, ids: Int32Array, gold: number): void {
    const { tagCount, weights } = this
    const slopes = this.#slopes
    const touched = this.#touched
    let count = 0
    for (let tag = 0; tag < tagCount; tag += 1) {
      const slope = this.#lattice.marginal(at, tag) - (tag === gold ? 1 : 0)
      slopes[tag] = slope
      if (slope > NEGLIGIBLE || slope < -NEGLIGIBLE) touched[count++] = tag
    }
    const squares = this.#squares
    const rate = this.#rate
    const decay = this.#options.decay
    for (const id of ids) {
      const start = id * tagCount
      for (let t = 0; t < count; t += 1) {
        const tag = touched[t] as number
        const weight = weights[start + tag] as number
        const slope = (slopes[tag] as number) + decay * weight
        const square = (squares[start + tag] as number) + slope * slope
        squares[start + tag] = square
        weights[start + tag] = weight - (rate * slope) / Math.sqrt(square + FLOOR)
      }
    }
  }

  #updateTransitions(tags: Uint8Array): void {
    const { tagCount } = this
    const seen = new Float64Array(tagCount * tagCount)
    for (let i = 1; i < tags.length; i += 1) {
      const at = (tags[i - 1] as number) * tagCount + (tags[i] as number)
      seen[at] = (seen[at] as number) + 1
    }
    for (let at = 0; at < seen.length; at += 1) {
      const previous = Math.floor(at / tagCount)
      const tag = at - previous * tagCount
      if (mayFollow(previous, tag)) {
        this.#updateTransition(at, this.#lattice.expectedTransitions(previous, tag) - (seen[at] as number))
      }
    }
  }

  #updateTransition(at: number, slope: number): void {
    if (Math.abs(slope) < 1e-4) return
    const square = (this.#transitionSquares[at] as number) + slope * slope
    this.#transitionSquares[at] = square
    this.transitions[at] = (this.transitions[at] as number) - (this.#rate * slope) / Math.sqrt(square + FLOOR)
  }
}

/** With more sentences than this, features that occur once are left out: they are most of all, and tell next to nothing. */
const PRUNE_ABOVE = 1000

function keepFrequent(sentences: readonly TaggedSentence[]): (hash: number) => boolean {
  if (sentences.length <= PRUNE_ABOVE) return () => true
  const counts = new Map<number, number>()
  for (const { features } of sentences) {
    for (const hashes of features) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  return (hash) => (counts.get(hash) ?? 0) > 1
}

function startTransitions(tagCount: number): Float32Array {
  const transitions = new Float32Array(tagCount * tagCount)
  for (let previous = 0; previous < tagCount; previous += 1) {
    for (let tag = 0; tag < tagCount; tag += 1) {
      if (!mayFollow(previous, tag)) transitions[previous * tagCount + tag] = FORBIDDEN
    }
  }
  return transitions
}

/** The scores of one sentence's tags, and what follows from them. Grows to the longest sentence seen. */
export class Lattice {
  readonly #tagCount: number
  readonly #potentials: Float64Array
  #scores = new Float64Array(0)
  #forward = new Float64Array(0)
  #backward = new Float64Array(0)
  #norms = new Float64Array(0)
  #back = new Uint8Array(0)
  #length = 0
  #transitions: Float32Array = new Float32Array(0)

  constructor(tagCount: number) {
    this.#tagCount = tagCount
    this.#potentials = new Float64Array(tagCount * tagCount)
  }

  /** Starts a sentence of so many tokens. A sentence can't begin in the middle of a value. */
  begin(length: number, transitions: Float32Array): void {
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
    this.#transitions = transitions
    this.#scores.fill(0, 0, length * tags)
    for (let tag = 2; tag < tags; tag += 2) this.#scores[tag] = FORBIDDEN
  }

  /** Adds one feature's row of weights to a token. */
  add(at: number, weights: Float32Array | Int8Array, start: number, scale: number): void {
    const tags = this.#tagCount
    const scores = this.#scores
    const offset = at * tags
    for (let tag = 0; tag < tags; tag += 1) {
      scores[offset + tag] = (scores[offset + tag] as number) + scale * (weights[start + tag] as number)
    }
  }

  /** Computes the probability of every tag at every token (forward and backward sums, scaled at each token). */
  findMarginals(): void {
    const tags = this.#tagCount
    for (let i = 0; i < tags * tags; i += 1) this.#potentials[i] = exp(this.#transitions[i] as number)
    for (let i = 0; i < this.#length; i += 1) this.#toPotentials(i * tags)
    this.#sumForward()
    this.#sumBackward()
  }

  #toPotentials(offset: number): void {
    const tags = this.#tagCount
    const scores = this.#scores
    let largest = Number.NEGATIVE_INFINITY
    for (let tag = 0; tag < tags; tag += 1) largest = Math.max(largest, scores[offset + tag] as number)
    for (let tag = 0; tag < tags; tag += 1) scores[offset + tag] = exp((scores[offset + tag] as number) - largest)
  }

  #sumForward(): void {
    const tags = this.#tagCount
    for (let i = 0; i < this.#length; i += 1) {
      let norm = 0
      for (let tag = 0; tag < tags; tag += 1) {
        let sum = i === 0 ? 1 : 0
        for (let previous = 0; i > 0 && previous < tags; previous += 1) {
          sum +=
            (this.#forward[(i - 1) * tags + previous] as number) * (this.#potentials[previous * tags + tag] as number)
        }
        const value = sum * (this.#scores[i * tags + tag] as number)
        this.#forward[i * tags + tag] = value
        norm += value
      }
      this.#norms[i] = norm
      for (let tag = 0; tag < tags; tag += 1) {
        this.#forward[i * tags + tag] = (this.#forward[i * tags + tag] as number) / norm
      }
    }
  }

  #sumBackward(): void {
    const tags = this.#tagCount
    const last = this.#length - 1
    for (let tag = 0; tag < tags; tag += 1) this.#backward[last * tags + tag] = 1
    for (let i = last - 1; i >= 0; i -= 1) {
      const norm = this.#norms[i + 1] as number
      for (let tag = 0; tag < tags; tag += 1) {
        let sum = 0
        for (let next = 0; next < tags; next += 1) {
          sum +=
            (this.#potentials[tag * tags + next] as number) *
            (this.#scores[(i + 1) * tags + next] as number) *
            (this.#backward[(i + 1) * tags + next] as number)
        }
        this.#backward[i * tags + tag] = sum / norm
      }
    }
  }

  /** The probability of a tag at a token, after `findMarginals`. */
  marginal(at: number, tag: number): number {
    const place = at * this.#tagCount + tag
    return (this.#forward[place] as number) * (this.#backward[place] as number)
  }

  /** How often one tag is expected to follow another in the sentence, after `findMarginals`. */
  expectedTransitions(previous: number, tag: number): number {
    const tags = this.#tagCount
    const potential = this.#potentials[previous * tags + tag] as number
    let sum = 0
    for (let i = 1; i < this.#length; i += 1) {
      sum +=
        ((this.#forward[(i - 1) * tags + previous] as number) *
          (this.#scores[i * tags + tag] as number) *
          (this.#backward[i * tags + tag] as number)) /
        (this.#norms[i] as number)
    }
    return sum * potential
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
    let bestScore = Number.NEGATIVE_INFINITY
    let bestPrevious = 0
    for (let previous = 0; previous < tags; previous += 1) {
      const score =
        (this.#forward[(at - 1) * tags + previous] as number) + (this.#transitions[previous * tags + tag] as number)
      if (score > bestScore) {
        bestScore = score
        bestPrevious = previous
      }
    }
    this.#forward[at * tags + tag] = bestScore + (this.#scores[at * tags + tag] as number)
    this.#back[at * tags + tag] = bestPrevious
  }
}

/** What a field is kept as: 8-bit rows of tag weights with a scale each, for the features that matter. */
export type FieldParts = {
  readonly keys: Uint32Array
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly transitions: Float32Array
}

/** A trained field. */
export class Field {
  readonly parts: FieldParts
  readonly tagCount: number
  readonly #index: HashIndex
  readonly #lattice: Lattice

  constructor(parts: FieldParts) {
    this.parts = parts
    this.tagCount = Math.round(Math.sqrt(parts.transitions.length))
    this.#index = new HashIndex(parts.keys)
    this.#lattice = new Lattice(this.tagCount)
  }

  /** Tags a sentence of at least one token. The lattice holds the marginals until the next call. */
  tag(features: readonly Uint32Array[]): { readonly tags: Uint8Array; readonly lattice: Lattice } {
    const lattice = this.#lattice
    lattice.begin(features.length, this.parts.transitions)
    for (let i = 0; i < features.length; i += 1) {
      for (const hash of features[i] as Uint32Array) {
        const row = this.#index.find(hash)
        if (row >= 0) lattice.add(i, this.parts.weights, row * this.tagCount, this.parts.scales[row] as number)
      }
    }
    const tags = lattice.findBest()
    lattice.findMarginals()
    return { tags, lattice }
  }
}

/** Rows with no weight beyond this say nothing and are not kept. */
const LEAST_WEIGHT = 0.02

/** Brings a trained field into the kept form. */
export function quantizeField(trainer: FieldTrainer): FieldParts {
  const { tagCount, weights } = trainer
  const keys: number[] = []
  const rows: number[] = []
  const scales: number[] = []
  trainer.keys.forEach((key, row) => {
    let largest = 0
    for (let tag = 0; tag < tagCount; tag += 1) {
      largest = Math.max(largest, Math.abs(weights[row * tagCount + tag] as number))
    }
    if (largest < LEAST_WEIGHT) return
    const scale = Math.fround(largest / 127)
    keys.push(key)
    scales.push(scale)
    for (let tag = 0; tag < tagCount; tag += 1) {
      rows.push(Math.round((weights[row * tagCount + tag] as number) / scale))
    }
  })
  return {
    keys: Uint32Array.from(keys),
    weights: Int8Array.from(rows),
    scales: Float32Array.from(scales),
    transitions: trainer.transitions,
  }
}
