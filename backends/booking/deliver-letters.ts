// Sends the letters that bookings carry: at least once each, by any number of processes, none of them twice at a time.
// A letter is written with the very write that made it true (the booking confirmed, say), so none is ever missing.

import { addMs, type EpochMs } from "#core/time.ts"
import { type BookingParts, toBooking } from "./booking-parts.ts"
import type { BookingRecord, Letter } from "./booking-store.ts"
import { composeLetter } from "./letters.ts"
import type { Mailer } from "./mailer.ts"
import { tryReplace } from "./settle.ts"

/** Another process leaves a letter alone this long after one has taken it. */
const VISIBILITY_MS = 60_000
/** The wait doubles with each failure, up to this. */
const MAX_WAIT_MS = 6 * 60 * 60_000
const BATCH = 25

/** See `BookingService.deliverMail`. */
export async function deliverLetters(
  parts: BookingParts,
  mailer: Mailer,
): Promise<{ readonly sent: number; readonly failed: number }> {
  let sent = 0
  let failed = 0
  for (const reference of await parts.store.listMailDue(parts.clock(), BATCH)) {
    const taken = await takeLetter(parts, reference, parts.clock())
    if (taken === undefined) continue
    if (await trySend(parts, mailer, taken)) sent++
    else failed++
  }
  return { sent, failed }
}

type TakenLetter = { readonly record: BookingRecord; readonly letter: Letter }

/** Takes the first due letter of a booking; `undefined` when there is none any more or another process has it. */
async function takeLetter(parts: BookingParts, reference: string, now: EpochMs): Promise<TakenLetter | undefined> {
  const record = await parts.store.find(reference)
  const due = record?.letters.find(({ dueAt }) => dueAt <= now)
  if (record === undefined || due === undefined) return undefined
  const waitMs = Math.min(VISIBILITY_MS * 2 ** due.attempts, MAX_WAIT_MS)
  const letter = { ...due, attempts: due.attempts + 1, dueAt: addMs(now, waitMs) }
  const letters = record.letters.map((other) => (other.id === due.id ? letter : other))
  const taken = await tryReplace(parts.store, record, { letters })
  return taken === undefined ? undefined : { record: taken, letter }
}

async function trySend(parts: BookingParts, mailer: Mailer, { record, letter }: TakenLetter): Promise<boolean> {
  try {
    await mailer.send(composeLetter(toBooking(record), letter, parts.clock()))
  } catch {
    // Not sent is not lost: the letter stays with the booking and comes up again when its wait is over.
    return false
  }
  await dropLetter(parts, record, letter)
  return true
}

const MAX_DROPS = 10

async function dropLetter(parts: BookingParts, taken: BookingRecord, letter: Letter): Promise<void> {
  let record: BookingRecord | undefined = taken
  for (let tries = 0; tries < MAX_DROPS && record !== undefined; tries++) {
    const letters: readonly Letter[] = record.letters.filter(({ id }) => id !== letter.id)
    if ((await tryReplace(parts.store, record, { letters })) !== undefined) return
    record = await parts.store.find(taken.reference)
  }
}
