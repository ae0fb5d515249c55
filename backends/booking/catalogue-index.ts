// The catalogue made quick to ask: by id, by city in any spelling, by words of a name. What is free is inventory.

import type { Catalogue, City, Flight, Hotel } from "./catalogue.ts"
import { roomUnit, seatUnit } from "./inventory.ts"

/** Finds what the catalogue holds. */
export interface CatalogueIndex {
  readonly catalogue: Catalogue
  findCity(name: string): City | undefined
  findHotel(hotelId: string): Hotel | undefined
  findFlight(flightNumber: string): Flight | undefined
  findHotelsByName(words: string, city?: string): readonly Hotel[]
  /** Of one city, by its own name, in the catalogue's order. */
  hotelsIn(city: string): readonly Hotel[]
  /** From one city to another, by their own names. */
  flightsBetween(from: string, to: string): readonly Flight[]
  /** Rooms or seats of an inventory unit; 0 when it is no longer on offer. */
  capacityOf(unit: string): number
}

/** Letters that Unicode doesn't take apart, as people without them on the keyboard write them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ı: "i",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ß: "ss",
}

/** Letters and digits of a name in lower case without accents, words apart by one space; every script keeps its letters. */
export function normalizeName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ıøłđðþæœß]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}

/** Makes the index; takes a few milliseconds for some thousand entries. */
export function createCatalogueIndex(catalogue: Catalogue): CatalogueIndex {
  const cities = new Map<string, City>()
  for (const city of catalogue.cities)
    for (const name of [...city.aliases, city.airport, city.name]) cities.set(normalizeName(name), city)
  const hotels = new Map(catalogue.hotels.map((hotel) => [hotel.id, hotel]))
  const hotelsByCity = Map.groupBy(catalogue.hotels, ({ city }) => city)
  const flights = new Map(catalogue.flights.map((flight) => [compactNumber(flight.flightNumber), flight]))
  const flightsByRoute = Map.groupBy(catalogue.flights, ({ from, to }) => `${from}|${to}`)
  const capacities = new Map([
    ...catalogue.hotels.flatMap(({ id, roomTypes }) =>
      roomTypes.map((roomType) => [roomUnit(id, roomType.id), roomType.rooms] as const),
    ),
    ...catalogue.flights.flatMap(({ flightNumber, cabins }) =>
      cabins.map((cabin) => [seatUnit(flightNumber, cabin.name), cabin.seats] as const),
    ),
  ])
  const names = catalogue.hotels.map((hotel) => ({ hotel, words: normalizeName(hotel.name).split(" ") }))
  const findCity = (name: string) => cities.get(normalizeName(name))
  return {
    catalogue,
    findCity,
    findHotel: (hotelId) => hotels.get(hotelId),
    findFlight: (flightNumber) => flights.get(compactNumber(flightNumber)),
    findHotelsByName(words, city) {
      const within = city === undefined ? undefined : (findCity(city)?.name ?? city)
      const candidates = names.filter(({ hotel }) => within === undefined || hotel.city === within)
      return rankByName(candidates, words)
    },
    hotelsIn: (city) => hotelsByCity.get(city) ?? [],
    flightsBetween: (from, to) => flightsByRoute.get(`${from}|${to}`) ?? [],
    capacityOf: (unit) => capacities.get(unit) ?? 0,
  }
}

/** "nv204" and "NV 204" are one flight. */
function compactNumber(flightNumber: string): string {
  return flightNumber.replace(/\s+/g, "").toUpperCase()
}

const FILLER_WORDS: ReadonlySet<string> = new Set(["the", "a", "an", "at", "in", "hotel", "of", "by", "and"])

/** Hotels that have every telling word of the text in their name; those with the fewest other words first. */
function rankByName(
  candidates: readonly { readonly hotel: Hotel; readonly words: readonly string[] }[],
  text: string,
): readonly Hotel[] {
  const all = normalizeName(text).split(" ")
  const telling = all.filter((word) => !FILLER_WORDS.has(word))
  const wanted = telling.length > 0 ? telling : all
  if (wanted.every((word) => word === "")) return []
  return candidates
    .filter(({ words }) => wanted.every((word) => words.includes(word)))
    .toSorted((one, other) => one.words.length - other.words.length)
    .map(({ hotel }) => hotel)
}
