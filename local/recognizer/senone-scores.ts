// How well the senones of the acoustic model fit each frame of a sound (phonetically tied mixtures): the nearest Gaussians of
// each phone, weighed for each of its senones. All senones of some frames are worked out at once, for all searches; the
// arithmetic is acoustic-kernel.ts.
// https://github.com/cmusphinx/pocketsphinx (ptm_mgau.c)

import { readFile } from "node:fs/promises"
import {
  type AcousticKernel,
  CODEBOOK_BYTES,
  createAcousticKernel,
  GAUSSIANS,
  GROUP_NUMBERS,
  LANES,
  NEAR_BYTES,
  NEAREST,
} from "./acoustic-kernel.ts"
import type { AcousticMeans } from "./acoustic-means.ts"
import { type AcousticModel, STATES } from "./acoustic-model.ts"
import type { StateLosses } from "./acoustic-network.ts"
import { CEPSTRA, type Features, STREAMS } from "./cepstra.ts"
import { LOG_OF_BASE, LOG_STEP } from "./log-steps.ts"
import { MODEL_FOLDER } from "./model-folder.ts"
import type { VoiceKind } from "./voice-kind.ts"
import { toVectorStart } from "./wasm-code.ts"

/** Frames that are worked out at a time. */
const BLOCK = 32
/** A Gaussian isn't taken for worse than this, in steps beside the best of its stream. */
const MAX_LOSS = 96
/** A weight isn't taken for less than this: with the loss, it is a byte. */
const MAX_WEIGHT = 255 - MAX_LOSS
/**
 * How much the model and the network count: what is best on the tuning voices and three more (bench/speakers.ts). The
 * network knows the voices of formant synthesizers, the model those of people.
 */
const WEIGHTS: Readonly<Record<VoiceKind, { readonly model: number; readonly network: number }>> = {
  natural: { model: 0.5, network: 0.45 },
  formant: { model: 0.4, network: 0.7 },
}
/** The network's doubt counts for no more than this, in steps. */
const MOST_STATE_LOSS = 300
const MIN_VARIANCE = 0.0001
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT
/** A Gaussian's score and code in one number; a step is 1,024 of its logarithm. */
const CODE_MASK = GAUSSIANS - 1
const STEP_BITS = 10

/** A sum of two probabilities is more likely than the likelier of them by so many steps, by how many they are apart. */
const SUM_GAINS = Uint8Array.from({ length: 32 }, (_, apart) =>
  Math.round(Math.log1p(Math.exp(-apart * LOG_STEP)) / LOG_STEP),
)

/** How badly senones fit the frames of one sound: steps from 0 to 765. */
export interface SenoneScores {
  readonly frames: number
  /** Losses of the present frame, from `at` by number of senone. */
  readonly losses: Uint16Array
  readonly at: number
  /** Goes to a frame. Other sounds of the same scorer may be looked at between two frames, not within one. */
  enter(frame: number): void
}

/** One sound: as the model hears it, whose voice it is, and what the network makes of it; without that, the model counts alone. */
export type Sound = { readonly features: Features; readonly voice: VoiceKind; readonly states?: StateLosses }

/** Compares sounds with the model. */
export interface SenoneScorer {
  score(sound: Sound): SenoneScores
}

/** Reads what the model has of senones. @throws {Error} when it isn't of this kind. */
export async function loadSenoneScorer(model: AcousticModel, means: AcousticMeans): Promise<SenoneScorer> {
  const [varianceFile, weightFile] = await Promise.all(
    ["variances", "sendump"].map((name) => readFile(`${MODEL_FOLDER}en-us/${name}`)),
  )
  if (varianceFile === undefined || weightFile === undefined) throw new Error("the acoustic model is not complete")
  return new BlockScorer(model, means, readVariances(varianceFile), readWeights(weightFile, model))
}

/** The file: a header, a mark of its byte order, seven numbers, the variances, a checksum. */
function readVariances(file: Buffer): Float32Array {
  const start = file.indexOf("endhdr\n") + "endhdr\n".length + 8 * Int32Array.BYTES_PER_ELEMENT
  const count = file.readInt32LE(start - Int32Array.BYTES_PER_ELEMENT)
  return Float32Array.from({ length: count }, (_, index) =>
    Math.max(MIN_VARIANCE, file.readFloatLE(start + FLOAT_BYTES * index)),
  )
}

