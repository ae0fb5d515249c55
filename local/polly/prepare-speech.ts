// From a request to its bytes, the same for SynthesizeSpeech and tasks: what is asked for is read and planned, then spoken.

import { findLexiconEntries } from "./lexicon-operations.ts"
import type { LexiconStore } from "./lexicon-store.ts"
import { planText } from "./plan-text.ts"
import { pollyError } from "./polly-error.ts"
import type { Speaker } from "./speaker.ts"
import { createMarkWriter } from "./speech-marks.ts"
import type { SpeechPlan } from "./speech-plan.ts"
import { readSpeechRequest, type SpeechRequest } from "./speech-request.ts"

/** What an operation takes. */
export type SpeechLimits = {
  /** Characters of a text, tags of SSML and all. */
  readonly totalCharacters: number
  /** Characters without the tags. */
  readonly billedCharacters: number
  readonly highestRateHz: number
  /** Sound is cut off after this long; after ten minutes when absent. */
  readonly maxSeconds?: number
}

/** A request that will be spoken. */
export type PreparedSpeech = {
  readonly request: SpeechRequest
  readonly plan: SpeechPlan
  readonly limits: SpeechLimits
}

/**
 * Reads a request and plans what is said.
 *
 * @param body The JSON members with Polly's names.
 * @throws {AwsError} what is wrong with it, as Polly says it.
 */
export async function prepareSpeech(
  body: Readonly<Record<string, unknown>>,
  lexicons: LexiconStore,
  limits: SpeechLimits,
): Promise<PreparedSpeech> {
  const request = readSpeechRequest(body, limits.highestRateHz)
  const findEntry = await findLexiconEntries(lexicons, request.lexiconNames, request.voice.languageCode)
  const tooLong = () => pollyError("TextLengthExceededException", "Maximum text length has been exceeded")
  if (request.text.length > limits.totalCharacters) throw tooLong()
  const plan = planText(findEntry === undefined ? request : { ...request, findEntry })
  if (plan.billedCharacters > limits.billedCharacters) throw tooLong()
  return { request, plan, limits }
}

/**
 * Begins to speak.
 *
 * @param timeoutMs For all of it; without one the sound is also remembered for who asks again.
 * @returns the bytes of the answer as they are made, once there are some.
 * @throws {Fault} `overloaded` when too many wait.
 */
export async function speakPrepared(
  speaker: Speaker,
  { request, plan, limits }: PreparedSpeech,
  signal: AbortSignal,
  timeoutMs?: number,
): Promise<AsyncIterable<Uint8Array>> {
  const { output, voice, text } = request
  const job = {
    sentences: plan.sentences,
    voice,
    output: output.format === "json" ? { format: output.format } : output,
    ...(limits.maxSeconds === undefined ? {} : { maxSeconds: limits.maxSeconds }),
  }
  const chunks = await speaker.speak(job, signal, timeoutMs)
  const write = createMarkWriter(text, output.format === "json" ? output.markTypes : [])
  return (async function* () {
    for await (const chunk of chunks)
      yield "audio" in chunk ? chunk.audio : new TextEncoder().encode(write(chunk.marks))
  })()
}
