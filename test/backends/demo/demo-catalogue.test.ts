// The demo catalogue: as much as promised, the same each time, and nothing in it that can't be booked.

import { describe, expect, it } from "vitest"
import { HOTEL_TAGS, MOVIE_GENRES } from "#backends/booking/catalogue.ts"
import { createCatalogueIndex } from "#backends/booking/catalogue-index.ts"
import { toLeg } from "#backends/booking/pricing.ts"
import { nightlyRate } from "#backends/booking/rates.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { addDays, type IsoDate } from "#core/time.ts"
import { currencyDecimals } from "#core/units.ts"

const DEMO = makeDemoCatalogue()
/** Every fifth day of a year: all weekdays in all seasons. */
const DAYS = Array.from({ length: 73 }, (_, step) => addDays("2026-11-21" as IsoDate, step * 5))

describe("the demo catalogue", () => {
  it("is the same for the same seed and another for another", () => {
    expect(makeDemoCatalogue()).toEqual(DEMO)
    expect(makeDemoCatalogue(7)).not.toEqual(DEMO)
  })

  it("has as much of everything as promised, under names of its own", () => {
    const unique = (names: readonly string[]) => new Set(names).size

    expect(DEMO.cities).toHaveLength(44)
    expect(unique(DEMO.hotels.map(({ id }) => id))).toBeGreaterThanOrEqual(120)
    expect(unique(DEMO.hotels.map(({ description }) => description))).toBe(DEMO.hotels.length)
    expect(unique(DEMO.flights.map(({ flightNumber }) => flightNumber))).toBeGreaterThanOrEqual(400)
    expect(unique(DEMO.movies.map(({ title }) => title))).toBeGreaterThanOrEqual(240)
    expect(unique(DEMO.movies.map(({ id }) => id))).toBe(DEMO.movies.length)
  })

  it.each(DEMO.cities.map(({ name }) => ({ name })))(
    "offers three hotels in $name, and flights to and from it",
    ({ name }) => {
      expect(DEMO.hotels.filter(({ city }) => city === name)).toHaveLength(3)
      expect(DEMO.flights.some(({ from }) => from === name)).toBe(true)
      expect(DEMO.flights.some(({ to }) => to === name)).toBe(true)
    },
  )

  it("tags hotels with known tags, several of each that guests ask for", () => {
    const tags = DEMO.hotels.flatMap((hotel) => hotel.tags)

    expect(tags.filter((tag) => !HOTEL_TAGS.some((known) => known === tag))).toEqual([])
    for (const tag of [
      "by-the-sea",
      "mountains",
      "quiet",
      "romantic",
      "family",
      "pets-welcome",
      "kitchen",
      "spa",
      "pool",
    ])
      expect(tags.filter((own) => own === tag).length, tag).toBeGreaterThanOrEqual(8)
  })

  it("asks a sound price for every room on every night of the year", () => {
    const odd = DEMO.hotels.flatMap((hotel) =>
      hotel.roomTypes.flatMap((room) =>
        DAYS.map((night) => nightlyRate(hotel, room, night).amount / 10 ** currencyDecimals(hotel.currency)).filter(
          (rate) => !Number.isInteger(rate) || rate < 40,
        ),
      ),
    )

    expect(odd).toEqual([])
  })

  it("flies at a sound speed in summer and winter", () => {
    const odd = DEMO.flights.filter((flight) =>
      (["2027-01-15", "2027-07-15"] as IsoDate[]).some(
        (day) => toLeg(flight, day, "Economy").minutes !== flight.durationMinutes,
      ),
    )

    expect(odd).toEqual([])
    expect(Math.min(...DEMO.flights.map(({ durationMinutes = 0 }) => durationMinutes))).toBeGreaterThanOrEqual(50)
    expect(Math.max(...DEMO.flights.map(({ durationMinutes = 0 }) => durationMinutes))).toBeLessThan(18 * 60)
  })

  it("prices both directions of a route in one currency", () => {
    const routes = Map.groupBy(DEMO.flights, ({ from, to }) => [from, to].toSorted().join())

    expect([...routes.values()].filter((flights) => new Set(flights.map(({ currency }) => currency)).size > 1)).toEqual(
      [],
    )
  })

  it("has twenty movies of every genre", () => {
    for (const genre of MOVIE_GENRES)
      expect(DEMO.movies.filter(({ genres }) => genres[0] === genre).length, genre).toBeGreaterThanOrEqual(20)
  })
})

describe("finding in the demo catalogue", () => {
  const index = createCatalogueIndex(DEMO)

  it.each([
    ["lisboa", "Lisbon"],
    ["KØBENHAVN", "Copenhagen"],
    ["nyc", "New York"],
    ["L.A.", "Los Angeles"],
    ["Zuerich", "Zurich"],
    ["  são paulo ", undefined],
    ["東京", "Tokyo"],
    ["istanbul", "Istanbul"],
    ["Αθηνα", "Athens"],
  ])("finds the city of '%s'", (said, city) => {
    expect(index.findCity(said)?.name).toBe(city)
  })

  it.each([
    ["the bramble and bell", "The Bramble & Bell"],
    ["casa do mirante", "Casa do Mirante"],
    ["Ca del Sale", "Ca' del Sale"],
    ["hotel holmenkollen", "Holmenkollen Sportshotell"],
    ["yali rana", "Bosphorus Yalı Rana"],
  ])("finds the hotel of '%s'", (said, name) => {
    expect(index.findHotelsByName(said)[0]?.name).toBe(name)
  })
})
