// What a visitor does in a streaming conversation, gathered to whole inputs: keys to a number, sound to an utterance, and
// the time that passes when nothing comes. Turns are conversation.ts.

import type { TurnInput } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { validationError } from "#local/http/aws-error.ts"
import type { ServedLocale } from "./bot-catalog.ts"
import { createEndpointer, type Endpointer } from "./endpointing.ts"
import { createPcmDecoder, type PcmDecoder } from "./pcm-decoder.ts"
import { findPromptSettings, type PromptSettings } from "./prompt-settings.ts"
import type { RuntimeInputName } from "./runtime-input.ts"
import type { PcmAudio } from "./speech-ports.ts"

/** What a conversation takes as input: typed text, or sound and keys. */
export type ConversationMode = "AUDIO" | "TEXT"

/** A whole input; sound is yet to be written down. */
export type CollectedInput = TurnInput | { readonly type: "audio"; readonly audio: PcmAudio }

/** What an event of the client carries. */
export type ClientInput = { readonly eventId?: string } & (
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "sound"; readonly audio: PcmAudio }
)

/** What an event brought: the beginning of an input, a whole one, both or nothing. */
export type Heard = {
  readonly begins?: "DTMF_START_DETECTED" | "TEXT_DETECTED" | "VOICE_START_DETECTED"
  readonly input?: CollectedInput | undefined
  /** The speaker pauses, which may be the end: what was said so far. Or goes on after a pause. */
  readonly pause?: PcmAudio | "over"
}

/** Silence after which an utterance sounds as it does when it has ended: recognizers look no further beyond speech. */
const PAUSE_MS = 300

type Waiting = {
  readonly timer: symbol
  readonly handle: ReturnType<typeof setTimeout>
  readonly onTimeout: () => CollectedInput | undefined
}

/** Gathers input. */
export class InputCollector {
  readonly #mode: ConversationMode
  readonly #onTimer: (timer: symbol) => void
  #settings: PromptSettings | undefined
  #isAsking = false
  #digits = ""
  #endpointer: Endpointer | undefined
  /** Where the last pause began, if it isn't over: ms of sound before it. */
  #pausedAt: number | undefined
  #decoder: PcmDecoder | undefined
  #waiting: Waiting | undefined

  /** @param onTimer Called with a timer's symbol when its time is over. */
  constructor(mode: ConversationMode, onTimer: (timer: symbol) => void) {
    this.#mode = mode
    this.#onTimer = onTimer
  }

  /** The settings of the present prompt. */
  get settings(): PromptSettings {
    if (this.#settings === undefined) throw validationError("The first event must be a ConfigurationEvent.")
    return this.#settings
  }

  /** Takes over the settings of what is asked now; what was half gathered is dropped. */
  expect(served: ServedLocale, session: Session | undefined): void {
    this.stop()
    this.#isAsking = session?.question !== undefined
    this.#settings = findPromptSettings(served.locale, session?.question, session?.state.sessionAttributes ?? {})
  }

  /** The visitor's time begins: the prompt has been played. */
  startWaiting(): void {
    if (!this.#isAsking) return
    const { textStartTimeoutMs, audioStartTimeoutMs } = this.settings
    const isText = this.#mode === "TEXT"
    this.#startTimer(isText ? textStartTimeoutMs : audioStartTimeoutMs, () => {
      this.stop()
      return { type: "silence", inputMode: isText ? "Text" : "Speech" }
    })
  }

  /**
   * Reads a text, key or sound event, already checked. Each is to be read once, whether it is taken or not: a sample may
   * begin in one event and end in the next.
   */
  read(name: RuntimeInputName, input: Readonly<Record<string, unknown>>): ClientInput {
    const eventId = typeof input.eventId === "string" ? { eventId: input.eventId } : {}
    if (name === "TextInputEvent") return { ...eventId, type: "text", text: String(input.text) }
    if (name === "DTMFInputEvent") return { ...eventId, type: "key", key: String(input.inputCharacter) }
    const contentType = String(input.contentType)
    this.#decoder ??= createPcmDecoder(contentType)
    if (contentType !== this.#decoder.contentType) {
      throw validationError("All audio events of a conversation must have the same contentType.")
    }
    const audio = this.#decoder.decode(Buffer.from(String(input.audioChunk ?? ""), "base64"))
    return { ...eventId, type: "sound", audio }
  }

