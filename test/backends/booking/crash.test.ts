// A process is killed at each write of each step, before or after the write is made; another takes over.

import { describe, expect, it } from "vitest"
import type { BookingService, ItemRequest } from "#backends/booking/booking-service.ts"
import type { IsoDate } from "#core/time.ts"
import { createInventoryLaws } from "#test/backends/support/inventory-laws.ts"
import { makeClock, makeService, type TestClock } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore, type MemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"
import { createMortalStore, Killed } from "#test/backends/support/store-wrappers.ts"

const LAWS = createInventoryLaws(SMALL_CATALOGUE)
const DAY_MS = 24 * 60 * 60_000
const date = (text: string) => text as IsoDate
const GUEST = { name: "Ana", email: "ana@example.com", visitorId: "visitor" }
/** Over New Year, so that each stay takes two inventory items. */
const STAY: ItemRequest = {
  kind: "stay",
  hotelId: "harbor",
  roomTypeId: "double",
  arrival: date("2026-12-30"),
  nights: 4,
  guests: 2,
}
const TRIP: ItemRequest = {
  kind: "trip",
  outbound: { flightNumber: "TA 101", date: date("2026-12-30") },
  inbound: { flightNumber: "TA 102", date: date("2027-01-02") },
  cabin: "Economy",
  passengers: 2,
}

type Script = (service: BookingService) => Promise<void>

/** Holds, confirms, changes and cancels, each under its own request id; the same again is a retry of all of it. */
function lifeOf(item: ItemRequest, changes: readonly object[], isCancelled: boolean): Script {
  return async (service) => {
    const held = await service.hold({ requestId: "hold", item, guest: GUEST })
    if (!held.ok) return
    const { reference } = held.value
    await service.confirm({ requestId: "confirm", reference })
    for (const [position, change] of changes.entries())
      await service.change({ requestId: `change-${position}`, reference, change })
    if (isCancelled) await service.cancel({ requestId: "cancel", reference })
    await service.deliverMail()
  }
}

const SCRIPTS: readonly (readonly [name: string, Script])[] = [
  ["a stay over New Year", lifeOf(STAY, [], false)],
  ["a stay that is cancelled", lifeOf(STAY, [], true)],
  [
    "a stay moved, made longer, shorter, and moved to another room",
    lifeOf(STAY, [{ arrival: date("2027-01-01") }, { nights: 5 }, { nights: 2 }, { roomTypeId: "suite" }], true),
  ],
  [
    "a trip rebooked and cancelled",
    lifeOf(TRIP, [{ inbound: { flightNumber: "TA 103", date: date("2027-01-03") } }, { cabin: "Business" }], true),
  ],
  ["a change to a room that is sold out", lifeOf(STAY, [{ roomTypeId: "suite", nights: 2 }, { rooms: 3 }], false)],
]

function look(store: MemoryBookingStore): { always: readonly string[]; atRest: readonly string[] } {
  const snapshot = { records: [...store.records.values()], periods: store.periods }
  return { always: LAWS.always(snapshot), atRest: LAWS.atRest(snapshot) }
}

/** Runs a script in a process that dies at a write; returns how many writes it began. */
async function runMortal(
  store: MemoryBookingStore,
  clock: TestClock,
  script: Script,
  dieAt: number,
  when: "before" | "after",
): Promise<number> {
  const mortal = createMortalStore(store, dieAt, when)
  const { service } = makeService(mortal, { clock })
  await script(service).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
  return mortal.writes()
}

async function prepare(): Promise<{ store: MemoryBookingStore; clock: TestClock }> {
  const store = createMemoryBookingStore()
  const clock = makeClock()
  // Someone else has the suite on one night, so that some changes must fail.
  const { service } = makeService(store, { clock })
  const other = { ...STAY, roomTypeId: "suite", arrival: date("2026-12-31"), nights: 1 } as ItemRequest
  const held = await service.hold({ requestId: "other", item: other, guest: { ...GUEST, visitorId: "other" } })
  if (held.ok) await service.confirm({ requestId: "other", reference: held.value.reference })
  return { store, clock }
}

async function countWrites(script: Script): Promise<number> {
  const { store, clock } = await prepare()
  return runMortal(store, clock, script, 0, "before")
}

const KILLS = (["before", "after"] as const).map((when) => [when] as const)

