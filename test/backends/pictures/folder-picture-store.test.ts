import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createFolderPictureStore } from "#backends/pictures/folder-picture-store.ts"

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "picture-folder-"))
  await writeFile(join(folder, "outside.txt"), "not a picture")
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe("a folder of pictures", () => {
  it.each(["../outside.txt", "a/../../outside.txt", "..\\outside.txt", "/etc/hostname", "a/", "", "a\0b"])(
    "has nothing under the key '%s'",
    async (key) => {
      const store = createFolderPictureStore(join(folder, "pictures"))
      await store.write("a/b.jpg", new Uint8Array([1]), "image/jpeg")

      expect(await store.read(key, 1000)).toBeUndefined()
    },
  )

  it("reads nothing larger than asked for, lists by prefix, and deletes what may not be there", async () => {
    const store = createFolderPictureStore(join(folder, "pictures"))
    await store.write("places/ä b.jpg", new Uint8Array(10), "image/jpeg")
    await store.write("photos/1/a.jpg", new Uint8Array(10), "image/jpeg")

    expect(await store.read("places/ä b.jpg", 9)).toBe("too-large")
    expect(await store.read("places/ä b.jpg", 10)).toHaveLength(10)
    expect(await store.list("photos/")).toEqual(["photos/1/a.jpg"])
    await store.delete("photos/1/a.jpg")
    await store.delete("photos/1/a.jpg")
    expect(await store.list("")).toEqual(["places/ä b.jpg"])
  })
})
