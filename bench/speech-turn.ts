// Measures spoken turns over HTTP (RecognizeUtterance with sound both ways) at a local endpoint in a process of its own: how
// soon the answer is heard, and what twenty turns at once do to text turns and to memory. Synthesis by itself is speech.ts.

import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { Agent, type IncomingMessage, request } from "node:http"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { gunzipSync } from "node:zlib"
import { type BenchResult, type BenchSuite, percentile, round } from "./report.ts"

const MAIN = fileURLToPath(new URL("../local/main.ts", import.meta.url))
/** About three seconds each, in words of the assistant. */
const SAYINGS = [
  "I'd like a room in Lisbon from Friday for two nights",
  "please find me a flight to Rome for next Monday morning",
  "can you recommend a funny film for this evening please",
]
const SPEAKERS = ["Joanna", "Matthew"]
const SEQUENTIAL_TURNS = 24
const AT_ONCE = 20
const ROUNDS = 4
const IDLE_TEXT_TURNS = 300
const TEXT_PAUSE_MS = 5
const RATE_HZ = 16_000

/** The suite; takes a minute or two. */
export const speechTurnSuite: BenchSuite = {
  describes:
    "spoken turns over HTTP at the local endpoint: time to the first sound, text turns beside twenty of them, memory",
  run: async ({ say }) => {
    const server = await startServer()
    try {
      return await measure(server, say)
    } finally {
      server.process.kill()
    }
  },
}

type Server = { readonly url: string; readonly process: ChildProcess }

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [MAIN, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Local AWS endpoint: (\S+)/.exec(line)?.[1]
    if (url !== undefined) return { url, process: child }
  }
  throw new Error("the local endpoint didn't start")
}

async function measure(server: Server, say: (line: string) => void): Promise<readonly BenchResult[]> {
  const speeches = await Promise.all(
    SAYINGS.flatMap((text) => SPEAKERS.map((voice) => synthesize(server, text, voice))),
  )
  const takeTurn = speaker(server, speeches)
  for (let i = 0; i < speeches.length; i++) await takeTurn()
  say("warm")
  const alone: VoiceTurn[] = []
  for (let i = 0; i < SEQUENTIAL_TURNS; i++) alone.push(await takeTurn())
  say("one at a time: done")
  const idle = await textTimes(server, (count) => count >= IDLE_TEXT_TURNS)
  const memory: number[] = []
  const busy: number[] = []
  const together: VoiceTurn[] = []
  for (let i = 0; i < ROUNDS; i++) {
    let isOver = false
    const turns = Promise.all(Array.from({ length: AT_ONCE }, takeTurn)).finally(() => {
      isOver = true
    })
    busy.push(...(await textTimes(server, () => isOver)))
    together.push(...(await turns))
    memory.push(residentMegabytes(server))
    say(`${AT_ONCE} at once: round ${i + 1} of ${ROUNDS}`)
  }
  return toResults({ alone, together, idle, busy, memory })
}

function toResults(of: {
  readonly alone: readonly VoiceTurn[]
  readonly together: readonly VoiceTurn[]
  readonly idle: readonly number[]
  readonly busy: readonly number[]
  readonly memory: readonly number[]
}): readonly BenchResult[] {
  const firsts = of.alone.map(({ firstSoundMs }) => firstSoundMs)
  const heard = [...of.alone, ...of.together].filter(({ isUnderstood }) => isUnderstood).length
  const idleP99 = percentile(of.idle, 0.99)
  const busyP99 = percentile(of.busy, 0.99)
  const [first = 0] = of.memory
  return [
    { name: "turns understood", value: heard / (of.alone.length + of.together.length), unit: "share" },
    { name: "end of speech to first sound, p50", value: percentile(firsts, 0.5), unit: "ms" },
    { name: "end of speech to first sound, p95", value: percentile(firsts, 0.95), unit: "ms" },
    { name: `text turn p99 beside ${AT_ONCE} spoken ones`, value: busyP99, unit: "ms" },
    { name: "text turn p99, idle", value: idleP99, unit: "ms" },
    { name: "text turn p99, busy over idle", value: round(busyP99 / idleP99), unit: "times" },
    {
      name: `slowest of ${AT_ONCE} at once`,
      value: Math.max(...of.together.map((turn) => turn.firstSoundMs)),
      unit: "ms",
    },
    { name: "resident memory", value: first, unit: "MB" },
    { name: `grown in ${(ROUNDS - 1) * AT_ONCE} turns more`, value: (of.memory.at(-1) ?? 0) - first, unit: "MB" },
  ]
}

