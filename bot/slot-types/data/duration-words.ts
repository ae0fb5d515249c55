// English words for units of time, with the letters of ISO 8601 durations. How they combine is built-in/duration.ts.

/** The units of a duration: `M` is months, `TM` minutes. */
export type DurationUnit = "Y" | "M" | "W" | "D" | "H" | "TM" | "S"

/** Units by word and abbreviation; a night counts as a day. */
export const DURATION_UNITS: ReadonlyMap<string, DurationUnit> = new Map<string, DurationUnit>([
  ["year", "Y"],
  ["years", "Y"],
  ["yr", "Y"],
  ["yrs", "Y"],
  ["y", "Y"],
  ["month", "M"],
  ["months", "M"],
  ["week", "W"],
  ["weeks", "W"],
  ["wk", "W"],
  ["wks", "W"],
  ["w", "W"],
  ["day", "D"],
  ["days", "D"],
  ["d", "D"],
  ["night", "D"],
  ["nights", "D"],
  ["hour", "H"],
  ["hours", "H"],
  ["hr", "H"],
  ["hrs", "H"],
  ["h", "H"],
  ["minute", "TM"],
  ["minutes", "TM"],
  ["min", "TM"],
  ["mins", "TM"],
  ["m", "TM"],
  ["second", "S"],
  ["seconds", "S"],
  ["sec", "S"],
  ["secs", "S"],
  ["s", "S"],
])

/** Longer units told in a standard one. */
export const COMPOUND_UNITS: ReadonlyMap<string, { readonly unit: DurationUnit; readonly factor: number }> = new Map([
  ["fortnight", { unit: "W" as const, factor: 2 }],
  ["fortnights", { unit: "W" as const, factor: 2 }],
  ["decade", { unit: "Y" as const, factor: 10 }],
  ["decades", { unit: "Y" as const, factor: 10 }],
  ["century", { unit: "Y" as const, factor: 100 }],
  ["quarter", { unit: "M" as const, factor: 3 }],
])

/** The next smaller unit that a fraction of a unit is told in, and how many of it there are. */
export const SMALLER_UNITS: ReadonlyMap<DurationUnit, { readonly unit: DurationUnit; readonly factor: number }> =
  new Map([
    ["Y", { unit: "M" as const, factor: 12 }],
    ["W", { unit: "D" as const, factor: 7 }],
    ["D", { unit: "H" as const, factor: 24 }],
    ["H", { unit: "TM" as const, factor: 60 }],
    ["TM", { unit: "S" as const, factor: 60 }],
  ])

/** Units that only count when glued to figures ("2h"): alone they are letters. */
export const ABBREVIATED_UNITS: ReadonlySet<string> = new Set(["y", "w", "d", "h", "m", "s"])
