// An owner's tables: what is read, and how problems are told.

import { describe, expect, it } from "vitest"
import { type ImportFile, importCatalogue } from "#backends/booking/catalogue-import.ts"
import { parseCsv, splitCsv } from "#backends/booking/csv.ts"
import { parseAmount } from "#backends/booking/import-cells.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"

const HOTELS = `id,name,city,stars,tags,free_cancellation_days,late_refund_percent,weekend_percent
alfama,"Casa ""Alfama"", Lisboa",lisbon,4,by-the-sea quiet,3,50,120`
const ROOMS = "hotel_id,id,name,capacity,rooms,rate\nalfama,double,Double room,2,10,120.5"
const FLIGHTS = "number,airline,from,to,departure,arrival,economy_seats,economy_fare"
const csv = (name: string, text: string): ImportFile => ({ name: `${name}.csv`, text })

function problemsOf(...files: ImportFile[]): readonly string[] {
  const outcome = importCatalogue(files, SMALL_CATALOGUE)
  return outcome.ok
    ? []
    : outcome.problems.map(({ file, line, column = "", problem }) => `${file}:${line} ${column} ${problem}`)
}

describe("importCatalogue", () => {
  it("puts names that a spreadsheet broke on one line", () => {
    const rooms = 'hotel_id,id,name,capacity,rooms,rate\nalfama,double,"Double\n  room",2,10,120.5'

    expect(importCatalogue([csv("hotels", HOTELS), csv("rooms", rooms)], SMALL_CATALOGUE)).toMatchObject({
      catalogue: { hotels: [{ roomTypes: [{ name: "Double room" }] }] },
    })
  })

  it("reads hotels with their rooms and rates, and keeps the base's other tables", () => {
    const rates = "Hotel ID;Room ID;From;To;Rate;Weekdays\nalfama;double;2026-12-30;2027-01-01;199,99;345"

    const outcome = importCatalogue([csv("hotels", HOTELS), csv("rooms", ROOMS), csv("rates", rates)], SMALL_CATALOGUE)

    expect(outcome).toMatchObject({
      ok: true,
      catalogue: {
        flights: SMALL_CATALOGUE.flights,
        hotels: [
          {
            id: "alfama",
            name: 'Casa "Alfama", Lisboa',
            city: "Lisbon",
            currency: "EUR",
            tags: ["by-the-sea", "quiet"],
            ratePlan: { weekdayPercents: [100, 100, 100, 100, 120, 120, 100] },
            cancellation: {
              steps: [
                { daysBefore: 3, untilTime: "18:00", refundPercent: 100 },
                { daysBefore: 1, untilTime: "23:59", refundPercent: 50 },
              ],
            },
            // Wednesday to Friday of that span: 30 and 31 December, 1 January.
            roomTypes: [
              {
                id: "double",
                baseRate: 12_050,
                fixedRates: { "2026-12-30": 19_999, "2026-12-31": 19_999, "2027-01-01": 19_999 },
              },
            ],
          },
        ],
      },
    })
  })

  it("puts new rates on the rooms that are there, and new rooms into the hotel they name", () => {
    const rates = "hotel_id,room_id,from,to,rate\nharbor,double,2026-12-30,2026-12-31,90"
    const rooms = "hotel_id,id,name,capacity,rooms,rate\nharbor,attic,Attic,2,1,70"
    const harborOf = (...files: ImportFile[]) => {
      const outcome = importCatalogue(files, SMALL_CATALOGUE)
      return outcome.ok ? outcome.catalogue.hotels.find(({ id }) => id === "harbor") : undefined
    }
    const before = SMALL_CATALOGUE.hotels.find(({ id }) => id === "harbor")

    expect(harborOf(csv("rates", rates))?.roomTypes).toEqual(
      before?.roomTypes.map((room) =>
        room.id === "double" ? { ...room, fixedRates: { "2026-12-30": 9000, "2026-12-31": 9000 } } : room,
      ),
    )
    expect(harborOf(csv("rooms", rooms))).toMatchObject({ name: before?.name, roomTypes: [{ id: "attic", rooms: 1 }] })
  })

  it("reads seasons and minimum stays by the days of the year", () => {
    const hotels =
      "id,name,city,seasons,minimum_nights,minimum_stays,photo_labels\nalfama,Alfama,lisbon,06-15/09-15=130; 12-20/01-06=150,2,12-30/01-01=4,Pool; Palm Tree"

    const outcome = importCatalogue([csv("hotels", hotels), csv("rooms", ROOMS)], SMALL_CATALOGUE)

    expect(outcome.ok && outcome.catalogue.hotels[0]).toMatchObject({
      photoLabels: ["Pool", "Palm Tree"],
      ratePlan: {
        seasons: [
          { from: "06-15", to: "09-15", percent: 130 },
          { from: "12-20", to: "01-06", percent: 150 },
        ],
      },
      minimumStays: [
        { from: "01-01", to: "12-31", nights: 2 },
        { from: "12-30", to: "01-01", nights: 4 },
      ],
    })
  })

  it("reads the same from one JSON file", () => {
    const text = JSON.stringify({
      hotels: [{ id: "alfama", name: "Casa Alfama", city: "LIS", tags: ["quiet"], freeCancellationDays: "never" }],
      rooms: [{ hotelId: "alfama", id: "double", name: "Double", capacity: 2, rooms: 10, rate: 120 }],
      cities: [
        {
          name: "Lisbon",
          country: "Portugal",
          timeZone: "Europe/Lisbon",
          currency: "eur",
          airport: "lis",
          aliases: "Lisboa;Lissabon",
        },
      ],
    })

    const outcome = importCatalogue([{ name: "catalogue.json", text }], SMALL_CATALOGUE)

    expect(outcome).toMatchObject({
      ok: true,
      catalogue: {
        cities: [{ currency: "EUR", airport: "LIS", aliases: ["Lisboa", "Lissabon"] }],
        hotels: [{ tags: ["quiet"], cancellation: { steps: [] }, roomTypes: [{ baseRate: 12_000 }] }],
      },
    })
  })

  it("reads flights and movies", () => {
    const flights =
      "number,airline,from,to,departure,arrival,arrival_day,days,economy_seats,economy_fare,business_seats,business_fare\n" +
      "XY 1,Own Air,CDG,Tokyo,13:00,09:00,1,715,100,450,10,1900.00"
    const movies =
      'id,title,year,genres,minutes,moods,rating,synopsis\nm1,Ôtaku 映画,2020,science fiction;Comedy,101,dark witty,7.5,"Two\nlines"'

    const outcome = importCatalogue([csv("flights", flights), csv("movies", movies)], SMALL_CATALOGUE)

    expect(outcome).toMatchObject({
      ok: true,
      catalogue: {
        flights: [
          {
            flightNumber: "XY 1",
            fromTimeZone: "Europe/Paris",
            toAirport: "HND",
            daysOfWeek: [1, 5, 7],
            cabins: [
              { name: "Economy", seats: 100, baseFare: 45_000 },
              { name: "Business", seats: 10, baseFare: 190_000 },
            ],
          },
        ],
        movies: [{ title: "Ôtaku 映画", genres: ["Science fiction", "Comedy"], synopsis: "Two\nlines", rating: 7.5 }],
      },
    })
  })

  it.each([
    {
      files: [csv("hotel", HOTELS)],
      problem: "hotel.csv:1  must be one of cities, hotels, rooms, rates, flights, movies, as .csv or .json",
    },
    { files: [csv("hotels", HOTELS)], problem: "hotels.csv:2 id has no rooms in the rooms table" },
    {
      files: [csv("hotels", HOTELS.replace("lisbon", "atlantis")), csv("rooms", ROOMS)],
      problem: "hotels.csv:2 city no city has that name",
    },
    {
      files: [csv("hotels", HOTELS.replace(",4,", ",6,")), csv("rooms", ROOMS)],
      problem: 'hotels.csv:2 stars must be a number from 1 to 5, is "6"',
    },
    {
      files: [csv("hotels", HOTELS), csv("rooms", ROOMS.replace("120.5", "120.505"))],
      problem: 'rooms.csv:2 rate must be an amount in EUR with at most 2 decimals, is "120.505"',
    },
    {
      files: [csv("hotels", HOTELS), csv("rooms", `${ROOMS}\nother,x,X,2,1,5`)],
      problem: 'rooms.csv:3 hotel_id no hotel has the id "other"',
    },
    {
      files: [csv("hotels", `${HOTELS}\n${HOTELS.split("\n")[1]}`), csv("rooms", ROOMS)],
      problem: 'hotels.csv:3  "alfama" is there already, in line 2',
    },
    {
      files: [csv("hotels", HOTELS), csv("rooms", `${ROOMS}\n${ROOMS.split("\n")[1]}`)],
      problem: 'rooms.csv:3  "alfama/double" is there already, in line 2',
    },
    {
      files: [csv("hotels", HOTELS.split("\n")[0] ?? ""), csv("rooms", ROOMS.split("\n")[0] ?? "")],
      problem: "hotels.csv:1  has no hotels in it, and 4 are there now; --empty says that it is meant",
    },
    {
      files: [{ name: "catalogue.json", text: `{"hotels": []}` }],
      problem: "catalogue.json:1  has no hotels in it, and 4 are there now; --empty says that it is meant",
    },
    {
      files: [csv("rates", "hotel_id,room_id,from,to,rate\nharbor,penthouse,2026-12-30,2026-12-31,90")],
      problem: 'rates.csv:2 room_id harbor has no room "penthouse"',
    },
    {
      files: [
        csv("hotels", HOTELS.replace("tags", "seasons").replace("by-the-sea quiet", "02-30/03-01=120")),
        csv("rooms", ROOMS),
      ],
      problem:
        'hotels.csv:2 seasons must be spans such as 12-20/01-06=3 with numbers from 1 to 1000; "02-30/03-01=120" is not',
    },
    {
      files: [csv("cities", "name,country,time_zone,currency\nX,Y,Mars/Base,EUR")],
      problem: 'cities.csv:2 time_zone must be an IANA time zone such as Europe/Lisbon, is "Mars/Base"',
    },
    {
      files: [csv("flights", "number,airline,from,to,departure,arrival\nX 1,X,Lisbon,Paris,25:00,09:00")],
      problem: 'flights.csv:2 departure must be a time such as 15:00, is "25:00"',
    },
    {
      files: [csv("movies", "id,title,year,genres,minutes\nm,M,2020,Western,90")],
      problem:
        'movies.csv:2 genres must be of Comedy, Drama, Action, Thriller, Romance, Science fiction, Fantasy, Animation, Documentary, Horror, Mystery, Family; "western" is not',
    },
    { files: [{ name: "hotels.json", text: "[1]" }], problem: "hotels.json:1  must be an object" },
    { files: [{ name: "hotels.json", text: "{}" }], problem: "hotels.json:1  must be a list of objects" },
    {
      files: [{ name: "own.json", text: "{}" }],
      problem: "own.json:1  has none of cities, hotels, rooms, rates, flights, movies",
    },
    { files: [csv("hotels", "")], problem: "hotels.csv:1  is empty: it needs a line with the names of the columns" },
    {
      files: [csv("hotels", HOTELS), csv("rooms", ROOMS.replace("Double room", '"Double room'))],
      problem: "rooms.csv:2  a quote is opened and never closed",
    },
    {
      files: [csv("hotels", HOTELS), csv("rooms", ROOMS.replace("Double room", "Double, room"))],
      problem: 'rooms.csv:2  has more cells than columns: "120.5"; quote text with commas',
    },
    { files: [csv("rooms", "hotel_id,id,Hotel ID\nharbor,x,y")], problem: "rooms.csv:1 hotel_id is there twice" },
    {
      files: [csv("hotels", HOTELS), { name: "hotels.json", text: "[]" }],
      problem: "hotels.json:1  brings hotels, which another file has brought",
    },
    {
      files: [{ name: "own.json", text: '{"hotels":[],"room":[]}' }],
      problem: 'own.json:1  "room" is none of cities, hotels, rooms, rates, flights, movies',
    },
    {
      files: [{ name: "hotels.json", text: '[{"id":"x","name":{"en":"X"},"city":"Lisbon"}]' }],
      problem: "hotels.json:1 name must not be an object",
    },
    // Two ids that would share the rooms of one key: a#b with c, and a with b#c.
    {
      files: [csv("hotels", HOTELS.replace("alfama", "alfama#b")), csv("rooms", ROOMS.replace("alfama", "alfama#b"))],
      problem: 'hotels.csv:2 id must be at most 100 letters, digits, spaces and . _ -, is "alfama#b"',
    },
    {
      files: [csv("hotels", HOTELS), csv("rooms", ROOMS.replace("double", `double|${"x".repeat(9)}`))],
      problem: 'rooms.csv:2 id must be at most 100 letters, digits, spaces and . _ -, is "double|xxxxxxxxx"',
    },
    {
      files: [csv("cities", "name,country,time_zone,currency\nX,Y,UTC,EUR\nx,Y,UTC,EUR")],
      problem: 'cities.csv:3  "x" is there already, in line 2',
    },
    {
      files: [csv("flights", `${FLIGHTS}\nX 1,X,Lisbon,Paris,22:00,01:30,9,5000`)],
      problem:
        "flights.csv:2 arrival_day must be 1 when the flight lands on the next day: it would land before it leaves",
    },
    {
      files: [csv("flights", `${FLIGHTS},arrival_day\nX 1,X,Lisbon,Paris,08:00,11:30,9,5000,1`)],
      problem: "flights.csv:2 arrival_day must be a day less: the flight would take longer than a day",
    },
    {
      files: [csv("flights", `${FLIGHTS}\nX 1,X,Lisbon,LIS,08:00,09:30,9,5000`)],
      problem: "flights.csv:2 to must be another city than from",
    },
    // A wrong time zone doesn't keep the flights from being looked at.
    {
      files: [
        csv("cities", "name,country,time_zone,currency\nLisbon,P,Mars/Base,EUR\nParis,F,Europe/Paris,EUR"),
        csv("flights", `${FLIGHTS}\nX 1,X,Lisbon,Paris,25:00,01:30,9,5000`),
      ],
      problem: 'flights.csv:2 departure must be a time such as 15:00, is "25:00"',
    },
  ])("says '$problem'", ({ files, problem }) => {
    expect(problemsOf(...files)).toContain(problem)
  })

  it("passes over columns it doesn't know, and says which", () => {
    const outcome = importCatalogue(
      [csv("hotels", HOTELS.replace("stars", "star_count")), csv("rooms", ROOMS)],
      SMALL_CATALOGUE,
    )

    expect(outcome).toMatchObject({
      ok: true,
      ignored: [
        {
          file: "hotels.csv",
          line: 1,
          column: "star_count",
          problem: "is no column of this table and was passed over",
        },
      ],
    })
  })

  it("tells every problem at once", () => {
    expect(
      problemsOf(csv("hotels", "id,name,city,stars\na,,lisbon,9\nb,B,lisbon,x"), csv("rooms", "hotel_id\n")),
    ).toHaveLength(6)
  })
})

