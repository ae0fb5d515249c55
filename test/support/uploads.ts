// What visitors may send: plain pictures, files that claim more than they are, and real photos from the shared data where it
// is there.

import { readFile } from "node:fs/promises"
import sharp from "sharp"

/** A plain picture with a gradient of its own color. */
export async function makePicture(
  width: number,
  height: number,
  format: "jpeg" | "png" | "webp" = "jpeg",
): Promise<Uint8Array<ArrayBuffer>> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g"><stop stop-color="#0a6"/><stop offset="1" stop-color="#fc3"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`
  return Uint8Array.from(await sharp(Buffer.from(svg)).toFormat(format).toBuffer())
}

/** A PNG whose header claims these sides; a decoder that believes it asks for as much memory. */
export function claimPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(33 + 12)
  const view = new DataView(file.buffer)
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  view.setUint32(8, 13)
  file.set(new TextEncoder().encode("IHDR"), 12)
  view.setUint32(16, width)
  view.setUint32(20, height)
  file.set([8, 2, 0, 0, 0], 24)
  file.set(new TextEncoder().encode("IEND"), 37)
  return file
}

/** A photo of the shared data; `undefined`, and said aloud, when there is none. */
export async function sharedPhoto(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return Uint8Array.from(await readFile(new URL(`../../../shared/data/images/${name}`, import.meta.url)))
  } catch {
    console.warn(`SKIPPED: ../shared/data/images/${name} is not there; what needs this photo was not tested`)
    return undefined
  }
}
