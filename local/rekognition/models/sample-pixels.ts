// Cuts a square out of a picture, turned and scaled as a model wants it. Where the square lies is the models' own matter.

import type { Pixels } from "./decode-image.ts"

/** A point of a picture, in pixels from its top left corner; may lie outside. */
export type PixelPoint = { readonly x: number; readonly y: number }

/** A square of a picture, turned around its middle. */
export type TurnedSquare = {
  readonly center: PixelPoint
  readonly side: number
  /** Radians, clockwise as seen. */
  readonly angle: number
}

/** What stands in where the square reaches over the edge: middle grey. */
const OUTSIDE = 128
/** Where a pixel of the result covers many of the picture's, this many by this many of them are averaged at most. */
const MAX_SAMPLES = 4

/**
 * Cuts out a square.
 *
 * @param side Of the result, in pixels.
 * @param scale Applied to each value of 0 to 255: `value * scale + offset`, a number for each colour or one for all.
 */
export function sampleSquare(
  pixels: Pixels,
  square: TurnedSquare,
  side: number,
  { scale, offset }: { readonly scale: number; readonly offset: readonly [number, number, number] },
): Float32Array {
  const values = new Float32Array(side * side * 3)
  const step = square.side / side
  const samples = Math.max(1, Math.min(MAX_SAMPLES, Math.round(step)))
  const toPicture = squareToPicture(square)
  // Where many are averaged, which pixel a sample falls into is near enough.
  const add = samples > 1 ? addNearest : addBetween
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = (y * side + x) * 3
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) {
          const point = toPicture((x + (i + 0.5) / samples) / side, (y + (j + 0.5) / samples) / side)
          add(pixels, point.x - 0.5, point.y - 0.5, values, at)
        }
      }
    }
  }
  return values.map((sum, i) => (sum / samples ** 2) * scale + (offset[i % 3] ?? 0))
}

/** The way from shares of the square (0 to 1) to points of the picture. */
export function squareToPicture({ center, side, angle }: TurnedSquare): (x: number, y: number) => PixelPoint {
  const cos = Math.cos(angle) * side
  const sin = Math.sin(angle) * side
  return (x, y) => ({
    x: center.x + (x - 0.5) * cos - (y - 0.5) * sin,
    y: center.y + (x - 0.5) * sin + (y - 0.5) * cos,
  })
}

function addNearest({ width, height, data }: Pixels, x: number, y: number, values: Float32Array, at: number): void {
  const column = Math.round(x)
  const row = Math.round(y)
  const isInside = column >= 0 && row >= 0 && column < width && row < height
  const from = (row * width + column) * 3
  for (let c = 0; c < 3; c++) values[at + c] = (values[at + c] ?? 0) + (isInside ? (data[from + c] ?? 0) : OUTSIDE)
}

/** Adds the colour between four pixels to three values. */
function addBetween({ width, height, data }: Pixels, x: number, y: number, values: Float32Array, at: number): void {
  if (x <= -1 || y <= -1 || x >= width || y >= height) {
    for (let c = 0; c < 3; c++) values[at + c] = (values[at + c] ?? 0) + OUTSIDE
    return
  }
  const left = Math.max(0, Math.floor(x))
  const top = Math.max(0, Math.floor(y))
  const right = Math.min(width - 1, left + 1)
  const bottom = Math.min(height - 1, top + 1)
  const shareX = Math.min(1, Math.max(0, x - left))
  const shareY = Math.min(1, Math.max(0, y - top))
  for (let c = 0; c < 3; c++) {
    const upper =
      (data[(top * width + left) * 3 + c] ?? 0) * (1 - shareX) + (data[(top * width + right) * 3 + c] ?? 0) * shareX
    const lower =
      (data[(bottom * width + left) * 3 + c] ?? 0) * (1 - shareX) +
      (data[(bottom * width + right) * 3 + c] ?? 0) * shareX
    values[at + c] = (values[at + c] ?? 0) + upper * (1 - shareY) + lower * shareY
  }
}
