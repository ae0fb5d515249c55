// The one thing of a picture's Exif data that matters to whoever shows it: which way is up. Everything else in it (where
// it was taken, with what, when) is dropped unread.

import type { Orientation } from "./header-fields.ts"

/** The tag of the orientation in the first directory (Exif 2.3, 4.6.4). */
const ORIENTATION_TAG = 0x0112
const ENTRY_BYTES = 12

/**
 * Reads the orientation.
 *
 * @param tiff Exif data from its TIFF header (`II` or `MM`) on.
 * @returns 1 to 8; 1 when there is none, or what is there makes no sense.
 */
export function readOrientation(tiff: Uint8Array): Orientation {
  if (tiff.length < 8) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const isLittle = order === 0x4949
  const directory = view.getUint32(4, isLittle)
  if (view.getUint16(2, isLittle) !== 42 || directory + 2 > tiff.length) return 1
  const count = view.getUint16(directory, isLittle)
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * ENTRY_BYTES
    if (entry + ENTRY_BYTES > tiff.length) return 1
    if (view.getUint16(entry, isLittle) === ORIENTATION_TAG) {
      const value = view.getUint16(entry + 8, isLittle)
      return value >= 1 && value <= 8 ? (value as Orientation) : 1
    }
  }
  return 1
}

/** Exif data that says the orientation and nothing else. */
export function writeOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION_TAG)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
