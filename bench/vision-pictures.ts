// The labelled pictures of `npm run bench -- vision`: vision-labels.txt and the files it names. What is measured on them is
// vision.ts.

import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import sharp from "sharp"
import { modelPath } from "#local/rekognition/models/tensor-runtime.ts"

/** A picture and what people see in it. */
export type LabelledPicture = {
  readonly name: string
  /** PNG or JPEG. */
  readonly bytes: Uint8Array
  readonly faces: number
  /** Labels of Rekognition's; absent where nobody looked. */
  readonly things?: readonly string[]
  readonly who?: string
  readonly words: readonly string[]
}

const SHARED = join(import.meta.dirname, "../../shared/data/images")

const FOLDERS: Readonly<Record<string, string>> = {
  shared: SHARED,
  api: modelPath("@vladmandic/face-api", "demo"),
  human: modelPath("@vladmandic/human", "assets"),
}

/** Reads the labels and the pictures that are at hand. */
export async function readPictures(say: (line: string) => void): Promise<readonly LabelledPicture[]> {
  const lines = readFileSync(join(import.meta.dirname, "vision-labels.txt"), "utf8").split("\n")
  const rows = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
  const there = rows.filter(([name = ""]) => existsSync(pathOf(name)))
  if (there.length < rows.length) say(`skipped: ${rows.length - there.length} pictures aren't at hand (${SHARED})`)
  return Promise.all(
    there.map(async ([name = "", part = "-", faces = "0", things = "?", who = "", words = ""]) => ({
      name: part === "-" ? name : `${name} at ${part}`,
      bytes: await cutOut(readFileSync(pathOf(name)), part),
      faces: Number(faces),
      ...(things === "?"
        ? {}
        : {
            things: things
              .split(",")
              .map((thing) => thing.trim())
              .filter(Boolean),
          }),
      ...(who === "" ? {} : { who }),
      words: words.split(" ").filter(Boolean),
    })),
  )
}

/** Pages of print that are drawn, so that every word on them is known: sizes, colours, and a degree or two of tilt. */
export async function drawPages(): Promise<readonly LabelledPicture[]> {
  const text =
    "Your booking reference is HRB-42871 arriving Friday 7 March for two nights in a double room with breakfast"
  const styles = [
    { size: 28, ink: "#000", paper: "#fff", tilt: 0 },
    { size: 20, ink: "#222", paper: "#f4ecd8", tilt: 1 },
    { size: 36, ink: "#fff", paper: "#1a3c6e", tilt: 0 },
    { size: 24, ink: "#555", paper: "#ddd", tilt: -2 },
  ]
  const words = text.split(" ")
  return Promise.all(
    styles.map(async ({ size, ink, paper, tilt }, i) => {
      const lines = [0, 6, 12].map((from) => words.slice(from, from + 6).join(" "))
      const body = lines.map(
        (line, at) => `<text x="60" y="${120 + at * size * 2}" font-size="${size}" fill="${ink}">${line}</text>`,
      )
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="480" font-family="sans-serif"><rect width="100%" height="100%" fill="${paper}"/><g transform="rotate(${tilt} 500 240)">${body.join("")}</g></svg>`
      return { name: `page ${i + 1}`, bytes: await sharp(Buffer.from(svg)).png().toBuffer(), faces: 0, words }
    }),
  )
}

function pathOf(name: string): string {
  const [source = "", file = ""] = name.split(":")
  return join(FOLDERS[source] ?? SHARED, file)
}

async function cutOut(bytes: Buffer, part: string): Promise<Uint8Array> {
  const image = sharp(bytes)
  if (part === "-") return (await image.metadata()).format === "webp" ? image.png().toBuffer() : bytes
  const [left = 0, top = 0, width = 0, height = 0] = part.split(",").map(Number)
  return image.extract({ left, top, width, height }).resize(Math.max(200, width)).png().toBuffer()
}
