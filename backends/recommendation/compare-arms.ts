// Two models on live traffic: what visitors did with the recommendations of each. Data for whoever decides; who is served
// by which is live-models.ts.

import { isInTrial } from "./live-models.ts"
import type { Feedback } from "./recommendation-service.ts"

/** What one model's visitors did. */
export type Arm = {
  readonly visitors: number
  /** Items that were chosen or booked, and turned down. */
  readonly taken: number
  readonly dismissed: number
  /** Share of visitors who took something, 0 to 1, with the ends of its 95 % interval (Wilson). */
  readonly takers: { readonly share: number; readonly low: number; readonly high: number }
}

/** The live model's visitors and the challenger's, and whether the difference is more than chance would make. */
export type ArmComparison = {
  readonly live: Arm
  readonly challenger: Arm
  /** The chance of a difference as large if both were alike (two-sided, normal approximation). */
  readonly pValue: number
}

/** The standard normal distribution has 95 % of its weight within this distance of 0. */
const Z95 = 1.959964

/**
 * Compares the two.
 *
 * @param share The challenger's share of the visitors while the feedback came in.
 */
export function compareArms(feedback: readonly Feedback[], share: number): ArmComparison {
  const live = measureArm(feedback.filter(({ visitorId }) => !isInTrial(visitorId, share)))
  const challenger = measureArm(feedback.filter(({ visitorId }) => isInTrial(visitorId, share)))
  return { live, challenger, pValue: chanceOf(live, challenger) }
}

function measureArm(feedback: readonly Feedback[]): Arm {
  const taken = feedback.filter(({ kind }) => kind === "chosen" || kind === "booked")
  const visitors = new Set(feedback.map(({ visitorId }) => visitorId)).size
  const takers = new Set(taken.map(({ visitorId }) => visitorId)).size
  return {
    visitors,
    taken: taken.length,
    dismissed: feedback.filter(({ kind }) => kind === "dismissed").length,
    takers: wilson(takers, visitors),
  }
}

function wilson(count: number, of: number): Arm["takers"] {
  if (of === 0) return { share: 0, low: 0, high: 1 }
  const share = count / of
  const scale = 1 + Z95 ** 2 / of
  const middle = (share + Z95 ** 2 / (2 * of)) / scale
  const reach = (Z95 / scale) * Math.sqrt((share * (1 - share)) / of + Z95 ** 2 / (4 * of ** 2))
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

function chanceOf(one: Arm, other: Arm): number {
  const visitors = one.visitors + other.visitors
  if (one.visitors === 0 || other.visitors === 0) return 1
  const all = (one.takers.share * one.visitors + other.takers.share * other.visitors) / visitors
  const error = Math.sqrt(all * (1 - all) * (1 / one.visitors + 1 / other.visitors))
  return error === 0 ? 1 : twoSided(Math.abs(one.takers.share - other.takers.share) / error)
}

/** The weight of the normal distribution beyond a distance on both sides (Abramowitz and Stegun 7.1.26, to 1.5e-7). */
function twoSided(distance: number): number {
  const x = distance / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const sum = terms.reduceRight((inner, term) => (inner + term) * t, 0)
  return sum * Math.exp(-(x ** 2))
}
