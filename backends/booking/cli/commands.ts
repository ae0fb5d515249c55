// The commands of `npm run booking`, for the owner: hotels, rooms, rates and flights in, bookings out. They work on the
// tables of the running assistant; the entry point is main.ts.

import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { type OptionValues, refused, runCommandLine } from "#backends/command-line.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { type LiveTables, withLiveTables } from "#backends/dynamo-live-tables.ts"
import type { Environment } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { formatInstant, type IsoDate, parseIsoDate, systemClock } from "#core/time.ts"
import type { Booking, BookingState } from "../booking.ts"
import type { BookingListQuery, BookingService } from "../booking-service.ts"
import type { Catalogue } from "../catalogue.ts"
import { importCatalogue } from "../catalogue-import.ts"
import { createBookingService } from "../create-booking-service.ts"
import { createDynamoCatalogueStore } from "../dynamo-catalogue-store.ts"
import type { ImportProblem } from "../import-cells.ts"
import { BOOKING_COLUMNS, describeBooking, toCsvLine, toRow } from "./booking-rows.ts"
import { readImportFiles } from "./import-files.ts"

const USAGE = `usage: npm run booking -- COMMAND

  import FILE|DIR... [--dry-run] [--empty]
                                  check tables and make them the catalogue: cities, hotels, rooms, rates, flights, movies,
                                  as NAME.csv or NAME.json, or catalogue.json with a list under each name; tables that
                                  aren't brought stay as they are. Nothing is changed when any line is wrong. A table
                                  without lines is refused unless --empty says that all there is of it shall go
  import --demo                   the demo's hotels, flights and films again
  create-tables                   make the tables of an installation in AWS; those that are there stay as they are
  catalogue                       what is on offer now
  list --hotel ID|--flight NUMBER [--from DATE] [--to DATE]
                                  who comes, or flies, by day; from today on unless said otherwise
  list [--month YYYY-MM]          what was booked in a month; this month unless said otherwise
  list --email ADDRESS            the bookings of a guest
       [--state held,confirmed,cancelled,expired,failed]  only those; otherwise confirmed and cancelled
  export ...                      the same as list, as CSV
  show REFERENCE                  everything about one booking

It works on the tables of the running assistant (npm start), or on DynamoDB in AWS when the settings say so.`

const OPTIONS = {
  "dry-run": { type: "boolean", default: false },
  demo: { type: "boolean", default: false },
  empty: { type: "boolean", default: false },
  hotel: { type: "string" },
  flight: { type: "string" },
  month: { type: "string" },
  email: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  state: { type: "string", default: "confirmed,cancelled" },
} as const

/** What is wrong with more lines than this is one mistake in all of them. */
const MAX_PROBLEM_LINES = 200

type Options = OptionValues<typeof OPTIONS>

/** What a command works with. */
type Call = {
  readonly tables: LiveTables
  readonly operands: readonly string[]
  readonly options: Options
  readonly print: (line: string) => void
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  import: importTables,
  "create-tables": async ({ tables, print }) => {
    await tables.createAll()
    print(`the tables ${tables.named("bookings")}, ${tables.named("catalogue")} and the others are there`)
  },
  catalogue: async ({ tables, print }) => print(countCatalogue(await loadCatalogue(tables))),
  list: async (call) => {
    const bookings = await listBookings(call)
    for (const booking of bookings) call.print(toRow(booking).filter(Boolean).join("  "))
    call.print(`${bookings.length} bookings`)
  },
  export: async (call) => {
    call.print(BOOKING_COLUMNS.join(","))
    for (const booking of await listBookings(call)) call.print(toCsvLine(toRow(booking)))
  },
  show: async ({ tables, operands, print }) => {
    const service = await openService(tables)
    const booking = await service.find(operands[0] ?? "")
    if (booking === undefined) throw refused(`there is no booking ${operands[0] ?? ""}`)
    for (const line of describeBooking(booking)) print(line)
  },
}

/**
 * Runs a command line.
 *
 * @param environment The settings: which tables.
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood.
 */
