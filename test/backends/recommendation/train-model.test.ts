import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { createFolderObjectStore } from "#backends/recommendation/folder-object-store.ts"
import { createLiveModels, isInTrial } from "#backends/recommendation/live-models.ts"
import { encodeArtifact, versionOf } from "#backends/recommendation/model-artifact.ts"
import {
  challenge,
  findModel,
  listVersions,
  modelKey,
  promoteModel,
  readDeployment,
  rollBackModel,
} from "#backends/recommendation/model-registry.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { makeSyntheticData } from "#backends/recommendation/synthetic-data.ts"
import { evaluateOnAside, type TrainedModel, trainModel } from "#backends/recommendation/train-model.ts"
import { eraseVisitor, loadTrainingData, saveTrainingData } from "#backends/recommendation/training-data.ts"
import { Fault } from "#core/errors.ts"
import { silentLog } from "#core/log.ts"
import { epochMs } from "#core/time.ts"
import { createMemoryObjectStore } from "./support/memory-object-store.ts"

const DATA = makeSyntheticData({ visitors: 300, items: 80, events: 6000, seed: 5 })
const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

function createTemporaryStore(): ObjectStore {
  const folder = mkdtempSync(path.join(tmpdir(), "recommendation-"))
  folders.push(folder)
  return createFolderObjectStore(folder)
}

async function fill(store: ObjectStore): Promise<ObjectStore> {
  await saveTrainingData(store, DATA.events, DATA.items)
  return store
}

type Kind = "ease" | "popularity"

function train(store: ObjectStore, kind: Kind, say: (line: string) => void = () => {}): Promise<TrainedModel> {
  const recipes = kind === "ease" ? [{ kind, lambda: 20 } as const] : [{ kind } as const]
  return trainModel({ store, seed: 1, recipes, say })
}

/** A model that ranks the least wanted first: what a broken training could give. */
async function publishSpoiled(store: ObjectStore, version: string): Promise<string> {
  const artifact = await findModel(store, version)
  if (artifact?.model.collaborative === undefined) throw new Error("no table to spoil")
  const { model } = artifact
  const collaborative = {
    ...artifact.model.collaborative,
    weights: artifact.model.collaborative.weights.map((w) => -w),
  }
  const bytes = encodeArtifact({ ...artifact, model: { ...model, collaborative } })
  const spoiled = versionOf(bytes)
  await store.write(modelKey(spoiled), bytes)
  return spoiled
}

const promote = (store: ObjectStore, version: string) =>
  promoteModel(store, version, (model) => evaluateOnAside(model, store))

describe.each([
  ["a folder", createTemporaryStore],
  ["memory", createMemoryObjectStore],
])("models kept in %s", (_, createStore) => {
  it("are better than popularity on visitors they never saw, and say so", async () => {
    const store = await fill(createStore())

    const { version, card } = await trainModel({ store, seed: 1, say: () => {} })

    expect(await listVersions(store)).toEqual([version])
    expect(card.metrics.ndcgAt10).toBeGreaterThan(card.floor.ndcgAt10 * 1.3)
    expect(card.metrics.visitors).toBeGreaterThan(20)
  })

  it("are the same to the bit when trained again", async () => {
    const [one, other] = [await fill(createStore()), await fill(createStore())]

    const versions = [await train(one, "ease"), await train(other, "ease")].map(({ version }) => version)

    expect(versions[0]).toBe(versions[1])
    expect(await one.read(modelKey(versions[0] ?? ""))).toEqual(await other.read(modelKey(versions[1] ?? "")))
  })

  it("are promoted when better, refused when worse, and rolled back", async () => {
    const store = await fill(createStore())
    const floor = (await train(store, "popularity")).version
    const better = (await train(store, "ease")).version

    expect((await promote(store, floor)).ok).toBe(true)
    expect((await promote(store, better)).ok).toBe(true)
    expect(await promote(store, floor)).toEqual({ ok: false, refusal: "worse" })
    expect(await promote(store, await publishSpoiled(store, better))).toEqual({ ok: false, refusal: "worse" })
    expect(await promote(store, "ffffffffffffffff")).toEqual({ ok: false, refusal: "unknown-version" })
    expect(await readDeployment(store)).toEqual({ live: better, previous: [floor] })
    expect(await rollBackModel(store)).toEqual({ ok: true, value: floor })
    expect(await rollBackModel(store)).toEqual({ ok: false, refusal: "nothing-before" })
  })

  it.each([
    { harm: "truncated", change: (bytes: Uint8Array) => bytes.slice(0, bytes.length - 9), says: "truncated" },
    { harm: "emptied", change: () => new Uint8Array(), says: "not a recommendation model" },
    {
      harm: "changed by a bit",
      change: (bytes: Uint8Array) => bytes.map((byte, at) => (at === 4000 ? byte ^ 1 : byte)),
      says: "was changed",
    },
  ])("are refused when $harm", async ({ change, says }) => {
    const store = await fill(createStore())
    const { version } = await train(store, "ease")

    await store.write(modelKey(version), change((await store.read(modelKey(version))) ?? new Uint8Array()))

    await expect(promote(store, version)).rejects.toThrow(says)
    expect(await readDeployment(store)).toEqual({ previous: [] })
  })
})

