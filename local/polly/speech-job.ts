// What the pool of speech threads is asked, and what a thread sends back.

import type { AudioFormat } from "./audio-encoder.ts"
import type { SpeakingVoice, TimedMark } from "./render.ts"
import type { PlanSentence } from "./speech-plan.ts"

/** Sentences to be spoken: as sound, or as the marks of that sound. */
export type SpeechJob = {
  readonly sentences: readonly PlanSentence[]
  readonly voice: SpeakingVoice
  readonly output: { readonly format: AudioFormat; readonly sampleRateHz: number } | { readonly format: "json" }
  /** Sound is cut off after this long; after ten minutes when absent. */
  readonly maxSeconds?: number
}

/** What a thread sends while it speaks: bytes of the sound, or marks in the order of time from the beginning of it all. */
export type SpeechChunk = { readonly audio: Uint8Array<ArrayBuffer> } | { readonly marks: readonly TimedMark[] }
