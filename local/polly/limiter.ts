// Keeps loud sound below a ceiling by turning it down where it would pass it, a little before and after: what is cut off or
// bent instead grows new peaks in every filter and encoder.

/** Half of the time in which the volume goes down and up again: 8 ms. */
const REACH_SAMPLES = 128

/**
 * Limits sound.
 *
 * @param ceiling No sample's magnitude passes it.
 */
export function limit(samples: Float32Array, ceiling: number): Float32Array {
  const wanted = samples.map((sample) => Math.min(1, ceiling / Math.max(1e-9, Math.abs(sample))))
  const gains = average(lowest(wanted))
  return samples.map((sample, i) => sample * (gains[i] ?? 1))
}

/** The lowest value within reach of each. */
function lowest(values: Float32Array): Float32Array {
  return values.map((_, i) => {
    let low = 1
    const end = Math.min(values.length - 1, i + REACH_SAMPLES)
    for (let at = Math.max(0, i - REACH_SAMPLES); at <= end; at++) low = Math.min(low, values[at] ?? 1)
    return low
  })
}

/** The average within reach of each; beyond the ends the values go on as they are there. */
function average(values: Float32Array): Float32Array {
  const at = (i: number) => values[Math.min(values.length - 1, Math.max(0, i))] ?? 1
  let sum = 0
  for (let i = -REACH_SAMPLES; i <= REACH_SAMPLES; i++) sum += at(i)
  return values.map((_, i) => {
    const mean = sum / (2 * REACH_SAMPLES + 1)
    sum += at(i + REACH_SAMPLES + 1) - at(i - REACH_SAMPLES)
    return mean
  })
}
