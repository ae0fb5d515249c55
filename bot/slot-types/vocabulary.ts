// The words of an enumeration's values and how typed words find them: exactly, by plural, or one slip away.
// Which value a run of words is, is value-trie.ts.

import { isCommonWord } from "./data/common-words.ts"
import { BASE_WORDS } from "./data/number-words.ts"

/** How close a typed word is to a word of a value: 0 same, 1 same stem, 2 and more misspelled. */
export type WordMatch = { readonly id: number; readonly cost: number }

/** The shortest word that may be misspelled, and the length from which two slips are forgiven. */
const MIN_FUZZY_LENGTH = 4
const MIN_LENGTH_FOR_TWO = 8
const MAX_FUZZY_LENGTH = 40
/** So many typed words are remembered with what they may be. */
const MOST_REMEMBERED = 2000

/** One form for "2" and "two", "&" and "and". */
export function settleWord(word: string): string {
  if (word === "&" || word === "+" || word === "n") return "and"
  const number = BASE_WORDS.get(word)
  return number === undefined ? word : String(number)
}

/** What a word may be the plural of, itself first: "roses" is "rose" or "ros", "berries" is "berry". */
export function stemsOf(word: string): readonly string[] {
  if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return [word]
  const stems = [word, word.slice(0, -1)]
  if (word.endsWith("ies") && word.length > 4) stems.push(`${word.slice(0, -3)}y`)
  if (/(?:ch|sh|x|s|z|o)es$/.test(word)) stems.push(word.slice(0, -2))
  return stems
}

/** The next row of the table of slips; `before` are the rows above it, the nearest last. */
function slipRow(first: string, second: string, row: number, before: readonly [number[], number[]]): number[] {
  const [beforeLast, last] = before
  const current = [row]
  for (let column = 1; column <= second.length; column++) {
    const change = (last[column - 1] ?? 0) + (first[row - 1] === second[column - 1] ? 0 : 1)
    const isSwap = first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1]
    const swap = row > 1 && column > 1 && isSwap ? (beforeLast[column - 2] ?? 0) + 1 : change
    current.push(Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, change, swap))
  }
  return current
}

