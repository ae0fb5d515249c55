// The local Lex on a port of its own, real SDK clients for it, and a record of what came over the wire, each answer checked
// against the service model.

import { Readable } from "node:stream"
import { LexModelsV2Client } from "@aws-sdk/client-lex-models-v2"
import { LexRuntimeV2Client } from "@aws-sdk/client-lex-runtime-v2"
import { NodeHttp2Handler, NodeHttpHandler } from "@smithy/node-http-handler"
import { createSession } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { loadInSteps, saveInSteps } from "#bot/nlu/storage.ts"
import { modelHash, trainInSteps } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { type Log, silentLog } from "#core/log.ts"
import { createLocalEndpoint, type LocalEndpointOptions } from "#local/http/endpoint.ts"
import { type CodeHook, createFunctionHook, type LambdaHandler } from "#local/lex/code-hooks.ts"
import { createLanguageLoader } from "#local/lex/language.ts"
import { createLexService, type LexServiceOptions } from "#local/lex/lex-service.ts"
import { loadAnswerCheck, type WireAnswer } from "./smithy.ts"
import { TRIP_BOT } from "./trip-bot.ts"

const checkAnswer = loadAnswerCheck("lex-runtime-v2-2020-08-07")
const checkModelsAnswer = loadAnswerCheck("lex-models-v2-2020-08-07")

/** What may be different about a local Lex of a test. */
export type LocalLexOptions = Partial<LexServiceOptions> & {
  readonly handler?: LambdaHandler
  readonly codeHook?: CodeHook
  readonly endpoint?: Partial<LocalEndpointOptions>
}

/** A local Lex, listening. */
export type LocalLex = {
  readonly url: string
  readonly client: LexRuntimeV2Client
  /** What the answers of `client` broke of the service model. */
  readonly problems: string[]
  /** The last answer of `client`, as it came. */
  lastAnswer(): WireAnswer
  close(): Promise<void>
}

/** Languages are trained once for all tests of a file. */
export const loadLanguage = createLanguageLoader({
  loadEngine: async () => ({ createSlotResolvers, trainInSteps, modelHash, saveInSteps, loadInSteps }),
  log: silentLog,
})

/** The function that lets the bot's definition decide. */
export const delegate: LambdaHandler = (event) => ({
  sessionState: { ...event.sessionState, dialogAction: { type: "Delegate" } },
})

/** Starts a local Lex that serves the trip bot, unless other bots are given. */
export async function startLocalLex(options: LocalLexOptions = {}): Promise<LocalLex> {
  const { handler = delegate, codeHook, endpoint: endpointOptions, ...lexOptions } = options
  const log: Log = silentLog
  const lex = createLexService({
    bots: [{ bot: TRIP_BOT, codeHook: codeHook ?? createFunctionHook(handler, log) }],
    dialog: { takeTurn, createSession },
    loadLanguage,
    log,
    ...lexOptions,
  })
  await lex.load()
  const endpoint = createLocalEndpoint({ services: [lex.service], closeGraceMs: 100, ...endpointOptions })
  const { url } = await endpoint.listen(0)
  const problems: string[] = []
  const { client, lastAnswer } = createCheckedClient(url, problems)
  return {
    url,
    client,
    problems,
    lastAnswer,
    close: async () => {
      client.destroy()
      await endpoint.close()
    },
  }
}

/** An SDK client for streaming, which speaks HTTP/2. */
export function createStreamingClient(url: string): LexRuntimeV2Client {
  return new LexRuntimeV2Client({
    ...clientConfig(url),
    requestHandler: new NodeHttp2Handler({ disableConcurrentStreams: true }),
  })
}

/** The SDK tells of every error that a test provokes. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

function clientConfig(url: string) {
  return {
    endpoint: url,
    region: "eu-west-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    maxAttempts: 1,
    logger: SILENT,
  }
}

function createCheckedClient(url: string, problems: string[]) {
  const client = new LexRuntimeV2Client({ ...clientConfig(url), requestHandler: new NodeHttpHandler() })
  let last: WireAnswer | undefined
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      last = await readAnswer(result.response)
      problems.push(...checkAnswer(String(context.commandName).replace(/Command$/, ""), last))
      return result
    },
    { step: "deserialize", priority: "low" },
  )
  const lastAnswer = (): WireAnswer => {
    if (last === undefined) throw new Error("nothing was answered yet")
    return last
  }
  return { client, lastAnswer }
}

/** A client of the model API; `problems` gets what its answers break of the service model. */
export function createModelsClient(url: string, problems: string[]): LexModelsV2Client {
  const client = new LexModelsV2Client(clientConfig(url))
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const answer = await readAnswer(result.response)
      problems.push(...checkModelsAnswer(String(context.commandName).replace(/Command$/, ""), answer))
      return result
    },
    { step: "deserialize", priority: "low" },
  )
  return client
}

/** Reads an answer whole, and puts its body back for the SDK. */
async function readAnswer(response: unknown): Promise<WireAnswer> {
  const wire = response as { statusCode: number; headers: Record<string, string>; body: AsyncIterable<Uint8Array> }
  const chunks: Uint8Array[] = []
  for await (const chunk of wire.body) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  Object.assign(wire, { body: Readable.from([body]) })
  return { status: wire.statusCode, headers: wire.headers, body }
}
