import { describe, expect, it } from "vitest"
import { type IsoDate, parseIsoDate } from "#core/time.ts"
import { nightsOf, rangeOfDates } from "#handlers/hooks/stay-length.ts"

function day(text: string): IsoDate {
  return parseIsoDate(text) ?? expect.unreachable(text)
}

describe("nightsOf", () => {
  it.each([
    ["P1W", 7],
    ["P10D", 10],
    ["P1W3D", 10],
    ["P1DT12H", 1],
    ["PT5H", undefined],
    ["soon", undefined],
  ])("%s", (duration, nights) => {
    expect(nightsOf(duration)).toBe(nights)
  })
})

describe("rangeOfDates", () => {
  // Each day as it is understood by itself on Monday 2026-03-02.
  it.each([
    ["friday", "2026-03-06", "sunday", "2026-03-08", "2026-03-06", 2],
    ["friday", "2026-03-06", "monday", "2026-03-02", "2026-03-06", 3],
    ["next friday", "2026-03-13", "sunday", "2026-03-08", "2026-03-13", 2],
    ["the 3rd", "2026-03-03", "the 7th of January", "2027-01-07", "2027-01-03", 4],
    ["the 29th", "2026-03-29", "the 2nd of May", "2026-05-02", "2026-04-29", 3],
    ["the 29th of March", "2026-03-29", "the 2nd", "2026-04-02", "2026-03-29", 4],
    ["december 30", "2026-12-30", "the third", "2026-03-03", "2026-12-30", 4],
    ["march 10", "2026-03-10", "march 8", "2026-03-08", "2026-03-10", -2],
    ["2026-03-10", "2026-03-10", "2026-03-12", "2026-03-12", "2026-03-10", 2],
  ])("from %s (%s) to %s (%s)", (words, date, endWords, end, arrival, nights) => {
    const range = rangeOfDates({ words, date: day(date) }, { words: endWords, date: day(end) })

    expect(range).toEqual({ arrival, nights })
  })
})
