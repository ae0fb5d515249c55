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

/** Powers of two are looked up in such parts of one. */
const PARTS = 32
const PARTS_PER_UNIT = PARTS * INVERSE_LN2
const FRACTIONS = new Float64Array(PARTS)
for (let i = 0; i < PARTS; i += 1) FRACTIONS[i] = taylor((i * LN2_HIGH) / PARTS + (i * LN2_LOW) / PARTS)

function taylor(x: number): number {
  let sum = 1
  for (let i = 20; i >= 1; i -= 1) sum = 1 + (x / i) * sum
  return sum
}

/** e to the x; arguments beyond ±700 are cut there. Relative error below 1e-14. */
export function exp(x: number): number {
  const bounded = x < -700 ? -700 : Math.min(x, 700)
  const parts = Math.floor(bounded * PARTS_PER_UNIT + 0.5)
  const rest = bounded - parts * (LN2_HIGH / PARTS) - parts * (LN2_LOW / PARTS)
  // Taylor of degree 6 on |rest| <= 0.011: the first term left out is below 4e-18.
  const square = rest * rest
  const low = 1 + rest + square * (1 / 2 + rest * (1 / 6))
  const sum = low + square * square * (1 / 24 + rest * (1 / 120) + square * (1 / 720))
  return sum * (FRACTIONS[parts & (PARTS - 1)] as number) * (POWERS[(parts >> 5) + 1023] as number)
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
