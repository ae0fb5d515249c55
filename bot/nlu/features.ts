// Turns the words of an utterance into hashed features, and those into weighted vectors. Classifying is bot/nlu/classifier.ts.

import { log } from "./exact-math.ts"
import { combine, HashIndex, HashNumbering, hashStep, hashText, mix } from "./hashing.ts"
import { stemmerFor } from "./stem.ts"
import { synonymGroups } from "./thesaurus.ts"
import { wordClassOf } from "./word-classes.ts"

/** Kinds of features; each block is scaled to its own length by itself. */
export const BLOCKS = { stems: 0, pairs: 1, characters: 2, types: 3, meanings: 4 } as const

/** How many blocks there are. */
export const BLOCK_COUNT = 5

/** How much each block counts: lengths its part of the vector is scaled to. */
const BLOCK_LENGTHS = [1, 1, 1, 1, 0.7]

/** Words beyond this many are not looked at when an intent is chosen. */
const MAX_WORDS = 256
/** Stems that stand further apart than this are no pair: it keeps the number of pairs linear in the length. */
const PAIR_WINDOW = 16
const MAX_HASHES = 32_768
const SHORTEST_PIECE = 3
const LONGEST_PIECE = 4
const SEEDS = {
  start: 0x1f0a77,
  end: 0x2e1b88,
  bigram: 0x51ed270b,
  pair: 0x6c8e9cf5,
  piece: 0x3c6ef372,
  type: 0x1b873593,
  meaning: 0x2f4a9d1b,
  meanings: 0x7b1d5e6f,
}

/** A value of a slot type among the words: from word `start` up to, not including, word `end`. */
export type TypedSpan = { readonly typeHash: number; readonly start: number; readonly end: number }

/** The hashes of one utterance, block after block; `ends` says where each block ends. Duplicates may occur. */
export type HashedUtterance = { readonly hashes: Uint32Array; readonly ends: readonly number[] }

/** The hashes of a word; 0 where it has no group of synonyms or kind. */
type WordHashes = {
  readonly stem: number
  readonly group: number
  readonly kind: number
  readonly pieces: readonly number[]
}

/** So many words are remembered with their hashes. */
const MOST_WORDS = 10_000

/** Kinds of words that stand in any sentence. */
const COMMON_KINDS = new Set(["article", "preposition"])

/** Hashes the words of utterances. Keeps a scratch buffer, so one collector serves one thread. */
export class FeatureCollector {
  readonly #stem: (word: string) => string
  readonly #buffer = new Uint32Array(MAX_HASHES)
  readonly #groups: ReadonlyMap<string, string>
  readonly #wordClass: (word: string) => string | undefined
  readonly #ends: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  readonly #known = new Map<string, WordHashes>()
  #length = 0

  constructor(localeId: string) {
    this.#stem = stemmerFor(localeId)
    this.#groups = synonymGroups(localeId)
    this.#wordClass = wordClassOf(localeId)
  }

  /** Hashes an utterance. The result is a view that the next call overwrites. */
  collect(words: readonly string[], spans: readonly TypedSpan[] = []): HashedUtterance {
    const hashed: WordHashes[] = []
    const stems: number[] = []
    for (let i = 0; i < Math.min(words.length, MAX_WORDS); i += 1) {
      const known = this.#hashWord(words[i] as string)
      hashed.push(known)
      stems.push(known.stem)
    }
    this.#length = 0
    this.#addStems(stems)
    this.#ends[BLOCKS.stems] = this.#length
    this.#addPairs(stems)
    this.#ends[BLOCKS.pairs] = this.#length
    for (const word of hashed) for (const piece of word.pieces) this.#add(piece)
    this.#ends[BLOCKS.characters] = this.#length
    for (const span of spans) this.#addSpan(span, stems)
    this.#ends[BLOCKS.types] = this.#length
    this.#addMeanings(hashed)
    this.#ends[BLOCKS.meanings] = this.#length
    return { hashes: this.#buffer, ends: this.#ends }
  }

  #add(hash: number): void {
    if (this.#length < MAX_HASHES) this.#buffer[this.#length++] = hash
  }

  #hashWord(word: string): WordHashes {
    const known = this.#known.get(word)
    if (known !== undefined) return known
    const stem = this.#stem(word)
    const group = this.#groups.get(stem)
    const kind = this.#wordClass(word)
    const hashes: WordHashes = {
      stem: mix(hashText(shapeOfDigits(stem))),
      group: group === undefined ? 0 : mix(hashText(group)),
      kind: kind === undefined || COMMON_KINDS.has(kind) ? 0 : mix(hashText(kind) ^ SEEDS.meaning),
      pieces: piecesOf(word),
    }
    // Words that nobody else says must not keep out those that everybody does.
    if (this.#known.size === MOST_WORDS) this.#known.clear()
    this.#known.set(word, hashes)
    return hashes
  }

  #addStems(stems: readonly number[]): void {
    let previous = SEEDS.start
    for (const stem of stems) {
      this.#add(stem)
      this.#add(combine(previous ^ SEEDS.bigram, stem))
      previous = stem
    }
    this.#add(combine(previous ^ SEEDS.bigram, SEEDS.end))
  }

