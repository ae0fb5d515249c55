// Wilson's score interval of a share. Pure.

/** The standard normal distribution has 95 % of its weight within this distance of 0. */
export const Z95 = 1.959964

/** A share, 0 to 1 (of a difference: -1 to 1), with the ends of its 95 % interval. */
export type Share = { readonly share: number; readonly low: number; readonly high: number }

/** The share of a count; of nothing it is 0 and may be anything. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { share: 0, low: 0, high: 1 }
  const share = count / of
  const scale = 1 + Z95 ** 2 / of
  const middle = (share + Z95 ** 2 / (2 * of)) / scale
  const reach = (Z95 / scale) * Math.sqrt((share * (1 - share)) / of + Z95 ** 2 / (4 * of ** 2))
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
