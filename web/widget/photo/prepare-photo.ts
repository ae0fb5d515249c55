// Makes of a visitor's file a photo fit to be sent: checked, turned upright, small, and without what it says of where and
// when it was taken. Everything happens in the browser.

import { readImageHeader } from "#core/image/image-header.ts"

/** Why a file can't be sent. */
export type PhotoProblem = "bytes" | "kind" | "pixels" | "animated" | "damaged"

/** A photo fit to be sent, and the same as it is shown. */
export type PreparedPhoto = { readonly blob: Blob; readonly canvas: HTMLCanvasElement }

/** Larger files are no photos somebody just took; smaller ones are made small here. */
export const MAX_FILE_BYTES = 15_000_000
/** As many pixels as browsers decode without harm. */
export const MAX_PIXELS = 64_000_000
/** The longest side that is sent: enough for small print. */
const MAX_SIDE = 1920
const QUALITY = 0.86

/** Prepares a file. What it is called and what the system says it is play no part. */
export async function preparePhoto(file: File): Promise<PreparedPhoto | PhotoProblem> {
  if (file.size > MAX_FILE_BYTES) return "bytes"
  const header = readImageHeader(new Uint8Array(await file.arrayBuffer()))
  if (!header.ok) return header.refusal === "unknown-type" ? "kind" : "damaged"
  const { width, height, frames } = header.value
  if (width * height > MAX_PIXELS) return "pixels"
  if (frames > 1) return "animated"
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" })
    const canvas = draw(bitmap)
    bitmap.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY))
    return blob === null ? "damaged" : { blob, canvas }
  } catch {
    // The header is whole, the pixels are not.
    return "damaged"
  }
}

function draw(bitmap: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pen = canvas.getContext("2d")
  if (pen === null) throw new Error("no canvas")
  pen.imageSmoothingQuality = "high"
  // JPEG has no transparency; behind it is paper.
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** A smaller copy for the screen; `role` and name are the caller's. A canvas needs no exception in a page's policy. */
export function shrink(source: HTMLCanvasElement, longestSide: number): HTMLCanvasElement {
  const scale = Math.min(1, longestSide / Math.max(source.width, source.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  const pen = canvas.getContext("2d")
  if (pen !== null) {
    pen.imageSmoothingQuality = "high"
    pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  }
  return canvas
}
