// Which dates may be booked, by the property's own calendar.

import { describe, expect, it } from "vitest"
import { hasStarted, startOf } from "#backends/booking/cancellation.ts"
import { checkDate, checkFlight, isWithin, todayAt } from "#backends/booking/stay-rules.ts"
import { type IsoDate, parseInstant } from "#core/time.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"

const date = (text: string) => text as IsoDate
const at = (text: string) => parseInstant(text) ?? (0 as never)

describe("today at a place", () => {
  it.each([
    { now: "2026-11-21T23:30:00Z", zone: "Europe/Lisbon", today: "2026-11-21" },
    { now: "2026-11-21T23:30:00Z", zone: "Europe/Paris", today: "2026-11-22" },
    { now: "2026-11-21T15:00:00Z", zone: "Asia/Tokyo", today: "2026-11-22" },
    { now: "2026-11-21T04:59:00Z", zone: "America/New_York", today: "2026-11-20" },
    { now: "2026-12-31T13:00:00Z", zone: "Australia/Sydney", today: "2027-01-01" },
    { now: "2028-02-29T23:59:00Z", zone: "Atlantic/Reykjavik", today: "2028-02-29" },
  ])("is $today in $zone at $now", ({ now, zone, today }) => {
    expect(todayAt(at(now), zone)).toBe(today)
  })
})

describe("checkDate", () => {
  it.each([
    { arrival: "2026-11-22", zone: "Europe/Paris", refusal: undefined }, // already tomorrow there
    { arrival: "2026-11-21", zone: "Europe/Paris", refusal: "date-past" },
    { arrival: "2026-11-21", zone: "Europe/Lisbon", refusal: undefined },
    { arrival: "2027-11-22", zone: "Europe/Paris", refusal: undefined },
    { arrival: "2027-11-22", zone: "Europe/Lisbon", refusal: "date-too-far-ahead" },
  ])("says $refusal to $arrival in $zone, half an hour before midnight UTC", ({ arrival, zone, refusal }) => {
    expect(checkDate(date(arrival), zone, at("2026-11-21T23:30:00Z"))).toBe(refusal)
  })
})

describe("isWithin", () => {
  it.each([
    { span: { from: "12-20", to: "01-06" }, day: "2026-12-20", within: true },
    { span: { from: "12-20", to: "01-06" }, day: "2027-01-06", within: true },
    { span: { from: "12-20", to: "01-06" }, day: "2027-01-07", within: false },
    { span: { from: "02-28", to: "03-01" }, day: "2028-02-29", within: true },
    { span: { from: "06-01", to: "06-01" }, day: "2026-06-01", within: true },
  ])("is $within for $day in $span", ({ span, day, within }) => {
    expect(isWithin(span, date(day))).toBe(within)
  })
})

describe("checkFlight", () => {
  const [flight] = SMALL_CATALOGUE.flights // leaves Lisbon at 08:00
  it.each([
    { day: "2026-11-21", now: "2026-11-21T07:59:00Z", days: [6], refusal: undefined },
    { day: "2026-11-21", now: "2026-11-21T08:00:00Z", days: [6], refusal: "date-past" },
    { day: "2026-11-22", now: "2026-11-21T08:00:00Z", days: [6], refusal: "no-flight-that-day" },
  ])("says $refusal for $day at $now", ({ day, now, days, refusal }) => {
    const result = checkFlight({ ...(flight ?? expect.fail()), daysOfWeek: days }, date(day), at(now))

    expect(result.ok ? undefined : result.refusal).toBe(refusal)
  })
})

describe("the start of a stay", () => {
  const stay = {
    kind: "stay",
    hotelId: "h",
    hotelName: "H",
    city: "Paris",
    timeZone: "Europe/Paris",
    roomTypeId: "r",
    roomTypeName: "R",
    arrival: date("2026-10-24"),
    departure: date("2026-10-26"),
    nights: 2,
    guests: 1,
    rooms: 1,
  } as const

  it.each([
    { now: "2026-10-24T21:59:00Z", started: false },
    { now: "2026-10-24T22:00:00Z", started: true },
  ])("is over with the arrival date at the place: $started at $now", ({ now, started }) => {
    expect(startOf(stay)).toEqual({ date: "2026-10-25", time: "00:00", timeZone: "Europe/Paris" })
    expect(hasStarted(stay, at(now))).toBe(started)
  })
})