describe("splitting CSV", () => {
  it.each([
    {
      text: "a,b\r\n1,2\r\n",
      rows: [
        ["a", "b"],
        ["1", "2"],
      ],
    },
    {
      text: "\uFEFFa;b;c\n1,5;2;\n",
      rows: [
        ["a", "b", "c"],
        ["1,5", "2", ""],
      ],
    },
    {
      text: 'a,b\n"x ""y"" , z","1\n2"',
      rows: [
        ["a", "b"],
        ['x "y" , z', "1\n2"],
      ],
    },
    { text: "a\n\n\nb", rows: [["a"], ["b"]] },
    { text: "", rows: [] },
  ])("splits $text", ({ text, rows }) => {
    expect(splitCsv(text).rows.map(({ cells }) => cells)).toEqual(rows)
  })

  it.each([
    { text: 'a,b\n1,"never closed\n2,3\n', says: "line 2: a quote is opened and never closed" },
    { text: 'a\n"Hotel "Sea" Lisbon"\n', says: "line 2: text follows a closing quote" },
    { text: 'a\n"', says: "line 2: a quote is opened" },
  ])("stops at $text rather than lose what follows", ({ text, says }) => {
    expect(() => parseCsv(text, ",", "a table")).toThrow(`a table ${says}`)
  })

  it("counts lines inside quotes", () => {
    expect(splitCsv('a\n"x\ny"\nb').rows.map(({ line }) => line)).toEqual([1, 2, 4])
  })
})

describe("parseAmount", () => {
  it.each([
    { text: "120", currency: "EUR", amount: 12_000 },
    { text: "120,5", currency: "EUR", amount: 12_050 },
    { text: "0.29", currency: "EUR", amount: 29 },
    { text: "9800", currency: "JPY", amount: 9_800 },
    { text: "9800.5", currency: "JPY", amount: undefined },
    { text: "35.125", currency: "KWD", amount: 35_125 },
    { text: "1,000.00", currency: "EUR", amount: undefined },
    { text: "-5", currency: "EUR", amount: undefined },
  ])("reads $text $currency as $amount", ({ text, currency, amount }) => {
    expect(parseAmount(text, currency)).toBe(amount)
  })
})