describe.each(SCRIPTS)("%s, with the process killed at each write", (_, script) => {
  it.each(KILLS)("loses and oversells nothing when recovery follows a kill %s the write", async (when) => {
    const total = await countWrites(script)
    expect(total).toBeGreaterThan(2)
    const broken: string[] = []
    for (let dieAt = 1; dieAt <= total; dieAt++) {
      const { store, clock } = await prepare()
      await runMortal(store, clock, script, dieAt, when)
      broken.push(...look(store).always.map((law) => `killed at ${dieAt}: ${law}`))
      clock.advance(DAY_MS)
      await makeService(store, { clock }).service.recover()
      const after = look(store)
      broken.push(...[...after.always, ...after.atRest].map((law) => `recovered from ${dieAt}: ${law}`))
      for (const record of store.records.values())
        if (record.state === "held" || record.unsettled.length > 0 || record.dueAt !== undefined)
          broken.push(`recovered from ${dieAt}: ${record.reference} is left ${record.state}`)
    }

    expect(broken).toEqual([])
  })

  it.each(KILLS)("ends as if nothing had happened when the guest retries after a kill %s the write", async (when) => {
    const calm = await prepare()
    await script(makeService(calm.store, { clock: calm.clock }).service)
    const expected = [...calm.store.records.values()].map(({ reference, state, item, total }) => ({
      reference,
      state,
      item,
      total,
    }))

    const total = await countWrites(script)
    for (let dieAt = 1; dieAt <= total; dieAt++) {
      const { store, clock } = await prepare()
      await runMortal(store, clock, script, dieAt, when)
      await script(makeService(store, { clock }).service)

      const records = [...store.records.values()].map(({ reference, state, item, total: price }) => ({
        reference,
        state,
        item,
        total: price,
      }))
      expect(records.toSorted((one, other) => (one.reference < other.reference ? -1 : 1))).toEqual(
        expected.toSorted((one, other) => (one.reference < other.reference ? -1 : 1)),
      )
      expect(look(store)).toEqual({ always: [], atRest: [] })
    }
  })

  it.each(["confirm", "cancel"] as const)(
    "lets the guest %s right after any kill, and leaves nothing behind",
    async (act) => {
      const total = await countWrites(script)
      const broken: string[] = []
      for (let dieAt = 1; dieAt <= total; dieAt++) {
        const { store, clock } = await prepare()
        await runMortal(store, clock, script, dieAt, dieAt % 2 === 0 ? "before" : "after")
        clock.advance(60_000)
        const { service } = makeService(store, { clock })
        for (const { reference, guest } of store.records.values())
          if (guest.visitorId === "visitor") await service[act]({ requestId: "now", reference })
        broken.push(...look(store).always.map((law) => `killed at ${dieAt}: ${law}`))
        clock.advance(DAY_MS)
        await service.recover()
        const after = look(store)
        broken.push(...[...after.always, ...after.atRest].map((law) => `recovered from ${dieAt}: ${law}`))
      }

      expect(broken).toEqual([])
    },
  )

  it("survives a second kill during the recovery from the first", async () => {
    const total = await countWrites(script)
    const broken: string[] = []
    for (let first = 1; first <= total; first++)
      for (let second = 1; second <= 6; second++) {
        const { store, clock } = await prepare()
        await runMortal(store, clock, script, first, "after")
        clock.advance(DAY_MS)
        await runMortal(
          store,
          clock,
          async (service) => {
            await service.recover()
          },
          second,
          first % 2 === 0 ? "before" : "after",
        )
        clock.advance(DAY_MS)
        await makeService(store, { clock }).service.recover()
        const after = look(store)
        broken.push(...[...after.always, ...after.atRest].map((law) => `killed at ${first} and ${second}: ${law}`))
      }

    expect(broken).toEqual([])
  })
})

describe("a process that slept", () => {
  it("can't claim for a hold that has ended since", async () => {
    const store = createMemoryBookingStore()
    const clock = makeClock()
    let wake = () => {}
    const asleep = new Promise<void>((resolve) => {
      wake = resolve
    })
    const sleepy = {
      ...store,
      writeClaim: async (write: Parameters<typeof store.writeClaim>[0]) => asleep.then(() => store.writeClaim(write)),
    }
    const holding = makeService(sleepy, { clock }).service.hold({ requestId: "hold", item: STAY, guest: GUEST })
    while (store.records.size === 0) await new Promise((resolve) => setImmediate(resolve))
    clock.advance(DAY_MS)
    await makeService(store, { clock }).service.recover()

    wake()

    expect(await holding).toEqual({ ok: false, refusal: "hold-expired" })
    expect(look(store)).toEqual({ always: [], atRest: [] })
  })
})
