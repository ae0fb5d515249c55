// Measures bookings (hold and confirm, from request to sold) on DynamoDB's local engine, beside bare conditional writes
// to the same table by the same client in the same run: how much a safe sale costs over the least it could.

import type { Items } from "#aws/dynamo.ts"
import type { BookingService } from "#backends/booking/booking-service.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { addDays, systemClock } from "#core/time.ts"
import { BUSY_DAY } from "#test/backends/support/busy-catalogue.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"
import { startTableService } from "#test/backends/support/table-service.ts"
import { type BenchResult, type BenchSuite, percentile } from "./report.ts"

/** The suite, for bench/main.ts. */
export const bookingSuite: BenchSuite = {
  describes: "bookings a second and their 99th percentile, beside bare conditional writes to the same table",
  run: () => benchBooking(),
}

/** How much is measured. */
export type BookingBenchOptions = {
  /** Bookings in each round, and bare writes likewise. */
  readonly bookings?: number
  readonly clientsAtOnce?: number
  readonly rounds?: number
}

const PEER = "bare conditional writes"
const HOTELS = 40

/** Runs the suite; rounds of bookings and of bare writes take turns, and the middle of the rounds is reported. */
export async function benchBooking(options: BookingBenchOptions = {}): Promise<readonly BenchResult[]> {
  const { bookings = 400, clientsAtOnce = 16, rounds = 5 } = options
  const tables = await startTableService("bench-")
  try {
    const counter = countWrites(tables.items)
    const service = openService(counter.items)
    await sell(service, "warm-up", 50, clientsAtOnce)
    await writeBare(tables.items, "warm-up", 50, clientsAtOnce)
    const sold: Run[] = []
    const bare: Run[] = []
    const writesBefore = counter.writes()
    for (let round = 0; round < rounds; round++) {
      sold.push(await sell(service, `round-${round}`, bookings, clientsAtOnce))
      bare.push(await writeBare(tables.items, `round-${round}`, bookings, clientsAtOnce))
    }
    const writesEach = (counter.writes() - writesBefore) / (bookings * rounds)
    const rate = (run: Run) => (run.milliseconds.length / run.totalMs) * 1000
    const p50 = (run: Run) => percentile(run.milliseconds, 0.5)
    const p99 = (run: Run) => percentile(run.milliseconds, 0.99)
    return [
      compare("bookings a second", "1/s", median(sold.map(rate)), median(bare.map(rate))),
      compare("booking, p50", "ms", median(sold.map(p50)), median(bare.map(p50))),
      compare("booking, p99", "ms", median(sold.map(p99)), median(bare.map(p99))),
      { name: "writes a booking", value: writesEach, unit: "writes" },
    ]
  } finally {
    await tables.close()
  }
}

type Run = { readonly milliseconds: readonly number[]; readonly totalMs: number }

function compare(name: string, unit: string, value: number, peerValue: number): BenchResult {
  return { name, value, unit, peer: PEER, peerValue, ratio: value / peerValue }
}

function openService(items: Items): BookingService {
  const city = makeCity("Benchtown", "Europe/Lisbon", "EUR", "BEN")
  const hotels = Array.from({ length: HOTELS }, (_, position) =>
    makeHotel(`hotel-${position}`, city, [makeRoomType("double", 400, 10_000)]),
  )
  return createBookingService({
    store: createDynamoBookingStore(items, { bookings: "bench-bookings", inventory: "bench-inventory" }),
    catalogue: { cities: [city], hotels, flights: [], movies: [] },
    clock: systemClock,
    referenceKey: "a key for benches",
    mailer: { send: async () => {} },
  })
}

function countWrites(items: Items): { readonly items: Items; writes(): number } {
  let writes = 0
  return {
    items: {
      ...items,
      put: (...given) => {
        writes++
        return items.put(...given)
      },
      update: (...given) => {
        writes++
        return items.update(...given)
      },
    },
    writes: () => writes,
  }
}

/** Stays of two nights, spread over hotels and dates so that rooms don't run out. */
function sell(service: BookingService, round: string, count: number, clientsAtOnce: number): Promise<Run> {
  return runAll(count, clientsAtOnce, async (position) => {
    const guest = { name: "Guest", email: "guest@example.com", visitorId: `${round}-${position}` }
    const arrival = addDays(BUSY_DAY, position % 60)
    const hotelId = `hotel-${position % HOTELS}`
    const item = { kind: "stay", hotelId, roomTypeId: "double", arrival, nights: 2, guests: 2 } as const
    const held = await service.hold({ requestId: "hold", guest, item })
    if (!held.ok) throw new Error(`not held: ${held.refusal}`)
    const sold = await service.confirm({ requestId: "confirm", reference: held.value.reference })
    if (!sold.ok) throw new Error(`not sold: ${sold.refusal}`)
  })
}

/** As small an item as can be, written if it isn't there. */
function writeBare(items: Items, round: string, count: number, clientsAtOnce: number): Promise<Run> {
  const condition = { expression: "attribute_not_exists(#key)", names: { "#key": "reference" } }
  return runAll(count, clientsAtOnce, async (position) => {
    await items.put("bench-bookings", { reference: `bare-${round}-${position}` }, condition)
  })
}

async function runAll(count: number, clientsAtOnce: number, act: (position: number) => Promise<void>): Promise<Run> {
  const milliseconds: number[] = []
  let next = 0
  const client = async () => {
    for (let position = next++; position < count; position = next++) {
      const start = performance.now()
      await act(position)
      milliseconds.push(performance.now() - start)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: clientsAtOnce }, client))
  return { milliseconds, totalMs: performance.now() - start }
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
