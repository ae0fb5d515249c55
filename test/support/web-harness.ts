// The whole web face in one process for tests: the app, a fake Lex and a DynamoDB in memory behind it on the AWS wire.

import { createDocumentClient, createTables } from "#aws/dynamo.ts"
import { prefixTables } from "#backends/tables.ts"
import { type Environment, parseConfig } from "#core/config.ts"
import { createLog } from "#core/log.ts"
import { addMs, type EpochMs, epochMs } from "#core/time.ts"
import { dynamoDbService } from "#local/dynamodb/dynamodb-service.ts"
import type { AwsService } from "#local/http/aws-service.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { createApp } from "#web/app.ts"
import { type AssetFile, createAssets } from "#web/assets.ts"
import type { Message, Reply } from "#web/contract.ts"
import { losslessProcessor, type PhotoProcessor } from "#web/photo/photo-processor.ts"
import type { PictureFiles } from "#web/pictures/pictures.ts"
import { createServices, type Services } from "#web/services.ts"
import { createFakeLex, type FakeLex } from "./fake-lex.ts"
import { createFakeRekognition, type FakeRekognition } from "./fake-rekognition.ts"

/** A key that signs nothing outside tests. */
export const TEST_SECRET = "a secret that is only used in tests"

/** The operator's token in tests. */
export const TEST_OPERATOR_TOKEN = "operator-token-of-tests"

type App = ReturnType<typeof createApp>

/** A conversation that was begun through the API. */
export type Visitor = {
  readonly token: string
  readonly sessionId: string
  readonly messages: readonly Message[]
  /** Sends any request with the visitor's token. */
  readonly call: (path: string, init?: RequestInit) => Promise<Response>
  readonly say: (text: string, turnId?: string) => Promise<Response>
  readonly hear: (text: string, turnId?: string) => Promise<Reply>
}

/** Two apps over the same tables are two processes of one installation. */
export type WebHarness = {
  readonly url: string
  readonly lex: FakeLex
  readonly rekognition: FakeRekognition
  readonly log: readonly string[]
  readonly advance: (milliseconds: number) => void
  readonly openApp: (
    environment?: Environment,
    photoProcessor?: PhotoProcessor,
    pictureFolder?: PictureFiles,
  ) => { readonly app: App; readonly services: Services }
  readonly close: () => Promise<void>
}

/** What the site consists of in tests. */
export const TEST_FILES: readonly AssetFile[] = Object.entries({
  "/": `<!doctype html><title>Test</title><p>${"A line of a page. ".repeat(100)}</p>`,
  "/operator": "<!doctype html><title>Operator</title>",
  "/widget.js": "customElements.define('concierge-chat', class extends HTMLElement {})",
  "/widget/voice-ABCD2345.js": "export const isVoice = true",
  "/site/images/beach.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}).map(([path, text]) => ({ path, body: new TextEncoder().encode(text) }))

/** Starts what is behind the app; apps are opened with `openApp`. Further services of AWS are there when given. */
export async function startWebHarness(services: readonly AwsService[] = []): Promise<WebHarness> {
  const lex = createFakeLex()
  const rekognition = createFakeRekognition()
  const endpoint = createLocalEndpoint({ services: [lex.service, rekognition.service, dynamoDbService(), ...services] })
  const { url } = await endpoint.listen(0)
  await createTables(
    createDocumentClient({ region: "us-east-1", endpoint: url }),
    prefixTables("concierge-").filter(({ tableName }) => /-(conversations|feedback)$/.test(tableName)),
  )
  let now: EpochMs = epochMs(Date.UTC(2026, 2, 2, 9))
  const lines: string[] = []
  return {
    url,
    lex,
    rekognition,
    log: lines,
    advance: (milliseconds) => {
      now = addMs(now, milliseconds)
    },
    openApp: (environment = {}, photoProcessor = losslessProcessor, pictureFolder) => {
      const config = parseConfig({ RATE_LIMIT_SESSION: "100000", RATE_LIMIT_ADDRESS: "100000", ...environment })
      // No two moments are the same, as they aren't for people either.
      const clock = () => {
        now = addMs(now, 1)
        return now
      }
      const services = createServices(config, {
        localEndpoint: url,
        sessionSecret: config.sessionSecret ?? TEST_SECRET,
        operatorToken: config.operatorToken,
        assets: createAssets(async () => TEST_FILES),
        log: createLog(config.logLevel, clock, (line) => lines.push(line)),
        clock,
        newId: () => crypto.randomUUID(),
        findPeerAddress: () => "192.0.2.1",
        compresses: true,
        flushesEachTurn: false,
        dropsWork: false,
        loadPhotoProcessor: async () => photoProcessor,
        ...(pictureFolder === undefined ? {} : { pictureFolder }),
      })
      return { app: createApp(services), services }
    },
    close: () => endpoint.close(),
  }
}

/** A request with a JSON body. */
export function jsonRequest(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } }
}

/** Begins a conversation. */
export async function beginVisit(app: App, request: object = {}): Promise<Visitor> {
  const response = await app.request("/api/sessions", jsonRequest(request))
  const { token, sessionId, messages } = (await response.json()) as Visitor
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set("Authorization", `Bearer ${token}`)
    return await app.request(path, { ...init, headers })
  }
  const say = (text: string, turnId?: string) => call("/api/messages", jsonRequest({ text, turnId }))
  const hear = async (text: string, turnId?: string) => (await (await say(text, turnId)).json()) as Reply
  return { token, sessionId, messages, call, say, hear }
}
