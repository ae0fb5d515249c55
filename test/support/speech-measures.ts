// Measures speech without knowing how it was made: when something is heard, how loud and how high it is.

/** Samples from −1 to 1 of some rate. */
export type Sound = { readonly samples: Float32Array; readonly sampleRateHz: number }

const WINDOW_SECONDS = 0.005

/** When sound begins after a silence of 60 ms at least, in milliseconds. */
export function findOnsetsMs({ samples, sampleRateHz }: Sound): readonly number[] {
  const length = Math.round(WINDOW_SECONDS * sampleRateHz)
  const levels: number[] = []
  for (let at = 0; at + length <= samples.length; at += length) levels.push(level(samples.subarray(at, at + length)))
  const audible = Math.max(...levels) * 0.05
  const onsets: number[] = []
  let quiet = Number.POSITIVE_INFINITY
  levels.forEach((loudness, i) => {
    if (loudness <= audible) quiet += 1
    else {
      if (quiet * WINDOW_SECONDS >= 0.06) onsets.push((i * length * 1000) / sampleRateHz)
      quiet = 0
    }
  })
  return onsets
}

/** The loudest sample in decibels of full scale. */
export function peakDb({ samples }: Sound): number {
  return 20 * Math.log10(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))
}

/** How long, in seconds. */
export function secondsOf({ samples, sampleRateHz }: Sound): number {
  return samples.length / sampleRateHz
}

const FRAME_SECONDS = 0.064
const STEP_SECONDS = 0.02

/** The pitch of a voice in hertz: the median of its voiced frames, each by autocorrelation from 60 to 500 Hz. */
export function pitchHz({ samples, sampleRateHz }: Sound): number {
  const length = Math.round(FRAME_SECONDS * sampleRateHz)
  const loudest = 10 ** (peakDb({ samples, sampleRateHz }) / 20)
  const pitches: number[] = []
  for (let at = 0; at + length <= samples.length; at += Math.round(STEP_SECONDS * sampleRateHz)) {
    const frame = samples.subarray(at, at + length)
    const lag = level(frame) < loudest * 0.08 ? undefined : findLag(frame, sampleRateHz)
    if (lag !== undefined) pitches.push(sampleRateHz / lag)
  }
  pitches.sort((a, b) => a - b)
  return pitches[pitches.length >> 1] ?? 0
}

/** The shortest lag at which a frame is like itself. */
function findLag(frame: Float32Array, sampleRateHz: number): number | undefined {
  let best = 0.7
  let found: number | undefined
  for (let lag = Math.floor(sampleRateHz / 500); lag < sampleRateHz / 60; lag++) {
    const likeness = correlate(frame, lag)
    // A multiple of the period is as like, but not more.
    if (likeness > best + 0.02) {
      best = likeness
      found = lag
    }
  }
  return found
}

function correlate(frame: Float32Array, lag: number): number {
  let product = 0
  let first = 0
  let second = 0
  for (let i = 0; i + lag < frame.length; i++) {
    const [a = 0, b = 0] = [frame[i], frame[i + lag]]
    product += a * b
    first += a * a
    second += b * b
  }
  return product / Math.sqrt(first * second + 1e-12)
}

function level(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / Math.max(1, samples.length))
}
