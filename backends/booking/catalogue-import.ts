// An owner's own catalogue from CSV or JSON tables: checked as a whole, with every problem named by file, line and
// column. Pure: reading files and saving the result is the caller's.

import { addDays, daysBetween, type IsoDate, weekday } from "#core/time.ts"
import type { MinorUnits } from "#core/units.ts"
import { type Catalogue, type City, type Hotel, MOVIE_GENRES, type Movie, type RoomType } from "./catalogue.ts"
import { normalizeName } from "./catalogue-index.ts"
import { readFlight } from "./flight-import.ts"
import {
  type CellReader,
  createCellReader,
  type ImportProblem,
  type ImportRow,
  type ProblemList,
  readCsvRows,
  readJsonRows,
} from "./import-cells.ts"
import { readCancellation, readRatePlan } from "./rule-import.ts"

/** The tables an owner may bring; the file's name without its ending says which it is. */
export const IMPORT_TABLES = ["cities", "hotels", "rooms", "rates", "flights", "movies"] as const

/** A table's name. */
export type ImportTable = (typeof IMPORT_TABLES)[number]

/** A file as it was read: `hotels.csv`, `rooms.json`, or one `catalogue.json` with a list under each table's name. */
export type ImportFile = { readonly name: string; readonly text: string }

/** The catalogue, or everything that is wrong with it. */
export type ImportOutcome =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/**
 * Reads an owner's tables. Columns (those in brackets may be left out):
 * - cities: name, country, time_zone, currency, [airport, aliases]
 * - hotels: id, name, city, [neighborhood, address, stars, rating, tags, description, image_url, check_in, check_out,
 *   weekend_percent, minimum_nights, free_cancellation_days, cancellation_until, late_refund_percent]
 * - rooms: hotel_id, id, name, capacity, rooms, rate, [beds]
 * - rates: hotel_id, room_id, from, to, rate, [weekdays as digits, Monday is 1]
 * - flights: number, airline, from, to, departure, arrival, [arrival_day, days, currency, and for each cabin
 *   economy_seats and economy_fare, premium_economy_…, business_…, first_…, refund as for hotels]
 * - movies: id, title, year, genres, minutes, [moods, rating, synopsis]
 *
 * @param base Tables that no file brings are taken from here (the demo's cities, say).
 */
export function importCatalogue(files: readonly ImportFile[], base: Catalogue): ImportOutcome {
  const problems: ProblemList = []
  const tables = collectTables(files, problems)
  const cities = tables.cities?.map((row) => readCity(row, problems)) ?? base.cities
  const cityNamed = (name: string) => cities.find((city) => namesOf(city).includes(normalizeName(name)))
  const hotels =
    tables.hotels === undefined
      ? base.hotels
      : readHotels(tables.hotels, tables.rooms ?? [], tables.rates ?? [], cityNamed, problems)
  const flights = tables.flights?.flatMap((row) => readFlight(row, cityNamed, problems) ?? []) ?? base.flights
  const movies = tables.movies?.map((row) => readMovie(row, problems)) ?? base.movies
  checkUnique(
    "hotels",
    hotels.map(({ id }) => id),
    problems,
  )
  checkUnique(
    "flights",
    flights.map(({ flightNumber }) => flightNumber.replace(/\s/g, "")),
    problems,
  )
  checkUnique(
    "movies",
    movies.map(({ id }) => id),
    problems,
  )
  return problems.length === 0 ? { ok: true, catalogue: { cities, hotels, flights, movies } } : { ok: false, problems }
}

type Tables = { readonly [Table in ImportTable]?: readonly ImportRow[] }

function collectTables(files: readonly ImportFile[], problems: ProblemList): Tables {
  const tables: { [Table in ImportTable]?: readonly ImportRow[] } = {}
  for (const { name, text } of files) {
    const [stem = "", ending = ""] = name.toLowerCase().split(/\.(?=[^.]*$)/)
    const table = IMPORT_TABLES.find((known) => known === stem)
    if (ending === "csv" && table !== undefined) tables[table] = readCsvRows(name, text)
    else if (ending === "json") Object.assign(tables, readJson(name, table, text, problems))
    else problems.push({ file: name, line: 1, problem: `must be one of ${IMPORT_TABLES.join(", ")}, as .csv or .json` })
  }
  return tables
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
  const known = entries.filter(([name]) => IMPORT_TABLES.some((one) => one === name))
  if (known.length === 0) problems.push({ file, line: 1, problem: `has none of ${IMPORT_TABLES.join(", ")}` })
  return Object.fromEntries(known.map(([name, list]) => [name, readJsonRows(`${file} ${name}`, list, problems)]))
}

function namesOf(city: City): readonly string[] {
  return [city.name, city.airport, ...city.aliases].map(normalizeName)
}

function checkUnique(file: string, ids: readonly string[], problems: ProblemList): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) problems.push({ file, line: 1, problem: `${JSON.stringify(id)} is there twice` })
    seen.add(id)
  }
}

