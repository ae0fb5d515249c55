// StartConversation: one conversation over a two-way event stream. Events in become turns, turns become events out; the
// clock, the keys and the microphone are conversation-input.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/start-stream-conversation.html

import type { Message } from "#bot/definition.ts"
import type { TurnInput, TurnRequest } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { toApiContexts } from "#bot/dialog/wire-views.ts"
import { AwsError, validationError } from "#local/http/aws-error.ts"
import type { AwsResponse } from "#local/http/aws-service.ts"
import {
  encodeEvent,
  encodeException,
  type Frame,
  openEnvelopes,
  readFrames,
  stringHeader,
} from "#local/http/event-stream.ts"
import { type RestRequest, readJsonObject } from "#local/http/rest-json.ts"
import { type AsyncQueue, createAsyncQueue } from "./async-queue.ts"
import { type ConversationMode, InputCollector } from "./conversation-input.ts"
import { watchFulfillment } from "./fulfillment-updates.ts"
import type { LexEngine } from "./lex-engine.ts"
import {
  checkRuntimeInput,
  type RuntimeInputName,
  readAttributes,
  readMessages,
  readSessionOverride,
} from "./runtime-input.ts"
import { type TurnOutput, toApiTurn } from "./runtime-output.ts"
import type { SessionKey } from "./session-store.ts"
import { isTextType, listen, listeningContext, type Speech, speak } from "./speech.ts"

/** Times that conversations keep. */
export type ConversationSettings = {
  /** Between two signs of life. */
  readonly heartbeatMs: number
  /** Lex ends a conversation after 15 minutes. */
  readonly maxDurationMs: number
}

type ConversationOptions = {
  readonly engine: LexEngine
  readonly speech: Speech
  readonly conversation: ConversationSettings
}

/** The client's configuration, from its first event. */
type Configuration = Pick<TurnRequest, "responseContentType" | "requestAttributes"> & {
  readonly disablePlayback: boolean
}

/** What the conversation's one loop waits for. */
export type ConversationEvent =
  | { readonly type: "frame"; readonly frame: Frame }
  /** A time ran out; `timer` tells whether it still counts. */
  | { readonly type: "timer"; readonly timer: symbol }
  | { readonly type: "input-ended" }
  | { readonly type: "failed"; readonly error: unknown }

/** The guide keeps audio events this small. */
const AUDIO_CHUNK_BYTES = 100
/** So many events may wait before the client's stream is read on. */
const MAX_WAITING_EVENTS = 256

/** Answers with the stream of the conversation, which runs until a side ends it. */
export function answerConversation(
  options: ConversationOptions,
  key: SessionKey,
  mode: ConversationMode,
  request: RestRequest,
): AwsResponse {
  const output = createAsyncQueue<Uint8Array>()
  const inbox = createAsyncQueue<ConversationEvent>()
  const conversation = new Conversation(options, key, mode, request, inbox, output)
  const heartbeat = setInterval(() => conversation.emit("HeartbeatEvent", {}), options.conversation.heartbeatMs)
  const limit = setTimeout(() => inbox.push({ type: "input-ended" }), options.conversation.maxDurationMs)
  request.signal.addEventListener("abort", () => inbox.push({ type: "input-ended" }), { once: true })
  void pump(request, inbox)
  conversation
    .run()
    .catch((error: unknown) => output.push(describeFailure(error)))
    .finally(() => {
      clearInterval(heartbeat)
      clearTimeout(limit)
      conversation.stop()
      output.end()
    })
  return { status: 200, headers: { "content-type": "application/vnd.amazon.eventstream" }, body: output }
}

async function pump(request: RestRequest, inbox: AsyncQueue<ConversationEvent>): Promise<void> {
  try {
    for await (const frame of openEnvelopes(readFrames(request.stream), request.verifyChunk)) {
      // A client that sends faster than is understood is slowed down by its own connection.
      let waiting = inbox.push({ type: "frame", frame })
      while (waiting > MAX_WAITING_EVENTS && !request.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        waiting = inbox.waiting
      }
    }
    inbox.push({ type: "input-ended" })
  } catch (error) {
    inbox.push(error instanceof AwsError ? { type: "failed", error } : { type: "input-ended" })
  }
}

function describeFailure(error: unknown): Uint8Array {
  if (error instanceof AwsError) return encodeException(error.code, error.message)
  return encodeException("InternalServerException", "The service encountered an internal error.")
}