/** How rarely a Gaussian is a senone's, in steps: for each phone, stream and Gaussian a row of the phone's senones. */
function readWeights(file: Buffer, { firstSenones, fileNumbers, phones }: AcousticModel): Uint8Array {
  // Texts, each with its length before it, until one is empty; then rows and columns, a row for each stream and Gaussian.
  let start = 0
  for (let length = file.readInt32LE(start); length !== 0; length = file.readInt32LE(start)) start += 4 + length
  const [rows, columns] = [file.readInt32LE(start + 4), file.readInt32LE(start + 8)]
  start += 12
  if (rows !== GAUSSIANS || start + STREAMS * rows * columns > file.length) {
    throw new Error("the acoustic model's mixture weights are of another kind")
  }
  const weights = new Uint8Array(fileNumbers.length * STREAMS * GAUSSIANS)
  let at = 0
  for (const phone of phones.keys()) {
    const senones = fileNumbers.subarray(firstSenones[phone], firstSenones[phone + 1])
    for (let row = 0; row < STREAMS * GAUSSIANS; row++) {
      for (const senone of senones) {
        weights[at++] = senone < 0 ? MAX_WEIGHT : Math.min(MAX_WEIGHT, file[start + row * columns + senone] ?? 0)
      }
    }
  }
  return weights
}

class BlockScorer implements SenoneScorer {
  readonly model: AcousticModel
  /** Losses of a block, by frame and senone. */
  readonly losses: Uint16Array
  readonly #kernel: AcousticKernel
  readonly #floats: Float32Array
  readonly #keys: Int32Array
  readonly #bytes: Uint8Array
  /** Addresses in the kernel's memory. */
  readonly #keysAt: number
  readonly #nearAt: number
  readonly #lossesAt: number
  readonly #weightsAt: number
  readonly #codebooksAt: Readonly<Record<VoiceKind, number>>
  /** The state of a phone that each senone is of. */
  readonly #stateOf: Uint16Array
  /** The sound and the block that the losses are of. */
  #sound: Sound | undefined
  #block = -1

