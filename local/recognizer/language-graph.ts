// A graph of everything likely to be said, learned from sentences with places for slot values: each word follows the two
// before it as it does in the sentences, else the one before it, else any. Which sentences, and how likely, is
// listening-grammar.ts.

import { addPhrase, countWords, type Phrase } from "./spoken-grammar.ts"
import type { SpokenWord } from "./word-graph.ts"
import { WordGraph } from "./word-graph.ts"

/** A word of a sentence, or a place for a value of a kind. */
export type Token =
  | { readonly type: "word"; readonly word: SpokenWord }
  | { readonly type: "value"; readonly kind: string }

/** A sentence and how often it is said; of a mere beginning or end, nothing is learned of what follows or goes before. */
export type Sentence = {
  readonly tokens: readonly Token[]
  readonly weight: number
  readonly isPart?: "beginning" | "end"
}

/** What a graph is learned from. */
export type LanguageMaterial = {
  readonly sentences: readonly Sentence[]
  /** What is said for values, by kind; sentences with other kinds are left out. */
  readonly values: ReadonlyMap<string, Phrase>
  /** Further words that may come anywhere. */
  readonly commonWords: readonly SpokenWord[]
  /** The sounds that words nobody foresaw are made of. */
  readonly sounds: readonly SpokenWord[]
}

const START = "<s>"
const END = "</s>"
/** Taken from what was seen after a word, for what wasn't. */
const DISCOUNT = 0.4
/** Histories of two words are kept up to this many. */
const MAX_PAIRS = 6000

/** Share of the words that come anywhere that are common ones, and of those that nobody foresaw. */
const COMMON_SHARE = 0.3
const UNKNOWN_SHARE = 0.1
/** How likely an unforeseen word has one more sound. */
const MORE_SOUNDS = 0.8

/** Values of more words than this don't come just anywhere. */
const MAX_WORDS_ANYWHERE = 150

/** Learns the graph. */
export function buildLanguageGraph(material: LanguageMaterial): {
  readonly graph: WordGraph
  readonly start: number
  readonly end: number
} {
  return new LanguageGraphBuilder(material).build()
}

/** What followed a history: weight by symbol. */
type Followers = Map<string, number>

class LanguageGraphBuilder {
  readonly #material: LanguageMaterial
  readonly #graph = new WordGraph()
  readonly #end = this.#graph.addState()
  readonly #any = this.#graph.addState()
  readonly #words = new Map<string, SpokenWord>()
  readonly #singles = new Map<string, Followers>()
  readonly #pairs = new Map<string, Followers>()
  readonly #all: Followers = new Map()
  readonly #states = new Map<string, number>()
  readonly #entries = new Map<string, number>()

  constructor(material: LanguageMaterial) {
    this.#material = material
  }

