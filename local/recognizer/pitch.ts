// How high a voice is: the period after which its loud and voiced parts are most like themselves.

import { ENGINE_RATE_HZ } from "./audio.ts"

/** Pitch is looked for in the low frequencies alone. */
const DECIMATION = 4
const RATE_HZ = ENGINE_RATE_HZ / DECIMATION
/** 40 ms of sound each 10 ms. */
const WINDOW = RATE_HZ / 25
const STEP = RATE_HZ / 100
const SHORTEST_PERIOD = Math.floor(RATE_HZ / 400)
const LONGEST_PERIOD = Math.floor(RATE_HZ / 60)
/** From this correlation on, a sound repeats itself. */
const VOICED = 0.6
/** The shortest period that is nearly as good as the best: its multiples are as good. */
const NEARLY = 0.85
/** Softer frames than this share of the loudest one's energy don't count. */
const LOUD_SHARE = 1 / 20

/** @returns the median pitch of an utterance in hertz, `undefined` when nothing in it is voiced. */
export function pitchOf(speech: Float32Array): number | undefined {
  const samples = decimate(speech)
  const frames: { readonly energy: number; readonly pitchHz: number }[] = []
  for (let from = 0; from + WINDOW + LONGEST_PERIOD < samples.length; from += STEP) {
    frames.push(framePitch(samples.subarray(from, from + WINDOW + LONGEST_PERIOD)))
  }
  const loudest = frames.reduce((most, { energy }) => Math.max(most, energy), 0)
  const pitches = frames
    .filter(({ energy, pitchHz }) => energy > LOUD_SHARE * loudest && pitchHz > 0)
    .map(({ pitchHz }) => pitchHz)
    .toSorted((one, other) => one - other)
  return pitches[Math.floor(pitches.length / 2)]
}

function decimate(speech: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(speech.length / DECIMATION) }, (_, index) => {
    let sum = 0
    for (let near = 0; near < DECIMATION; near++) sum += speech[index * DECIMATION + near] ?? 0
    return sum / DECIMATION
  })
}

/** Pitch and energy of a frame; a pitch of 0 where it is not voiced. */
function framePitch(samples: Float32Array): { readonly energy: number; readonly pitchHz: number } {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
  const centered = samples.map((sample) => sample - mean)
  const energy = product(centered, 0, 0)
  const alike = new Float64Array(LONGEST_PERIOD + 1)
  for (let period = SHORTEST_PERIOD - 1; period <= LONGEST_PERIOD; period++) {
    const both = Math.sqrt(energy * product(centered, period, period))
    alike[period] = both === 0 ? 0 : product(centered, 0, period) / both
  }
  const best = Math.max(...alike.subarray(SHORTEST_PERIOD, LONGEST_PERIOD))
  if (best < VOICED) return { energy, pitchHz: 0 }
  for (let period = SHORTEST_PERIOD; period < LONGEST_PERIOD; period++) {
    const [last = 0, own = 0, next = 0] = alike.subarray(period - 1, period + 2)
    if (own > NEARLY * best && own >= last && own >= next) return { energy, pitchHz: RATE_HZ / period }
  }
  return { energy, pitchHz: 0 }
}

function product(samples: Float32Array, one: number, other: number): number {
  let sum = 0
  for (let index = 0; index < WINDOW; index++) sum += (samples[one + index] ?? 0) * (samples[other + index] ?? 0)
  return sum
}
