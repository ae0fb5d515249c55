import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runBooking } from "#backends/booking/cli/commands.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { addDays, addMs, localDateTime, systemClock } from "#core/time.ts"
import { openBackends } from "#handlers/wiring.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

const folder = mkdtempSync(path.join(tmpdir(), "booking-"))
let tables: TableService
beforeAll(async () => {
  tables = await startTableService("concierge-")
  await run("import", "--demo")
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await tables.close()
})

function run(...args: readonly string[]) {
  return runWith({}, ...args)
}

async function runWith(environment: Record<string, string>, ...args: readonly string[]) {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  const code = await runBooking(args, { AWS_ENDPOINT_URL: tables.endpoint, ...environment }, print, print)
  return { code, text: lines.join("\n") }
}

function file(name: string, text: string | Uint8Array): string {
  const place = path.join(folder, name)
  writeFileSync(place, text)
  return place
}

const HOTELS = "id,name,city,stars\ncasa,Casa Nova,Lisbon,4\n"
const ROOMS = "hotel_id,id,name,capacity,rooms,rate\ncasa,double,Double room,2,3,120.50\n"

describe("npm run booking", () => {
  it("puts an owner's hotels on sale while the assistant runs, and shows what was booked", async () => {
    let now = systemClock()
    const backends = await openBackends({
      dynamoDb: { region: "us-east-1", endpoint: tables.endpoint },
      tablePrefix: "concierge-",
      bookingKey: "a key for tests",
      mailer: { send: async () => {} },
      clock: () => now,
    })
    expect((await backends.services()).booking.findHotel("casa")).toBeUndefined()
    const files = [file("hotels.csv", HOTELS), file("rooms.csv", ROOMS)]

    expect((await run("import", ...files, "--dry-run")).text).toMatch(/nothing was imported.* 1 hotels/)
    expect((await run("catalogue")).text).not.toMatch(/ 1 hotels/)
    expect(await run("import", ...files)).toMatchObject({
      code: 0,
      text: expect.stringContaining("1 hotels with 1 room types"),
    })
    now = addMs(now, 60_000)
    const { booking } = await backends.services()
    const arrival = addDays(localDateTime(now, "Europe/Lisbon").date, 3)
    const item = { kind: "stay", hotelId: "casa", roomTypeId: "double", arrival, nights: 2, guests: 2 } as const
    const guest = { name: "=Ana, 映画", email: "ana@example.com", visitorId: "v" }
    const held = await booking.hold({ requestId: "h", item, guest })
    const reference = held.ok ? held.value.reference : ""
    await booking.confirm({ requestId: "c", reference })

    expect((await run("list", "--hotel", "casa")).text).toMatch(new RegExp(`${reference} .*\n1 bookings`))
    expect((await run("list")).text).toContain(reference)
    expect((await run("list", "--email", "ANA@example.com")).text).toContain(reference)
    expect((await run("list", "--state", "held")).text).toBe("0 bookings")
    expect((await run("export")).text).toContain(`,2,"'=Ana, 映画",ana@example.com,241.00,,EUR,`)
    const shown = (await run("show", reference.toLowerCase())).text.split("\n")
    expect(shown).toEqual(expect.arrayContaining(["Casa Nova, Lisbon", "Total: €241.00"]))
  })

  it("imports nothing when a line is wrong, and names every such line", async () => {
    const before = await run("catalogue")
    const files = [
      file("hotels.csv", HOTELS.replace(",4", ",9")),
      file("rooms.csv", `${ROOMS}casa,x,Attic,2,1,-5\nother,y,Y,2,1,5\n`),
    ]

    expect(await run("import", ...files)).toEqual({
      code: 1,
      text: [
        `hotels.csv:2: stars must be a number from 1 to 5, is "9"`,
        `rooms.csv:3: rate must be an amount in EUR with at most 2 decimals, is "-5"`,
        `rooms.csv:4: hotel_id no hotel has the id "other"`,
        "3 problems; nothing was imported",
      ].join("\n"),
    })
    expect(await run("catalogue")).toEqual(before)
  })

  it("takes a table without lines for a slip unless told that it is meant", async () => {
    const flights = file("flights.csv", "number,airline,from,to,departure,arrival\n")
    const films = file("movies.json", "[]")
    await run("import", "--demo")
    const before = await run("catalogue")

    expect(await run("import", flights, films)).toEqual({
      code: 1,
      text: expect.stringMatching(
        /^flights\.csv:1: has no flights in it, and \d+ are there now; --empty .*\nmovies\.json:1: has no movies .*\n2 problems; nothing was imported$/,
      ),
    })
    expect(await run("catalogue")).toEqual(before)
    expect(await run("import", flights, "--empty")).toMatchObject({
      code: 0,
      text: expect.stringMatching(/ 0 flights/),
    })
    expect((await run("catalogue")).text).toMatch(/[1-9]\d* hotels .* 0 flights/)
    await run("import", "--demo")
  })

  it("begins with the demo's cities where nothing was ever imported", async () => {
    const empty = await startTableService("concierge-")
    const place = file("catalogue.json", JSON.stringify({ hotels: [], rooms: [], flights: [] }))
    const code = await runBooking(
      ["import", place],
      { AWS_ENDPOINT_URL: empty.endpoint },
      () => {},
      () => {},
    )
    const catalogue = await createDynamoCatalogueStore(empty.items, "concierge-catalogue").load()
    await empty.close()

    expect(code).toBe(0)
    expect(catalogue?.hotels).toEqual([])
    expect(catalogue?.cities.map(({ name }) => name)).toContain("Lisbon")
  })

  it.each([
    { args: ["import"], code: 1, says: "name the files or folders" },
    { args: ["import", "/nowhere"], code: 1, says: "no file or folder /nowhere" },
    { args: ["import", folder, "--quick"], code: 2, says: "usage" },
    { args: ["show", "BK-AAAA-AAAA"], code: 1, says: "there is no booking" },
    { args: ["list", "--month", "2026-13"], code: 1, says: "--month must be" },
    { args: ["list", "--hotel", "ritz"], code: 1, says: "no hotel with the id ritz" },
    { args: ["list", "--flight", "ZZ 1"], code: 1, says: "no flight ZZ 1" },
    { args: ["list", "--state", "sold"], code: 1, says: "--state must be of" },
    { args: ["dance"], code: 2, says: "usage" },
  ])("answers $args with words", async ({ args, code, says }) => {
    const answer = await run(...args)

    expect(answer.code).toBe(code)
    expect(answer.text).toContain(says)
  })

  it("makes the tables of an installation, after saying that they are missing", async () => {
    const installation = { TABLE_PREFIX: "new-" }

    expect(await runWith(installation, "catalogue")).toMatchObject({
      code: 1,
      text: expect.stringMatching(/no table new-catalogue .*npm run booking -- create-tables/),
    })
    expect(await runWith(installation, "create-tables")).toMatchObject({ code: 0 })
    expect(await runWith(installation, "catalogue")).toMatchObject({
      code: 1,
      text: expect.stringContaining("import --demo"),
    })
    await runWith(installation, "import", "--demo")
    // Again changes nothing.
    expect(await runWith(installation, "create-tables")).toMatchObject({ code: 0 })
    expect(await runWith(installation, "list")).toMatchObject({ code: 0, text: "0 bookings" })
  })

  it("names the first of very many problems, and counts them all", async () => {
    const place = file("hotels.csv", `id,name,city\n${"casa,Casa,Nowhere\n".repeat(300)}`)
    const { code, text } = await run("import", place)
    const lines = text.split("\n")

    expect(code).toBe(1)
    expect(lines).toHaveLength(202)
    expect(lines[0]).toContain("hotels.csv:2: ")
    expect(lines[200]).toBe("and 399 more")
    expect(lines[201]).toBe("599 problems; nothing was imported")
  })

  it("refuses a file that isn't UTF-8", async () => {
    const place = file("movies.csv", Uint8Array.from([0x69, 0x64, 0x0a, 0xe9]))

    expect(await run("import", place)).toMatchObject({ code: 1, text: expect.stringContaining("is not UTF-8") })
  })

  it("says where nothing answers when the assistant isn't running", async () => {
    const lines: string[] = []
    const environment = { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }
    const code = await runBooking(
      ["list"],
      environment,
      () => {},
      (line) => lines.push(line),
    )

    expect(code).toBe(1)
    expect(lines.join()).toContain("no answer from the local endpoint http://127.0.0.1:1")
  })
})
