import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { createFlite, type Flite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { prepareSpeech } from "#local/recognizer/audio.ts"
import { analyze, toSpectrum } from "#local/recognizer/front-end.ts"
import { kindOfVoice, type Spectrum } from "#local/recognizer/voice-kind.ts"

const TEXT = "good morning, I would like a room in Edinburgh for three nights please"
const BANDS = 20

let flite: Flite

beforeAll(() => {
  flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
})

function say(voice: string): Float32Array {
  const { wave } = flite.run(["-voice", voice, "-t", TEXT, "-o", WAVE_PATH], "")
  const samples = new Int16Array(wave.slice(44, wave.length - (wave.length % 2)).buffer)
  const speech = prepareSpeech({ samples, sampleRateHz: 16_000 })
  if (speech === undefined) throw new Error("nobody speaks")
  return speech
}

/** Frames of random cepstra that spread so far, times as the acoustic model's do. */
function artificial(spread: number): Spectrum {
  const random = seededRandom(3)
  const data = Float32Array.from({ length: 200 * BANDS }, () => 0)
  for (let frame = 0; frame < 200; frame++) {
    for (let order = 3; order < 13; order++) {
      const lifted = (spread * 13 * (random() - 0.5) * Math.sqrt(12)) / (1 + 11 * Math.sin((order * Math.PI) / 22))
      for (let band = 0; band < BANDS; band++) {
        const at = frame * BANDS + band
        data[at] = (data[at] ?? 0) + lifted * Math.sqrt(2 / BANDS) * Math.cos((Math.PI * order * (band + 0.5)) / BANDS)
      }
    }
  }
  return { data, frames: 200, bands: BANDS }
}

describe("the kind of a voice", () => {
  it.each(["slt", "rms"])("is natural for %s, made of recordings", (voice) => {
    expect(kindOfVoice(toSpectrum(analyze(say(voice))))).toBe("natural")
  })

  it("is a formant synthesizer's where spectra are sharper than people's", () => {
    expect(kindOfVoice(artificial(0.85))).toBe("natural")
    expect(kindOfVoice(artificial(1.3))).toBe("formant")
  })
})
