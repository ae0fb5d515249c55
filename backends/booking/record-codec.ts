// Bookings and inventory as items of a table: attribute names, index keys and the short text of a claim. Which calls
// read and write them is dynamo-booking-store.ts.

import { type EpochMs, epochMs, formatInstant } from "#core/time.ts"
import type { BookingRecord } from "./booking-store.ts"
import type { Claim, ClaimTarget, Days, InventoryPeriod } from "./inventory.ts"

/** The value of the partition key of the sparse indexes `due` and `mail`. */
export const DUE = "due"

/** Writes counts by day: `3-5:1,6:2`. Empty text for none. */
export function formatDays(days: Days): string {
  const runs: { from: number; to: number; count: number }[] = []
  for (const [day, count] of [...days].toSorted(([one], [other]) => one - other)) {
    const last = runs.at(-1)
    if (last !== undefined && last.to === day - 1 && last.count === count) last.to = day
    else runs.push({ from: day, to: day, count })
  }
  return runs.map(({ from, to, count }) => `${from === to ? from : `${from}-${to}`}:${count}`).join(",")
}

/** Reads what `formatDays` wrote. */
export function parseDays(text: string): Days {
  const days = new Map<number, number>()
  for (const run of text === "" ? [] : text.split(",")) {
    const [span = "", count = ""] = run.split(":")
    const [from = "", to = from] = span.split("-")
    for (let day = Number(from); day <= Number(to); day++) days.set(day, Number(count))
  }
  return days
}

/** Writes a claim: revision and days, `4|3-5:1`; or the instant it became empty, `5|@mhz2k1o0` (base 36). */
export function formatClaim(claim: Claim): string {
  const emptied = claim.emptiedAt === undefined ? "" : `@${claim.emptiedAt.toString(36)}`
  return `${claim.revision}|${claim.days.size === 0 ? emptied : formatDays(claim.days)}`
}

/** Reads what `formatClaim` wrote. */
export function parseClaim(text: string): Claim {
  const [revision = "", rest = ""] = text.split("|")
  if (!rest.startsWith("@")) return { revision: Number(revision), days: parseDays(rest) }
  return { revision: Number(revision), days: new Map(), emptiedAt: epochMs(Number.parseInt(rest.slice(1), 36)) }
}

const DAY_ATTRIBUTE = /^d\d\d$/
const CLAIM_ATTRIBUTE = "c"

/** The attribute that counts a day: `d03`. */
export function dayAttribute(day: number): string {
  return `d${String(day).padStart(2, "0")}`
}

/** The attribute that holds a booking's claim. Short, as hundreds of them share an item. */
export function claimAttribute(reference: string): string {
  return `${CLAIM_ATTRIBUTE}${reference.slice(2)}`
}

/** Reads an inventory item; an absent one is empty. */
export function parsePeriod(
  key: { readonly unit: string; readonly period: string },
  item: Readonly<Record<string, unknown>> | undefined,
): InventoryPeriod {
  const claims = new Map<string, Claim>()
  for (const [name, value] of Object.entries(item ?? {})) {
    if (name.startsWith(`${CLAIM_ATTRIBUTE}-`)) claims.set(`BK${name.slice(1)}`, parseClaim(String(value)))
  }
  return { unit: key.unit, period: key.period, taken: parseTaken(item ?? {}), claims }
}

/** Reads the counts of an inventory item. */
export function parseTaken(item: Readonly<Record<string, unknown>>): Days {
  const counts = Object.entries(item).filter(([name]) => DAY_ATTRIBUTE.test(name))
  return new Map(counts.map(([name, count]) => [Number(name.slice(1)), Number(count)]))
}

/** A booking as a table item, index keys included. Absent members are absent attributes: the sparse indexes need that. */
export function toItem(record: BookingRecord): Readonly<Record<string, unknown>> {
  const { dueAt, pendingChange, unsettled, guest, ...rest } = record
  const mailDueAt = earliestLetter(record)
  return {
    ...rest,
    guest,
    unsettled: unsettled.map((target) => ({ ...target, days: formatDays(target.days) })),
    ...(pendingChange === undefined ? {} : { pendingChange }),
    ...(dueAt === undefined ? {} : { dueAtMs: dueAt, due: DUE, dueAt: formatInstant(dueAt) }),
    ...(mailDueAt === undefined ? {} : { mail: DUE, mailDueAt: formatInstant(mailDueAt) }),
    visitorId: guest.visitorId,
    ...(guest.email === undefined ? {} : { email: guest.email.toLowerCase() }),
    createdMonth: formatInstant(record.createdAt).slice(0, 7),
    createdSort: `${formatInstant(record.createdAt)}#${record.reference}`,
  }
}

function earliestLetter(record: BookingRecord): EpochMs | undefined {
  const dues = record.letters.map(({ dueAt }) => dueAt)
  return dues.length === 0 ? undefined : epochMs(Math.min(...dues))
}

/** Reads what `toItem` wrote. Only this program writes the table, so the item is trusted. */
export function parseRecord(item: Readonly<Record<string, unknown>>): BookingRecord {
  const { due, dueAt, dueAtMs, mail, mailDueAt, visitorId, email, createdMonth, createdSort, ...rest } = item
  const stored = rest as Omit<BookingRecord, "unsettled" | "dueAt"> & {
    readonly unsettled: readonly (Omit<ClaimTarget, "days"> & { readonly days: string })[]
  }
  return {
    ...stored,
    unsettled: stored.unsettled.map((target) => ({ ...target, days: parseDays(target.days) })),
    ...(typeof dueAtMs === "number" ? { dueAt: epochMs(dueAtMs) } : {}),
  }
}
