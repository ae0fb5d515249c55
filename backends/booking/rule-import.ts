// An owner's prices by weekday and cancellation terms, from the columns that hotels and flights share.

import { minorUnits } from "#core/units.ts"
import type { CancellationRule, RatePlan } from "./catalogue.ts"
import type { CellReader } from "./import-cells.ts"

/** `weekend_percent` goes for the nights of Friday and Saturday. */
export function readRatePlan(cell: CellReader): RatePlan {
  const weekend = cell.integer("weekend_percent", 1, 1000, 100)
  return {
    weekdayPercents: [100, 100, 100, 100, weekend, weekend, 100],
    seasons: [],
    events: [],
    roundToMinorUnits: minorUnits(1),
  }
}

/**
 * Everything back until `free_cancellation_days` before, at `cancellation_until`; then `late_refund_percent` until the
 * end of the day before. Without any of these columns: free until the day before, 18:00. `never` in the first: nothing.
 */
export function readCancellation(cell: CellReader): CancellationRule {
  if (cell.text("free_cancellation_days", false).toLowerCase() === "never") return { steps: [] }
  const daysBefore = cell.integer("free_cancellation_days", 0, 365, 1)
  const untilTime = cell.time("cancellation_until", "18:00")
  const late = cell.integer("late_refund_percent", 0, 100, 0)
  return {
    steps: [
      { daysBefore, untilTime, refundPercent: 100 },
      ...(late > 0 ? [{ daysBefore: Math.min(1, daysBefore), untilTime: "23:59", refundPercent: late }] : []),
    ],
  }
}
