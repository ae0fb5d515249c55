// Makes sound worse the way places, microphones and lines do: noise under it, a tilted spectrum, a telephone's rate. Its
// length stays the same, so that what is heard when stays true.

import type { RandomSource } from "#core/units.ts"
import { resample } from "#local/polly/resample.ts"
import { ENGINE_RATE_HZ } from "#local/recognizer/audio.ts"

/** What is done to a sound; its spectrum may be tilted besides. */
export type Flaws = { readonly isNoisy: boolean; readonly isNarrow: boolean }

/** Makes one sound after the other worse. */
export interface SoundSpoiler {
  /** Remembers a clean sound, at `ENGINE_RATE_HZ`, as a voice of the crowd behind others. */
  remember(samples: Float32Array): void
  /** @returns a new sound of the same length and about the same loudness, -1 to 1. */
  spoil(samples: Float32Array, flaws: Flaws): Float32Array
}

/** Speech over noise, in decibels. */
const SNR_DB = { least: 8, most: 28 }
/** A crowd, and those it is made of. */
const CROWD = 5
const REMEMBERED = 40
const FEWEST_FOR_CROWD = 4
/** Share of the noises; the rest are crowds. */
const WHITE_SHARE = 0.5
const COLORED_SHARE = 0.3
/** How much a colored noise has of its last sample: bright below 0, dull above. */
const COLOR = { least: -0.6, most: 1 }
const TILTED_SHARE = 0.4
/** How much a tilted sound has of its sample before, to either side of 0. */
const MOST_TILT = 0.35
const TELEPHONE_HZ = 8000
const TELEPHONE_SHARE = 0.7
const OTHER_RATES_HZ = [10_000, 11_000, 12_000]

/** The flaws of the two worse versions that are made of each sound: one with a single flaw, one with noise for sure. */
export function drawFlaws(random: RandomSource): readonly Flaws[] {
  const isNoisy = random() < 0.6
  return [
    { isNoisy, isNarrow: !isNoisy },
    { isNoisy: true, isNarrow: random() < 0.5 },
  ]
}

export function createSoundSpoiler(random: RandomSource): SoundSpoiler {
  const remembered: Float32Array[] = []
  return {
    remember: (samples) => {
      remembered.push(samples)
      if (remembered.length > REMEMBERED) remembered.shift()
    },
    spoil: (samples, { isNoisy, isNarrow }) => {
      const noisy = isNoisy ? overNoise(samples, drawNoise(samples.length, remembered, random), random) : samples
      const tilted = random() < TILTED_SHARE ? tilt(noisy, (2 * random() - 1) * MOST_TILT) : noisy
      const heard = isNarrow ? narrow(tilted, random) : tilted
      return heard.map((sample) => Math.max(-1, Math.min(1, sample)))
    },
  }
}

/** A noise of any loudness. */
function drawNoise(length: number, voices: readonly Float32Array[], random: RandomSource): Float32Array {
  const noise = new Float32Array(length)
  const kind = random()
  if (kind >= WHITE_SHARE + COLORED_SHARE && voices.length >= FEWEST_FOR_CROWD) {
    for (let speaker = 0; speaker < CROWD; speaker++) {
      const voice = voices[Math.floor(random() * voices.length)] ?? noise
      const from = Math.floor(random() * voice.length)
      for (let i = 0; i < length; i++) noise[i] = (noise[i] ?? 0) + (voice[(i + from) % voice.length] ?? 0)
    }
    return noise
  }
  const color = kind < WHITE_SHARE ? 0 : COLOR.least + random() * (COLOR.most - COLOR.least)
  for (let i = 0; i < length; i++) {
    // The sum of three even distributions is near enough to a bell.
    noise[i] = color * (noise[i - 1] ?? 0) + random() + random() + random() - 1.5
  }
  return noise
}

function overNoise(samples: Float32Array, noise: Float32Array, random: RandomSource): Float32Array {
  const snrDb = SNR_DB.least + random() * (SNR_DB.most - SNR_DB.least)
  const gain = Math.sqrt(energyOf(samples) / energyOf(noise)) * 10 ** (-snrDb / 20)
  return samples.map((sample, i) => sample + gain * (noise[i] ?? 0))
}

function energyOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0)
}

function tilt(samples: Float32Array, share: number): Float32Array {
  return samples.map((sample, i) => sample + share * (samples[i - 1] ?? 0))
}

/** As it arrives over a line of a lower rate. */
function narrow(samples: Float32Array, random: RandomSource): Float32Array {
  const isTelephone = random() < TELEPHONE_SHARE
  const rateHz = isTelephone ? TELEPHONE_HZ : (OTHER_RATES_HZ[Math.floor(random() * OTHER_RATES_HZ.length)] ?? 0)
  const length = Math.floor((samples.length * rateHz) / ENGINE_RATE_HZ)
  return resample(resample(samples, ENGINE_RATE_HZ, rateHz, length), rateHz, ENGINE_RATE_HZ, samples.length)
}
