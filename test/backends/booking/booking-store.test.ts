// What every booking store promises: the suite that DynamoDB and the store in memory both pass.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { BookingRecord, BookingStore, ClaimWrite } from "#backends/booking/booking-store.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { addMs, epochMs, type IsoDate, parseInstant } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

const NOON = parseInstant("2026-11-21T12:00:00Z") ?? epochMs(0)

let tables: TableService
beforeAll(async () => {
  tables = await startTableService()
})
afterAll(() => tables.close())

let counter = 0

/** References that no other test uses: all tests of a store share its tables. */
function nextReference(): string {
  counter++
  const code = counter.toString(28).padStart(8, "0").toUpperCase().replaceAll("0", "2").replaceAll("1", "Z")
  return `BK-${code.slice(0, 4)}-${code.slice(4)}${counter}`
}

function makeRecord(own: Partial<BookingRecord> = {}): BookingRecord {
  return {
    reference: nextReference(),
    state: "held",
    item: {
      kind: "stay",
      hotelId: "harbor",
      hotelName: "Harbor House",
      city: "Lisbon",
      timeZone: "Europe/Lisbon",
      roomTypeId: "double",
      roomTypeName: "Double",
      arrival: "2026-12-01" as IsoDate,
      departure: "2026-12-03" as IsoDate,
      nights: 2,
      guests: 2,
      rooms: 1,
    },
    guest: { name: "Ana 安娜 आना", visitorId: "visitor" },
    total: { amount: minorUnits(20_000), currency: "EUR" },
    rates: [],
    cancellation: { steps: [] },
    createdAt: NOON,
    updatedAt: NOON,
    expiresAt: addMs(NOON, 600_000),
    revision: 1,
    requestId: "request",
    fingerprint: "{}",
    unsettled: [
      {
        unit: "room#harbor#double",
        period: "2026-12",
        days: new Map([
          [1, 1],
          [2, 1],
        ]),
        capacity: 3,
      },
    ],
    claimRevision: 1,
    changes: [],
    letters: [],
    ...own,
  }
}

function makeClaim(own: Partial<ClaimWrite> = {}): ClaimWrite {
  counter++
  return {
    key: { unit: `room#hotel${counter}#double`, period: "2026-12" },
    reference: "BK-2222-2222",
    to: {
      revision: 1,
      days: new Map([
        [3, 1],
        [4, 1],
      ]),
    },
    capacity: 2,
    forget: [],
    ...own,
  }
}

