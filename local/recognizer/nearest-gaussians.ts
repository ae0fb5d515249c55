// For each frame of a sound and each phone the four Gaussians of its codebook that are the nearest, and how near they are.
// The arithmetic is gaussian-kernel.ts; what they mean for senones is senone-scores.ts.

import type { AcousticMeans } from "./acoustic-means.ts"
import { CEPSTRA, type Features, STREAMS } from "./cepstra.ts"
import {
  CODEBOOK_NUMBERS,
  createGaussianKernel,
  GAUSSIANS,
  type GaussianKernel,
  GROUP_NUMBERS,
  LANES,
} from "./gaussian-kernel.ts"
import { LOG_OF_BASE } from "./log-steps.ts"
import type { VoiceKind } from "./voice-kind.ts"

/** Gaussians that count. */
export const NEAREST = 4
/** A Gaussian isn't taken for worse than this, in steps beside the best of its stream. */
const MAX_LOSS = 96
/** Frames that are compared at a time. */
const BLOCK = 64

/** Of each frame, phone, stream and rank: a Gaussian of the codebook, and its loss in steps. */
export type NearestGaussians = { readonly codes: Uint8Array; readonly losses: Uint8Array }

/** Finds them. */
export class GaussianFinder {
  readonly #codebooks: number
  readonly #kernel: GaussianKernel
  /** Places in the kernel's memory: features, scores, and the codebooks of each kind of voice. */
  readonly #framesAt = 0
  readonly #scoresAt = BLOCK * CEPSTRA
  readonly #codebooksAt: Readonly<Record<VoiceKind, number>>

  /** @param variances In the order of the means. */
  constructor(means: AcousticMeans, variances: Float32Array) {
    this.#codebooks = variances.length / GAUSSIANS / CEPSTRA
    const size = this.#codebooks * CODEBOOK_NUMBERS
    const natural = this.#scoresAt + BLOCK * GAUSSIANS
    this.#codebooksAt = { natural, formant: natural + size }
    this.#kernel = createGaussianKernel(natural + 2 * size)
    const { memory } = this.#kernel
    for (const voice of ["natural", "formant"] as const) {
      writeCodebooks(memory.subarray(this.#codebooksAt[voice]), means[voice], variances)
    }
  }

  find(features: Features, voice: VoiceKind): NearestGaussians {
    const { frames } = features
    const perFrame = this.#codebooks * NEAREST
    const codes = new Uint8Array(frames * perFrame)
    const scores = new Int32Array(frames * perFrame)
    for (let codebook = 0; codebook < this.#codebooks; codebook++) {
      const to = codebook * NEAREST
      for (let first = 0; first < frames; first += BLOCK) {
        const count = Math.min(BLOCK, frames - first)
        this.#compare(features, first, count, codebook, voice)
        for (let frame = first; frame < first + count; frame++) {
          const from = this.#scoresAt + (frame - first) * GAUSSIANS
          // What was near in the frame before is likely near still.
          const last = frame === 0 ? undefined : (frame - 1) * perFrame + to
          pickNearest(this.#kernel.memory, from, codes, scores, frame * perFrame + to, last)
        }
      }
    }
    return { codes, losses: toLosses(scores, perFrame) }
  }

  #compare({ data }: Features, first: number, count: number, codebook: number, voice: VoiceKind): void {
    const { memory } = this.#kernel
    const stream = codebook % STREAMS
    for (let frame = 0; frame < count; frame++) {
      const from = ((first + frame) * STREAMS + stream) * CEPSTRA
      const to = this.#framesAt + frame * CEPSTRA
      for (let order = 0; order < CEPSTRA; order++) memory[to + order] = data[from + order] ?? 0
    }
    const at = this.#codebooksAt[voice] + codebook * CODEBOOK_NUMBERS
    this.#kernel.score(count, this.#framesAt, at, this.#scoresAt)
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

/** Picks the greatest scores. @param last Place of other four codes: none of those picked will be worse than all of them. */
function pickNearest(
  memory: Float32Array,
  from: number,
  codes: Uint8Array,
  scores: Int32Array,
  to: number,
  last: number | undefined,
): void {
  let worst = last === undefined ? Number.NEGATIVE_INFINITY : leastOf(memory, from, codes, last)
  NEAR_SCORES.fill(Number.NEGATIVE_INFINITY)
  for (let code = 0; code < GAUSSIANS; code++) {
    const score = memory[from + code] ?? 0
    if (score >= worst) worst = Math.max(worst, insert(code, score))
  }
  for (let rank = 0; rank < NEAREST; rank++) {
    codes[to + rank] = NEAR_CODES[rank] ?? 0
    scores[to + rank] = Math.floor((NEAR_SCORES[rank] ?? 0) / 1024)
  }
}

/** Puts a Gaussian among the nearest so far, in the place of the last. @returns the score of the new last. */
function insert(code: number, score: number): number {
  let at = NEAREST - 1
  for (; at > 0 && (NEAR_SCORES[at - 1] ?? 0) < score; at--) {
    NEAR_SCORES[at] = NEAR_SCORES[at - 1] ?? 0
    NEAR_CODES[at] = NEAR_CODES[at - 1] ?? 0
  }
  NEAR_SCORES[at] = score
  NEAR_CODES[at] = code
  return NEAR_SCORES[NEAREST - 1] ?? 0
}

function leastOf(memory: Float32Array, from: number, codes: Uint8Array, at: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let rank = at; rank < at + NEAREST; rank++) least = Math.min(least, memory[from + (codes[rank] ?? 0)] ?? 0)
  return least
}

/** What `pickNearest` works with. */
const NEAR_SCORES = new Float64Array(NEAREST)
const NEAR_CODES = new Int32Array(NEAREST)

/** Each stream's scores beside the best of its frame. */
function toLosses(scores: Int32Array, perFrame: number): Uint8Array {
  const losses = new Uint8Array(scores.length)
  const step = STREAMS * NEAREST
  for (let first = 0; first < scores.length; first += perFrame) {
    for (let stream = first; stream < first + step; stream += NEAREST) {
      let best = Number.NEGATIVE_INFINITY
      for (let at = stream; at < first + perFrame; at += step) best = Math.max(best, scores[at] ?? 0)
      for (let at = stream; at < first + perFrame; at += step) {
        for (let rank = at; rank < at + NEAREST; rank++) {
          losses[rank] = Math.min(MAX_LOSS, best - (scores[rank] ?? 0))
        }
      }
    }
  }
  return losses
}
