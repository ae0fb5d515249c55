// What the slot tagger sees of each token: the words around it, its form, and the value lists and recognizers it is in.

import { combine, hashStep, hashText, mix } from "./hashing.ts"
import type { Token } from "./text.ts"
import { wordClass } from "./word-classes.ts"

/** A stretch of tokens that something recognizes: a resolver's type, or a list of known values. */
export type Recognition = { readonly kind: number; readonly start: number; readonly end: number }

const SEED = {
  bias: 1,
  word: 0x10001,
  bigram: 0x20002,
  prefix: 0x30003,
  suffix: 0x40004,
  shape: 0x50005,
  place: 0x60006,
  class: 0x70007,
  inside: 0x80008,
  beside: 0x90009,
  around: 0xa000a,
  shapes: 0xb000b,
  shapeBehind: 0xc000c,
  shapeBefore: 0xd000d,
  stem: 0xe000e,
} as const
const EDGE = 0x7fffffff
const NEIGHBORS = [-2, -1, 0, 1, 2] as const
const LONGEST_AFFIX = 4
/** Beginnings of longer words that stand for their inflected forms. */
const STEM_LENGTHS = [5, 6] as const

/** The hashes of all tokens' features, one token after the other; token `i`'s end at `ends[i]`. */
export type TokenFeatures = { readonly hashes: Uint32Array; readonly ends: readonly number[] }

/**
 * Hashes the features of every token.
 *
 * @param text The text the tokens came from: capitals matter a little.
 * @param isWide Whether to look further around each token: it pays for taggers of many utterances only.
 */
export function collectSlotFeatures(
  text: string,
  tokens: readonly Token[],
  recognitions: readonly Recognition[],
  isWide: boolean,
): TokenFeatures {
  const traits = tokens.map((token) => traitsOf(token.text))
  const words = traits.map((word) => word.hash)
  const shapes = tokens.map((token) => shapeOf(text, token))
  const rows = tokens.map((token, i) => {
    const row: number[] = [SEED.bias]
    addWords(row, words, i)
    for (const affix of (traits[i] as WordTraits).affixes) row.push(affix)
    if (isWide) addWider(row, token.text, shapes, words, i)
    addForms(row, shapes, traits, i)
    if (i === 0) row.push(combine(SEED.place, 0))
    if (i === tokens.length - 1) row.push(combine(SEED.place, 1))
    return row
  })
  for (const recognition of recognitions) addRecognition(rows, recognition, words)
  return joinRows(rows)
}

function joinRows(rows: readonly (readonly number[])[]): TokenFeatures {
  const ends: number[] = []
  let end = 0
  for (const row of rows) {
    end += row.length
    ends.push(end)
  }
  const hashes = new Uint32Array(end)
  let at = 0
  for (const row of rows) for (let i = 0; i < row.length; i += 1) hashes[at++] = row[i] as number
  return { hashes, ends }
}

/** What a word tells by itself, wherever it stands. */
type WordTraits = {
  readonly hash: number
  /** Hashes of its beginnings and endings. */
  readonly affixes: readonly number[]
  /** Hash of the kind of value it tells, if any. */
  readonly kind: number | undefined
}

/** So many words are remembered. */
const MOST_WORDS = 10_000
const knownWords = new Map<string, WordTraits>()

function traitsOf(word: string): WordTraits {
  const known = knownWords.get(word)
  if (known !== undefined) return known
  const kind = wordClass(word)
  const traits: WordTraits = {
    hash: hashText(digitShape(word)),
    affixes: affixesOf(word),
    kind: kind === undefined ? undefined : hashText(kind),
  }
  if (knownWords.size === MOST_WORDS) knownWords.clear()
  knownWords.set(word, traits)
  return traits
}

function addForms(row: number[], shapes: readonly number[], traits: readonly WordTraits[], at: number): void {
  for (let offset = -1; offset <= 1; offset += 1) {
    const shape = shapes[at + offset]
    if (shape !== undefined) row.push(combine(SEED.shape + offset, shape))
    const kind = traits[at + offset]?.kind
    if (kind !== undefined) row.push(combine(SEED.class + offset, kind))
  }
}

const DIGIT = /\d/g

