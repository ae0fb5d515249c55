// Pictures made for tests: text and shapes drawn as SVG, so that what they show is known; and photos that come with a
// package.

import { readFileSync } from "node:fs"
import sharp from "sharp"
import { modelPath } from "#local/rekognition/models/tensor-runtime.ts"

/** Draws an SVG body of this size on white, as PNG. */
export function draw(body: string, width = 800, height = 400): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${body}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

/** Draws lines of black text, the first at 100 pixels from the top, each 80 below the one before. */
export function drawText(...lines: readonly string[]): Promise<Buffer> {
  const texts = lines.map(
    (line, i) => `<text x="40" y="${100 + i * 80}" font-family="sans-serif" font-size="40">${line}</text>`,
  )
  return draw(texts.join(""))
}

/** A photo of people that comes with the models of faces, `sample1.jpg` to `sample6.jpg`. */
export function groupPhoto(number: number): Buffer {
  return readFileSync(modelPath("@vladmandic/face-api", "demo", `sample${number}.jpg`))
}
