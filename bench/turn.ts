// Measures a text turn over HTTP through the whole site (routes, stores, local Lex, code hook), beside a bare Hono app
// that echoes JSON in the same run: latency one at a time, throughput with many visitors at once. The engine without the
// wire is turn-engine.ts, whose numbers come with these.

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { Agent, request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { type BenchResult, type BenchSuite, compared, percentile, round } from "./report.ts"
import { benchTurnEngine } from "./turn-engine.ts"

const SERVER = fileURLToPath(new URL("./turn-server.ts", import.meta.url))
const SAYINGS = ["hello", "what can you do", "I need a hotel in Lisbon", "thank you"]
const PEER = "bare Hono JSON echo"

type Server = { readonly url: string; readonly process: ChildProcess }
type Post = (path: string, body: object, token?: string) => Promise<string>

/** The suite; takes a minute and a half. */
export const turnSuite: BenchSuite = {
  describes: "a text turn over HTTP through the whole local site, beside a bare Hono JSON echo; and the engine alone",
  run: async () => [...(await benchTurn()), ...(await benchTurnEngine())],
}

const SEQUENTIAL_TURNS = 400
const VISITORS = 16
const TURNS_EACH = 100

async function benchTurn(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-turn-"))
  const environment = {
    PORT: "0",
    AWS_LOCAL_PORT: "0",
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    RATE_LIMIT_SESSION: "1000000",
    RATE_LIMIT_ADDRESS: "1000000",
  }
  const startedAt = performance.now()
  const site = await start("site", environment)
  try {
    const firstAnswerMs = await timeFirstAnswer(site, startedAt)
    const echo = await start("echo", {})
    try {
      return [{ name: "start to first answer", value: firstAnswerMs, unit: "ms" }, ...(await compare(site, echo))]
    } finally {
      echo.process.kill()
    }
  } finally {
    site.process.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function start(kind: "site" | "echo", environment: Readonly<Record<string, string>>): Promise<Server> {
  const child = spawn(process.execPath, [SERVER, kind], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  })
  for await (const line of createInterface({ input: child.stdout })) return { url: line, process: child }
  throw new Error(`the ${kind} server didn't start`)
}

async function timeFirstAnswer(site: Server, startedAt: number): Promise<number> {
  const post = poster(site.url, 1)
  const token = await begin(post)
  await post("/api/messages", { text: "hello" }, token)
  return round(performance.now() - startedAt)
}

async function compare(site: Server, echo: Server): Promise<readonly BenchResult[]> {
  // Both have been asked often enough to be compiled before anything counts.
  await measureLatency(site, SEQUENTIAL_TURNS / 2)
  await measureLatency(echo, SEQUENTIAL_TURNS)
  const own = await measureLatency(site, SEQUENTIAL_TURNS)
  const peer = await measureLatency(echo, SEQUENTIAL_TURNS)
  const ownRate = await measureThroughput(site, VISITORS, TURNS_EACH)
  const peerRate = await measureThroughput(echo, VISITORS, TURNS_EACH * 5)
  const latency = (share: number) =>
    [round(percentile(own, share)), "ms", PEER, round(percentile(peer, share))] as const
  return [
    compared("latency p50", ...latency(0.5)),
    compared("latency p99", ...latency(0.99)),
    compared(`throughput, ${VISITORS} visitors`, round(ownRate), "turns/s", PEER, round(peerRate)),
  ]
}

async function measureLatency(server: Server, count: number): Promise<readonly number[]> {
  const post = poster(server.url, 1)
  const token = await begin(post)
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now()
    await post("/api/messages", { text: SAYINGS[i % SAYINGS.length] }, token)
    times.push(performance.now() - startedAt)
  }
  return times
}

async function measureThroughput(server: Server, visitors: number, turnsEach: number): Promise<number> {
  const post = poster(server.url, visitors)
  const tokens = await Promise.all(Array.from({ length: visitors }, () => begin(post)))
  const startedAt = performance.now()
  await Promise.all(
    tokens.map(async (token) => {
      for (let i = 0; i < turnsEach; i++) await post("/api/messages", { text: SAYINGS[i % SAYINGS.length] }, token)
    }),
  )
  return (visitors * turnsEach) / ((performance.now() - startedAt) / 1000)
}

/** A token of the site; the echo has no sessions, and takes any. */
async function begin(post: Post): Promise<string> {
  const answer = await post("/api/sessions", {}).catch(() => "{}")
  return (JSON.parse(answer) as { token?: string }).token ?? "none"
}

function poster(url: string, maxSockets: number): Post {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return (path, body, token) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body)
      const headers = {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(text),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      }
      const call = request(`${url}${path}`, { method: "POST", agent, headers }, (response) => {
        let answer = ""
        response.setEncoding("utf8")
        response.on("data", (part: string) => {
          answer += part
        })
        response.on("end", () => {
          if ((response.statusCode ?? 500) < 300) resolve(answer)
          else reject(new Error(`${path} answered ${response.statusCode}: ${answer}`))
        })
      })
      call.on("error", reject)
      call.end(text)
    })
}
