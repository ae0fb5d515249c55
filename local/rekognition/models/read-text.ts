// Text as it was read in a picture: words in lines, each in its box. Who reads it is text-reader.ts.

import type { Box } from "./object-detector.ts"

/** A word as it was read. */
export type ReadWord = {
  readonly text: string
  /** Percent. */
  readonly confidence: number
  readonly box: Box
}

/** Words in a line, left to right. */
export type ReadLine = ReadWord & {
  readonly words: readonly ReadWord[]
  /** How far the line falls over the picture's width, in shares of the picture's height; 0 is level. */
  readonly slope: number
}

/** A line of these words: their text, mean confidence, and the box around them. */
export function joinWords(words: readonly ReadWord[]): ReadWord {
  const left = Math.min(...words.map(({ box }) => box.left))
  const top = Math.min(...words.map(({ box }) => box.top))
  const right = Math.max(...words.map(({ box }) => box.left + box.width))
  const bottom = Math.max(...words.map(({ box }) => box.top + box.height))
  return {
    text: words.map(({ text }) => text).join(" "),
    confidence: words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length,
    box: { left, top, width: right - left, height: bottom - top },
  }
}
