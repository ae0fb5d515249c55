// How a hold ends without being confirmed: it ran out, or it never got all of its rooms. The booking says so first, the
// inventory follows.

import { addMs, type EpochMs } from "#core/time.ts"
import { type BookingParts, isExpired } from "./booking-parts.ts"
import type { BookingRecord } from "./booking-store.ts"
import { emptyTargets, targetsOf } from "./inventory.ts"
import { GRACE_MS, settleAndClose, tryReplace } from "./settle.ts"

/**
 * Ends a hold.
 *
 * @returns `undefined` when another process was faster; read the booking again.
 */
export async function endHold(
  parts: BookingParts,
  record: BookingRecord,
  state: "expired" | "failed",
  now: EpochMs,
): Promise<BookingRecord | undefined> {
  const ended = await tryReplace(parts.store, record, {
    state,
    unsettled: emptyTargets(targetsOf(record.item, parts.index.capacityOf)),
    dueAt: addMs(now, GRACE_MS),
    updatedAt: now,
  })
  return ended === undefined ? undefined : settleAndClose(parts.store, ended, now)
}

const EXPIRY_BATCH = 25
/** A room that seems sold out may wait for this many batches; the rest is the next sweep's. */
const MAX_BATCHES = 8

/** Gives back what holds past their end still keep, when a room is wanted now. @returns how many there were. */
export async function expireDueHolds(parts: BookingParts, now: EpochMs): Promise<number> {
  let total = 0
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const count = await expireBatch(parts, now)
    total += count
    if (count < EXPIRY_BATCH) return total
  }
  return total
}

async function expireBatch(parts: BookingParts, now: EpochMs): Promise<number> {
  const references = await parts.store.listDue(now, EXPIRY_BATCH)
  let count = 0
  for (const record of await parts.store.findAll(references)) {
    if (isExpired(record, now) && (await endHold(parts, record, "expired", now)) !== undefined) count++
  }
  return count
}
