import createModule from "soundswallower"
import { beforeAll, describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { ENGINE_RATE_HZ } from "#local/recognizer/audio.ts"
import { analyze, toSpectrum } from "#local/recognizer/front-end.ts"
import { MODEL_LAYOUT } from "#local/recognizer/mel-bands.ts"
import { MODEL_FOLDER } from "#local/recognizer/model-folder.ts"
import type { Spectrum } from "#local/recognizer/voice-kind.ts"

const BANDS = MODEL_LAYOUT.count

type Reference = (samples: Float32Array) => {
  readonly data: Float32Array
  readonly nfr: number
  readonly nfeat: number
}

/** The front end that the acoustic model was made with, in the package of the model. */
async function loadReference(): Promise<Reference> {
  const module = (await createModule({ modelBase: MODEL_FOLDER } as never)) as unknown as {
    readonly Decoder: new (
      config: object,
    ) => {
      initialized: boolean
      init_featparams(): Promise<void>
      init_fe(): Promise<void>
      spectrogram: Reference
    }
  }
  const decoder = new module.Decoder({ samprate: ENGINE_RATE_HZ, loglevel: "FATAL" })
  await decoder.init_featparams()
  await decoder.init_fe()
  decoder.initialized = true
  return (samples) => decoder.spectrogram(samples)
}

/** A tone that rises, in bursts, over noise. */
function artificialSound(seconds: number): Float32Array {
  const random = seededRandom(5)
  return Float32Array.from({ length: seconds * ENGINE_RATE_HZ }, (_, index) => {
    const time = index / ENGINE_RATE_HZ
    const loud = Math.sin(2 * Math.PI * 3 * time) > 0 ? 0.3 : 0.01
    return loud * Math.sin(2 * Math.PI * (200 + 500 * time) * time) + 0.01 * (random() - 0.5)
  })
}

function tone(hertz: number): Float32Array {
  return Float32Array.from(
    { length: ENGINE_RATE_HZ },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * hertz * index) / ENGINE_RATE_HZ),
  )
}

function loudestBand({ data, frames, bands }: Spectrum): number {
  const middle = data.subarray(Math.floor(frames / 2) * bands, (Math.floor(frames / 2) + 1) * bands)
  return middle.indexOf(Math.max(...middle))
}

describe("the front end", () => {
  let reference: Reference

  beforeAll(async () => {
    reference = await loadReference()
  })

  it("gives the numbers that the acoustic model was made with", () => {
    const sound = artificialSound(2)
    const { data, nfr, nfeat } = reference(sound)
    const own = toSpectrum(analyze(sound))

    expect([own.frames, own.bands]).toEqual([nfr, nfeat])
    const furthest = own.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (data[at] ?? 0))), 0)
    expect(furthest).toBeLessThan(1e-4)
  })

  it("hears a tone in a lower band as the bands go up", () => {
    const powers = analyze(tone(1500))

    expect(loudestBand(toSpectrum(powers, 1.12))).toBeLessThan(loudestBand(toSpectrum(powers)))
    expect(loudestBand(toSpectrum(powers, 0.94))).toBeGreaterThanOrEqual(loudestBand(toSpectrum(powers)))
  })

  it("takes even noise out, and leaves what is said", () => {
    const random = seededRandom(7)
    const noisy = Float32Array.from({ length: ENGINE_RATE_HZ }, (_, index) => {
      const isTone = index > 8000 && index < 9600
      return (isTone ? 0.3 * Math.sin((2 * Math.PI * 1000 * index) / ENGINE_RATE_HZ) : 0) + 0.02 * (random() - 0.5)
    })
    const { data } = toSpectrum(analyze(noisy))
    const loudnessAt = (frame: number): number => Math.max(...data.subarray(frame * BANDS, (frame + 1) * BANDS))

    expect(loudnessAt(40)).toBeLessThan(loudnessAt(2))
    expect(loudnessAt(55)).toBeGreaterThan(loudnessAt(40) + 5)
  })

  it("takes a sound shorter than a window, and none at all", () => {
    expect(toSpectrum(analyze(new Float32Array(100)))).toMatchObject({ frames: 1, bands: BANDS })
    expect(toSpectrum(analyze(new Float32Array(0))).frames).toBe(1)
  })
})
