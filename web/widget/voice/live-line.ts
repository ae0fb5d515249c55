// A live line to the server: sound up while the visitor speaks, what was understood, the answer and its sound down. Where
// there is none, or it breaks, turns are sent whole (voice-transport.ts), and nothing is lost.

import type { LiveEvent, LiveRequest, Reply } from "../../contract.ts"
import { type Speech, type SpokenOutcome, toVoiceProblem } from "./voice-transport.ts"

/** The part of a WebSocket that is needed. */
export type LineSocket = Pick<WebSocket, "send" | "close" | "binaryType"> & {
  addEventListener(type: "open" | "close" | "message", listener: (event: MessageEvent) => void): void
}

/** What the line needs. */
export type LiveLineParts = {
  /** Opens a socket to the server. @throws when the page's policy forbids it. */
  readonly openSocket: () => LineSocket
  readonly token: () => string | undefined
  readonly onTranscript: (turnId: string, transcript: string) => void
}

/** What became of a live turn; `undefined` when the line didn't answer it: then it is to be sent whole. */
export type LiveOutcome = SpokenOutcome | undefined

/** The line. */
export interface LiveLine {
  /** Opens the line when it isn't; costs nothing where there is none. */
  connect(): void
  begin(turnId: string, speaks: boolean): void
  push(pcm: Int16Array): void
  /** All has been said. */
  end(turnId: string): Promise<{ readonly outcome: LiveOutcome; readonly wasLive: boolean }>
  cancel(): void
  /** The answer's sound isn't wanted any more. */
  hush(): void
  /** Sound that is on its way; `undefined` when none is, or it doesn't come. */
  takeSpeech(messageId: string): Promise<Speech | undefined>
  close(): void
}

type Turn = {
  readonly turnId: string
  readonly speaks: boolean
  readonly outcome: PromiseWithResolvers<LiveOutcome>
  /** What was said before the line was there. */
  waiting: Int16Array[]
  isSent: boolean
}

/** A server without live lines is asked twice, and not again while the page stays. */
const MOST_FAILURES = 2
/** An answer that takes longer is asked for over HTTP, where it may take its time. */
const ANSWER_MS = 30_000

/** Creates the line, closed. */
export function createLiveLine(parts: LiveLineParts): LiveLine {
  return new SocketLine(parts)
}

class SocketLine implements LiveLine {
  readonly #parts: LiveLineParts
  readonly #speech = new Map<string, PromiseWithResolvers<Speech | undefined>>()
  #socket: LineSocket | undefined
  #token: string | undefined
  #isReady = false
  #failures = 0
  #turn: Turn | undefined
  #coming: { readonly messageId: string; readonly marks: string; readonly pieces: ArrayBuffer[] } | undefined

  constructor(parts: LiveLineParts) {
    this.#parts = parts
  }

  connect(): void {
    const token = this.#parts.token()
    // Another conversation has begun meanwhile.
    if (this.#socket !== undefined && token !== this.#token) this.close()
    if (this.#socket !== undefined || token === undefined || this.#failures >= MOST_FAILURES) return
    try {
      const socket = this.#parts.openSocket()
      socket.binaryType = "arraybuffer"
      this.#socket = socket
      this.#token = token
      socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "hello", token } satisfies LiveRequest)))
      socket.addEventListener("message", ({ data }) => {
        if (socket === this.#socket) this.#hear(data)
      })
      socket.addEventListener("close", () => {
        if (socket === this.#socket) this.#lose()
      })
    } catch {
      // The page's policy allows no WebSocket: turns are sent whole.
      this.#failures = MOST_FAILURES
    }
  }

