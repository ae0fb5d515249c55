// The door to the Lex V2 runtime: a conversation's turns as plain data, Lex's errors as faults. What the answers mean
// to a visitor is web/; repeating a call that may have been acted on is web/turn.ts, which knows how to do it safely.

import {
  DeleteSessionCommand,
  GetSessionCommand,
  LexRuntimeV2Client,
  type Message,
  PutSessionCommand,
  RecognizeTextCommand,
  RecognizeUtteranceCommand,
  type SessionState,
} from "@aws-sdk/client-lex-runtime-v2"
import { Fault, type FaultCode } from "#core/errors.ts"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** What Lex says, as it says it. */
export type LexMessage = Message

/** The state of a Lex session, as Lex exchanges it. */
export type LexSessionState = SessionState

/** The conversation a call belongs to. */
export type LexSession = { readonly sessionId: string; readonly localeId: string }

/** The bot every call goes to. */
export type LexBot = { readonly botId: string; readonly botAliasId: string }

/** What a turn came to. */
export type LexTurn = {
  readonly messages: readonly LexMessage[]
  readonly sessionState: LexSessionState
}

/** A turn that was spoken. */
export type LexSpokenTurn = LexTurn & {
  /** What Lex heard; absent when it understood nothing: then it took the turn for a silence. */
  readonly transcript?: string
}

/** Sound as Lex takes it: 16-bit little-endian mono PCM. */
export type LexAudio = { readonly pcm: Uint8Array; readonly sampleRateHz: 8000 | 16_000 }

/** What goes with a turn besides the words. */
export type LexTurnOptions = {
  readonly requestAttributes: Readonly<Record<string, string>>
  /** Replaces Lex's own state before the words are understood: for repeating a turn from where it began. */
  readonly sessionState?: LexSessionState
  readonly signal: AbortSignal
}

/**
 * The Lex V2 runtime of one bot. Every method throws `Fault`: `session-busy` (another turn of the session is under way,
 * this one had no effect), `overloaded` (throttled, no effect), `fulfillment-failed`, `bot-not-found`, `data-invalid`,
 * `dialog-timeout` and `dialog-unavailable` (Lex may have acted all the same).
 */
export interface LexRuntime {
  /** Takes a turn in words; `text` has 1 to 1024 UTF-16 code units. */
  recognizeText(session: LexSession, text: string, options: LexTurnOptions): Promise<LexTurn>
  /** Takes a turn that was spoken: one utterance, at most 55 seconds. */
  recognizeUtterance(session: LexSession, audio: LexAudio, options: LexTurnOptions): Promise<LexSpokenTurn>
  /** Puts the conversation back where it was, without a turn. */
  restoreState(session: LexSession, state: LexSessionState, signal: AbortSignal): Promise<void>
  /** Starts an intent without words, in a session that is new or starts over; its first messages come back. */
  startIntent(session: LexSession, intentName: string, options: Omit<LexTurnOptions, "sessionState">): Promise<LexTurn>
  /** The state a session is in; `{}` for one that Lex doesn't know. Nothing happens to it. */
  findState(session: LexSession, signal: AbortSignal): Promise<LexSessionState>
  /** Forgets a session; one that Lex doesn't know counts as forgotten. */
  deleteSession(session: LexSession, signal: AbortSignal): Promise<void>
  /** Asks for a session that isn't there: resolves when Lex answers at all. */
  checkReachable(localeId: string, signal: AbortSignal): Promise<void>
}

/**
 * Creates the runtime of one bot. Turns are sent once: whether to repeat one is for the caller to say. What may be
 * repeated without harm (starting, forgetting, probing) has the SDK's own three attempts.
 */
