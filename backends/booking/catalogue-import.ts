// An owner's own catalogue from CSV or JSON tables: checked as a whole, with every problem named by file, line and
// column. Pure: reading files and saving the result is the caller's.

import { type Catalogue, type City, MOVIE_GENRES, type Movie } from "./catalogue.ts"
import { normalizeName } from "./catalogue-index.ts"
import { readFlight } from "./flight-import.ts"
import { readHotels } from "./hotel-import.ts"
import {
  createCellReader,
  type ImportProblem,
  type ImportRow,
  type ProblemList,
  readCsvRows,
  readJsonRows,
} from "./import-cells.ts"
import { findUnknownColumns, IMPORT_TABLES, type ImportTable, type Tables } from "./import-columns.ts"

/** A file as it was read: `hotels.csv`, `rooms.json`, or one `catalogue.json` with a list under each table's name. */
export type ImportFile = { readonly name: string; readonly text: string }

/** What an import is allowed beyond bringing something. */
export type ImportOptions = {
  /** Whether a table without lines is meant: it takes away all there is of its kind. */
  readonly mayEmpty?: boolean
}

/** The catalogue and what was passed over, or everything that is wrong with it. */
export type ImportOutcome =
  | { readonly ok: true; readonly catalogue: Catalogue; readonly ignored: readonly ImportProblem[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/**
 * Reads an owner's tables. Columns (those in brackets may be left out):
 * - cities: name, country, time_zone, currency, [airport, aliases]
 * - hotels: id, name, city, [neighborhood, address, stars, rating, tags, description, image_url, photo_labels,
 *   check_in, check_out, weekend_percent, seasons, minimum_nights, minimum_stays, free_cancellation_days,
 *   cancellation_until, late_refund_percent]
 * - rooms: hotel_id, id, name, capacity, rooms, rate, [beds]
 * - rates: hotel_id, room_id, from, to, rate, [weekdays as digits, Monday is 1]
 * - flights: number, airline, from, to, departure, arrival, [arrival_day, days, currency, and for each cabin
 *   economy_seats and economy_fare, premium_economy_…, business_…, first_…, percents and refund as for hotels]
 * - movies: id, title, year, genres, minutes, [moods, rating, synopsis]
 *
 * @param base Tables that no file brings are taken from here (the demo's cities, say). Rooms without hotels replace the
 *   rooms of the hotels they name; rates without rooms, the rates by date of the rooms they name. A table without lines
 *   is a problem where the base has something that it would take away or leave alone, unless the options say otherwise.
 */
export function importCatalogue(
  files: readonly ImportFile[],
  base: Catalogue,
  options: ImportOptions = {},
): ImportOutcome {
  const problems: ProblemList = []
  const standing = options.mayEmpty === true ? NOTHING_STANDS : countStanding(base)
  const tables = collectTables(files, standing, problems)
  const cities = tables.cities?.map((row) => readCity(row, problems)) ?? base.cities
  const cityNamed = (name: string) => cities.find((city) => namesOf(city).includes(normalizeName(name)))
  const hotels = readHotels(tables, base.hotels, cityNamed, problems)
  const flights = tables.flights?.flatMap((row) => readFlight(row, cityNamed, problems) ?? []) ?? base.flights
  const movies = tables.movies?.map((row) => readMovie(row, problems)) ?? base.movies
  checkUnique(tables.cities, ({ name }) => name && normalizeName(name), problems)
  checkUnique(tables.hotels, ({ id }) => id, problems)
  checkUnique(tables.rooms, ({ hotel_id, id }) => id && `${hotel_id}/${id}`, problems)
  checkUnique(tables.flights, ({ number }) => number?.replace(/\s/g, "").toUpperCase(), problems)
  checkUnique(tables.movies, ({ id }) => id, problems)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, catalogue: { cities, hotels, flights, movies }, ignored: findUnknownColumns(tables) }
}

/** How much is there of each table, before an import. */
type Standing = Readonly<Record<ImportTable, number>>

const NOTHING_STANDS: Standing = { cities: 0, hotels: 0, rooms: 0, rates: 0, flights: 0, movies: 0 }

function countStanding({ cities, hotels, flights, movies }: Catalogue): Standing {
  const roomTypes = hotels.flatMap((hotel) => hotel.roomTypes)
  return {
    cities: cities.length,
    hotels: hotels.length,
    rooms: roomTypes.length,
    rates: roomTypes.flatMap(({ fixedRates }) => Object.keys(fixedRates ?? {})).length,
    flights: flights.length,
    movies: movies.length,
  }
}

function collectTables(files: readonly ImportFile[], standing: Standing, problems: ProblemList): Tables {
  const tables: { [Table in ImportTable]?: readonly ImportRow[] } = {}
  for (const { name, text } of files) {
    const before = problems.length
    const brought = readTables(name, text, problems)
    if (problems.length === before) checkEmptied(name, brought, standing, problems)
    for (const again of Object.keys(brought).filter((known) => known in tables))
      problems.push({ file: name, line: 1, problem: `brings ${again}, which another file has brought` })
    Object.assign(tables, brought)
  }
  return tables
}

function readTables(name: string, text: string, problems: ProblemList): Tables {
  const [stem = "", ending = ""] = name.toLowerCase().split(/\.(?=[^.]*$)/)
  const table = IMPORT_TABLES.find((known) => known === stem)
  if (ending === "json") return readJson(name, table, text, problems)
  if (ending === "csv" && table !== undefined) return { [table]: readCsvRows(name, text, problems) }
  problems.push({ file: name, line: 1, problem: `must be one of ${IMPORT_TABLES.join(", ")}, as .csv or .json` })
  return {}
}

/** A table saved without its lines is a slip far more often than the wish to have nothing left. */
function checkEmptied(file: string, brought: Tables, standing: Standing, problems: ProblemList): void {
  for (const table of IMPORT_TABLES.filter((name) => brought[name]?.length === 0 && standing[name] > 0))
    problems.push({
      file,
      line: 1,
      problem: `has no ${table} in it, and ${standing[table]} are there now; --empty says that it is meant`,
    })
}

function readJson(file: string, table: ImportTable | undefined, text: string, problems: ProblemList): Tables {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    problems.push({ file, line: 1, problem: `is not JSON: ${error instanceof Error ? error.message : "unreadable"}` })
    return {}
  }
  if (table !== undefined) return { [table]: readJsonRows(file, value, problems) }
  const entries = Object.entries(value ?? {})
  const isKnown = ([name]: readonly [string, unknown]) => IMPORT_TABLES.some((one) => one === name)
  const known = entries.filter(isKnown)
  for (const [name] of known.length === 0 ? [] : entries.filter((entry) => !isKnown(entry)))
    problems.push({ file, line: 1, problem: `${JSON.stringify(name)} is none of ${IMPORT_TABLES.join(", ")}` })
  if (known.length === 0) problems.push({ file, line: 1, problem: `has none of ${IMPORT_TABLES.join(", ")}` })
  return Object.fromEntries(known.map(([name, list]) => [name, readJsonRows(`${file} ${name}`, list, problems)]))
}

