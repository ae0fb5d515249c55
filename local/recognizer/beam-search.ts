// Finds the best path through a network for a piece of sound: Viterbi search, frame by frame, of which only what is near the
// best is followed. What the network is made of is search-network.ts; how well sounds fit is senone-scores.ts.

import { STATES } from "./acoustic-model.ts"
import { LOG_STEP, toSteps } from "./log-steps.ts"
import { BUD, NONE, toExit } from "./node-table.ts"
import type { SearchNetwork } from "./search-network.ts"
import type { SenoneScores } from "./senone-scores.ts"
import { type HeardWord, NEVER, WordEnds } from "./word-ends.ts"

/**
 * The best path: its words, and how well sound and grammar fit it, a natural logarithm. Each frame counts beside the senone
 * that fits it best.
 */
export type SearchResult = { readonly words: readonly HeardWord[]; readonly score: number }

/** What is this much worse than the best isn't followed: paths, and words that end. */
const BEAM = toSteps(Math.log(1e-42))
const WORD_BEAM = toSteps(Math.log(1e-32))

/** What is known of an active node: scores and histories of its states, its exit, and the best of all. */
const NODE = 0
const SCORE = 1
const HISTORY = SCORE + STATES
const OUT_SCORE = HISTORY + STATES
const OUT_HISTORY = OUT_SCORE + 1
const BEST = OUT_HISTORY + 1
const TOKEN_SIZE = BEST + 1

const FIRST_CAPACITY = 4096
/** The active nodes are thinned out by so many classes of scores. */
const CLASSES = 64

/** Searches one network; again and again, but one sound at a time. */
export class BeamSearch {
  readonly #network: SearchNetwork
  readonly #maxActive: number
  readonly #ends: WordEnds
  #tokens = new Int32Array(FIRST_CAPACITY * TOKEN_SIZE)
  #next = new Int32Array(FIRST_CAPACITY * TOKEN_SIZE)
  #count = 0
  #nextCount = 0
  #frame = 0
  /** The least loss of all active nodes, in this frame and in all before it. */
  #leastLoss = 0
  #leastLosses = 0

  /** @param maxActive Phones followed at a time, from about 100 to 3,000; more is surer and slower. */
  constructor(network: SearchNetwork, maxActive: number) {
    this.#network = network
    this.#maxActive = maxActive
    this.#ends = new WordEnds(network)
  }

  /** Begins with a sound. */
  begin(): void {
    this.#release()
    this.#frame = 0
    this.#leastLosses = 0
    this.#ends.clear()
    this.#nextCount = 0
    this.#beginWords(BEAM)
    this.#swap()
  }

  /** Hears the frame that the scores are at. */
  hear(scores: SenoneScores): void {
    const best = this.#hearAll(scores)
    this.#leastLosses += this.#leastLoss
    this.#ends.beginFrame(this.#frame, best + WORD_BEAM)
    this.#keep(best)
    this.#goOn(best)
    this.#beginWords(best + BEAM)
    this.#swap()
    this.#frame += 1
  }

  /** The best path of all frames since the beginning. @returns `undefined` when none leads to the end of the graph. */
  best(): SearchResult | undefined {
    const found = this.#ends.best()
    return found === undefined ? undefined : { words: found.words, score: (found.score + this.#leastLosses) * LOG_STEP }
  }

  /** Lets each active node hear. @returns the best score. */
  #hearAll(scores: SenoneScores): number {
    const { sequence, phone } = this.#network.nodes
    let best = NEVER
    this.#leastLoss = Number.MAX_SAFE_INTEGER
    for (let at = 0; at < this.#count * TOKEN_SIZE; at += TOKEN_SIZE) {
      const node = this.#tokens[at + NODE] ?? 0
      best = Math.max(best, this.#hearNode(at, sequence[node] ?? 0, phone[node] ?? 0, scores))
    }
    return best
  }

  /** Each state is stayed in, or come to from the one before it; the last is gone on from. @returns the best score. */
  #hearNode(at: number, sequence: number, phone: number, { losses, at: frameAt }: SenoneScores): number {
    const tokens = this.#tokens
    const { sequences, transitions } = this.#network.model
    let coming = NEVER
    let comingHistory = NONE
    let best = NEVER
    for (let state = 0; state < STATES; state++) {
      const own = at + SCORE + state
      const history = tokens[at + HISTORY + state] ?? NONE
      const loss = losses[frameAt + (sequences[sequence * STATES + state] ?? 0)] ?? 0
      this.#leastLoss = Math.min(this.#leastLoss, loss)
      const heard = (tokens[own] ?? NEVER) - loss
      const costs = (phone * STATES + state) * 2
      const stayed = heard - (transitions[costs] ?? 0)
      if (coming > stayed) tokens[at + HISTORY + state] = comingHistory
      const score = Math.max(coming, stayed)
      tokens[own] = score
      best = Math.max(best, score)
      coming = heard - (transitions[costs + 1] ?? 0)
      comingHistory = history
    }
    tokens[at + OUT_SCORE] = coming
    tokens[at + OUT_HISTORY] = comingHistory
    best = Math.max(best, coming)
    tokens[at + BEST] = best
    return best
  }

  /** Keeps the nodes that are near the best, and no more than there may be. */
  #keep(best: number): void {
    const { place } = this.#network.nodes
    const tokens = this.#tokens
    const threshold = this.#threshold(best)
    this.#nextCount = 0
    for (let at = 0; at < this.#count * TOKEN_SIZE; at += TOKEN_SIZE) {
      const node = tokens[at + NODE] ?? 0
      if ((tokens[at + BEST] ?? NEVER) < threshold) {
        place[node] = NONE
        continue
      }
      const to = this.#nextCount * TOKEN_SIZE
      for (let field = 0; field < TOKEN_SIZE; field++) this.#next[to + field] = tokens[at + field] ?? 0
      place[node] = this.#nextCount++
    }
  }

