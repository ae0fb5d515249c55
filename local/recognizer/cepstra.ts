// What the acoustic model looks at: the cepstra of each frame of a sound, without what all frames have in common (the voice,
// the microphone), how they change, and how the change changes. Spectra are front-end.ts.

import { loudFrames } from "./loud-frames.ts"
import { deviation } from "./spread.ts"
import type { Spectrum, VoiceKind } from "./voice-kind.ts"

/** Cepstra of a frame. */
export const CEPSTRA = 13
/** Streams of features: cepstra, their change, its change. */
export const STREAMS = 3
export const FEATURES = STREAMS * CEPSTRA

/** Sine lifter of this length: the higher cepstra are small. */
const LIFTER = 22
/** Change is measured over this many frames to either side. */
const REACH = 2

/** How far the cepstra of people's loud frames spread in quiet; how loud a frame is, the first, isn't evened out. */
const QUIET_SPREADS = [12.2, 15.4, 15.8, 12.7, 11.4, 12.6, 11.9, 9.1, 8.8, 7.4, 7, 5.5]
/** Noise narrows them; this much of that is undone, as a power of the ratio. */
const WIDENING = 0.7
/** A hum is no speech in noise. */
const MAX_WIDENING = 2
/** Frames whose first cepstrum is this much below that of the loudest twentieth aren't loud. */
const LOUD_RANGE = 25

/** Features of a sound: `FEATURES` a frame. */
export type Features = { readonly data: Float32Array; readonly frames: number }

/** Turns a spectrum into features. @param voice Spectra of formant synthesizers are sharper than others, and stay so. */
export function toFeatures(spectrum: Spectrum, voice: VoiceKind): Features {
  const { frames } = spectrum
  const centered = withoutMean(toCepstra(spectrum))
  const cepstra = voice === "natural" ? widened(centered) : centered
  const data = new Float32Array(frames * FEATURES)
  // Before the beginning it sounds as at the beginning, after the end as at the end.
  const at = (frame: number, order: number): number =>
    cepstra[Math.max(0, Math.min(frames - 1, frame)) * CEPSTRA + order] ?? 0
  for (let frame = 0; frame < frames; frame++) {
    for (let order = 0; order < CEPSTRA; order++) {
      const to = frame * FEATURES + order
      data[to] = at(frame, order)
      data[to + CEPSTRA] = at(frame + REACH, order) - at(frame - REACH, order)
      const [next, last] = [frame + 1, frame - 1].map((near) => at(near + REACH, order) - at(near - REACH, order))
      data[to + 2 * CEPSTRA] = (next ?? 0) - (last ?? 0)
    }
  }
  return { data, frames }
}

/** The orthonormal cosine transform of each frame, liftered. */
function toCepstra({ data, frames, bands }: Spectrum): Float32Array {
  const basis = Float64Array.from({ length: CEPSTRA * bands }, (_, index) => {
    const [order, band] = [Math.floor(index / bands), index % bands]
    const lift = 1 + (LIFTER / 2) * Math.sin((order * Math.PI) / LIFTER)
    return lift * Math.sqrt((order === 0 ? 1 : 2) / bands) * Math.cos((Math.PI * order * (band + 0.5)) / bands)
  })
  const cepstra = new Float32Array(frames * CEPSTRA)
  for (let frame = 0; frame < frames; frame++) {
    for (let order = 0; order < CEPSTRA; order++) {
      let sum = 0
      for (let band = 0; band < bands; band++) {
        sum += (data[frame * bands + band] ?? 0) * (basis[order * bands + band] ?? 0)
      }
      cepstra[frame * CEPSTRA + order] = sum
    }
  }
  return cepstra
}

/** Frames without energy don't count for the mean. */
function withoutMean(cepstra: Float32Array): Float32Array {
  const sums = new Float64Array(CEPSTRA)
  let count = 0
  for (let at = 0; at < cepstra.length; at += CEPSTRA) {
    if ((cepstra[at] ?? 0) < 0) continue
    count += 1
    for (let order = 0; order < CEPSTRA; order++) sums[order] = (sums[order] ?? 0) + (cepstra[at + order] ?? 0)
  }
  return cepstra.map((value, at) => value - (sums[at % CEPSTRA] ?? 0) / Math.max(1, count))
}

/** Gives cepstra that noise has evened out their spread again. */
function widened(cepstra: Float32Array): Float32Array {
  const loudness = Float64Array.from({ length: cepstra.length / CEPSTRA }, (_, frame) => cepstra[frame * CEPSTRA] ?? 0)
  const loud = loudFrames(loudness, LOUD_RANGE)
  const factors = QUIET_SPREADS.map((quiet, index) => {
    const spread = deviation(loud.map((frame) => cepstra[frame * CEPSTRA + index + 1] ?? 0))
    return spread > 0 ? Math.min(MAX_WIDENING, Math.max(1, quiet / spread) ** WIDENING) : 1
  })
  return cepstra.map((value, at) => value * (factors[(at % CEPSTRA) - 1] ?? 1))
}
