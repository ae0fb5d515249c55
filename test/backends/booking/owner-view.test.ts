// What the property sees of its bookings: who comes, who flies, and nobody else.

import { beforeEach, describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import type { ItemRequest, StayRequest } from "#backends/booking/booking-service.ts"
import type { IsoDate } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

const date = (text: string) => text as IsoDate

let test: TestService
beforeEach(() => {
  test = makeService(createMemoryBookingStore())
})

let requests = 0

async function sell(item: ItemRequest): Promise<Booking> {
  const guest = { name: "Ana", visitorId: "visitor" }
  const held = await test.service.hold({ requestId: `hold-${requests++}`, item, guest })
  const sold = held.ok ? await test.service.confirm({ requestId: "confirm", reference: held.value.reference }) : held
  return sold.ok ? sold.value : expect.unreachable(sold.refusal)
}

function book(own: Partial<StayRequest>): Promise<Booking> {
  const stay = { hotelId: "harbor", roomTypeId: "double", arrival: date("2026-12-10"), nights: 2, guests: 2 }
  return sell({ kind: "stay", ...stay, ...own })
}

describe("the property", () => {
  it("sees whom it expects from today on, and nobody who came before", async () => {
    await book({ arrival: date("2026-12-01"), nights: 3 })
    const today = await book({ arrival: date("2026-12-02") })
    const soon = await book({ arrival: date("2026-12-20") })
    await book({ arrival: date("2027-02-20") })
    test.clock.set("2026-12-02T12:00:00Z")

    const { bookings } = await test.service.listBookings({ hotelId: "harbor" })

    expect(bookings.map(({ reference }) => reference)).toEqual([today.reference, soon.reference])
  })

  it("sees nobody on a flight who has changed to another", async () => {
    const outbound = { flightNumber: "TA 102", date: date("2026-12-10") }
    const item = { kind: "trip", outbound, cabin: "Economy", passengers: 1 } as const
    const [moved, staying] = [await sell(item), await sell(item)]
    const change = { outbound: { flightNumber: "TA 103", date: date("2026-12-10") } }
    await test.service.change({ requestId: "change", reference: moved.reference, change })

    const listed = async (flightNumber: string) =>
      (await test.service.listBookings({ flightNumber })).bookings.map(({ reference }) => reference)

    expect(await listed("TA 102")).toEqual([staying.reference])
    expect(await listed("TA 103")).toEqual([moved.reference])
  })

  it("sees who comes when, page by page", async () => {
    const late = await book({ arrival: date("2027-01-02") })
    const early = await book({ arrival: date("2026-12-30"), nights: 4 })
    const { reference } = await book({ arrival: date("2026-12-28") })
    await test.service.cancel({ requestId: "cancel", reference })
    const query = {
      hotelId: "harbor",
      from: date("2026-12-25"),
      to: date("2027-01-05"),
      states: ["confirmed"],
    } as const

    const first = await test.service.listBookings({ ...query, limit: 1 })
    const second = await test.service.listBookings({ ...query, limit: 1, after: first.next ?? "" })

    expect(first.bookings).toEqual([early])
    expect(second).toEqual({ bookings: [late] })
    expect((await test.service.listBookings({ createdMonth: "2026-11" })).bookings).toHaveLength(3)
  })
})
