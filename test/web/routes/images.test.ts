// Photos over HTTP: what is refused and how, what Lex is told, and that each turn is taken once.

import sharp from "sharp"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { silentLog } from "#core/log.ts"
import { claimPng, makePicture } from "#test/support/uploads.ts"
import { beginVisit, startWebHarness, type Visitor, type WebHarness } from "#test/support/web-harness.ts"
import type { Problem, Reply } from "#web/contract.ts"
import { loadSharpProcessor } from "#web/photo/sharp-processor.ts"

let harness: WebHarness
let photo: Uint8Array<ArrayBuffer>
const decoder = await loadSharpProcessor(silentLog)

beforeAll(async () => {
  harness = await startWebHarness()
  photo = await makePicture(400, 300)
})
afterAll(() => harness.close())
beforeEach(() => {
  Object.assign(harness.rekognition.sight, { labels: [{ name: "Kite", count: 3 }], lines: [], moderation: {} })
  harness.rekognition.calls.length = 0
})

const open = (environment = {}) => harness.openApp(environment, decoder)

async function show(
  visitor: Visitor,
  image: Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
  name = "a.jpg",
) {
  const form = new FormData()
  form.set("image", new File([image], name))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  return await visitor.call("/api/images", { method: "POST", body: form })
}

const lastCall = () => harness.lex.calls.at(-1)
const photoOf = (attributes: Record<string, string> | undefined) => JSON.parse(attributes?.photo ?? "{}")

describe("POST /api/images", () => {
  it("answers what was seen, and puts it to Lex as words and session attributes", async () => {
    harness.rekognition.sight.lines = ["Welcome"]
    const visitor = await beginVisit(open().app)

    const response = await show(visitor, photo)

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      image: { labels: [{ name: "Kite", confidence: 90 }], text: ["Welcome"], moderated: false },
      messages: [{ text: "Not understood: find me a place like this photo" }],
    })
    expect(photoOf(lastCall()?.sessionState?.sessionAttributes)).toMatchObject({
      labels: [{ name: "Kite", count: 3 }],
      lines: ["Welcome"],
    })
  })

  it("looks at whether it may look before anything else", async () => {
    const visitor = await beginVisit(open().app)

    await show(visitor, photo)

    const [first, ...rest] = harness.rekognition.calls.map(({ operation }) => operation)
    expect(first).toBe("DetectModerationLabels")
    expect(rest.sort()).toEqual(["DetectLabels", "DetectText"])
  })

  it("takes the bare picture, and the visitor's own words", async () => {
    const visitor = await beginVisit(open().app)

    const response = await visitor.call("/api/images?text=What%20is%20this%3F&turnId=bare-1", {
      method: "POST",
      body: photo,
      headers: { "Content-Type": "image/jpeg" },
    })

    expect(await response.json()).toMatchObject({ turnId: "bare-1" })
    expect(lastCall()?.text).toBe("What is this?")
    const history = (await (await visitor.call("/api/history")).json()) as { turns: object[] }
    expect(history.turns.at(-1)).toMatchObject({ text: "What is this?", image: { labels: [{ name: "Kite" }] } })
  })

  it("leaves what the bot waits for as it is, and keeps the session's other attributes", async () => {
    const visitor = await beginVisit(open().app)
    await visitor.hear("book")

    const reply = (await (await show(visitor, photo, { text: "3" })).json()) as Reply

    expect(reply).toMatchObject({ dialogAction: "ConfirmIntent", intent: { slots: { Nights: "3" } } })
    expect(lastCall()?.sessionState).toEqual({ sessionAttributes: { photo: expect.any(String) } })
  })

  it("turns the photo upright, drops where it was taken, and makes it smaller", async () => {
    const exif = { IFD0: { Copyright: "Anna Keller" } }
    const large = await sharp(await makePicture(3000, 1000))
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      .toBuffer()
    const visitor = await beginVisit(open().app)

    await show(visitor, Uint8Array.from(large))

    const seen = harness.rekognition.calls[0]?.image ?? new Uint8Array()
    const { width, height, exif: left } = await sharp(seen).metadata()
    expect({ width, height, left }).toEqual({ width: 640, height: 1920, left: undefined })
  })

  it.each([
    { what: "a WebP", make: () => makePicture(200, 100, "webp"), width: 200, height: 100 },
    { what: "a PNG", make: () => makePicture(200, 100, "png"), width: 200, height: 100 },
    { what: "a strip", make: () => makePicture(300, 20, "png"), width: 300, height: 80 },
  ])("shows Rekognition $what as a JPEG that it takes", async ({ make, width, height }) => {
    const visitor = await beginVisit(open().app)

    const response = await show(visitor, await make())

    const metadata = await sharp(harness.rekognition.calls[0]?.image).metadata()
    expect(response.status).toBe(200)
    expect(metadata).toMatchObject({ format: "jpeg", width, height })
  })

  it("refuses kindly what moderation refuses, looks no further, and stays in the conversation", async () => {
    harness.rekognition.sight.moderation = { Explicit: 61, Alcohol: 99 }
    const visitor = await beginVisit(open().app)
    await visitor.hear("book")
    const lexCalls = harness.lex.calls.length

    const reply = (await (await show(visitor, photo)).json()) as Reply

    expect(reply).toMatchObject({
      image: { labels: [], text: [], moderated: true },
      dialogAction: "ElicitSlot",
      slotToElicit: "Nights",
      messages: [{ text: expect.stringContaining("rather not look at that picture") }],
    })
    expect(harness.rekognition.calls.map(({ operation }) => operation)).toEqual(["DetectModerationLabels"])
    expect(harness.lex.calls).toHaveLength(lexCalls)
  })

  it.each([
    { sure: 40, moderated: false },
    { sure: 61, moderated: true },
  ])("refuses by PHOTO_MODERATION: $sure % is $moderated at 50", async ({ sure, moderated }) => {
    harness.rekognition.sight.moderation = { Explicit: sure }
    const visitor = await beginVisit(open().app)

    const reply = (await (await show(visitor, photo)).json()) as Reply

    expect(reply.image?.moderated).toBe(moderated)
  })

  it("lets wine and swimwear pass", async () => {
    harness.rekognition.sight.moderation = { Alcohol: 99, "Swimwear or Underwear": 99 }
    const visitor = await beginVisit(open().app)

    expect(await (await show(visitor, photo)).json()).toMatchObject({ image: { moderated: false } })
  })
})

