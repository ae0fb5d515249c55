// The bands of frequency that a recognizer hears in, as wide as the ear tells them apart (mel), narrower or wider for
// speakers whose vocal tract is longer or shorter than the acoustic model's. What they are taken from is front-end.ts.

import { ENGINE_RATE_HZ } from "./audio.ts"
import { BINS, TRANSFORM_SIZE } from "./fourier.ts"

/** Bands of the acoustic model, and what they reach over (feat_params.json of its folder). */
export const BANDS = 20
const LOWEST_HZ = 130
const HIGHEST_HZ = 3700

const BIN_HZ = ENGINE_RATE_HZ / TRANSFORM_SIZE

/** A band: weights of the frequencies from bin `first` on, a triangle of area 1. */
type Band = { readonly first: number; readonly weights: Float64Array }

/**
 * Sums up the power in each band.
 *
 * @param powers `BINS` numbers a frame.
 * @param warp What the frequencies of the bands are multiplied by: above 1 for a short vocal tract.
 * @returns `BANDS` numbers a frame.
 */
export function sumBands(powers: Float64Array, warp: number): Float64Array {
  const bands = Array.from({ length: BANDS }, (_, band) => bandOf(band, warp))
  const frames = powers.length / BINS
  const sums = new Float64Array(frames * BANDS)
  for (let frame = 0; frame < frames; frame++) {
    for (const [band, { first, weights }] of bands.entries()) {
      const from = frame * BINS + first
      let sum = 0
      for (let index = 0; index < weights.length; index++) sum += (weights[index] ?? 0) * (powers[from + index] ?? 0)
      sums[frame * BANDS + band] = sum
    }
  }
  return sums
}

/** Edges and middle are of whole bins, as the model was made with. */
function bandOf(band: number, warp: number): Band {
  const [lowest, highest] = [toMel(LOWEST_HZ), toMel(HIGHEST_HZ)]
  const width = (highest - lowest) / (BANDS + 1)
  const [low = 0, middle = 0, high = 0] = [band, band + 1, band + 2].map((edge) =>
    toWholeBin(fromMel(lowest + edge * width) * warp, warp),
  )
  const first = Math.ceil(low / BIN_HZ)
  const weights = Float64Array.from({ length: Math.floor(high / BIN_HZ) - first + 1 }, (_, index) => {
    const frequency = (first + index) * BIN_HZ
    const height = Math.min((frequency - low) / (middle - low), (high - frequency) / (high - middle))
    return (2 * height) / (high - low)
  })
  return { first, weights }
}

/** Warped bands move by less than a bin. */
function toWholeBin(frequency: number, warp: number): number {
  return warp === 1 ? Math.floor(frequency / BIN_HZ + 0.5) * BIN_HZ : frequency
}

function toMel(hertz: number): number {
  return 2595 * Math.log10(1 + hertz / 700)
}

function fromMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1)
}
