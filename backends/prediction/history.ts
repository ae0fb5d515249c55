// The history of bookings that predictors learn from, as one table in an object store. Where it comes from is
// live-history.ts (the bookings of the assistant), an owner's file, or synthetic-history.ts.

import { parseCsv } from "#backends/booking/csv.ts"
import { type ObjectStore, readText, writeText } from "#backends/recommendation/object-store.ts"
import { Fault } from "#core/errors.ts"
import type { EpochMs } from "#core/time.ts"
import { formatInstant, type IsoDate, parseInstant, parseIsoDate } from "#core/time.ts"

/** What became of a booking; `open` while nobody knows yet. */
export type BookingOutcome = "kept" | "cancelled" | "open"

/** One booking that was sold, as far as predictions go. */
export type PastBooking = {
  readonly reference: string
  readonly visitorId: string
  readonly kind: "stay" | "trip"
  /** What was sold: a hotel's room type, or a flight's cabin. */
  readonly unit: string
  /** Arrival, or departure of the flight out; local. */
  readonly start: IsoDate
  readonly nights: number
  /** Guests or passengers. */
  readonly party: number
  /** Rate of the first night, or fare of the flight out, in minor units of the unit's currency. */
  readonly rate: number
  readonly bookedAt: EpochMs
  /** Whole days before the start until which cancelling costs nothing; -1: it always costs something. */
  readonly freeUntilDays: number
  readonly outcome: BookingOutcome
}

const KEY = "history.csv"
const COLUMNS = "reference,visitor,kind,unit,start,nights,party,rate,booked_at,free_until_days,outcome"

/** Replaces the history. */
export async function saveHistory(store: ObjectStore, bookings: readonly PastBooking[]): Promise<void> {
  await writeText(store, KEY, formatHistory(bookings))
}

/** Writes the table as CSV, which `parseHistory` reads. */
export function formatHistory(bookings: readonly PastBooking[]): string {
  const lines = bookings.map((one) =>
    [
      one.reference,
      one.visitorId,
      one.kind,
      one.unit,
      one.start,
      one.nights,
      one.party,
      one.rate,
      formatInstant(one.bookedAt),
      one.freeUntilDays,
      one.outcome,
    ]
      .map((cell) => (/[",;\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
      .join(","),
  )
  return `${[COLUMNS, ...lines].join("\n")}\n`
}

/**
 * Reads the history.
 *
 * @throws {Fault} `data-invalid` when there is none, or a line is not what it should be.
 */
export async function loadHistory(store: ObjectStore): Promise<readonly PastBooking[]> {
  const text = await readText(store, KEY)
  if (text === undefined) throw new Fault("data-invalid", { hint: "there is no history of bookings: import one first" })
  return parseHistory(text)
}

/** @throws {Fault} `data-invalid` naming the first line that is none, or tells of a booking again. */
export function parseHistory(text: string): readonly PastBooking[] {
  const [header, ...rows] = parseCsv(text, ",", "history")
  if (header?.cells.join(",") !== COLUMNS)
    throw new Fault("data-invalid", { hint: `the history must begin with the line ${COLUMNS}` })
  const lineOf = new Map<string, number>()
  return rows.map(({ line, cells }) => {
    const booking = parseRow(cells)
    if (booking === undefined) throw new Fault("data-invalid", { hint: `history line ${line} is no booking` })
    const first = lineOf.get(booking.reference)
    if (first !== undefined)
      throw new Fault("data-invalid", {
        hint: `history line ${line}: ${booking.reference} is in line ${first} already`,
      })
    lineOf.set(booking.reference, line)
    return booking
  })
}

function parseRow(cells: readonly string[]): PastBooking | undefined {
  const [reference = "", visitorId = "", kind, unit = "", startText = "", ...rest] = cells
  if (cells.length !== COLUMNS.split(",").length || reference === "" || unit === "") return undefined
  const [nights, party, rate] = [parseCount(rest[0], 0), parseCount(rest[1], 1), parseCount(rest[2], 0)]
  const start = parseIsoDate(startText)
  const bookedAt = parseInstant(rest[3] ?? "")
  const freeUntilDays = parseCount(rest[4], -1)
  const outcome = (["kept", "cancelled", "open"] as const).find((known) => known === rest[5])
  if (start === undefined || bookedAt === undefined || outcome === undefined) return undefined
  if (nights === undefined || party === undefined || rate === undefined || freeUntilDays === undefined) return undefined
  if (kind !== "stay" && kind !== "trip") return undefined
  return { reference, visitorId, kind, unit, start, bookedAt, freeUntilDays, outcome, nights, party, rate }
}

function parseCount(text = "", least: number): number | undefined {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= least ? value : undefined
}
