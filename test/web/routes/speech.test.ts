import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { systemClock } from "#core/time.ts"
import { pollyService } from "#local/polly/polly-service.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { beginVisit, startWebHarness, type WebHarness } from "#test/support/web-harness.ts"
import type { Problem } from "#web/contract.ts"

let harness: WebHarness

beforeAll(async () => {
  harness = await startWebHarness([pollyService({ speaker: createSpeaker({ threads: 1 }), clock: systemClock })])
})
afterAll(() => harness.close())

type Mark = { readonly time: number; readonly type: string; readonly value: string }

const readMarks = async (response: Response): Promise<readonly Mark[]> =>
  (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Mark)

describe("a message spoken", () => {
  it("is MP3, with the marks of its words beside it", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    const [greeting] = visitor.messages

    const audio = await visitor.call(`/api/speech/${greeting?.id}`)
    const marks = await visitor.call(`/api/speech/${greeting?.id}?marks=word`)
    const bytes = new Uint8Array(await audio.arrayBuffer())

    expect([audio.status, audio.headers.get("Content-Type")]).toEqual([200, "audio/mpeg"])
    expect(bytes.length).toBeGreaterThan(2000)
    // An MPEG audio frame begins with eleven ones.
    expect([bytes[0], (bytes[1] ?? 0) & 0xe0]).toEqual([0xff, 0xe0])
    expect(await readMarks(marks)).toMatchObject([{ type: "word", value: "Welcome" }])
  })

  it("says SSML as SSML, a card by its words, and data not at all", async () => {
    // The neural engine doesn't know <emphasis>.
    const { app } = harness.openApp({ POLLY_ENGINE: "standard" })
    const visitor = await beginVisit(app)
    const { messages } = await visitor.hear("show everything")
    const marksOf = async (i: number) =>
      await readMarks(await visitor.call(`/api/speech/${messages[i]?.id}?marks=word`))

    const [ssml, card] = [await marksOf(0), await marksOf(1)]
    const data = await visitor.call(`/api/speech/${messages[2]?.id}`)

    expect(ssml.map(({ value }) => value)).toEqual(expect.arrayContaining(["Rooms", "views", "Ready"]))
    // The break of a second is before the last word.
    expect((ssml.at(-1)?.time ?? 0) - (ssml.at(-2)?.time ?? 0)).toBeGreaterThan(1000)
    expect(card.map(({ value }) => value)).toEqual(["Sea", "view", "2", "nights"])
    expect([data.status, ((await data.json()) as Problem).type]).toEqual([404, "/problems/message-not-found"])
  })

  it("says the words alone of SSML that the engine doesn't know", async () => {
    const { app } = harness.openApp({ POLLY_ENGINE: "neural" })
    const visitor = await beginVisit(app)
    const { messages } = await visitor.hear("show everything")

    const marks = await readMarks(await visitor.call(`/api/speech/${messages[0]?.id}?marks=word`))

    expect(marks.map(({ value }) => value)).toEqual(expect.arrayContaining(["Rooms", "views", "Ready"]))
  })

  it("may be kept by the visitor's browser, which asks whether it still may", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    const path = `/api/speech/${visitor.messages[0]?.id}`

    const first = await visitor.call(path)
    const again = await visitor.call(path, { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } })
    await visitor.call("/api/sessions/current", { method: "DELETE" })
    const erased = await visitor.call(path, { headers: { "If-None-Match": first.headers.get("ETag") ?? "" } })

    expect(first.headers.get("Cache-Control")).toBe("private, no-cache")
    expect([again.status, again.headers.get("ETag")]).toEqual([304, first.headers.get("ETag")])
    expect([erased.status, erased.headers.get("Cache-Control")]).toEqual([404, "no-store"])
  })

  it("is for the visitor it was said to, and nobody else", async () => {
    const { app } = harness.openApp()
    const [owner, other] = [await beginVisit(app), await beginVisit(app)]
    const path = `/api/speech/${owner.messages[0]?.id}`

    expect((await other.call(path)).status).toBe(404)
    expect((await app.request(path)).status).toBe(401)
    expect((await owner.call("/api/speech/no-such-message.0")).status).toBe(404)
    expect((await owner.call(`${path}?marks=viseme`)).status).toBe(422)
  })

  it("is refused in a language nobody speaks here", async () => {
    const { app } = harness.openApp({ LEX_LOCALE_ID: "en_US,es_ES" })
    const visitor = await beginVisit(app, { locale: "es_ES" })

    const response = await visitor.call(`/api/speech/${visitor.messages[0]?.id}`)

    expect([response.status, ((await response.json()) as Problem).type]).toEqual([501, "/problems/voice-not-found"])
    expect(harness.log.join("\n")).toContain("LanguageNotSupportedException")
  })

  it("is refused when Polly isn't there", async () => {
    const mute = await startWebHarness()
    const visitor = await beginVisit(mute.openApp().app)

    const response = await visitor.call(`/api/speech/${visitor.messages[0]?.id}`)
    await mute.close()

    expect(response.status).toBeGreaterThanOrEqual(500)
    expect(response.headers.get("Content-Type")).toBe("application/problem+json")
  })
})
