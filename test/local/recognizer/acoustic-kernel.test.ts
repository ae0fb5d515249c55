import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import {
  CODEBOOK_BYTES,
  createAcousticKernel,
  GAUSSIANS,
  GROUP_NUMBERS,
  LANES,
  NEAR_BYTES,
  NEAREST,
} from "#local/recognizer/acoustic-kernel.ts"
import { CEPSTRA, STREAMS } from "#local/recognizer/cepstra.ts"

const FRAMES = 5
const random = seededRandom(5)
const CODEBOOK = 4096
const KEYS = CODEBOOK + CODEBOOK_BYTES

/** Peaks, then means and precisions in turns. */
function parameterAt(place: number): number {
  const row = Math.floor(place / LANES)
  if (row === 0) return -20_000 * random()
  return row % 2 === 1 ? 4 * random() - 2 : 10_000 * random()
}

describe("the kernel that compares Gaussians", () => {
  it("finds those that arithmetic finds, best first", () => {
    const kernel = createAcousticKernel(KEYS + 4096, new Uint8Array(32))
    const floats = new Float32Array(kernel.memory)
    const feature = (frame: number, dimension: number): number => floats[frame * CEPSTRA + dimension] ?? 0
    for (let at = 0; at < FRAMES * CEPSTRA; at++) floats[at] = 4 * random() - 2
    const codebook = floats.subarray(CODEBOOK / 4)
    for (let at = 0; at < CODEBOOK_BYTES / 4; at++) codebook[at] = parameterAt(at % GROUP_NUMBERS)
    const scoreOf = (frame: number, code: number): number => {
      const at = Math.floor(code / LANES) * GROUP_NUMBERS + (code % LANES)
      const losses = [...Array(CEPSTRA).keys()].map((dimension) => {
        const mean = at + (1 + 2 * dimension) * LANES
        return (feature(frame, dimension) - (codebook[mean] ?? 0)) ** 2 * (codebook[mean + LANES] ?? 0)
      })
      return losses.reduce((score, loss) => score - loss, codebook[at] ?? 0)
    }
    kernel.findNearest(FRAMES, 0, CODEBOOK, KEYS)
    const keys = new Int32Array(kernel.memory, KEYS)
    for (let frame = 0; frame < FRAMES; frame++) {
      const best = [...Array(GAUSSIANS).keys()]
        .toSorted((one, other) => scoreOf(frame, other) - scoreOf(frame, one))
        .slice(0, NEAREST)
      const own = [...keys.subarray(frame * NEAREST, (frame + 1) * NEAREST)]
      const codes = own.map((key) => key & (GAUSSIANS - 1))
      expect(new Set(codes).size).toBe(NEAREST)
      for (const [rank, code] of best.entries()) {
        // Scores this near count as the same.
        const score = scoreOf(frame, codes[rank] ?? 0)
        expect(Math.abs(score - scoreOf(frame, code))).toBeLessThan(GAUSSIANS)
        expect(Math.abs((own[rank] ?? 0) - score)).toBeLessThan(GAUSSIANS)
      }
    }
  })
})

describe("the kernel that weighs senones", () => {
  it("sums the nearest of each stream as probabilities, and multiplies the streams", () => {
    const sumGains = Uint8Array.from({ length: 32 }, (_, apart) => Math.max(0, 7 - apart))
    const [rowBytes, near, losses, weights] = [32, 0, 1024, 8192]
    const kernel = createAcousticKernel(weights + STREAMS * GAUSSIANS * rowBytes, sumGains)
    const bytes = new Uint8Array(kernel.memory)
    const places = STREAMS * NEAREST
    for (let at = 0; at < FRAMES * NEAR_BYTES; at++) {
      const isLoss = at % NEAR_BYTES >= places
      bytes[near + at] = Math.floor(random() * (isLoss ? 97 : GAUSSIANS))
    }
    for (let at = weights; at < bytes.length; at++) bytes[at] = Math.floor(random() * 160)
    kernel.weighSenones(FRAMES, near, weights, rowBytes, losses, 2 * rowBytes)
    const sumOf = (parts: readonly number[]): number =>
      parts.reduce((sum, part) => Math.max(0, Math.min(sum, part) - (sumGains[Math.abs(sum - part)] ?? 0)))
    const partOf = (frame: number, place: number, senone: number): number => {
      const at = near + frame * NEAR_BYTES + place
      const row = Math.floor(place / NEAREST) * GAUSSIANS + (bytes[at] ?? 0)
      return (bytes[weights + row * rowBytes + senone] ?? 0) + (bytes[at + places] ?? 0)
    }
    const lossOf = (frame: number, senone: number): number => {
      const parts = Array.from({ length: places }, (_, place) => partOf(frame, place, senone))
      const streams = [...Array(STREAMS).keys()].map((stream) => parts.slice(stream * NEAREST, (stream + 1) * NEAREST))
      return streams.reduce((sum, own) => sum + sumOf(own), 0)
    }
    const written = new Uint16Array(kernel.memory, losses)
    for (let frame = 0; frame < FRAMES; frame++) {
      const wanted = Array.from({ length: rowBytes }, (_, senone) => lossOf(frame, senone))
      expect([...written.subarray(frame * rowBytes, (frame + 1) * rowBytes)]).toEqual(wanted)
    }
  })
})
