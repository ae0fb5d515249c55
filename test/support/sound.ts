// Sound for tests: tones, silence and noise, and the files they come in.

/** Samples of a tone, from -1 to 1. */
export function tone(frequencyHz: number, seconds: number, sampleRateHz: number, level = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, i) => level * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz),
  )
}

/** White noise, the same for the same seed. */
export function noise(seconds: number, sampleRateHz: number, level: number, seed = 1): Float32Array {
  let random = seed
  return Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, () => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return level * (random / 0x40_00_00_00 - 1)
  })
}

/** One after the other. */
export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** 16-bit little-endian PCM. */
export function toPcm16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Int16Array.from(samples, (sample) => Math.round(sample * 32_767)).buffer)
}

/** What a WAV file says of itself, and its sound. */
export type WavParts = {
  readonly sampleRateHz: number
  readonly bits?: number
  readonly channels?: number
  /** 1 is PCM, 3 floating point. */
  readonly encoding?: number
  readonly data: Uint8Array
  /** When the file claims another length than it has. */
  readonly claimedBytes?: number
}

/** Writes a WAV file. */
export function writeWav(parts: WavParts): Uint8Array<ArrayBuffer> {
  const { sampleRateHz, bits = 16, channels = 1, encoding = 1, data, claimedBytes = data.length } = parts
  const bytes = new Uint8Array(44 + data.length)
  const view = new DataView(bytes.buffer)
  const name = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  name(0, "RIFF")
  view.setUint32(4, 36 + claimedBytes, true)
  name(8, "WAVEfmt ")
  view.setUint32(16, 16, true)
  view.setUint16(20, encoding, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, (sampleRateHz * channels * bits) / 8, true)
  view.setUint16(32, (channels * bits) / 8, true)
  view.setUint16(34, bits, true)
  name(36, "data")
  view.setUint32(40, claimedBytes, true)
  bytes.set(data, 44)
  return bytes
}

/** Root mean square. */
export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}

/** How strong one frequency is in the sound, as the level of its tone. */
export function levelAt(samples: Float32Array, frequencyHz: number, sampleRateHz: number): number {
  let [real, imaginary] = [0, 0]
  for (const [i, sample] of samples.entries()) {
    const angle = (2 * Math.PI * frequencyHz * i) / sampleRateHz
    real += sample * Math.cos(angle)
    imaginary += sample * Math.sin(angle)
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length
}
