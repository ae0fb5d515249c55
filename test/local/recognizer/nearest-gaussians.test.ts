import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { CEPSTRA, FEATURES, STREAMS } from "#local/recognizer/cepstra.ts"
import { GAUSSIANS } from "#local/recognizer/gaussian-kernel.ts"
import { LOG_STEP } from "#local/recognizer/log-steps.ts"
import { GaussianFinder, NEAREST } from "#local/recognizer/nearest-gaussians.ts"

const PHONES = 3
const SIZE = PHONES * STREAMS * GAUSSIANS * CEPSTRA
/** More than the finder compares at a time. */
const FRAMES = 70

const random = seededRandom(5)
const numbers = (length: number, from: number, to: number): Float32Array =>
  Float32Array.from({ length }, () => from + (to - from) * random())
const means = { natural: numbers(SIZE, -2, 2), formant: numbers(SIZE, -2, 2) }
const variances = numbers(SIZE, 0.5, 2)
const features = { data: numbers(FRAMES * FEATURES, -2, 2), frames: FRAMES }

/** Logarithm of a Gaussian of independent features, in steps. */
function likelihood(voice: "natural" | "formant", frame: number, codebook: number, code: number): number {
  let sum = 0
  for (let order = 0; order < CEPSTRA; order++) {
    const at = (codebook * GAUSSIANS + code) * CEPSTRA + order
    const variance = variances[at] ?? 1
    const x = features.data[frame * FEATURES + (codebook % STREAMS) * CEPSTRA + order] ?? 0
    sum -= (x - (means[voice][at] ?? 0)) ** 2 / 2 / variance + Math.log(2 * Math.PI * variance) / 2
  }
  return sum / LOG_STEP
}

describe("the nearest Gaussians", () => {
  it.each(["natural", "formant"] as const)("are those that arithmetic finds, for a %s voice", (voice) => {
    const { codes, losses } = new GaussianFinder(means, variances).find(features, voice)
    for (const frame of [0, 1, 63, 64, 69]) {
      for (let stream = 0; stream < STREAMS; stream++) {
        const ranked = [...Array(PHONES).keys()].map((phone) =>
          [...Array(GAUSSIANS).keys()]
            .map((code) => ({ code, score: likelihood(voice, frame, phone * STREAMS + stream, code) }))
            .toSorted((one, other) => other.score - one.score)
            .slice(0, NEAREST),
        )
        const best = Math.max(...ranked.map(([first]) => first?.score ?? 0))
        for (const [phone, near] of ranked.entries()) {
          const at = ((frame * PHONES + phone) * STREAMS + stream) * NEAREST
          expect([...codes.subarray(at, at + NEAREST)]).toEqual(near.map(({ code }) => code))
          for (const [rank, { score }] of near.entries()) {
            expect(Math.abs((losses[at + rank] ?? 0) - Math.min(96, best - score))).toBeLessThanOrEqual(1)
          }
        }
      }
    }
  })
})
