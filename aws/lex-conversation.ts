// A spoken turn over StartConversation: Lex hears it while it is being said. HTTP/2 in both directions, so for Node hosts
// only; whole utterances are lex.ts.

import {
  LexRuntimeV2Client,
  StartConversationCommand,
  type StartConversationRequestEventStream,
  type StartConversationResponseEventStream,
} from "@aws-sdk/client-lex-runtime-v2"
import { Fault } from "#core/errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"
import {
  type LexBot,
  type LexMessage,
  type LexSession,
  type LexSpokenTurn,
  type LexTurnOptions,
  lexAudioType,
  TEXT_TYPE,
  toLexFault,
} from "./lex.ts"

/** Sound that is still coming. */
export type LiveSound = {
  /** Pieces of 16-bit little-endian mono PCM at 16 kHz; its end is the end of what is said. */
  readonly pcm: AsyncIterable<Uint8Array>
  /** Called once, as soon as Lex has written down what was said. */
  readonly onTranscript: (transcript: string) => void
}

/** Hears turns while they are being said. */
export interface LexListener {
  /**
   * Takes one spoken turn. Lex itself hears when it ends, before `pcm` does perhaps.
   *
   * @param options Without `sessionState`: a turn that begins from another state is sent whole.
   * @throws {Fault} those of `LexRuntime`.
   */
  listen(session: LexSession, sound: LiveSound, options: Omit<LexTurnOptions, "sessionState">): Promise<LexSpokenTurn>
}

const RATE_HZ = 16_000
/** Lex ends an utterance after a silence; this much is sent at once when the visitor has finished. */
const CLOSING_SILENCE_MS = 2000
const SILENCE_PIECE = new Uint8Array((RATE_HZ * 2 * 100) / 1000)
/** Silence goes on being sent, in case Lex wants more of it. */
const SILENCE_EVERY_MS = 500
/** Lex that has heard nobody by then is not going to. */
const PATIENCE_MS = 15_000
/** Messages follow the result; a turn that says nothing has none. */
const MESSAGES_WAIT_MS = 500

/** The SDK would tell of every stream that breaks, which becomes a fault here anyway. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Creates the listener of one bot. Every turn is a stream of its own. */
export function createLexListener(settings: AwsSettings, bot: LexBot, requestTimeoutMs: number): LexListener {
  const options = clientOptions(settings, { maxAttempts: 1, requestTimeoutMs })
  // A connection each: a broken stream must not take others with it.
  const requestHandler = { ...options.requestHandler, disableConcurrentStreams: true }
  const client = new LexRuntimeV2Client({ ...options, requestHandler, logger: SILENT })
  return {
    listen: async (session, sound, { requestAttributes, signal }) => {
      const turn = new StreamedTurn(sound, requestAttributes, signal)
      const command = new StartConversationCommand({
        ...bot,
        ...session,
        conversationMode: "AUDIO",
        requestEventStream: turn.events(),
      })
      try {
        const { responseEventStream } = await client.send(command, { abortSignal: signal })
        if (responseEventStream === undefined) throw new Fault("dialog-unavailable", { hint: "Lex opened no stream" })
        const events = responseEventStream[Symbol.asyncIterator]()
        const heard = await turn.read(events)
        void drain(events)
        return heard
      } catch (error) {
        if (error instanceof Fault) throw error
        throw toLexFault(error, signal)
      } finally {
        turn.end()
      }
    },
  }
}

class StreamedTurn {
  readonly #sound: LiveSound
  readonly #requestAttributes: LexTurnOptions["requestAttributes"]
  readonly #signal: AbortSignal
  #hasGivenUp = false
  /** Resolves when nothing more is to be sent. */
  readonly #done = Promise.withResolvers<"done">()
  /** Resolves when Lex has heard the end of the utterance. */
  readonly #heard = Promise.withResolvers<"heard">()

  constructor(sound: LiveSound, requestAttributes: LexTurnOptions["requestAttributes"], signal: AbortSignal) {
    this.#sound = sound
    this.#requestAttributes = requestAttributes
    this.#signal = signal
    signal.addEventListener("abort", () => this.end(), { once: true })
  }

  end(): void {
    this.#heard.resolve("heard")
    this.#done.resolve("done")
  }

