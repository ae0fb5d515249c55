// Makes pictures smaller with sharp, loaded with the first one.

import type { Resize } from "./create-thumbnailer.ts"

const MAX_PIXELS = 120_000_000
const QUALITY = 80
const DESCRIBED_SIDE = 1280
const SECONDS = 20

/** Makes a small upright JPEG of any picture, for Rekognition. */
export async function toSmallJpeg(picture: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp")
  return await sharp(picture, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true })
    .autoOrient()
    .resize({ width: DESCRIBED_SIDE, height: DESCRIBED_SIDE, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .timeout({ seconds: SECONDS })
    .jpeg({ quality: QUALITY })
    .toBuffer()
}

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