  #threshold(best: number): number {
    if (this.#count <= this.#maxActive) return best + BEAM
    const counts = new Int32Array(CLASSES + 1)
    for (let at = 0; at < this.#count * TOKEN_SIZE; at += TOKEN_SIZE) {
      const below = best - (this.#tokens[at + BEST] ?? NEVER)
      const group = Math.min(CLASSES, Math.floor((below * CLASSES) / -BEAM))
      counts[group] = (counts[group] ?? 0) + 1
    }
    let [group, sum] = [0, 0]
    for (; group < CLASSES && sum + (counts[group] ?? 0) <= this.#maxActive; group++) sum += counts[group] ?? 0
    return best + Math.floor((Math.max(1, group) * BEAM) / CLASSES)
  }

  /** From phones that end to the next of their words; words that end are noted. */
  #goOn(best: number): void {
    const network = this.#network
    const kept = this.#nextCount
    for (let token = 0; token < kept; token++) {
      const at = token * TOKEN_SIZE
      const score = this.#next[at + OUT_SCORE] ?? NEVER
      if (score < best + BEAM) continue
      const node = this.#next[at + NODE] ?? 0
      const history = this.#next[at + OUT_HISTORY] ?? NONE
      const target = network.nodes.target[node] ?? NONE
      if (target < BUD) this.#ends.add(toExit(target), network.nodes.followers[node] ?? 0, score, history)
      else this.#enterChildren(target === BUD ? network.open(node) : target, score, history, best + BEAM)
    }
  }

  #enterChildren(first: number, score: number, history: number, threshold: number): void {
    const { sibling, weight } = this.#network.nodes
    for (let child = first; child !== NONE; child = sibling[child] ?? NONE) {
      const entering = score + (weight[child] ?? 0)
      // The likeliest come first.
      if (entering < threshold) return
      this.#enter(child, entering, history)
    }
  }

  /** Begins the words that may follow those that ended in this frame. */
  #beginWords(threshold: number): void {
    this.#ends.forEachFollowing(threshold, (node, score, history) => this.#enter(node, score, history))
  }

  #enter(node: number, score: number, history: number): void {
    const { place } = this.#network.nodes
    const known = place[node] ?? NONE
    if (known === NONE) {
      if ((this.#nextCount + 1) * TOKEN_SIZE > this.#next.length) this.#grow()
      const at = this.#nextCount * TOKEN_SIZE
      this.#next.fill(NEVER, at, at + TOKEN_SIZE)
      this.#next[at + NODE] = node
      this.#next[at + SCORE] = score
      this.#next[at + HISTORY] = history
      place[node] = this.#nextCount++
      return
    }
    const at = known * TOKEN_SIZE
    if (score <= (this.#next[at + SCORE] ?? NEVER)) return
    this.#next[at + SCORE] = score
    this.#next[at + HISTORY] = history
  }

  #swap(): void {
    const last = this.#tokens
    this.#tokens = this.#next
    this.#count = this.#nextCount
    this.#next = last.length === this.#tokens.length ? last : new Int32Array(this.#tokens.length)
  }

  #grow(): void {
    const next = new Int32Array(2 * this.#next.length)
    next.set(this.#next)
    this.#next = next
  }

  #release(): void {
    const { place } = this.#network.nodes
    for (let token = 0; token < this.#count; token++) place[this.#tokens[token * TOKEN_SIZE + NODE] ?? 0] = NONE
    this.#count = 0
  }
}
