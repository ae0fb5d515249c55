// Changes a confirmed booking in steps that can stop anywhere: note the wish, claim old and new together, make the
// booking the new one, give back what is no longer needed. The old room is the guest's until the new one is.

import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import { addMs, type EpochMs } from "#core/time.ts"
import type { Booking } from "./booking.ts"
import { addLetter, type BookingParts, fingerprintOf, isDue, MAX_STEPS, toBooking } from "./booking-parts.ts"
import type { ChangeQuote, ChangeRefusal, ChangeRequest } from "./booking-service.ts"
import type { BookingRecord, PendingChange } from "./booking-store.ts"
import { hasStarted } from "./cancellation.ts"
import { priceChange } from "./change-pricing.ts"
import { expireDueHolds } from "./expiry.ts"
import { type ClaimTarget, leftFor, targetChanges, targetsOf, unionTargets } from "./inventory.ts"
import type { Priced } from "./pricing.ts"
import { subtractMoney } from "./rates.ts"
import { GRACE_MS, settleAndClose, settleClaims, tryReplace } from "./settle.ts"

/** A booking takes at most this many changes: each leaves its request id with it. */
const MAX_CHANGES = 50

type ChangeCall = { readonly requestId: string; readonly reference: string; readonly change: ChangeRequest }

/** See `BookingService.quoteChange`; the reference is in its written form. */
export async function quoteChange(
  parts: BookingParts,
  reference: string,
  change: ChangeRequest,
): Promise<Result<ChangeQuote, ChangeRefusal>> {
  const now = parts.clock()
  const record = await parts.store.find(reference)
  if (record === undefined) return refuse("unknown-reference")
  const refusal = checkChangeable(record, now)
  if (refusal !== undefined) return refuse(refusal)
  const priced = priceChange(parts.index, record, change, now)
  if (!priced.ok) return priced
  if (!(await isFree(parts, growthOf(parts, record, priced.value), record.reference))) return refuse("sold-out")
  const { item, total, rates } = priced.value
  return ok({ item, total, rates, difference: subtractMoney(total, record.total) })
}

/** See `BookingService.change`; the reference is in its written form. */
export async function changeBooking(parts: BookingParts, call: ChangeCall): Promise<Result<Booking, ChangeRefusal>> {
  for (let step = 0; step < MAX_STEPS; step++) {
    const outcome = await tryChange(parts, call)
    if (outcome !== "again") return outcome
  }
  throw new Fault("storage-unavailable", { hint: `booking ${call.reference} is written too often` })
}

async function tryChange(parts: BookingParts, call: ChangeCall): Promise<Result<Booking, ChangeRefusal> | "again"> {
  const now = parts.clock()
  const record = await parts.store.find(call.reference)
  if (record === undefined) return refuse("unknown-reference")
  const fingerprint = fingerprintOf(call.change)
  const before = [...record.changes, ...(record.pendingChange === undefined ? [] : [record.pendingChange])].find(
    ({ requestId }) => requestId === call.requestId,
  )
  if (before !== undefined && before.fingerprint !== fingerprint) return refuse("request-reused")
  if (before !== undefined && before !== record.pendingChange)
    return ok(toBooking(await settleAndClose(parts.store, record, now)))
  if (before !== undefined) return answerOf(await finishChange(parts, record, now))
  if (record.pendingChange !== undefined)
    return (await resolveChange(parts, record, now)) ? "again" : refuse("change-under-way")

  const refusal = checkChangeable(record, now)
  if (refusal !== undefined) return refuse(refusal)
  if (record.unsettled.length > 0) {
    await settleAndClose(parts.store, record, now)
    return "again"
  }
  return beginChange(parts, record, { ...call, fingerprint }, now)
}

async function beginChange(
  parts: BookingParts,
  record: BookingRecord,
  call: ChangeCall & { readonly fingerprint: string },
  now: EpochMs,
): Promise<Result<Booking, ChangeRefusal> | "again"> {
  const priced = priceChange(parts.index, record, call.change, now)
  if (!priced.ok) return priced
  const growth = growthOf(parts, record, priced.value)
  const { requestId, fingerprint } = call
  const { item, total, rates, cancellation } = priced.value
  const pendingChange = { requestId, fingerprint, item, total, rates, cancellation }
  if (growth.length === 0) return answerOf(await makeChange(parts, record, pendingChange, now))

  const isRoomy =
    (await isFree(parts, growth, record.reference)) ||
    ((await expireDueHolds(parts, now)) > 0 && (await isFree(parts, growth, record.reference)))
  if (!isRoomy) return refuse("sold-out")
  const begun = await tryReplace(parts.store, record, {
    pendingChange,
    unsettled: growth,
    dueAt: addMs(now, GRACE_MS),
  })
  return begun === undefined ? "again" : answerOf(await finishChange(parts, begun, now))
}

