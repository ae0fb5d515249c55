// An owner's flights from the rows of a table. The tables as a whole are catalogue-import.ts.

import type { IsoDate } from "#core/time.ts"
import { CABINS, type Cabin, type City, type Flight } from "./catalogue.ts"
import { type CellReader, createCellReader, type ImportRow, type ProblemList } from "./import-cells.ts"
import { toLeg } from "./pricing.ts"
import { readCancellation, readRatePlan } from "./rule-import.ts"

/** Reads one flight; `undefined` (and a problem noted) when a city is unknown or it has no seats. */
export function readFlight(
  row: ImportRow,
  cityNamed: (name: string) => City | undefined,
  problems: ProblemList,
): Flight | undefined {
  const cell = createCellReader(row, problems)
  const from = readCity(cell, "from", cityNamed)
  const to = readCity(cell, "to", cityNamed)
  if (from === undefined || to === undefined) return undefined
  const currency = cell.text("currency", false).toUpperCase() || from.currency
  const cabins = readCabins(cell, currency)
  if (cabins.length === 0) cell.fail("economy_seats", "no cabin has seats")
  if (from === to) cell.fail("to", "must be another city than from")
  const flight: Flight = {
    flightNumber: cell.id("number"),
    airline: cell.text("airline"),
    from: from.name,
    to: to.name,
    fromAirport: from.airport,
    toAirport: to.airport,
    fromTimeZone: from.timeZone,
    toTimeZone: to.timeZone,
    departureTime: cell.time("departure"),
    arrivalTime: cell.time("arrival"),
    arrivalDayOffset: cell.integer("arrival_day", -1, 2, 0),
    daysOfWeek: readDays(cell),
    currency,
    cabins,
    ratePlan: readRatePlan(cell),
    cancellation: readCancellation(cell),
  }
  checkDuration(cell, flight)
  return flight
}

const SUMMER_AND_WINTER = ["2028-01-15", "2028-07-15"] as IsoDate[]
const MAX_MINUTES = 24 * 60

/** The commonest slip: an arrival after midnight without its day. */
function checkDuration(cell: CellReader, flight: Flight): void {
  const minutes = SUMMER_AND_WINTER.map((date) => toLeg(flight, date, CABINS[0]).minutes)
  if (minutes.some((one) => one <= 0))
    cell.fail("arrival_day", "must be 1 when the flight lands on the next day: it would land before it leaves")
  if (minutes.some((one) => one > MAX_MINUTES))
    cell.fail("arrival_day", "must be a day less: the flight would take longer than a day")
}

function readCity(cell: CellReader, column: string, cityNamed: (name: string) => City | undefined): City | undefined {
  const city = cityNamed(cell.text(column))
  if (city === undefined) cell.fail(column, "no city has that name or airport")
  return city
}

/** `135` is Monday, Wednesday and Friday; empty is every day. */
function readDays(cell: CellReader): readonly number[] {
  const digits = cell.text("days", false) || "1234567"
  if (!/^[1-7]{1,7}$/.test(digits)) cell.fail("days", "must be digits from 1 (Monday) to 7 (Sunday)")
  return [...new Set(digits)].map(Number).toSorted((one, other) => one - other)
}

/** The cabins that have seats in a row. */
function readCabins(cell: CellReader, currency: string): readonly Cabin[] {
  return CABINS.flatMap((name) => {
    const prefix = name.toLowerCase().replace(" ", "_")
    const seats = cell.integer(`${prefix}_seats`, 0, 1000, 0)
    return seats === 0 ? [] : [{ name, seats, baseFare: cell.money(`${prefix}_fare`, currency) }]
  })
}
