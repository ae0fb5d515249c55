// The live WebSocket in front of the assistant's own bot: what is said while it is sent, and lines that break.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { WebSocket } from "ws"
import { createSpeaker } from "#local/polly/speaker.ts"
import { openLiveLine } from "#test/support/live-line.ts"
import { joined, toPcm16 } from "#test/support/sound.ts"
import { speakAloud } from "#test/support/spoken-wav.ts"
import type { History, Reply, SessionReply } from "#web/contract.ts"
import { type RunningSite, startSite } from "#web/node.ts"

let site: RunningSite
let folder: string
const log: string[] = []
/** 16-bit PCM at 16 kHz. */
let said: { readonly room: Uint8Array; readonly help: Uint8Array }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "concierge-live-"))
  const environment = { PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: folder, LOG_LEVEL: "info" }
  site = await startSite(environment, (line) => log.push(line))
  const speaker = createSpeaker({ threads: 1 })
  const sayPcm = async (text: string) =>
    toPcm16(joined(await speakAloud(speaker, text, "Joanna"), new Float32Array(1600)))
  said = { room: await sayPcm("I would like a room in Lisbon"), help: await sayPcm("what can you do") }
  await speaker.close()
})
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

async function begin(): Promise<{
  token: string
  history: () => Promise<History>
  post: (path: string, pcm: Uint8Array) => Promise<Response>
}> {
  const response = await fetch(`${site.url}/api/sessions`, { method: "POST" })
  const { token } = (await response.json()) as SessionReply
  const headers = { Authorization: `Bearer ${token}` }
  return {
    token,
    history: async () => (await (await fetch(`${site.url}/api/history`, { headers })).json()) as History,
    post: async (path, pcm) =>
      await fetch(site.url + path, {
        method: "POST",
        body: Uint8Array.from(pcm),
        headers: { ...headers, "Content-Type": "audio/l16;rate=16000" },
      }),
  }
}

async function openFor(token: string) {
  const line = await openLiveLine(site.url)
  line.send({ type: "hello", token })
  await line.next("ready")
  return line
}

describe("a live conversation", () => {
  it("hears while the visitor speaks, and answers in words and sound with marks", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)

    line.send({ type: "begin", turnId: "t1", speak: true })
    line.sendSound(said.room)
    line.send({ type: "end" })
    const { transcript } = await line.next("transcript")
    const { reply } = await line.next("reply")
    const speech = await line.next("speech")
    const end = await line.next("speech-end")
    const history = await visitor.history()
    line.drop()

    expect(transcript.toLowerCase()).toContain("lisbon")
    expect(reply).toMatchObject({ turnId: "t1", transcript, intent: { name: "BookHotel" } })
    expect(history.turns.at(-1)).toMatchObject({ turnId: "t1", text: transcript })
    expect(speech.messageId).toBe(reply.messages[0]?.id)
    expect(speech.marks).toContain('"type":"word"')
    expect(end.isWhole).toBe(true)
    expect(line.soundBytes()).toBeGreaterThan(4000)
  })

  it("takes one turn after the other on one line, each in its place", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)
    const replies: Reply[] = []
    for (const [turnId, pcm] of [
      ["a", said.room],
      ["b", said.help],
    ] as const) {
      line.send({ type: "begin", turnId })
      line.sendSound(pcm)
      line.send({ type: "end" })
      await expect
        .poll(() => line.events.filter(({ type }) => type === "reply").length, { timeout: 20_000 })
        .toBe(replies.length + 1)
      replies.push(
        ...line.events.flatMap((event) => (event.type === "reply" && event.turnId === turnId ? [event.reply] : [])),
      )
    }
    line.drop()

    expect(replies.map(({ turnId }) => turnId)).toEqual(["a", "b"])
    expect((await visitor.history()).turns.map(({ turnId }) => turnId).slice(1)).toEqual(["a", "b"])
  })
})

