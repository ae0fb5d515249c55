// Keeps rooms or seats for a guest for a while. First the booking is written, then what it takes up is claimed: whatever
// is claimed always has a booking to its name.

import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import { addMs, type EpochMs } from "#core/time.ts"
import type { Booking, Guest } from "./booking.ts"
import { type BookingParts, fingerprintOf, isExpired, MAX_STEPS, toBooking } from "./booking-parts.ts"
import { deriveReference } from "./booking-reference.ts"
import type { HoldRefusal, ItemRequest } from "./booking-service.ts"
import type { BookingRecord } from "./booking-store.ts"
import { endHold, expireDueHolds } from "./expiry.ts"
import type { InventoryPeriod } from "./inventory.ts"
import { leftFor } from "./inventory.ts"
import { type Priced, priceItem } from "./pricing.ts"
import { settleClaims } from "./settle.ts"

type HoldRequest = { readonly requestId: string; readonly item: ItemRequest; readonly guest: Guest }

/** See `BookingService.hold`. */
export async function holdItem(parts: BookingParts, call: HoldRequest): Promise<Result<Booking, HoldRefusal>> {
  const request = { ...call, guest: cleanGuest(call.guest) }
  const name = JSON.stringify([request.guest.visitorId, request.requestId])
  for (let attempt = 0; attempt < MAX_STEPS; attempt++) {
    const reference = await deriveReference(parts.referenceKey, name, attempt)
    const outcome = await holdAs(parts, request, reference)
    if (outcome !== "taken") return outcome
  }
  throw new Fault("storage-unavailable", { hint: "no free booking reference was found" })
}

/** A guest without the blanks around and without an empty address, which no index could take. */
function cleanGuest({ name, email = "", visitorId }: Guest): Guest {
  if (visitorId === "") throw new Fault("data-invalid", { hint: "a hold needs the visitor's id" })
  return { name: name.trim(), visitorId, ...(email.trim() === "" ? {} : { email: email.trim() }) }
}

/** Holds under one reference, or answers again what was held under it; `taken` when it is another request's. */
async function holdAs(
  parts: BookingParts,
  request: HoldRequest,
  reference: string,
): Promise<Result<Booking, HoldRefusal> | "taken"> {
  const existing = await parts.store.find(reference)
  if (existing !== undefined) return repeatHold(parts, request, existing)

  const now = parts.clock()
  const priced = priceItem(parts.index, request.item, now)
  if (!priced.ok) return priced
  const periods = await findRoom(parts, priced.value, now)
  if (periods === undefined) return refuse("sold-out")

  const record = newRecord(parts, request, reference, priced.value, now)
  if (!(await parts.store.insert(record))) {
    // The same request arrived twice at once, and the other was faster.
    const other = await parts.store.find(reference)
    return other === undefined ? "taken" : repeatHold(parts, request, other)
  }
  return secureHold(parts, record, periods)
}

/** Reads what the item takes up; `undefined` when it is not free, even after giving expired holds back. */
async function findRoom(
  parts: BookingParts,
  { targets }: Priced,
  now: EpochMs,
): Promise<readonly InventoryPeriod[] | undefined> {
  const read = () => Promise.all(targets.map((target) => parts.store.readPeriod(target)))
  const isFree = (periods: readonly InventoryPeriod[]) =>
    targets.every((target, position) => hasRoomFor(target, periods[position]))
  const periods = await read()
  if (isFree(periods)) return periods
  if ((await expireDueHolds(parts, now)) === 0) return undefined
  const again = await read()
  return isFree(again) ? again : undefined
}

function hasRoomFor(target: Priced["targets"][number], period: InventoryPeriod | undefined): boolean {
  const wanted = Math.max(...target.days.values())
  return leftFor(target, period?.taken ?? new Map()) >= wanted
}

function newRecord(
  parts: BookingParts,
  request: HoldRequest,
  reference: string,
  priced: Priced,
  now: EpochMs,
): BookingRecord {
  const expiresAt = addMs(now, parts.holdMs)
  return {
    reference,
    state: "held",
    item: priced.item,
    guest: request.guest,
    total: priced.total,
    rates: priced.rates,
    cancellation: priced.cancellation,
    createdAt: now,
    updatedAt: now,
    expiresAt,
    revision: 1,
    requestId: request.requestId,
    fingerprint: fingerprintOf(request.item),
    unsettled: priced.targets,
    claimRevision: 1,
    changes: [],
    letters: [],
    dueAt: expiresAt,
  }
}

/** Claims what a hold wants; one that can't have it all ends, and gives back what it had. */
async function secureHold(
  parts: BookingParts,
  record: BookingRecord,
  periods: readonly InventoryPeriod[] = [],
): Promise<Result<Booking, HoldRefusal> | "taken"> {
  const settlement = await settleClaims(parts.store, record, parts.clock(), periods)
  if (settlement === "settled") return ok(toBooking(record))
  if (settlement === "sold-out") {
    const ended = await endHold(parts, record, "failed", parts.clock())
    if (ended !== undefined) return refuse("sold-out")
  }
  const current = await parts.store.find(record.reference)
  return current === undefined ? "taken" : answerAgain(parts, current)
}

/** The answer to a request that was made before. */
async function repeatHold(
  parts: BookingParts,
  request: HoldRequest,
  record: BookingRecord,
): Promise<Result<Booking, HoldRefusal> | "taken"> {
  if (record.requestId !== request.requestId || record.guest.visitorId !== request.guest.visitorId) return "taken"
  if (record.fingerprint !== fingerprintOf(request.item)) return refuse("request-reused")
  const isUnsecured = record.state === "held" && !isExpired(record, parts.clock())
  return isUnsecured ? secureHold(parts, record) : answerAgain(parts, record)
}

function answerAgain(parts: BookingParts, record: BookingRecord): Result<Booking, HoldRefusal> {
  if (record.state === "failed") return refuse("sold-out")
  if (record.state === "expired" || isExpired(record, parts.clock())) return refuse("hold-expired")
  return ok(toBooking(record))
}