function readCity(row: ImportRow, problems: ProblemList): City {
  const cell = createCellReader(row, problems)
  const timeZone = cell.text("time_zone")
  if (timeZone !== "" && !isKnown(() => new Intl.DateTimeFormat("en", { timeZone })))
    cell.fail("time_zone", `must be an IANA time zone such as Europe/Lisbon, is ${JSON.stringify(timeZone)}`)
  const currency = cell.text("currency").toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) cell.fail("currency", "must be an ISO 4217 code such as EUR")
  return {
    name: cell.text("name"),
    country: cell.text("country"),
    timeZone,
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

function isKnown(make: () => unknown): boolean {
  try {
    make()
    return true
  } catch {
    // Intl throws on names it doesn't know, and has no other way to ask.
    return false
  }
}

type FindCity = (name: string) => City | undefined

function readHotels(
  rows: readonly ImportRow[],
  roomRows: readonly ImportRow[],
  rateRows: readonly ImportRow[],
  cityNamed: FindCity,
  problems: ProblemList,
): readonly Hotel[] {
  const rooms = Map.groupBy(roomRows, ({ cells }) => cells.hotel_id ?? "")
  const rates = Map.groupBy(rateRows, ({ cells }) => `${cells.hotel_id ?? ""}|${cells.room_id ?? ""}`)
  const known = new Set(rows.map(({ cells }) => cells.id ?? ""))
  for (const { file, line, cells } of [...roomRows, ...rateRows])
    if (!known.has(cells.hotel_id ?? ""))
      problems.push({
        file,
        line,
        column: "hotel_id",
        problem: `no hotel has the id ${JSON.stringify(cells.hotel_id ?? "")}`,
      })
  return rows.flatMap((row) => {
    const cell = createCellReader(row, problems)
    const city = cityNamed(cell.text("city"))
    if (city === undefined) {
      cell.fail("city", "no city has that name")
      return []
    }
    const id = cell.text("id")
    const own = rooms.get(id) ?? []
    if (own.length === 0) cell.fail("id", "has no rooms in the rooms table")
    const roomTypes = own.map((room) => {
      const prices = rates.get(`${id}|${room.cells.id ?? ""}`) ?? []
      return readRoomType(room, prices, city.currency, problems)
    })
    return [readHotel(cell, id, city, roomTypes)]
  })
}

function readHotel(cell: CellReader, id: string, city: City, roomTypes: readonly RoomType[]): Hotel {
  const imageUrl = cell.text("image_url", false)
  const minimum = cell.integer("minimum_nights", 1, 30, 1)
  return {
    id,
    name: cell.text("name"),
    city: city.name,
    country: city.country,
    timeZone: city.timeZone,
    currency: city.currency,
    neighborhood: cell.text("neighborhood", false),
    address: cell.text("address", false),
    stars: cell.integer("stars", 1, 5, 3),
    guestRating: cell.decimal("rating", 0, 10, 0),
    tags: cell.list("tags").map((tag) => tag.toLowerCase()),
    description: cell.text("description", false),
    ...(imageUrl === "" ? {} : { imageUrl }),
    checkInTime: cell.time("check_in", "15:00"),
    checkOutTime: cell.time("check_out", "11:00"),
    roomTypes,
    ratePlan: readRatePlan(cell),
    minimumStays: minimum > 1 ? [{ from: "01-01", to: "12-31", nights: minimum }] : [],
    cancellation: readCancellation(cell),
  }
}

/** A room type whose claims of a month must fit into one item of the inventory. */
const MAX_ROOMS_OF_A_TYPE = 400

function readRoomType(
  row: ImportRow,
  rateRows: readonly ImportRow[],
  currency: string,
  problems: ProblemList,
): RoomType {
  const cell = createCellReader(row, problems)
  const fixedRates: Record<IsoDate, MinorUnits> = {}
  for (const rateRow of rateRows) Object.assign(fixedRates, readRates(rateRow, currency, problems))
  return {
    id: cell.text("id"),
    name: cell.text("name"),
    capacity: cell.integer("capacity", 1, 20),
    beds: cell.text("beds", false),
    rooms: cell.integer("rooms", 1, MAX_ROOMS_OF_A_TYPE),
    baseRate: cell.money("rate", currency),
    ...(rateRows.length === 0 ? {} : { fixedRates }),
  }
}

function readRates(row: ImportRow, currency: string, problems: ProblemList): Readonly<Record<IsoDate, MinorUnits>> {
  const cell = createCellReader(row, problems)
  const from = cell.date("from")
  const to = cell.date("to")
  const rate = cell.money("rate", currency)
  const weekdays = cell.text("weekdays", false)
  if (!/^[1-7]*$/.test(weekdays)) cell.fail("weekdays", "must be digits from 1 (Monday) to 7 (Sunday)")
  if (from === undefined || to === undefined) return {}
  const days = daysBetween(from, to)
  if (days < 0 || days > 1100) {
    cell.fail("to", "must be the same as from or up to three years later")
    return {}
  }
  const dates = Array.from({ length: days + 1 }, (_, day) => addDays(from, day))
  const wanted = dates.filter((date) => weekdays === "" || weekdays.includes(String(weekday(date))))
  return Object.fromEntries(wanted.map((date) => [date, rate]))
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
    id: cell.text("id"),
    title: cell.text("title"),
    year: cell.integer("year", 1888, 2100),
    genres,
    minutes: cell.integer("minutes", 1, 900),
    moods: cell.list("moods").map((mood) => mood.toLowerCase()),
    rating: cell.decimal("rating", 0, 10, 0),
    synopsis: cell.text("synopsis", false),
  }
}
