import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isBucketName, openS3Folder } from "#local/s3-folder.ts"

let folder = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "s3-folder-"))
})

afterAll(() => rm(folder, { recursive: true }))

describe("an object in the folder", () => {
  it("is written piece by piece, and read back", async () => {
    const s3 = openS3Folder(folder)
    await s3.write(
      "books",
      "a/b.txt",
      (async function* () {
        yield Buffer.from("Hello, ")
        yield Buffer.from("world")
      })(),
    )

    expect(await readFile(join(folder, "books/a/b.txt"), "utf8")).toBe("Hello, world")
    expect(Buffer.from((await s3.read("books", "a/b.txt", 100)) ?? []).toString()).toBe("Hello, world")
    expect(await s3.read("books", "a/b.txt", 5)).toBe("too-large")
    expect(await s3.read("books", "a", 100)).toBeUndefined()
    expect(await s3.read("books", "none", 100)).toBeUndefined()
  })

  it("leaves nothing behind when its writing fails", async () => {
    const s3 = openS3Folder(folder)
    const broken = (async function* () {
      yield Buffer.from("half")
      throw new Error("gone")
    })()

    await expect(s3.write("halves", "x", broken)).rejects.toThrow("gone")
    expect(await readdir(join(folder, "halves"))).toEqual([])
  })

  it.each(["../out", "a/../../out", "a/./b", "..\\out", "a/", "", "a\0b", "x".repeat(241)])(
    "is never kept as %j",
    async (key) => {
      const s3 = openS3Folder(folder)

      expect(s3.canKeep("books", key)).toBe(false)
      expect(await s3.read("books", key, 100)).toBeUndefined()
      await expect(s3.write("books", key, Buffer.from(""))).rejects.toThrow(RangeError)
    },
  )
})

it.each([
  ["books", true],
  ["my.books-2", true],
  ["ab", false],
  ["Books", false],
  ["my..books", false],
  ["192.168.5.4", false],
  ["xn--books", false],
  ["books-s3alias", false],
  ["-books", false],
  ["../x", false],
])("the name of a bucket: %s is %s", (name, isOne) => {
  expect(isBucketName(name)).toBe(isOne)
})
