import { describe, expect, it } from "vitest"
import { joined, levelAt, loudness, tone } from "#test/support/sound.ts"
import { createResampler } from "#web/widget/voice/resampler.ts"

function resample(samples: Float32Array, fromHz: number, toHz: number, pieceLength = samples.length): Float32Array {
  const resampler = createResampler(fromHz, toHz)
  const parts: Float32Array[] = []
  for (let at = 0; at < samples.length; at += pieceLength) {
    parts.push(resampler.push(samples.subarray(at, at + pieceLength)))
  }
  return joined(...parts, resampler.finish())
}

/** Without the ends, where the sound begins and stops. */
const middle = (samples: Float32Array) => samples.subarray(samples.length / 4, (samples.length * 3) / 4)

describe("the resampler", () => {
  it.each([
    { fromHz: 48_000, toHz: 16_000, frequencyHz: 1000 },
    { fromHz: 44_100, toHz: 16_000, frequencyHz: 1000 },
    { fromHz: 44_100, toHz: 16_000, frequencyHz: 6000 },
    { fromHz: 22_050, toHz: 16_000, frequencyHz: 440 },
    { fromHz: 11_025, toHz: 16_000, frequencyHz: 440 },
    { fromHz: 96_000, toHz: 16_000, frequencyHz: 3000 },
  ])(
    "keeps a tone of $frequencyHz Hz from $fromHz to $toHz, and how long it lasts",
    ({ fromHz, toHz, frequencyHz }) => {
      const output = resample(tone(frequencyHz, 1, fromHz), fromHz, toHz)

      expect(output.length).toBe(toHz)
      expect(levelAt(middle(output), frequencyHz, toHz)).toBeCloseTo(0.5, 2)
      expect(loudness(middle(output))).toBeCloseTo(0.5 / Math.SQRT2, 2)
    },
  )

  it.each([9000, 12_000, 20_000])("lets nothing of %d Hz through, which 16 kHz can't carry", (frequencyHz) => {
    const output = resample(tone(frequencyHz, 0.5, 48_000), 48_000, 16_000)

    expect(loudness(middle(output))).toBeLessThan(0.003)
  })

  it("gives the same whatever the pieces are it comes in", () => {
    const input = tone(700, 0.3, 44_100)

    const whole = resample(input, 44_100, 16_000)
    const pieces = resample(input, 44_100, 16_000, 128)

    expect(pieces.length).toBe(whole.length)
    expect(Math.max(...pieces.map((sample, i) => Math.abs(sample - (whole[i] ?? 9))))).toBeLessThan(1e-6)
  })

  it("passes equal rates through", () => {
    expect(resample(Float32Array.of(0.1, -0.2), 16_000, 16_000)).toEqual(Float32Array.of(0.1, -0.2))
  })
})
