import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { ENGINE_RATE_HZ, prepareSpeech } from "#local/recognizer/audio.ts"

/** A tone that swells and fades four times a second, as syllables do. */
function syllables(seconds: number, sampleRateHz: number, loudness: number): Int16Array {
  return Int16Array.from({ length: seconds * sampleRateHz }, (_, i) => {
    const time = i / sampleRateHz
    return loudness * Math.sin(2 * Math.PI * 300 * time) * Math.max(0, Math.sin(2 * Math.PI * 4 * time))
  })
}

function noise(seconds: number, loudness: number): Int16Array {
  const random = seededRandom(3)
  return Int16Array.from({ length: seconds * ENGINE_RATE_HZ }, () => loudness * (random() * 2 - 1))
}

describe("prepareSpeech", () => {
  it.each([
    { what: "silence", samples: new Int16Array(ENGINE_RATE_HZ) },
    { what: "a constant", samples: new Int16Array(ENGINE_RATE_HZ).fill(9000) },
    { what: "even noise, soft", samples: noise(2, 300) },
    { what: "even noise, loud", samples: noise(2, 12_000) },
    {
      what: "a click",
      samples: Int16Array.from({ length: ENGINE_RATE_HZ }, (_, i) => (i > 800 && i < 900 ? 9000 : 0)),
    },
    { what: "nothing", samples: new Int16Array(0) },
  ])("finds no speech in $what", ({ samples }) => {
    expect(prepareSpeech({ samples, sampleRateHz: ENGINE_RATE_HZ })).toBeUndefined()
  })

  it.each([
    { sampleRateHz: 8000, loudness: 500 },
    { sampleRateHz: 16_000, loudness: 500 },
    { sampleRateHz: 16_000, loudness: 30_000 },
  ])("brings speech of $sampleRateHz Hz to one rate and loudness ($loudness)", ({ sampleRateHz, loudness }) => {
    const speech = prepareSpeech({ samples: syllables(2, sampleRateHz, loudness), sampleRateHz }) ?? new Float32Array()
    const peak = speech.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)

    // Two seconds, with a third of one added on each side.
    expect(speech.length / ENGINE_RATE_HZ).toBeGreaterThan(2.4)
    expect(speech.length / ENGINE_RATE_HZ).toBeLessThan(2.7)
    expect(peak).toBeGreaterThan(0.1)
    expect(peak).toBeLessThanOrEqual(1)
  })
})
