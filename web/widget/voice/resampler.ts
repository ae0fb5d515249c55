// Changes the rate of sound as it comes, in the browser's audio thread and on the server alike. Pure.

/** How far the filter reaches, in periods of the lower rate. */
const REACH = 16
/** Steps of the filter's table in one period; between them the nearest is taken. */
const STEPS = 256
/** What is kept of the lower rate's band; above, the filter falls off. */
const PASSBAND = 0.92

/** Takes samples of one rate, gives samples of another. */
export interface Resampler {
  /** @returns what can be told so far; the end waits for what comes after it. */
  push(samples: Float32Array): Float32Array<ArrayBuffer>
  /** @returns the rest, when nothing comes after it. */
  finish(): Float32Array<ArrayBuffer>
}

/**
 * Creates a resampler: a windowed sinc that lets through what both rates can carry. The output lasts as long as the input.
 *
 * @param fromHz,toHz Above 0; equal rates pass the samples through.
 */
export function createResampler(fromHz: number, toHz: number): Resampler {
  if (fromHz === toHz) return { push: (samples) => Float32Array.from(samples), finish: () => new Float32Array(0) }
  const step = fromHz / toHz
  // In input samples: a filter for a lower output rate is as much wider.
  const scale = Math.max(1, step)
  const reach = Math.ceil(REACH * scale)
  const table = createFilter()
  let pending = new Float32Array(reach)
  /** Where the next output sample lies, in `pending`. */
  let position = reach
  let received = 0
  let sent = 0

  const sampleAt = (at: number): number => {
    const first = Math.ceil(at - reach)
    const last = Math.floor(at + reach)
    let sum = 0
    for (let i = first; i <= last; i++) {
      const distance = Math.abs(i - at) / scale
      sum += (pending[i] ?? 0) * (table[Math.round(distance * STEPS)] ?? 0)
    }
    return sum / scale
  }
  const take = (isLast: boolean): Float32Array<ArrayBuffer> => {
    const end = isLast ? Number.POSITIVE_INFINITY : pending.length - reach
    const most = isLast ? Math.round(received / step) - sent : Math.ceil((pending.length - position) / step) + 1
    const output = new Float32Array(Math.max(0, most))
    let count = 0
    for (; count < output.length && position < end; count++) {
      output[count] = sampleAt(position)
      position += step
    }
    sent += count
    const done = Math.max(0, Math.floor(position) - reach)
    pending = pending.slice(done)
    position -= done
    return output.slice(0, count)
  }
  return {
    push: (samples) => {
      const joined = new Float32Array(pending.length + samples.length)
      joined.set(pending)
      joined.set(samples, pending.length)
      pending = joined
      received += samples.length
      return take(false)
    },
    finish: () => take(true),
  }
}

/** One half of the filter, by distance from its middle. */
function createFilter(): Float32Array {
  const table = new Float32Array(REACH * STEPS + 1)
  for (let i = 0; i < table.length; i++) {
    const distance = i / STEPS
    const angle = Math.PI * distance * PASSBAND
    const sinc = i === 0 ? 1 : Math.sin(angle) / angle
    const window =
      0.42 + 0.5 * Math.cos((Math.PI * distance) / REACH) + 0.08 * Math.cos((2 * Math.PI * distance) / REACH)
    table[i] = PASSBAND * sinc * window
  }
  return table
}
