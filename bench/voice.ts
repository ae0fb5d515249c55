// `npm run bench -- voice`: talking to the whole site, started as `npm start` does, over HTTP and over the live line: how
// long after the end of speech the first sound of the answer is there, and what twenty who talk do to those who write.
// The local endpoint by itself is speech-turn.ts.

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { WebSocket } from "ws"
import { planText } from "#local/polly/plan-text.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { findVoice } from "#local/polly/voices.ts"
import type { LiveEvent, Reply, SessionReply } from "#web/contract.ts"
import { type BenchResult, type BenchSuite, percentile, round } from "./report.ts"

const MAIN = fileURLToPath(new URL("../web/main.ts", import.meta.url))
/** About three seconds. */
const WORDS = "I'd like a room in Lisbon from Friday for two nights"
const TURNS = 20
/** As slow as people speak. */
const PACED_TURNS = 6
const PIECE_MS = 100
const BYTES_PER_MS = 32
const AT_ONCE = 20
const TEXT_TURNS = 200

/** The suite; takes a minute or two. */
export const voiceSuite: BenchSuite = {
  describes:
    "the site: end of speech to the first sound of the answer, over HTTP and live; text turns beside twenty spoken",
  run: async ({ say }) => {
    const folder = await mkdtemp(join(tmpdir(), "concierge-bench-"))
    const site = await startSite(folder)
    try {
      return await measure(site.url, await utterance(), say)
    } finally {
      site.process.kill()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function startSite(folder: string): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  // Patient: on a busy machine twenty at once take their time, and it is the time that is asked for.
  const limits = { RATE_LIMIT_SESSION: "1000000", RATE_LIMIT_ADDRESS: "1000000", TURN_TIMEOUT_MS: "120000" }
  const env = { ...process.env, ...limits, PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: folder, LOG_LEVEL: "error" }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "ignore"] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ {2}Site +(\S+)/.exec(line)?.[1]
    if (url !== undefined) return { url, process: child }
  }
  throw new Error("the site didn't start")
}

async function utterance(): Promise<Uint8Array<ArrayBuffer>> {
  const voice = findVoice("Matthew")
  if (voice === undefined) throw new Error("there is no voice Matthew")
  const speaker = createSpeaker({ threads: 1 })
  const { sentences } = planText({ text: WORDS, textType: "text", voice, engine: "standard" })
  const job = { sentences, voice, output: { format: "pcm", sampleRateHz: 16_000 } } as const
  const parts: Uint8Array[] = []
  for await (const chunk of await speaker.speak(job, new AbortController().signal)) {
    if ("audio" in chunk) parts.push(chunk.audio)
  }
  await speaker.close()
  return Uint8Array.from(Buffer.concat(parts))
}

async function measure(url: string, pcm: Uint8Array<ArrayBuffer>, say: (line: string) => void) {
  for (let i = 0; i < 3; i++) await speakOverHttp(url, pcm)
  say("warm")
  const overHttp: number[] = []
  for (let i = 0; i < TURNS; i++) overHttp.push(await speakOverHttp(url, pcm))
  say("over HTTP: done")
  const live: number[] = []
  for (let i = 0; i < TURNS; i++) live.push(await speakLive(url, pcm, sendAtOnce))
  say("live: done")
  const atPace: number[] = []
  for (let i = 0; i < PACED_TURNS; i++) atPace.push(await speakLive(url, pcm, sendAtPace))
  say("live, at a speaker's pace: done")
  const idle = await writeTurns(url, TEXT_TURNS, () => false)
  let isOver = false
  const talking = Promise.all(Array.from({ length: AT_ONCE }, () => speakOverHttp(url, pcm))).finally(() => {
    isOver = true
  })
  const busy = await writeTurns(url, Number.POSITIVE_INFINITY, () => isOver)
  await talking
  const [idleP99, busyP99] = [percentile(idle, 0.99), percentile(busy, 0.99)]
  const seconds = round(pcm.length / 32_000)
  const results: BenchResult[] = [
    { name: "utterance", value: seconds, unit: "s" },
    { name: "HTTP: end of speech to first sound, p50", value: percentile(overHttp, 0.5), unit: "ms" },
    { name: "HTTP: end of speech to first sound, p95", value: percentile(overHttp, 0.95), unit: "ms" },
    { name: "live: end of speech to first sound, p50", value: percentile(live, 0.5), unit: "ms" },
    { name: "live: end of speech to first sound, p95", value: percentile(live, 0.95), unit: "ms" },
    { name: "live, at a speaker's pace, Lex hears the end: p50", value: percentile(atPace, 0.5), unit: "ms" },
    {
      name: `text turn p99 beside ${AT_ONCE} spoken turns at once`,
      value: busyP99,
      unit: "ms",
      peer: "alone",
      peerValue: idleP99,
      ratio: round(busyP99 / idleP99),
    },
  ]
  return results
}

