// What the acoustic network hears of a sound: bands up to the highest frequencies there are, more than the acoustic model's.
// What it makes of them is acoustic-network.ts.

import type { PowerSpectrum } from "./front-end.ts"
import { loudFrames } from "./loud-frames.ts"
import { type BandLayout, sumBands } from "./mel-bands.ts"
import { removeNoise } from "./noise-removal.ts"

const LAYOUT: BandLayout = { count: 30, lowestHz: 100, highestHz: 7600, isOfWholeBins: false }
export const NETWORK_BANDS = LAYOUT.count
/** The logarithm of silence is 0. */
const LEAST_POWER = 1
/** Softer frames don't count for what all have in common: a natural logarithm, the mean of all bands. */
const LOUD_RANGE = 5
const SCALE = 1 / 3

/**
 * The loudness of bands, without what all loud frames have in common.
 *
 * @param warp Of the speaker's vocal tract (vocal-tract.ts).
 * @returns `NETWORK_BANDS` a frame.
 */
export function toNetworkBands({ data, frames }: PowerSpectrum, warp: number): Float32Array {
  const powers = sumBands(data, warp, LAYOUT)
  removeNoise(powers, NETWORK_BANDS)
  const bands = Float32Array.from(powers, (power) => Math.log(power + LEAST_POWER))
  const bandsOf = (frame: number): Float32Array => bands.subarray(frame * NETWORK_BANDS, (frame + 1) * NETWORK_BANDS)
  const loudness = Float64Array.from({ length: frames }, (_, frame) => sum(bandsOf(frame)) / NETWORK_BANDS)
  const loud = loudFrames(loudness, LOUD_RANGE).map(bandsOf)
  const means = Float64Array.from({ length: NETWORK_BANDS }, (_, band) => {
    return loud.reduce((total, own) => total + (own[band] ?? 0), 0) / Math.max(1, loud.length)
  })
  return bands.map((value, at) => SCALE * (value - (means[at % NETWORK_BANDS] ?? 0)))
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}
