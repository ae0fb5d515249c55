// Recommendations over HTTP: filters, reasons, what was turned down, what is sold out, and the promoted model behind them.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDocumentClient, createItems, createTables } from "#aws/dynamo.ts"
import type { BookingService } from "#backends/booking/booking-service.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { createDynamoFeedbackStore } from "#backends/recommendation/dynamo-feedback-store.ts"
import { prefixTables } from "#backends/tables.ts"
import { epochMs, type IsoDate } from "#core/time.ts"
import { openBackends } from "#handlers/wiring.ts"
import { fakeBucketService, publishTwins } from "#test/support/fake-bucket.ts"
import { beginVisit, jsonRequest, startWebHarness, type Visitor, type WebHarness } from "#test/support/web-harness.ts"
import { createApp } from "#web/app.ts"
import { type Problem, type Recommendations, recommendations } from "#web/contract.ts"

const CATALOGUE = makeDemoCatalogue()
let harness: WebHarness
let bare: WebHarness
let booking: BookingService
beforeAll(async () => {
  harness = await startWebHarness([fakeBucketService("models")])
  bare = await startWebHarness()
  const backends = await openBackends({
    dynamoDb: { region: "us-east-1", endpoint: harness.url },
    tablePrefix: "concierge-",
    bookingKey: "key",
    mailer: { send: async () => {} },
    clock: () => epochMs(Date.UTC(2026, 2, 2, 9)),
  })
  booking = (await backends.services()).booking
}, 60_000)
afterAll(async () => {
  await harness.close()
  await bare.close()
})

const begin = (environment = {}) => beginVisit(harness.openApp(environment).app)

async function ask(visitor: Visitor, query: string): Promise<Recommendations["items"]> {
  const response = await visitor.call(`/api/recommendations?${query}`)
  return recommendations.parse(await response.json()).items
}

const tell = (visitor: Visitor, itemId: string | undefined, kind: string) =>
  visitor.call("/api/recommendations/feedback", jsonRequest({ itemId, kind }))

const idsOf = (items: Recommendations["items"]) => items.map(({ id }) => id)

