// A booking's whole life while its table service throttles, drops calls, and loses answers of what it carried out.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import type { BookingService, ItemRequest } from "#backends/booking/booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { targetName } from "#backends/booking/inventory.ts"
import { parsePeriod, parseRecord } from "#backends/booking/record-codec.ts"
import { Fault } from "#core/errors.ts"
import type { IsoDate } from "#core/time.ts"
import {
  type CallFate,
  type FlakyTableService,
  startFlakyTableService,
} from "#test/backends/support/flaky-table-service.ts"
import { createInventoryLaws } from "#test/backends/support/inventory-laws.ts"
import { makeClock, makeService } from "#test/backends/support/make-service.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

const LAWS = createInventoryLaws(SMALL_CATALOGUE)
const GUEST = { name: "Ana", email: "ana@example.com", visitorId: "visitor" }
const date = (text: string) => text as IsoDate
const STAY: ItemRequest = {
  ...{ kind: "stay", hotelId: "harbor", roomTypeId: "double", arrival: date("2026-12-30"), nights: 4, guests: 2 },
}
const TRIP: ItemRequest = {
  kind: "trip",
  outbound: { flightNumber: "TA 101", date: date("2026-12-30") },
  inbound: { flightNumber: "TA 102", date: date("2027-01-02") },
  cabin: "Economy",
  passengers: 2,
}
const WRITES: ReadonlySet<string> = new Set(["PutItem", "UpdateItem"])

let tables: TableService
let flaky: FlakyTableService
let client: ReturnType<typeof createDocumentClient>
beforeAll(async () => {
  tables = await startTableService("flaky-")
  flaky = await startFlakyTableService(tables.endpoint)
  client = createDocumentClient({ region: "eu-central-1", endpoint: flaky.endpoint })
})
afterAll(async () => {
  client.destroy()
  await flaky.close()
  await tables.close()
})

const NAMES = { bookings: "flaky-bookings", inventory: "flaky-inventory" }

async function scanAll(table: string) {
  return (await tables.items.scan(table)).items
}

async function look() {
  const records = (await scanAll(NAMES.bookings)).map(parseRecord)
  const periods = (await scanAll(NAMES.inventory)).map((item) =>
    parsePeriod({ unit: String(item.unit), period: String(item.period) }, item),
  )
  return { records, periods: new Map(periods.map((period) => [targetName(period), period])) }
}

async function wipe(): Promise<void> {
  for (const { reference } of await scanAll(NAMES.bookings)) await tables.items.delete(NAMES.bookings, { reference })
  for (const { unit, period } of await scanAll(NAMES.inventory))
    await tables.items.delete(NAMES.inventory, { unit, period })
}

/** Calls until the table service answers, as whoever calls a service must. */
async function insist<Value>(call: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "storage-unavailable") throw error
    }
  }
}

/** A stay and a trip from hold to change to cancellation; what each step answered, without instants. */
async function live(service: BookingService): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (const [item, change] of [
    [STAY, { arrival: date("2026-12-31"), nights: 5 }],
    [TRIP, { inbound: { flightNumber: "TA 103", date: date("2027-01-03") } }],
  ] as const) {
    const held = await insist(() => service.hold({ requestId: `hold ${item.kind}`, item, guest: GUEST }))
    const reference = held.ok ? held.value.reference : ""
    const confirmed = await insist(() => service.confirm({ requestId: "confirm", reference }))
    const changed = await insist(() => service.change({ requestId: "change", reference, change }))
    const cancelled = await insist(() => service.cancel({ requestId: "cancel", reference }))
    answers.push(held, confirmed, changed, cancelled)
  }
  return answers
}

describe("a booking's life on a table service", () => {
  it.each([
    { fate: "lost", begins: [0, 1, 2], fails: "loses the answers to" },
    { fate: "refused", begins: [0, 1, 2], fails: "never gets" },
    // The SDK waits long when it is throttled.
    { fate: "throttled", begins: [1], fails: "throttles" },
  ] as const)(
    "that $fails every third write, whichever it begins with, is the same",
    async ({ fate, begins }) => {
      const store = createDynamoBookingStore(createItems(client), NAMES)
      flaky.decide(() => "answered")
      await wipe()
      const expected = await live(makeService(store).service)

      for (const first of begins) {
        let writes = 0
        flaky.decide((operation): CallFate => {
          return WRITES.has(operation) && writes++ % 3 === first ? fate : "answered"
        })
        await wipe()
        const { service, clock, sent } = makeService(store)
        expect(await live(service)).toEqual(expected)
        expect(LAWS.always(await look())).toEqual([])
        clock.advance(120_000)
        await insist(() => service.recover())
        // A letter that was taken without the service hearing of it comes up again when its wait is over.
        for (let round = 0; round < 8; round++) {
          if (round === 2) flaky.decide(() => "answered")
          clock.advance(3_600_000)
          await insist(() => service.deliverMail())
        }
        const { records, periods } = await look()
        expect(LAWS.atRest({ records, periods })).toEqual([])
        expect(records.filter(({ dueAt, unsettled }) => dueAt !== undefined || unsettled.length > 0)).toEqual([])
        expect(records.flatMap(({ letters }) => letters)).toEqual([])
        expect(new Set(sent.map(({ deduplicationKey }) => deduplicationKey)).size).toBe(6)
      }
    },
    300_000,
  )

  it("that throttles for good says so, and has sold nothing twice when it is back", async () => {
    await wipe()
    const store = createDynamoBookingStore(createItems(client), NAMES)
    const { service } = makeService(store, { clock: makeClock() })
    flaky.decide(() => "throttled")
    const hold = () => service.hold({ requestId: "hold", item: STAY, guest: GUEST })

    await expect(hold()).rejects.toMatchObject({ code: "storage-unavailable" })
    await expect(
      service.searchStays({ city: "Lisbon", arrival: date("2026-12-30"), nights: 2, guests: 2 }),
    ).rejects.toMatchObject({
      code: "storage-unavailable",
    })

    flaky.decide(() => "answered")
    expect(await hold()).toMatchObject({ ok: true })
    expect((await look()).records.length).toBe(1)
  }, 60_000)
})
