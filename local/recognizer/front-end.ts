// What a recognizer hears of a sound: how loud each band of frequency is, a hundred times a second, with even noise taken
// out. The numbers are those that the acoustic model was made with (CMU Sphinx's front end, feat_params.json of the model).
// What is made of them is cepstra.ts.

import { ENGINE_RATE_HZ } from "./audio.ts"
import { BINS, TRANSFORM_SIZE, transform } from "./fourier.ts"
import { MODEL_LAYOUT, sumBands } from "./mel-bands.ts"
import { removeNoise } from "./noise-removal.ts"
import type { Spectrum } from "./voice-kind.ts"

/** Powers of all frequencies, `BINS` a frame. */
export type PowerSpectrum = { readonly data: Float64Array; readonly frames: number }

/** 25.6 ms of sound each 10 ms. */
const WINDOW = 410
const STEP = ENGINE_RATE_HZ / 100
/** High frequencies are made louder: each sample without so much of the one before it. */
const PRE_EMPHASIS = 0.97
/** The model counts in 16-bit samples. */
const FULL_SCALE = 32_768
/** Silence has a logarithm as well. */
const LEAST_POWER = 1e-4

const HAMMING = Float64Array.from(
  { length: WINDOW },
  (_, index) => 0.54 - 0.46 * Math.cos((2 * Math.PI * index) / (WINDOW - 1)),
)

/** Takes one utterance apart. @param samples At `ENGINE_RATE_HZ`, -1 to 1. */
export function analyze(samples: Float32Array): PowerSpectrum {
  const frames = Math.max(0, Math.floor((samples.length - WINDOW) / STEP) + 1) + 1
  const data = new Float64Array(frames * BINS)
  const [real, imaginary] = [new Float64Array(TRANSFORM_SIZE), new Float64Array(TRANSFORM_SIZE)]
  for (let frame = 0; frame < frames; frame++) {
    real.fill(0)
    imaginary.fill(0)
    const count = Math.min(WINDOW, samples.length - frame * STEP)
    for (let index = 0; index < count; index++) {
      const at = frame * STEP + index
      const sample = (samples[at] ?? 0) - PRE_EMPHASIS * (samples[at - 1] ?? 0)
      real[index] = FULL_SCALE * sample * (HAMMING[index] ?? 0)
    }
    transform(real, imaginary)
    for (let bin = 0; bin < BINS; bin++) {
      data[frame * BINS + bin] = (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2
    }
  }
  return { data, frames }
}

/** @param warp Of the speaker's vocal tract (vocal-tract.ts): what the bands' frequencies are multiplied by. */
export function toSpectrum({ data, frames }: PowerSpectrum, warp = 1): Spectrum {
  const bands = sumBands(data, warp, MODEL_LAYOUT)
  removeNoise(bands, MODEL_LAYOUT.count)
  const logarithms = Float32Array.from(bands, (power) => Math.log(power + LEAST_POWER))
  return { data: logarithms, frames, bands: MODEL_LAYOUT.count }
}