describe("a training job", () => {
  it("goes on after its last finished trial", async () => {
    const store = await fill(createMemoryObjectStore())
    const stopAfter = 3
    let tried = 0
    const stop = (line: string) => {
      if (line.startsWith("tried") && ++tried === stopAfter) throw new Error("killed")
    }
    await expect(trainModel({ store, seed: 1, say: stop })).rejects.toThrow("killed")
    const lines: string[] = []

    const { version } = await trainModel({ store, seed: 1, say: (line) => lines.push(line) })

    const whole = await trainModel({ store: await fill(createMemoryObjectStore()), seed: 1, say: () => {} })
    expect(lines).toContain(`go on after ${stopAfter} finished trials`)
    expect(version).toBe(whole.version)
    expect(await store.list("jobs/")).toEqual([])
  })

  it("has each trial written down before the next begins, so that a kill costs one trial at most", async () => {
    const store = await fill(createMemoryObjectStore())
    let written = 0
    const counting: ObjectStore = {
      ...store,
      async write(key, bytes) {
        await store.write(key, bytes)
        if (key.startsWith("jobs/")) written++
      },
    }
    const writtenAt: number[] = []
    const say = (line: string) => {
      if (line.startsWith("tried")) writtenAt.push(written)
    }

    await trainModel({ store: counting, seed: 1, say })

    expect(writtenAt.length).toBeGreaterThan(5)
    expect(writtenAt).toEqual(writtenAt.map((_, trial) => trial + 1))
  })

  it("takes no notice of a record of progress that is garbled", async () => {
    const store = await fill(createMemoryObjectStore())
    const { version, card } = await trainModel({ store, seed: 1, say: () => {} })
    const key = `jobs/${card.dataHash.slice(0, 16)}-1.json`
    const best = { ndcgAt10: 1, recallAt20: 1, coverageAt10: 1, visitors: 9 }
    const misplaced = [['{"recipe":{"kind":"popularity"},"contentWeight":0}', { recipe: card.recipe, metrics: best }]]
    for (const record of ["", "{", "{}", "[1]", '[["key",null]]', '[["key",{}]]', JSON.stringify(misplaced)]) {
      await writeText(store, key, record)
      expect((await trainModel({ store, seed: 1, say: () => {} })).version).toBe(version)
    }
  })

  it("gives the same model when two run at once", async () => {
    const store = await fill(createTemporaryStore())
    const jobs = [1, 2].map(() => trainModel({ store, seed: 1, say: () => {} }))

    const versions = (await Promise.all(jobs)).map(({ version }) => version)

    expect(await listVersions(store)).toEqual([versions[0]])
    expect(versions[1]).toBe(versions[0])
    expect(await store.list("jobs/")).toEqual([])
  })

  it("that can't be written leaves the live model alone, and goes on when there is room again", async () => {
    const store = await fill(createMemoryObjectStore())
    const { version } = await train(store, "popularity")
    await promote(store, version)
    const full: ObjectStore = {
      ...store,
      write: (key, bytes) =>
        key.startsWith("models/")
          ? Promise.reject(new Fault("storage-unavailable", { hint: "the disk is full" }))
          : store.write(key, bytes),
    }
    await expect(trainModel({ store: full, seed: 1, say: () => {} })).rejects.toThrow("the disk is full")
    expect(await listVersions(store)).toEqual([version])
    expect(await readDeployment(store)).toEqual({ live: version, previous: [] })
    const lines: string[] = []

    await trainModel({ store, seed: 1, say: (line) => lines.push(line) })

    expect(lines.filter((line) => line.startsWith("tried"))).toEqual([])
    expect((await listVersions(store)).length).toBe(2)
  })

  it.each([
    { data: "one event", events: ["1,a,chosen"] },
    { data: "one visitor of two items", events: ["1,a,chosen", "1,b,chosen"] },
    { data: "one item of many visitors", events: Array.from({ length: 30 }, (_, user) => `${user},a,chosen`) },
  ])("makes a model even of $data", async ({ events }) => {
    const store = createMemoryObjectStore()
    await writeText(store, "events.csv", ["visitorId,itemId,kind", ...events].join("\n"))

    const { version, card } = await trainModel({ store, seed: 1, say: () => {} })

    expect((await findModel(store, version))?.model.itemIds).toContain("a")
    expect(Object.values(card.metrics).every(Number.isFinite)).toBe(true)
  })

  it("forgets a visitor who was erased", async () => {
    const store = await fill(createMemoryObjectStore())
    const before = (await loadTrainingData(store)).interactions.userIds

    expect(await eraseVisitor(store, "7")).toBeGreaterThan(0)

    const after = (await loadTrainingData(store)).interactions.userIds
    expect(after).toEqual(before.filter((userId) => userId !== "7"))
    expect(await eraseVisitor(store, "7")).toBe(0)
  })

  it.each([
    { file: "visitorId,itemId,kind\n", says: "nothing to learn from" },
    { file: "visitorId,itemId,kind\n1,2,shown\n", says: "nothing to learn from" },
    { file: "visitorId,itemId,kind\n1,2,chosen\n1,,chosen\n", says: "line 3" },
    { file: "visitorId,itemId,kind\n1,2,wished\n", says: "line 2" },
    { file: "userId,itemId\n", says: "must begin with" },
  ])("refuses the events $file", async ({ file, says }) => {
    const store = createMemoryObjectStore()
    await writeText(store, "events.csv", file)

    await expect(train(store, "ease")).rejects.toThrow(says)
  })

  it("learns nothing from what was shown or turned down", async () => {
    const store = createMemoryObjectStore()
    const kinds = ["1,a,chosen", "1,b,shown", "2,a,booked", "2,a,dismissed", "3,c,viewed"]
    await writeText(store, "events.csv", ["visitorId,itemId,kind", ...kinds].join("\n"))

    const { interactions } = await loadTrainingData(store)

    expect(interactions.userIds).toEqual(["1", "3"])
    expect([...interactions.values]).toEqual([1, 0.5])
  })
})

