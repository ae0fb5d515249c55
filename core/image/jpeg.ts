// JPEG as a row of segments (ITU-T T.81, annex B): found without decoding what is between them.

import { readOrientation } from "./exif.ts"
import type { HeaderFields, Orientation } from "./header-fields.ts"

/** A segment: its marker's second byte, and where it starts (at 0xff) and ends. */
export type JpegSegment = { readonly marker: number; readonly start: number; readonly end: number }

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP1 = 0xe1
const EXIF_NAME = [0x45, 0x78, 0x69, 0x66, 0, 0]

/**
 * Walks the segments up to the end of the picture. A segment of entropy-coded data belongs to the scan header before it.
 * What follows the end (a maker's preview, a video) is not listed; nor is anything after what can't be read.
 */
export function* walkJpeg(bytes: Uint8Array): Generator<JpegSegment> {
  let at = 0
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      at++
      continue
    }
    const end = marker === SOI || marker === EOI ? at + 2 : segmentEnd(bytes, at, marker)
    if (end === undefined) return
    yield { marker, start: at, end }
    if (marker === EOI) return
    at = end
  }
}

function segmentEnd(bytes: Uint8Array, start: number, marker: number): number | undefined {
  const length = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0)
  const end = start + 2 + length
  if (length < 2 || end > bytes.length) return undefined
  return marker === SOS ? scanEnd(bytes, end) : end
}

/** Where entropy-coded data ends: at the next marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    const isData = next === 0 || (next >= 0xd0 && next <= 0xd7)
    if (!isData && next !== 0xff) return at
    at = bytes.indexOf(0xff, at + (isData ? 2 : 1))
  }
  return bytes.length
}

/** Whether a marker starts a frame: SOF0 to SOF15 without DHT, JPG and DAC, which stand among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Reads size and orientation; `undefined` when the header is damaged. */
export function readJpegHeader(bytes: Uint8Array): HeaderFields | undefined {
  let orientation: Orientation = 1
  for (const { marker, start, end } of walkJpeg(bytes)) {
    if (marker === APP1 && EXIF_NAME.every((byte, i) => bytes[start + 4 + i] === byte))
      orientation = readOrientation(bytes.subarray(start + 10, end))
    if (!isFrame(marker) || end - start < 10) continue
    const height = ((bytes[start + 5] ?? 0) << 8) | (bytes[start + 6] ?? 0)
    const width = ((bytes[start + 7] ?? 0) << 8) | (bytes[start + 8] ?? 0)
    return { width, height, frames: 1, orientation }
  }
  return undefined
}
