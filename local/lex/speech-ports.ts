// What the local Lex needs of speech: a recognizer and a voice. Engines plug in behind these ports; without them, audio
// is answered with Lex's own error for a failing dependency.

import type { Transcription } from "#bot/code-hook.ts"
import type { Bot, BotLocale } from "#bot/definition.ts"
import type { RuntimeHints } from "#bot/session.ts"

/** Mono PCM. */
export type PcmAudio = { readonly samples: Int16Array; readonly sampleRateHz: number }

/** What is known of the conversation when something is said. */
export type ListeningContext = {
  readonly bot: Bot
  readonly locale: BotLocale
  /** The slot or confirmation being asked for. */
  readonly expecting?: { readonly intentName: string; readonly slotName?: string }
  readonly runtimeHints?: RuntimeHints
  readonly signal: AbortSignal
}

/** Understands speech. */
export interface Transcriber {
  /**
   * Writes down one utterance, silence around it included.
   *
   * @returns at most three guesses, best first; empty when nothing was said or nothing can be made of it.
   * @throws {Fault} `overloaded` when too many wait.
   */
  transcribe(audio: PcmAudio, context: ListeningContext): Promise<readonly Transcription[]>
  /** Is told where a conversation is before anything is said there, and may load what it needs then. Returns at once. */
  prepare?(context: Omit<ListeningContext, "signal">): void
}

/** An audio encoding that Lex answers in. PCM is 16-bit little-endian without a header. */
export type SpeechFormat = "mp3" | "ogg" | "pcm"

/** Something to be said: plain text, or SSML with its `<speak>`. */
export type Spoken = { readonly type: "text" | "ssml"; readonly content: string }

/** Speaks. */
export interface SpeechSynthesizer {
  /**
   * Says the texts one after the other.
   *
   * @param voice As the bot's locale has it; the synthesizer chooses one of the locale when absent or unknown.
   * @returns the sound as it is made, once there is some; PCM has 16,000 samples a second.
   * @throws {Fault} `overloaded` when too many wait; `data-invalid` for a locale that no voice speaks.
   */
  synthesize(
    texts: readonly Spoken[],
    voice: { readonly localeId: string; readonly voiceId?: string; readonly engine?: string },
    format: SpeechFormat,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>
}
