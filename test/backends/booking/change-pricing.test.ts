// What a change pays back: as much as the terms would for what is given up, and never more by way of another change.

import { beforeEach, describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import type { ChangeRequest, ItemRequest } from "#backends/booking/booking-service.ts"
import type { IsoDate } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

const date = (text: string) => text as IsoDate
/** Four nights at EUR 100.00: free until 18:00 on 8 December, half until noon on the 9th, then nothing. */
const STAY: ItemRequest = {
  ...{ kind: "stay", hotelId: "harbor", roomTypeId: "double", arrival: date("2026-12-10"), nights: 4, guests: 2 },
}
const FREE = "2026-12-08T12:00:00Z"
const HALF = "2026-12-09T08:00:00Z"
const NOTHING = "2026-12-09T20:00:00Z"

let test: TestService
beforeEach(() => {
  test = makeService(createMemoryBookingStore())
})

let requests = 0

async function book(item: ItemRequest = STAY): Promise<string> {
  const held = await test.service.hold({ requestId: `${requests++}`, item, guest: { name: "Ana", visitorId: "v" } })
  const reference = held.ok ? held.value.reference : expect.unreachable(held.refusal)
  await test.service.confirm({ requestId: "confirm", reference })
  return reference
}

/** Quotes and makes a change; gives the difference that was said, and the booking. */
async function change(reference: string, wanted: ChangeRequest): Promise<readonly [number, Booking]> {
  const quote = await test.service.quoteChange(reference, wanted)
  const changed = await test.service.change({ requestId: `${requests++}`, reference, change: wanted })
  if (!quote.ok || !changed.ok) return expect.unreachable("refused")
  expect(quote.value.total).toEqual(changed.value.total)
  return [quote.value.difference.amount, changed.value]
}

async function refundOf(reference: string): Promise<number | undefined> {
  const cancelled = await test.service.cancel({ requestId: `${requests++}`, reference })
  return cancelled.ok ? cancelled.value.refund?.amount : expect.unreachable(cancelled.refusal)
}

describe("a stay made two nights shorter", () => {
  it.each([
    { when: FREE, paidBack: 20_000, total: 20_000, refund: 20_000 },
    { when: HALF, paidBack: 10_000, total: 30_000, refund: 10_000 },
    { when: NOTHING, paidBack: 0, total: 40_000, refund: 0 },
  ])("at $when pays $paidBack back, and with the rest cancelled as much as cancelling all", async (expected) => {
    const reference = await book()
    test.clock.set(expected.when)

    const [difference, booking] = await change(reference, { nights: 2 })

    expect(difference).toBe(-expected.paidBack + 0)
    expect(booking.total.amount).toBe(expected.total)
    expect(await refundOf(reference)).toBe(expected.refund)
  })

  it("and longer again costs what the nights cost, and keeps what was kept", async () => {
    const reference = await book()
    test.clock.set(HALF)
    await change(reference, { nights: 2 })

    const [difference, booking] = await change(reference, { nights: 4 })

    expect(difference).toBe(20_000)
    expect(booking.total.amount).toBe(50_000)
  })
})

describe("changes that save nothing", () => {
  it("don't wear the price down, however many there are", async () => {
    const reference = await book()
    test.clock.set(HALF)
    await change(reference, { nights: 2 })

    for (let count = 0; count < 5; count++) {
      const [difference, booking] = await change(reference, { guests: 1 + (count % 2) })
      expect(difference).toBe(0)
      expect(booking.total.amount).toBe(30_000)
    }
  })

  it("don't bring money back that the terms no longer give: a move to a later day stays at half, or at nothing", async () => {
    for (const [when, refund] of [
      [HALF, 20_000],
      [NOTHING, 0],
    ] as const) {
      test.clock.set("2026-11-21T12:00:00Z")
      const reference = await book()
      test.clock.set(when)

      const [difference] = await change(reference, { arrival: date("2027-02-10") })

      expect(difference).toBe(0)
      const quote = await test.service.quoteCancellation(reference)
      expect(quote).toMatchObject({ ok: true, value: { refund: { amount: refund } } })
      expect(quote.ok && quote.value.freeUntil).toBeUndefined()
      expect(await refundOf(reference)).toBe(refund)
    }
  })
})

describe("a trip whose way home is dropped when half is paid back", () => {
  it("pays half of that way back", async () => {
    const reference = await book({
      kind: "trip",
      outbound: { flightNumber: "TA 101", date: date("2026-12-10") },
      inbound: { flightNumber: "TA 102", date: date("2026-12-14") },
      cabin: "Economy",
      passengers: 2,
    })
    test.clock.set(HALF)

    const [difference, booking] = await change(reference, { inbound: null })

    expect(difference).toBe(-9_000)
    expect(booking.total.amount).toBe(27_000)
    expect(await refundOf(reference)).toBe(9_000)
  })
})
