// Bookings and inventory in DynamoDB. Attribute names and texts are record-codec.ts; the rules are elsewhere.

import type { Expression, Item, Items } from "#aws/dynamo.ts"
import { type EpochMs, formatInstant } from "#core/time.ts"
import type { BookingRecord, BookingStore, ClaimWrite, RecordPage } from "./booking-store.ts"
import { daysDelta, targetName } from "./inventory.ts"
import {
  claimAttribute,
  DUE,
  dayAttribute,
  formatClaim,
  parsePeriod,
  parseRecord,
  parseTaken,
  toItem,
} from "./record-codec.ts"

/** The names of the tables, as `tables.ts` makes them. */
export type BookingTableNames = { readonly bookings: string; readonly inventory: string }

const LIST_PAGE = 100

/** Keeps bookings and inventory in two tables. */
export function createDynamoBookingStore(items: Items, tables: BookingTableNames): BookingStore {
  return {
    async find(reference) {
      const item = await items.get(tables.bookings, { reference })
      return item === undefined ? undefined : parseRecord(item)
    },
    async findAll(references) {
      const keys = [...new Set(references)].map((reference) => ({ reference }))
      return (await items.getAll(tables.bookings, keys)).map(parseRecord)
    },
    insert: (record) =>
      items.put(tables.bookings, toItem(record), {
        expression: "attribute_not_exists(#key)",
        names: { "#key": "reference" },
      }),
    replace: (record, expectedRevision) =>
      items.put(tables.bookings, toItem(record), {
        expression: "#revision = :revision",
        names: { "#revision": "revision" },
        values: { ":revision": expectedRevision },
      }),

    async readPeriod({ unit, period }) {
      return parsePeriod({ unit, period }, await items.get(tables.inventory, { unit, period }))
    },
    async readTaken(keys) {
      const wanted = new Map(keys.map(({ unit, period }) => [targetName({ unit, period }), { unit, period }]))
      const attributes = ["unit", "period", ...DAY_ATTRIBUTES]
      const found = await items.getAll(tables.inventory, [...wanted.values()], attributes)
      return new Map(
        found.map((item) => [targetName({ unit: String(item.unit), period: String(item.period) }), parseTaken(item)]),
      )
    },
    writeClaim: (write) => {
      const { update, condition } = claimUpdate(write)
      const { unit, period } = write.key
      return items.update(tables.inventory, { unit, period }, update, condition)
    },

    listDue: (now, limit) => listReferences(items, tables.bookings, ["due", "dueAt"], now, limit),
    listMailDue: (now, limit) => listReferences(items, tables.bookings, ["mail", "mailDueAt"], now, limit),
    listByVisitor: (visitorId, limit) =>
      listNewest(items, tables.bookings, ["by-visitor", "visitorId"], visitorId, limit),
    listByEmail: (email, limit) => listNewest(items, tables.bookings, ["by-email", "email"], email, limit),
    listByMonth: (month, limit, after) => listMonth(items, tables.bookings, month, limit, after),
    async listUnfinished(after) {
      const page = await items.scan(tables.bookings, {
        filter: { expression: "attribute_exists(#due)", names: { "#due": "due" } },
        limit: LIST_PAGE,
        ...(after === undefined ? {} : { after: { reference: after } }),
      })
      return {
        references: page.items.map(referenceOf),
        ...(page.next === undefined ? {} : { next: referenceOf(page.next) }),
      }
    },
  }
}

const DAY_ATTRIBUTES = Array.from({ length: 31 }, (_, index) => dayAttribute(index + 1))

/** The one write that sells and gives back: counts move only together with the claim that explains them. */
function claimUpdate(write: ClaimWrite): { readonly update: Expression; readonly condition: string } {
  const names: Record<string, string> = { "#claim": claimAttribute(write.reference) }
  const values: Record<string, unknown> = { ":to": formatClaim(write.to) }
  const conditions: string[] = []
  const additions: string[] = []
  for (const [day, change] of daysDelta(write.from?.days ?? new Map(), write.to.days)) {
    names[`#d${day}`] = dayAttribute(day)
    values[`:by${change < 0 ? "m" : "p"}${Math.abs(change)}`] = change
    additions.push(`#d${day} :by${change < 0 ? "m" : "p"}${Math.abs(change)}`)
    if (change > 0) {
      values[`:room${change}`] = write.capacity - change
      conditions.push(`(attribute_not_exists(#d${day}) OR #d${day} <= :room${change})`)
    }
  }
  if (write.from === undefined) conditions.push("attribute_not_exists(#claim)")
  else {
    values[":from"] = formatClaim(write.from)
    conditions.push("#claim = :from")
  }
  write.forget.forEach(([reference, claim], index) => {
    names[`#old${index}`] = claimAttribute(reference)
    values[`:old${index}`] = formatClaim(claim)
    conditions.push(`#old${index} = :old${index}`)
  })
  const removals = write.forget.map((_, index) => `#old${index}`)
  const expression = [
    "SET #claim = :to",
    ...(additions.length > 0 ? [`ADD ${additions.join(", ")}`] : []),
    ...(removals.length > 0 ? [`REMOVE ${removals.join(", ")}`] : []),
  ].join(" ")
  return { update: { expression, names, values }, condition: conditions.join(" AND ") }
}

async function listReferences(
  items: Items,
  table: string,
  [index, sortKey]: readonly [string, string],
  now: EpochMs,
  limit: number,
): Promise<readonly string[]> {
  const key = {
    expression: "#index = :due AND #sort <= :now",
    names: { "#index": index, "#sort": sortKey },
    values: { ":due": DUE, ":now": formatInstant(now) },
  }
  return (await items.query(table, { index, key, limit })).items.map(referenceOf)
}

async function listNewest(
  items: Items,
  table: string,
  [index, attribute]: readonly [string, string],
  value: string,
  limit: number,
): Promise<readonly BookingRecord[]> {
  const key = { expression: "#key = :value", names: { "#key": attribute }, values: { ":value": value } }
  const filter = {
    expression: "attribute_exists(confirmedAt) OR #state = :held",
    names: { "#state": "state" },
    values: { ":held": "held" },
  }
  const found: Item[] = []
  let after: Item | undefined
  do {
    const page = await items.query(table, { index, key, filter, isDescending: true, ...(after && { after }) })
    found.push(...page.items)
    after = page.next
  } while (found.length < limit && after !== undefined)
  return found.slice(0, limit).map(parseRecord)
}

async function listMonth(
  items: Items,
  table: string,
  month: string,
  limit: number,
  after: string | undefined,
): Promise<RecordPage> {
  // `after` is the sort key of the last booking of the page before, so any page can be asked for again.
  const key =
    after === undefined
      ? { expression: "createdMonth = :month", values: { ":month": month } }
      : { expression: "createdMonth = :month AND createdSort < :after", values: { ":month": month, ":after": after } }
  const page = await items.query(table, { index: "by-month", key, limit, isDescending: true })
  const last = page.items.at(-1)
  return {
    records: page.items.map(parseRecord),
    ...(page.next === undefined || last === undefined ? {} : { next: String(last.createdSort) }),
  }
}

function referenceOf(item: Item): string {
  return String(item.reference)
}
