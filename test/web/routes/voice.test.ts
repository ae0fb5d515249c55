import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { joined, noise, tone, toPcm16, writeWav } from "#test/support/sound.ts"
import { beginVisit, startWebHarness, type Visitor, type WebHarness } from "#test/support/web-harness.ts"
import type { History, Problem, Reply } from "#web/contract.ts"

let harness: WebHarness

beforeAll(async () => {
  harness = await startWebHarness()
})
afterAll(() => harness.close())

/** Loud enough to be taken for speech. */
const SOUND = toPcm16(joined(noise(0.2, 16_000, 0.001), tone(300, 0.5, 16_000), noise(0.2, 16_000, 0.001)))
const L16 = "audio/l16;rate=16000"

function speak(visitor: Visitor, body: BodyInit, type = L16, query = ""): Promise<Response> {
  return visitor.call(`/api/voice${query}`, { method: "POST", body, headers: { "Content-Type": type } })
}

describe("a spoken turn", () => {
  it("is answered with what was heard, and kept in the history as others are", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    harness.lex.hear("book")

    const reply = (await (await speak(visitor, SOUND, L16, "?turnId=t1")).json()) as Reply
    const history = (await (await visitor.call("/api/history")).json()) as History

    expect(reply).toMatchObject({ turnId: "t1", transcript: "book", slotToElicit: "Nights" })
    expect(reply.messages).toMatchObject([{ type: "text", text: "How many nights?" }])
    expect(history.turns.at(-1)).toMatchObject({ turnId: "t1", text: "book" })
    expect(harness.lex.calls.at(-1)).toMatchObject({
      requestAttributes: { turnId: "t1" },
      audio: { contentType: "audio/l16; rate=16000; channels=1", bytes: SOUND.length },
    })
  })

  it.each([
    { what: "8 kHz stays", sampleRateHz: 8000, type: /lpcm; sample-rate=8000/, bytes: 16_000 },
    { what: "44.1 kHz becomes 16 kHz", sampleRateHz: 44_100, type: /rate=16000/, bytes: 32_000 },
    { what: "48 kHz stereo becomes 16 kHz mono", sampleRateHz: 48_000, channels: 2, type: /rate=16000/, bytes: 32_000 },
  ])("in a WAV file of $what", async ({ sampleRateHz, channels = 1, type, bytes }) => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    harness.lex.hear("hello")
    const data = toPcm16(tone(300, channels, sampleRateHz))

    const response = await speak(visitor, writeWav({ sampleRateHz, channels, data }), "audio/wav")

    expect(response.status).toBe(200)
    expect(harness.lex.calls.at(-1)?.audio).toEqual({ contentType: expect.stringMatching(type), bytes })
  })

  it("happens once, however often it is sent", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    for (const words of ["book", "2"]) await visitor.hear(words)
    harness.lex.hear("yes")
    const bookings = harness.lex.bookings.size

    harness.lex.loseAnswer()
    const replies = await Promise.all([1, 2, 3].map(() => speak(visitor, SOUND, L16, "?turnId=once")))
    const bodies = await Promise.all(replies.map((response) => response.text()))
    const other = await speak(visitor, SOUND.slice(2), L16, "?turnId=once")

    expect(new Set(bodies).size).toBe(1)
    expect(bodies[0]).toContain("Booked 2 nights")
    expect(harness.lex.bookings.size).toBe(bookings + 1)
    expect(((await other.json()) as Problem).type).toBe("/problems/turn-id-reused")
  })

  it("that wasn't understood leaves the conversation where it was", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    await visitor.hear("book")
    harness.lex.hear(undefined)

    const response = await speak(visitor, SOUND)
    const history = (await (await visitor.call("/api/history")).json()) as History
    const next = await visitor.hear("3")

    expect(response.status).toBe(422)
    expect(((await response.json()) as Problem).type).toBe("/problems/speech-not-understood")
    expect(history.turns).toHaveLength(2)
    expect(next.messages).toMatchObject([{ text: "Book 3 nights?" }])
  })
})