describe("GET /api/recommendations", () => {
  it("gives places that have all that was asked for, best first, each with its reason in words", async () => {
    const items = await ask(await begin(), "kind=places&feature=by%20the%20sea&feature=quiet&maxPrice=150&limit=4")

    expect(items.length).toBeGreaterThan(0)
    expect(items.length).toBeLessThanOrEqual(4)
    for (const item of items) {
      const place = item.kind === "place" ? item : expect.unreachable()
      expect(place.tags).toContain("quiet")
      expect(place.tags.includes("by-the-sea") || place.tags.includes("beach")).toBe(true)
      expect(place.reason).toMatchObject({ type: "features", text: expect.stringContaining("quiet") })
      expect(place.rate.amount).toBeGreaterThan(0)
    }
    const scores = items.map(({ score }) => score)
    expect(scores[0]).toBe(Math.max(...scores))
  })

  it("keeps to a city by any of its names", async () => {
    const items = await ask(await begin(), "kind=places&city=lisboa&limit=20")

    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map((item) => item.kind === "place" && item.city))).toEqual(new Set(["Lisbon"]))
    expect(await ask(await begin(), "kind=places&city=Atlantis")).toEqual([])
  })

  it("gives films by genre, length and year, and films like one", async () => {
    const visitor = await begin()
    const short = await ask(visitor, "kind=movies&genre=comedy&maxMinutes=100&newerThan=1990")
    const like = await ask(visitor, `kind=movies&like=${short[0]?.id}&limit=3`)

    expect(short.length).toBeGreaterThan(0)
    for (const item of short) {
      const movie = item.kind === "movie" ? item : expect.unreachable()
      expect(movie.genres).toContain("Comedy")
      expect(movie.minutes).toBeLessThanOrEqual(100)
      expect(movie.year).toBeGreaterThan(1990)
      expect(movie.reason).toMatchObject({ type: "genre", genre: "Comedy" })
    }
    expect(like[0]?.reason).toMatchObject({ type: "liked", title: short[0]?.title })
    expect(idsOf(like)).not.toContain(short[0]?.id)
  })

  it("leaves out what it is told to, and what was seen when asked to", async () => {
    const visitor = await begin()
    const first = idsOf(await ask(visitor, "kind=movies&limit=3"))
    const others = idsOf(await ask(visitor, `kind=movies&limit=3&not=${first.join(",")}`))
    const unseen = idsOf(await ask(visitor, "kind=movies&limit=3&seen=leave-out"))
    const again = idsOf(await ask(visitor, "kind=movies&limit=3"))

    expect(new Set([...first, ...others, ...unseen]).size).toBe(9)
    expect(again).toEqual(first)
  })

  it("leaves out what is sold out for the nights, and says what they cost", async () => {
    const arrival = "2026-05-11" as IsoDate
    const query = `kind=places&city=Rome&arrival=${arrival}&nights=2&guests=2&limit=20`
    const before = await ask(await begin(), query)
    const [first] = before
    const hotel = CATALOGUE.hotels.find(({ id }) => id === first?.id)
    for (const roomType of hotel?.roomTypes ?? []) {
      for (let sold = 0; sold < roomType.rooms; sold++) {
        const stay = { hotelId: hotel?.id ?? "", roomTypeId: roomType.id, arrival, nights: 1, guests: 1 }
        const requestId = `${roomType.id} ${sold}`
        await booking.hold({ requestId, item: { kind: "stay", ...stay }, guest: { name: "Ana", visitorId: "other" } })
      }
    }
    const after = await ask(await begin(), query)

    const place = first?.kind === "place" ? first : expect.unreachable()
    expect(place.total?.amount).toBeGreaterThan(place.rate.amount)
    expect(idsOf(after)).toEqual(idsOf(before).filter((id) => id !== first?.id))
  })

  it.each([
    { query: "", pointer: "/kind" },
    { query: "kind=cars", pointer: "/kind" },
    { query: "kind=places&limit=0", pointer: "/limit" },
    { query: "kind=places&limit=21", pointer: "/limit" },
    { query: "kind=places&limit=many", pointer: "/limit" },
    { query: "kind=places&maxPrice=-1", pointer: "/maxPrice" },
    { query: "kind=places&arrival=2026-02-30", pointer: "/arrival" },
    { query: "kind=places&arrival=2026-02-27", pointer: "/arrival" },
    { query: "kind=places&arrival=2027-04-01", pointer: "/arrival" },
    { query: "kind=places&feature=haunted", pointer: "/feature" },
    { query: "kind=movies&genre=Opera", pointer: "/genre" },
    { query: "kind=movies&like=nothing", pointer: "/like" },
    { query: "kind=movies&seen=maybe", pointer: "/seen" },
    { query: "kind=movies&city=Rome", pointer: "" },
  ])("says what is wrong with '$query'", async ({ query, pointer }) => {
    const response = await (await begin()).call(`/api/recommendations?${query}`)
    const problem = (await response.json()) as Problem

    expect(response.status).toBe(422)
    expect(problem.errors?.[0]).toMatchObject({ pointer, detail: expect.stringMatching(/\w/) })
  })

  it("is for conversations only, and within their limits", async () => {
    const { app } = harness.openApp()
    const erased = await beginVisit(app)
    await erased.call("/api/sessions/current", { method: "DELETE" })
    const hurried = await begin({ RATE_LIMIT_SESSION: "2" })
    await hurried.call("/api/recommendations?kind=movies")

    const statuses = [
      (await app.request("/api/recommendations?kind=movies")).status,
      (await erased.call("/api/recommendations?kind=movies")).status,
      (await tell(erased, CATALOGUE.movies[0]?.id, "chosen")).status,
      (await hurried.call("/api/recommendations?kind=movies")).status,
    ]

    expect(statuses).toEqual([401, 404, 404, 429])
  })

  it("keep nothing of who erases themselves meanwhile", async () => {
    const { services } = harness.openApp()
    const visitor = await beginVisit(createApp(services))
    const erase = () => visitor.call("/api/sessions/current", { method: "DELETE" })
    const { recommender } = services
    const app = createApp({
      ...services,
      recommender: {
        recommend: async (...given) => {
          await erase()
          return await recommender.recommend(...given)
        },
        note: recommender.note,
      },
    })

    const headers = { Authorization: `Bearer ${visitor.token}` }
    const response = await app.request("/api/recommendations?kind=movies", { headers })

    const table = createItems(createDocumentClient({ region: "us-east-1", endpoint: harness.url }))
    const feedback = createDynamoFeedbackStore(table, "concierge-feedback", () => epochMs(0))
    expect(response.status).toBe(200)
    expect(await feedback.list(visitor.sessionId)).toEqual([])
  })

  it("says why where nothing is on offer", async () => {
    await openEmptyTables(bare.url)
    const visitor = await beginVisit(bare.openApp().app)

    const answers = [await visitor.call("/api/recommendations?kind=places"), await tell(visitor, "a", "chosen")]

    expect(answers.map(({ status }) => status)).toEqual([501, 501])
    expect(await answers[0]?.json()).toMatchObject({
      type: "/problems/nothing-to-recommend",
      detail: expect.stringContaining("npm run booking"),
    })
  })
})