describe.each([
  ["memory", () => createMemoryBookingStore()],
  [
    "DynamoDB",
    () => createDynamoBookingStore(tables.items, { bookings: "test-bookings", inventory: "test-inventory" }),
  ],
])("the booking store in %s", (_, open: () => BookingStore) => {
  let store: BookingStore
  beforeAll(() => {
    store = open()
  })

  describe("bookings", () => {
    it("gives back exactly what was stored", async () => {
      const record = makeRecord({
        dueAt: addMs(NOON, 1),
        refund: { amount: minorUnits(1), currency: "EUR" },
        letters: [{ id: "letter", kind: "changed", attempts: 2, dueAt: NOON }],
      })

      await store.insert(record)

      expect(await store.find(record.reference)).toEqual(record)
    })

    it("finds nothing under a reference nobody has", async () => {
      expect(await store.find("BK-NONE-NONE")).toBeUndefined()
    })

    it("finds several, leaving out those that don't exist", async () => {
      const [one, other] = [makeRecord(), makeRecord()]
      await store.insert(one)
      await store.insert(other)

      const found = await store.findAll([one.reference, "BK-NONE-NONE", other.reference, one.reference])

      expect(found.map(({ reference }) => reference).toSorted()).toEqual([one.reference, other.reference].toSorted())
    })

    it("finds more than a batch of DynamoDB's takes", async () => {
      const records = Array.from({ length: 130 }, () => makeRecord())
      await Promise.all(records.map((record) => store.insert(record)))

      expect(await store.findAll(records.map(({ reference }) => reference))).toHaveLength(130)
    })

    it("does not insert a reference twice", async () => {
      const record = makeRecord()

      expect(await store.insert(record)).toBe(true)
      expect(await store.insert({ ...record, requestId: "another" })).toBe(false)
      expect((await store.find(record.reference))?.requestId).toBe("request")
    })

    it("replaces only the revision that was read", async () => {
      const record = makeRecord()
      await store.insert(record)

      expect(await store.replace({ ...record, revision: 2, state: "confirmed" }, 1)).toBe(true)
      expect(await store.replace({ ...record, revision: 2, state: "expired" }, 1)).toBe(false)
      expect((await store.find(record.reference))?.state).toBe("confirmed")
    })

    it("lets one of many writers of the same revision win", async () => {
      const record = makeRecord()
      await store.insert(record)

      const writes = Array.from({ length: 10 }, () => store.replace({ ...record, revision: 2 }, 1))

      expect((await Promise.all(writes)).filter(Boolean)).toHaveLength(1)
    })
  })

  describe("inventory", () => {
    it("is empty where nothing was sold", async () => {
      const key = { unit: "room#nowhere#double", period: "2026-12" }

      expect(await store.readPeriod(key)).toEqual({ ...key, taken: new Map(), claims: new Map() })
      expect(await store.readTaken([key])).toEqual(new Map())
    })

    it("moves counts and claim together", async () => {
      const write = makeClaim()

      expect(await store.writeClaim(write)).toBe(true)

      const period = await store.readPeriod(write.key)
      expect(period.taken).toEqual(
        new Map([
          [3, 1],
          [4, 1],
        ]),
      )
      expect(period.claims).toEqual(new Map([["BK-2222-2222", write.to]]))
    })

    it("reads many counts at once", async () => {
      const writes = Array.from({ length: 120 }, () => makeClaim())
      await Promise.all(writes.map((write) => store.writeClaim(write)))

      const taken = await store.readTaken(writes.map(({ key }) => key))

      expect(taken.size).toBe(120)
      expect([...taken.values()].every((days) => days.get(3) === 1 && days.get(5) === undefined)).toBe(true)
    })

    it("does not apply the same claim twice", async () => {
      const write = makeClaim()
      await store.writeClaim(write)

      expect(await store.writeClaim(write)).toBe(false)
      expect((await store.readPeriod(write.key)).taken.get(3)).toBe(1)
    })

    it("never passes the capacity", async () => {
      const write = makeClaim({ capacity: 2 })
      const claims = ["BK-2222-2222", "BK-3333-3333", "BK-4444-4444"].map((reference) => ({ ...write, reference }))

      const results = await Promise.all(claims.map((claim) => store.writeClaim(claim)))

      expect(results.filter(Boolean)).toHaveLength(2)
      expect((await store.readPeriod(write.key)).taken).toEqual(
        new Map([
          [3, 2],
          [4, 2],
        ]),
      )
    })

    it("refuses the whole claim when one day is full", async () => {
      const write = makeClaim({ capacity: 1, to: { revision: 1, days: new Map([[4, 1]]) } })
      await store.writeClaim(write)

      const wide = {
        ...write,
        reference: "BK-3333-3333",
        to: {
          revision: 1,
          days: new Map([
            [3, 1],
            [4, 1],
          ]),
        },
      }

      expect(await store.writeClaim(wide)).toBe(false)
      expect((await store.readPeriod(write.key)).taken).toEqual(new Map([[4, 1]]))
    })

    it("takes some days and gives others back in one write, beyond what the capacity is now", async () => {
      const write = makeClaim({
        to: {
          revision: 1,
          days: new Map([
            [3, 2],
            [4, 2],
          ]),
        },
      })
      await store.writeClaim(write)

      const to = {
        revision: 2,
        days: new Map([
          [4, 1],
          [5, 1],
        ]),
      }
      expect(await store.writeClaim({ ...write, from: write.to, to, capacity: 1 })).toBe(true)

      expect([...(await store.readPeriod(write.key)).taken].filter(([, count]) => count > 0)).toEqual([
        [4, 1],
        [5, 1],
      ])
    })

    it("replaces a claim only as it was read", async () => {
      const write = makeClaim()
      await store.writeClaim(write)
      const empty = { revision: 2, days: new Map(), emptiedAt: NOON }

      expect(await store.writeClaim({ ...write, from: { ...write.to, revision: 9 }, to: empty })).toBe(false)
      expect(await store.writeClaim({ ...write, from: write.to, to: empty })).toBe(true)
      expect((await store.readPeriod(write.key)).claims.get("BK-2222-2222")).toEqual(empty)
    })

    it("drops old empty claims on the way, if they are as they were read", async () => {
      const old = { revision: 2, days: new Map(), emptiedAt: NOON }
      const write = makeClaim({ to: old })
      await store.writeClaim(write)
      const other = { ...makeClaim(), key: write.key, reference: "BK-3333-3333" }

      expect(await store.writeClaim({ ...other, forget: [["BK-2222-2222", { ...old, revision: 3 }]] })).toBe(false)
      expect(await store.writeClaim({ ...other, forget: [["BK-2222-2222", old]] })).toBe(true)
      expect([...(await store.readPeriod(write.key)).claims.keys()]).toEqual(["BK-3333-3333"])
    })

    it("takes a claim on all days of a month", async () => {
      const days = new Map(Array.from({ length: 31 }, (_, index) => [index + 1, 1 + (index % 9)] as const))
      const write = makeClaim({ capacity: 9, to: { revision: 1, days } })

      expect(await store.writeClaim(write)).toBe(true)
      expect((await store.readPeriod(write.key)).taken).toEqual(days)
    })
  })

  describe("lists", () => {
    it("lists what is due, longest due first, and nothing that is not", async () => {
      const later = makeRecord({ dueAt: epochMs(2_000) })
      const sooner = makeRecord({ dueAt: epochMs(1_000) })
      const future = makeRecord({ dueAt: epochMs(9_000) })
      for (const record of [later, sooner, future, makeRecord()]) await store.insert(record)

      expect(await store.listDue(epochMs(2_000), 10)).toEqual([sooner.reference, later.reference])
      expect(await store.listDue(epochMs(2_000), 1)).toEqual([sooner.reference])
    })

    it("no longer lists a booking with nothing left to do, and walks past it", async () => {
      const record = makeRecord({ dueAt: epochMs(100) })
      await store.insert(record)
      const { dueAt: _, ...done } = record
      await store.replace({ ...done, revision: 2 }, 1)

      expect(await store.listDue(epochMs(500), 10)).not.toContain(record.reference)
      expect((await store.listUnfinished()).references).not.toContain(record.reference)
    })

    it("lists bookings with a letter that is due", async () => {
      const letter = { id: "one", kind: "confirmed", attempts: 0, dueAt: epochMs(5) } as const
      const record = makeRecord({ letters: [{ ...letter, dueAt: epochMs(99) }, letter] })
      await store.insert(record)

      expect(await store.listMailDue(epochMs(4), 10)).toEqual([])
      expect(await store.listMailDue(epochMs(5), 10)).toEqual([record.reference])
    })

    it("lists a guest's bookings by visitor and by address, newest first", async () => {
      const guest = { name: "Zoë", visitorId: `visitor-${counter++}`, email: `Zoe-${counter}@Example.com` }
      const [older, newer] = [makeRecord({ guest }), makeRecord({ guest, createdAt: addMs(NOON, 1000) })]
      await store.insert(newer)
      await store.insert(older)

      const byVisitor = await store.listByVisitor(guest.visitorId, 10)
      const byEmail = await store.listByEmail(guest.email.toLowerCase(), 1)

      expect(byVisitor.map(({ reference }) => reference)).toEqual([newer.reference, older.reference])
      expect(byEmail.map(({ reference }) => reference)).toEqual([newer.reference])
    })

    it("passes over a guest's holds that came to nothing, however many there are", async () => {
      const guest = { name: "Zoë", visitorId: `visitor-${counter++}`, email: `zoe-${counter}@example.com` }
      const sold = makeRecord({ guest, state: "cancelled", confirmedAt: NOON })
      await store.insert(sold)
      for (let count = 1; count <= 12; count++) {
        const state = (["expired", "failed", "cancelled"] as const)[count % 3] ?? "failed"
        await store.insert(makeRecord({ guest, state, createdAt: addMs(NOON, count * 1000) }))
      }

      const lists = [await store.listByVisitor(guest.visitorId, 2), await store.listByEmail(guest.email, 2)]

      expect(lists.map((list) => list.map(({ reference }) => reference))).toEqual([[sold.reference], [sold.reference]])
    })

    it("lists the bookings of a month page by page, newest first", async () => {
      const records = [1, 2, 3].map((day) =>
        makeRecord({ createdAt: parseInstant(`2031-02-0${day}T00:00:00Z`) ?? NOON }),
      )
      for (const record of records) await store.insert(record)

      const first = await store.listByMonth("2031-02", 2)
      const second = await store.listByMonth("2031-02", 2, first.next)

      expect(first.records.map(({ reference }) => reference)).toEqual([records[2]?.reference, records[1]?.reference])
      expect(second.records.map(({ reference }) => reference)).toEqual([records[0]?.reference])
      expect(second.next).toBeUndefined()
    })
  })
})