describe("audio that is no good", () => {
  const silence = new Uint8Array(32_000)
  const wav = (parts: Partial<Parameters<typeof writeWav>[0]>) =>
    writeWav({ sampleRateHz: 16_000, data: SOUND, ...parts })
  it.each([
    { what: "empty", body: new Uint8Array(), type: L16, status: 422, kind: "audio-invalid" },
    { what: "half a sample", body: SOUND.slice(1), type: L16, status: 422, kind: "audio-invalid" },
    { what: "silent", body: silence, type: L16, status: 422, kind: "speech-not-heard" },
    { what: "a constant", body: new Uint8Array(32_000).fill(64), type: L16, status: 422, kind: "speech-not-heard" },
    {
      what: "a click",
      body: toPcm16(joined(new Float32Array(8000), tone(900, 0.03, 16_000), new Float32Array(8000))),
      type: L16,
      status: 422,
      kind: "speech-not-heard",
    },
    { what: "too long", body: new Uint8Array(56 * 32_000).fill(77), type: L16, status: 422, kind: "audio-too-long" },
    { what: "huge", body: new Uint8Array(13_000_000), type: L16, status: 413, kind: "body-too-large" },
    {
      what: "no WAV file",
      body: new TextEncoder().encode("<!doctype html><title>not audio</title>"),
      type: "audio/wav",
      status: 422,
      kind: "audio-invalid",
    },
    {
      what: "a WAV file cut off",
      body: wav({ claimedBytes: SOUND.length * 2 }),
      type: "audio/wav",
      status: 422,
      kind: "audio-invalid",
    },
    {
      what: "an MP3 in a WAV file",
      body: wav({ encoding: 85 }),
      type: "audio/wav",
      status: 422,
      kind: "audio-invalid",
    },
    {
      what: "a WAV file of 4 kHz",
      body: wav({ sampleRateHz: 4000 }),
      type: "audio/wav",
      status: 422,
      kind: "audio-invalid",
    },
    {
      what: "a WAV file without sound",
      body: wav({ data: new Uint8Array() }),
      type: "audio/wav",
      status: 422,
      kind: "audio-invalid",
    },
    {
      what: "of a rate nobody speaks at",
      body: SOUND,
      type: "audio/l16;rate=1",
      status: 415,
      kind: "unsupported-media-type",
    },
    { what: "without a rate", body: SOUND, type: "audio/l16", status: 415, kind: "unsupported-media-type" },
    {
      what: "raw with two channels",
      body: SOUND,
      type: "audio/l16;rate=16000;channels=2",
      status: 415,
      kind: "unsupported-media-type",
    },
    { what: "Opus", body: SOUND, type: "audio/webm;codecs=opus", status: 415, kind: "unsupported-media-type" },
    { what: "JSON", body: "{}", type: "application/json", status: 415, kind: "unsupported-media-type" },
  ])("($what) is refused with $status $kind", async ({ body, type, status, kind }) => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    const calls = harness.lex.calls.length

    const response = await speak(visitor, body, type)
    const problem = (await response.json()) as Problem

    expect([response.status, problem.type]).toEqual([status, `/problems/${kind}`])
    expect(response.headers.get("Content-Type")).toBe("application/problem+json")
    expect(problem.detail).toMatch(/\.$/)
    expect(harness.lex.calls.length).toBe(calls)
  })

  it("needs a session, and a turnId that is one", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)

    const stranger = await app.request("/api/voice", { method: "POST", body: SOUND, headers: { "Content-Type": L16 } })
    const odd = await speak(visitor, SOUND, L16, "?turnId=a/b")

    expect(stranger.status).toBe(401)
    expect(odd.status).toBe(422)
  })
})

describe("many who speak at once", () => {
  it("leave room for those who write", async () => {
    const { app } = harness.openApp({ VOICE_CONCURRENCY: "2", VOICE_QUEUE: "1", LEX_CONCURRENCY: "3", LEX_QUEUE: "0" })
    const writer = await beginVisit(app)
    const speakers: Visitor[] = []
    while (speakers.length < 4) speakers.push(await beginVisit(app))
    const isOf = (visitors: readonly Visitor[]) =>
      harness.lex.calls.filter(({ sessionId }) => visitors.some((visitor) => visitor.sessionId === sessionId)).length
    harness.lex.hear("hello")
    const letGo = harness.lex.hold()

    const spoken = speakers.map((visitor) => speak(visitor, SOUND))
    await expect.poll(() => isOf(speakers)).toBe(2)
    const written = writer.say("hello")
    await expect.poll(() => isOf([writer])).toBe(1)
    letGo()
    const statuses = (await Promise.all(spoken)).map(({ status }) => status).sort()

    expect(await written).toMatchObject({ status: 200 })
    // Two at once, one waiting, the fourth told to come back.
    expect(statuses).toEqual([200, 200, 200, 503])
  })
})
