import { describe, expect, it } from "vitest"
import { CEPSTRA, FEATURES, toFeatures } from "#local/recognizer/cepstra.ts"
import type { VoiceKind } from "#local/recognizer/voice-kind.ts"

const BANDS = 20

function spectrum(frames: number, loudness: (frame: number) => number) {
  const data = Float32Array.from({ length: frames * BANDS }, (_, at) => loudness(Math.floor(at / BANDS)))
  return { data, frames, bands: BANDS }
}

describe("features", () => {
  it("are nothing for a sound that never changes", () => {
    const { data, frames } = toFeatures(
      spectrum(30, () => 7),
      "natural",
    )
    expect(frames).toBe(30)
    expect(data).toHaveLength(30 * FEATURES)
    for (const value of data) expect(value).toBeCloseTo(0, 4)
  })

  it("tell loudness beside the mean, its change, and that the change doesn't change", () => {
    const { data } = toFeatures(
      spectrum(31, (frame) => 5 + frame / 10),
      "natural",
    )
    const middle = 15 * FEATURES
    // A flat spectrum has but the first cepstrum: the sum of all bands over the root of their number.
    const perUnit = Math.sqrt(BANDS)
    expect(data[middle]).toBeCloseTo(0, 4)
    expect(data[middle + FEATURES]).toBeCloseTo(perUnit / 10, 4)
    expect(data[middle + CEPSTRA]).toBeCloseTo((4 * perUnit) / 10, 4)
    expect(data[middle + 2 * CEPSTRA]).toBeCloseTo(0, 4)
    expect(data[middle + 1]).toBeCloseTo(0, 4)
  })

  it("of people are widened where noise has narrowed them, and stay where they are wide", () => {
    const sloping = (slope: number) => {
      const data = Float32Array.from({ length: 40 * BANDS }, (_, at) => {
        const [frame, band] = [Math.floor(at / BANDS), at % BANDS]
        return 10 + (frame % 2 === 0 ? slope : -slope) * Math.cos((Math.PI * (band + 0.5)) / BANDS)
      })
      return { data, frames: 40, bands: BANDS }
    }
    const slopeOf = (slope: number, voice: VoiceKind): number =>
      Math.abs(toFeatures(sloping(slope), voice).data[20 * FEATURES + 1] ?? 0)

    expect(slopeOf(5, "natural")).toBeCloseTo(slopeOf(5, "formant"), 4)
    expect(slopeOf(1, "natural")).toBeGreaterThan(1.2 * slopeOf(1, "formant"))
    expect(slopeOf(1, "natural")).toBeLessThan(slopeOf(2, "natural"))
  })
})