type VoiceTurn = {
  /** From the end of the request to the first bytes of sound. */
  readonly firstSoundMs: number
  readonly isUnderstood: boolean
}

function speaker(server: Server, speeches: readonly Buffer[]): () => Promise<VoiceTurn> {
  const agent = new Agent({ keepAlive: true })
  let count = 0
  return async () => {
    const index = count++
    const body = speeches[index % speeches.length] ?? Buffer.alloc(0)
    const headers = {
      "content-type": "audio/l16; rate=16000; channels=1",
      "response-content-type": "audio/mpeg",
      "content-length": body.length,
    }
    const path = `${sessionPath(`speaker-${process.pid}-${index}`)}/utterance`
    let firstSoundMs = 0
    const { response, startedAt } = await send(server, agent, path, headers, body)
    for await (const chunk of response) {
      if ((chunk as Buffer).length > 0 && firstSoundMs === 0) firstSoundMs = performance.now() - startedAt
    }
    if (response.statusCode !== 200) throw new Error(`a spoken turn was answered ${response.statusCode}`)
    const state = unpack(response.headers["x-amz-lex-session-state"])
    return { firstSoundMs, isUnderstood: state.intent?.name !== undefined && state.intent.name !== "FallbackIntent" }
  }
}

/** Text turns one after the other, with a rest between them, until it is enough. @returns how long each took, in ms. */
async function textTimes(server: Server, isEnough: (count: number) => boolean): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  const body = Buffer.from(JSON.stringify({ text: "I need a hotel in Lisbon" }))
  const headers = { "content-type": "application/json", "content-length": body.length }
  while (!isEnough(times.length)) {
    const path = `${sessionPath(`typist-${process.pid}-${times.length}`)}/text`
    const { response, startedAt } = await send(server, agent, path, headers, body)
    for await (const _ of response);
    times.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, TEXT_PAUSE_MS))
  }
  agent.destroy()
  return times
}

/** 16-bit PCM of a voice. */
async function synthesize({ url }: Server, text: string, voice: string): Promise<Buffer> {
  const members = { Text: text, VoiceId: voice, OutputFormat: "pcm", SampleRate: String(RATE_HZ) }
  const response = await fetch(`${url}/v1/speech`, { method: "POST", body: JSON.stringify(members) })
  return Buffer.from(await response.arrayBuffer())
}

function sessionPath(sessionId: string): string {
  return `/bots/CONCIERGE1/botAliases/TSTALIASID/botLocales/en_US/sessions/${sessionId}`
}

type Sent = { readonly response: IncomingMessage; readonly startedAt: number }

/** Sends a request; its time starts when all of it is sent. */
function send(
  { url }: Server,
  agent: Agent,
  path: string,
  headers: Readonly<Record<string, string | number>>,
  body: Buffer,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    let startedAt = performance.now()
    const call = request(`${url}${path}`, { method: "POST", agent, headers }, (response) =>
      resolve({ response, startedAt }),
    )
    call.on("error", reject)
    call.end(body, () => {
      startedAt = performance.now()
    })
  })
}

function unpack(header: string | string[] | undefined): { readonly intent?: { readonly name?: string } } {
  return JSON.parse(gunzipSync(Buffer.from(String(header), "base64")).toString())
}

/** What the server takes of the machine's memory; 0 where `ps` isn't. */
function residentMegabytes({ process: { pid } }: Server): number {
  try {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024
  } catch (cause) {
    if (cause instanceof Error) return 0
    throw cause
  }
}