describe("a photo that can't be looked at", () => {
  const fake = new TextEncoder().encode("a text file that calls itself a picture")

  it.each([
    { what: "20 MB", image: new Uint8Array(20_000_000).fill(255, 0, 3), status: 413, detail: /at most 5 MB/ },
    { what: "100 megapixels", image: claimPng(10_000, 10_000), status: 413, detail: /100 megapixels.*at most 64/ },
    { what: "a bomb", image: claimPng(4_000_000_000, 4_000_000_000), status: 413, detail: /at most 64 megapixels/ },
    { what: "a fake PNG", image: fake, status: 415, detail: /whatever it is called. Send a JPEG, PNG, or WebP/ },
    { what: "a PNG without pixels", image: claimPng(200, 200), status: 422, detail: /can't be decoded/ },
    { what: "nothing", image: new Uint8Array(), status: 422, detail: /no picture/ },
  ])("$what: $status and what to do", async ({ image, status, detail }) => {
    const visitor = await beginVisit(open().app)

    const response = await show(visitor, Uint8Array.from(image), {}, "holiday.png")

    const problem = (await response.json()) as Problem
    expect(response.status).toBe(status)
    expect(response.headers.get("Content-Type")).toBe("application/problem+json")
    expect(`${problem.detail} ${problem.errors?.[0]?.detail}`).toMatch(detail)
    expect(harness.rekognition.calls).toEqual([])
  })

  it("is refused when it moves", async () => {
    const one = await sharp(await makePicture(100, 100))
      .negate()
      .toBuffer()
    const frames = [one, Buffer.from(await makePicture(100, 100))]
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [90, 90] })
      .toBuffer()
    const visitor = await beginVisit(open().app)

    const response = await show(visitor, Uint8Array.from(animation))

    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ type: "/problems/image-animated" })
  })

  it.each([
    { contentType: "application/json", body: "{}", status: 415 },
    { contentType: "multipart/form-data; boundary=x", body: "not a form", status: 400 },
    { contentType: "multipart/form-data", body: "no boundary", status: 415 },
  ])("is refused as $contentType", async ({ contentType, body, status }) => {
    const visitor = await beginVisit(open().app)

    const response = await visitor.call("/api/images", {
      method: "POST",
      body,
      headers: { "Content-Type": contentType },
    })

    expect(response.status).toBe(status)
  })

  it("needs a conversation", async () => {
    const response = await open().app.request("/api/images", { method: "POST", body: photo })

    expect(response.status).toBe(401)
  })
})

