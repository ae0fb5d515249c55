// Reads what SynthesizeSpeech and StartSpeechSynthesisTask ask for, and refuses what Polly refuses. The text itself is read
// by plan-text.ts.

import { checkInput, list, structure, text } from "#local/http/constraints.ts"
import type { AudioFormat } from "./audio-encoder.ts"
import { pollyError } from "./polly-error.ts"
import { type Engine, FOREIGN_VOICE_IDS, findVoice, LANGUAGE_CODES, VOICES, type Voice } from "./voices.ts"

/** A type of speech mark. */
export type MarkType = "sentence" | "ssml" | "viseme" | "word"

/** A request that Polly would take, its text not yet read. */
export type SpeechRequest = {
  readonly voice: Voice
  readonly engine: Engine
  readonly text: string
  readonly textType: "text" | "ssml"
  readonly lexiconNames: readonly string[]
  readonly languageCode?: string
  readonly output:
    | { readonly format: AudioFormat; readonly sampleRateHz: number }
    | { readonly format: "json"; readonly markTypes: readonly MarkType[] }
}

/** Engines in the order of Polly's model. */
export const ENGINES: readonly Engine[] = ["standard", "neural", "long-form", "generative"]
const MARK_TYPES: readonly MarkType[] = ["sentence", "ssml", "viseme", "word"]
const FORMATS = ["alaw", "json", "mp3", "mulaw", "ogg_vorbis", "pcm"]
const COMPRESSED_RATES = [8000, 16_000, 22_050, 24_000]
/** Rates of each format; the first one is what is given when none is asked for, unless the engine has a say. */
const SAMPLE_RATES: Readonly<Record<AudioFormat | "json", readonly number[]>> = {
  alaw: [8000],
  mulaw: [8000],
  pcm: [16_000, 8000],
  // Only SynthesizeSpeech has those above 24,000 Hz.
  json: [...COMPRESSED_RATES, 44_100, 48_000],
  mp3: [...COMPRESSED_RATES, 44_100, 48_000],
  ogg_vorbis: [...COMPRESSED_RATES, 44_100, 48_000],
}

/** The members both operations have, by the names AWS puts in its messages. */
export const SPEECH_MEMBERS = {
  engine: text({ oneOf: ENGINES }),
  languageCode: text({ oneOf: LANGUAGE_CODES }),
  lexiconNames: list(text({ pattern: /^[0-9A-Za-z]{1,20}$/ }), { max: 5 }),
  outputFormat: text({ oneOf: FORMATS }),
  sampleRate: text(),
  speechMarkTypes: list(text({ oneOf: MARK_TYPES }), { max: 4 }),
  text: text(),
  textType: text({ oneOf: ["ssml", "text"] }),
  voiceId: text({ oneOf: [...VOICES.map(({ id }) => id), ...FOREIGN_VOICE_IDS] }),
}
const REQUIRED = ["outputFormat", "text", "voiceId"]

/** What the checked members are. */
type CheckedInput = {
  readonly engine?: Engine
  readonly languageCode?: string
  readonly lexiconNames?: readonly string[]
  readonly outputFormat: AudioFormat | "json"
  readonly sampleRate?: string
  readonly speechMarkTypes?: readonly MarkType[]
  readonly text: string
  readonly textType?: "ssml" | "text"
  readonly voiceId: string
}

/**
 * Reads a request.
 *
 * @param body The JSON members with Polly's names.
 * @param highestRateHz Sound of a task has at most 24,000 samples a second.
 * @throws {AwsError} `ValidationException`, or the service's own error for what doesn't go together.
 */
export function readSpeechRequest(body: Readonly<Record<string, unknown>>, highestRateHz = 48_000): SpeechRequest {
  const input = uncapitalize(body)
  checkInput(structure(SPEECH_MEMBERS, { required: REQUIRED }), input, { showValues: true })
  // checkInput has seen every member.
  const checked = input as CheckedInput
  const { voice, engine } = readVoice(checked)
  const { speechMarkTypes: markTypes = [], languageCode } = checked
  return {
    voice,
    engine,
    text: checked.text,
    textType: checked.textType ?? "text",
    lexiconNames: checked.lexiconNames ?? [],
    output: readOutput(checked, engine, markTypes, highestRateHz),
    ...(languageCode === undefined ? {} : { languageCode }),
  }
}

/** Members by the names of AWS's messages (`voiceId`), which are not those of the wire (`VoiceId`); nulls are left out. */
export function uncapitalize(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const members = Object.entries(body).filter(([, value]) => value !== null)
  return Object.fromEntries(members.map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]))
}

function readVoice({ voiceId, engine = "standard", languageCode }: CheckedInput): { voice: Voice; engine: Engine } {
  const voice = findVoice(voiceId)
  if (voice === undefined) {
    throw pollyError(
      "LanguageNotSupportedException",
      `The voice ${voiceId} speaks a language that this endpoint has no voice for. It has English voices, such as Joanna, Matthew, Amy and Brian; DescribeVoices lists them.`,
    )
  }
  if (!voice.engines.includes(engine)) {
    throw pollyError("EngineNotSupportedException", `This voice does not support the selected engine: ${engine}`)
  }
  if (languageCode !== undefined && languageCode !== voice.languageCode) {
    const isBilingual = voice.additionalLanguageCodes?.includes(languageCode) === true
    throw pollyError(
      "LanguageNotSupportedException",
      isBilingual
        ? `The voice ${voiceId} speaks only ${voice.languageCode} at this endpoint, not ${languageCode}.`
        : `This voice does not support the selected language: ${languageCode}`,
    )
  }
  return { voice, engine }
}

function readOutput(
  input: CheckedInput,
  engine: Engine,
  markTypes: readonly MarkType[],
  highestRateHz: number,
): SpeechRequest["output"] {
  const { outputFormat, sampleRate, textType } = input
  const rates = SAMPLE_RATES[outputFormat].filter((rate) => rate <= highestRateHz)
  if (outputFormat === "json") {
    if (markTypes.length === 0) {
      throw pollyError("ValidationException", "Speech mark types must be specified for the output format json.")
    }
    if (markTypes.includes("ssml") && textType !== "ssml") {
      throw pollyError(
        "SsmlMarksNotSupportedForTextTypeException",
        "SSML speech marks are not supported for plain text-type input.",
      )
    }
    if (sampleRate !== undefined) readSampleRate(sampleRate, rates)
    return { format: "json", markTypes }
  }
  if (markTypes.length > 0) {
    throw pollyError(
      "MarksNotSupportedForFormatException",
      `Speech marks are not supported for the OutputFormat selected: ${outputFormat}`,
    )
  }
  const isCompressed = outputFormat === "mp3" || outputFormat === "ogg_vorbis"
  const usual = isCompressed ? (engine === "standard" ? 22_050 : 24_000) : (rates[0] ?? 8000)
  return { format: outputFormat, sampleRateHz: sampleRate === undefined ? usual : readSampleRate(sampleRate, rates) }
}

function readSampleRate(sampleRate: string, allowed: readonly number[]): number {
  const rate = allowed.find((candidate) => String(candidate) === sampleRate)
  if (rate !== undefined) return rate
  throw pollyError(
    "InvalidSampleRateException",
    `The specified sample rate is not valid: ${sampleRate}. Valid values are ${allowed.join(", ")}.`,
  )
}
