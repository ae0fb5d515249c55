// A stand-in for the Lex V2 model API and the S3 address it gives out: it keeps one bot, takes its time over each step,
// and records the calls. AWS's own paths and fields.

import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"

/** What may go wrong. */
export type FakeOptions = {
  readonly importFails?: readonly string[]
  readonly buildFails?: readonly string[]
  readonly conflict?: string
  /** An alias that is there already. */
  readonly alias?: Readonly<Record<string, unknown>>
}

/** The stand-in, listening. */
export type FakeLexModels = {
  readonly url: string
  /** Method and path of every call, in order. */
  readonly calls: string[]
  /** The bodies sent, by method and path. */
  readonly bodies: Map<string, Record<string, unknown>>
  readonly uploaded: () => Buffer
  close(): Promise<void>
}

const BOT = "/bots/BOT0000001"
const LOCALE = `${BOT}/botversions/DRAFT/botlocales/en_US`

/** Starts it on a port of the system's choice. */
export async function startFakeLexModels(options: FakeOptions = {}): Promise<FakeLexModels> {
  const calls: string[] = []
  const bodies = new Map<string, Record<string, unknown>>()
  let uploaded: Buffer = Buffer.alloc(0)
  let url = ""
  const looks = new Map<string, number>()
  /** The first look finds a thing under way, the next one finds it done. */
  const later = (name: string, done: string, busy: string) => {
    const count = (looks.get(name) ?? 0) + 1
    looks.set(name, count)
    return count > 1 ? done : busy
  }
  const isBuilding = () => calls.includes(`POST ${LOCALE}`)
  const answers: Record<string, () => Record<string, unknown>> = {
    "POST /createuploadurl": () => ({ importId: "IMPORT0001", uploadUrl: `${url}/upload?signature=x` }),
    "PUT /upload": () => ({}),
    "PUT /imports": () => ({ importId: "IMPORT0001", importStatus: "InProgress" }),
    "GET /imports/IMPORT0001": () => ({
      importStatus: later("import", options.importFails ? "Failed" : "Completed", "InProgress"),
      importedResourceId: "BOT0000001",
      failureReasons: options.importFails,
    }),
    [`GET ${LOCALE}`]: () => ({
      botLocaleStatus: isBuilding()
        ? later("build", options.buildFails ? "Failed" : "Built", "Building")
        : later("locale", "NotBuilt", "Importing"),
      failureReasons: options.buildFails,
    }),
    [`POST ${LOCALE}`]: () => ({ botLocaleStatus: "Building" }),
    [`PUT ${BOT}/botversions`]: () => ({ botVersion: "7", botStatus: "Versioning" }),
    [`GET ${BOT}/botversions/7`]: () => ({ botStatus: later("version", "Available", "Versioning") }),
    [`POST ${BOT}/botaliases`]: () => ({ botAliasSummaries: options.alias ? [options.alias] : [] }),
    [`PUT ${BOT}/botaliases`]: () => ({ botAliasId: "ALIAS00001", botAliasStatus: "Creating" }),
    [`PUT ${BOT}/botaliases/ALIAS00001`]: () => ({ botAliasId: "ALIAS00001" }),
    [`GET ${BOT}/botaliases/ALIAS00001`]: () => ({ botAliasStatus: "Available", ...options.alias }),
  }
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    const path = (request.url ?? "").replace(/\?.*$/, "").replace(/(.)\/$/, "$1")
    const call = `${request.method} ${path}`
    calls.push(call)
    if (path === "/upload") uploaded = body
    else if (body.length > 0) bodies.set(call, JSON.parse(body.toString()))
    if (call === "PUT /imports" && options.conflict) {
      response.writeHead(409, { "content-type": "application/json", "x-amzn-errortype": "ConflictException" })
      response.end(JSON.stringify({ message: options.conflict }))
      return
    }
    const answer = answers[call]?.()
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" })
    response.end(JSON.stringify(answer ?? { message: `no such call: ${call}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    calls,
    bodies,
    uploaded: () => uploaded,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