describe("a photo that comes twice", () => {
  it("is answered once, with the same reply", async () => {
    const visitor = await beginVisit(open().app)

    const [one, other] = await Promise.all([1, 2].map(() => show(visitor, photo, { turnId: "twice" })))
    const later = await show(visitor, photo, { turnId: "twice" })

    const first = await one?.text()
    expect(await other?.text()).toBe(first)
    expect(await later.text()).toBe(first)
    expect(harness.rekognition.calls).toHaveLength(3)
  })

  it("is refused when it is another photo, or has other words", async () => {
    const visitor = await beginVisit(open().app)
    await show(visitor, photo, { turnId: "once" })

    const [otherPhoto, otherWords] = await Promise.all([
      show(visitor, await makePicture(401, 300), { turnId: "once" }),
      show(visitor, photo, { turnId: "once", text: "what is this" }),
    ])

    expect([otherPhoto?.status, otherWords?.status]).toEqual([422, 422])
  })
})

describe("many photos at once", () => {
  it("wait within bounds, and the next is told to come back", async () => {
    const { app } = open({ PHOTO_CONCURRENCY: "1", PHOTO_QUEUE: "1" })
    const visitors = await Promise.all([1, 2, 3].map(() => beginVisit(app)))
    const release = harness.rekognition.hold()

    const shown = visitors.map((visitor) => show(visitor, photo))
    const refused = await Promise.race(shown)
    const [talker] = visitors
    const text = await Promise.race([talker?.say("hello"), refused])
    release()
    const statuses = (await Promise.all(shown)).map(({ status }) => status)

    expect(refused.status).toBe(503)
    expect(refused.headers.get("Retry-After")).toBe("2")
    expect(text?.status).toBeDefined()
    expect(statuses.sort()).toEqual([200, 200, 503])
  })

  it("don't keep those who write waiting", async () => {
    const { app } = open({ PHOTO_CONCURRENCY: "1" })
    const [painter, writer] = await Promise.all([beginVisit(app), beginVisit(app)])
    const release = harness.rekognition.hold()

    const showing = show(painter, photo)
    const answered = await writer.hear("hello")
    release()

    expect(answered.messages[0]).toMatchObject({ text: "Hello again." })
    expect((await showing).status).toBe(200)
  })
})

describe("when Rekognition fails", () => {
  it.each([
    { error: { status: 400, type: "InvalidImageFormatException" }, status: 422 },
    { error: { status: 400, type: "AccessDeniedException" }, status: 503 },
  ])("$error.type becomes $status", async ({ error, status }) => {
    const visitor = await beginVisit(open().app)
    harness.rekognition.fail(error)

    expect((await show(visitor, photo)).status).toBe(status)
  })

  it("the turn can be taken again", async () => {
    const visitor = await beginVisit(open().app)
    harness.rekognition.fail({ status: 400, type: "InvalidImageFormatException" })

    const first = await show(visitor, photo, { turnId: "again" })
    const second = await show(visitor, photo, { turnId: "again" })

    expect([first.status, second.status]).toEqual([422, 200])
  })
})

describe("without a decoder", () => {
  it("the photo loses its metadata, and what can't be resized is refused", async () => {
    const exif = { IFD0: { Copyright: "Anna Keller" } }
    const tagged = await sharp(photo).withMetadata({ orientation: 6 }).withExifMerge(exif).toBuffer()
    const visitor = await beginVisit(harness.openApp().app)

    const taken = await show(visitor, Uint8Array.from(tagged))
    const webp = await show(visitor, await makePicture(200, 200, "webp"))
    const tall = await show(visitor, claimPng(100, 12_000))

    const seen = harness.rekognition.calls[0]?.image ?? new Uint8Array()
    expect([taken.status, webp.status, tall.status]).toEqual([200, 415, 413])
    expect(Buffer.from(seen).includes("Anna Keller")).toBe(false)
    expect((await sharp(seen).metadata()).orientation).toBe(6)
  })
})

it("nothing of a photo is logged", () => {
  expect(harness.log.join("\n")).not.toMatch(/Kite|Anna|Welcome/)
})
