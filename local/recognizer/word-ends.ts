// Where words ended while a sound is searched, and the way back from there. Of the words that end in a frame, only the best
// counts for each state of the graph that they lead to, last phone, and phone that may follow. The search is beam-search.ts.

import { NONE } from "./node-table.ts"
import type { SearchNetwork } from "./search-network.ts"
import type { SpokenWord } from "./word-graph.ts"

/** A word and for how many frames of ten milliseconds it was heard. */
export type HeardWord = { readonly word: SpokenWord; readonly frames: number }

/** Worse than any score. */
export const NEVER = -0x20_00_00_00
const FIRST_CAPACITY = 4096

/** Takes the words that end in a frame, tells those that may follow. */
export class WordEnds {
  readonly #network: SearchNetwork
  /** Of each end: exit, frame, and the end before it. */
  #ends = new Int32Array(3 * FIRST_CAPACITY)
  #count = 0
  #frame = -1
  #threshold = NEVER
  /** Ends of this frame: as words lead there, and where one comes from there without a word. */
  readonly #ending: EndGroups
  readonly #beginning: EndGroups
  #last: { readonly score: number; readonly end: number } | undefined

  constructor(network: SearchNetwork) {
    this.#network = network
    const { stateCount, model } = network
    this.#ending = new EndGroups(stateCount, model.phones.length)
    this.#beginning = new EndGroups(stateCount, model.phones.length)
  }

  /** Begins a sound, as if silence had ended before it. */
  clear(): void {
    const { model, start } = this.#network
    this.#count = 0
    this.beginFrame(-1, NEVER)
    const group = this.#ending.groupOf(start, model.silence)
    for (const phone of model.phones.keys()) this.#ending.improve(group, phone, 0, NONE)
  }

  /** @param threshold Ends with lower scores don't count. */
  beginFrame(frame: number, threshold: number): void {
    this.#frame = frame
    this.#threshold = threshold
    this.#last = undefined
    this.#ending.clear()
  }

