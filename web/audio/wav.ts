// Reads WAV files: PCM of 8 to 32 bits and floating point, any rate, any number of channels. What is done with the sound
// is spoken-audio.ts.

/** Sound of one channel, from -1 to 1. */
export type Sound = { readonly samples: Float32Array; readonly sampleRateHz: number }

/** What is wrong with a file, for its sender. */
export type WavFlaw = { readonly flaw: string }

type Format = {
  readonly isFloat: boolean
  readonly channels: number
  readonly sampleRateHz: number
  readonly bits: number
}

const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xfffe
/** Written by who doesn't know the length yet: the sound goes on to the end of the file. */
const UNKNOWN_LENGTHS = [0, 0xff_ff_ff_ff, 0x7f_ff_ff_ff]
const MAX_CHANNELS = 8
const MAX_RATE_HZ = 384_000

/** Reads a file; several channels are mixed to one. */
export function readWav(bytes: Uint8Array): Sound | WavFlaw {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || nameAt(view, 0) !== "RIFF" || nameAt(view, 8) !== "WAVE") {
    return { flaw: "it doesn't begin as a WAV file does" }
  }
  let format: Format | undefined
  let at = 12
  while (at + 8 <= bytes.length) {
    const name = nameAt(view, at)
    const length = view.getUint32(at + 4, true)
    const start = at + 8
    if (name === "fmt ") {
      const read = readFormat(view, start, Math.min(length, bytes.length - start))
      if ("flaw" in read) return read
      format = read
    }
    if (name === "data") return readSound(view, format, start, length)
    // Chunks begin at even offsets.
    at = start + length + (length % 2)
  }
  return { flaw: "it ends before its sound begins" }
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
}

function readFormat(view: DataView, at: number, length: number): Format | WavFlaw {
  if (length < 16) return { flaw: "its format is cut off" }
  const tag = view.getUint16(at, true)
  // The real tag of the extensible format is the beginning of its GUID.
  const encoding = tag === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : tag
  const channels = view.getUint16(at + 2, true)
  const sampleRateHz = view.getUint32(at + 4, true)
  const bits = view.getUint16(at + 14, true)
  const isFloat = encoding === FLOAT
  if (encoding !== PCM && !isFloat) return { flaw: `its encoding ${encoding} is not PCM` }
  if (!(isFloat ? [32, 64] : [8, 16, 24, 32]).includes(bits)) return { flaw: `samples of ${bits} bits can't be read` }
  if (channels < 1 || channels > MAX_CHANNELS) return { flaw: `it says it has ${channels} channels` }
  if (sampleRateHz < 1 || sampleRateHz > MAX_RATE_HZ) return { flaw: `it says it has ${sampleRateHz} samples a second` }
  return { isFloat, channels, sampleRateHz, bits }
}

function readSound(view: DataView, format: Format | undefined, start: number, length: number): Sound | WavFlaw {
  if (format === undefined) return { flaw: "it has no format before its sound" }
  const there = view.byteLength - start
  const wanted = UNKNOWN_LENGTHS.includes(length) ? there : length
  if (wanted > there) return { flaw: `it is cut off: of ${wanted} bytes of sound, ${there} are there` }
  const { channels, bits, sampleRateHz } = format
  const bytesPerSample = bits / 8
  const frames = Math.floor(wanted / (bytesPerSample * channels))
  const samples = new Float32Array(frames)
  const read = sampleReader(view, format)
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) {
      sum += read(start + (frame * channels + channel) * bytesPerSample)
    }
    const mixed = sum / channels
    // Floating point may hold what is no number.
    samples[frame] = Number.isFinite(mixed) ? Math.max(-1, Math.min(1, mixed)) : 0
  }
  return { samples, sampleRateHz }
}

function sampleReader(view: DataView, { isFloat, bits }: Format): (at: number) => number {
  if (isFloat) return bits === 32 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true)
  switch (bits) {
    case 8:
      return (at) => (view.getUint8(at) - 128) / 128
    case 16:
      return (at) => view.getInt16(at, true) / 32_768
    case 24:
      return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608
    default:
      return (at) => view.getInt32(at, true) / 2_147_483_648
  }
}
