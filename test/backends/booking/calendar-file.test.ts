// Calendar files as RFC 5545 wants them: folding, escaping, days, time zones.

import { describe, expect, it } from "vitest"
import type { Booking, Leg } from "#backends/booking/booking.ts"
import { foldLine, writeCalendar } from "#backends/booking/calendar-file.ts"
import { type IsoDate, parseInstant } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"

const date = (text: string) => text as IsoDate
const NOON = parseInstant("2026-11-21T12:00:00Z") ?? (0 as never)
const STAY: Booking = {
  reference: "BK-4F7Q-9TKM",
  state: "confirmed",
  item: {
    kind: "stay",
    hotelId: "h",
    hotelName: "Brücke; Café, \\ 東京ホテル",
    city: "Tokyo",
    timeZone: "Asia/Tokyo",
    roomTypeId: "r",
    roomTypeName: "Suite",
    arrival: date("2026-12-30"),
    departure: date("2027-01-02"),
    nights: 3,
    guests: 2,
    rooms: 1,
  },
  guest: { name: "Ana", visitorId: "v" },
  total: { amount: minorUnits(100), currency: "JPY" },
  rates: [],
  cancellation: { steps: [] },
  createdAt: NOON,
  updatedAt: NOON,
  expiresAt: NOON,
}
const LEG: Leg = {
  flightNumber: "TA 201",
  airline: "Test Air",
  from: "Paris",
  to: "Tokyo",
  fromAirport: "CDG",
  toAirport: "HND",
  fromTimeZone: "Europe/Paris",
  toTimeZone: "Asia/Tokyo",
  cabin: "Economy",
  departureDate: date("2026-12-10"),
  departureTime: "13:00",
  arrivalDate: date("2026-12-11"),
  arrivalTime: "09:00",
  minutes: 720,
}

const unfold = (file: string) => file.replaceAll("\r\n ", "").split("\r\n")

describe("the calendar file of a stay", () => {
  it("covers the days from arrival to departure, the end not included", () => {
    const lines = unfold(writeCalendar(STAY, NOON))

    expect(lines).toContain("DTSTART;VALUE=DATE:20261230")
    expect(lines).toContain("DTEND;VALUE=DATE:20270103")
    expect(lines).toContain("DTSTAMP:20261121T120000Z")
    expect(lines.slice(0, 2)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0"])
    expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""])
  })

  it("escapes what has a meaning in the format", () => {
    expect(unfold(writeCalendar(STAY, NOON))).toContain("SUMMARY:Brücke\\; Café\\, \\\\ 東京ホテル")
  })

  it("has no line over 75 bytes and only CRLF line ends", () => {
    const file = writeCalendar(STAY, NOON)

    expect(Math.max(...file.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  })

  it("takes a cancelled stay off the calendar", () => {
    const lines = unfold(writeCalendar({ ...STAY, state: "cancelled" }, NOON))

    expect(lines).toContain("METHOD:CANCEL")
    expect(lines).toContain("STATUS:CANCELLED")
  })
})

describe("the calendar file of a trip", () => {
  const trip = { ...STAY, item: { kind: "trip", legs: [LEG], passengers: 2 } } as const satisfies Booking

  it("gives both local times with their zones", () => {
    const lines = unfold(writeCalendar(trip, NOON))

    expect(lines).toContain("DTSTART;TZID=Europe/Paris:20261210T130000")
    expect(lines).toContain("DTEND;TZID=Asia/Tokyo:20261211T090000")
  })

  it("writes out when the clocks change around the flight", () => {
    const file = writeCalendar(trip, NOON)

    expect(file).toContain(
      ["BEGIN:STANDARD", "DTSTART:20261025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD"].join(
        "\r\n",
      ),
    )
    expect(file).toContain(
      ["BEGIN:DAYLIGHT", "DTSTART:20270328T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT"].join(
        "\r\n",
      ),
    )
    expect(file).toContain("TZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\n")
    expect(file).toContain("TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900")
  })
})

describe("the calendar file of a flight before the only change of the clocks for a long time", () => {
  it("says what the clocks show before it, and after it", () => {
    // Kazakhstan gave one of its two times up on 1 March 2024.
    const leg = { ...LEG, fromTimeZone: "Asia/Almaty", departureDate: date("2024-02-20") }
    const file = writeCalendar({ ...STAY, item: { kind: "trip", legs: [leg], passengers: 1 } }, NOON)

    const zone = unfold(file)
      .join("\n")
      .match(/TZID:Asia\/Almaty\n([\s\S]*?)END:VTIMEZONE/)?.[1]
    const onsets = [...(zone ?? "").matchAll(/DTSTART:(\d+)T.*\nTZOFFSETFROM:(.*)\nTZOFFSETTO:(.*)/g)].map((found) =>
      found.slice(1).join(" "),
    )
    expect(onsets).toEqual(["20230116 +0600 +0600", "20240301 +0600 +0500"])
  })
})

describe("foldLine", () => {
  it.each([
    { line: "a".repeat(75), parts: [75] },
    { line: "a".repeat(76), parts: [75, 2] },
    { line: "é".repeat(50), parts: [74, 27] }, // two bytes each: never cut in half
    { line: `${"a".repeat(73)}😀`, parts: [73, 5] },
    { line: "مرحبا".repeat(10), parts: [74, 27] }, // right to left, two bytes a letter
    { line: "e\u0301".repeat(30), parts: [75, 16] }, // combining accents
  ])("folds into lines of $parts bytes", ({ line, parts }) => {
    const folded = foldLine(line)

    expect(folded.split("\r\n").map((part) => Buffer.byteLength(part))).toEqual(parts)
    expect(folded.replaceAll("\r\n ", "")).toBe(line)
  })
})
