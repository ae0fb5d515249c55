// Sweeping: many holds at once, letters left alone, and bookings that an index has lost.

import { describe, expect, it } from "vitest"
import type { IsoDate } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"

const CITY = makeCity("Town", "Europe/Lisbon", "EUR", "TWN")
const CATALOGUE = {
  cities: [CITY],
  hotels: [makeHotel("h", CITY, [makeRoomType("r", 300, 100)])],
  flights: [],
  movies: [],
}

async function holdMany({ service }: TestService, count: number): Promise<void> {
  for (let number = 0; number < count; number++)
    await service.hold({
      requestId: `${number}`,
      guest: { name: "G", visitorId: "v" },
      item: { kind: "stay", hotelId: "h", roomTypeId: "r", arrival: "2026-12-10" as IsoDate, nights: 1, guests: 1 },
    })
}

describe("a sweep", () => {
  it("gives back any number of expired holds, and finds nothing more to do after that", async () => {
    const store = createMemoryBookingStore()
    const test = makeService(store, { catalogue: CATALOGUE })
    await holdMany(test, 120)

    expect((await test.service.recover()).expiredHolds).toBe(0)
    test.clock.advance(600_000)
    expect((await test.service.recover()).expiredHolds).toBe(120)

    expect([...store.periods.values()].flatMap(({ taken }) => [...taken.values()])).toEqual([0])
    expect(await test.service.recover()).toEqual({ expiredHolds: 0, finishedChanges: 0, undoneChanges: 0, settled: 0 })
  })

  it("finds by walking everything what no index lists any more", async () => {
    const store = createMemoryBookingStore()
    const test = makeService({ ...store, listDue: async () => [] }, { catalogue: CATALOGUE })
    await holdMany(test, 3)
    test.clock.advance(600_000)

    expect((await test.service.recover()).expiredHolds).toBe(0)
    expect((await test.service.recoverAll()).expiredHolds).toBe(3)
  })

  it("drops the marks of holds long gone, so that inventory items don't grow for ever", async () => {
    const store = createMemoryBookingStore()
    const test = makeService(store, { catalogue: CATALOGUE })
    await holdMany(test, 30)
    test.clock.advance(600_000)
    await test.service.recover()
    test.clock.advance(25 * 60 * 60_000)

    await Promise.all(["x", "y", "z"].map((visitorId) => holdOne(test, visitorId)))

    expect([...store.periods.values()][0]?.claims.size).toBeLessThanOrEqual(23)
  })
})

async function holdOne({ service }: TestService, visitorId: string): Promise<void> {
  const item = {
    kind: "stay",
    hotelId: "h",
    roomTypeId: "r",
    arrival: "2026-12-10" as IsoDate,
    nights: 1,
    guests: 1,
  } as const
  await service.hold({ requestId: "again", guest: { name: "G", visitorId }, item })
}
