// What every step of the booking service works with, and the views and notes they share. No rules here.

import { type Clock, type EpochMs, epochMs } from "#core/time.ts"
import type { Booking } from "./booking.ts"
import type { BookingRecord, Letter } from "./booking-store.ts"
import type { SearchParts } from "./search.ts"

/** What the steps of a booking's life need. */
export type BookingParts = SearchParts & {
  readonly clock: Clock
  /** Makes references unguessable; the same for all processes of an installation. */
  readonly referenceKey: string
  readonly holdMs: number
}

/** A step that keeps losing its conditional write gives up after this many tries. */
export const MAX_STEPS = 25

/** Earlier than any deadline can be for a booking that another process is just working on. */
export function isDue(record: BookingRecord, now: EpochMs): boolean {
  return record.dueAt !== undefined && record.dueAt <= now
}

/** Whether a hold has run out. */
export function isExpired(record: BookingRecord, now: EpochMs): boolean {
  return record.state === "held" && record.expiresAt <= now
}

/** The booking without what only the service needs. */
export function toBooking(record: BookingRecord): Booking {
  const { reference, state, item, guest, total, rates, cancellation, createdAt, updatedAt, expiresAt } = record
  const { confirmedAt, refund } = record
  return {
    ...{ reference, state, item, guest, total, rates, cancellation, createdAt, updatedAt, expiresAt },
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    ...(refund === undefined ? {} : { refund }),
  }
}

/** The letters of a booking with one more, when there is an address to send it to. */
export function addLetter(record: BookingRecord, kind: Letter["kind"], now: EpochMs, to?: string): readonly Letter[] {
  if (record.guest.email === undefined) return record.letters
  const id = `${record.reference}/${record.revision + 1}/${kind}`
  return [...record.letters, { id, kind, ...(to === undefined ? {} : { to }), attempts: 0, dueAt: epochMs(now) }]
}

/** A digest of a request's arguments: equal for equal arguments, whatever the order of their members. */
export function fingerprintOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )
}
