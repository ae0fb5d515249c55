// Sound in and out of the request/response operations: reads what was said from the audio formats Lex takes, has answers
// spoken in those it gives. The engines are behind speech-ports.ts; streaming is conversation.ts.

import type { BotLocale, Message } from "#bot/definition.ts"
import type { TurnInput } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { AwsError, validationError } from "#local/http/aws-error.ts"
import { mediaType } from "#local/http/rest-json.ts"
import type { ServedLocale } from "./bot-catalog.ts"
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
export function listeningContext(
  served: ServedLocale,
  session: Session | undefined,
  signal: AbortSignal,
): ListeningContext {
  const question = session?.question
  const runtimeHints = session?.state.runtimeHints
  return {
    bot: served.bot,
    locale: served.locale,
    signal,
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
 *   recognizer.
 */
export async function readInput(
  speech: Speech,
  contentType: string,
  body: Uint8Array,
  context: { readonly served: ServedLocale; readonly session: Session | undefined; readonly signal: AbortSignal },
): Promise<TurnInput> {
  if (mediaType(contentType) === "text/plain") return { type: "text", text: new TextDecoder().decode(body) }
  const audio = decodeAudio(contentType, body)
  if (audio.samples.length > MAX_UTTERANCE_SECONDS * audio.sampleRateHz) {
    throw validationError(`The audio must not be longer than ${MAX_UTTERANCE_SECONDS} seconds.`)
  }
  return listen(speech, audio, listeningContext(context.served, context.session, context.signal))
}

/** Has an utterance written down; nothing said, or nothing understood, is a silence. */
export async function listen(speech: Speech, audio: PcmAudio, context: ListeningContext): Promise<TurnInput> {
  if (speech.transcriber === undefined) {
    throw new AwsError("DependencyFailedException", 424, "Speech recognition is not available at this endpoint.")
  }
  const transcriptions = await speech.transcriber.transcribe(audio, context)
  if (transcriptions.length === 0) return { type: "silence", inputMode: "Speech" }
  return { type: "speech", transcriptions }
}

/**
 * Reads PCM in the formats of Lex: `audio/l16; rate=16000`, `audio/x-l16; sample-rate=16000`,
 * `audio/lpcm; sample-rate=8000; sample-size-bits=16; …`. All are little-endian unless they say otherwise.
 *
 * @throws {AwsError} `ValidationException` for every other format.
 */
export function decodeAudio(contentType: string, bytes: Uint8Array): PcmAudio {
  const parameters = readParameters(contentType)
  const sampleRateHz = Number(parameters.get("rate") ?? parameters.get("sample-rate"))
  const channels = Number(parameters.get("channels") ?? parameters.get("channel-count") ?? 1)
  const bits = Number(parameters.get("sample-size-bits") ?? 16)
  const isPcm = ["audio/l16", "audio/x-l16", "audio/lpcm"].includes(mediaType(contentType))
  if (!isPcm || ![8000, 16_000].includes(sampleRateHz) || channels !== 1 || bits !== 16) {
    throw validationError(
      `The content type '${contentType}' is not supported: send 16-bit mono PCM at 8000 or 16000 Hz.`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = new Int16Array(bytes.byteLength >> 1)
  const isLittleEndian = parameters.get("is-big-endian") !== "true"
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, isLittleEndian)
  return { samples, sampleRateHz }
}

/** An answer's sound; no bytes where text was asked for or nothing is said. */
export type SpokenAnswer = { readonly contentType: string; readonly bytes: Uint8Array }

/**
 * Has messages spoken, when the wanted content type is audio. Cards and custom payloads aren't spoken.
 *
 * @throws {AwsError} `ValidationException` for a content type Lex doesn't offer; `DependencyFailedException` without a voice.
 */
export async function speak(
  speech: Speech,
  messages: readonly Message[],
  locale: BotLocale,
  wanted: string,
  signal: AbortSignal,
): Promise<SpokenAnswer> {
  if (isTextType(wanted)) return { contentType: wanted, bytes: new Uint8Array() }
  const { format, contentType } = findFormat(wanted)
  const texts = messages.flatMap(toSpoken)
  if (texts.length === 0) return { contentType, bytes: new Uint8Array() }
  if (speech.synthesizer === undefined) {
    throw new AwsError("DependencyFailedException", 424, "Speech synthesis is not available at this endpoint.")
  }
  const voice = { localeId: locale.localeId, ...locale.voice }
  return { contentType, bytes: await speech.synthesizer.synthesize(texts, voice, format, signal) }
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

function readParameters(contentType: string): ReadonlyMap<string, string> {
  const pairs = contentType.split(";").slice(1)
  return new Map(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.split("=", 2)
      return [name.trim().toLowerCase(), value.trim().toLowerCase()]
    }),
  )
}
