// The words of a letter about a booking, and what goes with it. Sending is the mailer's.

import type { EpochMs } from "#core/time.ts"
import { formatMoney } from "#core/units.ts"
import type { Booking } from "./booking.ts"
import type { Letter } from "./booking-store.ts"
import { writeCalendar } from "./calendar-file.ts"
import { describeItem } from "./itinerary.ts"
import type { Mail } from "./mailer.ts"

const SUBJECTS: Readonly<Record<Letter["kind"], string>> = {
  confirmed: "Your booking is confirmed",
  changed: "Your booking has changed",
  cancelled: "Your booking is cancelled",
}

/** Writes a letter to the booking's guest, as the booking stands now. */
export function composeLetter(booking: Booking, letter: Letter, now: EpochMs): Mail {
  const { reference, guest } = booking
  const itinerary = describeItem(booking.item)
  const lines = [
    `Dear ${guest.name},`,
    "",
    `${SUBJECTS[letter.kind]}: ${reference}`,
    "",
    ...itinerary.lines,
    "",
    `Total: ${formatMoney(booking.total)}`,
    ...(booking.refund === undefined ? [] : [`Refund: ${formatMoney(booking.refund)}`]),
  ]
  return {
    deduplicationKey: letter.id,
    to: letter.to ?? guest.email ?? "",
    toName: guest.name,
    subject: `${SUBJECTS[letter.kind]}: ${itinerary.title} (${reference})`,
    text: `${lines.join("\n")}\n`,
    attachments: [
      {
        fileName: `${reference}.ics`,
        contentType: "text/calendar; charset=utf-8",
        content: writeCalendar(booking, now),
      },
    ],
  }
}
