// Which model is live while its files are gone, damaged or foreign, and while it is swapped under load.

import { beforeAll, describe, expect, it } from "vitest"
import type { Movie } from "#backends/booking/catalogue.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { createLiveModels, type LiveModels, NO_MODELS } from "#backends/recommendation/live-models.ts"
import {
  challenge,
  findModel,
  modelKey,
  promoteModel,
  readDeployment,
  rollBackModel,
  writeDeployment,
} from "#backends/recommendation/model-registry.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { makeSyntheticData } from "#backends/recommendation/synthetic-data.ts"
import { evaluateOnAside, trainModel } from "#backends/recommendation/train-model.ts"
import { saveTrainingData } from "#backends/recommendation/training-data.ts"
import { silentLog } from "#core/log.ts"
import { epochMs } from "#core/time.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"
import { createMemoryObjectStore } from "./support/memory-object-store.ts"

const DATA = makeSyntheticData({ visitors: 300, items: 80, events: 6000, seed: 5 })
const FOREIGN = "fedcba9876543210"

let floor: string
let better: string
let files: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  const store = createMemoryObjectStore()
  await saveTrainingData(store, DATA.events, DATA.items)
  floor = (await trainModel({ store, seed: 1, recipes: [{ kind: "popularity" }], say: () => {} })).version
  better = (await trainModel({ store, seed: 1, recipes: [{ kind: "ease", lambda: 20 }], say: () => {} })).version
  await promoteModel(store, floor, (model) => evaluateOnAside(model, store))
  await promoteModel(store, better, (model) => evaluateOnAside(model, store))
  const keys = await store.list("")
  files = new Map(await Promise.all(keys.map(async (key) => [key, (await store.read(key)) ?? Buffer.of()] as const)))
})

/** A store with both models published, the better one live and the other one before it. */
async function makeStore(): Promise<ObjectStore> {
  const store = createMemoryObjectStore()
  for (const [key, bytes] of files) await store.write(key, bytes)
  return store
}

/** Live models that look at the store each time they are asked, and what they say of it. */
function open(store: ObjectStore) {
  const warnings: unknown[] = []
  let now = 0
  const log = { ...silentLog, warn: (_: string, details?: unknown) => void warnings.push(details) }
  const models = createLiveModels({ store, clock: () => epochMs(now), log, checkEveryMs: 1000 })
  const versionAfterLook = async (): Promise<string | undefined> => {
    now += 2000
    await models.modelFor("1")
    // A look takes a few turns of the event loop in memory.
    await new Promise((resolve) => setTimeout(resolve, 5))
    return (await models.modelFor("1"))?.version
  }
  return { models, versionAfterLook, warnings, turnClockBack: () => (now -= 3_600_000) }
}

type Harm = { readonly harm: string; readonly change: (store: ObjectStore) => Promise<void> }

const HARMS_OF_FILE: readonly Harm[] = [
  { harm: "deleted", change: (store) => store.delete(modelKey(better)) },
  { harm: "emptied", change: (store) => store.write(modelKey(better), new Uint8Array()) },
  {
    harm: "cut",
    change: (store) => store.write(modelKey(better), (files.get(modelKey(better)) ?? Buffer.of()).slice(0, 5000)),
  },
  {
    harm: "replaced by another whole model",
    change: (store) => store.write(modelKey(better), files.get(modelKey(floor)) ?? Buffer.of()),
  },
]

const RECORDS: readonly { readonly record: string }[] = [
  { record: "" },
  { record: "{broken" },
  { record: "null" },
  { record: "[]" },
  { record: "{}" },
  { record: '"live"' },
  { record: '{"previous":{}}' },
  { record: '{"previous":[7]}' },
  { record: '{"live":7,"previous":[]}' },
  { record: '{"live":"../../secret","previous":[]}' },
  { record: '{"live":"0123456789abcdef","previous":[],"challenger":{"version":"fedcba9876543210","share":"all"}}' },
  { record: '{"live":"0123456789abcdef","previous":[],"challenger":{"version":"fedcba9876543210","share":20}}' },
]

