// Lex Runtime V2 on the wire: which request is which operation, what it needs, how its answer is written. Conversations
// as a stream are conversation.ts; turns are lex-engine.ts.

import type { TurnRequest } from "#bot/dialog/exchange.ts"
import { sessionStateAt } from "#bot/dialog/session-record.ts"
import type { TraceStep } from "#bot/dialog/trace.ts"
import type { IntentScore } from "#bot/language-model.ts"
import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import type { AwsRequest, AwsResponse } from "#local/http/aws-service.ts"
import { jsonResponse } from "#local/http/aws-service.ts"
import { type RestOperation, type RestRequest, readJsonObject } from "#local/http/rest-json.ts"
import type { BotCatalog } from "./bot-catalog.ts"
import { answerConversation, type ConversationSettings } from "./conversation.ts"
import type { ConversationQuota } from "./conversation-quota.ts"
import type { LexEngine, TurnContext } from "./lex-engine.ts"
import {
  checkAddress,
  checkHeaderSize,
  checkRuntimeInput,
  decodeHeader,
  type RuntimeInputName,
  readAttributes,
  readMessages,
  readSessionOverride,
} from "./runtime-input.ts"
import { encodeHeader, toApiTurn, toHeaders } from "./runtime-output.ts"
import type { SessionKey } from "./session-store.ts"
import { listeningContext, readInput, type Speech, speak } from "./speech.ts"

/** What the runtime's operations are made of. */
export type LexRuntimeOptions = {
  readonly catalog: BotCatalog
  readonly engine: LexEngine
  readonly speech: Speech
  readonly clock: Clock
  readonly conversation: ConversationSettings
  readonly quota: ConversationQuota
  readonly log: Log
}

const SESSION_PATH = "/bots/{botId}/botAliases/{botAliasId}/botLocales/{localeId}/sessions/{sessionId}"
/** 55 seconds of speech, the longest Lex takes, are 1.8 MB at 16 kHz. */
const MAX_AUDIO_BYTES = 4 * 1024 * 1024
const TEXT_TYPE = "text/plain; charset=utf-8"

/** The operations of Lex Runtime V2. */
export function lexRuntimeOperations(options: LexRuntimeOptions): readonly RestOperation[] {
  const { catalog, engine } = options
  const at = (name: RuntimeInputName, request: RestRequest, input: object = {}): SessionKey => {
    const key = readKey(request)
    checkAddress(name, key, input, catalog.findBot(key.botId) !== undefined)
    return key
  }
  return [
    {
      name: "RecognizeText",
      method: "POST",
      path: `${SESSION_PATH}/text`,
      handle: (request) => recognizeText(engine, at, request),
    },
    {
      name: "RecognizeUtterance",
      method: "POST",
      path: `${SESSION_PATH}/utterance`,
      maxBodyBytes: MAX_AUDIO_BYTES,
      handle: (request) => recognizeUtterance(options, at, request),
    },
    {
      name: "StartConversation",
      method: "POST",
      path: `${SESSION_PATH}/conversation`,
      isStreaming: true,
      handle: async (request) => {
        const mode = request.headers["x-amz-lex-conversation-mode"]
        const key = at("StartConversation", request, mode === undefined ? {} : { conversationMode: mode })
        return answerConversation(options, key, mode === "TEXT" ? "TEXT" : "AUDIO", request)
      },
    },
    { name: "PutSession", method: "POST", path: SESSION_PATH, handle: (request) => putSession(options, at, request) },
    {
      name: "GetSession",
      method: "GET",
      path: SESSION_PATH,
      handle: async (request) => {
        const key = at("GetSession", request)
        const session = await engine.getSession(key)
        const { messages, interpretations, sessionState, sessionId } = toApiTurn(key.sessionId, {
          messages: session.messages,
          interpretations: session.interpretations,
          sessionState: sessionStateAt(session, options.clock()),
          requestAttributes: {},
        })
        return jsonResponse({
          ...(messages === undefined ? {} : { messages }),
          interpretations,
          sessionState,
          sessionId,
        })
      },
    },
    {
      name: "DeleteSession",
      method: "DELETE",
      path: SESSION_PATH,
      handle: async (request) => {
        const key = at("DeleteSession", request)
        await engine.deleteSession(key)
        return jsonResponse(key)
      },
    },
  ]
}

type Addresser = (name: RuntimeInputName, request: RestRequest, input?: object) => SessionKey

async function recognizeText(engine: LexEngine, at: Addresser, request: RestRequest): Promise<AwsResponse> {
  const input = readJsonObject(request.body)
  const key = at("RecognizeText", request, input)
  const turn = await engine.takeTurn(
    key,
    { ...readState(input), input: { type: "text", text: String(input.text) }, responseContentType: TEXT_TYPE },
    turnContext(request, "RecognizeText"),
  )
  const answer = jsonResponse(toApiTurn(key.sessionId, turn))
  return { ...answer, headers: { ...answer.headers, ...traceHeader(request, turn.trace) } }
}