  begin(turnId: string, speaks: boolean): void {
    if (this.#socket === undefined) return
    this.#forgetSpeech()
    this.#turn = { turnId, speaks, outcome: Promise.withResolvers(), waiting: [], isSent: false }
    this.#sendTurn()
  }

  push(pcm: Int16Array): void {
    if (this.#turn === undefined) return
    if (this.#turn.isSent) this.#socket?.send(Int16Array.from(pcm))
    else this.#turn.waiting.push(pcm)
  }

  async end(turnId: string): Promise<{ outcome: LiveOutcome; wasLive: boolean }> {
    const turn = this.#turn
    if (turn?.turnId !== turnId) return { outcome: undefined, wasLive: false }
    if (turn.isSent) this.#send({ type: "end" })
    else turn.outcome.resolve(undefined)
    const timer = setTimeout(() => turn.outcome.resolve(undefined), ANSWER_MS)
    const outcome = await turn.outcome.promise
    clearTimeout(timer)
    if (this.#turn === turn) this.#turn = undefined
    return { outcome, wasLive: turn.isSent }
  }

  cancel(): void {
    if (this.#turn === undefined) return
    if (this.#turn.isSent) this.#send({ type: "cancel" })
    this.#turn.outcome.resolve(undefined)
    this.#turn = undefined
  }

  hush(): void {
    if (this.#speech.size === 0) return
    this.#send({ type: "hush" })
    this.#forgetSpeech()
  }

  async takeSpeech(messageId: string): Promise<Speech | undefined> {
    const speech = await this.#speech.get(messageId)?.promise
    this.#speech.delete(messageId)
    return speech
  }

  close(): void {
    const socket = this.#socket
    this.#lose()
    socket?.close()
  }

  #send(request: LiveRequest): void {
    if (this.#isReady) this.#socket?.send(JSON.stringify(request))
  }

  /** Sends what was said so far, when the line is there. */
  #sendTurn(): void {
    const turn = this.#turn
    if (turn === undefined || turn.isSent || !this.#isReady) return
    turn.isSent = true
    this.#send({ type: "begin", turnId: turn.turnId, speak: turn.speaks })
    for (const pcm of turn.waiting.splice(0)) this.push(pcm)
  }

  #hear(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this.#coming?.pieces.push(data)
      return
    }
    const event = JSON.parse(String(data)) as LiveEvent
    switch (event.type) {
      case "ready":
        this.#isReady = true
        this.#failures = 0
        this.#sendTurn()
        return
      case "transcript":
        if (event.turnId === this.#turn?.turnId) this.#parts.onTranscript(event.turnId, event.transcript)
        return
      case "reply":
        this.#onReply(event.turnId, event.reply)
        return
      case "problem":
        if (event.turnId === this.#turn?.turnId) {
          this.#turn?.outcome.resolve({ ok: false, problem: toVoiceProblem(event.problem.status, event.problem) })
        }
        return
      case "speech":
        this.#coming = { messageId: event.messageId, marks: event.marks, pieces: [] }
        return
      case "speech-end":
        this.#onSpeechEnd(event.messageId, event.isWhole)
    }
  }

  #onReply(turnId: string, reply: Reply): void {
    const turn = this.#turn
    if (turn?.turnId !== turnId) return
    if (turn.speaks) for (const { id } of reply.messages) this.#speech.set(id, Promise.withResolvers())
    turn.outcome.resolve({ ok: true, reply })
  }

  #onSpeechEnd(messageId: string, isWhole: boolean): void {
    const coming = this.#coming
    this.#coming = undefined
    const hasSound = isWhole && coming?.messageId === messageId
    this.#speech
      .get(messageId)
      ?.resolve(hasSound ? { sound: joinedPieces(coming.pieces), marks: coming.marks } : undefined)
  }

  #forgetSpeech(): void {
    this.#coming = undefined
    for (const speech of this.#speech.values()) speech.resolve(undefined)
    this.#speech.clear()
  }

  #lose(): void {
    if (!this.#isReady) this.#failures += 1
    this.#socket = undefined
    this.#isReady = false
    this.#forgetSpeech()
    this.#turn?.outcome.resolve(undefined)
  }
}

function joinedPieces(pieces: readonly ArrayBuffer[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(new Uint8Array(piece), at)
    at += piece.byteLength
  }
  return whole.buffer
}