  #addPairs(stems: readonly number[]): void {
    for (let i = 0; i < stems.length; i += 1) {
      const first = stems[i] as number
      const last = Math.min(stems.length, i + PAIR_WINDOW)
      for (let j = i + 1; j < last; j += 1) {
        const second = stems[j] as number
        if (first !== second) this.#add(combine(Math.min(first, second) ^ SEEDS.pair, Math.max(first, second)))
      }
    }
  }

  // Words by what they mean: groups of synonyms, kinds such as "month", and pairs in which a group or a kind stands for a
  // word.
  #addMeanings(words: readonly WordHashes[]): void {
    for (let i = 0; i < words.length; i += 1) {
      const { group, kind } = words[i] as WordHashes
      if (kind !== 0) this.#add(kind)
      if (group !== 0) this.#add(mix(group ^ SEEDS.meaning))
      this.#addMeaningPairs(words, i)
    }
  }

  #addMeaningPairs(words: readonly WordHashes[], at: number): void {
    const first = words[at] as WordHashes
    const last = Math.min(words.length, at + PAIR_WINDOW)
    for (let j = at + 1; j < last; j += 1) {
      const second = words[j] as WordHashes
      if ((first.group | first.kind | second.group | second.kind) === 0) continue
      const a = meaningOf(first)
      const b = meaningOf(second)
      this.#add(combine(Math.min(a, b) ^ SEEDS.meanings, Math.max(a, b)))
    }
  }

  #addSpan(span: TypedSpan, stems: readonly number[]): void {
    const type = span.typeHash ^ SEEDS.type
    this.#add(mix(type))
    this.#add(combine(span.start > 0 ? (stems[span.start - 1] ?? 0) : SEEDS.start, type))
    this.#add(combine(type, stems[span.end] ?? SEEDS.end))
  }
}

// Pieces of three and four characters of the word with a space at either end.
function piecesOf(word: string): number[] {
  const shaped = ` ${shapeOfDigits(word)} `
  const pieces: number[] = []
  for (let start = 0; start <= shaped.length - SHORTEST_PIECE; start += 1) {
    let hash: number = SEEDS.piece
    const end = Math.min(shaped.length, start + LONGEST_PIECE)
    for (let i = start; i < end; i += 1) {
      hash = hashStep(hash, shaped.charCodeAt(i))
      if (i - start >= SHORTEST_PIECE - 1) pieces.push(mix(hash))
    }
  }
  return pieces
}

function meaningOf({ stem, group, kind }: WordHashes): number {
  return group === 0 ? kind || stem : group
}

const DIGITS = /^\d+$/

/** All numbers of a length are one word: which number it is says little about what is wanted. */
function shapeOfDigits(word: string): string {
  return DIGITS.test(word) ? "0".repeat(Math.min(word.length, 5)) : word
}

/**
 * A vector of few entries: positions and values, `count` of them; views that the next call overwrites. What stands in the
 * places behind them may be anything.
 */
export type SparseVector = { readonly indices: Int32Array; readonly values: Float32Array; count: number }

/** The features a bot knows, and how much each tells. */
export class FeatureSpace {
  readonly index: HashIndex
  /** How rare each feature is, by position. */
  readonly rarities: Float32Array
  /** The weight in its block's length of a feature never seen, by block. */
  readonly unknownRarities: Float32Array
  readonly #seenAt: Int32Array
  readonly #positions = new Int32Array(MAX_HASHES)
  #clock = 0

  constructor(keys: Uint32Array, rarities: Float32Array, unknownRarities: Float32Array) {
    this.index = new HashIndex(keys)
    this.rarities = rarities
    this.unknownRarities = unknownRarities
    this.#seenAt = new Int32Array(keys.length)
  }

  get size(): number {
    return this.rarities.length
  }

  /** Writes the weighted vector of an utterance into `into`, which must have room for every hash. */
  vectorize(utterance: HashedUtterance, into: SparseVector): void {
    this.#clock += 1
    into.count = 0
    this.index.findAll(utterance.hashes, utterance.ends[BLOCK_COUNT - 1] as number, this.#positions)
    let start = 0
    for (let block = 0; block < BLOCK_COUNT; block += 1) {
      const end = utterance.ends[block] as number
      this.#addBlock(start, end, block, into)
      start = end
    }
  }

  #addBlock(start: number, end: number, block: number, into: SparseVector): void {
    const unknownRarity = this.unknownRarities[block] as number
    const first = into.count
    let squares = 0
    for (let i = start; i < end; i += 1) {
      const position = this.#positions[i] as number
      if (position < 0) {
        squares += unknownRarity * unknownRarity
      } else if (this.#seenAt[position] !== this.#clock) {
        this.#seenAt[position] = this.#clock
        const rarity = this.rarities[position] as number
        squares += rarity * rarity
        into.indices[into.count] = position
        into.values[into.count] = rarity
        into.count += 1
      }
    }
    const scale = squares > 0 ? (BLOCK_LENGTHS[block] as number) / Math.sqrt(squares) : 0
    for (let i = first; i < into.count; i += 1) into.values[i] = (into.values[i] as number) * scale
  }
}