export async function runBooking(
  args: readonly string[],
  environment: Environment,
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<number> {
  const line = { args, options: OPTIONS, commands: COMMANDS, usage: USAGE, complain }
  return await runCommandLine(line, (command, operands, options) =>
    withLiveTables(environment, (tables) => command({ tables, operands, options, print })),
  )
}

async function importTables({ tables, operands, options, print }: Call): Promise<void> {
  if (!options.demo && operands.length === 0) throw refused("name the files or folders to import, or --demo")
  const store = createDynamoCatalogueStore(tables.items, tables.named("catalogue"))
  const demo = makeDemoCatalogue()
  // An installation that has nothing yet begins with the demo's cities and films, so that hotels have somewhere to be.
  const base = (await store.load()) ?? { ...demo, hotels: [], flights: [] }
  const outcome = options.demo
    ? { ok: true as const, catalogue: demo, ignored: [] }
    : importCatalogue(await readImportFiles(operands), base, { mayEmpty: options.empty })
  if (!outcome.ok) {
    const lines = describeProblems(outcome.problems)
    const unsaid = lines.length - MAX_PROBLEM_LINES
    const rest = unsaid > 0 ? [`and ${unsaid} more`] : []
    const shown = lines.slice(0, MAX_PROBLEM_LINES)
    throw refused([...shown, ...rest, `${lines.length} problems; nothing was imported`].join("\n"))
  }
  for (const line of describeProblems(outcome.ignored)) print(line)
  if (options["dry-run"]) {
    print(`all lines are right, nothing was imported; it would be ${countCatalogue(outcome.catalogue)}`)
    return
  }
  await store.save(outcome.catalogue, crypto.randomUUID())
  print(`imported: ${countCatalogue(outcome.catalogue)}`)
}

function describeProblems(problems: readonly ImportProblem[]): readonly string[] {
  return problems
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .map(({ file, line, column, problem }) => `${file}:${line}: ${column === undefined ? "" : `${column} `}${problem}`)
}

function countCatalogue({ cities, hotels, flights, movies }: Catalogue): string {
  const roomTypes = hotels.reduce((sum, hotel) => sum + hotel.roomTypes.length, 0)
  return `${cities.length} cities, ${hotels.length} hotels with ${roomTypes} room types, ${flights.length} flights, ${movies.length} movies`
}

async function loadCatalogue({ items, named }: LiveTables): Promise<Catalogue> {
  const catalogue = await createDynamoCatalogueStore(items, named("catalogue")).load()
  if (catalogue === undefined)
    throw refused("the catalogue is empty: import hotels and flights, or the demo's with import --demo")
  return catalogue
}

/** The service as far as reading goes: it makes no references and sends no mail. */
async function openService(tables: LiveTables): Promise<BookingService> {
  const { items, named } = tables
  return createBookingService({
    store: createDynamoBookingStore(items, { bookings: named("bookings"), inventory: named("inventory") }),
    catalogue: await loadCatalogue(tables),
    clock: systemClock,
    referenceKey: "",
    mailer: { send: () => Promise.reject(new Fault("setting-invalid", { hint: "nothing is sent from here" })) },
  })
}

const STATES: readonly BookingState[] = ["held", "confirmed", "cancelled", "expired", "failed"]

async function listBookings({ tables, options }: Call): Promise<readonly Booking[]> {
  const service = await openService(tables)
  const states = options.state.split(",").map((text) => {
    const state = STATES.find((known) => known === text.trim())
    if (state === undefined) throw refused(`--state must be of ${STATES.join(", ")}, not ${text}`)
    return state
  })
  if (options.email !== undefined) {
    const bookings = await service.findByGuest({ email: options.email })
    return bookings.filter(({ state }) => states.includes(state))
  }
  const query = { ...toQuery(options, service), states }
  const bookings: Booking[] = []
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await service.listBookings({ ...query, limit: 100, ...(after === undefined ? {} : { after }) })
    bookings.push(...page.bookings)
    after = page.next
    isLast = after === undefined
  }
  return bookings
}

function toQuery({ hotel, flight, month, from, to }: Options, service: BookingService): BookingListQuery {
  const span = {
    ...(from === undefined ? {} : { from: toDate(from, "--from") }),
    ...(to === undefined ? {} : { to: toDate(to, "--to") }),
  }
  if (hotel !== undefined) {
    if (service.findHotel(hotel) === undefined) throw refused(`there is no hotel with the id ${hotel}`)
    return { hotelId: hotel, ...span }
  }
  if (flight !== undefined) {
    const known = service.findFlight(flight)
    if (known === undefined) throw refused(`there is no flight ${flight}`)
    return { flightNumber: known.flightNumber, ...span }
  }
  if (month !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw refused("--month must be as 2026-12")
  return { createdMonth: month ?? formatInstant(systemClock()).slice(0, 7) }
}

function toDate(text: string, name: string): IsoDate {
  const date = parseIsoDate(text)
  if (date === undefined) throw refused(`${name} must be a date such as 2026-12-31, not ${text}`)
  return date
}