class Conversation {
  readonly #options: ConversationOptions
  readonly #key: SessionKey
  readonly #mode: ConversationMode
  readonly #request: RestRequest
  readonly #inbox: AsyncQueue<ConversationEvent>
  readonly #output: AsyncQueue<Uint8Array>
  readonly #collector: InputCollector
  #configuration: Configuration | undefined
  /** State of the configuration event that the first input is to find. */
  #pendingState: TurnRequest["sessionState"]
  #isPlaying = false
  #isClosed = false
  #eventCount = 0

  constructor(
    options: ConversationOptions,
    key: SessionKey,
    mode: ConversationMode,
    request: RestRequest,
    inbox: AsyncQueue<ConversationEvent>,
    output: AsyncQueue<Uint8Array>,
  ) {
    this.#options = options
    this.#key = key
    this.#mode = mode
    this.#request = request
    this.#inbox = inbox
    this.#output = output
    this.#collector = new InputCollector(mode, (timer) => inbox.push({ type: "timer", timer }))
  }

  /** Takes events one after the other until a side is done. */
  async run(): Promise<void> {
    for await (const event of this.#inbox) {
      if (event.type === "failed") throw event.error
      if (event.type === "input-ended") return
      if (event.type === "timer") await this.#take(this.#collector.onTimer(event.timer))
      else if ((await this.#onFrame(event.frame)) === "disconnected") return
      if (this.#isClosed && !this.#isPlaying) return
    }
  }

  /** Lets go of timers. */
  stop(): void {
    this.#collector.stop()
    this.#inbox.end()
  }

  emit(name: string, body: Readonly<Record<string, unknown>>): void {
    this.#eventCount += 1
    this.#output.push(encodeEvent(name, { ...body, eventId: `RESPONSE-${this.#eventCount}` }))
  }

  async #onFrame(frame: Frame): Promise<"disconnected" | undefined> {
    const name = stringHeader(frame, ":event-type") ?? ""
    const input = readJsonObject(frame.payload)
    if (!isClientEvent(name)) throw validationError(`Unknown event '${name}'.`)
    checkRuntimeInput(name, input)
    if (name === "ConfigurationEvent") return this.#configure(input)
    if (this.#configuration === undefined) throw validationError("The first event must be a ConfigurationEvent.")
    if (name === "DisconnectionEvent") return "disconnected"
    if (name === "PlaybackCompletionEvent") this.#onPlaybackCompletion()
    else await this.#onInput(name, input)
    return undefined
  }

  async #configure(input: Readonly<Record<string, unknown>>): Promise<undefined> {
    if (this.#configuration !== undefined) throw validationError("A conversation takes one ConfigurationEvent only.")
    const sessionState = readSessionOverride(input.sessionState)
    const welcome = readMessages(input.welcomeMessages)
    const requestAttributes = readAttributes(input.requestAttributes)
    if (welcome !== undefined && sessionState?.dialogAction === undefined) {
      throw validationError("Welcome messages need a dialogAction in the sessionState.")
    }
    this.#configuration = {
      responseContentType: String(input.responseContentType),
      disablePlayback: input.disablePlayback === true,
      ...(requestAttributes === undefined ? {} : { requestAttributes }),
    }
    this.#pendingState = sessionState
    const session = await this.#options.engine.findSession(this.#key)
    this.#collector.expect(await this.#options.engine.findLocale(this.#key), session)
    if (sessionState?.dialogAction === undefined) return undefined
    await this.#turn({ type: "none" }, welcome)
    return undefined
  }

  async #onInput(name: RuntimeInputName, input: Readonly<Record<string, unknown>>): Promise<void> {
    const isTextEvent = name === "TextInputEvent"
    if (isTextEvent !== (this.#mode === "TEXT")) {
      throw validationError(`A ${name} can't be sent in a conversation of mode ${this.#mode}.`)
    }
    if (this.#isPlaying && !this.#collector.settings.allowInterrupt) return
    const heard = this.#collector.onEvent(name, input)
    if (heard.begins !== undefined && this.#isPlaying) {
      this.#isPlaying = false
      const causedBy = typeof input.eventId === "string" ? { causedByEventId: input.eventId } : {}
      this.emit("PlaybackInterruptionEvent", { eventReason: heard.begins, ...causedBy })
    }
    await this.#take(heard.input)
  }

  #onPlaybackCompletion(): void {
    if (this.#configuration?.disablePlayback) {
      throw validationError("A PlaybackCompletionEvent can't be sent when playback is disabled.")
    }
    if (!this.#isPlaying) return
    this.#isPlaying = false
    this.#collector.startWaiting()
  }

  /** Makes a turn of what was collected; speech is written down first. */
  async #take(input: ReturnType<InputCollector["onTimer"]>): Promise<void> {
    if (input === undefined || this.#configuration === undefined) return
    if (input.type !== "audio") return this.#turn(input)
    const { engine, speech } = this.#options
    const context = listeningContext(
      await engine.findLocale(this.#key),
      await engine.findSession(this.#key),
      this.#request.signal,
    )
    return this.#turn(await listen(speech, input.audio, context))
  }

  async #turn(input: TurnInput, welcome?: readonly Message[]): Promise<void> {
    const configuration = this.#configuration
    if (configuration === undefined) return
    this.#isPlaying = false
    const transcript = transcriptOf(input)
    if (transcript !== undefined) this.emit("TranscriptEvent", { transcript })
    const { disablePlayback: _, ...fixed } = configuration
    const request: TurnRequest = {
      ...fixed,
      input,
      isStreaming: true,
      ...(this.#pendingState === undefined ? {} : { sessionState: this.#pendingState }),
      ...(welcome === undefined ? {} : { messages: welcome }),
    }
    this.#pendingState = undefined
    const served = await this.#options.engine.findLocale(this.#key)
    const updates = watchFulfillment(served.locale, request, (output) =>
      this.#say(inputModeOf(input, this.#mode), output),
    )
    try {
      const turn = await this.#options.engine.takeTurn(this.#key, request, {
        requestId: this.#request.requestId,
        operation: "StartConversation",
        onCodeHookCall: updates.onCodeHookCall,
      })
      await updates.stop()
      await this.#say(inputModeOf(input, this.#mode), turn)
      await this.#afterTurn(turn.session)
    } finally {
      await updates.stop()
    }
  }

  async #say(inputMode: string, turn: TurnOutput): Promise<void> {
    const configuration = this.#configuration
    if (configuration === undefined) return
    const { messages, sessionId, sessionState, interpretations, requestAttributes } = toApiTurn(
      this.#key.sessionId,
      turn,
    )
    const { activeContexts = [] } = sessionState
    this.emit("IntentResultEvent", {
      inputMode,
      interpretations,
      sessionState: { ...sessionState, activeContexts: toApiContexts(activeContexts) },
      requestAttributes,
      sessionId,
    })
    if (messages === undefined) return
    this.emit("TextResponseEvent", { messages })
    if (isTextType(configuration.responseContentType) || configuration.disablePlayback) return
    const { locale } = await this.#options.engine.findLocale(this.#key)
    const { contentType, bytes } = await speak(
      this.#options.speech,
      messages,
      locale,
      configuration.responseContentType,
      this.#request.signal,
    )
    this.#play(contentType, bytes)
  }

  #play(contentType: string, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    for (let at = 0; at < bytes.length; at += AUDIO_CHUNK_BYTES) {
      const audioChunk = Buffer.from(bytes.subarray(at, at + AUDIO_CHUNK_BYTES)).toString("base64")
      this.emit("AudioResponseEvent", { audioChunk, contentType })
    }
    // An event without sound marks the end of the prompt.
    this.emit("AudioResponseEvent", { contentType })
    this.#isPlaying = true
  }

  async #afterTurn(session: Session): Promise<void> {
    this.#isClosed = session.state.dialogAction?.type === "Close"
    this.#collector.expect(await this.#options.engine.findLocale(this.#key), session)
    if (!this.#isPlaying && !this.#isClosed) this.#collector.startWaiting()
  }
}

const CLIENT_EVENTS = [
  "ConfigurationEvent",
  "TextInputEvent",
  "DTMFInputEvent",
  "AudioInputEvent",
  "PlaybackCompletionEvent",
  "DisconnectionEvent",
] as const satisfies readonly RuntimeInputName[]

function isClientEvent(name: string): name is (typeof CLIENT_EVENTS)[number] {
  return CLIENT_EVENTS.some((event) => event === name)
}

function transcriptOf(input: TurnInput): string | undefined {
  if (input.type === "text") return input.text
  if (input.type === "dtmf") return input.digits
  return input.type === "speech" ? input.transcriptions[0]?.transcription : undefined
}

function inputModeOf(input: TurnInput, mode: ConversationMode): "Text" | "Speech" | "DTMF" {
  if (input.type === "dtmf") return "DTMF"
  if (input.type === "silence") return input.inputMode
  return mode === "TEXT" ? "Text" : "Speech"
}
