// What decides between intents: straight lines, a network, or both together, and what that gives as one score a class.
// How each is trained is bot/nlu/linear.ts and bot/nlu/network-training.ts; which bot gets which is bot/nlu/train-intents.ts.

import { exp, log } from "./exact-math.ts"
import type { SparseVector } from "./features.ts"
import { LinearModel, type LinearParts } from "./linear.ts"
import { Network, type NetworkParts } from "./network.ts"

/**
 * At least one of the two. With both, a score is the line's plus `NETWORK_SHARE` times the logarithm of the network's
 * probability. Lines that are one more than the classes have one for "no intent" last: it lowers all scores.
 */
export type ClassifierParts = { readonly linear?: LinearParts; readonly network?: NetworkParts }

/** How much the network's log-probability counts beside a line's distance; docs/nlu.md has the measurements. */
const NETWORK_SHARE = 0.14
/** How much the line of "no intent" takes from every score. */
const OUTSIDE_SHARE = 0.5

/** Scores vectors. */
export class Classifier {
  readonly #linear: LinearModel | undefined
  readonly #network: Network | undefined
  readonly #scores: Float64Array

  constructor({ linear, network }: ClassifierParts, featureCount: number, classCount: number) {
    this.#linear = linear === undefined ? undefined : new LinearModel(linear, featureCount)
    this.#network = network === undefined ? undefined : new Network(network)
    this.#scores = new Float64Array(classCount)
  }

  /** Scores a vector, one number a class; the result is overwritten by the next call. */
  score(vector: SparseVector): Float64Array {
    const scores = this.#scores
    if (this.#linear === undefined) {
      if (this.#network !== undefined) scores.set(this.#network.run(vector))
      return scores
    }
    const distances = this.#linear.run(vector)
    const outside = distances.length > scores.length ? OUTSIDE_SHARE * (distances[scores.length] as number) : 0
    for (let k = 0; k < scores.length; k += 1) scores[k] = (distances[k] as number) - outside
    if (this.#network !== undefined) addLogProbabilities(this.#network.run(vector), scores)
    return scores
  }
}

function addLogProbabilities(outputs: Float64Array, into: Float64Array): void {
  let largest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < outputs.length; k += 1) largest = Math.max(largest, outputs[k] as number)
  let sum = 0
  for (let k = 0; k < outputs.length; k += 1) sum += exp((outputs[k] as number) - largest)
  const total = largest + log(sum)
  for (let k = 0; k < outputs.length; k += 1) {
    into[k] = (into[k] as number) + NETWORK_SHARE * ((outputs[k] as number) - total)
  }
}
