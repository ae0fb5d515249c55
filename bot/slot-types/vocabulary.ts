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

/** The words of all values of a type. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #stems = new Map<string, number[]>()
  readonly #words: string[] = []
  /** Words with one letter left out, to find words one slip apart without comparing with all. Made when first needed. */
  #shortened: Map<string, number[]> | undefined
  #sounds: Map<string, number[]> | undefined
  /** What typed words were found to be: people and training say the same words again and again. */
  readonly #exact = new Map<string, readonly WordMatch[]>()
  readonly #careful = new Map<string, readonly WordMatch[]>()
  readonly #lenient = new Map<string, readonly WordMatch[]>()

  /** Adds a word, and tells its number. */
  add(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    const id = this.#words.length
    this.#words.push(word)
    this.#ids.set(word, id)
    for (const stem of stemsOf(word)) append(this.#stems, stem, id)
    this.#shortened = undefined
    this.#sounds = undefined
    for (const remembered of [this.#exact, this.#careful, this.#lenient]) if (remembered.size > 0) remembered.clear()
    return id
  }

  /** The number of a word that is written just so. */
  find(word: string): number | undefined {
    return this.#ids.get(word)
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
    if (limit === 0 || /[\d']/.test(word) || isCommonWord(word)) return []
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
    this.#shortened ??= this.#shorten()
    const shortened = this.#shortened
    const found = new Set<number>(shortened.get(word))
    for (let at = 0; at < word.length; at++) {
      const key = word.slice(0, at) + word.slice(at + 1)
      for (const id of shortened.get(key) ?? []) found.add(id)
      for (const id of this.#stems.get(key) ?? []) found.add(id)
    }
    return found
  }

  #shorten(): Map<string, number[]> {
    const shortened = new Map<string, number[]>()
    for (const [id, word] of this.#words.entries()) {
      if (word.length < MIN_FUZZY_LENGTH || word.length > MAX_FUZZY_LENGTH) continue
      for (const stem of stemsOf(word)) {
        for (let at = 0; at < stem.length; at++) append(shortened, stem.slice(0, at) + stem.slice(at + 1), id)
      }
    }
    return shortened
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

function append(map: Map<string, number[]>, key: string, id: number): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [id])
  else known.push(id)
}
