// How well the senones of the acoustic model fit each frame of a sound: the Gaussians that are near are found once for all
// searches, and weighed for those senones that a search asks for (phonetically tied mixtures).
// https://github.com/cmusphinx/pocketsphinx (ptm_mgau.c)

import { readFile } from "node:fs/promises"
import type { AcousticMeans } from "./acoustic-means.ts"
import type { AcousticModel } from "./acoustic-model.ts"
import { CEPSTRA, type Features, STREAMS } from "./cepstra.ts"
import { GAUSSIANS } from "./gaussian-kernel.ts"
import { LOG_STEP } from "./log-steps.ts"
import { MODEL_FOLDER } from "./model-folder.ts"
import { GaussianFinder, NEAREST, type NearestGaussians } from "./nearest-gaussians.ts"
import type { VoiceKind } from "./voice-kind.ts"

const MIN_VARIANCE = 0.0001

/** Compares sounds with the model. */
export interface SenoneScorer {
  score(features: Features, voice: VoiceKind): SenoneScores
}

/** Reads what the model has of senones. @throws {Error} when it isn't of this kind. */
export async function loadSenoneScorer(model: AcousticModel, means: AcousticMeans): Promise<SenoneScorer> {
  const [varianceFile, weightFile] = await Promise.all(
    ["variances", "sendump"].map((name) => readFile(`${MODEL_FOLDER}en-us/${name}`)),
  )
  if (varianceFile === undefined || weightFile === undefined) throw new Error("the acoustic model is not complete")
  const variances = readVariances(varianceFile)
  if (variances.length !== model.phones.length * STREAMS * GAUSSIANS * CEPSTRA) {
    throw new Error("the acoustic model's variances are of another kind")
  }
  const weights = readWeights(weightFile, model.senoneCount)
  const finder = new GaussianFinder(means, variances)
  return { score: (features, voice) => new SenoneScores(model, weights, finder.find(features, voice), features.frames) }
}

/** The file: a header, a mark of its byte order, seven numbers, the variances, a checksum. */
function readVariances(file: Buffer): Float32Array {
  const start = file.indexOf("endhdr\n") + "endhdr\n".length + 8 * Int32Array.BYTES_PER_ELEMENT
  const count = file.readInt32LE(start - Int32Array.BYTES_PER_ELEMENT)
  return Float32Array.from({ length: count }, (_, index) => Math.max(MIN_VARIANCE, file.readFloatLE(start + 4 * index)))
}

/** For each stream and Gaussian a row of how rarely it is a senone's, in steps; turned to one row a senone. */
function readWeights(file: Buffer, senoneCount: number): Uint8Array {
  // Texts, each with its length before it, until one is empty; then rows and columns.
  let at = 0
  for (let length = file.readInt32LE(at); length !== 0; length = file.readInt32LE(at)) at += 4 + length
  const [rows, columns] = [file.readInt32LE(at + 4), file.readInt32LE(at + 8)]
  const start = at + 12
  if (rows !== GAUSSIANS || columns !== senoneCount || start + STREAMS * rows * columns > file.length) {
    throw new Error("the acoustic model's mixture weights are of another kind")
  }
  const weights = new Uint8Array(senoneCount * STREAMS * GAUSSIANS)
  for (let row = 0; row < STREAMS * GAUSSIANS; row++) {
    for (let senone = 0; senone < senoneCount; senone++) {
      weights[senone * STREAMS * GAUSSIANS + row] = file[start + row * columns + senone] ?? 0
    }
  }
  return weights
}

/** A sum of two probabilities is more likely than the likelier of them by so many steps, by how many they are apart. */
const SUM_GAINS = Uint8Array.from({ length: 256 }, (_, apart) =>
  Math.round(Math.log1p(Math.exp(-apart * LOG_STEP)) / LOG_STEP),
)

/** Tells how badly senones fit the frames of one sound. */
export class SenoneScores {
  readonly frames: number
  /** The least loss of all senones asked for in the present frame. */
  leastLoss = 0
  readonly #phoneOfSenone: Uint8Array
  readonly #weights: Uint8Array
  readonly #codes: Uint8Array
  readonly #losses: Uint8Array
  readonly #perFrame: number
  /** What was worked out, and in which frame. */
  readonly #known: Int32Array
  readonly #knownIn: Int32Array
  #frame = -1

  constructor(model: AcousticModel, weights: Uint8Array, { codes, losses }: NearestGaussians, frames: number) {
    this.frames = frames
    this.#phoneOfSenone = model.phoneOfSenone
    this.#weights = weights
    this.#codes = codes
    this.#losses = losses
    this.#perFrame = model.phones.length * STREAMS * NEAREST
    this.#known = new Int32Array(model.senoneCount)
    this.#knownIn = new Int32Array(model.senoneCount).fill(-1)
  }

  /** Goes to a frame. */
  enter(frame: number): void {
    this.#frame = frame
    this.leastLoss = Number.POSITIVE_INFINITY
  }

  /** How badly a senone fits the present frame: steps from 0 to 765. */
  loss(senone: number): number {
    const loss = this.#knownIn[senone] === this.#frame ? (this.#known[senone] ?? 0) : this.#workOut(senone)
    if (loss < this.leastLoss) this.leastLoss = loss
    return loss
  }

  #workOut(senone: number): number {
    let at = this.#frame * this.#perFrame + (this.#phoneOfSenone[senone] ?? 0) * STREAMS * NEAREST
    let total = 0
    for (let stream = 0; stream < STREAMS; stream++) {
      total += this.#lossOf((senone * STREAMS + stream) * GAUSSIANS, at)
      at += NEAREST
    }
    this.#known[senone] = total
    this.#knownIn[senone] = this.#frame
    return total
  }

  /** The loss in one stream: of all that is near, weighed as the senone has it. */
  #lossOf(weights: number, near: number): number {
    let sum = this.#part(weights, near)
    for (let rank = 1; rank < NEAREST; rank++) {
      const other = this.#part(weights, near + rank)
      sum = sum < other ? sum - (SUM_GAINS[other - sum] ?? 0) : other - (SUM_GAINS[sum - other] ?? 0)
    }
    return sum
  }

  #part(weights: number, near: number): number {
    return (this.#weights[weights + (this.#codes[near] ?? 0)] ?? 0) + (this.#losses[near] ?? 0)
  }
}
