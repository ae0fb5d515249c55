// An owner's prices by weekday and season, minimum stays and cancellation terms, from the columns that hotels and flights
// share.

import { parseIsoDate } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import type { CancellationRule, MinimumStay, RatePlan, YearlySpan } from "./catalogue.ts"
import type { CellReader } from "./import-cells.ts"

/** `weekend_percent` goes for the nights of Friday and Saturday; `seasons` is `06-15/09-15=130; 12-20/01-06=150`. */
export function readRatePlan(cell: CellReader): RatePlan {
  const weekend = cell.integer("weekend_percent", 1, 1000, 100)
  return {
    weekdayPercents: [100, 100, 100, 100, weekend, weekend, 100],
    seasons: readSpans(cell, "seasons", 1000).map(({ span, number: percent }) => ({ ...span, percent })),
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

/** `minimum_nights` all year, and `minimum_stays` for arrivals on some days, as `12-20/01-06=3`; the larger counts. */
export function readMinimumStays(cell: CellReader): readonly MinimumStay[] {
  const always = cell.integer("minimum_nights", 1, 30, 1)
  const sometimes = readSpans(cell, "minimum_stays", 30)
  return [
    ...(always > 1 ? [{ from: "01-01", to: "12-31", nights: always }] : []),
    ...sometimes.map(({ span, number: nights }) => ({ ...span, nights })),
  ]
}

const SPAN = /^(\d\d-\d\d)\/(\d\d-\d\d)=(\d{1,4})$/
/** A year that has 29 February. */
const LEAP_YEAR = 2028

/** Spans of days with a number each, parted by semicolons. */
function readSpans(
  cell: CellReader,
  column: string,
  most: number,
): readonly { readonly span: YearlySpan; readonly number: number }[] {
  const parts = cell.text(column, false).split(";")
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [, from = "", to = "", digits = ""] = SPAN.exec(part) ?? []
      const number = Number(digits)
      const isReal = [from, to].every((day) => parseIsoDate(`${LEAP_YEAR}-${day}`) !== undefined)
      if (isReal && number >= 1 && number <= most) return [{ span: { from, to }, number }]
      cell.fail(
        column,
        `must be spans such as 12-20/01-06=3 with numbers from 1 to ${most}; ${JSON.stringify(part)} is not`,
      )
      return []
    })
}
