// Encodes sound piece by piece in the formats Polly answers with.

import { createMp3Encoder, createOggEncoder } from "wasm-media-encoders"
import { encodeALaw, encodeMuLaw } from "./g711.ts"

/** The formats of sound; PCM is 16-bit little-endian without a header, G.711 a byte a sample. */
export type AudioFormat = "alaw" | "mp3" | "mulaw" | "ogg_vorbis" | "pcm"

/** An encoder of one sound. */
export interface AudioEncoder {
  /** Takes −1 to 1; gives what is ready, which may be nothing yet. */
  encode(samples: Float32Array): Uint8Array<ArrayBuffer>
  /** Gives the rest. */
  finish(): Uint8Array<ArrayBuffer>
}

/** Kilobits a second: enough for one voice. */
const MP3_BITRATES: Readonly<Record<number, 24 | 32 | 48 | 64>> = {
  8000: 24,
  16000: 32,
  22050: 48,
  24000: 48,
  44100: 64,
  48000: 64,
}

const VORBIS_QUALITY = 3

/** Making one takes longer than encoding a sentence. */
let mp3Encoder: ReturnType<typeof createMp3Encoder> | undefined
let oggEncoder: ReturnType<typeof createOggEncoder> | undefined

/** Begins a sound; one at a time in each thread and format. */
export async function startAudioEncoder(format: AudioFormat, sampleRateHz: number): Promise<AudioEncoder> {
  const encodeAll = SAMPLE_ENCODERS[format]
  if (encodeAll !== undefined) return { encode: encodeAll, finish: () => new Uint8Array() }
  if (format === "mp3") {
    mp3Encoder ??= createMp3Encoder()
    const encoder = await mp3Encoder
    encoder.configure({
      channels: 1,
      sampleRate: sampleRateHz,
      bitrate: MP3_BITRATES[sampleRateHz] ?? 48,
      // LAME would choose a lower rate for the bit rate.
      outputSampleRate: sampleRateHz as 8000 | 16_000 | 22_050 | 24_000 | 44_100 | 48_000,
    })
    return { encode: (samples) => encoder.encode([samples]).slice(), finish: () => encoder.finalize().slice() }
  }
  oggEncoder ??= createOggEncoder()
  const encoder = await oggEncoder
  encoder.configure({ channels: 1, sampleRate: sampleRateHz, vbrQuality: VORBIS_QUALITY })
  return { encode: (samples) => encoder.encode([samples]).slice(), finish: () => encoder.finalize().slice() }
}

/** The formats in which each sample is by itself. */
const SAMPLE_ENCODERS: Partial<Record<AudioFormat, AudioEncoder["encode"]>> = {
  pcm: encodePcm,
  mulaw: (samples) => Uint8Array.from(samples, (sample) => encodeMuLaw(toInteger(sample))),
  alaw: (samples) => Uint8Array.from(samples, (sample) => encodeALaw(toInteger(sample))),
}

function encodePcm(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, i) => {
    view.setInt16(i * 2, toInteger(sample), true)
  })
  return bytes
}

function toInteger(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767)))
}
