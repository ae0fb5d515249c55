// The booking store in memory: what DynamoDB promises, in one process. It passes the same contract suite.

import type { BookingRecord, BookingStore, ClaimWrite } from "#backends/booking/booking-store.ts"
import { type Claim, daysDelta, hasSameDays, type InventoryKey, targetName } from "#backends/booking/inventory.ts"
import { type EpochMs, epochMs, formatInstant } from "#core/time.ts"

type StoredPeriod = { readonly taken: Map<number, number>; readonly claims: Map<string, Claim> }

/** A store whose contents a test can look into. */
export type MemoryBookingStore = BookingStore & {
  readonly records: ReadonlyMap<string, BookingRecord>
  readonly periods: ReadonlyMap<string, StoredPeriod>
}

/** Creates an empty store. Every call takes a turn of the event loop, so that concurrent callers interleave. */
export function createMemoryBookingStore(): MemoryBookingStore {
  const records = new Map<string, BookingRecord>()
  const periods = new Map<string, StoredPeriod>()
  const copy = <Value>(value: Value): Value => structuredClone(value)
  const turn = () => Promise.resolve()
  const newest = (keep: (record: BookingRecord) => boolean) =>
    [...records.values()].filter(keep).toSorted((one, other) => (sortKey(one) < sortKey(other) ? 1 : -1))

  return {
    records,
    periods,
    async find(reference) {
      await turn()
      return copy(records.get(reference))
    },
    async findAll(references) {
      await turn()
      return [...new Set(references)].flatMap((reference) => copy(records.get(reference)) ?? [])
    },
    async insert(record) {
      await turn()
      if (records.has(record.reference)) return false
      records.set(record.reference, copy(record))
      return true
    },
    async replace(record, expectedRevision) {
      await turn()
      if (records.get(record.reference)?.revision !== expectedRevision) return false
      records.set(record.reference, copy(record))
      return true
    },
    async readPeriod({ unit, period }: InventoryKey) {
      await turn()
      const stored = periods.get(targetName({ unit, period }))
      return { unit, period, taken: new Map(stored?.taken), claims: copy(new Map(stored?.claims)) }
    },
    async readTaken(keys) {
      await turn()
      return new Map(
        keys.flatMap((key) => {
          const stored = periods.get(targetName(key))
          return stored === undefined ? [] : [[targetName(key), new Map(stored.taken)] as const]
        }),
      )
    },
    async writeClaim(write) {
      await turn()
      return writeClaim(periods, copy(write))
    },
    async listDue(now, limit) {
      await turn()
      return listDue(records, now, limit, ({ dueAt }) => dueAt)
    },
    async listMailDue(now, limit) {
      await turn()
      return listDue(records, now, limit, ({ letters }) =>
        letters.length === 0 ? undefined : epochMs(Math.min(...letters.map(({ dueAt }) => dueAt))),
      )
    },
    async listByVisitor(visitorId, limit) {
      await turn()
      return copy(newest((record) => isOfGuest(record) && record.guest.visitorId === visitorId).slice(0, limit))
    },
    async listByEmail(email, limit) {
      await turn()
      const isTheirs = (record: BookingRecord) => isOfGuest(record) && record.guest.email?.toLowerCase() === email
      return copy(newest(isTheirs).slice(0, limit))
    },
    async listByMonth(month, limit, after) {
      await turn()
      const all = newest((record) => sortKey(record).startsWith(month))
      const rest = all.filter((record) => after === undefined || sortKey(record) < after)
      const page = copy(rest.slice(0, limit))
      const last = page.at(-1)
      return { records: page, ...(rest.length > limit && last !== undefined ? { next: sortKey(last) } : {}) }
    },
    async listUnfinished() {
      await turn()
      return {
        references: [...records.values()].filter(({ dueAt }) => dueAt !== undefined).map((one) => one.reference),
      }
    },
  }
}

function isOfGuest({ state, confirmedAt }: BookingRecord): boolean {
  return state === "held" || confirmedAt !== undefined
}

function sortKey(record: BookingRecord): string {
  return `${formatInstant(record.createdAt)}#${record.reference}`
}

function listDue(
  records: ReadonlyMap<string, BookingRecord>,
  now: EpochMs,
  limit: number,
  dueOf: (record: BookingRecord) => EpochMs | undefined,
): readonly string[] {
  const due = [...records.values()].flatMap((record) => {
    const dueAt = dueOf(record)
    return dueAt !== undefined && dueAt <= now ? [{ reference: record.reference, dueAt }] : []
  })
  return due
    .toSorted((one, other) => one.dueAt - other.dueAt)
    .slice(0, limit)
    .map(({ reference }) => reference)
}

function writeClaim(periods: Map<string, StoredPeriod>, write: ClaimWrite): boolean {
  const name = targetName(write.key)
  const stored = periods.get(name) ?? { taken: new Map(), claims: new Map() }
  const isAsRead = (reference: string, claim: Claim | undefined) => isSameClaim(stored.claims.get(reference), claim)
  if (!isAsRead(write.reference, write.from)) return false
  if (!write.forget.every(([reference, claim]) => isAsRead(reference, claim))) return false
  const delta = [...daysDelta(write.from?.days ?? new Map(), write.to.days)]
  const isFree = delta.every(([day, change]) => change < 0 || (stored.taken.get(day) ?? 0) <= write.capacity - change)
  if (!isFree) return false
  for (const [day, change] of delta) stored.taken.set(day, (stored.taken.get(day) ?? 0) + change)
  stored.claims.set(write.reference, write.to)
  for (const [reference] of write.forget) stored.claims.delete(reference)
  periods.set(name, stored)
  return true
}

function isSameClaim(one: Claim | undefined, other: Claim | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.revision === other.revision && one.emptiedAt === other.emptiedAt && hasSameDays(one.days, other.days)
}
