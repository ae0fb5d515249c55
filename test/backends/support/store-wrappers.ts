// Stores between a service and its real store: one that dies at a chosen write, one whose every call waits for its turn.

import type { BookingStore } from "#backends/booking/booking-store.ts"

const WRITES = ["insert", "replace", "writeClaim"] as const
const METHODS = [
  "find",
  "findAll",
  "insert",
  "replace",
  "readPeriod",
  "readTaken",
  "writeClaim",
  "listDue",
  "listMailDue",
  "listByVisitor",
  "listByEmail",
  "listByMonth",
  "listUnfinished",
] as const

type Method = (typeof METHODS)[number]

/** What a killed process throws from then on. */
export class Killed extends Error {
  override readonly name = "Killed"
}

/** A process's view of the store, and how to kill the process. */
export type MortalStore = BookingStore & {
  /** How many writes were begun. */
  writes(): number
}

/**
 * Makes a store for a process that dies at its n-th write, counted from 1: before it is made, or after it was made but
 * before the process hears of it. Every later call fails, too.
 */
export function createMortalStore(store: BookingStore, dieAt: number, when: "before" | "after"): MortalStore {
  let writes = 0
  let isDead = false
  const wrapped = wrap(store, async (method, call) => {
    if (isDead) throw new Killed()
    if (!isWrite(method)) return call()
    writes++
    isDead = writes === dieAt
    if (isDead && when === "before") throw new Killed()
    const result = await call()
    if (isDead) throw new Killed()
    return result
  })
  return { ...wrapped, writes: () => writes }
}

/** Makes a store whose calls each wait for a turn first, and are looked at after each write. */
export function createTurnTakingStore(
  store: BookingStore,
  takeTurn: (method: string) => Promise<void>,
  afterWrite: () => void,
): BookingStore {
  return wrap(store, async (method, call) => {
    await takeTurn(method)
    const result = await call()
    if (isWrite(method)) afterWrite()
    return result
  })
}

function isWrite(method: Method): boolean {
  return WRITES.some((write) => write === method)
}

function wrap(
  store: BookingStore,
  around: (method: Method, call: () => Promise<unknown>) => Promise<unknown>,
): BookingStore {
  const entries = METHODS.map((method) => {
    const original = store[method] as (...given: readonly unknown[]) => Promise<unknown>
    return [method, (...given: readonly unknown[]) => around(method, () => original(...given))] as const
  })
  return Object.fromEntries(entries) as unknown as BookingStore
}
