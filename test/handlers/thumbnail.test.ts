// Thumbnails of pictures put into a bucket: the function over S3's own wire, and the watched folder that calls the same.

import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import sharp from "sharp"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createFolderPictureStore, UNFINISHED } from "#backends/pictures/folder-picture-store.ts"
import type { PictureStore } from "#backends/pictures/picture-store.ts"
import { createS3PictureStore } from "#backends/pictures/s3-picture-store.ts"
import { silentLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createThumbnailer } from "#handlers/thumbnails/create-thumbnailer.ts"
import { createS3Thumbnailer } from "#handlers/thumbnails/s3-thumbnailer.ts"
import { resizeWithSharp } from "#handlers/thumbnails/sharp-resizer.ts"
import { watchBucket } from "#local/watch-bucket.ts"
import { type FakeS3, startFakeS3 } from "#test/backends/recommendation/support/fake-s3.ts"
import { claimPng, makePicture } from "#test/support/uploads.ts"

const created = (key: string, eventName = "ObjectCreated:Put", bucket = "pictures") => ({
  Records: [{ eventSource: "aws:s3", eventName, s3: { bucket: { name: bucket }, object: { key, size: 1 } } }],
})

let folder: string
let s3: FakeS3
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pictures-"))
  s3 = await startFakeS3("pictures")
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test")
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

const settings = () => ({
  region: "us-east-1",
  endpoint: s3.url,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
})
const STORES = [
  { where: "a folder", open: (): PictureStore => createFolderPictureStore(folder) },
  { where: "S3", open: (): PictureStore => createS3PictureStore(settings(), "pictures") },
]

describe.each(STORES)("thumbnails in $where", ({ open }) => {
  const thumbnailer = () => createThumbnailer({ openStore: open, resize: resizeWithSharp, log: silentLog })

  it("are made in every width, upright and without metadata, of keys as S3 encodes them", async () => {
    const exif = { IFD0: { Copyright: "Anna Keller" } }
    const picture = await sharp(await makePicture(2000, 1000))
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      .toBuffer()
    await open().write("places/hôtel 1/front+back.jpg", picture, "image/jpeg")

    const result = await thumbnailer()(created("places/h%C3%B4tel+1/front%2Bback.jpg"))

    expect(result.written).toEqual([
      "thumbnails/160/places/hôtel 1/front+back.jpg.webp",
      "thumbnails/480/places/hôtel 1/front+back.jpg.webp",
      "thumbnails/960/places/hôtel 1/front+back.jpg.webp",
    ])
    const small = await open().read(result.written[0] ?? "", 1_000_000)
    const { format, width, height, exif: left } = await sharp(small as Uint8Array).metadata()
    expect({ format, width, height, left }).toEqual({ format: "webp", width: 160, height: 320, left: undefined })
  })

  it("are the same when the event comes again", async () => {
    await open().write("places/a.png", await makePicture(100, 50, "png"), "image/png")

    await thumbnailer()(created("places/a.png"))
    const first = await open().list("thumbnails/")
    await thumbnailer()(created("places/a.png"))

    expect(await open().list("thumbnails/")).toEqual(first)
    expect(first).toHaveLength(3)
  })

  it.each([
    { what: "its own output", key: "thumbnails/160/places/a.jpg.webp", make: () => makePicture(10, 10, "webp") },
    { what: "what is no picture", key: "places/price-list.txt", make: async () => new TextEncoder().encode("prices") },
    { what: "what is damaged", key: "places/broken.png", make: async () => claimPng(300, 300) },
    { what: "what would need too much memory", key: "places/huge.png", make: async () => claimPng(60_000, 60_000) },
  ])("pass over $what", async ({ key, make }) => {
    await open().write(key, await make(), "application/octet-stream")

    expect(await thumbnailer()(created(key))).toEqual({ written: [], skipped: [key] })
  })

  it("go with what is erased while they are made", async () => {
    const store = open()
    await store.write("photos/s/t.jpg", await makePicture(100, 50), "image/jpeg")
    const resize = async (picture: Uint8Array, width: number) => {
      await store.delete("photos/s/t.jpg")
      return await resizeWithSharp(picture, width)
    }

    const { written } = await createThumbnailer({ openStore: () => store, resize, log: silentLog })(
      created("photos/s/t.jpg"),
    )

    expect(written).toEqual([])
    expect(await store.list("thumbnails/")).toEqual([])
  })

  it("come with a description, for pictures of places", async () => {
    const describePicture = async () => "{}"
    const make = createThumbnailer({
      openStore: open,
      resize: resizeWithSharp,
      describe: describePicture,
      log: silentLog,
    })
    for (const key of ["places/a.jpg", "photos/s/t.jpg"])
      await open().write(key, await makePicture(100, 50), "image/jpeg")

    await make(created("places/a.jpg"))
    await make(created("photos/s/t.jpg"))

    expect(await open().list("profiles/")).toEqual(["profiles/places/a.jpg.json"])
  })

  it("pass over what has gone meanwhile", async () => {
    expect(await thumbnailer()(created("places/gone.jpg"))).toEqual({ written: [], skipped: ["places/gone.jpg"] })
  })
})

