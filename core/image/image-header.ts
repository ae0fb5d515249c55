// What the first bytes of a picture say about it, read without decoding: kind, size, frames, which way is up. Decoding is
// whoever needs the pixels'; taking private data out is strip-metadata.ts.

import { type Result, refuse } from "../result.ts"
import type { HeaderFields } from "./header-fields.ts"
import { readJpegHeader } from "./jpeg.ts"
import { readPngHeader } from "./png.ts"
import { readWebpHeader } from "./webp.ts"

/** The kinds of picture that are read. */
export type ImageType = "image/jpeg" | "image/png" | "image/webp"

/** What a header says, and of what kind of picture. */
export type ImageHeader = { readonly type: ImageType } & HeaderFields

/** Tells the kind of a picture by its magic bytes, whatever it is called; `undefined` when it is none of these. */
export function sniffImageType(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg"
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png"
  const isRiff = startsWith(bytes, [0x52, 0x49, 0x46, 0x46])
  return isRiff && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]) ? "image/webp" : undefined
}

/**
 * Reads the header. Looks at no more than the structure around the pixels; never allocates by what the file claims.
 *
 * @returns the refusal `unknown-type` when the bytes are no JPEG, PNG or WebP, `damaged` when they are a broken one.
 */
export function readImageHeader(bytes: Uint8Array): Result<ImageHeader, "unknown-type" | "damaged"> {
  const type = sniffImageType(bytes)
  if (type === undefined) return refuse("unknown-type")
  const found = READERS[type](bytes)
  const isWhole = found !== undefined && found.width > 0 && found.height > 0
  return isWhole ? { ok: true, value: { type, ...found } } : refuse("damaged")
}

const READERS: Readonly<Record<ImageType, (bytes: Uint8Array) => HeaderFields | undefined>> = {
  "image/jpeg": readJpegHeader,
  "image/png": readPngHeader,
  "image/webp": readWebpHeader,
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}
