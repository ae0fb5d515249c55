// A graph of words as the search walks it: for each state of the graph a tree of the phones of the words that may follow,
// with phones modelled in their context across words too. Trees grow as searches come to their nodes: what is never said
// costs nothing. The search is beam-search.ts.

import { type AcousticModel, WORD_POSITION } from "./acoustic-model.ts"
import { toSteps } from "./log-steps.ts"
import { BUD, NONE, NodeTable, toExit } from "./node-table.ts"
import type { Pronunciations } from "./pronunciation.ts"
import type { SpokenWord, WordArc, WordGraph } from "./word-graph.ts"

/** A graph of words with its ends. */
export type SearchGraph = { readonly graph: WordGraph; readonly start: number; readonly end: number }

/** What a search comes out of: a word's arc, or silence that leads back to where it began. */
export type Exit = {
  readonly to: number
  readonly word?: SpokenWord
  /** Its last phone, as the next word has it for its left context. */
  readonly last: number
}

/** A state that needs no word to come to, and what it costs. */
export type SilentStep = { readonly to: number; readonly weight: number }

/** How much the grammar's weights count beside the sound. */
const LANGUAGE_WEIGHT = 7
/** What each word costs, and each silence and noise between words besides. */
const WORD_WEIGHT = toSteps(6.5 * Math.log(0.65))
const SILENCE_WEIGHT = WORD_WEIGHT + toSteps(Math.log(0.005))
const NOISE_WEIGHT = WORD_WEIGHT + toSteps(Math.log(1e-8))
const NOISES = ["+NSN+", "+SPN+"]
/** Ways to say what is said in one breath. */
const MAX_WAYS = 4

/** A way to say a word of a state: at least one phone. */
type Way = { readonly phones: readonly number[]; readonly exit: number; readonly weight: number }

/** Ways that are alike up to a phone, the one at `depth`. */
type Branch = {
  readonly depth: number
  readonly ways: Way[]
  /** Of the likeliest. */
  weight: number
  /** The first of the nodes that follow, once they are made. */
  child?: number
}

type State = {
  /** Words that begin with the same two phones. */
  readonly stems: readonly Branch[]
  /** Words of one phone. */
  readonly singles: readonly Way[]
  readonly silences: readonly number[]
  /** First nodes by left context, likeliest first. */
  readonly roots: (Int32Array | undefined)[]
  /** First nodes that sound alike after different phones are one. */
  readonly known: Map<number, number>
}

/** The network of one graph. */
export class SearchNetwork {
  readonly nodes = new NodeTable()
  readonly exits: Exit[] = []
  /** Sets of phones that may follow a node with an exit. */
  readonly followerSets: Uint8Array[] = []
  readonly start: number
  readonly end: number
  readonly stateCount: number
  readonly model: AcousticModel
  readonly #graph: WordGraph
  readonly #pronunciations: Pronunciations
  readonly #arcs: ReadonlyMap<number, readonly WordArc[]>
  readonly #states: (State | undefined)[] = []
  readonly #steps: (readonly SilentStep[] | undefined)[] = []
  readonly #beginning: (Uint8Array | undefined)[] = []
  readonly #following: (Uint8Array | undefined)[] = []
  /** Nodes whose children are yet to be made. */
  readonly #buds = new Map<number, Branch>()
  readonly #ways = new Map<string, readonly (readonly number[])[]>()
  readonly #setOf = new Map<Uint8Array, number>()
  readonly #anyPhone: Uint8Array

  constructor({ graph, start, end }: SearchGraph, model: AcousticModel, pronunciations: Pronunciations) {
    this.start = start
    this.end = end
    this.stateCount = graph.size
    this.model = model
    this.#graph = graph
    this.#pronunciations = pronunciations
    this.#arcs = Map.groupBy(graph.arcs, ({ from }) => from)
    this.#anyPhone = Uint8Array.from(model.phones.keys())
  }