async function openEmptyTables(endpoint: string): Promise<void> {
  await createTables(createDocumentClient({ region: "us-east-1", endpoint }), prefixTables("concierge-"))
}

describe("POST /api/recommendations/feedback", () => {
  it("is learned at once: not this one, and more like that one", async () => {
    const visitor = await begin()
    const [best, second] = await ask(visitor, "kind=places&limit=2")
    const dismissed = await tell(visitor, best?.id, "dismissed")
    const afterwards = await ask(visitor, "kind=places&limit=20")
    await tell(visitor, second?.id, "chosen")
    const liked = await ask(visitor, `kind=places&limit=20&not=${second?.id}`)

    expect(dismissed.status).toBe(204)
    expect(idsOf(afterwards)).not.toContain(best?.id)
    expect(liked.map(({ reason }) => reason)).toContainEqual(
      expect.objectContaining({ type: "liked", title: second?.title, text: expect.stringContaining("you liked") }),
    )
  })

  it("is for items that there are", async () => {
    const visitor = await begin()
    const answers = [
      await tell(visitor, "nothing", "dismissed"),
      await tell(visitor, CATALOGUE.movies[0]?.id, "booked"),
      await tell(visitor, undefined, "chosen"),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 422, 422])
  })
})

describe("a promoted model in the bucket", () => {
  it("has its say, and is noted with what was shown", async () => {
    const [a, b] = CATALOGUE.movies
    const idsOfMovies = CATALOGUE.movies.map(({ id }) => id)
    const version = await publishTwins("models", harness.url, idsOfMovies)
    const { app } = harness.openApp({
      MODEL_BUCKET: "models",
      AWS_ENDPOINT_URL: harness.url,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    })
    const visitor = await beginVisit(app)
    await tell(visitor, a?.id, "chosen")

    const items = await ask(visitor, `kind=movies&limit=3&not=${a?.id}`)

    const table = createItems(createDocumentClient({ region: "us-east-1", endpoint: harness.url }))
    const feedback = createDynamoFeedbackStore(table, "concierge-feedback", () => epochMs(0))
    const shown = (await feedback.list(visitor.sessionId)).filter(({ kind }) => kind === "shown")
    expect(items[0]).toMatchObject({ id: b?.id, reason: { type: "liked", title: a?.title } })
    expect(shown.map(({ itemId }) => itemId).toSorted()).toEqual(idsOf(items).toSorted())
    expect(new Set(shown.map(({ model: served }) => served))).toEqual(new Set([version]))
  })
})
