// The bands of frequency that a recognizer hears in, as wide as the ear tells them apart (mel), narrower or wider for
// speakers whose vocal tract is longer or shorter than the acoustic model's. What they are taken from is front-end.ts.

import { ENGINE_RATE_HZ } from "./audio.ts"
import { BINS, TRANSFORM_SIZE } from "./fourier.ts"

/** How many bands there are, and what they reach over. */
export type BandLayout = {
  readonly count: number
  readonly lowestHz: number
  readonly highestHz: number
  /** Whether edges and middles are rounded to whole bins unless they are warped. */
  readonly isOfWholeBins: boolean
}

/** Those of the acoustic model (feat_params.json of its folder). */
export const MODEL_LAYOUT: BandLayout = { count: 20, lowestHz: 130, highestHz: 3700, isOfWholeBins: true }

/** Nothing is heard from half the rate on. */
const HIGHEST_EDGE_HZ = ENGINE_RATE_HZ / 2 - 10
const BIN_HZ = ENGINE_RATE_HZ / TRANSFORM_SIZE

/** A band: weights of the frequencies from bin `first` on, a triangle of area 1. */
type Band = { readonly first: number; readonly weights: Float64Array }

/**
 * Sums up the power in each band.
 *
 * @param powers `BINS` numbers a frame.
 * @param warp What the frequencies of the bands are multiplied by: above 1 for a short vocal tract.
 * @returns a number for each band of a frame.
 */
export function sumBands(powers: Float64Array, warp: number, layout: BandLayout): Float64Array {
  const { count } = layout
  const bands = Array.from({ length: count }, (_, band) => bandOf(band, warp, layout))
  const frames = powers.length / BINS
  const sums = new Float64Array(frames * count)
  for (let frame = 0; frame < frames; frame++) {
    for (const [band, { first, weights }] of bands.entries()) {
      const from = frame * BINS + first
      let sum = 0
      for (let index = 0; index < weights.length; index++) sum += (weights[index] ?? 0) * (powers[from + index] ?? 0)
      sums[frame * count + band] = sum
    }
  }
  return sums
}

function bandOf(band: number, warp: number, { count, lowestHz, highestHz, isOfWholeBins }: BandLayout): Band {
  const lowest = toMel(lowestHz)
  const width = (toMel(highestHz) - lowest) / (count + 1)
  const [low = 0, middle = 0, high = 0] = [band, band + 1, band + 2].map((edge) => {
    const frequency = fromMel(lowest + edge * width) * warp
    return isOfWholeBins && warp === 1 ? toWholeBin(frequency) : Math.min(HIGHEST_EDGE_HZ, frequency)
  })
  const first = Math.ceil(low / BIN_HZ)
  const weights = Float64Array.from({ length: Math.floor(high / BIN_HZ) - first + 1 }, (_, index) => {
    const frequency = (first + index) * BIN_HZ
    const height = Math.min((frequency - low) / (middle - low), (high - frequency) / (high - middle))
    return (2 * height) / (high - low)
  })
  return { first, weights }
}

function toWholeBin(frequency: number): number {
  return Math.floor(frequency / BIN_HZ + 0.5) * BIN_HZ
}

function toMel(hertz: number): number {
  return 2595 * Math.log10(1 + hertz / 700)
}

function fromMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1)
}
