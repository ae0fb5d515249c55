// Changes the sample rate of sound by a windowed sinc filter. Pieces are converted by themselves: each begins and ends in
// silence.

/** Zero crossings of the sinc on each side: the width of the filter. */
const CROSSINGS = 16

type Kernel = { readonly taps: readonly Float32Array[]; readonly half: number }

const kernels = new Map<string, Kernel>()

/**
 * Converts sound to another sample rate.
 *
 * @param length How many samples to give; those past the end of the sound are silent.
 */
export function resample(samples: Float32Array, fromHz: number, toHz: number, length: number): Float32Array {
  const result = new Float32Array(length)
  if (fromHz === toHz) {
    result.set(samples.subarray(0, length))
    return result
  }
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const { taps, half } = getKernel(up, down)
  for (let i = 0; i < length; i++) {
    const position = i * down
    const phase = taps[position % up]
    const first = Math.floor(position / up) - half + 1
    let sum = 0
    if (phase !== undefined) {
      for (let k = 0; k < phase.length; k++) sum += (samples[first + k] ?? 0) * (phase[k] ?? 0)
    }
    result[i] = sum
  }
  return result
}

/** One filter for each place between two samples where a new one may lie. */
function getKernel(up: number, down: number): Kernel {
  const key = `${up}/${down}`
  const known = kernels.get(key)
  if (known !== undefined) return known
  // Nothing above half the lower rate may pass.
  const cutoff = Math.min(1, up / down) * 0.95
  const half = Math.ceil(CROSSINGS / cutoff)
  const taps = Array.from({ length: up }, (_, phase) => {
    const filter = Float32Array.from({ length: half * 2 }, (_, k) => {
      const distance = k - half + 1 - phase / up
      return cutoff * sinc(cutoff * distance) * hann(distance / half)
    })
    const sum = filter.reduce((total, tap) => total + tap, 0)
    return filter.map((tap) => tap / sum)
  })
  const kernel = { taps, half }
  kernels.set(key, kernel)
  return kernel
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function hann(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x)
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