describe("a line that breaks", () => {
  it("while the visitor speaks loses nothing: the turn is sent whole, and taken once", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)
    line.send({ type: "begin", turnId: "t1" })
    line.sendSound(said.room.subarray(0, 12_800))
    line.drop()

    const response = await visitor.post("/api/voice?turnId=t1&live=1", said.room)
    const reply = (await response.json()) as Reply

    expect(response.status).toBe(200)
    expect(reply.transcript?.toLowerCase()).toContain("lisbon")
    expect((await visitor.history()).turns.filter(({ turnId }) => turnId === "t1")).toHaveLength(1)
  })

  it("after all was said loses nothing either: the reply is there when it is asked for again", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)
    line.send({ type: "begin", turnId: "t1" })
    line.sendSound(said.room)
    line.send({ type: "end" })
    await line.next("transcript")
    line.drop()

    const reply = (await (await visitor.post("/api/voice?turnId=t1&live=1", said.room)).json()) as Reply
    const again = (await (await visitor.post("/api/voice?turnId=t1&live=1", said.room)).json()) as Reply

    expect(reply.intent?.name).toBe("BookHotel")
    expect(again).toEqual(reply)
    expect((await visitor.history()).turns.filter(({ turnId }) => turnId === "t1")).toHaveLength(1)
  })
})

describe("a turn that comes to nothing", () => {
  it("is told as a problem, and the line goes on", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)

    line.send({ type: "begin", turnId: "quiet" })
    line.sendSound(new Uint8Array(32_000))
    line.send({ type: "end" })
    const { problem, turnId } = await line.next("problem")
    line.send({ type: "begin", turnId: "loud" })
    line.sendSound(said.room)
    line.send({ type: "end" })
    const { reply } = await line.next("reply")
    line.drop()

    expect([turnId, problem.type]).toEqual(["quiet", "/problems/speech-not-heard"])
    expect(reply.turnId).toBe("loud")
  })

  it("may be taken back", async () => {
    const visitor = await begin()
    const line = await openFor(visitor.token)

    line.send({ type: "begin", turnId: "never" })
    line.sendSound(said.room.subarray(0, 9600))
    line.send({ type: "cancel" })
    await line.next("problem")
    line.drop()

    expect((await visitor.history()).turns.map(({ turnId }) => turnId)).not.toContain("never")
  })
})

describe("who may not", () => {
  it.each([
    { what: "a bad token", send: { type: "hello", token: "v1.bad.token" } as const, code: 4401 },
    { what: "a turn before hello", send: { type: "begin", turnId: "t1" } as const, code: 4401 },
    { what: "what is no message", send: { type: "shout" } as never, code: 4400 },
  ])("($what) is told why, and hung up on", async ({ send, code }) => {
    const line = await openLiveLine(site.url)

    line.send(send)
    const { problem } = await line.next("problem")

    expect(problem.type).toMatch(/^\/problems\//)
    expect(await line.closed).toBe(code)
  })

  it("has four lines of the same conversation already", async () => {
    const visitor = await begin()
    const lines = [await openFor(visitor.token), await openFor(visitor.token)]
    lines.push(await openFor(visitor.token), await openFor(visitor.token))
    const fifth = await openLiveLine(site.url)

    fifth.send({ type: "hello", token: visitor.token })
    const code = await fifth.closed
    for (const line of lines) line.drop()

    expect(code).toBe(4429)
  })

  it("comes from a foreign site, or without a WebSocket", async () => {
    const foreign = new WebSocket(`${site.url.replace(/^http/, "ws")}/api/live`, { origin: "https://evil.example" })
    const refused = await new Promise<Error>((resolve) => foreign.once("error", resolve))
    const plain = await fetch(`${site.url}/api/live`)

    expect(refused.message).toContain("403")
    expect(plain.status).toBe(426)
  })

  it("leaves no word of what was said, and no token, in the log", () => {
    expect(log.join("\n")).not.toMatch(/lisbon|v1\.bad\.token/i)
  })
})
