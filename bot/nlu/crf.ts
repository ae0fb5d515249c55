// A linear-chain conditional random field: training on tagged sentences, the small kept form, and decoding.
// Which features a token has is bot/nlu/slot-features.ts, sums over taggings are bot/nlu/lattice.ts.

import { columnsOf, HashIndex, HashNumbering, rowStarts } from "./hashing.ts"
import { FORBIDDEN, Lattice, mayFollow } from "./lattice.ts"
import type { TokenFeatures } from "./slot-features.ts"

/** One tagged sentence: what its tokens look like, and the tag of each. */
export type TaggedSentence = { readonly features: TokenFeatures; readonly tags: Uint8Array }

/** Tag 0 is "outside"; slot `s` begins with tag `2s + 1` and goes on with `2s + 2`. */
export function beginTag(slot: number): number {
  return 2 * slot + 1
}

/** The slot of a tag, -1 for "outside". */
export function slotOfTag(tag: number): number {
  return tag === 0 ? -1 : (tag - 1) >> 1
}

/** How a field is trained; docs/nlu.md has the measurements. */
export type FieldOptions = {
  readonly epochs: number
  readonly rate: number
  /** Pull of every weight towards 0, a step. */
  readonly decay: number
  /** A sentence whose tags are all this close to what they should be is settled. */
  readonly settled: number
}

/** Keeps the first steps of rare features small: without it every feature seen once would get a full-sized weight. */
const FLOOR = 0.1
/** Tags this close to what they should be are left alone. */
const NEGLIGIBLE = 1e-3
/** A settled sentence is looked at again after so many epochs. */
const REST = 3
/** From this share of the epochs on the weights are averaged: the last sentences seen would count too much otherwise. */
const AVERAGED_FROM = 0.5

/** A sentence with its features numbered: those of token `i` end at `ends[i]`. */
type NumberedSentence = {
  readonly ids: Int32Array
  readonly ends: readonly number[]
  readonly tags: Uint8Array
  resting: number
}

/** A field in the making. */
export class FieldTrainer {
  readonly tagCount: number
  readonly weights: Float32Array
  readonly transitions: Float32Array
  readonly #features = new HashNumbering()
  readonly #sentences: readonly NumberedSentence[]
  readonly #squares: Float32Array
  readonly #transitionSquares: Float32Array
  readonly #options: FieldOptions
  readonly #lattice: Lattice
  readonly #slopes: Float64Array
  readonly #transitionSlopes: Float64Array
  readonly #touched: Int32Array
  #touchedCount = 0
  readonly #meanWeights: Float32Array
  readonly #meanTransitions: Float32Array
  #averaged = 0
  #rate = 0

  constructor(sentences: readonly TaggedSentence[], slotCount: number, options: FieldOptions) {
    this.tagCount = 2 * slotCount + 1
    this.#options = options
    const isKept = keepFrequent(sentences)
    this.#sentences = sentences.map(({ features, tags }) => ({ ...this.#number(features, isKept), tags, resting: 0 }))
    this.weights = new Float32Array(this.#features.size * this.tagCount)
    this.#squares = new Float32Array(this.weights.length)
    this.transitions = startTransitions(this.tagCount)
    this.#meanWeights = new Float32Array(this.weights.length)
    this.#meanTransitions = new Float32Array(this.transitions.length)
    this.#transitionSquares = new Float32Array(this.transitions.length)
    this.#transitionSlopes = new Float64Array(this.transitions.length)
    this.#lattice = new Lattice(this.tagCount, this.transitions)
    this.#slopes = new Float64Array(this.tagCount)
    this.#touched = new Int32Array(this.tagCount)
  }

  /** The hashes of all features, in the order of their rows. */
  get keys(): Uint32Array {
    return this.#features.keys
  }

  /** The row of weights of a feature that there is. */
  rowOf(key: number): number {
    return this.#features.numberOf(key)
  }

  #number({ hashes, ends }: TokenFeatures, isKept: ((hash: number) => boolean) | undefined) {
    const ids = new Int32Array(hashes.length)
    const idEnds: number[] = []
    let count = 0
    let at = 0
    for (const end of ends) {
      for (; at < end; at += 1) {
        const hash = hashes[at] as number
        if (isKept === undefined || isKept(hash)) ids[count++] = this.#features.numberOf(hash)
      }
      idEnds.push(count)
    }
    return { ids, ends: idEnds }
  }

