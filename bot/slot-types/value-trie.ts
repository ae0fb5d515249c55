// Finds the values of an enumeration in a text: a trie over their words that forgives case, marks, articles, plurals
// and slips of the finger. What a found value resolves to is enumeration.ts.

import { joinedAt, nextWordAt, type Token, tokenize, wordAt } from "./tokens.ts"
import { settleWord, Vocabulary } from "./vocabulary.ts"

/** A run of tokens that is a value of the trie. */
export type TrieMatch = {
  /** The first token; later than asked for when an article was passed over. */
  readonly start: number
  /** The token after the last one. */
  readonly end: number
  /** The value's number, in the order the values were added. */
  readonly value: number
  /** 0 when every word is written just so; more for plurals, 2 and more for misspellings. */
  readonly cost: number
}

/** How much misspelling is forgiven: none, one slip in a sentence, two in an answer to the slot's own question. */
export type Spelling = "exact" | "careful" | "lenient"

type Node = { readonly next: Map<number, Node>; value: number | undefined }

type State = { readonly node: Node; readonly at: number; readonly cost: number }

const ARTICLES = new Set(["a", "an", "the"])
const SKIPPED_MARKS = new Set(["-", "'", "’", ".", "/", '"', "!", "?", ",", "(", ")", ":", "_", "“", "”", "®", "™"])

/** What a word may begin: a value, or one together with the next word; nearly every word of a text begins none. */
type Start = "value" | "joined" | "none"

/** More typed words than any value has are never looked at from one place. */
const MAX_BRANCHES = 64
/** So many typed words are remembered with whether a value begins with them. */
const MOST_REMEMBERED = 2000

function isSkippedMark(token: Token | undefined): boolean {
  return token?.kind === "mark" && SKIPPED_MARKS.has(token.word)
}

/** The words of a value that count; when only articles or marks are left, all of them. */
export function valueWords(text: string): readonly string[] {
  const tokens = tokenize(text)
  const plain = tokens.filter((token) => !isSkippedMark(token)).map((token) => settleWord(token.word))
  const withoutArticles = plain.filter((word) => !ARTICLES.has(word))
  if (withoutArticles.length > 0) return withoutArticles
  return plain.length > 0 ? plain : tokens.map((token) => token.word)
}