function digitShape(word: string): string {
  return word.replace(DIGIT, "0")
}

function affixesOf(word: string): number[] {
  const affixes: number[] = []
  let prefix: number = SEED.prefix
  let suffix: number = SEED.suffix
  const longest = Math.min(LONGEST_AFFIX, word.length)
  for (let i = 0; i < longest; i += 1) {
    prefix = hashStep(prefix, word.charCodeAt(i))
    suffix = hashStep(suffix, word.charCodeAt(word.length - 1 - i))
    affixes.push(mix(prefix), mix(suffix))
  }
  return affixes
}

function addWords(row: number[], words: readonly number[], at: number): void {
  for (const offset of NEIGHBORS) row.push(combine(SEED.word + offset, words[at + offset] ?? EDGE))
  for (let offset = -2; offset <= 1; offset += 1) {
    const pair = combine(words[at + offset] ?? EDGE, words[at + offset + 1] ?? EDGE)
    row.push(combine(SEED.bigram + offset, pair))
  }
}

// Further words, longer beginnings; and a capital means more beside another, and behind some words more than behind others.
function addWider(row: number[], word: string, shapes: readonly number[], words: readonly number[], at: number): void {
  const own = shapes[at] as number
  row.push(combine(SEED.word - 3, words[at - 3] ?? EDGE), combine(SEED.word + 3, words[at + 3] ?? EDGE))
  row.push(combine(SEED.around, combine(words[at - 1] ?? EDGE, words[at + 1] ?? EDGE)))
  for (const length of STEM_LENGTHS) {
    if (word.length > length) row.push(combine(SEED.stem + length, hashText(word.slice(0, length))))
  }
  row.push(combine(SEED.shapes, combine(combine(shapes[at - 1] ?? EDGE, own), shapes[at + 1] ?? EDGE)))
  row.push(combine(SEED.shapeBehind, combine(words[at - 1] ?? EDGE, own)))
  row.push(combine(SEED.shapeBefore, combine(words[at + 1] ?? EDGE, own)))
}

const UPPER_START = /^\p{Lu}/u
const ALL_DIGITS = /^\d+$/
const HAS_LETTER = /\p{L}/u

function shapeOf(text: string, token: Token): number {
  const first = text.charCodeAt(token.start)
  // Lower case in ASCII, as nearly all words are.
  if (first >= 97 && first <= 122) return 2
  const raw = text.slice(token.start, token.end)
  if (ALL_DIGITS.test(raw)) return 16 + Math.min(raw.length, 5)
  if (!HAS_LETTER.test(raw)) return 1
  if (!UPPER_START.test(raw)) return 2
  return raw.length > 1 && raw === raw.toUpperCase() ? 4 : 3
}

// Where in the recognized stretch a token stands, and how long the stretch is, and what stands beside it.
function addRecognition(rows: readonly number[][], recognition: Recognition, words: readonly number[]): void {
  const { kind, start, end } = recognition
  const length = Math.min(end - start, 4)
  for (let i = start; i < end; i += 1) {
    const place = i === start ? 0 : 1
    const row = rows[i]
    if (row === undefined) continue
    const inside = combine(SEED.inside + place, kind)
    row.push(inside, combine(inside, length), combine(inside, i === end - 1 ? 3 : 4))
    row.push(combine(inside, words[start - 1] ?? EDGE), combine(inside, (words[end] ?? EDGE) ^ 5))
    row.push(combine(combine(inside, words[start - 2] ?? EDGE), words[start - 1] ?? EDGE))
  }
  rows[start - 1]?.push(combine(SEED.beside, kind))
  rows[end]?.push(combine(SEED.beside + 1, kind))
}

/** What known values are kept as: hashes of phrases, and of the words in them. */
export type GazetteerParts = {
  readonly slotNames: readonly string[]
  readonly phrases: Uint32Array
  readonly members: Uint32Array
}

/** A slot's value in a sentence, by tokens. */
export type SlotTokens = { readonly slotName: string; readonly start: number; readonly end: number }

/** Known values of slots, as sequences of tokens, with how often each was seen in training. */
export class Gazetteer {
  readonly slotNames: string[]
  readonly #counts: Map<number, number>
  readonly #memberCounts: Map<number, number>
  readonly #longest = 8