describe("the live model", () => {
  it.each(HARMS_OF_FILE)("goes on serving when its file is $harm", async ({ change }) => {
    const store = await makeStore()
    const { versionAfterLook } = open(store)
    expect(await versionAfterLook()).toBe(better)

    await change(store)

    expect(await versionAfterLook()).toBe(better)
    expect(await readDeployment(store)).toEqual({ live: better, previous: [floor] })
  })

  it.each(HARMS_OF_FILE)("gives way at a start to the one before when its file is $harm", async ({ change }) => {
    const store = await makeStore()
    await change(store)
    const { versionAfterLook, warnings } = open(store)

    expect(await versionAfterLook()).toBe(floor)
    expect(warnings.length).toBeGreaterThan(0)

    await store.write(modelKey(better), files.get(modelKey(better)) ?? Buffer.of())
    expect(await versionAfterLook()).toBe(better)
  })

  it.each(RECORDS)("goes on serving when the record says $record", async ({ record }) => {
    const store = await makeStore()
    const { versionAfterLook, warnings } = open(store)
    expect(await versionAfterLook()).toBe(better)

    await writeText(store, "live.json", record)

    expect(await versionAfterLook()).toBe(better)
    expect(warnings).toEqual([expect.objectContaining({ reason: expect.stringContaining("live.json") })])
  })

  it("goes on serving whichever byte of the record was changed", async () => {
    const store = await makeStore()
    const { versionAfterLook } = open(store)
    await versionAfterLook()
    const record = (await store.read("live.json")) ?? Buffer.of()
    const served = new Set<string | undefined>()
    for (let at = 0; at < record.length; at++) {
      await store.write(
        "live.json",
        record.map((byte, position) => (position === at ? byte ^ (1 << (at % 7)) : byte)),
      )
      served.add(await versionAfterLook())
    }

    expect(served).toEqual(new Set([better]))
  })

  it("is looked for again after the clock was put back", async () => {
    const store = await makeStore()
    const { versionAfterLook, turnClockBack } = open(store)
    expect(await versionAfterLook()).toBe(better)

    await writeDeployment(store, { live: floor, previous: [] })
    turnClockBack()

    expect(await versionAfterLook()).toBe(floor)
  })
})

describe("a record of live models that is garbled", () => {
  it.each(RECORDS)("such as $record stops promotion with what to do, and stays as it is", async ({ record }) => {
    const store = await makeStore()
    await writeText(store, "live.json", record)
    const evaluate = async () => expect.unreachable()

    for (const attempt of [
      promoteModel(store, floor, evaluate),
      rollBackModel(store),
      challenge(store, floor, 0.5, epochMs(0)),
    ])
      await expect(attempt).rejects.toMatchObject({ code: "data-invalid", hint: expect.stringContaining("delete it") })
    expect(new TextDecoder().decode(await store.read("live.json"))).toBe(record)
  })

  it("names a foreign model: none is there, and promoting goes on", async () => {
    const store = await makeStore()
    await writeDeployment(store, { live: FOREIGN, previous: [FOREIGN, floor] })

    expect(await findModel(store, FOREIGN)).toBeUndefined()
    expect(await rollBackModel(store)).toEqual({ ok: true, value: floor })
    expect(await promoteModel(store, better, (model) => evaluateOnAside(model, store))).toMatchObject({ ok: true })
  })
})

describe("swapping models", () => {
  const movies: readonly Movie[] = DATA.items.map(({ id, title }) => ({
    ...{ id, title, year: 2020, genres: ["Comedy"], minutes: 100, moods: [], rating: 5, synopsis: "" },
  }))
  const catalogue = { cities: [], hotels: [], flights: [], movies }

  async function makeService(models: LiveModels) {
    const feedback = createMemoryFeedbackStore()
    for (const itemId of ["3", "17"]) await feedback.record([{ visitorId: "1", itemId, kind: "chosen" }])
    const service = createRecommendationService(catalogue, feedback, { places: NO_MODELS, movies: models })
    return async () => JSON.stringify(await service.recommendMovies({ visitorId: "1", limit: 10 }))
  }

  it("under load drops no request, and each is answered by one model alone", async () => {
    const store = await makeStore()
    const lists = await Promise.all(
      [floor, better].map(async (version) => {
        const own = await makeStore()
        await writeDeployment(own, { live: version, previous: [] })
        return (await makeService(open(own).models))()
      }),
    )
    let now = 0
    const models = createLiveModels({ store, clock: () => epochMs(now), log: silentLog, checkEveryMs: 1 })
    const ask = await makeService(models)

    const answers: string[] = []
    for (let round = 0; round < 40; round++) {
      now += 10
      await writeDeployment(store, { live: round % 2 === 0 ? floor : better, previous: [] })
      answers.push(...(await Promise.all(Array.from({ length: 10 }, ask))))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }

    expect(answers.length).toBe(400)
    expect(new Set(answers)).toEqual(new Set(lists))
  })
})

describe("an empty catalogue", () => {
  it("has nothing to recommend, with a model or without", async () => {
    const catalogue = { cities: [], hotels: [], flights: [], movies: [] }
    for (const models of [NO_MODELS, open(await makeStore()).models]) {
      const service = createRecommendationService(catalogue, createMemoryFeedbackStore(), {
        places: models,
        movies: models,
      })
      const query = { visitorId: "nobody", limit: 5 }

      expect(await service.recommendMovies({ ...query, likeMovieId: "unknown" })).toEqual([])
      expect(await service.recommendPlaces({ ...query, tagGroups: [["quiet"]], city: "Nowhere" })).toEqual([])
    }
  })
})
