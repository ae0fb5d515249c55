// Who may touch a booking.

import { describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import { isTheirs } from "#handlers/hooks/find-booking.ts"

const bookingOf = (name: string) => ({ guest: { name, visitorId: "owner" } }) as Booking

describe("isTheirs", () => {
  it.each([
    { booked: "Ana Peña", says: "ana  pena", isKnown: true },
    { booked: "Ana Peña", says: "Ana", isKnown: false },
    { booked: "Ana Peña", says: "", isKnown: false },
    { booked: "محمد علي", says: "محمد علي", isKnown: true },
    { booked: "محمد علي", says: "محمود علي", isKnown: false },
    { booked: "山田 太郎", says: "山田太郎", isKnown: false },
    { booked: "Ирина", says: "ИРИНА", isKnown: true },
    // Nothing is left of these once signs are put aside, so any of them would be any other.
    { booked: "😀", says: "🙈", isKnown: false },
    { booked: "...", says: "!", isKnown: false },
    { booked: "", says: "", isKnown: false },
  ])("takes '$says' for the name '$booked': $isKnown", ({ booked, says, isKnown }) => {
    expect(isTheirs(bookingOf(booked), "somebody", says)).toBe(isKnown)
  })

  it("knows who made it, whatever their name", () => {
    expect(isTheirs(bookingOf("😀"), "owner", undefined)).toBe(true)
  })
})