  /** Takes what an event carried. */
  take(input: ClientInput): Heard {
    if (input.type === "key") return this.#onKey(input.key)
    if (input.type === "sound") return this.#onSound(input.audio)
    this.stop()
    return { begins: "TEXT_DETECTED", input: { type: "text", text: input.text } }
  }

  /** There is no more to come. @returns what was half gathered. */
  finish(): CollectedInput | undefined {
    if (this.#digits !== "") return this.#takeDigits()
    return this.#endpointer?.isSpeaking === true ? this.#takeUtterance() : undefined
  }

  /** Takes a timer that fired. @returns the input it completes; nothing when the timer no longer counts. */
  onTimer(timer: symbol): CollectedInput | undefined {
    return this.#waiting?.timer === timer ? this.#waiting.onTimeout() : undefined
  }

  /** Drops what was gathered, and stops the clock. */
  stop(): void {
    this.#stopTimer()
    this.#digits = ""
    this.#endpointer = undefined
    this.#pausedAt = undefined
  }

  #onKey(key: string): Heard {
    const { dtmfDeletionCharacter, dtmfEndCharacter, dtmfMaxLength, dtmfEndTimeoutMs, allowDtmfInput } = this.settings
    if (!allowDtmfInput) return {}
    const begins = this.#digits === "" ? ({ begins: "DTMF_START_DETECTED" } as const) : {}
    if (key === dtmfDeletionCharacter) this.#digits = ""
    else if (key !== dtmfEndCharacter) this.#digits += key
    const isWhole = key === dtmfDeletionCharacter || key === dtmfEndCharacter || this.#digits.length >= dtmfMaxLength
    if (isWhole) return { ...begins, input: this.#takeDigits() }
    this.#startTimer(dtmfEndTimeoutMs, () => this.#takeDigits())
    return begins
  }

  #takeDigits(): CollectedInput {
    const digits = this.#digits
    this.stop()
    return digits === "" ? { type: "silence", inputMode: "DTMF" } : { type: "dtmf", digits }
  }

  #onSound(audio: PcmAudio): Heard {
    const { allowAudioInput, audioEndTimeoutMs, audioMaxLengthMs } = this.settings
    // Who is typing keys isn't speaking; silence goes on being sent meanwhile.
    if (!allowAudioInput || this.#digits !== "" || audio.samples.length === 0) return {}
    this.#endpointer ??= createEndpointer(audio.sampleRateHz, {
      endTimeoutMs: audioEndTimeoutMs,
      maxLengthMs: audioMaxLengthMs,
    })
    const event = this.#endpointer.push(audio.samples)
    const pause = this.#noticePause(this.#endpointer)
    if (event === "ended") return { ...pause, begins: "VOICE_START_DETECTED", input: this.#takeUtterance() }
    // A client may stop sending when its visitor stops speaking: then the clock ends the utterance.
    if (this.#endpointer.isSpeaking) this.#startTimer(audioEndTimeoutMs, () => this.#takeUtterance())
    return event === "started" ? { ...pause, begins: "VOICE_START_DETECTED" } : pause
  }

  #noticePause({ isSpeaking, quietMs, untilQuietMs, utterance }: Endpointer): Heard {
    if (untilQuietMs === this.#pausedAt) return {}
    const isPause = isSpeaking && quietMs >= PAUSE_MS
    if (!isPause && this.#pausedAt === undefined) return {}
    this.#pausedAt = isPause ? untilQuietMs : undefined
    return { pause: isPause ? utterance() : "over" }
  }

  #takeUtterance(): CollectedInput | undefined {
    const audio = this.#endpointer?.utterance()
    this.stop()
    return audio === undefined ? undefined : { type: "audio", audio }
  }

  #startTimer(ms: number, onTimeout: () => CollectedInput | undefined): void {
    this.#stopTimer()
    const timer = Symbol("timer")
    const handle = setTimeout(() => this.#onTimer(timer), ms)
    this.#waiting = { timer, handle, onTimeout }
  }

  #stopTimer(): void {
    clearTimeout(this.#waiting?.handle)
    this.#waiting = undefined
  }
}