describe("the function", () => {
  it("works with the settings of its environment", async () => {
    const store = createS3PictureStore(settings(), "pictures")
    await store.write("photos/a.jpg", await makePicture(300, 200), "image/jpeg")
    const handler = createS3Thumbnailer({ AWS_ENDPOINT_URL: s3.url })

    const { written } = await handler(created("photos/a.jpg"))

    expect(await store.list("thumbnails/")).toEqual(written)
  })

  it.each([
    { what: "deletions", event: created("a.jpg", "ObjectRemoved:Delete") },
    { what: "S3's own test", event: { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "pictures" } },
  ])("does nothing for $what", async ({ event }) => {
    expect(await createS3Thumbnailer({})(event)).toEqual({ written: [], skipped: [] })
  })

  it.each([
    { what: "no event", event: {} },
    { what: "nothing", event: null },
    { what: "a record without an object", event: { Records: [{ eventName: "ObjectCreated:Put", s3: {} }] } },
    { what: "a key that isn't encoded", event: created("%E0%A4%A") },
  ])("says what is wrong with $what", async ({ event }) => {
    await expect(createS3Thumbnailer({})(event)).rejects.toMatchObject({ code: "data-invalid" })
  })

  it("fails, to be called again, when the bucket can't be read", async () => {
    await expect(
      createS3Thumbnailer({ AWS_ENDPOINT_URL: s3.url })(created("a.jpg", undefined, "elsewhere")),
    ).rejects.toThrow()
  })
})

describe("a watched folder", () => {
  it("makes thumbnails of what is there and of what is put in, and keeps out of its own way", async () => {
    const store = createFolderPictureStore(folder)
    await store.write("places/before.jpg", await makePicture(200, 100), "image/jpeg")
    const events: string[] = []
    const thumbnailer = createThumbnailer({ openStore: () => store, resize: resizeWithSharp, log: silentLog })
    const watching = await watchBucket({
      folder,
      bucket: "pictures",
      onCreated: (event) => {
        events.push(...event.Records.map(({ s3: { object } }) => object.key))
        return thumbnailer(event)
      },
      isIgnored: (key) => key.startsWith("thumbnails/") || key.endsWith(UNFINISHED),
      wasHandled: () => false,
      log: silentLog,
      clock: systemClock,
    })

    await writeFile(join(folder, "places", "after noon.png"), await makePicture(200, 100, "png"))
    await expect.poll(() => store.list("thumbnails/"), { timeout: 20_000 }).toHaveLength(6)
    await watching.close()

    expect(new Set(events)).toEqual(new Set(["places/before.jpg", "places/after+noon.png"]))
  })
})
