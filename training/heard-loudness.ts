// Brings a sound to the loudness that the recognizer hears everything at, over the same trace of noise (its audio.ts), but
// without looking for where the speech begins and ends: a sound's labels are its worse versions' only while nothing is cut.

import type { RandomSource } from "#core/units.ts"
import { ENGINE_RATE_HZ } from "#local/recognizer/audio.ts"

const FRAME = ENGINE_RATE_HZ / 50
/** What counts as speech, and how loud it gets: as in audio.ts. */
const MIN_SPEECH_RMS = 0.003
const SPEECH_TO_NOISE = 2.5
const SPEECH_RMS = 0.08
const MAX_GAIN = 30
/** Peak of the noise, of full scale. */
const NOISE = 0.003
/** Put before and after: 100 ms. */
const PAD_SAMPLES = ENGINE_RATE_HZ / 10

/** @param samples At `ENGINE_RATE_HZ`, -1 to 1. @returns the same, with 100 ms of the noise before and after. */
export function bringToHeardLoudness(samples: Float32Array, random: RandomSource): Float32Array {
  const gain = gainFor(samples)
  return Float32Array.from({ length: samples.length + 2 * PAD_SAMPLES }, (_, i) => {
    const sample = (samples[i - PAD_SAMPLES] ?? 0) * gain
    return Math.max(-1, Math.min(1, sample)) + NOISE * (2 * random() - 1)
  })
}

function gainFor(samples: Float32Array): number {
  const levels = Array.from({ length: Math.floor(samples.length / FRAME) }, (_, frame) => {
    const own = samples.subarray(frame * FRAME, (frame + 1) * FRAME)
    return Math.sqrt(own.reduce((sum, sample) => sum + sample * sample, 0) / FRAME)
  })
  const sorted = levels.toSorted((one, other) => one - other)
  const noise = sorted[Math.floor(sorted.length / 10)] ?? 0
  const loudest = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  const threshold = Math.max(MIN_SPEECH_RMS, Math.min(noise * SPEECH_TO_NOISE, loudest / 2))
  const loud = levels.filter((level) => level > threshold)
  const rms = Math.sqrt(loud.reduce((sum, level) => sum + level * level, 0) / Math.max(1, loud.length))
  return Math.min(MAX_GAIN, SPEECH_RMS / rms)
}