function namesOf(city: City): readonly string[] {
  return [city.name, city.airport, ...city.aliases].map(normalizeName)
}

function checkUnique(
  rows: readonly ImportRow[] = [],
  idOf: (cells: ImportRow["cells"]) => string | undefined,
  problems: ProblemList,
): void {
  const seen = new Map<string, number>()
  for (const { file, line, cells } of rows) {
    const id = idOf(cells)
    if (id === undefined || id === "") continue
    const first = seen.get(id)
    if (first === undefined) seen.set(id, line)
    else problems.push({ file, line, problem: `${JSON.stringify(id)} is there already, in line ${first}` })
  }
}

function readCity(row: ImportRow, problems: ProblemList): City {
  const cell = createCellReader(row, problems)
  const timeZone = cell.text("time_zone")
  const isZone = isKnownToIntl(() => new Intl.DateTimeFormat("en", { timeZone }))
  if (timeZone !== "" && !isZone)
    cell.fail("time_zone", `must be an IANA time zone such as Europe/Lisbon, is ${JSON.stringify(timeZone)}`)
  const currency = cell.text("currency").toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) cell.fail("currency", "must be an ISO 4217 code such as EUR")
  return {
    name: cell.name("name"),
    country: cell.text("country"),
    // Flights are still reckoned with, for what else is wrong.
    timeZone: isZone ? timeZone : "UTC",
    currency,
    airport: cell.text("airport", false).toUpperCase(),
    // Names have spaces in them, so these are parted by semicolons or bars alone.
    aliases: cell
      .text("aliases", false)
      .split(/[;|]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ""),
  }
}

function isKnownToIntl(make: () => unknown): boolean {
  try {
    make()
    return true
  } catch {
    // Intl throws on names it doesn't know, and has no other way to ask.
    return false
  }
}

function readMovie(row: ImportRow, problems: ProblemList): Movie {
  const cell = createCellReader(row, problems)
  const genres = cell
    .text("genres")
    .split(/[;|,]/)
    .flatMap((name) => {
      const wanted = name.trim().toLowerCase()
      const genre = MOVIE_GENRES.find((known) => known.toLowerCase() === wanted)
      if (genre === undefined)
        cell.fail("genres", `must be of ${MOVIE_GENRES.join(", ")}; ${JSON.stringify(wanted)} is not`)
      return genre ?? []
    })
  return {
    id: cell.id("id"),
    title: cell.text("title"),
    year: cell.integer("year", 1888, 2100),
    genres,
    minutes: cell.integer("minutes", 1, 900),
    moods: cell.list("moods").map((mood) => mood.toLowerCase()),
    rating: cell.decimal("rating", 0, 10, 0),
    synopsis: cell.text("synopsis", false),
  }
}
