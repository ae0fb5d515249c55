// Makes the inventory say what a booking says. The booking is written first and lists what it wants (`unsettled`); here
// each claim follows, in as many tries and by as many processes as it takes. What the booking wants is decided elsewhere.
//
// Why this is safe without transactions: a claim and the counts it stands for are one conditional write, a claim carries
// the revision of the booking that wanted it and is only ever replaced by a higher one, and nothing becomes free before
// the booking itself says so.

import { Fault } from "#core/errors.ts"
import { addMs, type EpochMs } from "#core/time.ts"
import type { BookingRecord, BookingStore, ClaimWrite } from "./booking-store.ts"
import { type Claim, type ClaimTarget, daysDelta, type InventoryPeriod, targetName } from "./inventory.ts"

/** How settling ended. `superseded`: the booking has moved on since it was read; read it again. */
export type Settlement = "settled" | "sold-out" | "superseded"

/** Empty claims stay this long, to keep out a writer that slept; far longer than any call may take. */
const TOMBSTONE_MS = 24 * 60 * 60_000
/**
 * Above so many empty claims in one item they stay a shorter time, still longer than any call takes: somebody who holds and
 * lets go all day long must not fill the item, which DynamoDB ends at 400 kB.
 */
const MANY_TOMBSTONES = 500
const CROWDED_TOMBSTONE_MS = 10 * 60_000
/** Dropped with one write at most; DynamoDB limits the size of an expression. */
const MAX_FORGOTTEN = 10
/** A write loses against other bookings of the same item only now and then; this many times in a row means trouble. */
const MAX_TRIES = 100

/** How long an interrupted booking is left alone, as whoever began may be about to finish it. */
export const GRACE_MS = 30_000

/**
 * Writes every claim the booking still wants. Stops at the first that can't be had.
 *
 * @param known Inventory items that were just read; saves reading them again.
 */
export async function settleClaims(
  store: BookingStore,
  record: BookingRecord,
  now: EpochMs,
  known: readonly InventoryPeriod[] = [],
): Promise<Settlement> {
  for (const target of record.unsettled) {
    const name = targetName(target)
    const settlement = await settleClaim(
      store,
      record,
      target,
      now,
      known.find((item) => targetName(item) === name),
    )
    if (settlement !== "settled") return settlement
  }
  return "settled"
}

async function settleClaim(
  store: BookingStore,
  record: BookingRecord,
  target: ClaimTarget,
  now: EpochMs,
  known: InventoryPeriod | undefined,
): Promise<Settlement> {
  let period = known ?? (await store.readPeriod(target))
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const claim = period.claims.get(record.reference)
    if (claim !== undefined && claim.revision >= record.claimRevision)
      return claim.revision === record.claimRevision ? "settled" : "superseded"
    if (!hasRoom(target, claim?.days ?? new Map(), period)) return "sold-out"
    const isWritten = await store.writeClaim(claimWrite(record, target, period, now))
    if (isWritten) return "settled"
    period = await store.readPeriod(target)
  }
  throw new Fault("storage-unavailable", { hint: `inventory of ${targetName(target)} is written too often` })
}

function claimWrite(
  record: BookingRecord,
  { unit, period, days, capacity }: ClaimTarget,
  stored: InventoryPeriod,
  now: EpochMs,
): ClaimWrite {
  const from = stored.claims.get(record.reference)
  return {
    key: { unit, period },
    reference: record.reference,
    ...(from === undefined ? {} : { from }),
    to: { revision: record.claimRevision, days, ...(days.size === 0 ? { emptiedAt: now } : {}) },
    capacity,
    forget: findForgettable(stored, record.reference, now),
  }
}

/** Whether every day that is to grow still fits. */
function hasRoom(target: ClaimTarget, from: Claim["days"], period: InventoryPeriod): boolean {
  return [...daysDelta(from, target.days)].every(
    ([day, change]) => change < 0 || (period.taken.get(day) ?? 0) + change <= target.capacity,
  )
}

function findForgettable(
  period: InventoryPeriod,
  reference: string,
  now: EpochMs,
): readonly (readonly [string, Claim])[] {
  const empty = [...period.claims].filter(([owner, { emptiedAt }]) => owner !== reference && emptiedAt !== undefined)
  const keptMs = empty.length > MANY_TOMBSTONES ? CROWDED_TOMBSTONE_MS : TOMBSTONE_MS
  return empty
    .filter(([, { emptiedAt }]) => emptiedAt !== undefined && addMs(emptiedAt, keptMs) <= now)
    .slice(0, MAX_FORGOTTEN)
}

/**
 * Settles what can't fail for want of room (giving back), and notes on the booking that nothing is left to do.
 *
 * @returns the booking as it is then; as it was read when another process was faster.
 */
export async function settleAndClose(store: BookingStore, record: BookingRecord, now: EpochMs): Promise<BookingRecord> {
  if (record.unsettled.length === 0 && record.dueAt === undefined) return record
  // What a hold or a pending change wants may be sold out, and is not done with when it is claimed.
  if (record.state === "held" || record.pendingChange !== undefined) return record
  if ((await settleClaims(store, record, now)) !== "settled") return record
  return (
    (await tryReplace(store, record, { unsettled: [], claimRevision: record.claimRevision, dueAt: undefined })) ??
    record
  )
}

/** What a write changes; a member that is `undefined` is taken off. */
export type RecordPatch = {
  readonly [Member in keyof BookingRecord]?: BookingRecord[Member] | undefined
}

/**
 * Writes a booking's next revision over the one that was read. A clock that was put back doesn't put the booking's last
 * change back with it: calendars keep the newer of two files.
 *
 * @param patch New `unsettled` targets get the new revision unless `claimRevision` is given too.
 * @returns `undefined` when the booking is no longer at that revision; nothing is written then.
 */
export async function tryReplace(
  store: BookingStore,
  record: BookingRecord,
  patch: RecordPatch,
): Promise<BookingRecord | undefined> {
  const revision = record.revision + 1
  const claimRevision = patch.unsettled === undefined ? {} : { claimRevision: revision }
  const updatedAt =
    patch.updatedAt === undefined ? record.updatedAt : Math.max(patch.updatedAt, addMs(record.updatedAt, 1))
  const merged = { ...record, ...claimRevision, ...patch, updatedAt, revision }
  const next = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as BookingRecord
  return (await store.replace(next, record.revision)) ? next : undefined
}