export function createLexRuntime(settings: AwsSettings, bot: LexBot, requestTimeoutMs: number): LexRuntime {
  const turns = new LexRuntimeV2Client(clientOptions(settings, { maxAttempts: 1, requestTimeoutMs }))
  const client = new LexRuntimeV2Client(clientOptions(settings, { requestTimeoutMs }))
  const target = (session: LexSession) => ({ ...bot, ...session })
  return {
    async recognizeText(session, text, { requestAttributes, sessionState, signal }) {
      const command = new RecognizeTextCommand({ ...target(session), text, requestAttributes, sessionState })
      const answer = await translated(turns.send(command, { abortSignal: signal }), signal)
      return { messages: answer.messages ?? [], sessionState: answer.sessionState ?? {} }
    },

    async recognizeUtterance(session, audio, { requestAttributes, sessionState, signal }) {
      const command = new RecognizeUtteranceCommand({
        ...target(session),
        requestContentType: lexAudioType(audio.sampleRateHz),
        responseContentType: TEXT_TYPE,
        inputStream: audio.pcm,
        requestAttributes: await encodeHeader(requestAttributes),
        ...(sessionState === undefined ? {} : { sessionState: await encodeHeader(sessionState) }),
      })
      const answer = await translated(turns.send(command, { abortSignal: signal }), signal)
      const [messages, state, transcript] = await Promise.all(
        [answer.messages, answer.sessionState, answer.inputTranscript].map(decodeHeader),
      )
      return {
        ...toTurn(messages, state),
        ...(typeof transcript === "string" && transcript.trim() !== "" ? { transcript } : {}),
      }
    },

    async restoreState(session, sessionState, signal) {
      const command = new PutSessionCommand({ ...target(session), sessionState, responseContentType: TEXT_TYPE })
      await translated(client.send(command, { abortSignal: signal }), signal)
    },

    async startIntent(session, intentName, { requestAttributes, signal }) {
      const intent = { name: intentName, state: "InProgress" as const }
      const command = new PutSessionCommand({
        ...target(session),
        sessionState: { dialogAction: { type: "Delegate" }, intent },
        requestAttributes,
        responseContentType: TEXT_TYPE,
      })
      const answer = await translated(client.send(command, { abortSignal: signal }), signal)
      return toTurn(await decodeHeader(answer.messages), await decodeHeader(answer.sessionState))
    },

    async findState(session, signal) {
      const command = new GetSessionCommand(target(session))
      const answer = await forgivingMissing(client.send(command, { abortSignal: signal }), signal)
      return answer?.sessionState ?? {}
    },

    async deleteSession(session, signal) {
      const command = new DeleteSessionCommand(target(session))
      await forgivingMissing(client.send(command, { abortSignal: signal }), signal)
    },

    async checkReachable(localeId, signal) {
      const command = new GetSessionCommand({ ...target({ sessionId: "readiness-probe", localeId }) })
      await forgivingMissing(client.send(command, { abortSignal: signal }), signal)
    },
  }
}

/** Asks Lex for words instead of sound. */
export const TEXT_TYPE = "text/plain; charset=utf-8"

/** How Lex calls 16-bit little-endian mono PCM. */
export function lexAudioType(sampleRateHz: LexAudio["sampleRateHz"]): string {
  return sampleRateHz === 16_000
    ? "audio/l16; rate=16000; channels=1"
    : "audio/lpcm; sample-rate=8000; sample-size-bits=16; channel-count=1; is-big-endian=false"
}

function toTurn(messages: unknown, sessionState: unknown): LexTurn {
  return {
    messages: Array.isArray(messages) ? (messages as LexMessage[]) : [],
    sessionState: (sessionState ?? {}) as LexSessionState,
  }
}

/** Lex takes structured headers as base64 of gzip of JSON. */
async function encodeHeader(value: unknown): Promise<string> {
  const deflated = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("gzip"))
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

/** Lex sends structured headers as base64 of gzip of JSON. */
async function decodeHeader(header: string | undefined): Promise<unknown> {
  if (header === undefined || header === "") return undefined
  const bytes = Uint8Array.from(atob(header), (character) => character.charCodeAt(0))
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Response(inflated).json()
}

const FAULT_OF_ERROR: Readonly<Record<string, FaultCode>> = {
  ConflictException: "session-busy",
  ThrottlingException: "overloaded",
  DependencyFailedException: "fulfillment-failed",
  ResourceNotFoundException: "bot-not-found",
  AccessDeniedException: "bot-not-found",
  ValidationException: "data-invalid",
  TimeoutError: "dialog-timeout",
}

async function translated<Answer>(call: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw toLexFault(error, signal)
  }
}

async function forgivingMissing<Answer>(call: Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined
    throw toLexFault(error, signal)
  }
}

/** What an error of Lex is to us. */
export function toLexFault(error: unknown, signal: AbortSignal): unknown {
  const name = error instanceof Error ? error.name : ""
  const code = signal.aborted ? "dialog-timeout" : FAULT_OF_ERROR[name]
  if (code === undefined) return toFault(error, "dialog-unavailable")
  // Lex's own words tell what to set right when the bot isn't found; elsewhere they may carry what a visitor said.
  const words = code === "bot-not-found" && error instanceof Error ? `: ${error.message}` : ""
  return new Fault(code, { cause: error, hint: `Lex answered ${name || "nothing"}${words}` })
}
