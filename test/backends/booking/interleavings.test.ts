// Several guests at once, in any order of any of their steps: nothing is ever oversold, lost or done twice.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { BookingService, ItemRequest } from "#backends/booking/booking-service.ts"
import type { BookingStore } from "#backends/booking/booking-store.ts"
import { addDays, type IsoDate } from "#core/time.ts"
import { createInventoryLaws } from "#test/backends/support/inventory-laws.ts"
import { makeClock, makeService, type TestClock } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore, type MemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"
import { createMortalStore, createTurnTakingStore, Killed } from "#test/backends/support/store-wrappers.ts"

const LAWS = createInventoryLaws(SMALL_CATALOGUE)
/** The last days of a month, so that many stays take two inventory items. */
const FIRST_DAY = "2026-11-29" as IsoDate
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** One thing a guest (or the sweep, or time) does. `booking` counts into all bookings made so far, whoever's they are. */
type Step =
  | {
      readonly do: "hold"
      readonly room: "double" | "suite"
      readonly day: number
      readonly nights: number
      readonly rooms: number
    }
  | { readonly do: "fly"; readonly day: number; readonly passengers: number; readonly isReturn: boolean }
  | { readonly do: "confirm" | "cancel"; readonly booking: number }
  | {
      readonly do: "change"
      readonly booking: number
      readonly day: number
      readonly nights: number
      readonly room: "double" | "suite"
      readonly rooms: number
    }
  | { readonly do: "search"; readonly day: number }
  | { readonly do: "retry" | "recover" | "mail" }
  | { readonly do: "wait"; readonly minutes: number }
  /** The guest's process dies at one of its next writes, and another serves the guest from then on. */
  | { readonly do: "crash"; readonly atWrite: number; readonly isAfter: boolean }

const day = fc.integer({ min: 0, max: 4 })
const nights = fc.integer({ min: 1, max: 4 })
const rooms = fc.integer({ min: 1, max: 2 })
const room = fc.constantFrom("double" as const, "suite" as const)
const booking = fc.nat({ max: 7 })

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("hold" as const), room, day, nights, rooms }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("fly" as const),
      day,
      passengers: fc.integer({ min: 1, max: 3 }),
      isReturn: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("confirm" as const), booking }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("change" as const), booking, day, nights, room, rooms }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), booking }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("search" as const), day }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("retry" as const, "retry" as const, "recover" as const, "mail" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 9, 11, 90, -11, -90, 3000, -3000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("crash" as const),
      atWrite: fc.integer({ min: 1, max: 4 }),
      isAfter: fc.boolean(),
    }),
  },
)

/** What the guests share. */
type World = {
  readonly store: BookingStore
  readonly clock: TestClock
  /** References of holds that were answered. */
  readonly references: string[]
  /** By visitor and request: every reference a hold was answered with. */
  readonly answers: Map<string, Set<string>>
}

/** A guest at a process of their own, who does one step after the other. */
async function play(world: World, visitorId: string, steps: readonly Step[]): Promise<void> {
  let { service } = makeService(world.store, { clock: world.clock })
  let last: () => Promise<unknown> = async () => {}
  for (const [position, now] of steps.entries()) {
    if (now.do === "crash") {
      const mortal = createMortalStore(world.store, now.atWrite, now.isAfter ? "after" : "before")
      service = makeService(mortal, { clock: world.clock }).service
      continue
    }
    const requestId = `${visitorId}-${position}`
    const act: (server: BookingService) => Promise<unknown> = (server) =>
      perform(world, server, visitorId, requestId, now)
    if (now.do !== "retry") last = () => act(service)
    try {
      await last()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      service = makeService(world.store, { clock: world.clock }).service
    }
  }
}

