// Local times as instants: clock changes, half-hour zones, the date line.

import { describe, expect, it } from "vitest"
import { findClockChanges, instantAt, minutesBetween, utcOffsetMinutes } from "#backends/booking/zoned-time.ts"
import { formatInstant, type IsoDate, parseInstant } from "#core/time.ts"

const date = (text: string) => text as IsoDate

describe("instantAt", () => {
  it.each([
    { local: "2026-07-01 12:00", zone: "Europe/Paris", utc: "2026-07-01T10:00:00.000Z" },
    { local: "2026-12-01 12:00", zone: "Europe/Paris", utc: "2026-12-01T11:00:00.000Z" },
    { local: "2026-03-29 01:59", zone: "Europe/Paris", utc: "2026-03-29T00:59:00.000Z" },
    { local: "2026-03-29 02:30", zone: "Europe/Paris", utc: "2026-03-29T01:30:00.000Z" }, // skipped: shows as 03:30
    { local: "2026-03-29 03:00", zone: "Europe/Paris", utc: "2026-03-29T01:00:00.000Z" },
    { local: "2026-10-25 02:30", zone: "Europe/Paris", utc: "2026-10-25T00:30:00.000Z" }, // shown twice: the first
    { local: "2026-10-25 03:00", zone: "Europe/Paris", utc: "2026-10-25T02:00:00.000Z" },
    { local: "2026-03-08 02:30", zone: "America/New_York", utc: "2026-03-08T07:30:00.000Z" },
    { local: "2026-11-01 01:30", zone: "America/New_York", utc: "2026-11-01T05:30:00.000Z" },
    { local: "2026-04-05 02:30", zone: "Australia/Sydney", utc: "2026-04-04T15:30:00.000Z" },
    { local: "2026-06-01 00:00", zone: "Asia/Kolkata", utc: "2026-05-31T18:30:00.000Z" },
    { local: "2026-06-01 00:00", zone: "Pacific/Kiritimati", utc: "2026-05-31T10:00:00.000Z" },
    { local: "2026-06-01 00:00", zone: "Pacific/Pago_Pago", utc: "2026-06-01T11:00:00.000Z" },
    { local: "2026-12-01 00:00", zone: "Asia/Kathmandu", utc: "2026-11-30T18:15:00.000Z" },
    { local: "2026-10-04 02:15", zone: "Australia/Lord_Howe", utc: "2026-10-03T15:45:00.000Z" }, // half an hour skipped
    { local: "2027-04-04 01:45", zone: "Australia/Lord_Howe", utc: "2027-04-03T14:45:00.000Z" }, // and shown twice
    { local: "2026-09-27 02:50", zone: "Pacific/Chatham", utc: "2026-09-26T14:05:00.000Z" },
    { local: "2027-03-14 00:30", zone: "America/Havana", utc: "2027-03-14T05:30:00.000Z" }, // a day without midnight
    { local: "2011-12-30 12:00", zone: "Pacific/Apia", utc: "2011-12-30T22:00:00.000Z" }, // a day that never was
    { local: "2011-12-31 00:00", zone: "Pacific/Apia", utc: "2011-12-30T10:00:00.000Z" },
    { local: "2028-02-29 23:59", zone: "Europe/Lisbon", utc: "2028-02-29T23:59:00.000Z" },
  ])("reads $local in $zone as $utc", ({ local, zone, utc }) => {
    const [day = "", time = ""] = local.split(" ")

    expect(formatInstant(instantAt(date(day), time, zone))).toBe(utc)
  })
})

describe("minutesBetween", () => {
  it.each([
    { from: ["2026-12-10", "13:00", "Europe/Paris"], to: ["2026-12-11", "09:00", "Asia/Tokyo"], minutes: 720 },
    { from: ["2026-03-28", "23:00", "Europe/Paris"], to: ["2026-03-29", "05:00", "Europe/Paris"], minutes: 300 },
    { from: ["2026-10-24", "23:00", "Europe/Paris"], to: ["2026-10-25", "05:00", "Europe/Paris"], minutes: 420 },
    // Westward over the date line one lands on the day before.
    { from: ["2026-06-02", "00:30", "Asia/Tokyo"], to: ["2026-06-01", "18:30", "America/Los_Angeles"], minutes: 600 },
  ] as const)("counts $minutes from $from to $to", ({ from, to, minutes }) => {
    const moment = ([day, time, timeZone]: readonly [string, string, string]) => ({ date: date(day), time, timeZone })

    expect(minutesBetween(moment(from), moment(to))).toBe(minutes)
  })
})

describe("findClockChanges", () => {
  it("finds both changes of a year, to the minute", () => {
    const changes = findClockChanges(date("2026-01-01"), date("2027-01-01"), "Europe/Lisbon")

    expect(changes.map(({ at, from, to }) => [formatInstant(at), from, to])).toEqual([
      ["2026-03-29T01:00:00.000Z", 0, 60],
      ["2026-10-25T01:00:00.000Z", 60, 0],
    ])
  })

  it.each([
    { zone: "Australia/Lord_Howe", changes: ["2026-04-04T15:00:00.000Z 660 630", "2026-10-03T15:30:00.000Z 630 660"] },
    { zone: "Antarctica/Troll", changes: ["2026-03-29T01:00:00.000Z 0 120", "2026-10-25T01:00:00.000Z 120 0"] },
  ])("finds those of $zone, which are of another size", ({ zone, changes }) => {
    const found = findClockChanges(date("2026-01-01"), date("2027-01-01"), zone)

    expect(found.map(({ at, from, to }) => `${formatInstant(at)} ${from} ${to}`)).toEqual(changes)
  })

  it("finds none where the clocks are left alone", () => {
    expect(findClockChanges(date("2026-01-01"), date("2027-01-01"), "Asia/Tokyo")).toEqual([])
  })
})

it("tells a half-hour offset west of Greenwich", () => {
  expect(utcOffsetMinutes(parseInstant("2026-01-01T00:00:30Z") ?? (0 as never), "America/St_Johns")).toBe(-210)
})
