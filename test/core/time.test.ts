import { describe, expect, it } from "vitest"
import {
  addDays,
  addMonths,
  daysBetween,
  epochMs,
  firstDateOf,
  isoDate,
  localDateTime,
  parseInstant,
  parseIsoDate,
  weekday,
} from "#core/time.ts"

describe("parseIsoDate", () => {
  it.each([
    { text: "2028-02-29", date: "2028-02-29" },
    { text: "2026-02-29", date: undefined }, // no leap year
    { text: "2026-04-31", date: undefined },
    { text: "2026-4-1", date: undefined },
    { text: "tomorrow", date: undefined },
  ])("reads $text as $date", ({ text, date }) => {
    expect(parseIsoDate(text)).toBe(date)
  })
})

describe("calendar sums", () => {
  it.each([
    { from: isoDate(2026, 12, 31), days: 1, to: "2027-01-01" },
    { from: isoDate(2028, 2, 28), days: 1, to: "2028-02-29" },
    { from: isoDate(2026, 3, 1), days: -1, to: "2026-02-28" },
    { from: isoDate(2026, 3, 29), days: 1, to: "2026-03-30" }, // a day of 23 hours in much of Europe
  ])("$from and $days days is $to", ({ from, days, to }) => {
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, addDays(from, days))).toBe(days)
  })

  it.each([
    { from: isoDate(2026, 1, 31), months: 1, to: "2026-02-28" },
    { from: isoDate(2027, 11, 30), months: 3, to: "2028-02-29" },
    { from: isoDate(2026, 3, 15), months: -3, to: "2025-12-15" },
  ])("$from and $months months is $to", ({ from, months, to }) => {
    expect(addMonths(from, months)).toBe(to)
  })

  it.each([
    { date: isoDate(2026, 3, 2), number: 1 }, // Monday
    { date: isoDate(2026, 3, 8), number: 7 }, // Sunday
    { date: isoDate(1969, 12, 31), number: 3 }, // Wednesday, before the epoch
  ])("$date is weekday $number", ({ date, number }) => {
    expect(weekday(date)).toBe(number)
  })
})

describe("localDateTime", () => {
  it.each([
    { timeZone: "Europe/Lisbon", date: "2026-03-02", time: "23:30" },
    { timeZone: "Asia/Tokyo", date: "2026-03-03", time: "08:30" },
    { timeZone: "America/Los_Angeles", date: "2026-03-02", time: "15:30" },
  ])("it is $date $time in $timeZone", ({ timeZone, date, time }) => {
    const instant = parseInstant("2026-03-02T23:30:00Z") ?? epochMs(0)

    expect(localDateTime(instant, timeZone)).toEqual({ date, time })
  })
})

describe("firstDateOf", () => {
  it.each([
    { period: "2026-03-02", first: "2026-03-02" },
    { period: "2026-W11", first: "2026-03-09" },
    { period: "2026-W11-WE", first: "2026-03-14" },
    // 2027 begins on a Friday: its first week begins on 4 January, and 2026 has 53.
    { period: "2026-W53-WE", first: "2027-01-02" },
    { period: "2027-W01", first: "2027-01-04" },
    { period: "2028-02", first: "2028-02-01" },
    { period: "2028", first: "2028-01-01" },
    { period: "2026-02-30", first: undefined },
    { period: "soon", first: undefined },
  ])("of $period is $first", ({ period, first }) => {
    expect(firstDateOf(period)).toBe(first)
  })
})