  constructor(parts?: GazetteerParts) {
    this.slotNames = [...(parts?.slotNames ?? [])]
    const toCounts = (hashes: Uint32Array) => new Map(Array.from(hashes, (hash): [number, number] => [hash | 0, 1]))
    this.#counts = parts === undefined ? new Map() : toCounts(parts.phrases)
    this.#memberCounts = parts === undefined ? new Map() : toCounts(parts.members)
  }

  /** What it is kept as. */
  get parts(): GazetteerParts {
    return {
      slotNames: this.slotNames,
      phrases: Uint32Array.from(this.#counts.keys()),
      members: Uint32Array.from(this.#memberCounts.keys()),
    }
  }

  /** Takes in a value of a slot, as folded words. Slots of one name share their values, whichever intents have them. */
  add(slotName: string, words: readonly string[]): void {
    let slot = this.slotNames.indexOf(slotName)
    if (slot < 0) slot = this.slotNames.push(slotName) - 1
    let phrase = mix(slot + 1)
    for (const word of words) {
      const hash = hashText(word)
      phrase = combine(phrase, hash)
      increase(this.#memberCounts, combine(mix(~slot), hash))
    }
    if (words.length <= this.#longest) increase(this.#counts, phrase)
  }

  /**
   * Finds the known values in a sentence, the longest at each place, and tokens that occur in some value.
   *
   * @param slotNames The slots whose values are looked for: those of the intent.
   * @param own In training, the values of this very sentence: each is discounted once, else training would see
   *   every value as known, which it isn't in use.
   */
  find(slotNames: readonly string[], tokens: readonly Token[], own: readonly SlotTokens[] = []): Recognition[] {
    if (this.slotNames.length === 0) return []
    const hashes = tokens.map((token) => hashText(token.text))
    const discounts = new Map<number, number>()
    for (const value of own) this.#discount(value, hashes, discounts)
    const found: Recognition[] = []
    for (const name of slotNames) {
      const slot = this.slotNames.indexOf(name)
      const kind = hashText(name)
      const counts: number[] = []
      const seed = mix(~slot)
      for (let i = 0; i < hashes.length; i += 1)
        counts.push(this.#memberCounts.get(combine(seed, hashes[i] as number) | 0) ?? 0)
      this.#findValues(slot, combine(kind, 0x2222), { hashes, counts }, discounts, found)
      for (let i = 0; i < hashes.length; i += 1) {
        const count = counts[i] as number
        if (count === 0 || count <= (discounts.get(combine(seed, hashes[i] as number) | 0) ?? 0)) continue
        found.push({ kind: combine(kind, 0x3333), start: i, end: i + 1 })
      }
    }
    return found
  }

  #discount(value: SlotTokens, hashes: readonly number[], discounts: Map<number, number>): void {
    const slot = this.slotNames.indexOf(value.slotName)
    let phrase = mix(slot + 1)
    for (let i = value.start; i < value.end; i += 1) {
      const hash = hashes[i] as number
      phrase = combine(phrase, hash)
      increase(discounts, combine(mix(~slot), hash))
    }
    increase(discounts, phrase)
  }

  // A value is made of words that values have: where `counts` is 0, none begins and none goes on.
  #findValues(
    slot: number,
    kind: number,
    { hashes, counts }: { readonly hashes: readonly number[]; readonly counts: readonly number[] },
    discounts: ReadonlyMap<number, number>,
    found: Recognition[],
  ): void {
    let start = 0
    while (start < hashes.length) {
      let phrase = mix(slot + 1)
      let end = 0
      for (let i = start; i < Math.min(hashes.length, start + this.#longest) && counts[i] !== 0; i += 1) {
        phrase = combine(phrase, hashes[i] as number)
        if ((this.#counts.get(phrase | 0) ?? 0) - (discounts.get(phrase | 0) ?? 0) > 0) end = i + 1
      }
      if (end > 0) found.push({ kind, start, end })
      start = end > 0 ? end : start + 1
    }
  }
}

// Hashes are keys as signed numbers: engines keep larger ones outside of the table.
function increase(counts: Map<number, number>, hash: number): void {
  const key = hash | 0
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