function checkChangeable(record: BookingRecord, now: EpochMs): ChangeRefusal | undefined {
  if (record.state === "cancelled") return "already-cancelled"
  if (record.state !== "confirmed") return "not-confirmed"
  if (hasStarted(record.item, now)) return "already-started"
  return record.changes.length >= MAX_CHANGES ? "too-many-changes" : undefined
}

/** What has to be claimed on top of what the booking has. */
function growthOf(parts: BookingParts, record: BookingRecord, priced: Priced): readonly ClaimTarget[] {
  const own = targetsOf(record.item, parts.index.capacityOf)
  return targetChanges(own, unionTargets(own, priced.targets))
}

/** Whether the targets fit, the booking's own claims counted as free. */
async function isFree(parts: BookingParts, targets: readonly ClaimTarget[], reference: string): Promise<boolean> {
  const periods = await Promise.all(targets.map((target) => parts.store.readPeriod(target)))
  return targets.every((target, position) => {
    const period = periods[position]
    const own = period?.claims.get(reference)?.days
    const taken = new Map([...(period?.taken ?? [])].map(([day, count]) => [day, count - (own?.get(day) ?? 0)]))
    return [...target.days].every(
      ([day, count]) => leftFor({ ...target, days: new Map([[day, count]]) }, taken) >= count,
    )
  })
}

/** How an attempt to finish a change ended. */
type ChangeOutcome = { readonly type: "made"; readonly record: BookingRecord } | { readonly type: "sold-out" | "lost" }

function answerOf(outcome: ChangeOutcome): Result<Booking, ChangeRefusal> | "again" {
  if (outcome.type === "made") return ok(toBooking(outcome.record))
  return outcome.type === "sold-out" ? refuse("sold-out") : "again"
}

/**
 * Carries a pending change on from wherever it stopped: makes it when everything is claimed, else drops it.
 * Any process may do so at any time. `lost`: another did.
 */
export async function finishChange(parts: BookingParts, record: BookingRecord, now: EpochMs): Promise<ChangeOutcome> {
  const { pendingChange } = record
  if (pendingChange === undefined) return { type: "lost" }
  const settlement = await settleClaims(parts.store, record, now)
  if (settlement === "superseded") return { type: "lost" }
  if (settlement === "settled") return makeChange(parts, record, pendingChange, now)
  const dropped = await tryReplace(parts.store, record, {
    pendingChange: undefined,
    // Every claim the change may have got goes back to what the booking had; the others are marked, so that a slow
    // process can't claim for this change any more.
    unsettled: targetChanges(bothOf(parts, record, pendingChange), targetsOf(record.item, parts.index.capacityOf)),
    dueAt: addMs(now, GRACE_MS),
  })
  if (dropped === undefined) return { type: "lost" }
  await settleAndClose(parts.store, dropped, now)
  return { type: "sold-out" }
}

async function makeChange(
  parts: BookingParts,
  record: BookingRecord,
  change: PendingChange,
  now: EpochMs,
): Promise<ChangeOutcome> {
  const { requestId, fingerprint, item, total, rates, cancellation } = change
  const wanted = targetsOf(item, parts.index.capacityOf)
  const unsettled = targetChanges(bothOf(parts, record, change), wanted)
  const made = await tryReplace(parts.store, record, {
    ...{ item, total, rates, cancellation, unsettled },
    pendingChange: undefined,
    changes: [...record.changes, { requestId, fingerprint, at: now }],
    letters: addLetter(record, "changed", now),
    dueAt: unsettled.length === 0 ? undefined : addMs(now, GRACE_MS),
    updatedAt: now,
  })
  if (made === undefined) return { type: "lost" }
  return { type: "made", record: await settleAndClose(parts.store, made, now) }
}

function bothOf(parts: BookingParts, record: BookingRecord, change: PendingChange): readonly ClaimTarget[] {
  const { capacityOf } = parts.index
  return unionTargets(targetsOf(record.item, capacityOf), targetsOf(change.item, capacityOf))
}

/**
 * Gets a change of someone else's out of the way, if whoever began it has had its time.
 *
 * @returns `false` when it may still be under way.
 */
export async function resolveChange(parts: BookingParts, record: BookingRecord, now: EpochMs): Promise<boolean> {
  if (record.pendingChange === undefined) return true
  if (!isDue(record, now)) return false
  await finishChange(parts, record, now)
  return true
}