  /** What is sent: the configuration, the sound, silence until Lex has heard enough, and the end. */
  async *events(): AsyncGenerator<StartConversationRequestEventStream> {
    yield {
      ConfigurationEvent: {
        responseContentType: TEXT_TYPE,
        disablePlayback: true,
        requestAttributes: { ...this.#requestAttributes },
      },
    }
    yield* this.#soundEvents()
    await this.#done.promise
    if (!this.#signal.aborted) yield { DisconnectionEvent: {} }
  }

  async *#soundEvents(): AsyncGenerator<StartConversationRequestEventStream> {
    const pieces = this.#sound.pcm[Symbol.asyncIterator]()
    for (;;) {
      const piece = await Promise.race([pieces.next(), this.#heard.promise])
      if (piece === "heard") return
      if (piece.done === true) break
      yield audioEvent(piece.value)
    }
    for (let ms = 0; ms < CLOSING_SILENCE_MS; ms += 100) yield audioEvent(SILENCE_PIECE)
    for (let ms = 0; ms < PATIENCE_MS; ms += SILENCE_EVERY_MS) {
      if ((await Promise.race([wait(SILENCE_EVERY_MS), this.#heard.promise])) === "heard") return
      yield audioEvent(SILENCE_PIECE)
    }
    this.#hasGivenUp = true
    this.#done.resolve("done")
  }

  /** Reads what comes back until the turn is over. */
  async read(events: AsyncIterator<StartConversationResponseEventStream>): Promise<LexSpokenTurn> {
    const answer = new StreamedAnswer()
    while (!answer.isWhole) {
      const next = events.next()
      next.catch(() => undefined)
      const event = await (answer.hasResult ? Promise.race([next, wait(MESSAGES_WAIT_MS)]) : next)
      if (event === undefined || event.done === true) break
      const transcript = answer.take(event.value)
      if (transcript === undefined) continue
      this.#heard.resolve("heard")
      this.#sound.onTranscript(transcript)
    }
    return answer.toTurn(this.#hasGivenUp)
  }
}

/** What Lex answers, event by event: what it heard, the state it came to, and the messages that follow. */
class StreamedAnswer {
  readonly #messages: LexMessage[] = []
  #transcript: string | undefined
  #sessionState: LexSpokenTurn["sessionState"] | undefined
  isWhole = false

  get hasResult(): boolean {
    return this.#sessionState !== undefined
  }

  /** @returns what was heard, when the event tells. */
  take({
    TranscriptEvent,
    IntentResultEvent,
    TextResponseEvent,
  }: StartConversationResponseEventStream): string | undefined {
    if (TextResponseEvent !== undefined) {
      this.#messages.push(...(TextResponseEvent.messages ?? []))
      this.isWhole = this.hasResult
    }
    // Messages while a fulfillment is under way are followed by its result.
    const isUnderWay = IntentResultEvent?.sessionState?.intent?.state === "FulfillmentInProgress"
    if (IntentResultEvent !== undefined && !isUnderWay) this.#sessionState = IntentResultEvent.sessionState ?? {}
    const transcript = TranscriptEvent?.transcript?.trim() || undefined
    this.#transcript ??= transcript
    return transcript
  }

  /**
   * @param hasGivenUp Whether we ended the stream, as nobody was heard: then nothing was understood.
   * @throws {Fault} `dialog-unavailable` when the stream ended too early.
   */
  toTurn(hasGivenUp: boolean): LexSpokenTurn {
    if (hasGivenUp && this.#sessionState === undefined) return { messages: [], sessionState: {} }
    if (this.#sessionState === undefined) {
      throw new Fault("dialog-unavailable", { hint: "Lex ended the conversation before it answered" })
    }
    const transcript = this.#transcript === undefined ? {} : { transcript: this.#transcript }
    return { messages: this.#messages, sessionState: this.#sessionState, ...transcript }
  }
}

/** Reads a stream to its end, which lets go of the connection. What it still says concerns nobody. */
async function drain(events: AsyncIterator<unknown>): Promise<void> {
  try {
    while ((await events.next()).done !== true) {
      // Nothing to be done about it.
    }
  } catch {
    // It broke: then it is over, too.
  }
}

function audioEvent(audioChunk: Uint8Array): StartConversationRequestEventStream {
  return { AudioInputEvent: { audioChunk, contentType: lexAudioType(RATE_HZ) } }
}

function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms))
}
