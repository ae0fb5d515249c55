// The life of a booking through the service: hold, confirm, change, cancel, expire, repeat.

import { beforeEach, describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import type { StayRequest } from "#backends/booking/booking-service.ts"
import type { Result } from "#core/result.ts"
import type { IsoDate } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore, type MemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

const MINUTE_MS = 60_000
const GUEST = { name: "Ana Peña", email: "ana@example.com", visitorId: "visitor-1" }
const date = (text: string) => text as IsoDate

function wish(own: Partial<StayRequest> = {}): StayRequest {
  return {
    kind: "stay",
    hotelId: "harbor",
    roomTypeId: "double",
    arrival: date("2026-12-10"),
    nights: 2,
    guests: 2,
    ...own,
  }
}

let store: MemoryBookingStore
let test: TestService
beforeEach(() => {
  store = createMemoryBookingStore()
  test = makeService(store)
})

let requests = 0
const nextRequest = () => `request-${requests++}`

async function value<Value>(result: Promise<Result<Value, string>>): Promise<Value> {
  const outcome = await result
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`)
  return outcome.value
}

const hold = (own: Partial<StayRequest> = {}, requestId = nextRequest(), guest = GUEST) =>
  test.service.hold({ requestId, item: wish(own), guest })
const confirm = (booking: Booking) => test.service.confirm({ requestId: nextRequest(), reference: booking.reference })
const book = async (own: Partial<StayRequest> = {}) => value(confirm(await value(hold(own))))
const change = (booking: Booking, wanted: object, requestId = nextRequest()) =>
  test.service.change({ requestId, reference: booking.reference, change: wanted })
const cancel = (booking: Booking) => test.service.cancel({ requestId: nextRequest(), reference: booking.reference })

/** What is taken of a unit, by date. */
function taken(unit: string): Record<string, number> {
  const dates: [string, number][] = []
  for (const [name, { taken: days }] of store.periods) {
    const [own, period = ""] = name.split("|")
    if (own !== unit) continue
    for (const [day, count] of days) {
      if (count !== 0) dates.push([period.length === 10 ? period : `${period}-${String(day).padStart(2, "0")}`, count])
    }
  }
  return Object.fromEntries(dates.toSorted())
}
const DOUBLE = "room#harbor#double"

describe("holding", () => {
  it("keeps the room for ten minutes at the price quoted", async () => {
    const booking = await value(hold())

    expect(booking).toMatchObject({ state: "held", total: { amount: 20_000, currency: "EUR" } })
    expect(booking.expiresAt - booking.createdAt).toBe(10 * MINUTE_MS)
    expect(booking.reference).toMatch(/^BK-[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}$/)
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
  })

  it("gives the same booking for the same request, however often it arrives at once", async () => {
    const held = await Promise.all(Array.from({ length: 8 }, () => value(hold({}, "again"))))

    expect(new Set(held.map(({ reference }) => reference)).size).toBe(1)
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
  })

  it("refuses a request id that asked for something else before", async () => {
    await hold({}, "reused")

    expect(await hold({ nights: 3 }, "reused")).toEqual({ ok: false, refusal: "request-reused" })
  })

  it("keeps the requests of two visitors apart, though they have the same id", async () => {
    const one = await value(hold({}, "first"))
    const other = await value(hold({}, "first", { ...GUEST, visitorId: "visitor-2" }))

    expect(one.reference).not.toBe(other.reference)
  })

  it("refuses when one of the nights is sold out", async () => {
    for (let count = 0; count < 3; count++) await book({ arrival: date("2026-12-11"), nights: 1 })

    expect(await hold()).toEqual({ ok: false, refusal: "sold-out" })
    expect(taken(DOUBLE)).toEqual({ "2026-12-11": 3 })
  })

  it("never sells more rooms than there are, however many want them at once", async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, () => hold({ nights: 30, arrival: date("2027-01-15") })),
    )

    expect(results.filter(({ ok }) => ok)).toHaveLength(3)
    expect(new Set(Object.values(taken(DOUBLE)))).toEqual(new Set([3]))
  })

  it("takes a room from a hold that has run out, without waiting for a sweep", async () => {
    await hold({ roomTypeId: "suite" })
    test.clock.advance(10 * MINUTE_MS)

    expect((await hold({ roomTypeId: "suite" })).ok).toBe(true)
    expect(taken("room#harbor#suite")).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
  })

  it.each([
    { asks: { hotelId: "nowhere" }, refusal: "unknown-hotel" },
    { asks: { roomTypeId: "igloo" }, refusal: "unknown-room-type" },
    { asks: { guests: 3 }, refusal: "too-many-guests" },
    { asks: { guests: 0 }, refusal: "party-size-invalid" },
    { asks: { rooms: 10, guests: 10 }, refusal: "party-size-invalid" },
    { asks: { rooms: 4, guests: 8 }, refusal: "sold-out" },
    { asks: { nights: 0 }, refusal: "stay-too-short" },
    { asks: { nights: 1.5 }, refusal: "stay-too-short" },
    { asks: { nights: 31 }, refusal: "stay-too-long" },
    { asks: { arrival: date("2026-11-20") }, refusal: "date-past" },
    { asks: { arrival: date("2027-11-22") }, refusal: "date-too-far-ahead" },
    { asks: { hotelId: "sakura", arrival: date("2026-12-31") }, refusal: "below-minimum-stay" },
  ])("refuses $asks as $refusal", async ({ asks, refusal }) => {
    expect(await hold(asks)).toEqual({ ok: false, refusal })
    expect(store.records.size).toBe(0)
  })
})

describe("confirming", () => {
  it("sells what is held, once", async () => {
    const held = await value(hold())

    const results = await Promise.all([confirm(held), confirm(held), confirm(held)])

    expect(results.map((result) => result.ok && result.value.state)).toEqual(["confirmed", "confirmed", "confirmed"])
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
    expect(store.records.get(held.reference)?.letters).toHaveLength(1)
  })

  it("takes four writes from hold to sale at most", async () => {
    let writes = 0
    const counted = { ...store }
    for (const name of ["insert", "replace", "writeClaim"] as const)
      counted[name] = (...given: never[]) => {
        writes++
        return (store[name] as (...given: never[]) => Promise<boolean>)(...given)
      }
    test = makeService(counted)

    await book({ arrival: date("2026-12-30"), nights: 3 })

    expect(writes).toBe(4)
  })

  it("refuses a hold that has run out, to the millisecond, and gives the room back", async () => {
    const held = await value(hold())
    test.clock.advance(10 * MINUTE_MS)

    expect(await confirm(held)).toEqual({ ok: false, refusal: "hold-expired" })
    expect(taken(DOUBLE)).toEqual({})
  })

  it("accepts a hold in its last millisecond", async () => {
    const held = await value(hold())
    test.clock.advance(10 * MINUTE_MS - 1)

    expect((await confirm(held)).ok).toBe(true)
  })

  it.each(["", "   "])("asks for a name when it is '%s', and takes one at the last moment", async (name) => {
    const held = await value(hold({}, nextRequest(), { ...GUEST, name }))

    expect(await confirm(held)).toEqual({ ok: false, refusal: "guest-name-missing" })
    const guest = { name: "ვახტანგ", email: "v@example.com" }
    const sold = await value(test.service.confirm({ requestId: "r", reference: held.reference, guest }))
    expect(sold.guest).toEqual({ ...guest, visitorId: "visitor-1" })
  })

  it("refuses an unknown reference", async () => {
    expect(await test.service.confirm({ requestId: "r", reference: "BK-2222-2222" })).toEqual({
      ok: false,
      refusal: "unknown-reference",
    })
  })
})

describe("changing", () => {
  it("moves a stay to other dates and gives the old nights back", async () => {
    const booking = await book()

    const changed = await value(change(booking, { arrival: date("2026-12-11") }))

    expect(changed).toMatchObject({ state: "confirmed", item: { arrival: "2026-12-11", departure: "2026-12-13" } })
    expect(taken(DOUBLE)).toEqual({ "2026-12-11": 1, "2026-12-12": 1 })
  })

  it("lengthens a stay in a full hotel when only its own nights overlap", async () => {
    const booking = await book({ roomTypeId: "suite" })

    const changed = await value(change(booking, { nights: 3 }))

    expect(changed.total).toEqual({ amount: 75_000, currency: "EUR" })
    expect(taken("room#harbor#suite")).toEqual({ "2026-12-10": 1, "2026-12-11": 1, "2026-12-12": 1 })
  })

  it("leaves everything as it was when the new room is sold out", async () => {
    const booking = await book()
    await book({ roomTypeId: "suite", arrival: date("2026-12-11"), nights: 1 })

    expect(await change(booking, { roomTypeId: "suite" })).toEqual({ ok: false, refusal: "sold-out" })
    expect(await test.service.find(booking.reference)).toEqual(booking)
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
  })

  it("moves to another kind of room", async () => {
    const booking = await book()

    await value(change(booking, { roomTypeId: "suite", guests: 4 }))

    expect(taken(DOUBLE)).toEqual({})
    expect(taken("room#harbor#suite")).toEqual({ "2026-12-10": 1, "2026-12-11": 1 })
  })

  it("changes the number of rooms both ways", async () => {
    const booking = await book({ guests: 1 })

    await value(change(booking, { rooms: 3 }))
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 3, "2026-12-11": 3 })
    await value(change(booking, { rooms: 2, nights: 1 }))
    expect(taken(DOUBLE)).toEqual({ "2026-12-10": 2 })
  })

  it("makes a change once for one request, and another for another", async () => {
    const booking = await book()

    await Promise.all([1, 2, 3].map(() => change(booking, { nights: 3 }, "longer")))
    await value(change(booking, { nights: 2 }, "shorter"))
    await value(change(booking, { nights: 3 }, "longer"))

    expect((await test.service.find(booking.reference))?.item).toMatchObject({ nights: 2 })
  })

  it("refuses a request id that asked for another change", async () => {
    const booking = await book()
    await value(change(booking, { nights: 3 }, "one"))

    expect(await change(booking, { nights: 4 }, "one")).toEqual({ ok: false, refusal: "request-reused" })
  })

  it("keeps the price of the nights that stay", async () => {
    const booking = await book()
    const dearer = {
      ...(test.service.findHotel("harbor") ?? expect.fail()),
      ratePlan: {
        weekdayPercents: [200, 200, 200, 200, 200, 200, 200],
        seasons: [],
        events: [],
        roundToMinorUnits: 1 as never,
      },
    }
    const later = makeService(store, {
      clock: test.clock,
      catalogue: { cities: [], hotels: [dearer], flights: [], movies: [] },
    })

    const quote = await value(later.service.quoteChange(booking.reference, { nights: 3 }))

    expect(quote.total).toEqual({ amount: 40_000, currency: "EUR" })
    expect(quote.difference).toEqual({ amount: 20_000, currency: "EUR" })
  })

  it.each([
    { wanted: { arrival: date("2026-11-01") }, refusal: "date-past" },
    { wanted: { nights: 31 }, refusal: "stay-too-long" },
    { wanted: { guests: 3 }, refusal: "too-many-guests" },
    { wanted: { roomTypeId: "igloo" }, refusal: "unknown-room-type" },
    { wanted: { cabin: "First" }, refusal: "kind-differs" },
  ])("refuses $wanted as $refusal", async ({ wanted, refusal }) => {
    expect(await change(await book(), wanted)).toEqual({ ok: false, refusal })
  })

  it("refuses to change what is only held, cancelled or begun", async () => {
    const held = await value(hold())
    const cancelled = await value(cancel(await book()))
    const begun = await book({ arrival: date("2026-11-21") })
    test.clock.set("2026-11-22T00:00:00Z")

    expect(await change(held, { nights: 1 })).toEqual({ ok: false, refusal: "not-confirmed" })
    expect(await change(cancelled, { nights: 1 })).toEqual({ ok: false, refusal: "already-cancelled" })
    expect(await change(begun, { nights: 1 })).toEqual({ ok: false, refusal: "already-started" })
  })
})

describe("cancelling", () => {
  it.each([
    { at: "2026-12-08T18:00:00Z", refund: 20_000 }, // the very minute of the deadline
    { at: "2026-12-08T18:01:00Z", refund: 10_000 },
    { at: "2026-12-09T12:00:00Z", refund: 10_000 },
    { at: "2026-12-09T12:01:00Z", refund: 0 },
    { at: "2026-12-10T23:59:00Z", refund: 0 },
  ])("pays back $refund cents of 20,000 at $at", async ({ at, refund }) => {
    const booking = await book()
    test.clock.set(at)

    const quote = await value(test.service.quoteCancellation(booking.reference))
    const cancelled = await value(cancel(booking))

    expect(cancelled).toMatchObject({ state: "cancelled", refund: { amount: refund, currency: "EUR" } })
    expect(quote).toMatchObject({ refund: { amount: refund }, fee: { amount: 20_000 - refund } })
    expect(taken(DOUBLE)).toEqual({})
  })

  it("counts deadlines by the property's clock", async () => {
    const booking = await book({ hotelId: "sakura" })
    test.clock.set("2026-12-08T09:01:00Z") // 18:01 in Tokyo

    expect((await value(cancel(booking))).refund).toEqual({ amount: 21_000, currency: "JPY" })
  })

  it("pays back half of an odd amount rounded up, with three decimals", async () => {
    const booking = await book({ hotelId: "dunes", nights: 1 })
    test.clock.set("2026-12-09T08:00:00Z")

    expect((await value(cancel(booking))).refund).toEqual({ amount: 17_563, currency: "KWD" })
  })

  it("gives a hold up for nothing", async () => {
    const cancelled = await value(cancel(await value(hold())))

    expect(cancelled).toMatchObject({ state: "cancelled", refund: { amount: 0 } })
    expect(taken(DOUBLE)).toEqual({})
  })

  it("answers a cancelled booking again and refuses one that has begun", async () => {
    const booking = await book({ arrival: date("2026-11-21") })
    const other = await value(cancel(await book()))

    expect(await value(cancel(other))).toEqual(other)
    test.clock.set("2026-11-22T00:00:00Z")
    expect(await cancel(booking)).toEqual({ ok: false, refusal: "already-started" })
  })

  it("does not confirm what was cancelled", async () => {
    const held = await value(hold())
    await cancel(held)

    expect(await confirm(held)).toEqual({ ok: false, refusal: "already-cancelled" })
  })
})

describe("flights", () => {
  const trip = (own: object = {}) => ({
    kind: "trip" as const,
    outbound: { flightNumber: "TA 101", date: date("2026-12-10") },
    inbound: { flightNumber: "TA 102", date: date("2026-12-12") },
    cabin: "Economy" as const,
    passengers: 3,
    ...own,
  })
  const holdTrip = (own: object = {}) => test.service.hold({ requestId: nextRequest(), item: trip(own), guest: GUEST })

  it("sells both legs together", async () => {
    const booking = await value(confirm(await value(holdTrip())))

    expect(booking.total).toEqual({ amount: 54_000, currency: "EUR" })
    expect(taken("seat#TA 101#Economy")).toEqual({ "2026-12-10": 3 })
    expect(taken("seat#TA 102#Economy")).toEqual({ "2026-12-12": 3 })
  })

  it("gives the first leg back when the second is sold out", async () => {
    await holdTrip({ outbound: { flightNumber: "TA 102", date: date("2026-12-12") }, inbound: undefined })

    expect(await holdTrip()).toEqual({ ok: false, refusal: "sold-out" })
    expect(taken("seat#TA 101#Economy")).toEqual({})
  })

  it("reckons flight times across time zones and midnight", async () => {
    const offer = await value(
      test.service.quoteTrip(
        trip({ outbound: { flightNumber: "ta201", date: date("2026-12-10") }, inbound: undefined }),
      ),
    )

    expect(offer.trip.legs[0]).toMatchObject({ arrivalDate: "2026-12-11", arrivalTime: "09:00", minutes: 720 })
  })

  it("refuses to fly home before the flight out has landed", async () => {
    expect(await holdTrip({ inbound: { flightNumber: "TA 103", date: date("2026-12-10") } })).toEqual({
      ok: false,
      refusal: "return-before-arrival",
    })
  })

  it("changes the flight home and drops it", async () => {
    const booking = await value(confirm(await value(holdTrip())))

    await value(change(booking, { inbound: { flightNumber: "TA 103", date: date("2026-12-13") } }))
    expect(taken("seat#TA 102#Economy")).toEqual({})
    expect(taken("seat#TA 103#Economy")).toEqual({ "2026-12-13": 3 })
    const single = await value(change(booking, { inbound: null }))
    expect(single.total.amount).toBe(27_000)
    expect(taken("seat#TA 103#Economy")).toEqual({})
  })
})

describe("finding", () => {
  it.each([
    (reference: string) => reference.toLowerCase(),
    (reference: string) => reference.replaceAll("-", " "),
    (reference: string) => reference.slice(3),
  ])("finds a booking however its reference is written (%#)", async (write) => {
    const booking = await book()

    expect(await test.service.find(write(booking.reference))).toEqual(booking)
  })

  it("lists a guest's bookings newest first, without holds that came to nothing", async () => {
    const first = await book()
    test.clock.advance(1000)
    await hold({ arrival: date("2026-12-20") })
    test.clock.advance(10 * MINUTE_MS)
    await test.service.recover()
    const second = await book({ arrival: date("2026-12-24") })

    const found = await test.service.findByGuest({ visitorId: "visitor-1" })

    expect(found.map(({ reference }) => reference)).toEqual([second.reference, first.reference])
    expect(await test.service.findByGuest({ email: " ANA@example.com " })).toEqual(found)
  })

  it("finds a guest's booking behind any number of holds that came to nothing", async () => {
    const booking = await book()
    for (let count = 0; count < 60; count++) {
      test.clock.advance(1000)
      const held = await value(hold({ roomTypeId: "suite", arrival: date("2026-12-20") }))
      await cancel(held)
    }

    for (const guest of [{ visitorId: "visitor-1" }, { email: "ana@example.com" }])
      expect((await test.service.findByGuest(guest)).map(({ reference }) => reference)).toEqual([booking.reference])
  })

  it("keeps the order of changes when the clock is put back", async () => {
    const booking = await book()
    test.clock.advance(-60 * MINUTE_MS)

    const changed = await value(change(booking, { nights: 3 }))

    expect(changed.updatedAt).toBeGreaterThan(booking.updatedAt)
  })
})
