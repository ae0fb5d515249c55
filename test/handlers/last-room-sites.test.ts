// Two whole sites over one set of tables, each with a web face, a Lex and a booking service of its own: only the tables
// can tell who was first.

import { afterEach, describe, expect, it } from "vitest"
import { createDocumentClient, createItems, createTables } from "#aws/dynamo.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { prefixTables, tableName } from "#backends/tables.ts"
import { compileBot } from "#bot/compile.ts"
import { createSession } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { parseConfig } from "#core/config.ts"
import { silentLog } from "#core/log.ts"
import { epochMs, parseInstant } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import { dynamoDbService } from "#local/dynamodb/dynamodb-service.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { createFunctionHook } from "#local/lex/code-hooks.ts"
import { createLexService } from "#local/lex/lex-service.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"
import { loadLanguage } from "#test/support/local-lex.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"
import { beginVisit, TEST_SECRET } from "#test/support/web-harness.ts"
import { createApp } from "#web/app.ts"
import { createAssets } from "#web/assets.ts"
import { losslessProcessor } from "#web/photo/photo-processor.ts"
import { createServices } from "#web/services.ts"

const NOW = parseInstant("2026-03-02T09:00:00Z") ?? epochMs(0)
const PREFIX = "concierge-"
const LISBON = makeCity("Lisbon", "Europe/Lisbon", "EUR", "LIS")
const CATALOGUE = {
  cities: [LISBON],
  hotels: [
    makeHotel("Last", LISBON, [makeRoomType("standard", 1, 10_000)], { guestRating: 9.5 }),
    makeHotel("Other", LISBON, [makeRoomType("standard", 5, 20_000)], { guestRating: 8 }),
  ],
  flights: [],
  movies: [],
}

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close()
})

/** A site whose tables are those that `tables` serves. */
async function openSite(tables: ReturnType<typeof dynamoDbService>) {
  let url = ""
  const handler = createCodeHook(async () => {
    const items = createItems(createDocumentClient({ region: "us-east-1", endpoint: url }))
    const names = { bookings: tableName("bookings", PREFIX), inventory: tableName("inventory", PREFIX) }
    const booking = createBookingService({
      store: createDynamoBookingStore(items, names),
      catalogue: CATALOGUE,
      clock: () => NOW,
      referenceKey: "key",
      mailer: { send: async () => {} },
    })
    return {
      booking,
      recommendation: createRecommendationService(CATALOGUE, createMemoryFeedbackStore()),
      supportDesk: { ask: async () => {}, list: async () => [] },
    }
  }, silentLog)
  const lex = createLexService({
    bots: [{ bot: compileBot(), codeHook: createFunctionHook(handler, silentLog) }],
    dialog: { takeTurn, createSession },
    loadLanguage,
    log: silentLog,
    clock: () => NOW,
  })
  await lex.load()
  const endpoint = createLocalEndpoint({ services: [lex.service, tables], closeGraceMs: 100 })
  open.push(endpoint)
  url = (await endpoint.listen(0)).url
  const services = createServices(parseConfig({}), {
    localEndpoint: url,
    sessionSecret: TEST_SECRET,
    operatorToken: undefined,
    assets: createAssets(async () => []),
    log: silentLog,
    clock: () => NOW,
    newId: () => crypto.randomUUID(),
    findPeerAddress: () => "192.0.2.1",
    compresses: true,
    flushesEachTurn: false,
    dropsWork: false,
    loadPhotoProcessor: async () => losslessProcessor,
  })
  return { url, app: createApp(services) }
}

describe("two sites that are asked for the last room at once", () => {
  it("sell it once; the other offers something else and sells that", async () => {
    const tables = dynamoDbService()
    const sites = [await openSite(tables), await openSite(tables)]
    await createTables(
      createDocumentClient({ region: "us-east-1", endpoint: sites[0]?.url ?? "" }),
      prefixTables(PREFIX),
    )
    const visitors = await Promise.all(sites.map(({ app }) => beginVisit(app)))
    const both = (text: string) =>
      Promise.all(visitors.map(async ({ hear }) => JSON.stringify((await hear(text)).messages)))

    await both("a room in Lisbon from friday to sunday for 2 people")
    await both("Hotel Last")
    const asked = await both("Anna Keller")
    const winner = asked.findIndex((words) => words.includes("Shall I book it?"))
    const won = JSON.stringify(await visitors[winner]?.hear("yes"))
    const chosen = JSON.stringify(await visitors[1 - winner]?.hear("Hotel Other"))
    const other = JSON.stringify(await visitors[1 - winner]?.hear("yes"))

    expect(asked.filter((words) => words.includes("standard room at Hotel Last"))).toHaveLength(1)
    expect(asked.filter((words) => words.includes("These are free instead"))).toHaveLength(1)
    expect(won).toContain("It's booked")
    expect(chosen).toContain("standard room at Hotel Other")
    expect(other).toContain("It's booked")
  })
})
