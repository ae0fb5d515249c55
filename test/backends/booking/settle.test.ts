// What is left behind by those who gave their rooms back.

import { describe, expect, it } from "vitest"
import type { ItemRequest } from "#backends/booking/booking-service.ts"
import type { IsoDate } from "#core/time.ts"
import { makeService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

const MINUTE_MS = 60_000
const STAY: ItemRequest = {
  kind: "stay",
  hotelId: "harbor",
  roomTypeId: "double",
  arrival: "2026-12-10" as IsoDate,
  nights: 1,
  guests: 1,
}

/** Holds a room and lets it go, so many times; gives how many traces that leaves in the month of the room. */
async function holdAndLetGo(times: number, minutesApart: number): Promise<number> {
  const store = createMemoryBookingStore()
  const { service, clock } = makeService(store)
  for (let count = 0; count < times; count++) {
    const guest = { name: "Nobody", visitorId: `visitor-${count}` }
    const held = await service.hold({ requestId: "hold", item: STAY, guest })
    if (held.ok) await service.cancel({ requestId: "cancel", reference: held.value.reference })
    clock.advance(minutesApart * MINUTE_MS)
  }
  return [...store.periods.values()].reduce((sum, { claims }) => sum + claims.size, 0)
}

describe("the traces of rooms given back", () => {
  it("go after a day", async () => {
    expect(await holdAndLetGo(60, 60)).toBeLessThanOrEqual(25)
  })

  it("don't fill an item of the table, however often somebody holds and lets go", async () => {
    const traces = await holdAndLetGo(700, 1)

    expect(traces).toBeGreaterThan(400)
    expect(traces).toBeLessThanOrEqual(501)
  })
})
