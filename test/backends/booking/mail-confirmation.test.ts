// The confirmation to an address told after the booking: once to each, by any number of processes.

import { beforeEach, describe, expect, it } from "vitest"
import type { IsoDate } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore, type MemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

let store: MemoryBookingStore
beforeEach(() => {
  store = createMemoryBookingStore()
})

async function hold({ service }: TestService): Promise<string> {
  const item = {
    kind: "stay",
    hotelId: "harbor",
    roomTypeId: "double",
    arrival: "2026-12-10" as IsoDate,
    nights: 2,
    guests: 2,
  } as const
  const held = await service.hold({ requestId: "hold", item, guest: { name: "Zoë 王", visitorId: "v" } })
  return held.ok ? held.value.reference : expect.unreachable(held.refusal)
}

async function book(test: TestService, email?: string): Promise<string> {
  const reference = await hold(test)
  await test.service.confirm({ requestId: "confirm", reference, ...(email === undefined ? {} : { guest: { email } }) })
  return reference
}

describe("mailConfirmation", () => {
  it("sends each address the letter with the calendar file, once", async () => {
    const one = makeService(store)
    const reference = await book(one)
    for (const email of ["zoe@example.com", "bob@example.com", " Zoe@Example.com", "bob@example.com"]) {
      await one.service.mailConfirmation({ reference, email })
      await one.service.deliverMail()
    }

    expect(one.sent.map(({ to }) => to)).toEqual(["zoe@example.com", "bob@example.com"])
    expect(one.sent[1]?.attachments[0]?.content).toContain("BEGIN:VEVENT")
    expect((await one.service.find(reference))?.guest.email).toBe("zoe@example.com")
  })

  it("counts the address that was told while booking", async () => {
    const test = makeService(store)
    const reference = await book(test, "zoe@example.com")
    await test.service.mailConfirmation({ reference, email: "zoe@example.com" })

    expect(await test.service.deliverMail()).toEqual({ sent: 1, failed: 0 })
  })

  it("writes one letter when two processes are asked at once", async () => {
    const one = makeService(store)
    const other = makeService(store, { clock: one.clock })
    const reference = await book(one)
    const request = { reference, email: "zoe@example.com" }
    await Promise.all([one.service.mailConfirmation(request), other.service.mailConfirmation(request)])

    expect(store.records.get(reference)?.letters).toHaveLength(1)
  })

  it("sends no more than five copies", async () => {
    const test = makeService(store)
    const reference = await book(test)
    const results = []
    for (let i = 0; i < 6; i++)
      results.push(await test.service.mailConfirmation({ reference, email: `${i}@example.com` }))

    expect(results.map((result) => result.ok)).toEqual([true, true, true, true, true, false])
    expect(results[5]).toMatchObject({ refusal: "too-many-addresses" })
  })

  it("refuses what is not sold, and what is unknown", async () => {
    const test = makeService(store)
    const reference = await hold(test)
    const email = "zoe@example.com"

    expect(await test.service.mailConfirmation({ reference, email })).toMatchObject({ refusal: "not-confirmed" })
    expect(await test.service.mailConfirmation({ reference: "BK-2222-2222", email })).toMatchObject({
      refusal: "unknown-reference",
    })
  })
})
