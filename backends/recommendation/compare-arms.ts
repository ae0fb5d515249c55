// Two models on live traffic: what visitors did with the recommendations of each, and whether the difference says anything.
// Data for whoever decides; who is served by which is live-models.ts. Pure.

import type { EpochMs } from "#core/time.ts"
import { type Share, wilson, Z95 } from "./engine/wilson.ts"
import type { Feedback } from "./recommendation-service.ts"

/** Something a visitor did, and when. */
export type DatedFeedback = Feedback & { readonly at: EpochMs }

/** What one model's visitors did. */
export type Arm = {
  /** Those whom it recommended something to. */
  readonly visitors: number
  /** Items shown to them, each showing counted. */
  readonly shown: number
  /** Of the items shown, those that were then chosen or booked, and turned down; each once a visitor. */
  readonly taken: number
  readonly dismissed: number
  /** Visitors who took something they were shown, and their share (Wilson's interval). */
  readonly takers: number
  readonly rate: Share
}

/** Whether the comparison says anything yet. */
export type Verdict =
  /** Too few visitors took something, or didn't, for the intervals to be trusted. */
  | "too-early"
  /** The interval of the difference has 0 in it: chance alone may have made it. */
  | "no-difference-seen"
  | "challenger-is-better"
  | "live-is-better"

/** The live model's visitors and the challenger's. */
export type ArmComparison = {
  readonly live: Arm
  readonly challenger: Arm
  /** The challenger's rate less the live model's (Newcombe's interval, from Wilson's). */
  readonly difference: Share
  /** The chance of a difference as large if both were alike (two-sided, normal approximation). */
  readonly pValue: number
  /** The smallest true difference that as many visitors would show four times out of five; 1 when there are too few. */
  readonly detectable: number
  readonly verdict: Verdict
  /** Visitors whom both models served, as the share was changed: they count for neither. */
  readonly visitorsOfBoth: number
}

/** A trial: whom it is between, and when it began. */
export type Trial = { readonly live: string; readonly challenger: string; readonly since: EpochMs }

/** The standard normal distribution has four fifths of its weight below this. */
const Z80 = 0.841621
/** The usual least for a normal approximation of counts: so many expected in each cell. */
const LEAST_EXPECTED = 5

/**
 * Compares the two. A visitor is of the model that was noted with what they were shown since the trial began: who was shown
 * nothing says nothing of either, and what they took on their own account is not the model's merit.
 */
export function compareArms(feedback: readonly DatedFeedback[], trial: Trial): ArmComparison {
  const since = feedback.filter(({ at }) => at >= trial.since)
  const visits = [...Map.groupBy(since, ({ visitorId }) => visitorId).values()].map((events) =>
    measureVisit(events, trial),
  )
  const live = measureArm(visits.filter(({ models }) => models.live && !models.challenger))
  const challenger = measureArm(visits.filter(({ models }) => models.challenger && !models.live))
  const difference = differ(challenger.rate, live.rate)
  return {
    ...{ live, challenger, difference },
    pValue: chanceOf(live, challenger),
    detectable: detectableBetween(live, challenger),
    verdict: judge(live, challenger, difference),
    visitorsOfBoth: visits.filter(({ models }) => models.live && models.challenger).length,
  }
}

type Visit = {
  readonly models: { readonly live: boolean; readonly challenger: boolean }
  readonly shown: number
  readonly taken: number
  readonly dismissed: number
}

function measureVisit(events: readonly DatedFeedback[], { live, challenger }: Trial): Visit {
  const shown = events.filter(({ kind, model }) => kind === "shown" && (model === live || model === challenger))
  const firstShown = new Map<string, EpochMs>()
  for (const { itemId, at } of shown.toSorted((a, b) => b.at - a.at)) firstShown.set(itemId, at)
  const countAfter = (...kinds: readonly Feedback["kind"][]): number => {
    const after = events.filter(
      ({ kind, itemId, at }) => kinds.includes(kind) && at >= (firstShown.get(itemId) ?? Infinity),
    )
    return new Set(after.map(({ itemId }) => itemId)).size
  }
  return {
    models: {
      live: shown.some(({ model }) => model === live),
      challenger: shown.some(({ model }) => model === challenger),
    },
    shown: shown.length,
    taken: countAfter("chosen", "booked"),
    dismissed: countAfter("dismissed"),
  }
}

function measureArm(visits: readonly Visit[]): Arm {
  const sum = (count: (visit: Visit) => number): number => visits.reduce((total, visit) => total + count(visit), 0)
  const takers = visits.filter(({ taken }) => taken > 0).length
  return {
    visitors: visits.length,
    shown: sum(({ shown }) => shown),
    taken: sum(({ taken }) => taken),
    dismissed: sum(({ dismissed }) => dismissed),
    takers,
    rate: wilson(takers, visits.length),
  }
}

/** Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10). */
function differ(one: Share, other: Share): Share {
  const share = one.share - other.share
  return {
    share,
    low: share - Math.hypot(one.share - one.low, other.high - other.share),
    high: share + Math.hypot(one.high - one.share, other.share - other.low),
  }
}

function judge(live: Arm, challenger: Arm, { low, high }: Share): Verdict {
  const rate = pooledRate(live, challenger)
  const fewest = Math.min(live.visitors, challenger.visitors) * Math.min(rate, 1 - rate)
  if (fewest < LEAST_EXPECTED) return "too-early"
  if (low > 0) return "challenger-is-better"
  return high < 0 ? "live-is-better" : "no-difference-seen"
}

function pooledRate(one: Arm, other: Arm): number {
  const visitors = one.visitors + other.visitors
  return visitors === 0 ? 0 : (one.takers + other.takers) / visitors
}

/** Standard error of the difference if both were alike; infinite while one of them has no visitor. */
function errorOf(one: Arm, other: Arm): number {
  if (one.visitors === 0 || other.visitors === 0) return Number.POSITIVE_INFINITY
  const rate = pooledRate(one, other)
  return Math.sqrt(rate * (1 - rate) * (1 / one.visitors + 1 / other.visitors))
}

function detectableBetween(one: Arm, other: Arm): number {
  const error = errorOf(one, other)
  return error === 0 ? 1 : Math.min(1, (Z95 + Z80) * error)
}

function chanceOf(one: Arm, other: Arm): number {
  const error = errorOf(one, other)
  return error === 0 || error === Number.POSITIVE_INFINITY
    ? 1
    : twoSided(Math.abs(one.rate.share - other.rate.share) / error)
}

/** The weight of the normal distribution beyond a distance on both sides (Abramowitz and Stegun 7.1.26, to 1.5e-7). */
function twoSided(distance: number): number {
  const x = distance / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const sum = terms.reduceRight((inner, term) => (inner + term) * t, 0)
  return sum * Math.exp(-(x ** 2))
}