  constructor(model: AcousticModel, means: AcousticMeans, variances: Float32Array, weights: Uint8Array) {
    const phones = model.phones.length
    const codebooks = phones * STREAMS
    if (variances.length !== codebooks * GAUSSIANS * CEPSTRA) {
      throw new Error("the acoustic model's variances are of another kind")
    }
    this.model = model
    this.#stateOf = statesOfSenones(model)
    this.#keysAt = BLOCK * STREAMS * CEPSTRA * FLOAT_BYTES
    this.#nearAt = this.#keysAt + BLOCK * codebooks * NEAREST * FLOAT_BYTES
    this.#lossesAt = toVectorStart(this.#nearAt + BLOCK * phones * NEAR_BYTES)
    this.#weightsAt = toVectorStart(this.#lossesAt + BLOCK * model.senoneCount * Uint16Array.BYTES_PER_ELEMENT)
    const natural = toVectorStart(this.#weightsAt + weights.length)
    this.#codebooksAt = { natural, formant: natural + codebooks * CODEBOOK_BYTES }
    this.#kernel = createAcousticKernel(natural + 2 * codebooks * CODEBOOK_BYTES, SUM_GAINS)
    const { memory } = this.#kernel
    this.#floats = new Float32Array(memory)
    this.#keys = new Int32Array(memory, this.#keysAt, BLOCK * codebooks * NEAREST)
    this.#bytes = new Uint8Array(memory)
    this.losses = new Uint16Array(memory, this.#lossesAt, BLOCK * model.senoneCount)
    this.#bytes.set(weights, this.#weightsAt)
    for (const voice of ["natural", "formant"] as const) {
      writeCodebooks(new Float32Array(memory, this.#codebooksAt[voice]), means[voice], variances)
    }
  }

  score(sound: Sound): SenoneScores {
    return new BlockScores(this, sound)
  }

  /** Works out the losses of a block of frames, unless they are there. */
  prepare(sound: Sound, block: number): void {
    if (this.#sound === sound && this.#block === block) return
    const { features, voice, states } = sound
    const count = Math.min(BLOCK, features.frames - block * BLOCK)
    this.#takeFeatures(features, block * BLOCK, count)
    for (let codebook = 0; codebook < this.model.phones.length * STREAMS; codebook++) {
      const frames = (codebook % STREAMS) * BLOCK * CEPSTRA * FLOAT_BYTES
      const keys = this.#keysAt + codebook * BLOCK * NEAREST * FLOAT_BYTES
      this.#kernel.findNearest(count, frames, this.#codebooksAt[voice] + codebook * CODEBOOK_BYTES, keys)
    }
    for (let frame = 0; frame < count; frame++) {
      for (let stream = 0; stream < STREAMS; stream++) this.#writeNear(frame, stream)
    }
    this.#weighSenones(count)
    if (states !== undefined) {
      for (let frame = 0; frame < count; frame++) this.#addStates(frame, voice, states, block * BLOCK + frame)
    }
    this.#sound = sound
    this.#block = block
  }

  /** One stream after the other. */
  #takeFeatures({ data }: Features, first: number, count: number): void {
    for (let frame = 0; frame < count; frame++) {
      for (let index = 0; index < STREAMS * CEPSTRA; index++) {
        const stream = Math.floor(index / CEPSTRA)
        const to = (stream * BLOCK + frame) * CEPSTRA + (index % CEPSTRA)
        this.#floats[to] = data[(first + frame) * STREAMS * CEPSTRA + index] ?? 0
      }
    }
  }

  /** Codes and losses of all phones: losses are beside the best of all. */
  #writeNear(frame: number, stream: number): void {
    const phones = this.model.phones.length
    const keys = this.#keys
    let best = Number.NEGATIVE_INFINITY
    for (let phone = 0; phone < phones; phone++) {
      best = Math.max(best, (keys[((phone * STREAMS + stream) * BLOCK + frame) * NEAREST] ?? 0) >> STEP_BITS)
    }
    for (let phone = 0; phone < phones; phone++) {
      const from = ((phone * STREAMS + stream) * BLOCK + frame) * NEAREST
      const to = this.#nearAt + (phone * BLOCK + frame) * NEAR_BYTES + stream * NEAREST
      for (let rank = 0; rank < NEAREST; rank++) {
        const key = keys[from + rank] ?? 0
        this.#bytes[to + rank] = key & CODE_MASK
        this.#bytes[to + STREAMS * NEAREST + rank] = Math.min(MAX_LOSS, best - (key >> STEP_BITS))
      }
    }
  }

  /** Weighs what the model and the network find. */
  #addStates(frame: number, voice: VoiceKind, { data, states }: StateLosses, soundFrame: number): void {
    const weight = WEIGHTS[voice]
    const [at, statesAt] = [frame * this.model.senoneCount, soundFrame * states]
    for (let senone = 0; senone < this.model.senoneCount; senone++) {
      const own = Math.min(MOST_STATE_LOSS, data[statesAt + (this.#stateOf[senone] ?? 0)] ?? 0)
      this.losses[at + senone] = weight.model * (this.losses[at + senone] ?? 0) + weight.network * own
    }
  }

  #weighSenones(count: number): void {
    const { firstSenones, senoneCount, phones } = this.model
    for (const phone of phones.keys()) {
      const [first = 0, end = 0] = firstSenones.subarray(phone, phone + 2)
      this.#kernel.weighSenones(
        count,
        this.#nearAt + phone * BLOCK * NEAR_BYTES,
        this.#weightsAt + first * STREAMS * GAUSSIANS,
        end - first,
        this.#lossesAt + first * Uint16Array.BYTES_PER_ELEMENT,
        senoneCount * Uint16Array.BYTES_PER_ELEMENT,
      )
    }
  }
}

/** Senones of noises are taken for silence, which the network knows. */
function statesOfSenones({ senoneCount, sequences, firstSenones, phones, asContext }: AcousticModel): Uint16Array {
  const phoneOf = new Uint16Array(senoneCount)
  for (const phone of phones.keys()) phoneOf.fill(asContext[phone] ?? 0, firstSenones[phone], firstSenones[phone + 1])
  const states = new Uint16Array(senoneCount)
  for (const [at, senone] of sequences.entries()) states[senone] = (phoneOf[senone] ?? 0) * STATES + (at % STATES)
  return states
}

class BlockScores implements SenoneScores {
  readonly frames: number
  readonly losses: Uint16Array
  at = 0
  readonly #scorer: BlockScorer
  readonly #sound: Sound

  constructor(scorer: BlockScorer, sound: Sound) {
    this.frames = sound.features.frames
    this.losses = scorer.losses
    this.#scorer = scorer
    this.#sound = sound
  }

  enter(frame: number): void {
    this.#scorer.prepare(this.#sound, Math.floor(frame / BLOCK))
    this.at = (frame % BLOCK) * this.#scorer.model.senoneCount
  }
}

/** In the kernel's order, with the model's whole numbers: peaks and precisions are logarithms to its base. */
function writeCodebooks(memory: Float32Array, means: Float32Array, variances: Float32Array): void {
  for (let gaussian = 0; gaussian * CEPSTRA < variances.length; gaussian++) {
    const lane = gaussian % LANES
    const group = ((gaussian - lane) / LANES) * GROUP_NUMBERS
    let peak = 0
    for (let order = 0; order < CEPSTRA; order++) {
      const variance = variances[gaussian * CEPSTRA + order] ?? 1
      const at = group + (1 + 2 * order) * LANES + lane
      memory[at] = means[gaussian * CEPSTRA + order] ?? 0
      memory[at + LANES] = Math.trunc(1 / (2 * variance) / LOG_OF_BASE)
      peak += Math.trunc(-Math.log(variance * 2 * Math.PI) / 2 / LOG_OF_BASE)
    }
    memory[group + lane] = peak
  }
}
