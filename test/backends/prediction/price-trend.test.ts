import { beforeAll, describe, expect, it } from "vitest"
import type { PastBooking } from "#backends/prediction/history.ts"
import { promotePredictor, publishPredictor } from "#backends/prediction/predictor-registry.ts"
import { isBorneOut, measurePredictor, outlookOf, trainPredictor } from "#backends/prediction/predictors.ts"
import { createPriceTrend, type PriceSeen } from "#backends/prediction/price-trend.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { modelKey, writeDeployment } from "#backends/recommendation/model-registry.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { createLog } from "#core/log.ts"
import { addDays, epochMs, type IsoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { createMemoryObjectStore } from "#test/backends/recommendation/support/memory-object-store.ts"

const TODAY = "2026-03-02" as IsoDate
const START = Date.UTC(2026, 2, 2, 9)
/** Prices climb in the last weeks. */
const HISTORY = makeSyntheticHistory({ bookings: 6000, seed: 1, first: "2026-01-01" as IsoDate })

let rising: ObjectStore
let version: string
beforeAll(async () => {
  rising = createMemoryObjectStore()
  version = (await publishPredictor(rising, "price", HISTORY)).version
  expect((await promotePredictor(rising, version, HISTORY)).ok).toBe(true)
})

/** A price of a night so many days ahead. */
function price(days: number, unit = "unit-1"): PriceSeen {
  const own = HISTORY.filter((booking) => booking.unit === unit).map(({ rate }) => rate)
  const rate = own.toSorted((a, b) => a - b)[own.length >> 1] ?? 10_000
  return { kind: "stay", unit, start: addDays(TODAY, days), rate }
}

function open(store: ObjectStore) {
  const clockAt = { now: START }
  const warnings: string[] = []
  const clock = () => epochMs(clockAt.now)
  const log = createLog("warn", clock, (line) => warnings.push(line))
  const trend = createPriceTrend({ store, clock, log, checkEveryMs: 1000 })
  return { trend, warnings, clockAt }
}

describe("the trend of prices", () => {
  it("tells a rise where the live predictor is sure, and nothing where it is not", async () => {
    const { trend } = open(rising)
    await trend.refresh()

    expect(trend.isLikelyToRise(price(9))).toBe(true)
    expect(trend.isLikelyToRise(price(80))).toBe(false)
  })

  it("tells nothing of tomorrow: there is no later price to speak of", async () => {
    const { trend } = open(rising)
    await trend.refresh()

    expect([0, 1, 2].map((days) => trend.isLikelyToRise(price(days)))).toEqual([false, false, true])
    expect(trend.isLikelyToRise(price(-3))).toBe(false)
  })

  it("tells nothing while no predictor is promoted", async () => {
    const store = createMemoryObjectStore()
    await publishPredictor(store, "price", HISTORY)
    const { trend, warnings } = open(store)
    await trend.refresh()

    expect(trend.isLikelyToRise(price(9))).toBe(false)
    expect(warnings).toEqual([])
  })

  it("takes up what was promoted since, behind the questions", async () => {
    const store = createMemoryObjectStore()
    const { trend, clockAt } = open(store)
    await trend.refresh()
    await publishPredictor(store, "price", HISTORY)
    await promotePredictor(store, version, HISTORY)

    expect(trend.isLikelyToRise(price(9))).toBe(false)
    clockAt.now += 2000
    expect(trend.isLikelyToRise(price(9))).toBe(false)
    await expect.poll(() => trend.isLikelyToRise(price(9))).toBe(true)
  })

  it("never waits for a store that doesn't answer", () => {
    const { trend } = open({ ...rising, read: () => new Promise(() => {}) })

    expect(trend.isLikelyToRise(price(9))).toBe(false)
  })

  it.each([
    { harm: "damaged", change: (store: ObjectStore) => writeText(store, modelKey(version), "{}") },
    { harm: "gone", change: (store: ObjectStore) => store.delete(modelKey(version)) },
    { harm: "of another kind", change: (store: ObjectStore) => putForeign(store, { kind: "cancellation" }) },
    { harm: "without its numbers", change: (store: ObjectStore) => putForeign(store, { kind: "price" }) },
    { harm: "of a garbled record", change: (store: ObjectStore) => writeText(store, "live.json", "{") },
  ])("tells nothing, and fails nobody, when the predictor is $harm", async ({ change }) => {
    const store = createMemoryObjectStore()
    await publishPredictor(store, "price", HISTORY)
    await promotePredictor(store, version, HISTORY)
    await change(store)
    const { trend, warnings } = open(store)
    await trend.refresh()

    expect(trend.isLikelyToRise(price(9))).toBe(false)
    expect(warnings.length).toBeGreaterThan(0)
  })

  it("goes on with the predictor there was when the next one is damaged", async () => {
    const store = createMemoryObjectStore()
    await publishPredictor(store, "price", HISTORY)
    await promotePredictor(store, version, HISTORY)
    const { trend } = open(store)
    await trend.refresh()
    await writeDeployment(store, { live: "0123456789abcdef", previous: [version] })
    await trend.refresh()

    expect(trend.isLikelyToRise(price(9))).toBe(true)
  })
})

/** A file that is whole by its hash, and live, and no predictor of prices. */
async function putForeign(store: ObjectStore, predictor: object): Promise<void> {
  const text = JSON.stringify({ predictor, measures: { confident: { known: { told: 90, rose: 90 } } } })
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  const live = Buffer.from(digest).toString("hex").slice(0, 16)
  await writeText(store, modelKey(live), text)
  await writeDeployment(store, { live, previous: [] })
}

describe("the word of a predictor", () => {
  it.each([
    { told: 0, rose: 0, isKept: false },
    { told: 5, rose: 5, isKept: false },
    { told: 8, rose: 8, isKept: true },
    { told: 100, rose: 70, isKept: false },
    { told: 100, rose: 80, isKept: true },
  ])("that told $told rises of which $rose came is kept: $isKept", ({ told, rose, isKept }) => {
    expect(isBorneOut({ told, rose })).toBe(isKept)
  })

  it("is measured on prices it has not seen, also as if their rooms were new", () => {
    const predictor = trainPredictor("price", HISTORY)
    const { confident, chances } = measurePredictor(predictor, HISTORY)

    expect(confident?.known.told).toBeGreaterThan(100)
    expect(confident?.unknown.told).toBeLessThan(chances.examples)
    expect(isBorneOut(confident?.known ?? { told: 0, rose: 0 })).toBe(true)
    expect((confident?.known.rose ?? 0) / (confident?.known.told ?? 1)).toBeGreaterThan(chances.share)
  })

  it("isn't believed where it was not kept, however sure the predictor is", async () => {
    const store = createMemoryObjectStore()
    const published = await publishPredictor(store, "price", HISTORY)
    const bytes = new TextDecoder().decode((await store.read(modelKey(published.version))) ?? new Uint8Array())
    const { predictor } = JSON.parse(bytes)
    const measures = { confident: { known: { told: 100, rose: 60 }, unknown: { told: 100, rose: 95 } } }
    const text = JSON.stringify({ predictor, measures })
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
    const live = Buffer.from(digest).toString("hex").slice(0, 16)
    await writeText(store, modelKey(live), text)
    await writeDeployment(store, { live, previous: [] })
    const { trend } = open(store)
    await trend.refresh()
    const facts = { ...price(9), bookedAt: epochMs(START), daysLater: 7 }

    expect(outlookOf(predictor, facts).chanceOfRise).toBeGreaterThan(0.8)
    expect(trend.isLikelyToRise(price(9))).toBe(false)
    expect(trend.isLikelyToRise(price(9, "a new room"))).toBe(true)
  })

  it("is never given where prices go up and down by lot", async () => {
    const random = seededRandom(5)
    const dealt = HISTORY.map((booking): PastBooking => ({ ...booking, rate: Math.round(8000 + 4000 * random()) }))
    const { measures } = await publishPredictor(createMemoryObjectStore(), "price", dealt)
    const { known, unknown } = measures.confident ?? expect.unreachable()

    // What tells a rise there is a price far below its room's middle one; without that nothing does.
    expect(isBorneOut(unknown)).toBe(false)
    expect(known.told === 0 || isBorneOut(known)).toBe(true)
  })
})
