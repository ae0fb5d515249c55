// What every object store promises, held to the one in memory, the folder and the bucket alike.

import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createFolderObjectStore } from "#backends/recommendation/folder-object-store.ts"
import { type ObjectStore, readText, writeText } from "#backends/recommendation/object-store.ts"
import { createS3ObjectStore } from "#backends/recommendation/s3-object-store.ts"
import { type FakeS3, startFakeS3 } from "#test/backends/recommendation/support/fake-s3.ts"
import { createMemoryObjectStore } from "#test/backends/recommendation/support/memory-object-store.ts"

const folder = mkdtempSync(path.join(tmpdir(), "objects-"))
let s3: FakeS3
beforeAll(async () => {
  s3 = await startFakeS3("models")
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await s3.close()
})

const SETTINGS = { region: "eu-west-1", credentials: { accessKeyId: "key", secretAccessKey: "secret" } }
let count = 0
const STORES: readonly (readonly [string, () => ObjectStore])[] = [
  ["memory", createMemoryObjectStore],
  ["a folder", () => createFolderObjectStore(path.join(folder, String(count++)))],
  ["a bucket", () => createS3ObjectStore({ ...SETTINGS, endpoint: s3.url }, "models", `store-${count++}/`)],
]

describe.each(STORES)("objects in %s", (_, open) => {
  it("are read as they were written, bytes and all", async () => {
    const store = open()
    const bytes = Uint8Array.from({ length: 70_000 }, (__, at) => at % 256)
    await store.write("models/a.model", bytes)

    expect(new Uint8Array((await store.read("models/a.model")) ?? [])).toEqual(bytes)
    expect(await store.read("models/b.model")).toBeUndefined()
  })

  it("are replaced whole", async () => {
    const store = open()
    await writeText(store, "live.json", "a longer text")
    await writeText(store, "live.json", "short é")

    expect(await readText(store, "live.json")).toBe("short é")
  })

  it("are listed by how their keys begin, ascending", async () => {
    const store = open()
    for (const key of ["models/c", "models/a", "events.csv", "models/b", "models.txt"]) await writeText(store, key, key)

    expect(await store.list("models/")).toEqual(["models/a", "models/b", "models/c"])
    expect(await store.list("none")).toEqual([])
  })

  it("are deleted once and for all", async () => {
    const store = open()
    await writeText(store, "events.csv", "x")
    await store.delete("events.csv")
    await store.delete("events.csv")

    expect(await store.read("events.csv")).toBeUndefined()
    expect(await store.list("")).toEqual([])
  })

  it.each(["../secret", "/etc/passwd", "a//b", "a b", ""])("have no key %j", async (key) => {
    const store = open()

    await expect(store.read(key)).rejects.toMatchObject({ code: "data-invalid" })
    await expect(store.write(key, new Uint8Array())).rejects.toMatchObject({ code: "data-invalid" })
    await expect(store.delete(key)).rejects.toMatchObject({ code: "data-invalid" })
  })
})

describe("a folder", () => {
  it("that can't be written says why, and leaves nothing half written", async () => {
    const place = path.join(folder, String(count++))
    const store = createFolderObjectStore(place)
    await writeText(store, "models", "a file where a folder should be")
    await writeText(store, "live.json/inner", "a folder where a file should be")

    await expect(writeText(store, "models/a.model", "x")).rejects.toMatchObject({
      code: "storage-unavailable",
      hint: expect.stringMatching(/a\.model can't be written: a file stands where a folder should be/),
    })
    await expect(writeText(store, "live.json", "x")).rejects.toMatchObject({ code: "storage-unavailable" })
    await expect(store.read("live.json")).rejects.toMatchObject({ code: "storage-unavailable" })
    await expect(store.delete("live.json")).rejects.toMatchObject({ code: "storage-unavailable" })
    expect(readdirSync(place, { recursive: true }).sort()).toEqual(["live.json", "live.json/inner", "models"])
  })
})

describe("a bucket", () => {
  it("that isn't there, or doesn't answer, is told apart", async () => {
    const other = createS3ObjectStore({ ...SETTINGS, endpoint: s3.url }, "other", "x/")
    const silent = createS3ObjectStore({ ...SETTINGS, endpoint: "http://127.0.0.1:1" }, "models", "x/")

    await expect(other.list("")).rejects.toMatchObject({ code: "setting-invalid" })
    await expect(other.read("a")).rejects.toMatchObject({ code: "setting-invalid" })
    await expect(silent.read("a")).rejects.toMatchObject({ code: "storage-unavailable" })
  })
})
