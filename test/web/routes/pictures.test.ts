// Places' pictures and kept photos over HTTP: links that anyone may follow, for a while.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { createFolderPictureStore } from "#backends/pictures/folder-picture-store.ts"
import { type PictureStore, thumbnailKey } from "#backends/pictures/picture-store.ts"
import { makePicture } from "#test/support/uploads.ts"
import { beginVisit, startWebHarness, type WebHarness } from "#test/support/web-harness.ts"

let harness: WebHarness
let folder: string
let store: PictureStore
beforeAll(async () => {
  harness = await startWebHarness()
  folder = await mkdtemp(join(tmpdir(), "web-pictures-"))
  store = createFolderPictureStore(folder)
  await store.write("places/hôtel/front.jpg", await makePicture(300, 200), "image/jpeg")
  await store.write(thumbnailKey("places/hôtel/front.jpg", 160), await makePicture(160, 106, "webp"), "image/webp")
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  Object.assign(harness.rekognition.sight, { labels: [], lines: [], moderation: {} })
})

const open = (environment = {}) => harness.openApp(environment, undefined, store)

describe("a place's picture", () => {
  it.each([
    { query: "", type: "image/jpeg" },
    { query: "?width=160", type: "image/webp" },
  ])("is reached over a link that expires ('$query')", async ({ query, type }) => {
    const { app } = open()

    const redirect = await app.request(`/pictures/places/h%C3%B4tel/front.jpg${query}`)
    const link = redirect.headers.get("Location") ?? ""
    const picture = await app.request(link)
    harness.advance(16 * 60_000)
    const late = await app.request(link)

    expect(redirect.status).toBe(302)
    expect([picture.status, picture.headers.get("Content-Type")]).toEqual([200, type])
    expect(late.status).toBe(403)
    expect(await late.json()).toMatchObject({ type: "/problems/link-expired" })
  })

  it("can't be reached over a link that was changed", async () => {
    const { app } = open()
    const redirect = await app.request("/pictures/places/h%C3%B4tel/front.jpg")
    const link = redirect.headers.get("Location") ?? ""

    const changed = await Promise.all(
      [
        link.replace("front.jpg", "back.jpg"),
        link.replace(/expires=\d+/, "expires=99999999999"),
        link.replace(/signature=../, "signature=00"),
        link.replace(/&signature=.*/, ""),
        "/files/%E0%A4%A?expires=1&signature=00",
      ].map(async (url) => (await app.request(url)).status),
    )

    expect(changed).toEqual([403, 403, 403, 403, 403])
  })

  it.each([
    "/pictures/photos/someone/turn.jpg",
    "/pictures/thumbnails/160/photos/a.webp",
    "/pictures/places/../photos/a.jpg",
    "/pictures/places/..%2Fphotos%2Fa.jpg",
    "/pictures/places/..%5Cphotos%5Ca.jpg",
  ])("is all that %s leads to: nothing", async (path) => {
    expect((await open().app.request(path)).status).toBe(404)
  })

  it("has no other widths", async () => {
    expect((await open().app.request("/pictures/places/a.jpg?width=7")).status).toBe(422)
  })
})

describe("a visitor's photo", () => {
  const send = async (visitor: Awaited<ReturnType<typeof beginVisit>>, turnId: string) =>
    await visitor.call(`/api/images?turnId=${turnId}`, {
      method: "POST",
      body: await makePicture(200, 200),
      headers: { "Content-Type": "image/jpeg" },
    })

  it("is not kept unless the owner says so", async () => {
    const visitor = await beginVisit(open().app)
    await send(visitor, "t1")

    expect(await store.list("photos/")).toEqual([])
    expect((await visitor.call("/api/images/t1")).status).toBe(404)
  })

  it("is kept where the owner says so, for its visitor alone, until the conversation is erased", async () => {
    const { app } = open({ KEEP_PHOTOS: "yes" })
    const [visitor, stranger] = await Promise.all([beginVisit(app), beginVisit(app)])
    await send(visitor, "t1")
    await store.write(thumbnailKey(`photos/${visitor.sessionId}/t1.jpg`, 160), new Uint8Array([1]), "image/webp")

    const answer = await visitor.call("/api/images/t1")
    const { url } = (await answer.json()) as { url: string }
    const picture = await app.request(url)
    const others = await stranger.call("/api/images/t1")
    await visitor.call("/api/sessions/current", { method: "DELETE" })

    expect(answer.status).toBe(200)
    expect(picture.headers.get("Content-Type")).toBe("image/jpeg")
    expect(others.status).toBe(404)
    expect([...(await store.list("photos/")), ...(await store.list("thumbnails/160/photos/"))]).toEqual([])
    expect((await app.request(url)).status).toBe(404)
  })

  it("is never kept when moderation refuses it", async () => {
    harness.rekognition.sight.moderation = { Explicit: 90 }
    const visitor = await beginVisit(open({ KEEP_PHOTOS: "yes" }).app)
    await send(visitor, "t1")

    expect(await store.list("photos/")).toEqual([])
  })
})

describe("pictures in S3", () => {
  it("are linked to with S3's own presigned addresses", async () => {
    const { app } = open({
      PICTURE_BUCKET: "our-pictures",
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    })

    const redirect = await app.request("/pictures/places/front.jpg")

    const link = new URL(redirect.headers.get("Location") ?? "")
    expect(link.host).toBe("our-pictures.s3.eu-west-1.amazonaws.com")
    expect(link.pathname).toBe("/places/front.jpg")
    expect(link.searchParams.get("X-Amz-Expires")).toBe("900")
    expect(link.searchParams.get("X-Amz-Signature")).toMatch(/^[0-9a-f]{64}$/)
  })
})
