// Sound as the engine likes it: at its rate, without the silence around the speech, at one loudness, over a little noise.
// Its spectra are front-end.ts.

import type { PcmAudio } from "#local/lex/speech-ports.ts"

/** The rate of the acoustic model's features. */
export const ENGINE_RATE_HZ = 16_000

const FRAME = ENGINE_RATE_HZ / 50
/** Softer than this is never speech: -50 dB of full scale. */
const MIN_SPEECH_RMS = 0.003
/** Speech is this much louder than the quietest tenth of the sound. */
const SPEECH_TO_NOISE = 2.5
/** Loud and soft are further apart than this in speech; what is more even is the noise of a place or a machine. */
const STEADY_SPREAD = 1.5
/** Less than 160 ms of speech is a click. */
const MIN_SPEECH_FRAMES = 8
/** Kept around the speech, where soft consonants are: 300 ms. */
const MARGIN_FRAMES = 15
/** Loudness that speech is brought to. */
const SPEECH_RMS = 0.08
const MAX_GAIN = 30
/** Absolute digital silence has no spectrum: a little noise gives it one. Peak, of full scale. */
const NOISE = 0.003
/** The same sound always gets the same noise, so that it is always understood alike. */
const FIRST_NOISE = 1
const PAD_SAMPLES = ENGINE_RATE_HZ * 0.3

/** @returns `undefined` when nobody speaks. */
export function prepareSpeech(audio: PcmAudio): Float32Array | undefined {
  const samples = toEngineRate(audio)
  const { loud, gain, isSteady } = findSpeech(samples)
  const [first, last] = [loud[0], loud.at(-1)]
  if (isSteady || first === undefined || last === undefined || loud.length < MIN_SPEECH_FRAMES) return undefined
  const speech = samples.subarray(Math.max(0, first - MARGIN_FRAMES) * FRAME, (last + MARGIN_FRAMES) * FRAME)
  return withNoise(speech, gain, FIRST_NOISE)
}

/**
 * Brings a sound to the loudness that speech is heard at, with noise before, after and under it; nothing is cut.
 *
 * @param samples At `ENGINE_RATE_HZ`, -1 to 1.
 * @param noise Which noise, a whole number from 1.
 */
export function toHeardLoudness(samples: Float32Array, noise: number): Float32Array {
  return withNoise(samples, findSpeech(samples).gain, noise)
}

/** The frames that are loud, what brings them to `SPEECH_RMS`, and whether all are as loud as they. */
function findSpeech(samples: Float32Array): { loud: readonly number[]; gain: number; isSteady: boolean } {
  const levels = frameLevels(samples)
  const sorted = levels.toSorted()
  const noise = sorted[Math.floor(sorted.length / 10)] ?? 0
  const loudest = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  // Speech that fills the sound leaves no noise to compare with.
  const threshold = Math.max(MIN_SPEECH_RMS, Math.min(noise * SPEECH_TO_NOISE, loudest / 2))
  const loud = [...levels.keys()].filter((index) => (levels[index] ?? 0) > threshold)
  const rms = Math.sqrt(loud.reduce((sum, index) => sum + (levels[index] ?? 0) ** 2, 0) / loud.length)
  const gain = loud.length === 0 ? MAX_GAIN : Math.min(MAX_GAIN, SPEECH_RMS / rms)
  return { loud, gain, isSteady: loudest < noise * STEADY_SPREAD }
}

function frameLevels(samples: Float32Array): Float32Array {
  const levels = new Float32Array(Math.floor(samples.length / FRAME))
  for (let frame = 0; frame < levels.length; frame++) {
    let [sum, mean] = [0, 0]
    for (let i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
      const sample = samples[i] ?? 0
      sum += sample * sample
      mean += sample
    }
    // A constant is no sound.
    levels[frame] = Math.sqrt(Math.max(0, sum / FRAME - (mean / FRAME) ** 2))
  }
  return levels
}

function withNoise(speech: Float32Array, gain: number, noise: number): Float32Array {
  const padded = new Float32Array(speech.length + 2 * PAD_SAMPLES)
  let random = noise
  for (let i = 0; i < padded.length; i++) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    const sample = (speech[i - PAD_SAMPLES] ?? 0) * gain
    padded[i] = Math.max(-1, Math.min(1, sample)) + NOISE * (random / 0x40_00_00_00 - 1)
  }
  return padded
}

/** Any rate by interpolation; from 8 kHz each second sample is made of its ten neighbors. */
function toEngineRate({ samples, sampleRateHz }: PcmAudio): Float32Array {
  return resample(samples, sampleRateHz / ENGINE_RATE_HZ, 1 / 32_768)
}

/** Neighbors to either side that a sample between them is made of. */
const REACH = 8
/** Places between two samples that are told apart. */
const PHASES = 400

/** Shares of the neighbors, by place between samples: windowed sinc. */
const KERNELS: (Float32Array | undefined)[] = []

/** Takes a sample each `step` samples; downsampling isn't filtered, since callers send 8 or 16 kHz. */
function resample(samples: Int16Array | Float32Array, step: number, gain: number): Float32Array {
  const result = new Float32Array(Math.floor(samples.length / step))
  for (let i = 0; i < result.length; i++) {
    const place = Math.round(i * step * PHASES)
    const phase = place % PHASES
    const whole = (place - phase) / PHASES
    result[i] = (phase === 0 ? (samples[whole] ?? 0) : interpolate(samples, whole, kernelOf(phase))) * gain
  }
  return result
}

function interpolate(samples: Int16Array | Float32Array, whole: number, kernel: Float32Array): number {
  const first = whole - REACH + 1
  let sum = 0
  for (let index = 0; index < kernel.length; index++) sum += (samples[first + index] ?? 0) * (kernel[index] ?? 0)
  return sum
}

function kernelOf(phase: number): Float32Array {
  const known = KERNELS[phase]
  if (known !== undefined) return known
  const kernel = Float32Array.from({ length: 2 * REACH }, (_, index) => {
    const distance = (phase / PHASES - (index - REACH + 1)) * Math.PI
    const window = 0.5 + 0.5 * Math.cos(distance / REACH)
    return (Math.sin(distance) / distance) * window
  })
  KERNELS[phase] = kernel
  return kernel
}
