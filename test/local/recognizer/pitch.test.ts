import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { ENGINE_RATE_HZ } from "#local/recognizer/audio.ts"
import { pitchOf } from "#local/recognizer/pitch.ts"
import { warpOf } from "#local/recognizer/vocal-tract.ts"

/** Pulses that ring, as those of a voice do, over noise. */
function voice(pitchHz: number, noise = 0): Float32Array {
  const random = seededRandom(11)
  const period = Math.round(ENGINE_RATE_HZ / pitchHz)
  return Float32Array.from({ length: ENGINE_RATE_HZ }, (_, index) => {
    const since = index % period
    const ring = Math.exp(-since / 60) * Math.sin((2 * Math.PI * 600 * since) / ENGINE_RATE_HZ)
    return 0.5 * ring + noise * (random() - 0.5)
  })
}

describe("the pitch of a voice", () => {
  it.each([85, 120, 175, 230, 310])("is told within 4 in a hundred at %i Hz, over noise too", (pitchHz) => {
    for (const sound of [voice(pitchHz), voice(pitchHz, 0.05)]) {
      const told = pitchOf(sound) ?? 0
      expect(Math.abs(told - pitchHz) / pitchHz).toBeLessThan(0.04)
    }
  })

  it("isn't told of noise, of silence, or of next to nothing", () => {
    const random = seededRandom(13)
    expect(pitchOf(Float32Array.from({ length: ENGINE_RATE_HZ }, () => random() - 0.5))).toBe(undefined)
    expect(pitchOf(new Float32Array(ENGINE_RATE_HZ))).toBe(undefined)
    expect(pitchOf(new Float32Array(10))).toBe(undefined)
  })
})

describe("the warp of a vocal tract", () => {
  it("rises with the pitch, within bounds", () => {
    expect(warpOf(undefined)).toBe(1)
    expect(warpOf(90)).toBe(1)
    expect(warpOf(175)).toBeCloseTo(1.072, 3)
    expect(warpOf(175)).toBeLessThan(warpOf(210))
    expect(warpOf(400)).toBe(1.12)
  })
})
