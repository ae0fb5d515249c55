// Makes pictures smaller with sharp, loaded with the first one.

import type { Resize } from "./create-thumbnailer.ts"

const MAX_PIXELS = 120_000_000
const QUALITY = 80
const SECONDS = 20

/** Turns upright, shrinks (never enlarges), drops metadata, writes WebP. */
export const resizeWithSharp: Resize = async (picture, width) => {
  const { default: sharp } = await import("sharp")
  return await sharp(picture, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .timeout({ seconds: SECONDS })
    .webp({ quality: QUALITY })
    .toBuffer()
}