  /**
   * Notes an end.
   *
   * @param followers Number of the set of phones that may follow.
   * @param before The end before it.
   */
  add(exit: number, followers: number, score: number, before: number): void {
    const { exits, followerSets } = this.#network
    const own = exits[exit]
    const phones = followerSets[followers]
    if (score < this.#threshold || own === undefined || phones === undefined) return
    const group = this.#ending.groupOf(own.to, own.last)
    let end = NONE
    for (let index = 0; index < phones.length; index++) {
      const phone = phones[index] ?? 0
      if (!this.#ending.isBetter(group, phone, score)) continue
      if (end === NONE) end = this.#note(exit, before)
      this.#ending.improve(group, phone, score, end)
    }
  }

  /** Calls back with the first nodes that may follow, their scores above the threshold, and the ends before them. */
  forEachFollowing(threshold: number, enter: (node: number, score: number, end: number) => void): void {
    this.#step()
    const groups = this.#beginning
    for (let group = 0; group < groups.count; group++) {
      const roots = this.#network.rootsOf(groups.stateOf(group), groups.leftOf(group))
      const { weight, phone: phones } = this.#network.nodes
      const { asContext } = this.#network.model
      const best = groups.bestOf(group)
      for (let index = 0; index < roots.length; index++) {
        const root = roots[index] ?? 0
        const own = weight[root] ?? 0
        // The likeliest come first.
        if (best + own < threshold) break
        const phone = asContext[phones[root] ?? 0] ?? 0
        const score = groups.scoreOf(group, phone) + own
        if (score >= threshold) enter(root, score, groups.endOf(group, phone))
      }
    }
  }

  /** The words that led to the end of the graph in the last frame, and their score. */
  best(): { readonly words: readonly HeardWord[]; readonly score: number } | undefined {
    if (this.#last === undefined) return undefined
    const words: HeardWord[] = []
    for (let end = this.#last.end; end !== NONE; ) {
      const [exit = 0, frame = 0, before = NONE] = this.#ends.subarray(3 * end, 3 * end + 3)
      const word = this.#network.exits[exit]?.word
      const from = before === NONE ? -1 : (this.#ends[3 * before + 1] ?? 0)
      if (word !== undefined) words.unshift({ word, frames: frame - from })
      end = before
    }
    return { words, score: this.#last.score }
  }

  /** Goes on to where no word is needed. */
  #step(): void {
    const [ending, beginning] = [this.#ending, this.#beginning]
    beginning.clear()
    for (let group = 0; group < ending.count; group++) {
      const left = ending.leftOf(group)
      const best = ending.bestOf(group)
      for (const { to, weight } of this.#network.stepsFrom(ending.stateOf(group))) {
        if (best + weight < this.#threshold) break
        beginning.merge(beginning.groupOf(to, left), ending, group, weight)
      }
    }
    for (let group = 0; group < beginning.count; group++) {
      if (beginning.stateOf(group) !== this.#network.end) continue
      const best = beginning.bestOf(group)
      if (this.#last !== undefined && this.#last.score >= best) continue
      this.#last = { score: best, end: beginning.bestEndOf(group) }
    }
  }

  #note(exit: number, before: number): number {
    const at = 3 * this.#count
    if (at === this.#ends.length) {
      const ends = new Int32Array(2 * at)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[at] = exit
    this.#ends[at + 1] = this.#frame
    this.#ends[at + 2] = before
    return this.#count++
  }
}

/** Ends by state and last phone, the best for each phone that may follow. */
class EndGroups {
  count = 0
  readonly #phones: number
  /** Groups by state and last phone. */
  readonly #groups: Int32Array
  #keys = new Int32Array(64)
  #bests = new Int32Array(64)
  #scores: Int32Array
  #ends: Int32Array

  constructor(states: number, phones: number) {
    this.#phones = phones
    this.#groups = new Int32Array(states * phones).fill(NONE)
    this.#scores = new Int32Array(64 * phones)
    this.#ends = new Int32Array(64 * phones)
  }

  clear(): void {
    for (let group = 0; group < this.count; group++) this.#groups[this.#keys[group] ?? 0] = NONE
    this.count = 0
  }

  groupOf(state: number, left: number): number {
    const key = state * this.#phones + left
    const known = this.#groups[key] ?? NONE
    if (known !== NONE) return known
    if (this.count === this.#keys.length) this.#grow()
    const group = this.count++
    this.#groups[key] = group
    this.#keys[group] = key
    this.#bests[group] = NEVER
    this.#scores.fill(NEVER, group * this.#phones, (group + 1) * this.#phones)
    return group
  }

  stateOf(group: number): number {
    return Math.floor((this.#keys[group] ?? 0) / this.#phones)
  }

  leftOf(group: number): number {
    return (this.#keys[group] ?? 0) % this.#phones
  }

  bestOf(group: number): number {
    return this.#bests[group] ?? NEVER
  }

  bestEndOf(group: number): number {
    const first = group * this.#phones
    const best = this.#scores.subarray(first, first + this.#phones).indexOf(this.bestOf(group))
    return this.#ends[first + best] ?? NONE
  }

  scoreOf(group: number, phone: number): number {
    return this.#scores[group * this.#phones + phone] ?? NEVER
  }

  endOf(group: number, phone: number): number {
    return this.#ends[group * this.#phones + phone] ?? NONE
  }

  isBetter(group: number, phone: number, score: number): boolean {
    return score > this.scoreOf(group, phone)
  }

  improve(group: number, phone: number, score: number, end: number): void {
    const at = group * this.#phones + phone
    this.#scores[at] = score
    this.#ends[at] = end
    if (score > (this.#bests[group] ?? NEVER)) this.#bests[group] = score
  }

  /** Takes over from a group of others what is better than its own. */
  merge(group: number, others: EndGroups, other: number, weight: number): void {
    for (let phone = 0; phone < this.#phones; phone++) {
      const score = others.scoreOf(other, phone) + weight
      if (score > this.scoreOf(group, phone)) this.improve(group, phone, score, others.endOf(other, phone))
    }
  }

  #grow(): void {
    const capacity = 2 * this.#keys.length
    const grown = (column: Int32Array, length: number): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(length)
      next.set(column)
      return next
    }
    this.#keys = grown(this.#keys, capacity)
    this.#bests = grown(this.#bests, capacity)
    this.#scores = grown(this.#scores, capacity * this.#phones)
    this.#ends = grown(this.#ends, capacity * this.#phones)
  }
}
