// The discrete Fourier transform of one length, in place.

/** Samples of a transform, a power of two. */
export const TRANSFORM_SIZE = 512
/** Frequencies of the transform of real samples, from 0 to half the sample rate. */
export const BINS = TRANSFORM_SIZE / 2 + 1

const ANGLES = Float64Array.from({ length: TRANSFORM_SIZE / 2 }, (_, index) => (-2 * Math.PI * index) / TRANSFORM_SIZE)
const COSINES = ANGLES.map(Math.cos)
const SINES = ANGLES.map(Math.sin)
/** Where each sample goes before the first step: its bits in reverse. */
const REVERSED = Uint16Array.from({ length: TRANSFORM_SIZE }, (_, index) => {
  let reversed = 0
  for (let bit = 1; bit < TRANSFORM_SIZE; bit *= 2) reversed = reversed * 2 + (index & bit ? 1 : 0)
  return reversed
})

/**
 * Transforms `TRANSFORM_SIZE` numbers (Cooley and Tukey, 1965).
 *
 * @param real Real parts, replaced by those of the result.
 * @param imaginary Imaginary parts, likewise.
 */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  for (const [index, other] of REVERSED.entries()) {
    if (other > index) {
      swap(real, index, other)
      swap(imaginary, index, other)
    }
  }
  for (let half = 1; half < TRANSFORM_SIZE; half *= 2) {
    const stride = TRANSFORM_SIZE / (2 * half)
    for (let first = 0; first < TRANSFORM_SIZE; first += 2 * half) {
      for (let index = 0; index < half; index++) join(real, imaginary, first + index, half, index * stride)
    }
  }
}

/** The sum and the difference of two numbers, the second turned by an angle. */
function join(real: Float64Array, imaginary: Float64Array, at: number, half: number, angle: number): void {
  const other = at + half
  const [cosine, sine] = [COSINES[angle] ?? 1, SINES[angle] ?? 0]
  const [otherReal, otherImaginary] = [real[other] ?? 0, imaginary[other] ?? 0]
  const turnedReal = otherReal * cosine - otherImaginary * sine
  const turnedImaginary = otherReal * sine + otherImaginary * cosine
  const [ownReal, ownImaginary] = [real[at] ?? 0, imaginary[at] ?? 0]
  real[other] = ownReal - turnedReal
  imaginary[other] = ownImaginary - turnedImaginary
  real[at] = ownReal + turnedReal
  imaginary[at] = ownImaginary + turnedImaginary
}

function swap(numbers: Float64Array, one: number, other: number): void {
  const kept = numbers[one] ?? 0
  numbers[one] = numbers[other] ?? 0
  numbers[other] = kept
}
