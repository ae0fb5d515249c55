// Real processes on one table service: some killed with SIGKILL in mid-work, some selling the same last rooms at once.
// BOOKING_KILLS sets how many are killed (a few in a usual run; 200 in a full one).

import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { BookingRecord } from "#backends/booking/booking-store.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import type { InventoryPeriod } from "#backends/booking/inventory.ts"
import { targetName } from "#backends/booking/inventory.ts"
import { parsePeriod, parseRecord } from "#backends/booking/record-codec.ts"
import { addMs, systemClock } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { ChildMessage } from "#test/backends/support/booking-process.ts"
import { BUSY_CATALOGUE } from "#test/backends/support/busy-catalogue.ts"
import { createInventoryLaws } from "#test/backends/support/inventory-laws.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

const LAWS = createInventoryLaws(BUSY_CATALOGUE)
const CHILD = new URL("../support/booking-process.ts", import.meta.url).pathname
const KILLS = Number(process.env.BOOKING_KILLS ?? 4)

let tables: TableService
const children = new Set<ChildProcess>()
beforeEach(async () => {
  tables = await startTableService()
})
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  children.clear()
  await tables.close()
})

/** Starts a child and waits until it is at work. */
async function start(
  mode: "serve" | "hurry",
  seed: number,
  hear: (message: ChildMessage) => void,
): Promise<ChildProcess> {
  const child = fork(CHILD, [tables.endpoint, mode, String(seed)], { execArgv: [] })
  children.add(child)
  const ready = new Promise<void>((resolve, reject) => {
    child.on("message", (message: ChildMessage) => (message.type === "ready" ? resolve() : hear(message)))
    child.on("exit", (code) => reject(new Error(`the child ended early with ${code}`)))
  })
  await ready
  return child
}

async function look(): Promise<Parameters<typeof LAWS.always>[0]> {
  const records: BookingRecord[] = []
  const periods = new Map<string, InventoryPeriod>()
  for (const table of ["test-bookings", "test-inventory"]) {
    let after: Readonly<Record<string, unknown>> | undefined
    do {
      const page = await tables.items.scan(table, after === undefined ? {} : { after })
      for (const item of page.items) {
        if (table === "test-bookings") records.push(parseRecord(item))
        else {
          const key = { unit: String(item.unit), period: String(item.period) }
          periods.set(targetName(key), parsePeriod(key, item))
        }
      }
      after = page.next
    } while (after !== undefined)
  }
  return { records, periods }
}

function openService(clock = systemClock): ReturnType<typeof createBookingService> {
  const store = createDynamoBookingStore(tables.items, { bookings: "test-bookings", inventory: "test-inventory" })
  return createBookingService({
    store,
    catalogue: BUSY_CATALOGUE,
    clock,
    referenceKey: "k",
    mailer: { send: async () => {} },
  })
}

describe("processes killed with SIGKILL under load", () => {
  it(`lose and oversell nothing in ${KILLS} kills`, async () => {
    const random = seededRandom(4711)
    const confirmed = new Set<string>()
    const cancelling = new Set<string>()
    const hear = (message: ChildMessage) => {
      if (message.type === "confirmed") confirmed.add(message.reference)
      if (message.type === "cancelling") cancelling.add(message.reference)
    }
    const kill = async (child: ChildProcess) => {
      child.removeAllListeners("exit")
      const ended = once(child, "exit")
      child.kill("SIGKILL")
      await ended
      children.delete(child)
    }
    let survivor = await start("hurry", 1, hear)
    for (let count = 0; count < KILLS; count++) {
      const next = await start("hurry", count + 2, hear)
      // Somewhere in the middle of its work; how long that is doesn't matter to what is asserted.
      await new Promise((resolve) => setTimeout(resolve, 5 + random() * 120))
      await kill(survivor)
      survivor = next
    }
    await kill(survivor)

    const nextWeek = () => addMs(systemClock(), 7 * 24 * 60 * 60_000)
    const before = await look()
    await openService(nextWeek).recover()
    const after = await look()

    expect(LAWS.always(before)).toEqual([])
    expect([...LAWS.always(after), ...LAWS.atRest(after)]).toEqual([])
    const states = new Map(after.records.map(({ reference, state }) => [reference, state]))
    const lost = [...confirmed].filter(
      (reference) => !cancelling.has(reference) && states.get(reference) !== "confirmed",
    )
    expect(lost).toEqual([])
    expect(after.records.filter(({ state, dueAt }) => state === "held" || dueAt !== undefined)).toEqual([])
    expect(confirmed.size).toBeGreaterThan(0)
  }, 900_000)
})

describe("200 guests at three processes, and 20 rooms left", () => {
  it("makes exactly 20 bookings", async () => {
    const outcomes: string[] = []
    let answered = () => {}
    const all = new Promise<void>((resolve) => {
      answered = resolve
    })
    const hear = (message: ChildMessage) => {
      if (message.type === "answer") outcomes.push(message.outcome)
      if (outcomes.length === 200) answered()
    }
    const servers = await Promise.all([1, 2, 3].map((seed) => start("serve", seed, hear)))

    for (let client = 0; client < 200; client++) servers[client % 3]?.send(client)
    await all

    const tally = Object.fromEntries([...Map.groupBy(outcomes, String)].map(([outcome, own]) => [outcome, own.length]))
    expect(tally).toEqual({ confirmed: 20, "sold-out": 180 })
    const snapshot = await look()
    expect([...LAWS.always(snapshot), ...LAWS.atRest(snapshot)]).toEqual([])
    expect(snapshot.records.filter(({ state }) => state === "confirmed")).toHaveLength(20)
  }, 120_000)
})
