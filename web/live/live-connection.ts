// One live connection: a visitor's sound comes in while they speak, what was understood, the answer and its sound go out.
// A turn is taken as every other is (web/turn.ts), so that one whose connection breaks is answered over HTTP.

import type { LexListener } from "#aws/lex-conversation.ts"
import { readSpokenAudio } from "../audio/spoken-audio.ts"
import { type LiveEvent, type LiveRequest, liveRequest, type Message } from "../contract.ts"
import { HttpProblem, toHttpProblem, toProblemDocument } from "../problem.ts"
import type { Services } from "../services.ts"
import type { VerifiedToken } from "../session-token.ts"
import { LIVE_CONTENT, listenTo, type SpokenTurnRequest, takeSpokenTurn } from "../spoken-turn.ts"
import { createIncomingSound, type IncomingSound } from "./incoming-sound.ts"
import type { LiveSocket } from "./live-host.ts"
import { sendSpeech } from "./send-speech.ts"

/** What a connection works with. */
export type LiveParts = {
  readonly services: Services
  readonly listener: LexListener
  readonly socket: LiveSocket
  /** Counts a connection of the session. @returns false when it has too many. */
  readonly enter: (sessionId: string) => boolean
}

/** WebSocket close codes of our own: 4000 and the HTTP status. */
const CLOSE = { tokenRefused: 4401, idle: 4408, tooMany: 4429, badMessage: 4400 } as const

/** Lex takes no longer utterance. */
const MAX_SPEAKING_MS = 55_000
const BYTES_PER_MS = 32
const SOUND_TYPE = "audio/l16;rate=16000"
const HELLO_MS = 5000
/** Without a word in this time, the line is hung up; the next turn opens another. */
const IDLE_MS = 120_000

type LiveTurn = { readonly turnId: string; readonly sound: IncomingSound; readonly dropped: AbortController }

/** A visitor on the line. */
export class LiveConnection {
  readonly #parts: LiveParts
  #session: VerifiedToken | undefined
  #turn: LiveTurn | undefined
  #speaking: AbortController | undefined
  #timer: ReturnType<typeof setTimeout>
  #isClosed = false

  constructor(parts: LiveParts) {
    this.#parts = parts
    this.#timer = setTimeout(() => this.#close(CLOSE.tokenRefused, "no token in time"), HELLO_MS)
  }

  /** Takes a text frame. */
  onText(text: string): void {
    const request = parseRequest(text)
    if (request === undefined) {
      this.#fail(new HttpProblem("invalid-request", { detail: "See LiveRequest in /openapi.json." }), CLOSE.badMessage)
      return
    }
    if (request.type === "hello") {
      void this.#greet(request.token)
      return
    }
    if (this.#session === undefined) {
      this.#fail(new HttpProblem("token-missing", { detail: "Send hello with a token first." }), CLOSE.tokenRefused)
      return
    }
    this.#hangUpWhenIdle()
    if (request.type === "begin") this.#begin(request, this.#session.sessionId)
    else if (request.type === "end") this.#turn?.sound.end()
    else if (request.type === "hush") this.#speaking?.abort()
    else this.#drop()
  }

  /** Takes a piece of sound. What comes after the end of a turn is of no use to anybody. */
  onSound(piece: Uint8Array<ArrayBuffer>): void {
    if (this.#turn === undefined) return
    if (piece.length % 2 !== 0) {
      this.#fail(new HttpProblem("audio-invalid", { detail: "16-bit samples take two bytes each." }), CLOSE.badMessage)
      return
    }
    this.#hangUpWhenIdle()
    // Longer than Lex takes: what was said so far is answered.
    if (!this.#turn.sound.push(piece)) this.#turn.sound.end()
  }

  /** The socket is gone. A turn that was said to its end is still taken: its reply is there when it is asked for again. */
  onClose(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#speaking?.abort()
    this.#turn?.dropped.abort()
  }

  /** The server shuts down. */
  goAway(): void {
    this.#close(1001, "the server is shutting down")
  }

  async #greet(token: string): Promise<void> {
    const { services, enter } = this.#parts
    const session = await services.tokens.verify(token)
    if (this.#session !== undefined || this.#isClosed) return
    if (typeof session === "string") {
      this.#fail(new HttpProblem(session), CLOSE.tokenRefused)
      return
    }
    if (!enter(session.sessionId)) {
      this.#fail(
        new HttpProblem("rate-limited", { detail: "Too many connections of one conversation." }),
        CLOSE.tooMany,
      )
      return
    }
    this.#session = session
    this.#hangUpWhenIdle()
    this.#tell({ type: "ready" })
  }

  #begin({ turnId, speak = false }: Extract<LiveRequest, { type: "begin" }>, sessionId: string): void {
    const { services } = this.#parts
    const retryAfterSeconds = services.sessionLimit.take(sessionId)
    if (retryAfterSeconds > 0 || this.#turn !== undefined) {
      const isTooOften = retryAfterSeconds > 0
      const problem = isTooOften
        ? new HttpProblem("rate-limited", { retryAfterSeconds })
        : new HttpProblem("session-busy")
      this.#failTurn(turnId, problem)
      return
    }
    this.#speaking?.abort()
    const sound = createIncomingSound(MAX_SPEAKING_MS * BYTES_PER_MS)
    this.#turn = { turnId, sound, dropped: new AbortController() }
    void this.#take(this.#turn, sessionId, speak)
  }