  /** States that are reached without a word, the state itself first, then the likeliest. */
  stepsFrom(state: number): readonly SilentStep[] {
    const known = this.#steps[state]
    if (known !== undefined) return known
    const steps = [...this.#graph.waysFrom(state)].map(({ to, weight }) => ({ to, weight: toGrammarSteps(weight) }))
    steps.sort((one, other) => other.weight - one.weight)
    this.#steps[state] = steps
    return steps
  }

  /** First nodes of the words and silences that follow in a state, likeliest first. @param left The phone before them. */
  rootsOf(state: number, left: number): Int32Array {
    const own = this.#stateOf(state)
    const known = own.roots[left]
    if (known !== undefined) return known
    const roots = [...own.silences, ...this.#singleRoots(own, left), ...this.#stemRoots(own, left)]
    roots.sort((one, other) => (this.nodes.weight[other] ?? 0) - (this.nodes.weight[one] ?? 0))
    const sorted = Int32Array.from(roots)
    own.roots[left] = sorted
    return sorted
  }

  /** Makes the nodes that may follow a bud in the same word. @returns the first of them. */
  open(bud: number): number {
    const branch = this.#buds.get(bud)
    if (branch === undefined) return NONE
    this.#buds.delete(bud)
    branch.child ??= this.#grow(branch)
    this.nodes.target[bud] = branch.child
    return branch.child
  }

  #stemRoots(own: State, left: number): readonly number[] {
    return own.stems.map((stem, index) => {
      const [phone = 0, next = 0] = stem.ways[0]?.phones ?? []
      const sequence = this.model.sequenceOf(phone, left, next, WORD_POSITION.begin)
      return this.#rootOf(own, sequence * own.stems.length + index, () =>
        this.#addBranch(sequence, phone, WORD_WEIGHT + stem.weight, stem),
      )
    })
  }

