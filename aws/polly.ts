// The door to Polly: text in, sound or speech marks out, as they are made. Which voice speaks what is web/speech.ts.

import {
  type Engine,
  type LanguageCode,
  PollyClient,
  SynthesizeSpeechCommand,
  type SynthesizeSpeechCommandInput,
  type VoiceId,
} from "@aws-sdk/client-polly"
import { Fault, type FaultCode } from "#core/errors.ts"
import { toFault } from "./aws-errors.ts"
import { toWebStream } from "./body-stream.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** Something to be said, by whom. */
export type SpeechText = {
  readonly type: "text" | "ssml"
  /** At most 3,000 characters, tags not counted. */
  readonly content: string
  readonly voiceId: string
  readonly engine: string
  /** BCP 47, as Polly writes it: `en-US`. */
  readonly languageCode: string
}

/** Speaks. Both methods throw `Fault`: `voice-not-found`, `data-invalid` (SSML the voice can't speak), `speech-unavailable`. */
export interface SpeechSynthesis {
  /** @returns MP3, as it is made. */
  speak(text: SpeechText, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
  /** @returns the marks of the words, a JSON object a line: `{time, type: "word", start, end, value}`; `time` in ms. */
  markWords(text: SpeechText, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

/** Creates the client of Polly. What it is asked has no effect, so the SDK may ask again. */
export function createSpeechSynthesis(settings: AwsSettings, requestTimeoutMs: number): SpeechSynthesis {
  const client = new PollyClient(clientOptions(settings, { requestTimeoutMs }))
  const synthesize = async (input: SynthesizeSpeechCommandInput, signal: AbortSignal) => {
    try {
      const { AudioStream } = await client.send(new SynthesizeSpeechCommand(input), { abortSignal: signal })
      if (AudioStream === undefined) throw new Fault("speech-unavailable", { hint: "Polly answered without sound" })
      return toWebStream(AudioStream)
    } catch (error) {
      throw toSpeechFault(error, signal)
    }
  }
  return {
    speak: (text, signal) => synthesize({ ...describe(text), OutputFormat: "mp3" }, signal),
    markWords: (text, signal) =>
      synthesize({ ...describe(text), OutputFormat: "json", SpeechMarkTypes: ["word"] }, signal),
  }
}

/** Which voices there are is Polly's to say: names are passed on as they are. */
function describe({ type, content, voiceId, engine, languageCode }: SpeechText) {
  return {
    Text: content,
    TextType: type,
    VoiceId: voiceId as VoiceId,
    Engine: engine as Engine,
    LanguageCode: languageCode as LanguageCode,
  }
}

const FAULT_OF_ERROR: Readonly<Record<string, FaultCode>> = {
  EngineNotSupportedException: "voice-not-found",
  LanguageNotSupportedException: "voice-not-found",
  ValidationException: "voice-not-found",
  InvalidSsmlException: "data-invalid",
  TextLengthExceededException: "data-invalid",
  ServiceFailureException: "speech-unavailable",
  ThrottlingException: "speech-unavailable",
}

function toSpeechFault(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof Fault) return error
  const name = error instanceof Error ? error.name : ""
  const code = signal.aborted ? "speech-unavailable" : FAULT_OF_ERROR[name]
  if (code === undefined) return toFault(error, "speech-unavailable")
  // Polly's own words tell which voice is missing; about a text they may quote it.
  const words = code === "voice-not-found" && error instanceof Error ? `: ${error.message}` : ""
  return new Fault(code, { cause: error, hint: `Polly answered ${name || "nothing"}${words}` })
}