describe("live models", () => {
  const clockAt = { now: 0 }
  const open = (store: ObjectStore) =>
    createLiveModels({ store, clock: () => epochMs(clockAt.now), log: silentLog, checkEveryMs: 1000 })
  const settle = () => new Promise((resolve) => setImmediate(resolve))

  it("swap to what was promoted, and keep the model that answers when the next is damaged or gone", async () => {
    const store = await fill(createMemoryObjectStore())
    const models = open(store)
    expect(await models.modelFor("1")).toBeUndefined()
    const { version } = await train(store, "ease")
    await promote(store, version)
    clockAt.now += 2000
    await models.modelFor("1")
    await settle()
    expect((await models.modelFor("1"))?.version).toBe(version)

    await writeText(store, "live.json", "{broken")
    clockAt.now += 2000
    await models.modelFor("1")
    await settle()
    expect((await models.modelFor("1"))?.version).toBe(version)

    await store.delete("live.json")
    await store.delete(modelKey(version))
    clockAt.now += 2000
    await models.modelFor("1")
    await settle()
    expect((await models.modelFor("1"))?.version).toBe(version)
  })

  it("serve everyone the live model when the challenger is damaged", async () => {
    const store = await fill(createMemoryObjectStore())
    const [first, second] = [(await train(store, "popularity")).version, (await train(store, "ease")).version]
    await promote(store, first)
    await challenge(store, second, 1, epochMs(0))
    await store.write(modelKey(second), new Uint8Array([1, 2, 3]))

    expect((await open(store).modelFor("1"))?.version).toBe(first)
  })

  it("wait for no request whose work may have been dropped", async () => {
    const filled = await fill(createMemoryObjectStore())
    const { version } = await train(filled, "ease")
    await promote(filled, version)
    let reads = 0
    const read = (key: string) => (reads++ === 0 ? new Promise<never>(() => {}) : filled.read(key))
    const clock = () => epochMs(0)
    const models = createLiveModels({
      ...{ store: { ...filled, read }, clock, log: silentLog, checkEveryMs: 1000, dropsWork: true },
    })

    void models.modelFor("dropped")
    expect((await models.modelFor("1"))?.version).toBe(version)
  })

  it("serve a challenger to its share of the visitors, the same ones each time", async () => {
    const store = await fill(createMemoryObjectStore())
    const [first, second] = [(await train(store, "popularity")).version, (await train(store, "ease")).version]
    await promote(store, first)
    await challenge(store, second, 0.3, epochMs(0))
    const models = open(store)
    const visitors = Array.from({ length: 500 }, (_, visitor) => `visitor ${visitor}`)

    const served = await Promise.all(visitors.map(async (visitor) => (await models.modelFor(visitor))?.version))

    expect(served).toEqual(visitors.map((visitor) => (isInTrial(visitor, 0.3) ? second : first)))
    expect(served.filter((version) => version === second).length / 500).toBeCloseTo(0.3, 1)
    expect(await challenge(store, "ffffffffffffffff", 0.5, epochMs(0))).toEqual({
      ok: false,
      refusal: "unknown-version",
    })
    expect((await challenge(store, second, 0, epochMs(0))).ok).toBe(true)
    expect((await readDeployment(store)).challenger).toBeUndefined()
  })
})