async function beginSession(url: string): Promise<Readonly<Record<string, string>>> {
  const { token } = (await (await fetch(`${url}/api/sessions`, { method: "POST" })).json()) as SessionReply
  return { Authorization: `Bearer ${token}` }
}

/** @returns milliseconds from the last byte of speech sent to the first byte of the answer's sound. */
async function speakOverHttp(url: string, pcm: Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = await beginSession(url)
  const startedAt = performance.now()
  const response = await fetch(`${url}/api/voice`, {
    method: "POST",
    body: pcm,
    headers: { ...headers, "Content-Type": "audio/l16;rate=16000" },
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  const { messages } = (await response.json()) as Reply
  const speech = await fetch(`${url}/api/speech/${messages[0]?.id}`, { headers })
  const reader = speech.body?.getReader()
  await reader?.read()
  const ms = performance.now() - startedAt
  await reader?.cancel()
  return ms
}

/** The same over the live line: from `end` to the first binary frame. What is sent before `end` comes as fast as it may. */
/** Sends a turn's sound. @returns when all that was spoken is sent, by the clock. */
type SendSound = (pcm: Uint8Array<ArrayBuffer>, socket: WebSocket) => number | Promise<number>

/** As from a visitor who lets go of the button. */
function sendAtOnce(pcm: Uint8Array<ArrayBuffer>, socket: WebSocket): number {
  for (let at = 0; at < pcm.length; at += 6400) socket.send(pcm.subarray(at, at + 6400))
  const endedAt = performance.now()
  socket.send(JSON.stringify({ type: "end" }))
  return endedAt
}

/** As a microphone sends it: silence follows, in which Lex hears that it is the end. */
async function sendAtPace(pcm: Uint8Array<ArrayBuffer>, socket: WebSocket): Promise<number> {
  const startedAt = performance.now()
  const piece = PIECE_MS * BYTES_PER_MS
  const send = async (index: number): Promise<void> => {
    const sound = pcm.subarray(index * piece, (index + 1) * piece)
    socket.send(sound.length > 0 ? sound : new Uint8Array(piece))
    const waitMs = Math.max(0, startedAt + (index + 1) * PIECE_MS - performance.now())
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  const pieces = Math.ceil(pcm.length / piece)
  for (let index = 0; index < pieces; index++) await send(index)
  const endedAt = performance.now()
  const goOn = async (index: number): Promise<void> => {
    if (socket.readyState !== WebSocket.OPEN) return
    await send(index)
    await goOn(index + 1)
  }
  void goOn(pieces)
  return endedAt
}

async function speakLive(url: string, pcm: Uint8Array<ArrayBuffer>, sendSound: SendSound): Promise<number> {
  const { Authorization = "" } = await beginSession(url)
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/api/live`)
  const send = (request: object) => socket.send(JSON.stringify(request))
  let endedAt: number | Promise<number> = 0
  const first = new Promise<number>((resolve, reject) => {
    socket.on("error", reject)
    socket.on("open", () => send({ type: "hello", token: Authorization.replace("Bearer ", "") }))
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) return resolve(performance.now())
      const event = JSON.parse(data.toString()) as LiveEvent
      if (event.type === "problem") reject(new Error(event.problem.title))
      if (event.type !== "ready") return
      send({ type: "begin", turnId: crypto.randomUUID(), speak: true })
      endedAt = sendSound(pcm, socket)
    })
  })
  const ms = (await first) - (await endedAt)
  socket.terminate()
  return ms
}

/** Text turns one after the other, until there are enough or it is over. */
async function writeTurns(url: string, most: number, isOver: () => boolean): Promise<readonly number[]> {
  const headers = { ...(await beginSession(url)), "Content-Type": "application/json" }
  const times: number[] = []
  while (times.length < most && !isOver()) {
    const startedAt = performance.now()
    const response = await fetch(`${url}/api/messages`, { method: "POST", body: '{"text":"help"}', headers })
    await response.arrayBuffer()
    times.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return times
}
