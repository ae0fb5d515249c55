// Encoded pictures in, pixels out: only what Rekognition takes, turned upright, within bounds. What is seen in them is the
// models' matter.

import sharp, { type Metadata, type Sharp } from "sharp"
import { ok, type Result, refuse } from "#core/result.ts"

/**
 * Why a picture isn't looked at: `invalid-format` when it is no readable JPEG or PNG, `too-large` when it has too many
 * pixels, `too-small` when a side is under 80.
 */
export type ImageRefusal = "invalid-format" | "too-large" | "too-small"

/** Eight-bit red, green and blue (or brightness alone, where it is said), row by row from the top left. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/** A picture whose head has been read. */
export type OpenedImage = {
  /** Pixels across, once upright. */
  readonly width: number
  readonly height: number
  /** Its pixels, shrunk so that the longer side is at most this long; never enlarged. */
  read(maxSide: number): Promise<Result<Pixels, ImageRefusal>>
  /** Its pixels, in a square of this side with grey bars beside what isn't square. */
  readSquare(side: number): Promise<Result<Letterbox, ImageRefusal>>
  /** Its pixels, stretched to this size. */
  readStretched(width: number, height: number): Promise<Result<Pixels, ImageRefusal>>
  /** Its brightness, shrunk or enlarged so that the longer side is at most, and where wanted at least, this long. */
  readGrey(maxSide: number, options?: { readonly enlarge?: boolean }): Promise<Result<Pixels, ImageRefusal>>
}

/** A picture in a square. */
export type Letterbox = {
  readonly pixels: Pixels
  /** The picture's share of the square. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const MIN_SIDE = 80
const MAX_SIDE = 10_000
/** What may be held at once of a picture that can't be decoded row by row (interlaced, progressive, or to be turned). */
const MAX_BUFFERED_BYTES = 160 * 1024 * 1024
/** What the bars beside a picture are filled with: neither end of the scale, so that they add no edges of note. */
const BAR = "#808080"

// One at a time in each thread, and no picture is seen twice.
sharp.concurrency(1)
sharp.cache(false)

/** Opens a picture: reads its head, decides whether it will be decoded. */
export async function openImage(bytes: Uint8Array): Promise<Result<OpenedImage, ImageRefusal>> {
  const format = sniff(bytes)
  if (format === undefined) return refuse("invalid-format")
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (head?.format !== format || !(head.width > 0) || !(head.height > 0)) return refuse("invalid-format")
  if (isTooLarge(head)) return refuse("too-large")
  if (Math.min(head.width, head.height) < MIN_SIDE) return refuse("too-small")
  // A PNG is never turned, whatever its metadata says: Rekognition turns JPEGs only.
  const isTurned = format === "jpeg" && (head.orientation ?? 1) >= 5
  const width = isTurned ? head.height : head.width
  const height = isTurned ? head.width : head.height
  const start = (): Sharp => {
    const image = sharp(bytes, { limitInputPixels: MAX_SIDE * MAX_SIDE, failOn: "error", sequentialRead: true })
    return format === "jpeg" ? image.autoOrient() : image
  }
  return ok({
    width,
    height,
    read: (maxSide) => toPixels(start().resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: true })),
    readStretched: (toWidth, toHeight) => toPixels(start().resize(toWidth, toHeight, { fit: "fill" })),
    readGrey: (maxSide, options) => {
      const resized = start().resize(maxSide, maxSide, { fit: "inside", withoutEnlargement: options?.enlarge !== true })
      return toPixels(resized, "b-w")
    },
    readSquare: async (side) => {
      const read = await toPixels(start().resize(side, side, { fit: "contain", background: BAR }))
      if (!read.ok) return read
      const scale = Math.min(1 / width, 1 / height)
      const share = { width: width * scale, height: height * scale }
      return ok({ pixels: read.value, left: (1 - share.width) / 2, top: (1 - share.height) / 2, ...share })
    },
  })
}

function sniff(bytes: Uint8Array): "jpeg" | "png" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg"
  return PNG_SIGNATURE.every((byte, i) => bytes[i] === byte) ? "png" : undefined
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function isTooLarge({ width, height, channels, depth, isProgressive, orientation = 1 }: Metadata): boolean {
  if (Math.max(width, height) > MAX_SIDE) return true
  const isBuffered = isProgressive || orientation > 1
  const bytesPerSample = depth === "ushort" ? 2 : 1
  return isBuffered && width * height * channels * bytesPerSample > MAX_BUFFERED_BYTES
}

async function toPixels(image: Sharp, colours: "srgb" | "b-w" = "srgb"): Promise<Result<Pixels, ImageRefusal>> {
  try {
    const { data, info } = await image
      .flatten({ background: "#fff" })
      .toColourspace(colours)
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
    return ok({ width: info.width, height: info.height, data })
  } catch {
    // Only the decoder speaks here: whatever it says, the bytes are no whole picture.
    return refuse("invalid-format")
  }
}
