// What the owner is told of the models of both catalogues, from the record of live models and the feedback in the table.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDynamoFeedbackStore, listAllFeedback } from "#backends/recommendation/dynamo-feedback-store.ts"
import { buildInteractions } from "#backends/recommendation/engine/interactions.ts"
import { fitRecipe } from "#backends/recommendation/engine/recipe.ts"
import { encodeArtifact, type ModelCard, versionOf } from "#backends/recommendation/model-artifact.ts"
import { challenge, modelKey, readDeployment, writeDeployment } from "#backends/recommendation/model-registry.ts"
import { readModels } from "#backends/recommendation/model-trials.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { epochMs } from "#core/time.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"
import { createMemoryObjectStore } from "./support/memory-object-store.ts"

const LIVE = "0123456789abcdef"
const DAY = 86_400_000
let tables: TableService
beforeAll(async () => {
  tables = await startTableService()
})
afterAll(() => tables.close())

function openStores() {
  const stores = { places: createMemoryObjectStore(), movies: createMemoryObjectStore() }
  return { ...stores, open: (name: string) => stores[name === "places" ? "places" : "movies"] }
}

/** Publishes a small model. */
async function publish(store: ObjectStore): Promise<string> {
  const model = fitRecipe({ kind: "popularity" }, buildInteractions([{ userId: "1", itemId: "a", weight: 1 }]))
  const bytes = encodeArtifact({ card: {} as ModelCard, model })
  await store.write(modelKey(versionOf(bytes)), bytes)
  return versionOf(bytes)
}

describe("the report on models", () => {
  it("asks for no feedback while nothing is on trial", async () => {
    const { open, movies } = openStores()
    await writeDeployment(movies, { live: LIVE, previous: [] })

    expect(await readModels(open, () => expect.unreachable())).toEqual([
      { catalogue: "places" },
      { catalogue: "movies", live: LIVE },
    ])
  })

  it("compares what was shown and taken since the trial began, however its share was changed", async () => {
    const { open, movies } = openStores()
    const version = await publish(movies)
    await writeDeployment(movies, { live: LIVE, previous: [] })
    await challenge(movies, version, 0.2, epochMs(10 * DAY))
    await challenge(movies, version, 0.5, epochMs(11 * DAY))
    let now = epochMs(0)
    const feedback = createDynamoFeedbackStore(tables.items, "test-feedback", () => now)
    const show = (visitorId: string, model: string) =>
      feedback.record([{ visitorId, itemId: "a", kind: "shown", model }])
    now = epochMs(9 * DAY)
    await show("too early", LIVE)
    now = epochMs(10 * DAY)
    await show("of the live one", LIVE)
    await show("of the other", version)
    now = epochMs(12 * DAY)
    await feedback.record([{ visitorId: "of the other", itemId: "a", kind: "booked" }])

    const report = await readModels(open, (since) => listAllFeedback(tables.items, "test-feedback", since))

    expect(report[1]).toMatchObject({
      live: LIVE,
      trial: {
        ...{ version, share: 0.5, since: "1970-01-11T00:00:00.000Z" },
        comparison: {
          live: { visitors: 1, shown: 1, taken: 0 },
          challenger: { visitors: 1, shown: 1, taken: 1 },
          verdict: "too-early",
        },
      },
    })
    expect(await listAllFeedback(tables.items, "test-feedback")).toHaveLength(4)
  })

  it("begins anew when another model is tried, and ends with a share of 0", async () => {
    const { movies } = openStores()
    const version = await publish(movies)
    const other = { version: "fedcba9876543210", share: 0.5, since: "1970-01-02T00:00:00.000Z" }
    await writeDeployment(movies, { live: LIVE, previous: [], challenger: other })

    await challenge(movies, version, 0.1, epochMs(5 * DAY))
    expect((await readDeployment(movies)).challenger).toEqual({
      version,
      share: 0.1,
      since: "1970-01-06T00:00:00.000Z",
    })
    await challenge(movies, version, 0, epochMs(6 * DAY))
    expect((await readDeployment(movies)).challenger).toBeUndefined()
  })

  it("says what is wrong with one catalogue, and goes on with the other", async () => {
    const { open, places, movies } = openStores()
    await writeText(places, "live.json", "{")
    await writeDeployment(movies, { live: LIVE, previous: [] })

    const report = await readModels(open, () => expect.unreachable())

    expect(report).toEqual([
      { catalogue: "places", problem: expect.stringContaining("live.json") },
      { catalogue: "movies", live: LIVE },
    ])
  })

  it.each([{ since: 7 }, { since: "yesterday" }])("takes $since for no beginning of a trial", async ({ since }) => {
    const { movies } = openStores()
    const challenger = { version: "fedcba9876543210", share: 0.5, since }
    await writeText(movies, "live.json", JSON.stringify({ live: LIVE, previous: [], challenger }))

    await expect(readDeployment(movies)).rejects.toThrow("not a record")
  })
})
