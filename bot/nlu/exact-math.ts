// Exponential and logarithm that give the same bits in every JavaScript engine: Math.exp and Math.log need not.
// Only + - * / and powers of two are used, all exactly defined by IEEE 754.

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const INVERSE_LN2 = Math.LOG2E
const SQRT_2 = Math.SQRT2

/** A power of two, exact for whole exponents from -1,022 to 1,023. */
function powerOfTwo(exponent: number): number {
  let result = 1
  let base = exponent < 0 ? 0.5 : 2
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= base
    base *= base
  }
  return result
}

const POWERS = new Float64Array(2048)
for (let i = 0; i < POWERS.length; i += 1) POWERS[i] = powerOfTwo(i - 1023)

const INVERSE_FACTORIALS = new Float64Array(13).fill(1)
for (let i = 2; i <= 12; i += 1) INVERSE_FACTORIALS[i] = (INVERSE_FACTORIALS[i - 1] as number) / i

/** e to the x; arguments beyond ±700 are cut there. Relative error below 1e-14. */
export function exp(x: number): number {
  const bounded = x < -700 ? -700 : Math.min(x, 700)
  const exponent = Math.floor(bounded * INVERSE_LN2 + 0.5)
  const rest = bounded - exponent * LN2_HIGH - exponent * LN2_LOW
  // Taylor of degree 12 on |rest| <= 0.347: the first term left out is below 2e-16 of the sum.
  let sum = INVERSE_FACTORIALS[12] as number
  for (let i = 11; i >= 0; i -= 1) sum = (INVERSE_FACTORIALS[i] as number) + rest * sum
  return sum * (POWERS[exponent + 1023] as number)
}

/** Natural logarithm of a positive number; 0 and below give the logarithm of the smallest normal number. */
export function log(x: number): number {
  let mantissa = Math.max(x, 2.3e-308)
  let exponent = 0
  while (mantissa > SQRT_2) {
    mantissa /= 2
    exponent += 1
  }
  while (mantissa < SQRT_2 / 2) {
    mantissa *= 2
    exponent -= 1
  }
  const ratio = (mantissa - 1) / (mantissa + 1)
  const square = ratio * ratio
  let sum = 0
  for (let i = 23; i >= 1; i -= 2) sum = 1 / i + square * sum
  return 2 * ratio * sum + exponent * (LN2_HIGH + LN2_LOW)
}

/** The logistic function, 0 to 1. */
export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x))
}
