// What a recognizer's thread is asked, and what it answers.

import type { Transcription } from "#bot/code-hook.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import type { Listening } from "./listening-grammar.ts"

/** One utterance for a thread, or none: then it only gets ready. */
export type RecognitionJob = {
  readonly audio?: PcmAudio
  readonly name: string
  /** Absent when the thread should know it by its name. */
  readonly listening?: Listening
}

/** What was heard; `unknown` asks for the job again, with what to listen for. */
export type RecognitionAnswer = readonly Transcription[] | "unknown"