async function recognizeUtterance(
  options: LexRuntimeOptions,
  at: Addresser,
  request: RestRequest,
): Promise<AwsResponse> {
  const { headers } = request
  checkHeaderSize(headers["x-amz-lex-session-state"], headers["x-amz-lex-request-attributes"])
  const state = {
    sessionState: decodeHeader("x-amz-lex-session-state", headers["x-amz-lex-session-state"]),
    requestAttributes: decodeHeader("x-amz-lex-request-attributes", headers["x-amz-lex-request-attributes"]),
  }
  const requestContentType = headers["content-type"]
  const responseContentType = findResponseType(headers)
  const key = at("RecognizeUtterance", request, { ...state, requestContentType, responseContentType })
  const served = await options.engine.findLocale(key)
  const session = await options.engine.findSession(key)
  const input = await readInput(options.speech, requestContentType ?? "", request.body, {
    served,
    session,
    signal: request.signal,
  })
  const wanted = responseContentType ?? (input.type === "text" ? TEXT_TYPE : "audio/mpeg")
  if (input.type === "text") checkRuntimeInput("TextInputEvent", { text: input.text })
  const turn = await options.engine.takeTurn(
    key,
    { ...readState(state), input, responseContentType: wanted },
    turnContext(request, "RecognizeUtterance"),
  )
  const audio = await speak(options.speech, turn.messages, served.locale, wanted, request.signal)
  // Who spoke will speak again.
  if (input.type !== "text") options.speech.transcriber?.prepare?.(listeningContext(served, turn.session))
  const transcript =
    input.type === "text" ? input.text : input.type === "speech" ? input.transcriptions[0]?.transcription : undefined
  return {
    status: 200,
    headers: {
      ...toHeaders(key.sessionId, turn),
      "content-type": audio.contentType,
      "x-amz-lex-input-mode": input.type === "text" ? "Text" : "Speech",
      "x-amz-lex-interpretations": encodeHeader(toApiTurn(key.sessionId, turn).interpretations),
      ...(transcript === undefined ? {} : { "x-amz-lex-input-transcript": encodeHeader(transcript) }),
      ...traceHeader(request, turn.trace),
    },
    body: audio.sound ?? "",
  }
}

async function putSession(options: LexRuntimeOptions, at: Addresser, request: RestRequest): Promise<AwsResponse> {
  const input = readJsonObject(request.body)
  const responseContentType = findResponseType(request.headers)
  const key = at("PutSession", request, { ...input, responseContentType })
  const { locale } = await options.engine.findLocale(key)
  const messages = readMessages(input.messages)
  const wanted = responseContentType ?? TEXT_TYPE
  const turn = await options.engine.takeTurn(
    key,
    {
      ...readState(input),
      input: { type: "none" },
      responseContentType: wanted,
      ...(messages === undefined ? {} : { messages }),
    },
    turnContext(request, "PutSession"),
  )
  const audio = await speak(options.speech, turn.messages, locale, wanted, request.signal)
  return {
    status: 200,
    headers: {
      ...toHeaders(key.sessionId, turn),
      "content-type": audio.contentType,
      ...traceHeader(request, turn.trace),
    },
    body: audio.sound ?? "",
  }
}

function readKey({ labels }: RestRequest): SessionKey {
  const { botId = "", botAliasId = "", localeId = "", sessionId = "" } = labels
  return { botId, botAliasId, localeId, sessionId }
}

function readState(input: {
  readonly sessionState?: unknown
  readonly requestAttributes?: unknown
}): Pick<TurnRequest, "sessionState" | "requestAttributes"> {
  const sessionState = readSessionOverride(input.sessionState)
  const requestAttributes = readAttributes(input.requestAttributes)
  return {
    ...(sessionState === undefined ? {} : { sessionState }),
    ...(requestAttributes === undefined ? {} : { requestAttributes }),
  }
}

/** The two operations spell the header differently; Lex's own clients send either. An empty one is none. */
function findResponseType(headers: AwsRequest["headers"]): string | undefined {
  return headers["response-content-type"] || headers.responsecontenttype || undefined
}

function turnContext(request: RestRequest, operation: TurnContext["operation"]): TurnContext {
  return {
    requestId: request.requestId,
    operation,
    traceHeader: (trace) => traceHeader(request, trace),
  }
}

/** A header of more than this breaks HTTP clients: most take 16 KB of headers in all. */
const MAX_TRACE_CHARACTERS = 9000

/** What was understood and done, for whoever asks with `x-concierge-trace: 1`: base64 of JSON `{steps, isCut?}`. */
function traceHeader(request: AwsRequest, trace: readonly TraceStep[]): Record<string, string> {
  if (request.headers["x-concierge-trace"] !== "1") return {}
  const steps = trace.map((step) => (step.type === "understood" ? { ...step, ranking: topOf(step.ranking) } : step))
  let kept = steps.length
  for (;;) {
    const cut = kept < steps.length ? { isCut: true } : {}
    const value = Buffer.from(JSON.stringify({ steps: steps.slice(0, kept), ...cut })).toString("base64")
    if (value.length <= MAX_TRACE_CHARACTERS || kept === 0) return { "x-concierge-trace": value }
    kept = Math.floor(kept * 0.8)
  }
}

/** The best five in hundredths: a bot of a thousand intents must not fill the header with its ranking. */
function topOf(ranking: readonly IntentScore[]): IntentScore[] {
  return ranking
    .slice(0, 5)
    .map(({ intentName, confidence }) => ({ intentName, confidence: Math.round(confidence * 100) / 100 }))
}