  /** Learns for all epochs, stopping after every sentence. */
  *steps(random: () => number): Generator<void, void> {
    const order = this.#sentences.map((_, i) => i)
    const total = order.length * this.#options.epochs
    let done = 0
    for (let epoch = 0; epoch < this.#options.epochs; epoch += 1) {
      shuffle(order, random)
      for (const place of order) {
        done += 1
        const sentence = this.#sentences[place] as NumberedSentence
        if (sentence.tags.length === 0) continue
        if (sentence.resting > 0) {
          sentence.resting -= 1
          continue
        }
        this.#rate = this.#options.rate * (1 - (0.9 * done) / total)
        if (this.#learn(sentence) < this.#options.settled) sentence.resting = REST
        yield
      }
      if (epoch >= this.#options.epochs * AVERAGED_FROM) this.#average()
    }
  }

  #average(): void {
    this.#averaged += 1
    const share = 1 / this.#averaged
    moveToward(this.#meanWeights, this.weights, share)
    moveToward(this.#meanTransitions, this.transitions, share)
  }

  /** The weights and transitions that the field is kept with, once it has learned. */
  get learned(): { readonly weights: Float32Array; readonly transitions: Float32Array } {
    return { weights: this.#meanWeights, transitions: this.#meanTransitions }
  }

  // Gives how far the tag furthest from what it should be is off.
  #learn({ ids, ends, tags }: NumberedSentence): number {
    const lattice = this.#lattice
    lattice.begin(tags.length)
    let start = 0
    for (let i = 0; i < tags.length; i += 1) {
      const end = ends[i] as number
      lattice.addRows(i, this.weights, ids, start, end)
      start = end
    }
    lattice.findMarginals()
    let furthest = 0
    start = 0
    for (let i = 0; i < tags.length; i += 1) {
      const end = ends[i] as number
      const off = this.#findSlopes(i, tags[i] as number)
      this.#updateWeights(ids, start, end)
      if (off > furthest) furthest = off
      start = end
    }
    if (furthest >= this.#options.settled) this.#updateTransitions(tags)
    return furthest
  }

  // Finds how far a token's tags are from what they should be, and which are worth a step; gives the furthest.
  #findSlopes(at: number, gold: number): number {
    const slopes = this.#slopes
    const touched = this.#touched
    let count = 0
    let furthest = 0
    for (let tag = 0; tag < this.tagCount; tag += 1) {
      const slope = this.#lattice.marginal(at, tag) - (tag === gold ? 1 : 0)
      slopes[tag] = slope
      const size = slope < 0 ? -slope : slope
      if (size > NEGLIGIBLE) touched[count++] = tag
      if (size > furthest) furthest = size
    }
    this.#touchedCount = count
    return furthest
  }

  #updateWeights(ids: Int32Array, from: number, to: number): void {
    const { tagCount, weights } = this
    const count = this.#touchedCount
    if (count === 0) return
    const slopes = this.#slopes
    const touched = this.#touched
    const squares = this.#squares
    const rate = this.#rate
    const { decay } = this.#options
    for (let f = from; f < to; f += 1) {
      const start = (ids[f] as number) * tagCount
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
    const slopes = this.#transitionSlopes
    slopes.fill(0)
    this.#lattice.addExpectedTransitions(slopes)
    for (let i = 1; i < tags.length; i += 1) {
      const at = (tags[i - 1] as number) * tagCount + (tags[i] as number)
      slopes[at] = (slopes[at] as number) - 1
    }
    for (let at = 0; at < slopes.length; at += 1) {
      const slope = slopes[at] as number
      if (slope > 1e-3 || slope < -1e-3) this.#updateTransition(at, slope)
    }
  }

  #updateTransition(at: number, slope: number): void {
    const square = (this.#transitionSquares[at] as number) + slope * slope
    this.#transitionSquares[at] = square
    this.transitions[at] = (this.transitions[at] as number) - (this.#rate * slope) / Math.sqrt(square + FLOOR)
    this.#lattice.refresh(at)
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const swapped = order[i] as number
    order[i] = order[j] as number
    order[j] = swapped
  }
}

function moveToward(mean: Float32Array, values: Float32Array, share: number): void {
  for (let i = 0; i < mean.length; i += 1) {
    const before = mean[i] as number
    mean[i] = before + ((values[i] as number) - before) * share
  }
}

/** With more sentences than this, features that occur once are left out: they are most of all, and tell next to nothing. */
const PRUNE_ABOVE = 1000

function keepFrequent(sentences: readonly TaggedSentence[]): ((hash: number) => boolean) | undefined {
  if (sentences.length <= PRUNE_ABOVE) return undefined
  const counts = new Map<number, number>()
  for (const { features } of sentences) {
    for (const hash of features.hashes) counts.set(hash | 0, (counts.get(hash | 0) ?? 0) + 1)
  }
  return (hash) => (counts.get(hash | 0) ?? 0) > 1
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

/** What a field is kept as: for each feature that matters, the tags it speaks for or against. */
export type FieldParts = {
  readonly keys: Uint32Array
  /** Which feature and tag each weight is for: feature * number of tags + tag, rising. */
  readonly places: Uint32Array
  readonly weights: Int8Array
  /** What one step of an 8-bit weight is worth, by tag. */
  readonly scales: Float32Array
  readonly transitions: Float32Array
}

/** A trained field. */
export class Field {
  readonly parts: FieldParts
  readonly #index: HashIndex
  readonly #starts: Uint32Array
  readonly #tags: Uint8Array
  readonly #lattice: Lattice
  #rows = new Int32Array(0)

  constructor(parts: FieldParts) {
    this.parts = parts
    this.#index = new HashIndex(parts.keys)
    const tagCount = parts.scales.length
    this.#starts = rowStarts(parts.places, tagCount, parts.keys.length)
    this.#tags = new Uint8Array(columnsOf(parts.places, tagCount))
    this.#lattice = new Lattice(tagCount, parts.transitions)
  }

  /** Tags a sentence of at least one token. The lattice holds the marginals until the next call. */
  tag({ hashes, ends }: TokenFeatures): { readonly tags: Uint8Array; readonly lattice: Lattice } {
    const lattice = this.#lattice
    lattice.begin(ends.length)
    if (this.#rows.length < hashes.length) this.#rows = new Int32Array(2 * hashes.length)
    this.#index.findAll(hashes, hashes.length, this.#rows)
    let at = 0
    for (let i = 0; i < ends.length; i += 1) {
      for (; at < (ends[i] as number); at += 1) this.#add(i, this.#rows[at] as number)
    }
    const tags = lattice.findBest()
    lattice.findMarginals()
    return { tags, lattice }
  }

  #add(at: number, row: number): void {
    if (row < 0) return
    const { weights, scales } = this.parts
    const tags = this.#tags
    const end = this.#starts[row + 1] as number
    for (let i = this.#starts[row] as number; i < end; i += 1) {
      const tag = tags[i] as number
      this.#lattice.addTo(at, tag, (weights[i] as number) * (scales[tag] as number))
    }
  }
}

/** Weights below this share of their tag's largest say next to nothing and are not kept. */
const LEAST_SHARE = 0.12

/** Brings a trained field into the kept form. */
export function quantizeField(trainer: FieldTrainer): FieldParts {
  const { tagCount } = trainer
  const { weights, transitions } = trainer.learned
  const largest = new Float64Array(tagCount)
  for (let start = 0; start < weights.length; start += tagCount) {
    for (let tag = 0; tag < tagCount; tag += 1) {
      const size = Math.abs(weights[start + tag] as number)
      if (size > (largest[tag] as number)) largest[tag] = size
    }
  }
  const scales = Float32Array.from(largest, (size) => (size > 0 ? size / 127 : 1))
  const parts = { keys: [] as number[], places: [] as number[], weights: [] as number[] }
  for (const key of trainer.keys.slice().sort()) {
    const row = trainer.rowOf(key)
    const before = parts.places.length
    for (let tag = 0; tag < tagCount; tag += 1) {
      const weight = weights[row * tagCount + tag] as number
      if (Math.abs(weight) < (largest[tag] as number) * LEAST_SHARE || weight === 0) continue
      parts.places.push(parts.keys.length * tagCount + tag)
      parts.weights.push(Math.round(weight / (scales[tag] as number)))
    }
    if (parts.places.length > before) parts.keys.push(key)
  }
  return {
    keys: Uint32Array.from(parts.keys),
    places: Uint32Array.from(parts.places),
    weights: Int8Array.from(parts.weights),
    scales,
    transitions,
  }
}
