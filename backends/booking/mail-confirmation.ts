// Mails the confirmation of a booking to an address that is told afterwards: once to each.

import { Fault } from "#core/errors.ts"
import { ok, type Result, refuse } from "#core/result.ts"
import type { Booking } from "./booking.ts"
import { addLetter, type BookingParts, MAX_STEPS, toBooking } from "./booking-parts.ts"
import type { MailRefusal } from "./booking-service.ts"
import type { BookingRecord } from "./booking-store.ts"
import { tryReplace } from "./settle.ts"

/** To how many addresses beside the guest's own a booking's confirmation goes. */
const MAX_COPIES = 5

/** See `BookingService.mailConfirmation`; the reference is in its written form. */
export async function mailConfirmation(
  parts: BookingParts,
  reference: string,
  email: string,
): Promise<Result<Booking, MailRefusal>> {
  const address = email.trim()
  for (let count = 0; count < MAX_STEPS; count++) {
    const record = await parts.store.find(reference)
    if (record === undefined) return refuse("unknown-reference")
    if (record.state !== "confirmed") return refuse("not-confirmed")
    if (wasMailedTo(record, address)) return ok(toBooking(record))
    const copies = record.copiesTo ?? []
    if (copies.length >= MAX_COPIES) return refuse("too-many-addresses")
    // The first address becomes the guest's own, so that changes are mailed there, too.
    const guest = { ...record.guest, email: record.guest.email ?? address }
    const letters = addLetter({ ...record, guest }, "confirmed", parts.clock(), address)
    const written = await tryReplace(parts.store, record, { guest, letters, copiesTo: [...copies, address] })
    if (written !== undefined) return ok(toBooking(written))
  }
  throw new Fault("storage-unavailable", { hint: `booking ${reference} is written too often` })
}

function wasMailedTo({ guest, copiesTo = [] }: BookingRecord, address: string): boolean {
  const known = guest.email === undefined ? copiesTo : [guest.email, ...copiesTo]
  return known.some((one) => one.toLowerCase() === address.toLowerCase())
}
