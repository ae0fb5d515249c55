// StartConversation: one conversation over a two-way event stream. Events in become turns, turns become events out; the
// clock, the keys and the microphone are conversation-input.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/start-stream-conversation.html

import type { Message } from "#bot/definition.ts"
import type { TurnInput, TurnRequest } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { toApiContexts } from "#bot/dialog/wire-views.ts"
import type { Log } from "#core/log.ts"
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
import { type ClientInput, type CollectedInput, type ConversationMode, InputCollector } from "./conversation-input.ts"
import { Playback } from "./conversation-playback.ts"
import type { ConversationQuota } from "./conversation-quota.ts"
import { EarlyHearing } from "./early-hearing.ts"
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
import { listen, listeningContext, type Speech, speak } from "./speech.ts"
import type { PcmAudio } from "./speech-ports.ts"

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
  readonly quota: ConversationQuota
  readonly log: Log
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
  /** The client sends nothing more, but still listens. */
  | { readonly type: "input-ended" }
  /** The client is gone, or the conversation has taken too long. */
  | { readonly type: "cut-off" }
  /** A turn was answered, or all of its sound was sent. */
  | { readonly type: "settled" }
  | { readonly type: "failed"; readonly error: unknown }

/** So many events may wait before the client's stream is read on. */
const MAX_WAITING_EVENTS = 256
/** So much of what comes while a turn is under way is kept for later: some seconds of sound. */
const MAX_HELD_INPUTS = 512

/**
 * Answers with the stream of the conversation, which runs until a side ends it; what fails then is told in it.
 *
 * @throws {AwsError} 429 when there are too many.
 */
export function answerConversation(
  options: ConversationOptions,
  key: SessionKey,
  mode: ConversationMode,
  request: RestRequest,
): AwsResponse {
  const leave = options.quota.enter(key, "streaming")
  const output = createAsyncQueue<Uint8Array>()
  const inbox = createAsyncQueue<ConversationEvent>()
  const conversation = new Conversation(options, key, mode, request, inbox, output)
  const heartbeat = setInterval(() => conversation.emit("HeartbeatEvent", {}), options.conversation.heartbeatMs)
  const limit = setTimeout(() => inbox.push({ type: "cut-off" }), options.conversation.maxDurationMs)
  request.signal.addEventListener("abort", () => inbox.push({ type: "cut-off" }), { once: true })
  void pump(request, inbox)
  conversation
    .run()
    .catch((error: unknown) => {
      const bug = error instanceof AwsError ? error.cause : error
      if (bug !== undefined) options.log.error("internal-error", { requestId: request.requestId, error: String(bug) })
      output.push(describeFailure(error))
    })
    .finally(() => {
      leave()
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
    inbox.push(error instanceof AwsError ? { type: "failed", error } : { type: "cut-off" })
  }
}

/** The errors that the stream's model has; others are told by the nearest of them. */
const STREAM_ERRORS: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "BadGatewayException",
  "ConflictException",
  "DependencyFailedException",
  "InternalServerException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "ValidationException",
])

function describeFailure(error: unknown): Uint8Array {
  if (!(error instanceof AwsError)) {
    return encodeException("InternalServerException", "The service encountered an internal error.")
  }
  if (STREAM_ERRORS.has(error.code)) return encodeException(error.code, error.message)
  // A wrong signature, say, or an event that is no JSON.
  return encodeException(error.status === 403 ? "AccessDeniedException" : "ValidationException", error.message)
}

