// The unit in which the search counts: steps of a natural logarithm, as the acoustic model's tables have them.

/** The model's logarithms are to this base, in steps of 1,024 of them: about 0.1. */
export const LOG_OF_BASE = Math.log(1.0001)
export const LOG_STEP = 1024 * LOG_OF_BASE

/** A natural logarithm in whole steps, the lower where it is between two. */
export function toSteps(logarithm: number): number {
  return Math.floor(logarithm / LOG_STEP)
}
