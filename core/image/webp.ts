// WebP as a row of RIFF chunks (RFC 9649): found without decoding what is in them.

import { readOrientation } from "./exif.ts"
import type { HeaderFields, Orientation } from "./header-fields.ts"

/** A chunk: its four letters, where it starts, and where its data starts and ends; the next one starts on an even byte. */
export type WebpChunk = {
  readonly name: string
  readonly start: number
  readonly dataStart: number
  readonly dataEnd: number
  readonly end: number
}

/** `RIFF`, the size, `WEBP`. */
export const WEBP_HEADER_BYTES = 12

/** Walks the chunks up to what can't be read. */
export function* walkWebp(bytes: Uint8Array): Generator<WebpChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = WEBP_HEADER_BYTES
  while (start + 8 <= bytes.length) {
    const dataStart = start + 8
    const size = view.getUint32(start + 4, true)
    const dataEnd = dataStart + size
    if (dataEnd > bytes.length) return
    const end = Math.min(dataEnd + (size % 2), bytes.length)
    yield { name: String.fromCharCode(...bytes.subarray(start, start + 4)), start, dataStart, dataEnd, end }
    start = end
  }
}

type Size = { readonly width: number; readonly height: number }

/** Reads size, frames and orientation; `undefined` when the header is damaged. */
export function readWebpHeader(bytes: Uint8Array): HeaderFields | undefined {
  let size: Size | undefined
  let frames = 0
  let orientation: Orientation = 1
  for (const { name, dataStart, dataEnd } of walkWebp(bytes)) {
    const data = bytes.subarray(dataStart, dataEnd)
    if (name === "VP8X" || name === "VP8 " || name === "VP8L") size ??= SIZES[name]?.(data)
    if (name === "ANMF") frames++
    if (name === "EXIF") orientation = readOrientation(withoutName(data))
  }
  return size === undefined ? undefined : { ...size, frames: Math.max(1, frames), orientation }
}

/** Some writers put JPEG's `Exif` in front of the data. */
function withoutName(exif: Uint8Array): Uint8Array {
  return exif[0] === 0x45 && exif[1] === 0x78 ? exif.subarray(6) : exif
}

const SIZES: Readonly<Record<string, (data: Uint8Array) => Size | undefined>> = {
  // 24 bits each, less one, behind flags and three reserved bytes.
  VP8X: (data) => (data.length < 10 ? undefined : { width: 1 + read24(data, 4), height: 1 + read24(data, 7) }),
  // A key frame: three bytes of tag, the start code, and 14 bits each.
  "VP8 ": (data) => {
    const isKeyFrame = data.length >= 10 && data[3] === 0x9d && data[4] === 0x01 && data[5] === 0x2a
    if (!isKeyFrame) return undefined
    return { width: read24(data, 6) & 0x3fff, height: ((data[8] ?? 0) | ((data[9] ?? 0) << 8)) & 0x3fff }
  },
  // The signature, then 14 bits each, less one.
  VP8L: (data) => {
    if (data.length < 5 || data[0] !== 0x2f) return undefined
    const bits = read24(data, 1) | ((data[4] ?? 0) << 24)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  },
}

function read24(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16)
}
