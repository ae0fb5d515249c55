// Tells the voices of formant synthesizers from those of people and of synthesizers made of recordings, by the sharpness
// of their spectra: what the acoustic model was made of are people. What follows from it is acoustic-means.ts.

import { loudFrames } from "./loud-frames.ts"
import { deviation } from "./spread.ts"

/** Who speaks, as far as the acoustic model is concerned. */
export type VoiceKind = "natural" | "formant"

/** Logarithms of the loudness of frequency bands, frame after frame. */
export type Spectrum = { readonly data: Float32Array; readonly frames: number; readonly bands: number }

/** The cepstra that tell how sharp a spectrum is; those before them tell loudness and slope. */
const FIRST_CEPSTRUM = 3
/** How the acoustic model weighs cepstra: sine lifter of this length. */
const LIFTER = 22
/** How far the model's cepstra spread over all sounds, those from `FIRST_CEPSTRUM` on. */
const SPREADS = [14.56, 13.68, 13.79, 13.57, 13.65, 13.19, 12.9, 12.43, 11.53, 10.71]
/** Frames this much softer than the loudest aren't looked at: a natural logarithm, over all bands. */
const LOUD_RANGE = 25
/**
 * Spread beside the model's, a natural logarithm: recordings of people had -0.45 to -0.07, voices made of recordings -0.5 to
 * -0.03, formant synthesizers 0.05 to 0.5, over 20 dB of noise -0.2 to 0.2.
 */
const SHARP = -0.05

/** Tells the kind of a voice from an utterance of it. */
export function kindOfVoice({ data, frames, bands }: Spectrum): VoiceKind {
  const loudness = Float64Array.from({ length: frames }, (_, frame) => cepstrum(data, frame * bands, bands, 0))
  const loud = loudFrames(loudness, LOUD_RANGE)
  let sharpness = 0
  for (const [index, spread] of SPREADS.entries()) {
    const order = FIRST_CEPSTRUM + index
    const values = loud.map((frame) => lift(order) * cepstrum(data, frame * bands, bands, order))
    sharpness += Math.log(deviation(values) / spread) / SPREADS.length
  }
  return sharpness > SHARP ? "formant" : "natural"
}

/** One coefficient of the orthonormal cosine transform of a frame. */
function cepstrum(data: Float32Array, at: number, bands: number, order: number): number {
  let sum = 0
  for (let band = 0; band < bands; band++) {
    sum += (data[at + band] ?? 0) * Math.cos((Math.PI * order * (band + 0.5)) / bands)
  }
  return sum * Math.sqrt((order === 0 ? 1 : 2) / bands)
}

function lift(order: number): number {
  return 1 + (LIFTER / 2) * Math.sin((order * Math.PI) / LIFTER)
}
