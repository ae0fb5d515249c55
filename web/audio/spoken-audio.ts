// What a visitor said, as it comes over HTTP, made into the sound Lex takes. Bad sound is refused here, with the reason,
// before Lex is asked; what was said is Lex's to find out.

import type { LexAudio } from "#aws/lex.ts"
import { HttpProblem } from "../problem.ts"
import { createResampler } from "../widget/voice/resampler.ts"
import { readWav, type Sound } from "./wav.ts"

/** The longest body: a minute of 16-bit stereo at 48 kHz. */
export const MAX_AUDIO_BYTES = 12 * 1024 * 1024

/** Lex takes no longer utterance. */
const MAX_SECONDS = 55
const RATES_HZ = { least: 8000, most: 96_000 }

const FRAME_MS = 20
/** Softer than this is never speech: -50 dB of full scale. */
const MIN_SPEECH_RMS = 0.003
/** Less than 100 ms above it is a click. */
const MIN_SPEECH_FRAMES = 5

/** The media types taken; all PCM of 16 bits is little-endian, as Lex has it. */
export const AUDIO_TYPES = ["audio/l16", "audio/wav"] as const

/**
 * Reads what was said: 8 kHz stays as it is, every other rate becomes 16 kHz.
 *
 * @throws {HttpProblem} `unsupported-media-type`, `audio-invalid`, `audio-too-long`, `speech-not-heard` when all of it is
 *   silence.
 */
export function readSpokenAudio(contentType: string | undefined, bytes: Uint8Array): LexAudio {
  const sound = readSound(contentType ?? "", bytes)
  if (sound.samples.length > MAX_SECONDS * sound.sampleRateHz) {
    throw new HttpProblem("audio-too-long", { detail: `Send at most ${MAX_SECONDS} seconds.` })
  }
  if (!mayHoldSpeech(sound)) {
    throw new HttpProblem("speech-not-heard", { detail: "The sound is silent, or as good as silent." })
  }
  const sampleRateHz = sound.sampleRateHz === 8000 ? 8000 : 16_000
  const resampler = createResampler(sound.sampleRateHz, sampleRateHz)
  return { pcm: toPcm([resampler.push(sound.samples), resampler.finish()]), sampleRateHz }
}

function readSound(contentType: string, bytes: Uint8Array): Sound {
  const [type = "", ...parameters] = contentType.split(";", 10).map((part) => part.trim().toLowerCase())
  if (/^audio\/(?:wav|wave|x-wav|vnd\.wave)$/.test(type)) return readFile(bytes)
  if (type === "audio/l16" || type === "audio/x-l16") return readRaw(parameters, bytes)
  throw new HttpProblem("unsupported-media-type", {
    detail: "Send audio/wav, or audio/l16;rate=16000 (16-bit little-endian mono PCM).",
  })
}

function readFile(bytes: Uint8Array): Sound {
  const sound = readWav(bytes)
  if ("flaw" in sound) throw new HttpProblem("audio-invalid", { detail: `The WAV file can't be read: ${sound.flaw}.` })
  const { least, most } = RATES_HZ
  if (sound.sampleRateHz < least || sound.sampleRateHz > most) {
    throw new HttpProblem("audio-invalid", {
      detail: `The WAV file has ${sound.sampleRateHz} samples a second; send ${least} to ${most}.`,
    })
  }
  if (sound.samples.length === 0) throw new HttpProblem("audio-invalid", { detail: "The WAV file has no sound in it." })
  return sound
}

function readRaw(parameters: readonly string[], bytes: Uint8Array): Sound {
  const find = (name: string) =>
    parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1)
  const sampleRateHz = Number(find("rate")?.replaceAll('"', "") ?? Number.NaN)
  const { least, most } = RATES_HZ
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < least || sampleRateHz > most) {
    throw new HttpProblem("unsupported-media-type", {
      detail: `Say the rate, from ${least} to ${most}: audio/l16;rate=16000.`,
    })
  }
  if ((find("channels") ?? "1") !== "1") {
    throw new HttpProblem("unsupported-media-type", {
      detail: "audio/l16 must have one channel; send audio/wav for more.",
    })
  }
  if (bytes.length === 0) throw new HttpProblem("audio-invalid", { detail: "The body is empty." })
  if (bytes.length % 2 !== 0) {
    throw new HttpProblem("audio-invalid", {
      detail: "16-bit samples take two bytes each; half of the last is missing.",
    })
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = new Float32Array(bytes.length / 2)
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, true) / 32_768
  return { samples, sampleRateHz }
}

/** Whether anything in it is loud enough, for long enough, to be speech. A constant is no sound. */
function mayHoldSpeech({ samples, sampleRateHz }: Sound): boolean {
  const length = Math.round((sampleRateHz * FRAME_MS) / 1000)
  let loudFrames = 0
  for (let start = 0; start + length <= samples.length; start += length) {
    let [sum, squares] = [0, 0]
    for (let i = start; i < start + length; i++) {
      const sample = samples[i] ?? 0
      sum += sample
      squares += sample * sample
    }
    if (Math.sqrt(Math.max(0, squares / length - (sum / length) ** 2)) > MIN_SPEECH_RMS) loudFrames++
    if (loudFrames >= MIN_SPEECH_FRAMES) return true
  }
  return false
}

function toPcm(parts: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const count = parts.reduce((sum, part) => sum + part.length, 0)
  const view = new DataView(new ArrayBuffer(count * 2))
  let at = 0
  for (const part of parts) {
    for (const sample of part) {
      view.setInt16(at, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
      at += 2
    }
  }
  return new Uint8Array(view.buffer)
}
