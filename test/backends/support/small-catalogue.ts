// A catalogue small enough to reckon with by hand: two hotels in Lisbon, one each in Tokyo and Kuwait City, four flights.

import type { Cabin, Catalogue, City, Flight, Hotel, RatePlan, RoomType } from "#backends/booking/catalogue.ts"
import { minorUnits } from "#core/units.ts"

/** Every night costs the base rate. */
export const FLAT_PLAN: RatePlan = {
  weekdayPercents: [100, 100, 100, 100, 100, 100, 100],
  seasons: [],
  events: [],
  roundToMinorUnits: minorUnits(1),
}

/** Free until 18:00 two days before, half until noon on the day before, then nothing. */
export const STEPPED_RULE = {
  steps: [
    { daysBefore: 2, untilTime: "18:00", refundPercent: 100 },
    { daysBefore: 1, untilTime: "12:00", refundPercent: 50 },
  ],
}

/** Makes a city. */
export function makeCity(name: string, timeZone: string, currency: string, airport: string): City {
  return { name, country: "Somewhere", timeZone, currency, aliases: [], airport }
}

/** Makes a room type. */
export function makeRoomType(id: string, rooms: number, baseRate: number, capacity = 2): RoomType {
  return { id, name: `${id} room`, capacity, beds: "1 double bed", rooms, baseRate: minorUnits(baseRate) }
}

/** Makes a hotel with a flat rate. */
export function makeHotel(id: string, city: City, roomTypes: readonly RoomType[], own: Partial<Hotel> = {}): Hotel {
  return {
    id,
    name: `Hotel ${id}`,
    city: city.name,
    country: city.country,
    timeZone: city.timeZone,
    currency: city.currency,
    neighborhood: "Center",
    address: "1 Main Street",
    stars: 4,
    guestRating: 8,
    tags: [],
    description: "A hotel.",
    checkInTime: "15:00",
    checkOutTime: "11:00",
    roomTypes,
    ratePlan: FLAT_PLAN,
    minimumStays: [],
    cancellation: STEPPED_RULE,
    ...own,
  }
}

/** Makes a flight of every day with a flat fare. */
export function makeFlight(
  flightNumber: string,
  from: City,
  to: City,
  times: readonly [departure: string, arrival: string, dayOffset?: number],
  cabins: readonly Cabin[] = [
    { name: "Economy", seats: 4, baseFare: minorUnits(9_000) },
    { name: "Business", seats: 2, baseFare: minorUnits(30_000) },
  ],
): Flight {
  const [departureTime, arrivalTime, arrivalDayOffset = 0] = times
  return {
    flightNumber,
    airline: "Test Air",
    from: from.name,
    to: to.name,
    fromAirport: from.airport,
    toAirport: to.airport,
    fromTimeZone: from.timeZone,
    toTimeZone: to.timeZone,
    departureTime,
    arrivalTime,
    arrivalDayOffset,
    daysOfWeek: [1, 2, 3, 4, 5, 6, 7],
    currency: "EUR",
    cabins,
    ratePlan: FLAT_PLAN,
    cancellation: STEPPED_RULE,
  }
}

const LISBON: City = { ...makeCity("Lisbon", "Europe/Lisbon", "EUR", "LIS"), aliases: ["Lisboa"] }
const PARIS = makeCity("Paris", "Europe/Paris", "EUR", "CDG")
const TOKYO = makeCity("Tokyo", "Asia/Tokyo", "JPY", "HND")
const KUWAIT = makeCity("Kuwait City", "Asia/Kuwait", "KWD", "KWI")

/** The catalogue. `harbor` has 3 double rooms (EUR 100.00) and 1 suite (EUR 250.00); `garden` 2 doubles (EUR 80.00). */
export const SMALL_CATALOGUE: Catalogue = {
  cities: [LISBON, PARIS, TOKYO, KUWAIT],
  hotels: [
    makeHotel("harbor", LISBON, [makeRoomType("double", 3, 10_000), makeRoomType("suite", 1, 25_000, 4)], {
      name: "Harbor House",
      guestRating: 9.1,
      tags: ["by-the-sea", "quiet"],
    }),
    makeHotel("garden", LISBON, [makeRoomType("double", 2, 8_000)], {
      name: "The Garden Inn",
      tags: ["garden", "quiet"],
    }),
    makeHotel("sakura", TOKYO, [makeRoomType("double", 2, 21_000)], {
      minimumStays: [{ from: "12-28", to: "01-03", nights: 3 }],
    }),
    makeHotel("dunes", KUWAIT, [makeRoomType("double", 2, 35_125)]),
  ],
  flights: [
    makeFlight("TA 101", LISBON, PARIS, ["08:00", "11:30"]),
    makeFlight("TA 102", PARIS, LISBON, ["18:00", "19:35"]),
    makeFlight("TA 103", PARIS, LISBON, ["09:00", "10:35"]),
    makeFlight("TA 201", PARIS, TOKYO, ["13:00", "09:00", 1]),
  ],
  movies: [],
}