class Conversation {
  readonly #options: ConversationOptions
  readonly #key: SessionKey
  readonly #mode: ConversationMode
  readonly #request: RestRequest
  readonly #inbox: AsyncQueue<ConversationEvent>
  readonly #output: AsyncQueue<Uint8Array>
  readonly #collector: InputCollector
  readonly #playback: Playback
  readonly #hearing: EarlyHearing
  /** What came while a turn was under way, in order. */
  #held: ClientInput[] = []
  #configuration: Configuration | undefined
  /** State of the configuration event that the first input is to find. */
  #pendingState: TurnRequest["sessionState"]
  /** A turn is under way: what was said is being written down, or the bot thinks. */
  #isThinking = false
  /** Prompts whose sound is being sent. */
  #sending = 0
  /** The visitor's time to answer hasn't begun yet. */
  #isYetToWait = false
  /** The dialog is over. */
  #isClosed = false
  /** The client sends nothing more. */
  #isEnding = false
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
    this.#playback = new Playback((name, body) => this.emit(name, body))
    this.#hearing = new EarlyHearing((audio, signal) => this.#hear(audio, signal), request.signal)
  }

  /** Takes events one after the other until a side is done. Turns run beside it, so that a prompt can be interrupted. */
  async run(): Promise<void> {
    await this.#options.engine.findLocale(this.#key)
    for await (const event of this.#inbox) {
      if (event.type === "failed") throw event.error
      if (event.type === "cut-off") return
      if (event.type === "frame") await this.#onFrame(event.frame)
      if (event.type === "timer") this.#begin(this.#collector.onTimer(event.timer))
      if (event.type === "input-ended") this.#isEnding = true
      if (event.type === "settled") this.#startWaiting()
      this.#catchUp()
      if (this.#isOver) return
    }
  }

  /** Takes what was held; after the last of it, what is half gathered is all there will be. */
  #catchUp(): void {
    while (!this.#isThinking && this.#held.length > 0) {
      const input = this.#held.shift()
      if (input !== undefined) this.#onInput(input)
    }
    if (this.#isEnding && !this.#isThinking) this.#begin(this.#collector.finish())
  }

  get #isOver(): boolean {
    if (this.#isThinking || this.#sending > 0) return false
    return this.#isEnding || (this.#isClosed && !this.#playback.isPlaying)
  }

  /** Lets go of timers. */
  stop(): void {
    this.#collector.stop()
    this.#hearing.drop()
    this.#inbox.end()
  }

  emit(name: string, body: Readonly<Record<string, unknown>>): void {
    this.#eventCount += 1
    this.#output.push(encodeEvent(name, { ...body, eventId: `RESPONSE-${this.#eventCount}` }))
  }

  async #onFrame(frame: Frame): Promise<void> {
    const name = stringHeader(frame, ":event-type") ?? ""
    const input = readJsonObject(frame.payload)
    if (!isClientEvent(name)) throw validationError(`Unknown event '${name}'.`)
    checkRuntimeInput(name, input)
    if (name === "ConfigurationEvent") return this.#configure(input)
    if (this.#configuration === undefined) throw validationError("The first event must be a ConfigurationEvent.")
    if (name === "PlaybackCompletionEvent") return this.#onPlaybackCompletion()
    if (name === "DisconnectionEvent") {
      // What was begun is dropped, what was said is still answered.
      this.#collector.stop()
      this.#isEnding = true
      return undefined
    }
    if ((name === "TextInputEvent") !== (this.#mode === "TEXT")) {
      throw validationError(`A ${name} can't be sent in a conversation of mode ${this.#mode}.`)
    }
    this.#held.push(this.#collector.read(name, input))
    if (this.#held.length > MAX_HELD_INPUTS) this.#held.shift()
    return undefined
  }

  async #configure(input: Readonly<Record<string, unknown>>): Promise<void> {
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
    await this.#expect(await this.#options.engine.findSession(this.#key))
    if (sessionState?.dialogAction !== undefined) this.#begin({ type: "none" }, welcome)
  }

  #onInput(input: ClientInput): void {
    if (this.#playback.isPlaying && !this.#collector.settings.allowInterrupt) return
    const heard = this.#collector.take(input)
    if (heard.pause === "over") this.#hearing.drop()
    else if (heard.pause !== undefined) this.#hearing.begin(heard.pause)
    if (heard.begins !== undefined) this.#isYetToWait = false
    if (heard.begins !== undefined && this.#playback.isPlaying) {
      this.#playback.stop()
      const causedBy = input.eventId === undefined ? {} : { causedByEventId: input.eventId }
      this.emit("PlaybackInterruptionEvent", { eventReason: heard.begins, ...causedBy })
    }
    this.#begin(heard.input)
  }

  #onPlaybackCompletion(): void {
    if (this.#configuration?.disablePlayback) {
      throw validationError("A PlaybackCompletionEvent can't be sent when playback is disabled.")
    }
    this.#playback.complete()
    this.#startWaiting()
  }

  /** The visitor's time begins once all is said, and played. */
  #startWaiting(): void {
    const isBusy = this.#isThinking || this.#sending > 0 || this.#playback.isPlaying
    if (isBusy || !this.#isYetToWait || this.#isClosed) return
    this.#isYetToWait = false
    this.#collector.startWaiting()
  }

  /** Begins a turn with what was collected, if anything was. */
  #begin(input: CollectedInput | undefined, welcome?: readonly Message[]): void {
    if (input === undefined) return
    this.#isThinking = true
    this.#think(input, welcome).then(
      () => {
        this.#isThinking = false
        this.#inbox.push({ type: "settled" })
      },
      (error: unknown) => this.#inbox.push({ type: "failed", error }),
    )
  }

  /** Writes speech down, takes the turn, and answers. */
  async #think(input: CollectedInput, welcome?: readonly Message[]): Promise<void> {
    if (input.type === "audio") return this.#turn(await this.#hearing.end(input.audio), welcome)
    this.#hearing.drop()
    return this.#turn(input, welcome)
  }

  async #hear(audio: PcmAudio, signal: AbortSignal): Promise<TurnInput> {
    const { engine, speech } = this.#options
    const context = listeningContext(await engine.findLocale(this.#key), await engine.findSession(this.#key))
    return listen(speech, audio, { ...context, signal })
  }

  async #turn(input: TurnInput, welcome?: readonly Message[]): Promise<void> {
    const configuration = this.#configuration
    if (configuration === undefined) return
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
    const inputMode = inputModeOf(input, this.#mode)
    const updates = watchFulfillment(served.locale, request, (output) => this.#say(inputMode, output))
    try {
      const turn = await this.#options.engine.takeTurn(this.#key, request, {
        requestId: this.#request.requestId,
        operation: "StartConversation",
        onCodeHookCall: updates.onCodeHookCall,
      })
      await updates.stop()
      await this.#expectAnswer(turn.session)
      this.#say(inputMode, turn).catch((error: unknown) => this.#inbox.push({ type: "failed", error }))
    } finally {
      await updates.stop()
    }
  }

  /** Says something. @returns when all of its sound is sent. */
  async #say(inputMode: string, turn: TurnOutput): Promise<void> {
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
    if (messages !== undefined) this.emit("TextResponseEvent", { messages })
    this.#sending += 1
    await this.#play(messages ?? []).then(
      () => {
        this.#sending -= 1
        this.#inbox.push({ type: "settled" })
      },
      // The sending is never over: a conversation that is about to end must tell of this first.
      (error: unknown) => this.#inbox.push({ type: "failed", error }),
    )
  }

  async #play(messages: readonly Message[]): Promise<void> {
    const configuration = this.#configuration
    if (configuration === undefined || configuration.disablePlayback) return
    const { locale } = await this.#options.engine.findLocale(this.#key)
    const { responseContentType } = configuration
    const { contentType, sound } = await speak(
      this.#options.speech,
      messages,
      locale,
      responseContentType,
      this.#request.signal,
    )
    if (sound !== undefined) await this.#playback.play(contentType, sound)
  }

  /** Listens for what the answer may be; what was half gathered is dropped. */
  async #expectAnswer(session: Session): Promise<void> {
    this.#isClosed = session.state.dialogAction?.type === "Close"
    this.#isYetToWait = true
    await this.#expect(session)
  }

  async #expect(session: Session | undefined): Promise<void> {
    const served = await this.#options.engine.findLocale(this.#key)
    this.#collector.expect(served, session)
    if (this.#mode === "AUDIO") this.#options.speech.transcriber?.prepare?.(listeningContext(served, session))
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
