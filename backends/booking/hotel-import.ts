// An owner's hotels with their rooms and rates from the rows of three tables. The tables as a whole are
// catalogue-import.ts.

import { addDays, daysBetween, type IsoDate, weekday } from "#core/time.ts"
import type { MinorUnits } from "#core/units.ts"
import type { City, Hotel, RoomType } from "./catalogue.ts"
import { type CellReader, createCellReader, type ImportRow, type ProblemList } from "./import-cells.ts"
import { readCancellation, readMinimumStays, readRatePlan } from "./rule-import.ts"

/** The tables that hotels are made of; any may be missing. */
export type HotelTables = {
  readonly hotels?: readonly ImportRow[]
  readonly rooms?: readonly ImportRow[]
  readonly rates?: readonly ImportRow[]
}

type FindCity = (name: string) => City | undefined

/**
 * Reads hotels. Without a table of hotels, those of the base stay: rooms replace the rooms of the hotels they name, and
 * rates without rooms the rates by date of the rooms they name.
 */
export function readHotels(
  tables: HotelTables,
  base: readonly Hotel[],
  cityNamed: FindCity,
  problems: ProblemList,
): readonly Hotel[] {
  const { hotels, rooms = [], rates = [] } = tables
  if (hotels === undefined) return updateHotels(rooms, rates, base, problems)
  const known = new Set(hotels.map(({ cells }) => cells.id ?? ""))
  checkHotelIds([...rooms, ...rates], known, problems)
  const roomsOf = Map.groupBy(rooms, ({ cells }) => cells.hotel_id ?? "")
  const ratesOf = groupRates(rates, roomKeys(rooms), known, problems)
  return hotels.flatMap((row) => {
    const cell = createCellReader(row, problems)
    const city = cityNamed(cell.text("city"))
    if (city === undefined) {
      cell.fail("city", "no city has that name")
      return []
    }
    const id = cell.id("id")
    const own = roomsOf.get(id) ?? []
    if (own.length === 0) cell.fail("id", "has no rooms in the rooms table")
    return [readHotel(cell, id, city, readRoomTypes(id, own, ratesOf, city.currency, problems))]
  })
}

function updateHotels(
  rooms: readonly ImportRow[],
  rates: readonly ImportRow[],
  base: readonly Hotel[],
  problems: ProblemList,
): readonly Hotel[] {
  const known = new Set(base.map(({ id }) => id))
  checkHotelIds([...rooms, ...rates], known, problems)
  const roomsOf = Map.groupBy(rooms, ({ cells }) => cells.hotel_id ?? "")
  const standing = base
    .filter(({ id }) => !roomsOf.has(id))
    .flatMap(({ id, roomTypes }) => roomTypes.map((roomType) => roomKey(id, roomType.id)))
  const ratesOf = groupRates(rates, new Set([...standing, ...roomKeys(rooms)]), known, problems)
  return base.map((hotel) => {
    const own = roomsOf.get(hotel.id)
    if (own !== undefined)
      return { ...hotel, roomTypes: readRoomTypes(hotel.id, own, ratesOf, hotel.currency, problems) }
    const roomTypes = hotel.roomTypes.map((roomType) => {
      const rows = ratesOf.get(roomKey(hotel.id, roomType.id))
      return rows === undefined ? roomType : { ...roomType, fixedRates: readAllRates(rows, hotel.currency, problems) }
    })
    return { ...hotel, roomTypes }
  })
}

function roomKey(hotelId: string, roomId: string): string {
  return `${hotelId}|${roomId}`
}

function roomKeys(rooms: readonly ImportRow[]): ReadonlySet<string> {
  return new Set(rooms.map(({ cells }) => roomKey(cells.hotel_id ?? "", cells.id ?? "")))
}

function checkHotelIds(rows: readonly ImportRow[], known: ReadonlySet<string>, problems: ProblemList): void {
  for (const { file, line, cells } of rows) {
    const id = cells.hotel_id ?? ""
    if (!known.has(id)) problems.push({ file, line, column: "hotel_id", problem: `no hotel has the id ${quoted(id)}` })
  }
}

/** Rates by room; those of a room nobody knows are a problem, unless its hotel is one already. */
function groupRates(
  rates: readonly ImportRow[],
  rooms: ReadonlySet<string>,
  hotels: ReadonlySet<string>,
  problems: ProblemList,
): ReadonlyMap<string, readonly ImportRow[]> {
  for (const { file, line, cells } of rates) {
    const { hotel_id: hotelId = "", room_id: roomId = "" } = cells
    if (hotels.has(hotelId) && !rooms.has(roomKey(hotelId, roomId)))
      problems.push({ file, line, column: "room_id", problem: `${hotelId} has no room ${quoted(roomId)}` })
  }
  return Map.groupBy(rates, ({ cells }) => roomKey(cells.hotel_id ?? "", cells.room_id ?? ""))
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60))
}

function readHotel(cell: CellReader, id: string, city: City, roomTypes: readonly RoomType[]): Hotel {
  const imageUrl = cell.text("image_url", false)
  // Labels have spaces in them ("Palm Tree"), so these are parted by semicolons or bars alone.
  const labels = cell.text("photo_labels", false).split(/[;|]/)
  const photoLabels = labels.map((label) => label.trim()).filter((label) => label !== "")
  return {
    id,
    name: cell.name("name"),
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
    ...(photoLabels.length === 0 ? {} : { photoLabels }),
    checkInTime: cell.time("check_in", "15:00"),
    checkOutTime: cell.time("check_out", "11:00"),
    roomTypes,
    ratePlan: readRatePlan(cell),
    minimumStays: readMinimumStays(cell),
    cancellation: readCancellation(cell),
  }
}

function readRoomTypes(
  hotelId: string,
  rows: readonly ImportRow[],
  ratesOf: ReadonlyMap<string, readonly ImportRow[]>,
  currency: string,
  problems: ProblemList,
): readonly RoomType[] {
  return rows.map((row) => readRoomType(row, ratesOf.get(roomKey(hotelId, row.cells.id ?? "")), currency, problems))
}

/** A room type whose claims of a month must fit into one item of the inventory. */
const MAX_ROOMS_OF_A_TYPE = 400

function readRoomType(
  row: ImportRow,
  rateRows: readonly ImportRow[] | undefined,
  currency: string,
  problems: ProblemList,
): RoomType {
  const cell = createCellReader(row, problems)
  return {
    id: cell.id("id"),
    name: cell.name("name"),
    capacity: cell.integer("capacity", 1, 20),
    beds: cell.text("beds", false),
    rooms: cell.integer("rooms", 1, MAX_ROOMS_OF_A_TYPE),
    baseRate: cell.money("rate", currency),
    ...(rateRows === undefined ? {} : { fixedRates: readAllRates(rateRows, currency, problems) }),
  }
}

type Rates = Readonly<Record<IsoDate, MinorUnits>>

/** Where spans overlap, the later line counts. */
function readAllRates(rows: readonly ImportRow[], currency: string, problems: ProblemList): Rates {
  return Object.assign({}, ...rows.map((row) => readRates(row, currency, problems)))
}

function readRates(row: ImportRow, currency: string, problems: ProblemList): Rates {
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
