// Sells what is held and takes back what was sold, each by one conditional write of the booking. Holding is hold.ts.

import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import { addMs, type EpochMs } from "#core/time.ts"
import { type Money, minorUnits } from "#core/units.ts"
import type { Booking, Guest } from "./booking.ts"
import { addLetter, type BookingParts, isExpired, MAX_STEPS, toBooking } from "./booking-parts.ts"
import type { CancellationQuote, CancelRefusal, ConfirmRefusal } from "./booking-service.ts"
import type { BookingRecord } from "./booking-store.ts"
import { freeCancellationUntil, hasStarted, refundOf, refundPercent } from "./cancellation.ts"
import { resolveChange } from "./change.ts"
import { endHold } from "./expiry.ts"
import { emptyTargets, targetsOf } from "./inventory.ts"
import { priceOf, subtractMoney } from "./rates.ts"
import { GRACE_MS, settleAndClose, settleClaims, tryReplace } from "./settle.ts"

type GuestDetails = { readonly name?: string; readonly email?: string }

/** See `BookingService.confirm`; the reference is in its written form. */
export function confirmBooking(
  parts: BookingParts,
  reference: string,
  details: GuestDetails = {},
): Promise<Result<Booking, ConfirmRefusal>> {
  return repeat(parts, reference, (record, now) => tryConfirm(parts, record, details, now))
}

async function tryConfirm(
  parts: BookingParts,
  record: BookingRecord,
  details: GuestDetails,
  now: EpochMs,
): Promise<Result<Booking, ConfirmRefusal> | "again"> {
  if (record.state === "confirmed") return ok(toBooking(record))
  if (record.state === "cancelled") return refuse("already-cancelled")
  if (record.state === "failed") return refuse("sold-out")
  if (record.state === "expired") return refuse("hold-expired")
  if (isExpired(record, now)) return (await endHold(parts, record, "expired", now)) ? refuse("hold-expired") : "again"
  const guest = mergeGuest(record.guest, details)
  if (guest.name === "") return refuse("guest-name-missing")

  const settlement = await settleClaims(parts.store, record, now)
  if (settlement === "superseded") return "again"
  if (settlement === "sold-out") return (await endHold(parts, record, "failed", now)) ? refuse("sold-out") : "again"
  const confirmed = await tryReplace(parts.store, record, {
    state: "confirmed",
    confirmedAt: now,
    guest,
    unsettled: [],
    letters: addLetter({ ...record, guest }, "confirmed", now),
    dueAt: undefined,
    updatedAt: now,
  })
  return confirmed === undefined ? "again" : ok(toBooking(confirmed))
}

function mergeGuest(guest: Guest, details: GuestDetails): Guest {
  const email = details.email?.trim() || guest.email
  return {
    name: details.name?.trim() || guest.name,
    visitorId: guest.visitorId,
    ...(email === undefined ? {} : { email }),
  }
}

/** See `BookingService.quoteCancellation`; the reference is in its written form. */
export async function quoteCancellation(
  parts: BookingParts,
  reference: string,
): Promise<Result<CancellationQuote, CancelRefusal>> {
  const record = await parts.store.find(reference)
  if (record === undefined) return refuse("unknown-reference")
  const now = parts.clock()
  const refusal = record.state === "cancelled" ? undefined : checkCancellable(record, now)
  if (refusal !== undefined) return refuse(refusal)
  const refund = record.refund ?? refundNow(record, now)
  const freeUntil = freeCancellationUntil(record.cancellation, record.item)
  const paid = record.state === "held" ? refund : record.total
  return ok({
    refund,
    fee: subtractMoney(paid, refund),
    ...(freeUntil === undefined ? {} : { freeUntil }),
  })
}

/** See `BookingService.cancel`; the reference is in its written form. */
export function cancelBooking(parts: BookingParts, reference: string): Promise<Result<Booking, CancelRefusal>> {
  return repeat(parts, reference, (record, now) => tryCancel(parts, record, now))
}

async function tryCancel(
  parts: BookingParts,
  record: BookingRecord,
  now: EpochMs,
): Promise<Result<Booking, CancelRefusal> | "again"> {
  if (record.state === "cancelled") return ok(toBooking(await settleAndClose(parts.store, record, now)))
  const refusal = checkCancellable(record, now)
  if (refusal !== undefined) return refuse(refusal)
  if (record.pendingChange !== undefined)
    return (await resolveChange(parts, record, now)) ? "again" : refuse("change-under-way")
  if (record.state === "confirmed" && record.unsettled.length > 0) {
    // A change has not given everything back yet: finish that first, as this write forgets what it wanted.
    await settleAndClose(parts.store, record, now)
    return "again"
  }
  const cancelled = await tryReplace(parts.store, record, {
    state: "cancelled",
    refund: refundNow(record, now),
    unsettled: emptyTargets(targetsOf(record.item, parts.index.capacityOf)),
    letters: record.state === "confirmed" ? addLetter(record, "cancelled", now) : record.letters,
    dueAt: addMs(now, GRACE_MS),
    updatedAt: now,
  })
  if (cancelled === undefined) return "again"
  return ok(toBooking(await settleAndClose(parts.store, cancelled, now)))
}

function checkCancellable(record: BookingRecord, now: EpochMs): CancelRefusal | undefined {
  if (record.state === "failed" || record.state === "expired" || isExpired(record, now)) return "hold-expired"
  return record.state === "confirmed" && hasStarted(record.item, now) ? "already-started" : undefined
}

/** Nothing was due for a hold, so nothing is paid back for one. What a change before has cost is not paid back either. */
function refundNow(record: BookingRecord, now: EpochMs): Money {
  if (record.state === "held") return { amount: minorUnits(0), currency: record.total.currency }
  return refundOf(priceOf(record.item, record.rates), refundPercent(record.cancellation, record.item, now))
}

/** Reads the booking and tries a step, again and again while others write it in between. */
async function repeat<Refusal extends string>(
  parts: BookingParts,
  reference: string,
  step: (record: BookingRecord, now: EpochMs) => Promise<Result<Booking, Refusal> | "again">,
): Promise<Result<Booking, Refusal | "unknown-reference">> {
  for (let count = 0; count < MAX_STEPS; count++) {
    const record = await parts.store.find(reference)
    if (record === undefined) return refuse("unknown-reference")
    const outcome = await step(record, parts.clock())
    if (outcome !== "again") return outcome
  }
  throw new Fault("storage-unavailable", { hint: `booking ${reference} is written too often` })
}