  async #take(turn: LiveTurn, sessionId: string, speaks: boolean): Promise<void> {
    const { turnId } = turn
    const { services } = this.#parts
    try {
      const listen = this.#listenTo(turn)
      const reply = await takeSpokenTurn(services, {
        sessionId,
        turnId,
        content: LIVE_CONTENT,
        speakingMs: MAX_SPEAKING_MS,
        listen,
      })
      this.#turn = undefined
      this.#tell({ type: "reply", turnId, reply })
      if (speaks) await this.#speak(sessionId, reply.messages)
    } catch (error) {
      this.#turn = undefined
      this.#failTurn(turnId, toHttpProblem(error))
    }
  }

  /** Lex hears the turn as it is said; when it has to be put to Lex again, it is sent whole. */
  #listenTo(turn: LiveTurn): SpokenTurnRequest["listen"] {
    const { services, listener } = this.#parts
    let isFirst = true
    const tell = (transcript: string) => this.#tell({ type: "transcript", turnId: turn.turnId, transcript })
    return async (session, options) => {
      const isLive = isFirst && options.sessionState === undefined
      isFirst = false
      if (!isLive) {
        const audio = readSpokenAudio(SOUND_TYPE, await turn.sound.whole())
        return listenTo(services, audio)(session, options)
      }
      const onTranscript = (transcript: string) => {
        turn.sound.end()
        tell(transcript)
      }
      const { signal, failure } = cutOff(turn, options.signal)
      const heard = listener.listen(session, { pcm: turn.sound, onTranscript }, { ...options, signal })
      return await Promise.race([heard, failure])
    }
  }

  async #speak(sessionId: string, messages: readonly Message[]): Promise<void> {
    const speaking = new AbortController()
    this.#speaking = speaking
    const { services, socket } = this.#parts
    const tell = (event: LiveEvent) => this.#tell(event)
    const isTaken = await sendSpeech({ services, socket, sessionId, messages, tell, signal: speaking.signal })
    if (!isTaken) this.#close(CLOSE.idle, "what is sent is not taken")
  }

  /** The visitor gives up before the end; nothing has happened, or Lex has heard it already and the turn is taken. */
  #drop(): void {
    this.#turn?.dropped.abort()
    this.#speaking?.abort()
  }

  #hangUpWhenIdle(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#close(CLOSE.idle, "nothing was said for long"), IDLE_MS)
  }

  #failTurn(turnId: string, problem: HttpProblem): void {
    this.#parts.services.metrics.count("concierge_problems_total", { kind: problem.code })
    this.#tell({ type: "problem", turnId, problem: toProblemDocument(problem) })
  }

  #fail(problem: HttpProblem, code: number): void {
    this.#parts.services.metrics.count("concierge_problems_total", { kind: problem.code })
    this.#tell({ type: "problem", problem: toProblemDocument(problem) })
    this.#close(code, problem.code)
  }

  #tell(event: LiveEvent): void {
    if (!this.#isClosed) this.#parts.socket.send(JSON.stringify(event))
  }

  #close(code: number, reason: string): void {
    if (this.#isClosed) return
    this.#parts.socket.close(code, reason)
    this.onClose()
  }
}

/** A turn ends early when its visitor goes before it was said, or when all that was said is silence. */
function cutOff(turn: LiveTurn, signal: AbortSignal): { signal: AbortSignal; failure: Promise<never> } {
  const cut = new AbortController()
  const onDropped = () => {
    // What was said to its end is answered, whether or not somebody still waits for it.
    if (!turn.sound.isEnded) cut.abort()
  }
  if (turn.dropped.signal.aborted) onDropped()
  else turn.dropped.signal.addEventListener("abort", onDropped, { once: true })
  const failure = turn.sound.whole().then((pcm) => {
    try {
      readSpokenAudio(SOUND_TYPE, pcm)
    } catch (error) {
      cut.abort()
      throw error
    }
    return new Promise<never>(() => undefined)
  })
  failure.catch(() => undefined)
  return { signal: AbortSignal.any([signal, cut.signal]), failure }
}

function parseRequest(text: string): LiveRequest | undefined {
  try {
    return liveRequest.safeParse(JSON.parse(text)).data
  } catch {
    // Not JSON: the client is told what would be.
    return undefined
  }
}
