// Takes even noise out of bands of sound, as was done with what the acoustic model was made of: power-normalized cepstra,
// https://doi.org/10.1109/TASLP.2016.2545928 (Kim and Stern), with the constants of CMU Sphinx (fe_noise.c).

/** How much of the last frame's power is kept. */
const POWER_MEMORY = 0.7
/** How fast the lowest power seen is forgotten when it gets louder, and when it gets softer. */
const RISING_MEMORY = 0.995
const FALLING_MEMORY = 0.5
/** How fast a peak is forgotten; what is below it is masked, down to a share of it. */
const PEAK_MEMORY = 0.85
const MASKED_SHARE = 0.2
/** Power is changed by this much at most, to either side. */
const MAX_GAIN = 20
/** Gains are evened out over this many bands to either side. */
const REACH = 4

/** Weakens the bands that are mostly noise, frame after frame. @param bands Powers, changed in place. */
export function removeNoise(bands: Float64Array, bandCount: number): void {
  const tracks = Array.from({ length: bandCount }, (_, band) => new BandTrack(bands[band] ?? 0))
  for (let frame = 0; frame * bandCount < bands.length; frame++) {
    const gains = tracks.map((track, band) => track.gainOf(bands[frame * bandCount + band] ?? 0))
    for (let band = 0; band < bandCount; band++) {
      const around = gains.slice(Math.max(0, band - REACH), band + REACH + 1)
      const gain = around.reduce((sum, value) => sum + value, 0) / around.length
      bands[frame * bandCount + band] = (bands[frame * bandCount + band] ?? 0) * gain
    }
  }
}

/** What is known of one band so far. */
class BandTrack {
  #power: number
  #noise: number
  #floor: number
  #peak = 0

  constructor(first: number) {
    this.#power = first
    this.#noise = first / MAX_GAIN
    this.#floor = first / MAX_GAIN
  }

  gainOf(power: number): number {
    this.#power = POWER_MEMORY * this.#power + (1 - POWER_MEMORY) * power
    this.#noise = lowerEnvelope(this.#noise, this.#power)
    const signal = Math.max(1, this.#power - this.#noise)
    this.#floor = lowerEnvelope(this.#floor, signal)
    this.#peak *= PEAK_MEMORY
    const heard = signal < PEAK_MEMORY * this.#peak ? MASKED_SHARE * this.#peak : signal
    this.#peak = Math.max(this.#peak, signal)
    const gain = Math.max(this.#floor, heard) / this.#power
    return Math.max(1 / MAX_GAIN, Math.min(MAX_GAIN, gain))
  }
}

function lowerEnvelope(envelope: number, value: number): number {
  const memory = value >= envelope ? RISING_MEMORY : FALLING_MEMORY
  return memory * envelope + (1 - memory) * value
}
