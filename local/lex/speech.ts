// Sound in and out of the request/response operations: reads what was said from the audio formats Lex takes, has answers
// spoken in those it gives. The engines are behind speech-ports.ts; streaming is conversation.ts.

import type { BotLocale, Message } from "#bot/definition.ts"
import type { TurnInput } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { Fault } from "#core/errors.ts"
import { AwsError, badGateway, throttled, validationError } from "#local/http/aws-error.ts"
import { mediaType } from "#local/http/rest-json.ts"
import type { ServedLocale } from "./bot-catalog.ts"
import { createPcmDecoder } from "./pcm-decoder.ts"
import type {
  ListeningContext,
  PcmAudio,
  SpeechFormat,
  SpeechSynthesizer,
  Spoken,
  Transcriber,
} from "./speech-ports.ts"

/** The speech engines there are. */
export type Speech = { readonly transcriber?: Transcriber; readonly synthesizer?: SpeechSynthesizer }

/** Lex takes no longer utterance. */
const MAX_UTTERANCE_SECONDS = 55

/** What a recognizer is told of the conversation. */
export function listeningContext(served: ServedLocale, session: Session | undefined): Omit<ListeningContext, "signal"> {
  const question = session?.question
  const runtimeHints = session?.state.runtimeHints
  return {
    bot: served.bot,
    locale: served.locale,
    ...(question === undefined
      ? {}
      : {
          expecting: {
            intentName: question.intentName,
            ...(question.slotName === undefined ? {} : { slotName: question.slotName }),
          },
        }),
    ...(runtimeHints === undefined ? {} : { runtimeHints }),
  }
}

/**
 * Reads the body of RecognizeUtterance: text, or audio that is written down. Audio in which nothing is said is a silence.
 *
 * @throws {AwsError} `ValidationException` for other content types and bad audio; `DependencyFailedException` without a
 *   recognizer; `BadGatewayException` when it fails; `ThrottlingException` when its queue is full.
 */
export async function readInput(
  speech: Speech,
  contentType: string,
  body: Uint8Array,
  context: { readonly served: ServedLocale; readonly session: Session | undefined; readonly signal: AbortSignal },
): Promise<TurnInput> {
  if (mediaType(contentType) === "text/plain") return { type: "text", text: new TextDecoder().decode(body) }
  const audio = createPcmDecoder(contentType).decode(body)
  if (body.length === 0) throw validationError("The audio is empty.")
  if (body.length % 2 === 1) throw validationError("The audio ends within a sample: 16-bit PCM has an even length.")
  if (audio.samples.length > MAX_UTTERANCE_SECONDS * audio.sampleRateHz) {
    throw validationError(`The audio must not be longer than ${MAX_UTTERANCE_SECONDS} seconds.`)
  }
  return listen(speech, audio, { ...listeningContext(context.served, context.session), signal: context.signal })
}

/** Has an utterance written down; nothing said, or nothing understood, is a silence. */
export async function listen(speech: Speech, audio: PcmAudio, context: ListeningContext): Promise<TurnInput> {
  if (speech.transcriber === undefined) {
    throw new AwsError("DependencyFailedException", 424, "Speech recognition is not available at this endpoint.")
  }
  const transcriptions = await speech.transcriber.transcribe(audio, context).catch((error: unknown) => {
    throw explainFailure(error, "Speech recognition", context.signal)
  })
  if (transcriptions.length === 0) return { type: "silence", inputMode: "Speech" }
  return { type: "speech", transcriptions }
}

/** An answer's sound as it is made; none where text was asked for or nothing is said. */
export type SpokenAnswer = { readonly contentType: string; readonly sound?: AsyncIterable<Uint8Array> }

/**
 * Has messages spoken, when the wanted content type is audio. Cards and custom payloads aren't spoken.
 *
 * @throws {AwsError} `ValidationException` for a content type Lex doesn't offer; `DependencyFailedException` without a
 *   voice; `BadGatewayException` when it fails; `ThrottlingException` when its queue is full.
 */
export async function speak(
  speech: Speech,
  messages: readonly Message[],
  locale: BotLocale,
  wanted: string,
  signal: AbortSignal,
): Promise<SpokenAnswer> {
  if (isTextType(wanted)) return { contentType: wanted }
  const { format, contentType } = findFormat(wanted)
  const texts = messages.flatMap(toSpoken)
  if (texts.length === 0) return { contentType }
  if (speech.synthesizer === undefined) {
    throw new AwsError("DependencyFailedException", 424, "Speech synthesis is not available at this endpoint.")
  }
  const voice = { localeId: locale.localeId, ...locale.voice }
  const sound = await speech.synthesizer.synthesize(texts, voice, format, signal).catch((error: unknown) => {
    throw explainFailure(error, "Speech synthesis", signal)
  })
  return { contentType, sound }
}

/** A full queue and what the engine refuses (no such voice, broken SSML) are told as such; else the engine itself failed. */
function explainFailure(error: unknown, what: string, signal: AbortSignal): unknown {
  if (signal.aborted) return error
  if (error instanceof Fault && error.code === "overloaded") return throttled("rest-json")
  if (error instanceof Fault && error.code === "data-invalid") return refused(what, error.hint ?? error.code, error)
  if (error instanceof AwsError && error.status < 500) return refused(what, error.message, error)
  return badGateway(`${what} failed.`, error)
}

function refused(what: string, reason: string, cause: Error): AwsError {
  return new AwsError("DependencyFailedException", 424, `${what}: ${reason}`, { cause })
}

/** Whether a response content type asks for text only. */
export function isTextType(contentType: string): boolean {
  return mediaType(contentType) === "text/plain"
}

function findFormat(wanted: string): { readonly format: SpeechFormat; readonly contentType: string } {
  switch (mediaType(wanted)) {
    case "audio/mpeg":
    case "audio/*":
      return { format: "mp3", contentType: "audio/mpeg" }
    case "audio/ogg":
      return { format: "ogg", contentType: "audio/ogg" }
    case "audio/pcm":
      return { format: "pcm", contentType: "audio/pcm" }
    default:
      throw validationError(`The response content type '${wanted}' is not supported.`)
  }
}

function toSpoken(message: Message): Spoken[] {
  if (message.contentType === "PlainText") return [{ type: "text", content: message.content }]
  return message.contentType === "SSML" ? [{ type: "ssml", content: message.content }] : []
}