/** Makes an empty vector with room for any utterance. */
export function createVector(): SparseVector {
  return { indices: new Int32Array(MAX_HASHES), values: new Float32Array(MAX_HASHES), count: 0 }
}

/** In how many utterances a feature must occur to be kept, by block, for bots of more than `PRUNE_ABOVE` utterances. */
const LEAST_UTTERANCES = [2, 3, 3, 2, 6]
const PRUNE_ABOVE = 4000

/** How features are chosen and weighed; the defaults are what docs/nlu.md measures as best. */
export type FeatureOptions = {
  /** Share of the rarity of a once-seen feature that an unknown one adds to its block's length. */
  readonly unknownShare: readonly number[]
  readonly leastUtterances: readonly number[]
}

/** The settings a bot of this many utterances gets. */
export function defaultFeatureOptions(utteranceCount: number): FeatureOptions {
  const leastUtterances = utteranceCount > PRUNE_ABOVE ? LEAST_UTTERANCES : [1, 2, 1, 1, 2]
  return { unknownShare: [0.5, 0, 0.25, 0, 0], leastUtterances }
}

/** Chooses the features of a bot from its training utterances, each hashed by a collector and copied; in steps. */
export function* buildFeatureSpace(
  utterances: readonly HashedUtterance[],
  options: FeatureOptions,
): Generator<void, FeatureSpace> {
  const counter = new FeatureCounter()
  for (const [i, utterance] of utterances.entries()) {
    counter.count(utterance)
    if (i % 50 === 49) yield
  }
  const ranked = counter.rank(options.leastUtterances, utterances.length)
  yield
  const keys = new Uint32Array(ranked.length)
  const rarities = new Float32Array(ranked.length)
  for (let at = 0; at < ranked.length; at += 1) {
    const rank = Math.floor((ranked[at] as number) / 2 ** 32)
    keys[at] = (ranked[at] as number) - rank * 2 ** 32
    rarities[at] = rarity(utterances.length - rank, utterances.length)
  }
  const unseen = rarity(1, utterances.length)
  const unknownRarities = Float32Array.from(options.unknownShare, (share) => share * unseen)
  return new FeatureSpace(keys, rarities, unknownRarities)
}

function rarity(count: number, total: number): number {
  return log((1 + total) / (1 + count)) + 1
}

/** Counts in how many utterances each feature occurs. */
class FeatureCounter {
  readonly #features = new HashNumbering()
  #counts = new Uint32Array(1024)
  /** The block each feature was first seen in. */
  #blocks = new Uint8Array(1024)
  #lastSeen = new Uint32Array(1024)
  #clock = 0

  count({ hashes, ends }: HashedUtterance): void {
    this.#clock += 1
    let start = 0
    for (let block = 0; block < BLOCK_COUNT; block += 1) {
      const end = ends[block] as number
      for (let i = start; i < end; i += 1) this.#countFeature(hashes[i] as number, block)
      start = end
    }
  }

  #countFeature(hash: number, block: number): void {
    const at = this.#features.numberOf(hash)
    if (at === this.#counts.length) {
      this.#counts = widened(this.#counts, new Uint32Array(2 * at))
      this.#blocks = widened(this.#blocks, new Uint8Array(2 * at))
      this.#lastSeen = widened(this.#lastSeen, new Uint32Array(2 * at))
    }
    if (this.#lastSeen[at] === this.#clock) return
    if (this.#lastSeen[at] === 0) this.#blocks[at] = block
    this.#lastSeen[at] = this.#clock
    this.#counts[at] = (this.#counts[at] as number) + 1
  }

  /**
   * The features that occur often enough, each as (`total` - its count) * 2^32 + its hash, sorted: the commonest first. What
   * is looked at together lies together then, and equal rarities make one run.
   */
  rank(leastUtterances: readonly number[], total: number): Float64Array {
    const { keys } = this.#features
    const ranked = new Float64Array(keys.length)
    let kept = 0
    for (let at = 0; at < keys.length; at += 1) {
      const count = this.#counts[at] as number
      if (count < (leastUtterances[this.#blocks[at] as number] as number)) continue
      ranked[kept++] = (total - count) * 2 ** 32 + (keys[at] as number)
    }
    return ranked.subarray(0, kept).sort()
  }
}

function widened<List extends Uint32Array | Uint8Array>(from: List, into: List): List {
  into.set(from)
  return into
}

/** Copies a hashed utterance out of its collector's buffer. */
export function copyUtterance(utterance: HashedUtterance): HashedUtterance {
  return { hashes: utterance.hashes.slice(0, utterance.ends[BLOCK_COUNT - 1]), ends: [...utterance.ends] }
}