/** How many slips (letters changed, missing, added, or two swapped) lie between two words, up to a limit. */
export function slipsBetween(first: string, second: string, limit: number): number {
  if (Math.abs(first.length - second.length) > limit) return limit + 1
  let rows: [number[], number[]] = [[], Array.from({ length: second.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= first.length; row++) {
    const current = slipRow(first, second, row, rows)
    if (Math.min(...current) > limit) return limit + 1
    rows = [rows[1], current]
  }
  return rows[1][second.length] ?? limit + 1
}

/** How many slips a word of a length may have. */
function allowedSlips(length: number, isLenient: boolean): number {
  if (length < MIN_FUZZY_LENGTH || length > MAX_FUZZY_LENGTH || (!isLenient && length === MIN_FUZZY_LENGTH)) return 0
  return isLenient && length >= MIN_LENGTH_FOR_TWO ? 2 : 1
}

/** Rough English sound of a word: consonants by sound class, vowels dropped after the first letter. */
export function soundOf(word: string): string {
  const settled = word
    .replace(/^(?:kn|gn|pn)/, "n")
    .replace(/^wr/, "r")
    .replace(/^ps/, "s")
    .replace(/^x/, "s")
    .replaceAll("ph", "f")
    .replaceAll("ght", "t")
    .replaceAll("gh", "")
    .replaceAll("ck", "k")
    .replaceAll("sch", "sk")
    .replaceAll("tch", "c")
    .replace(/c(?=[eiy])/g, "s")
    .replaceAll("ch", "c")
    .replaceAll("q", "k")
    .replaceAll("x", "ks")
    .replaceAll("z", "s")
    .replaceAll("v", "f")
    .replaceAll("dg", "j")
    .replace(/c(?![h])/g, "k")
  const first = /^[aeiouy]/.test(settled) ? "a" : settled.slice(0, 1)
  return (first + settled.slice(1).replace(/[aeiouyhw]/g, "")).replace(/(.)\1+/g, "$1")
}

const knownForms = new Map<string, Int32Array>()

/**
 * Hashes of a word and of it with each one letter left out: two words a slip apart share one. Each list of values asks for
 * the same words, so they are made once. Other words may have the same hash.
 */
function slipHashes(word: string): Int32Array {
  const known = knownForms.get(word)
  if (known !== undefined) return known
  const hashes = new Int32Array(word.length + 1)
  for (let left = 0; left <= word.length; left++) {
    // FNV-1a; the first is of the whole word.
    let hash = 0x811c9dc5
    for (let at = 0; at < word.length; at++) {
      if (at !== left - 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
    }
    hashes[left] = hash
  }
  if (knownForms.size >= MOST_REMEMBERED) knownForms.clear()
  knownForms.set(word, hashes)
  return hashes
}

/** The words of all values of a type. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #stems = new Map<string, number[]>()
  readonly #words: string[] = []
  /**
   * Words by their hashes, and by those with one letter left out: to find words one slip apart without comparing with all.
   * Made when first needed.
   */
  #slips: Map<number, number[]> | undefined
  #sorted: string[] | undefined
  #sounds: Map<string, number[]> | undefined
  /** What typed words were found to be: people and training say the same words again and again. */
  readonly #exact = new Map<string, readonly WordMatch[]>()
  readonly #careful = new Map<string, readonly WordMatch[]>()
  readonly #lenient = new Map<string, readonly WordMatch[]>()
  readonly #isEveryday: (word: string) => boolean

  /** @param isEveryday Words that are never taken for a misspelling. */
  constructor(isEveryday: (word: string) => boolean = isCommonWord) {
    this.#isEveryday = isEveryday
  }

  /** Adds a word, and tells its number. */
  add(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    const id = this.#words.length
    this.#words.push(word)
    this.#ids.set(word, id)
    for (const stem of stemsOf(word)) append(this.#stems, stem, id)
    this.#slips = undefined
    this.#sorted = undefined
    this.#sounds = undefined
    for (const remembered of [this.#exact, this.#careful, this.#lenient]) if (remembered.size > 0) remembered.clear()
    return id
  }

  /** The number of a word that is written just so. */
  find(word: string): number | undefined {
    return this.#ids.get(word)
  }

  /** Whether any word is longer than this and begins with it. */
  hasLonger(word: string): boolean {
    this.#sorted ??= [...this.#words].sort()
    const sorted = this.#sorted
    let first = 0
    let above = sorted.length
    while (first < above) {
      const middle = (first + above) >> 1
      if ((sorted[middle] as string) <= word) first = middle + 1
      else above = middle
    }
    return sorted[first]?.startsWith(word) ?? false
  }

  /** The words a typed word may be without a slip: itself, and its singular or plural. */
  findExact(word: string): readonly WordMatch[] {
    const known = this.#exact.get(word)
    if (known !== undefined) return known
    const found = this.#searchExact(word)
    if (this.#exact.size >= MOST_REMEMBERED) this.#exact.clear()
    this.#exact.set(word, found)
    return found
  }

  #searchExact(word: string): readonly WordMatch[] {
    const id = this.#ids.get(word)
    const matches: WordMatch[] = id === undefined ? [] : [{ id, cost: 0 }]
    for (const stem of stemsOf(word)) {
      for (const other of this.#stems.get(stem) ?? []) {
        if (matches.every((match) => match.id !== other)) matches.push({ id: other, cost: 1 })
      }
    }
    return matches
  }

  /**
   * The words a typed word may be a misspelling of.
   *
   * @param isLenient The slot was asked for: two slips in long words, and words that sound the same, count too.
   */
  findMisspelled(word: string, isLenient: boolean): readonly WordMatch[] {
    const remembered = isLenient ? this.#lenient : this.#careful
    const known = remembered.get(word)
    if (known !== undefined) return known
    const found = this.#searchMisspelled(word, isLenient)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(word, found)
    return found
  }

  #searchMisspelled(word: string, isLenient: boolean): readonly WordMatch[] {
    const limit = allowedSlips(word.length, isLenient)
    // A word that kept its apostrophe is a contraction.
    if (limit === 0 || /[\d']/.test(word) || this.#isEveryday(word)) return []
    const best = new Map<number, number>()
    for (const id of this.#candidates(word, limit)) {
      const known = this.#words[id] ?? ""
      if (allowedSlips(known.length, isLenient) === 0 || /\d/.test(known)) continue
      const slips = Math.min(...stemsOf(known).map((stem) => slipsBetween(word, stem, limit)))
      if (slips <= limit) best.set(id, 1 + slips)
    }
    if (isLenient && best.size === 0) {
      for (const id of this.#soundAlikes(word)) best.set(id, 4)
    }
    return [...best].map(([id, cost]) => ({ id, cost }))
  }

  #candidates(word: string, limit: number): Iterable<number> {
    if (limit > 1) return this.#words.keys()
    this.#slips ??= this.#collectSlips()
    const found: number[] = []
    for (const hash of slipHashes(word)) {
      for (const id of this.#slips.get(hash) ?? []) if (!found.includes(id)) found.push(id)
    }
    return found
  }

  #collectSlips(): Map<number, number[]> {
    const slips = new Map<number, number[]>()
    for (const [id, word] of this.#words.entries()) {
      for (const stem of stemsOf(word)) {
        const hashes = slipHashes(stem)
        const isFuzzy = word.length >= MIN_FUZZY_LENGTH && word.length <= MAX_FUZZY_LENGTH
        for (const hash of isFuzzy ? hashes : hashes.subarray(0, 1)) append(slips, hash, id)
      }
    }
    return slips
  }

  #soundAlikes(word: string): readonly number[] {
    if (word.length < 4) return []
    if (this.#sounds === undefined) {
      this.#sounds = new Map()
      for (const [id, known] of this.#words.entries()) if (known.length >= 4) append(this.#sounds, soundOf(known), id)
    }
    const sound = soundOf(word)
    if (sound.length < 3) return []
    const close = this.#sounds.get(sound) ?? []
    return close.filter((id) => slipsBetween(word, this.#words[id] ?? "", 3) <= 3)
  }
}

function append<Key>(map: Map<Key, number[]>, key: Key, id: number): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [id])
  else known.push(id)
}
