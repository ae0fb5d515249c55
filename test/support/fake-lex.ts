// A Lex V2 runtime for the tests of web/: the real wire, and a bot of a few rules that books rooms. What Lex itself does
// is tested against local/lex.

import { gunzipSync, gzipSync } from "node:zlib"
import type { LexMessage, LexSessionState } from "#aws/lex.ts"
import { AwsError } from "#local/http/aws-error.ts"
import { type AwsService, jsonResponse } from "#local/http/aws-service.ts"
import { type RestRequest, readJsonObject, restJsonService } from "#local/http/rest-json.ts"

type Turn = { readonly messages: readonly LexMessage[]; readonly sessionState: LexSessionState }

/** One RecognizeText or RecognizeUtterance call as it came in. */
export type LexCall = {
  readonly sessionId: string
  readonly localeId: string
  readonly text: string
  readonly requestAttributes: Readonly<Record<string, string>>
  readonly sessionState?: LexSessionState
  /** How the sound of an utterance was described, and how much there was of it. */
  readonly audio?: { readonly contentType: string; readonly bytes: number }
}

/** The fake and what tests do with it. */
export type FakeLex = {
  readonly service: AwsService
  readonly calls: LexCall[]
  /** Bookings made, by the turn that made them: a turn that comes again makes no second one. */
  readonly bookings: Map<string, string>
  /** How many calls of a session were under way at once, at most. */
  readonly mostAtOnce: (sessionId: string) => number
  readonly sessionIds: () => readonly string[]
  /** Makes the next calls fail before anything is done. */
  readonly fail: (error: { status: number; type: string }, times?: number) => void
  /** Makes the next call be acted on and its answer be an internal error: the caller can't know. */
  readonly loseAnswer: () => void
  /** What it understands of the sound it gets from now on; nothing when `undefined`. */
  readonly hear: (transcript: string | undefined) => void
  /** The state of a session as Lex has it. */
  readonly stateOf: (sessionId: string) => LexSessionState | undefined
  /** Makes calls wait until the returned function is called; the work of each is done only then. */
  readonly hold: () => () => void
}

const BASE = "/bots/{botId}/botAliases/{aliasId}/botLocales/{localeId}/sessions/{sessionId}"

const header = (value: unknown) => gzipSync(JSON.stringify(value)).toString("base64")
const say = (content: string): LexMessage => ({ contentType: "PlainText", content })
const closed = (name: string, messages: readonly LexMessage[]): Turn => ({
  messages,
  sessionState: { dialogAction: { type: "Close" }, intent: { name, state: "Fulfilled", slots: {} } },
})

/** What the bot says whatever it waits for, by the visitor's words. */
const SAYINGS: Readonly<Record<string, Turn>> = {
  hello: closed("Greet", [say("Hello again.")]),
  "show everything": closed("Show", [
    { contentType: "SSML", content: "<speak>Rooms &amp; <emphasis>views</emphasis>.<break time='1s'/>Ready?</speak>" },
    {
      contentType: "ImageResponseCard",
      imageResponseCard: {
        title: "Sea view",
        subtitle: "2 nights",
        imageUrl: "https://pictures.example/sea.jpg",
        buttons: [{ text: "Take it", value: "book" }],
      },
    },
    { contentType: "CustomPayload", content: '{"map": [1, 2]}' },
    { contentType: "CustomPayload", content: '{"type": "suggestions", "values": ["Book", "Help"]}' },
  ]),
}

const SILENT: LexSessionState = { dialogAction: { type: "ElicitIntent" }, sessionAttributes: {} }

