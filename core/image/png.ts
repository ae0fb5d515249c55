// PNG as a row of chunks (W3C PNG, third edition): found without inflating what is in them.

import { readOrientation } from "./exif.ts"
import type { HeaderFields, Orientation } from "./header-fields.ts"

/** A chunk: its four letters, and where it starts (at its length), its data and it ends (behind its check sum). */
export type PngChunk = {
  readonly name: string
  readonly start: number
  readonly dataStart: number
  readonly dataEnd: number
  readonly end: number
}

/** The bytes every PNG begins with. */
export const PNG_SIGNATURE_BYTES = 8

/** Walks the chunks up to the end of the picture, or to what can't be read. */
export function* walkPng(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = PNG_SIGNATURE_BYTES
  while (start + 12 <= bytes.length) {
    const dataStart = start + 8
    const dataEnd = dataStart + view.getUint32(start)
    const end = dataEnd + 4
    if (end > bytes.length) return
    const name = String.fromCharCode(...bytes.subarray(start + 4, dataStart))
    yield { name, start, dataStart, dataEnd, end }
    if (name === "IEND") return
    start = end
  }
}

/** Reads size, frames and orientation; `undefined` when the header is damaged. */
export function readPngHeader(bytes: Uint8Array): HeaderFields | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = walkPng(bytes)
  const first = chunks.next().value
  if (first?.name !== "IHDR" || first.dataEnd - first.dataStart !== 13) return undefined
  const width = view.getUint32(first.dataStart)
  const height = view.getUint32(first.dataStart + 4)
  let frames = 1
  let orientation: Orientation = 1
  for (const { name, dataStart, dataEnd } of chunks) {
    if (name === "acTL" && dataEnd - dataStart >= 4) frames = Math.max(1, view.getUint32(dataStart))
    if (name === "eXIf") orientation = readOrientation(bytes.subarray(dataStart, dataEnd))
  }
  return { width, height, frames, orientation }
}
