// An owner's tables and their columns, to tell a misspelt one from one that is left out. What they mean is said in
// catalogue-import.ts.

import type { ImportProblem, ImportRow } from "./import-cells.ts"

/** The tables an owner may bring; the file's name without its ending says which it is. */
export const IMPORT_TABLES = ["cities", "hotels", "rooms", "rates", "flights", "movies"] as const

/** A table's name. */
export type ImportTable = (typeof IMPORT_TABLES)[number]

/** The rows of each table that was brought. */
export type Tables = { readonly [Table in ImportTable]?: readonly ImportRow[] }

const PRICES = ["weekend_percent", "seasons"]
const TERMS = ["free_cancellation_days", "cancellation_until", "late_refund_percent"]
const SEATS = ["economy", "premium_economy", "business", "first"].flatMap((cabin) => [
  `${cabin}_seats`,
  `${cabin}_fare`,
])

const COLUMNS: Readonly<Record<ImportTable, readonly string[]>> = {
  cities: ["name", "country", "time_zone", "currency", "airport", "aliases"],
  hotels: [
    ...["id", "name", "city", "neighborhood", "address", "stars", "rating", "tags", "description", "image_url"],
    ...["photo_labels", "check_in", "check_out", "minimum_nights", "minimum_stays", ...PRICES, ...TERMS],
  ],
  rooms: ["hotel_id", "id", "name", "capacity", "rooms", "rate", "beds"],
  rates: ["hotel_id", "room_id", "from", "to", "rate", "weekdays"],
  flights: [
    ...["number", "airline", "from", "to", "departure", "arrival", "arrival_day", "days", "currency"],
    ...[...SEATS, ...PRICES, ...TERMS],
  ],
  movies: ["id", "title", "year", "genres", "minutes", "moods", "rating", "synopsis"],
}

/** Columns that no table of that name has: passed over, but their owner should know. */
export function findUnknownColumns(tables: Tables): readonly ImportProblem[] {
  return Object.entries(tables).flatMap(([table, rows]) => {
    const known = COLUMNS[table as ImportTable]
    const names = new Set(rows.flatMap(({ cells }) => Object.keys(cells)))
    const unknown = [...names].filter((name) => name !== "" && !known.includes(name))
    const [first] = rows
    return unknown.map((column) => ({
      file: first?.file ?? table,
      line: 1,
      column,
      problem: "is no column of this table and was passed over",
    }))
  })
}