  /** A word of one phone is taken to stand before silence. */
  #singleRoots(own: State, left: number): readonly number[] {
    const { model } = this
    return own.singles.map(({ phones: [phone = 0], weight, exit }, index) => {
      const sequence = model.sequenceOf(phone, left, model.silence, WORD_POSITION.single)
      return this.#rootOf(own, -1 - (sequence * own.singles.length + index), () =>
        this.#addEnd(sequence, phone, WORD_WEIGHT + weight, exit, this.#anyPhone),
      )
    })
  }

  #rootOf(own: State, key: number, make: () => number): number {
    const node = own.known.get(key) ?? make()
    own.known.set(key, node)
    return node
  }

  #stateOf(state: number): State {
    const known = this.#states[state]
    if (known !== undefined) return known
    const stems = new Map<number, Branch>()
    const singles: Way[] = []
    for (const { to, word, weight } of this.#arcs.get(state) ?? []) {
      for (const phones of this.#waysToSay(word)) {
        const exit = this.exits.push({ to, word, last: phones.at(-1) ?? this.model.silence }) - 1
        const way = { phones, exit, weight: toGrammarSteps(weight) }
        const [first = 0, second] = phones
        if (second === undefined) singles.push(way)
        else addToBranch(stems, first * 256 + second, 0, way)
      }
    }
    const made = {
      stems: [...stems.values()],
      singles,
      silences: this.#addSilences(state),
      roots: [],
      known: new Map(),
    }
    this.#states[state] = made
    return made
  }

  /** Makes the nodes beyond a branch: each pays for how much less likely its words are than those of the branch. */
  #grow(branch: Branch): number {
    const [inner, ends] = [new Map<number, Branch>(), [] as number[]]
    for (const way of branch.ways) {
      const [left = 0, phone = 0, right] = way.phones.slice(branch.depth, branch.depth + 3)
      if (right === undefined) ends.push(...this.#addEnds(way, left, phone, branch.weight))
      else {
        const sequence = this.model.sequenceOf(phone, left, right, WORD_POSITION.internal)
        addToBranch(inner, sequence, branch.depth + 1, way)
      }
    }
    const nodes = [...inner].map(([sequence, own]) => {
      const phone = own.ways[0]?.phones[own.depth] ?? 0
      return this.#addBranch(sequence, phone, own.weight - branch.weight, own)
    })
    return this.nodes.addFamily([...nodes, ...ends])
  }

  #addBranch(sequence: number, phone: number, weight: number, branch: Branch): number {
    const node = this.nodes.add({ sequence, phone, weight, target: BUD })
    this.#buds.set(node, branch)
    return node
  }

  #addEnds({ exit, weight }: Way, left: number, phone: number, before: number): readonly number[] {
    const possible = this.#phonesAfter(this.exits[exit]?.to ?? 0)
    return this.model
      .rightContextsOf(phone, left)
      .filter(({ followers }) => followers.some((follower) => possible[follower] === 1))
      .map(({ sequence, followers }) => this.#addEnd(sequence, phone, weight - before, exit, followers))
  }

  #addEnd(sequence: number, phone: number, weight: number, exit: number, followers: Uint8Array): number {
    const set = this.#setOf.get(followers) ?? this.followerSets.push(followers) - 1
    this.#setOf.set(followers, set)
    return this.nodes.add({ sequence, phone, weight, target: toExit(exit), followers: set })
  }

  /** Between any two words there may be silence, or a noise. */
  #addSilences(state: number): readonly number[] {
    const { model } = this
    const { silence } = model
    return [silence, ...NOISES.map((name) => model.phoneNumber(name))].map((phone) => {
      const exit = this.exits.push({ to: state, last: silence }) - 1
      const sequence = model.plainSequenceOf(phone)
      const weight = phone === silence ? SILENCE_WEIGHT : NOISE_WEIGHT
      return this.#addEnd(sequence, phone, weight, exit, this.#anyPhone)
    })
  }

  /** A mark for each phone that may follow in a state. */
  #phonesAfter(state: number): Uint8Array {
    const known = this.#following[state]
    if (known !== undefined) return known
    const after = new Uint8Array(this.model.phones.length)
    for (const { to } of this.stepsFrom(state)) for (const phone of this.#phonesAt(to)) after[phone] = 1
    after[this.model.silence] = 1
    this.#following[state] = after
    return after
  }

  #phonesAt(state: number): Uint8Array {
    const known = this.#beginning[state]
    if (known !== undefined) return known
    const arcs = this.#arcs.get(state) ?? []
    const first = new Set(arcs.flatMap(({ word }) => this.#waysToSay(word).map(([phone = 0]) => phone)))
    const phones = Uint8Array.from(first)
    this.#beginning[state] = phones
    return phones
  }

  #waysToSay(word: SpokenWord): readonly (readonly number[])[] {
    const known = this.#ways.get(word.label)
    if (known !== undefined) return known
    const ways = writtenWays(word, this.#pronunciations).map((phones) =>
      phones.split(" ").map((name) => this.model.phoneNumber(name)),
    )
    this.#ways.set(word.label, ways)
    return ways
  }
}

function addToBranch(branches: Map<number, Branch>, key: number, depth: number, way: Way): void {
  const branch = branches.get(key)
  if (branch === undefined) branches.set(key, { depth, ways: [way], weight: way.weight })
  else {
    branch.ways.push(way)
    branch.weight = Math.max(branch.weight, way.weight)
  }
}

function toGrammarSteps(weight: number): number {
  return toSteps(weight * LANGUAGE_WEIGHT)
}

function writtenWays({ label, phones, parts }: SpokenWord, pronunciations: Pronunciations): readonly string[] {
  if (parts === undefined) return phones === undefined ? pronunciations.of(label) : [phones]
  let ways: readonly string[] = [""]
  for (const part of parts) {
    const next = ways.flatMap((way) => writtenWays(part, pronunciations).map((own) => `${way} ${own}`.trim()))
    // The first ways are the common ones.
    ways = next.slice(0, MAX_WAYS)
  }
  return ways
}
