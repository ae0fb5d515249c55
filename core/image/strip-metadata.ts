// Takes out of a picture, without decoding it, everything that isn't needed to show it: Exif with its place and date, XMP,
// comments, previews, whatever is appended. Which way is up stays known.

import { writeOrientation } from "./exif.ts"
import type { ImageHeader } from "./image-header.ts"
import { walkJpeg } from "./jpeg.ts"
import { PNG_SIGNATURE_BYTES, walkPng } from "./png.ts"
import { WEBP_HEADER_BYTES, walkWebp } from "./webp.ts"

/**
 * Gives the picture without metadata; its pixels are the same bytes.
 *
 * @param header What `readImageHeader` said of these bytes. Of an animation only the first frame may be left.
 */
export function stripMetadata(bytes: Uint8Array, header: ImageHeader): Uint8Array<ArrayBuffer> {
  switch (header.type) {
    case "image/jpeg":
      return stripJpeg(bytes, header.orientation)
    case "image/png":
      return stripPng(bytes, header.orientation)
    case "image/webp":
      return stripWebp(bytes)
  }
}

/** JFIF (APP0), color profile (APP2) and Adobe's color transform (APP14) are needed to show the colors as meant. */
const JPEG_KEPT_APPS: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee])
const JPEG_COMMENT = 0xfe
const ICC_NAME = "ICC_PROFILE\0"

function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  for (const { marker, start, end } of walkJpeg(bytes)) {
    const isApp = marker >= 0xe0 && marker <= 0xef
    const isOther = marker === 0xe2 && latin(bytes, start + 4, ICC_NAME.length) !== ICC_NAME
    if (marker === JPEG_COMMENT || (isApp && (!JPEG_KEPT_APPS.has(marker) || isOther))) continue
    parts.push(bytes.subarray(start, end))
    if (parts.length === 1 && orientation !== 1) parts.push(orientationSegment(orientation))
  }
  return join(parts)
}

function orientationSegment(orientation: number): Uint8Array {
  const tiff = writeOrientation(orientation)
  const head = new Uint8Array([0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0])
  return join([head, tiff])
}

const PNG_KEPT: ReadonlySet<string> = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs".split(" "),
)

function stripPng(bytes: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const parts = [bytes.subarray(0, PNG_SIGNATURE_BYTES)]
  for (const { name, start, end } of walkPng(bytes)) {
    if (!PNG_KEPT.has(name)) continue
    parts.push(bytes.subarray(start, end))
    if (name === "IHDR" && orientation !== 1) parts.push(pngChunk("eXIf", writeOrientation(orientation)))
  }
  return join(parts)
}

function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + data.length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.length)
  chunk.set(new TextEncoder().encode(name), 4)
  chunk.set(data, 8)
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)))
  return chunk
}

/** The check sum of PNG, bit by bit: it is needed for a few dozen bytes only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

const WEBP_KEPT: ReadonlySet<string> = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"])
/** In the flags of VP8X: animation, XMP and Exif. */
const WEBP_DROPPED_FLAGS = 0x02 | 0x04 | 0x08

/** The orientation of a WebP is dropped as well: browsers don't heed it. */
function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = [bytes.subarray(0, WEBP_HEADER_BYTES)]
  for (const { name, start, end } of walkWebp(bytes)) {
    if (!WEBP_KEPT.has(name)) continue
    const chunk = bytes.slice(start, end)
    if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~WEBP_DROPPED_FLAGS
    parts.push(chunk)
  }
  const file = join(parts)
  new DataView(file.buffer).setUint32(4, file.length - 8, true)
  return file
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
