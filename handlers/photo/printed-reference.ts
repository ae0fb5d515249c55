// Booking references on printed paper: found in the text, and matched with those that exist although a machine read O for
// 0 or B for 8. What a reference is, is backends/booking/booking-reference.ts.

import type { Booking } from "#backends/booking/booking.ts"
import { parseReference, REFERENCE_ALPHABET } from "#backends/booking/booking-reference.ts"

/** `BK`, or what it is misread as, and twice four symbols, with or without dashes or gaps; readers add a symbol or two. */
const PRINTED =
  /(?<![0-9A-Z])[B8][KXH][\s.:_–—-]{0,3}([0-9A-Z\](){}|®]{4,6})[\s.:_–—-]{0,3}([0-9A-Z\](){}|®]{4,6})(?![0-9A-Z])/g
const GROUP = 4
/** As many ways as one code may be taken. */
const MAX_TAKEN = 40

/**
 * Finds what looks like a booking reference, exactly read ones first, and one that has symbols too many in each way it can
 * be taken.
 *
 * @param lines Printed lines; a reference may run over into the next.
 * @returns `BK-XXXX-XXXX` each, as read: they may have symbols that no reference has.
 */
export function findPrintedReferences(lines: readonly string[]): readonly string[] {
  const found = [...lines.join("\n").toUpperCase().matchAll(PRINTED)].flatMap(([, first = "", second = ""]) =>
    takeFour(first)
      .flatMap((one) => takeFour(second).map((other) => `BK-${one}-${other}`))
      .slice(0, MAX_TAKEN),
  )
  const possible = [...new Set(found)]
    .filter((reference) => [...reference.slice(3)].every((symbol) => symbol === "-" || readingsOf(symbol).length > 0))
    // Words such as FILM PLUS are no code; a code has a digit, or nothing but symbols of codes.
    .filter((reference) => /\d/.test(reference) || parseReference(reference) !== undefined)
  const isExact = (reference: string) => parseReference(reference) !== undefined
  return [...possible.filter(isExact), ...possible.filter((reference) => !isExact(reference))].slice(0, MAX_TAKEN)
}

/** Each choice of four symbols in their order; those without brackets first. A bracket that is needed was a J. */
function takeFour(group: string): readonly string[] {
  let taken: readonly string[] = [""]
  for (const [i, symbol] of [...group].entries()) {
    const left = group.length - i - 1
    taken = taken
      .flatMap((text) => [`${text}${symbol}`, text])
      .filter(({ length }) => length <= GROUP && length + left >= GROUP)
  }
  const brackets = (text: string) => text.replace(/[0-9A-Z]/g, "").length
  const ordered = taken.toSorted((one, other) => brackets(one) - brackets(other))
  return [...new Set(ordered.map((text) => text.replace(/[^0-9A-Z]/g, "J")))]
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
  Z: "27",
  "7": "Z",
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

/** So many bookings are looked up for one code. */
const MAX_LOOKUPS = 160

/**
 * Finds the booking that a reference read from paper stands for: one that is written so, or the only one it may have been.
 *
 * @param references The ways it was read, the likeliest first.
 * @param find Finds a booking by its exact reference.
 */
export async function findByPrintedReference(
  references: readonly string[],
  find: (reference: string) => Promise<Booking | undefined>,
): Promise<Booking | undefined> {
  const asRead = references.flatMap((reference) => parseReference(reference) ?? [])
  const misread = references.flatMap(readingsOfReference).filter((reading) => !asRead.includes(reading))
  for (const candidates of [asRead.slice(0, 1), asRead.slice(1), [...new Set(misread)].slice(0, MAX_LOOKUPS)]) {
    const found = (await Promise.all(candidates.map(find))).filter((booking) => booking !== undefined)
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}
