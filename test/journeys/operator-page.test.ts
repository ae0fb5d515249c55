// The operator page in a real browser, in front of the whole assistant: what it says of models on trial and of
// bookings to come, and that everybody can read it.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import { promotePredictor, publishPredictor } from "#backends/prediction/predictor-registry.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { createDynamoFeedbackStore } from "#backends/recommendation/dynamo-feedback-store.ts"
import { createFolderObjectStore } from "#backends/recommendation/folder-object-store.ts"
import { writeDeployment } from "#backends/recommendation/model-registry.ts"
import { addDays, type IsoDate, localDateTime, systemClock } from "#core/time.ts"
import { openBackends } from "#handlers/wiring.ts"
import { launchBrowser } from "#test/support/browser.ts"
import { findViolations } from "#test/support/widget-page.ts"
import { type RunningSite, startSite } from "#web/node.ts"
import { cancellationsReport, modelsReport } from "#web/owner-contract.ts"

/** Set to keep pictures of the page: `SCREENSHOTS=DIR npx vitest run test/journeys/operator-page.test.ts`. */
const PICTURES = process.env.SCREENSHOTS
const TOKEN = "operator-token-of-tests"
const OLD = "0123456789abcdef"
const NEW = "fedcba9876543210"

let browser: Browser
let site: RunningSite
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-page-"))
  const environment = { PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: folder, LOG_LEVEL: "error", OPERATOR_TOKEN: TOKEN }
  site = await startSite(environment, (line) => process.stderr.write(`${line}\n`))
  browser = await launchBrowser()
  await layTrial()
  await layBookings()
}, 60_000)

afterAll(async () => {
  await browser.close()
  await site.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A trial of films: 60 of 200 visitors of the live model took something, 90 of 200 of the other. */
async function layTrial(): Promise<void> {
  const movies = createFolderObjectStore(join(folder, "recommendation", "movies"))
  const challenger = { version: NEW, share: 0.5, since: "2026-01-02T03:04:05.000Z" }
  await writeDeployment(movies, { live: OLD, previous: [], challenger })
  const items = createItems(createDocumentClient({ region: "us-east-1", endpoint: site.localEndpoint ?? "" }))
  const feedback = createDynamoFeedbackStore(items, "concierge-feedback", systemClock)
  const visit = async (model: string, count: number, takers: number, at: number) => {
    const visitors = Array.from({ length: count }, (_, visitor) => `${model} ${visitor}`)
    if (at === 0) await feedback.record(visitors.map((visitorId) => ({ visitorId, itemId: "a", kind: "shown", model })))
    else
      await feedback.record(visitors.slice(0, takers).map((visitorId) => ({ visitorId, itemId: "a", kind: "chosen" })))
  }
  for (const at of [0, 1]) {
    await visit(OLD, 200, 60, at)
    await visit(NEW, 200, 90, at)
  }
}

/** A predictor of cancellations that is live, and three rooms sold for later. */
async function layBookings(): Promise<void> {
  const store = createFolderObjectStore(join(folder, "recommendation", "prediction-cancellation"))
  const history = makeSyntheticHistory({ bookings: 2000, seed: 1, first: "2026-01-01" as IsoDate })
  const { version } = await publishPredictor(store, "cancellation", history)
  await promotePredictor(store, version, history)
  const backends = await openBackends({
    dynamoDb: { region: "us-east-1", endpoint: site.localEndpoint ?? "" },
    tablePrefix: "concierge-",
    bookingKey: "key",
    mailer: { send: async () => {} },
    clock: systemClock,
  })
  const { booking } = await backends.services()
  const arrival = addDays(localDateTime(systemClock(), "Europe/Lisbon").date, 60)
  for (const city of ["Lisbon", "Rome", "Vienna"]) {
    const offers = await booking.searchStays({ city, arrival, nights: 7, guests: 2 })
    const item = (offers.ok ? offers.value[0]?.stay : undefined) ?? expect.unreachable()
    const held = await booking.hold({ requestId: city, item, guest: { name: "Anna Keller", visitorId: city } })
    await booking.confirm({ requestId: `${city} yes`, reference: held.ok ? held.value.reference : "" })
  }
}

async function open(context: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-US", ...context })).newPage()
  await page.goto(`${site.url}/operator`)
  await page.getByLabel("Operator token").fill(TOKEN)
  await page.getByRole("button", { name: "Show" }).click()
  await page.getByRole("heading", { name: "Recommendation models" }).waitFor()
  return page
}

describe.each([
  { name: "light", context: { colorScheme: "light" } },
  { name: "dark", context: { colorScheme: "dark" } },
  { name: "narrow", context: { viewport: { width: 360, height: 740 } } },
] as const)("the operator page ($name)", ({ name, context }) => {
  it("says how the model on trial does, for everybody to read", async () => {
    const page = await open(context)
    const models = page.locator("#models")
    const rows = await models.getByRole("row").allInnerTexts()
    const words = await models.textContent()

    expect(words).toContain("tried on 50% of the visitors since 2026-01-02")
    expect(rows.map((row) => row.split(/\s*\t\s*/))).toEqual([
      expect.arrayContaining(["Model", "Visitors", "Shown", "Taken", "95% interval"]),
      [`${OLD} (live)`, "200", "200", "60", "0", "60", "30.0%", "24.1% – 36.7%"],
      [`${NEW} (on trial)`, "200", "200", "90", "0", "90", "45.0%", "38.3% – 51.9%"],
    ])
    expect(words).toContain("The model on trial does better than the live one.")
    expect(words).toContain("Difference: +15 points, 95% interval +5.5 to +24.1; p = 0.002.")
    expect(words).toContain("No trained model is live")
    const cancellations = (await page.locator("#cancellations").textContent()) ?? ""
    expect(cancellations).toMatch(/Of 3 bookings to come, about \d\.\d are expected to be cancelled \(95% interval/)
    expect(cancellations).toMatch(/BK-\w{4}-\w{4}/)
    expect(cancellations).not.toContain("Keller")
    expect(await findViolations(page, "document")).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `operator-${name}.png`), fullPage: true })
    await page.context().close()
  })
})

