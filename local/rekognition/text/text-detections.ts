// What DetectText tells of the lines that were read: lines and words with ids and geometry, filtered. Reading is
// models/text-reader.ts, the request detect-text.ts.

import type { Box } from "../models/object-detector.ts"
import { joinWords, type ReadLine, type ReadWord } from "../models/read-text.ts"

/** A corner, in shares of the picture's width and height. */
export type Point = { readonly x: number; readonly y: number }

/** Where text may be. */
export type Region = Box | readonly Point[]

/** What is told and what isn't. */
export type TextFilters = {
  /** Percent. */
  readonly minConfidence: number
  readonly minWidth: number
  readonly minHeight: number
  /** Words outside of all of these aren't told; none for the whole picture. */
  readonly regions: readonly Region[]
}

/** A line or a word. */
export type TextDetection = {
  readonly type: "LINE" | "WORD"
  readonly id: number
  /** The line of a word. */
  readonly parentId?: number
  readonly text: string
  readonly confidence: number
  readonly box: Box
  /** The corners, clockwise from the top left of the text. */
  readonly polygon: readonly Point[]
}

/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const MAX_WORDS = 100

/** Tells of what was read: the lines first, then the words, as Rekognition has it. */
export function toTextDetections(lines: readonly ReadLine[], filters: TextFilters): TextDetection[] {
  let left = MAX_WORDS
  const kept = lines.flatMap((line): ReadLine[] => {
    const words = line.words.filter((word) => passes(word, filters)).slice(0, left)
    left -= words.length
    return words.length === 0
      ? []
      : [words.length === line.words.length ? line : { ...line, ...joinWords(words), words }]
  })
  const told = kept.map((line, id): TextDetection => ({ type: "LINE", id, ...describe(line, line.slope) }))
  const words = kept.flatMap((line, parentId) =>
    line.words.map((word) => ({ parentId, ...describe(word, line.slope) })),
  )
  return [...told, ...words.map((word, i): TextDetection => ({ type: "WORD", id: kept.length + i, ...word }))]
}

function passes({ confidence, box }: ReadWord, filters: TextFilters): boolean {
  if (confidence < filters.minConfidence) return false
  if (box.width < filters.minWidth || box.height < filters.minHeight) return false
  const center = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  return filters.regions.length === 0 || filters.regions.some((region) => contains(region, center))
}

function contains(region: Region, { x, y }: Point): boolean {
  if (!("left" in region)) return isInside(region, x, y)
  return x >= region.left && x <= region.left + region.width && y >= region.top && y <= region.top + region.height
}

/** Counts the sides that a ray to the right crosses. */
function isInside(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false
  polygon.forEach((a, i) => {
    const b = polygon.at(i - 1)
    if (b === undefined || a.y > y === b.y > y) return
    if (x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  })
  return inside
}

function describe({ text, confidence, box }: ReadWord, slope: number): Omit<TextDetection, "type" | "id"> {
  return { text, confidence, box, polygon: tilt(box, slope) }
}

/** The corners of a line of text that falls by the slope, inside of its box. */
function tilt({ left, top, width, height }: Box, slope: number): Point[] {
  const fall = Math.max(-height, Math.min(height, slope * width))
  const leftDown = Math.max(0, -fall)
  const rightDown = Math.max(0, fall)
  return [
    { x: left, y: top + leftDown },
    { x: left + width, y: top + rightDown },
    { x: left + width, y: top + height - leftDown },
    { x: left, y: top + height - rightDown },
  ]
}