async function perform(
  world: World,
  service: BookingService,
  visitorId: string,
  requestId: string,
  now: Step,
): Promise<unknown> {
  const { clock, references, answers } = world
  const guest = { name: "Guest", email: `${visitorId}@example.com`, visitorId }
  const arrival = "day" in now ? addDays(FIRST_DAY, now.day) : FIRST_DAY
  const reference = "booking" in now ? references[now.booking % Math.max(1, references.length)] : undefined
  switch (now.do) {
    case "hold":
    case "fly": {
      const held = await service.hold({ requestId, guest, item: wish(now, arrival) })
      if (!held.ok) return held
      const key = `${visitorId} ${requestId}`
      answers.set(key, (answers.get(key) ?? new Set()).add(held.value.reference))
      if (!references.includes(held.value.reference)) references.push(held.value.reference)
      return held
    }
    case "confirm":
      return reference === undefined ? undefined : service.confirm({ requestId, reference })
    case "cancel":
      return reference === undefined ? undefined : service.cancel({ requestId, reference })
    case "change": {
      if (reference === undefined) return undefined
      const change = { arrival, nights: now.nights, roomTypeId: now.room, rooms: now.rooms, guests: 1 }
      return service.change({ requestId, reference, change })
    }
    case "search":
      return service.searchStays({ city: "Lisbon", arrival, nights: 2, guests: 1 })
    case "recover":
      return service.recover()
    case "mail":
      return service.deliverMail()
    case "wait":
      return clock.advance(now.minutes * MINUTE_MS)
    case "retry":
    case "crash":
      return undefined
  }
}

function wish(now: Extract<Step, { do: "hold" | "fly" }>, arrival: IsoDate): ItemRequest {
  if (now.do === "hold")
    return {
      kind: "stay",
      hotelId: "harbor",
      roomTypeId: now.room,
      arrival,
      nights: now.nights,
      guests: 1,
      rooms: now.rooms,
    }
  return {
    kind: "trip",
    outbound: { flightNumber: "TA 101", date: arrival },
    ...(now.isReturn ? { inbound: { flightNumber: "TA 102", date: addDays(arrival, 1) } } : {}),
    cabin: "Economy",
    passengers: now.passengers,
  }
}

function look(store: MemoryBookingStore): Parameters<typeof LAWS.always>[0] {
  return { records: [...store.records.values()], periods: store.periods }
}

/** Runs all guests under a scheduler that decides whose call comes next; gives every law that was ever broken. */
async function run(scheduler: fc.Scheduler, guests: readonly (readonly Step[])[]): Promise<readonly string[]> {
  const broken: string[] = []
  const memory = createMemoryBookingStore()
  const store = createTurnTakingStore(
    memory,
    (method) => scheduler.schedule(Promise.resolve(), method).then(() => undefined),
    () => broken.push(...LAWS.always(look(memory))),
  )
  const clock = makeClock()
  const world: World = { store, clock, references: [], answers: new Map() }
  await scheduler.waitFor(Promise.all(guests.map((steps, position) => play(world, `visitor-${position}`, steps))))

  for (const [request, references] of world.answers)
    if (references.size > 1) broken.push(`${request} made ${references.size} bookings`)
  const owners = [...memory.records.values()].map(({ guest, requestId }) => `${guest.visitorId} ${requestId}`)
  if (new Set(owners).size !== owners.length) broken.push("a request made two bookings")

  // Whatever was interrupted, a sweep settles it once every hold and grace is over by any clock there was.
  clock.advance(60 * DAY_MS)
  await makeService(memory, { clock }).service.recover()
  broken.push(...LAWS.always(look(memory)), ...LAWS.atRest(look(memory)))
  for (const { reference, state, unsettled, dueAt, pendingChange } of memory.records.values())
    if (state === "held" || unsettled.length > 0 || dueAt !== undefined || pendingChange !== undefined)
      broken.push(`${reference} is left ${state} and unsettled`)
  return broken
}

const RUNS = Number(process.env.BOOKING_RUNS ?? 150)

describe("two to eight guests at once", () => {
  it(`break no law in ${RUNS} random interleavings`, async () => {
    const guests = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), guests, async (scheduler, steps) => {
        expect(await run(scheduler, steps)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  }, 600_000)
})
