// Reads printed text with Tesseract. Which of it is told, and how, is text/text-detections.ts.

import { PSM, type Worker } from "tesseract.js"
import { ok, type Result } from "#core/result.ts"
import type { ImageRefusal, OpenedImage, Pixels } from "./decode-image.ts"
import type { Box } from "./object-detector.ts"
import { joinWords, type ReadLine } from "./read-text.ts"
import { createTesseract, type Tesseract } from "./tesseract.ts"

/** Reads text. */
export interface TextReader {
  /** Lines from top to bottom, in the order of the page. */
  read(image: OpenedImage): Promise<Result<readonly ReadLine[], ImageRefusal>>
  close(): Promise<void>
}

/** Pages are read at their own size up to this; scattered words, enlarged to the second. More takes memory that stays taken. */
const PAGE_SIDE = 1800
const SCATTERED_SIDE = 1600
/** Fewer words than these, and it is no page: words may be scattered over a photo. */
const FEW_WORDS = 3
/** Lines that run down the page Tesseract turns itself; of those that run up, or upside down, it makes words such as "ay]". */
const LEGIBLE_SHARE = 0.6
/** How much more legible the page must be upside down to be read so. */
const TURN_GAIN = 1.5
/** What is believed of a photo: below, textures turn into words. */
const SCATTERED_CONFIDENCE = 80

/** Creates a reader; Tesseract is started when there is something to read. */
export function createTextReader(tesseract: Tesseract = createTesseract()): TextReader {
  const recognize = (grey: Pixels, mode: PSM) => tesseract.use((worker) => recognizeLines(worker, grey, mode))
  return {
    read: async (image) => {
      const page = await image.readGrey(PAGE_SIDE)
      if (!page.ok) return page
      const upright = await recognize(page.value, PSM.AUTO)
      const lines = isDoubtful(upright)
        ? moreLegible(upright, (await recognize(upsideDown(page.value), PSM.AUTO)).map(turnBack))
        : upright
      if (countWords(lines) >= FEW_WORDS) return ok(lines)
      const photo = await image.readGrey(SCATTERED_SIDE, { enlarge: true })
      if (!photo.ok) return photo
      const scattered = (await recognize(photo.value, PSM.SPARSE_TEXT)).flatMap(believable)
      return ok(countWords(scattered) > countWords(lines) ? scattered : lines)
    },
    close: () => tesseract.end(),
  }
}

function countWords(lines: readonly ReadLine[]): number {
  return lines.reduce((sum, { words }) => sum + words.length, 0)
}

/** Letters were read, but hardly as they are written. */
function isDoubtful(lines: readonly ReadLine[]): boolean {
  return countLetters(lines.flatMap(believable)) < LEGIBLE_SHARE * countLetters(lines)
}

function moreLegible(lines: readonly ReadLine[], turned: readonly ReadLine[]): readonly ReadLine[] {
  const [before, after] = [lines, turned].map((read) => countLetters(read.flatMap(believable)))
  return (after ?? 0) > TURN_GAIN * (before ?? 0) ? turned : lines
}

function countLetters(lines: readonly ReadLine[]): number {
  return lines.flatMap(({ words }) => words).reduce((sum, { text }) => sum + text.length, 0)
}

function upsideDown({ data, ...size }: Pixels): Pixels {
  return { ...size, data: data.toReversed() }
}

/** Puts what was read upside down where it is in the picture. */
function turnBack(line: ReadLine): ReadLine {
  const turn = ({ left, top, width, height }: Box): Box => ({
    left: 1 - left - width,
    top: 1 - top - height,
    width,
    height,
  })
  return { ...line, box: turn(line.box), words: line.words.map((word) => ({ ...word, box: turn(word.box) })) }
}

function believable(line: ReadLine): ReadLine[] {
  const words = line.words.filter(
    ({ text, confidence }) => confidence >= SCATTERED_CONFIDENCE && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2,
  )
  return words.length === 0 ? [] : [{ ...line, ...joinWords(words), words }]
}

async function recognizeLines(worker: Worker, grey: Pixels, mode: PSM): Promise<ReadLine[]> {
  await worker.setParameters({ tessedit_pageseg_mode: mode })
  const { data } = await worker.recognize(toPgm(grey), {}, { blocks: true, text: false })
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
  const toBox = ({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): Box => ({
    left: x0 / grey.width,
    top: y0 / grey.height,
    width: (x1 - x0) / grey.width,
    height: (y1 - y0) / grey.height,
  })
  return lines.flatMap(({ words, baseline }) => {
    const read = words
      .map(({ text, confidence, bbox }) => ({ text: text.trim(), confidence, box: toBox(bbox) }))
      .filter(({ text }) => text !== "")
    if (read.length === 0) return []
    const run = baseline.x1 - baseline.x0
    const slope = run > 0 ? (((baseline.y1 - baseline.y0) / run) * grey.width) / grey.height : 0
    return [{ ...joinWords(read), words: read, slope }]
  })
}

/** The simplest picture file there is: nothing to compress, nothing to decode. */
function toPgm({ width, height, data }: Pixels): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), data])
}
