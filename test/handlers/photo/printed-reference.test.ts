import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import { REFERENCE_ALPHABET } from "#backends/booking/booking-reference.ts"
import {
  findByPrintedReference,
  findPrintedReferences,
  readingsOfReference,
} from "#handlers/photo/printed-reference.ts"

describe("findPrintedReferences", () => {
  it.each([
    { lines: ["Reference BK-4F7Q-9TKM"], found: "BK-4F7Q-9TKM" },
    { lines: ["bk 4f7q 9tkm"], found: "BK-4F7Q-9TKM" },
    { lines: ["BK—4F7Q—9TKM."], found: "BK-4F7Q-9TKM" },
    // Broken over two lines.
    { lines: ["BK-4F7Q-", "9TKM"], found: "BK-4F7Q-9TKM" },
    // B read as 8, and a 0 that no reference has.
    { lines: ["8K-4F70-9TKM"], found: "BK-4F70-9TKM" },
    // An exactly read one goes before a doubtful one.
    { lines: ["BK-4F70-9TKM", "BK-4F7Q-9TKM"], found: "BK-4F7Q-9TKM" },
    { lines: ["BK-HB5H-Z]78"], found: "BK-HB5H-ZJ78" },
    { lines: ["8K FILM PLUS"], found: undefined },
    { lines: ["BK-4F7Q-9TKMXYZ"], found: undefined },
    { lines: ["Booking confirmation", "Room 8"], found: undefined },
    { lines: [], found: undefined },
  ])("finds $found in $lines", ({ lines, found }) => {
    expect(findPrintedReferences(lines)[0]).toBe(found)
  })
})

describe("findByPrintedReference", () => {
  const among =
    (...references: readonly string[]) =>
    async (reference: string) =>
      references.includes(reference) ? ({ reference } as Booking) : undefined

  it.each([
    { read: "BK-4F7Q-9TKM", exist: ["BK-4F7Q-9TKM"], found: "BK-4F7Q-9TKM" },
    { read: "BK-4F70-9TKM", exist: ["BK-4F7Q-9TKM"], found: "BK-4F7Q-9TKM" },
    { read: "BK-4F1O-9TKM", exist: ["BK-4F7D-9TKM"], found: "BK-4F7D-9TKM" },
    { read: "BK-8F7Q-9TKM", exist: ["BK-BF7Q-9TKM"], found: "BK-BF7Q-9TKM" },
    // Readers see a symbol twice.
    { read: "BK-TRFB-8HTS8", exist: ["BK-TRFB-8HT8"], found: "BK-TRFB-8HT8" },
    { read: "BK-KVKM-5V(CJ]", exist: ["BK-KVKM-5VCJ"], found: "BK-KVKM-5VCJ" },
    { read: "BK-DQ55-74)D", exist: ["BK-DQ55-Z4JD"], found: "BK-DQ55-Z4JD" },
    // Both are possible: it isn't for us to choose.
    { read: "BK-4F70-9TKM", exist: ["BK-4F7Q-9TKM", "BK-4F7D-9TKM"], found: undefined },
    { read: "BK-4F7Q-9TKM", exist: ["BK-2222-2222"], found: undefined },
  ])("finds $found for $read", async ({ read, exist, found }) => {
    expect((await findByPrintedReference(findPrintedReferences([read]), among(...exist)))?.reference).toBe(found)
  })

  it("tries a bounded number of readings of anything", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        expect(readingsOfReference(text).length).toBeLessThanOrEqual(96)
      }),
    )
    expect(readingsOfReference("BK-0000-0000").every((one) => /^BK-.{4}-.{4}$/.test(one))).toBe(true)
    expect(REFERENCE_ALPHABET).not.toMatch(/[01AEIOUL]/)
  })
})