  build(): { readonly graph: WordGraph; readonly start: number; readonly end: number } {
    for (const sentence of this.#material.sentences) this.#count(sentence)
    this.#dropTwins()
    for (const kind of this.#material.values.keys()) if (this.#all.has(valueSymbol(kind))) this.#addValues(kind)
    this.#addAny()
    for (const [word, followers] of this.#singles) this.#addFollowers(this.#stateOf(word), word, followers, this.#any)
    for (const [pair, followers] of this.#pairs) {
      const last = pair.slice(pair.lastIndexOf(" ") + 1)
      this.#addFollowers(this.#stateOf(pair), last, followers, this.#stateOf(last))
    }
    this.#leaveDeadEnds()
    return { graph: this.#graph, start: this.#stateOf(START), end: this.#end }
  }

  #count({ tokens, weight, isPart }: Sentence): void {
    if (tokens.length === 0) return
    if (tokens.some((token) => token.type === "value" && !this.#material.values.has(token.kind))) return
    const words = tokens.map((token) => this.#symbolOf(token))
    const symbols = [...(isPart === "end" ? [] : [START]), ...words, ...(isPart === "beginning" ? [] : [END])]
    for (const [index, symbol] of symbols.entries()) {
      if (index === 0) continue
      const [before, last] = [symbols[index - 2], symbols[index - 1] ?? START]
      add(this.#all, symbol, weight)
      add(followersOf(this.#singles, last), symbol, weight)
      const isPair = before !== undefined && !isValue(last) && this.#pairs.size < MAX_PAIRS
      if (isPair) add(followersOf(this.#pairs, `${before} ${last}`), symbol, weight)
    }
  }

  /** What follows two words as it follows the second alone needs no state of its own. */
  #dropTwins(): void {
    for (const [pair, followers] of this.#pairs) {
      const single = this.#singles.get(pair.slice(pair.lastIndexOf(" ") + 1))
      if (single?.size === followers.size) this.#pairs.delete(pair)
    }
  }

  #symbolOf(token: Token): string {
    if (token.type === "value") return valueSymbol(token.kind)
    this.#words.set(token.word.label, token.word)
    return token.word.label
  }

  #addValues(kind: string): void {
    const phrase = this.#material.values.get(kind)
    if (phrase === undefined) return
    const entry = this.#graph.addState()
    this.#entries.set(valueSymbol(kind), entry)
    addPhrase(this.#graph, entry, this.#stateOf(valueSymbol(kind)), phrase)
  }

  #addAny(): void {
    const total = sum(this.#all)
    for (const [symbol, weight] of this.#all) {
      // Long lists of values come where sentences have them: everywhere, they would drown the words of the bot.
      if (isValue(symbol) && this.#isLong(symbol)) continue
      this.#addWay(this.#any, "", symbol, Math.log((weight / total) * (1 - COMMON_SHARE - UNKNOWN_SHARE)))
    }
    this.#addCommonWords()
    this.#addUnknownWord()
  }

  #addCommonWords(): void {
    const own = new Set([...this.#words.keys()].map((label) => label.toLowerCase()))
    const words = this.#material.commonWords.filter(({ label }) => !own.has(label.toLowerCase()))
    const weight = Math.log(COMMON_SHARE / Math.max(1, words.length))
    for (const word of words) this.#graph.addWord(this.#any, this.#any, word, weight)
  }

  #addUnknownWord(): void {
    const { sounds } = this.#material
    if (sounds.length === 0) return
    const [first, last] = [this.#graph.addState(), this.#graph.addState()]
    this.#graph.addEmpty(this.#any, first, Math.log(UNKNOWN_SHARE))
    for (const sound of sounds) this.#graph.addWord(first, last, sound, -Math.log(sounds.length))
    this.#graph.addEmpty(last, first, Math.log(MORE_SOUNDS))
    this.#graph.addEmpty(last, this.#any, Math.log(1 - MORE_SOUNDS))
  }

  #isLong(symbol: string): boolean {
    const phrase = this.#material.values.get(symbol.slice(1, -1))
    return phrase !== undefined && countWords(phrase) > MAX_WORDS_ANYWHERE
  }

  #addFollowers(state: number, last: string, followers: Followers, shorter: number): void {
    const total = sum(followers)
    const discount = DISCOUNT * Math.min(...followers.values())
    for (const [symbol, weight] of followers) this.#addWay(state, last, symbol, Math.log((weight - discount) / total))
    this.#graph.addEmpty(state, shorter, Math.log((discount * followers.size) / total))
  }

  /** After words that only end the beginnings of sentences, anything may come. */
  #leaveDeadEnds(): void {
    for (const [history, state] of this.#states) {
      if (!this.#singles.has(history) && !this.#pairs.has(history)) this.#graph.addEmpty(state, this.#any)
    }
  }

  #addWay(state: number, last: string, symbol: string, weight: number): void {
    const entry = symbol === END ? this.#end : this.#entries.get(symbol)
    if (entry !== undefined) {
      this.#graph.addEmpty(state, entry, weight)
      return
    }
    const word = this.#words.get(symbol)
    if (word === undefined) return
    const pair = `${last} ${symbol}`
    this.#graph.addWord(state, this.#stateOf(this.#pairs.has(pair) ? pair : symbol), word, weight)
  }

  #stateOf(history: string): number {
    const known = this.#states.get(history)
    if (known !== undefined) return known
    const state = this.#graph.addState()
    this.#states.set(history, state)
    return state
  }
}

/** No word has a brace. */
function valueSymbol(kind: string): string {
  return `{${kind}}`
}

function isValue(symbol: string): boolean {
  return symbol.startsWith("{")
}

function followersOf(histories: Map<string, Followers>, history: string): Followers {
  const known = histories.get(history)
  if (known !== undefined) return known
  const followers: Followers = new Map()
  histories.set(history, followers)
  return followers
}

function add(followers: Followers, symbol: string, weight: number): void {
  followers.set(symbol, (followers.get(symbol) ?? 0) + weight)
}

function sum(followers: Followers): number {
  return followers.values().reduce((total, weight) => total + weight, 0)
}
