// Booking references on printed paper: found in the text, and matched with those that exist although a machine read O for
// 0 or B for 8. What a reference is, is backends/booking/booking-reference.ts.

import type { Booking } from "#backends/booking/booking.ts"
import { parseReference, REFERENCE_ALPHABET } from "#backends/booking/booking-reference.ts"

/** `BK`, or what it is misread as, and twice four symbols, with or without dashes or gaps. */
const PRINTED = /(?<![0-9A-Z])[B8][KXH][\s.:_–—-]{0,3}([0-9A-Z]{4})[\s.:_–—-]{0,3}([0-9A-Z]{4})(?![0-9A-Z])/g

/**
 * Finds the first thing that looks like a booking reference, exactly read ones first.
 *
 * @param lines Printed lines; a reference may run over into the next.
 * @returns `BK-XXXX-XXXX` as read, which may have symbols that no reference has; `undefined` when there is none.
 */
export function findPrintedReference(lines: readonly string[]): string | undefined {
  const found = [...lines.join("\n").toUpperCase().matchAll(PRINTED)]
    .map(([, first = "", second = ""]) => `BK-${first}-${second}`)
    .filter((reference) => [...reference.slice(3)].every((symbol) => symbol === "-" || readingsOf(symbol).length > 0))
    // Words such as FILM PLUS are no code; a code has a digit, or a 0 or 1 read as a letter.
    .filter((reference) => /\d/.test(reference) || parseReference(reference) !== undefined)
  return found.find((reference) => parseReference(reference) !== undefined) ?? found[0]
}

/** What a symbol may really be, where a reader confuses it; references have no vowels and no 0, 1, I, L, O. */
const CONFUSED: Readonly<Record<string, string>> = {
  "0": "DQCG8",
  O: "DQCG",
  "1": "7TJ",
  I: "7TJ",
  L: "7T",
  A: "4R",
  E: "F8B",
  U: "V",
  "8": "B3",
  B: "8",
  "5": "S",
  S: "5",
  "2": "Z",
  Z: "2",
  "6": "G",
  G: "6",
  V: "Y",
  Y: "V",
  D: "Q",
  Q: "D",
  K: "X",
  X: "K",
}

function readingsOf(symbol: string): readonly string[] {
  const isOwn = REFERENCE_ALPHABET.includes(symbol)
  return [...(isOwn ? [symbol] : []), ...(CONFUSED[symbol] ?? "")]
}

/** More readings than this are no longer reading but guessing. */
const MAX_READINGS = 96
/** Symbols that are possible as they are and are misread all the same: so many at most. */
const MAX_CHANGES = 2

/**
 * Lists what a misread reference may be, the likeliest first: impossible symbols replaced, then at most two possible ones.
 *
 * @returns well-formed references, at most 96; the one given first, if it is well-formed.
 */
export function readingsOfReference(reference: string): readonly string[] {
  const symbols = [
    ...reference
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, "")
      .replace(/^BK/, ""),
  ]
  let partial = [{ text: "", changes: 0 }]
  for (const symbol of symbols) {
    const isOwn = REFERENCE_ALPHABET.includes(symbol)
    partial = partial
      .flatMap(({ text, changes }) =>
        readingsOf(symbol).map((reading) => ({
          text: text + reading,
          changes: changes + (isOwn && reading !== symbol ? 1 : 0),
        })),
      )
      .filter(({ changes }) => changes <= MAX_CHANGES)
  }
  return partial
    .toSorted((one, other) => one.changes - other.changes)
    .flatMap(({ text }) => parseReference(text) ?? [])
    .slice(0, MAX_READINGS)
}

/**
 * Finds the booking that a reference read from paper stands for: the one written, or the only one it may have been.
 *
 * @param find Finds a booking by its exact reference.
 */
export async function findByPrintedReference(
  reference: string,
  find: (reference: string) => Promise<Booking | undefined>,
): Promise<Booking | undefined> {
  const exact = await find(reference)
  if (exact !== undefined) return exact
  const found = await Promise.all(readingsOfReference(reference).map(find))
  const bookings = found.filter((booking) => booking !== undefined)
  return bookings.length === 1 ? bookings[0] : undefined
}