/** A set of phrases, each standing for a value. */
export class ValueTrie {
  readonly #vocabulary: Vocabulary
  readonly #root: Node = { next: new Map(), value: undefined }
  /** What is known of words as the first of a value, by how much misspelling is forgiven. */
  readonly #starts: Readonly<Record<Spelling, Map<string, Start>>> = {
    exact: new Map(),
    careful: new Map(),
    lenient: new Map(),
  }
  #longest = 0

  /** @param isEveryday Words that are never taken for a misspelling of a value. */
  constructor(isEveryday?: (word: string) => boolean) {
    this.#vocabulary = new Vocabulary(isEveryday)
  }

  /** Adds a phrase of a value. The first value to claim a phrase keeps it. */
  add(phrase: string, value: number): void {
    const words = valueWords(phrase)
    if (words.length === 0) return
    this.#insert(words, value)
    // "king size" is also typed "kingsize".
    if (words.length > 1 && words.length <= 3 && words.every((word) => /^\p{L}+$/u.test(word)))
      this.#insert([words.join("")], value)
  }

  #insert(words: readonly string[], value: number): void {
    for (const starts of Object.values(this.#starts)) if (starts.size > 0) starts.clear()
    let node = this.#root
    for (const word of words) {
      const id = this.#vocabulary.add(word)
      let next = node.next.get(id)
      if (next === undefined) {
        next = { next: new Map(), value: undefined }
        node.next.set(id, next)
      }
      node = next
    }
    node.value ??= value
    this.#longest = Math.max(this.#longest, words.length)
  }

  /** The longest value that starts at a token, the closest one among equally long. */
  match(tokens: readonly Token[], at: number, spelling: Spelling): TrieMatch | undefined {
    if (this.#starts[spelling].get(wordAt(tokens, at)) === "none") return undefined
    const start = this.#startAt(tokens, at)
    if (start === undefined || !this.#mayStart(tokens, start, spelling)) return undefined
    let states: readonly State[] = [{ node: this.#root, at: start, cost: 0 }]
    let best: TrieMatch | undefined
    // One round per word of a value.
    for (let depth = 0; depth < this.#longest && states.length > 0; depth++) {
      const next: State[] = []
      for (const state of states) this.#addSteps(tokens, state, spelling, next)
      states = next.length > MAX_BRANCHES ? next.slice(0, MAX_BRANCHES) : next
      for (const { node, at: end, cost } of states) {
        if (node.value !== undefined && isCloser(end, cost, best)) best = { start, end, value: node.value, cost }
      }
    }
    return best
  }

  /** Where matching starts: behind an article that no value begins with; nowhere at a mark. */
  #startAt(tokens: readonly Token[], at: number): number | undefined {
    const isUnknownArticle = ARTICLES.has(wordAt(tokens, at)) && this.#vocabulary.find(wordAt(tokens, at)) === undefined
    const start = isUnknownArticle ? at + 1 : at
    const token = tokens[start]
    if (token === undefined || (isSkippedMark(token) && this.#vocabulary.find(token.word) === undefined))
      return undefined
    return start
  }

  /** Whether any value begins with a word, or with it and the next as one. */
  #mayStart(tokens: readonly Token[], start: number, spelling: Spelling): boolean {
    const word = wordAt(tokens, start)
    const starts = this.#starts[spelling]
    let known = starts.get(word)
    if (known === undefined) {
      known = this.#findStart(tokens.slice(start, start + 1), spelling)
      if (starts.size >= MOST_REMEMBERED) starts.clear()
      // Behind an article that isn't known a value may begin.
      if (known !== "none" || !ARTICLES.has(word)) starts.set(word, known)
    }
    return known === "value" || (known === "joined" && this.#joinWithNext(tokens, start) !== undefined)
  }

  #findStart(alone: readonly Token[], spelling: Spelling): Start {
    const into: State[] = []
    this.#addSteps(alone, { node: this.#root, at: 0, cost: 0 }, spelling, into)
    if (into.length > 0) return "value"
    return this.#vocabulary.hasLonger(wordAt(alone, 0)) ? "joined" : "none"
  }

  /** Adds the nodes one typed word (or two that were written apart) leads to. */
  #addSteps(tokens: readonly Token[], from: State, spelling: Spelling, into: State[]): void {
    const { node } = from
    const at = this.#skipIdle(tokens, from.at, node)
    const token = tokens[at]
    if (token === undefined || node.next.size === 0) return
    const word = settleWord(token.word)
    const before = into.length
    for (const { id, cost } of this.#vocabulary.findExact(word)) {
      const next = node.next.get(id)
      if (next !== undefined) into.push({ node: next, at: at + 1, cost: from.cost + cost })
    }
    if (into.length > before) return
    const joined = this.#joinWithNext(tokens, at)
    const joinedNode = joined && node.next.get(joined.id)
    if (joined !== undefined && joinedNode !== undefined)
      into.push({ node: joinedNode, at: joined.end, cost: from.cost + 1 })
    if (spelling === "exact" || token.kind !== "word") return
    for (const { id, cost } of this.#vocabulary.findMisspelled(word, spelling === "lenient")) {
      const next = node.next.get(id)
      if (next !== undefined) into.push({ node: next, at: at + 1, cost: from.cost + cost })
    }
  }

  /** Passes over marks and articles inside a phrase ("bed-and-breakfast", "lord of the rings"). */
  #skipIdle(tokens: readonly Token[], from: number, node: Node): number {
    let at = from
    for (let skipped = 0; skipped < 3 && node !== this.#root; skipped++) {
      const token = tokens[at]
      const isIdle = isSkippedMark(token) || (token !== undefined && ARTICLES.has(token.word))
      const id = token && this.#vocabulary.find(token.word)
      if (!isIdle || (id !== undefined && node.next.has(id))) break
      at++
    }
    return at
  }

  /** "king size" for a value "kingsize". */
  #joinWithNext(tokens: readonly Token[], at: number): { readonly id: number; readonly end: number } | undefined {
    const joined = joinedAt(tokens, at)
    const id = joined === "" ? undefined : this.#vocabulary.find(joined)
    return id === undefined ? undefined : { id, end: nextWordAt(tokens, at) + 1 }
  }
}

function isCloser(end: number, cost: number, best: TrieMatch | undefined): boolean {
  return best === undefined || end > best.end || (end === best.end && cost < best.cost)
}
