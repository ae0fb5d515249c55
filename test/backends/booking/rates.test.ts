// What nights cost: weekdays, seasons over New Year, events, leap days, clock changes; currencies of 0, 2 and 3 decimals.

import { describe, expect, it } from "vitest"
import { refundOf } from "#backends/booking/cancellation.ts"
import type { RatePlan } from "#backends/booking/catalogue.ts"
import { nightlyRate, stayRates, totalOf } from "#backends/booking/rates.ts"
import type { IsoDate } from "#core/time.ts"
import { formatMoney, minorUnits } from "#core/units.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"

const date = (text: string) => text as IsoDate
const ROOM = makeRoomType("double", 3, 10_000)
const PLAN: RatePlan = {
  weekdayPercents: [100, 100, 100, 100, 120, 120, 90],
  seasons: [
    { from: "12-27", to: "01-02", percent: 150 },
    { from: "06-01", to: "08-31", percent: 130 },
  ],
  events: [{ name: "Fair", from: date("2026-09-10"), to: date("2026-09-12"), percent: 200 }],
  roundToMinorUnits: minorUnits(100),
}
const hotelIn = (currency: string, ratePlan: RatePlan = PLAN) =>
  makeHotel("h", makeCity("Town", "Europe/Paris", currency, "TWN"), [ROOM], { ratePlan })

describe("nightlyRate, of a base of 100.00", () => {
  it.each([
    { night: "2026-05-04", rate: 10_000 }, // a Monday
    { night: "2026-05-08", rate: 12_000 },
    { night: "2026-05-10", rate: 9_000 },
    { night: "2026-06-01", rate: 13_000 },
    { night: "2026-08-31", rate: 13_000 },
    { night: "2026-09-01", rate: 10_000 },
    { night: "2026-12-26", rate: 12_000 },
    { night: "2026-12-27", rate: 13_500 }, // a Sunday
    { night: "2026-12-31", rate: 15_000 },
    { night: "2027-01-02", rate: 18_000 }, // a Saturday, still New Year
    { night: "2027-01-03", rate: 9_000 },
    { night: "2026-09-11", rate: 24_000 }, // the fair, on a Friday
    { night: "2028-02-29", rate: 10_000 },
  ])("asks $rate for $night", ({ night, rate }) => {
    expect(nightlyRate(hotelIn("EUR"), ROOM, date(night))).toEqual({ amount: rate, currency: "EUR" })
  })

  it("takes an owner's own rate before the plan's", () => {
    const room = { ...ROOM, fixedRates: { [date("2026-05-08")]: minorUnits(7_777) } }

    expect(nightlyRate(hotelIn("EUR"), room, date("2026-05-08")).amount).toBe(7_777)
  })

  it.each([
    { base: 10_049, step: 100, rate: 10_000 },
    { base: 10_050, step: 100, rate: 10_100 }, // half goes up
    { base: 3, step: 100, rate: 100 }, // never nothing
    { base: 12_345, step: 1, rate: 12_345 },
    { base: 9_007_199_254_740, step: 1, rate: 9_007_199_254_740 }, // no fraction is lost in large amounts
  ])("rounds $base to $rate in steps of $step", ({ base, step, rate }) => {
    const plan = { ...PLAN, roundToMinorUnits: minorUnits(step) }

    expect(nightlyRate(hotelIn("EUR", plan), makeRoomType("r", 1, base), date("2026-05-04")).amount).toBe(rate)
  })
})

describe("stayRates", () => {
  it.each([
    { arrival: "2026-03-28", nights: 2, dates: ["2026-03-28", "2026-03-29"], why: "the clocks go forward" },
    { arrival: "2026-10-24", nights: 2, dates: ["2026-10-24", "2026-10-25"], why: "the clocks go back" },
    { arrival: "2028-02-28", nights: 3, dates: ["2028-02-28", "2028-02-29", "2028-03-01"], why: "a leap day" },
    { arrival: "2027-02-28", nights: 2, dates: ["2027-02-28", "2027-03-01"], why: "no leap day" },
    { arrival: "2026-12-31", nights: 2, dates: ["2026-12-31", "2027-01-01"], why: "a year's end" },
  ])("counts each night once from $arrival: $why", ({ arrival, nights, dates }) => {
    expect(stayRates(hotelIn("EUR"), ROOM, date(arrival), nights).map((rate) => rate.date)).toEqual(dates)
  })
})

describe("totals and refunds", () => {
  it.each([
    { currency: "JPY", rate: 21_501, rooms: 3, total: 64_503, half: 32_252, shown: "¥64,503" },
    { currency: "EUR", rate: 10_001, rooms: 1, total: 10_001, half: 5_001, shown: "€100.01" },
    { currency: "KWD", rate: 35_125, rooms: 1, total: 35_125, half: 17_563, shown: "KWD 35.125" },
    { currency: "ISK", rate: 23_501, rooms: 1, total: 23_501, half: 11_751, shown: "ISK 23,501" },
    { currency: "CHF", rate: 26_805, rooms: 2, total: 53_610, half: 26_805, shown: "CHF 536.10" },
  ])("reckons in whole minor units of $currency", ({ currency, rate, rooms, total, half, shown }) => {
    const rates = [{ date: date("2026-05-04"), rate: { amount: minorUnits(rate), currency } }]

    const sum = totalOf(rates, rooms)

    expect(sum).toEqual({ amount: total, currency })
    expect(refundOf(sum, 50).amount).toBe(half)
    expect(refundOf(sum, 100)).toEqual(sum)
    expect(formatMoney(sum).replace(/\s/g, " ")).toBe(shown)
  })

  it("refuses to add up different currencies", () => {
    const rate = (currency: string) => ({ date: date("2026-05-04"), rate: { amount: minorUnits(1), currency } })

    expect(() => totalOf([rate("EUR"), rate("JPY")], 1)).toThrow(RangeError)
  })
})