/** Creates the fake. */
export function createFakeLex(): FakeLex {
  const sessions = new Map<string, LexSessionState>()
  const calls: LexCall[] = []
  const bookings = new Map<string, string>()
  const failures: { status: number; type: string }[] = []
  let answersToLose = 0
  let transcript: string | undefined
  let gate = Promise.resolve()
  const underWay = new Map<string, number>()
  const most = new Map<string, number>()
  const enter = (sessionId: string, change: 1 | -1) => {
    const count = (underWay.get(sessionId) ?? 0) + change
    underWay.set(sessionId, count)
    most.set(sessionId, Math.max(most.get(sessionId) ?? 0, count))
  }

  const answer = (call: LexCall): Turn => {
    const state = { ...(sessions.get(call.sessionId) ?? SILENT), ...call.sessionState }
    const turn = SAYINGS[call.text] ?? converse(call, state, bookings)
    sessions.set(call.sessionId, turn.sessionState)
    return turn
  }

  const take = async (call: LexCall): Promise<Turn> => {
    const { sessionId } = call
    calls.push(call)
    const failure = failures.shift()
    if (failure !== undefined) throw new AwsError(failure.type, failure.status, "as the test asked for")
    enter(sessionId, 1)
    await gate
    enter(sessionId, -1)
    const turn = answer(call)
    if (answersToLose > 0) {
      answersToLose--
      throw new AwsError("InternalServerException", 500, "the answer is lost")
    }
    return turn
  }

  const recognize = async (request: RestRequest) => {
    const { sessionId = "", localeId = "" } = request.labels
    const call = { ...(readJsonObject(request.body) as unknown as LexCall), sessionId, localeId }
    const turn = await take(call)
    const interpretations = [{ intent: turn.sessionState.intent, interpretationSource: "Lex" }]
    return jsonResponse({ sessionId, ...turn, interpretations, requestAttributes: call.requestAttributes })
  }

  const recognizeUtterance = async (request: RestRequest) => {
    const { sessionId = "", localeId = "" } = request.labels
    const unpack = (name: string) => {
      const header = request.headers[name]
      return header === undefined ? undefined : JSON.parse(gunzipSync(Buffer.from(header, "base64")).toString("utf8"))
    }
    const sessionState = unpack("x-amz-lex-session-state") as LexSessionState | undefined
    const turn = await take({
      sessionId,
      localeId,
      text: transcript ?? "(silence)",
      requestAttributes: unpack("x-amz-lex-request-attributes") as Record<string, string>,
      audio: { contentType: request.headers["content-type"] ?? "", bytes: request.body.length },
      ...(sessionState === undefined ? {} : { sessionState }),
    })
    return {
      status: 200,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "x-amz-lex-messages": header(turn.messages),
        "x-amz-lex-session-state": header(turn.sessionState),
        ...(transcript === undefined ? {} : { "x-amz-lex-input-transcript": header(transcript) }),
      },
      body: "",
    }
  }

  const putSession = async (request: RestRequest) => {
    const { sessionId = "" } = request.labels
    const { sessionState } = readJsonObject(request.body) as { sessionState: LexSessionState }
    // Without an intent to start, a state is put as it is.
    if (sessions.has(sessionId)) {
      sessions.set(sessionId, sessionState)
      return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: "" }
    }
    if (sessionState.intent?.name !== "Greet")
      throw new AwsError("ValidationException", 400, `The intent ${sessionState.intent?.name} doesn't exist.`)
    const turn = closed("Greet", [
      say("Welcome."),
      { contentType: "CustomPayload", content: '{"type": "suggestions", "values": ["Book a room"]}' },
    ])
    sessions.set(sessionId, turn.sessionState)
    return {
      status: 200,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "x-amz-lex-session-id": sessionId,
        "x-amz-lex-messages": header(turn.messages),
        "x-amz-lex-session-state": header(turn.sessionState),
      },
      body: "",
    }
  }

  const findSession = (request: RestRequest): string => {
    const { sessionId = "" } = request.labels
    if (!sessions.has(sessionId)) throw new AwsError("ResourceNotFoundException", 404, "no such session")
    return sessionId
  }

  const service = restJsonService({
    name: "lex",
    signingName: "lex",
    operations: [
      { name: "RecognizeText", method: "POST", path: `${BASE}/text`, handle: recognize },
      { name: "RecognizeUtterance", method: "POST", path: `${BASE}/utterance`, handle: recognizeUtterance },
      { name: "PutSession", method: "POST", path: BASE, handle: putSession },
      {
        name: "GetSession",
        method: "GET",
        path: BASE,
        handle: async (request) => {
          const sessionId = findSession(request)
          return jsonResponse({ sessionId, sessionState: sessions.get(sessionId) })
        },
      },
      {
        name: "DeleteSession",
        method: "DELETE",
        path: BASE,
        handle: async (request) => {
          const sessionId = findSession(request)
          sessions.delete(sessionId)
          return jsonResponse({ sessionId })
        },
      },
    ],
  })

  return {
    service,
    calls,
    bookings,
    mostAtOnce: (sessionId) => most.get(sessionId) ?? 0,
    sessionIds: () => [...sessions.keys()],
    fail: (error, times = 1) => failures.push(...Array.from({ length: times }, () => error)),
    loseAnswer: () => {
      answersToLose++
    },
    hear: (text) => {
      transcript = text
    },
    stateOf: (sessionId) => sessions.get(sessionId),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}

/** book → how many nights? → shall I? → booked; anything else is not understood. */
function converse(call: LexCall, state: LexSessionState, bookings: Map<string, string>): Turn {
  const type = state.dialogAction?.type
  const nights = state.intent?.slots?.Nights?.value?.interpretedValue
  if (call.text === "book") return { messages: [say("How many nights?")], sessionState: waiting("ElicitSlot") }
  if (type === "ElicitSlot" && /^\d+$/.test(call.text))
    return { messages: [say(`Book ${call.text} nights?`)], sessionState: waiting("ConfirmIntent", call.text) }
  if (type === "ConfirmIntent" && call.text === "yes" && nights !== undefined) {
    const turnId = call.requestAttributes.turnId ?? ""
    const reference = bookings.get(turnId) ?? `R${bookings.size + 1}`
    bookings.set(turnId, reference)
    return closed("BookRoom", [say(`Booked ${nights} nights, reference ${reference}.`)])
  }
  return {
    messages: [say(`Not understood: ${call.text}`)],
    sessionState: { dialogAction: { type: "ElicitIntent" }, intent: { name: "FallbackIntent", state: "Failed" } },
  }
}

function waiting(type: "ElicitSlot" | "ConfirmIntent", nights?: string): LexSessionState {
  const slots =
    nights === undefined
      ? {}
      : { Nights: { value: { originalValue: nights, interpretedValue: nights, resolvedValues: [nights] } } }
  return {
    dialogAction: { type, ...(type === "ElicitSlot" ? { slotToElicit: "Nights" } : {}) },
    intent: { name: "BookRoom", state: "InProgress", confirmationState: "None", slots },
  }
}
