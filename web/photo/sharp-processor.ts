// Decodes photos with sharp, in its own threads: turned upright, made smaller, written anew without metadata. For hosts
// with native code (Node, Lambda); loaded with the first photo.

import type { Sharp, SharpOptions } from "sharp"
import type { ImageHeader } from "#core/image/image-header.ts"
import type { Log } from "#core/log.ts"
import { HttpProblem } from "../problem.ts"
import { losslessProcessor, type PhotoProcessor } from "./photo-processor.ts"

/** The longest side of what is looked at: enough for small print, little enough to be quick. */
const MAX_SIDE = 1920
/** Rekognition looks at nothing smaller. */
const MIN_SIDE = 80
const QUALITY = 88
const PAPER = "#ffffff"
/** A picture that takes longer to decode was made to take long. */
const DECODE_SECONDS = 10
/** Behind the check of the header, in case it and the decoder differ on what the header says. */
const MAX_PIXELS = 64_000_000

type OpenSharp = (input: Uint8Array, options: SharpOptions) => Sharp

/**
 * Loads sharp. Where it isn't installed for this system, photos are handled without a decoder instead, and the log says so.
 */
export async function loadSharpProcessor(log: Log): Promise<PhotoProcessor> {
  try {
    const { default: sharp } = await import("sharp")
    // Photos share the machine with everything else; several at once is the business of the queue in front.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharpProcessor(sharp)
  } catch (error) {
    const hint = "sharp is not installed for this system: photos are passed on as they come, without metadata"
    log.warn("no-decoder", { hint, error: error instanceof Error ? error.name : typeof error })
    return losslessProcessor
  }
}

function sharpProcessor(open: OpenSharp): PhotoProcessor {
  return {
    limits: { types: ["image/jpeg", "image/png", "image/webp"], resizes: true },
    async process(bytes, header) {
      const image = open(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true })
      const { inside, right, bottom } = planSize(header)
      try {
        return await image
          .autoOrient()
          .resize({ ...inside, fit: "inside", withoutEnlargement: true })
          // Rekognition sees no transparency; what is behind it counts as white paper.
          .flatten({ background: PAPER })
          .extend({ right, bottom, background: PAPER })
          .timeout({ seconds: DECODE_SECONDS })
          .toColorspace("srgb")
          .jpeg({ quality: QUALITY })
          .toBuffer()
      } catch (cause) {
        throw new HttpProblem("image-unreadable", {
          detail: "The picture can't be decoded: it is damaged, or takes too long. Send it again, or another one.",
          cause,
        })
      }
    },
  }
}

/** The size to fit into, and how much paper a strip needs beside it to be looked at. */
function planSize({ width, height, orientation }: ImageHeader) {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height))
  const sides = [width, height].map((side) => Math.max(1, Math.round(side * scale)))
  const missing = sides.map((side) => Math.max(0, MIN_SIDE - side))
  const [right = 0, bottom = 0] = orientation > 4 ? missing.reverse() : missing
  return { inside: { width: MAX_SIDE, height: MAX_SIDE }, right, bottom }
}
