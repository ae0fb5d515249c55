// Whether a photo may be decoded at all: its kind, bytes, pixels and frames, read from its header.

import { type ImageHeader, type ImageType, readImageHeader } from "#core/image/image-header.ts"
import { HttpProblem } from "../problem.ts"

/** Rekognition's own limit of a picture sent inline. */
export const MAX_PHOTO_BYTES: number = 5 * 1024 * 1024
/** Phones take 50 megapixels; what claims more is no photo that somebody just took. */
const MAX_PIXELS = 64_000_000
/** Rekognition looks at nothing smaller. */
const MIN_SIDE = 80
/** Rekognition looks at nothing larger. */
const MAX_SIDE = 10_000

/** What a processor of photos can do, as far as it decides what it may be given. */
export type PhotoLimits = {
  readonly types: readonly ImageType[]
  /** Whether it makes pictures larger or smaller, so that no side is too short or too long. */
  readonly resizes: boolean
}

const NAMES: Readonly<Record<ImageType, string>> = { "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP" }

/**
 * Reads the header of a photo and holds it against the limits.
 *
 * @throws {HttpProblem} `unsupported-media-type`, `image-unreadable`, `image-animated`, `image-too-large`,
 *   `image-too-small`; each says what to do.
 */
export function checkPhoto(bytes: Uint8Array, limits: PhotoLimits): ImageHeader {
  const read = readImageHeader(bytes)
  const kinds = new Intl.ListFormat("en", { type: "disjunction" }).format(limits.types.map((type) => NAMES[type]))
  if (!read.ok && read.refusal === "unknown-type") {
    const detail = `The file is no picture of a kind that is read, whatever it is called. Send a ${kinds} picture.`
    throw new HttpProblem("unsupported-media-type", { detail })
  }
  if (!read.ok)
    throw new HttpProblem("image-unreadable", { detail: "The picture is damaged. Send it again, or another one." })
  const { type, width, height, frames } = read.value
  if (!limits.types.includes(type))
    throw new HttpProblem("unsupported-media-type", { detail: `Send a ${kinds} picture.` })
  if (frames > 1)
    throw new HttpProblem("image-animated", { detail: `The picture has ${frames} frames. Send a still picture.` })
  if (width * height > MAX_PIXELS || (!limits.resizes && Math.max(width, height) > MAX_SIDE)) {
    const megapixels = Math.round((width * height) / 1_000_000)
    const most = `${MAX_PIXELS / 1_000_000} megapixels${limits.resizes ? "" : `, ${MAX_SIDE} a side`}`
    throw new HttpProblem("image-too-large", {
      detail: `The picture has ${width} × ${height} pixels (${megapixels} megapixels); at most ${most} are read. Make it smaller.`,
    })
  }
  const shortest = limits.resizes ? 1 : MIN_SIDE
  if (Math.min(width, height) < shortest)
    throw new HttpProblem("image-too-small", { detail: `Each side must have ${shortest} pixels at least.` })
  return read.value
}