describe("GET /api/operator/cancellations", () => {
  it("tells how likely each booking to come is cancelled, and how many are expected to be, by hotel", async () => {
    const ask = (token: string) =>
      fetch(`${site.url}/api/operator/cancellations`, { headers: { Authorization: `Bearer ${token}` } })
    const { forecast } = cancellationsReport.parse(await (await ask(TOKEN)).json())
    const { upcoming = [], byTitle = [] } = forecast ?? {}
    const sum = upcoming.reduce((total, { chance }) => total + chance, 0)

    expect((await ask("operator-token-of-others")).status).toBe(401)
    expect(upcoming).toHaveLength(3)
    expect(forecast?.expected).toBeCloseTo(sum, 9)
    expect(byTitle.reduce((total, { expected }) => total + expected, 0)).toBeCloseTo(sum, 9)
    expect(byTitle.map(({ title }) => title.split(", ").at(-1)).toSorted()).toEqual(["Lisbon", "Rome", "Vienna"])
  })
})

describe("GET /api/operator/models", () => {
  it("is for the operator, and what the page shows", async () => {
    const ask = (token: string) =>
      fetch(`${site.url}/api/operator/models`, { headers: { Authorization: `Bearer ${token}` } })
    const { catalogues } = modelsReport.parse(await (await ask(TOKEN)).json())

    expect((await ask("operator-token-of-others")).status).toBe(401)
    expect(catalogues).toMatchObject([
      { catalogue: "places" },
      {
        catalogue: "movies",
        live: OLD,
        trial: { version: NEW, share: 0.5, comparison: { verdict: "challenger-is-better", live: { visitors: 200 } } },
      },
    ])
  })
})
