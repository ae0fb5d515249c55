// The means of the acoustic model's Gaussians: as they come, made of people, and moved to where formant synthesizers have
// them. Which of them fit a voice is voice-kind.ts; senone-scores.ts compares sounds with them.

import { readFile } from "node:fs/promises"
import { MODEL_FOLDER } from "./model-folder.ts"
import { PHONES } from "./phones.ts"
import type { VoiceKind } from "./voice-kind.ts"

/** All means of the model, one kind of voice each, in the order of the model's file. */
export type AcousticMeans = Readonly<Record<VoiceKind, Float32Array>>

/** Of each sound: streams (cepstra, their change, its change), Gaussians in each, features in each. */
const STREAMS = 3
const GAUSSIANS = 128
const FEATURES = 13
/** The sounds in the order of the model, which is alphabetical, with its own for noises and silence. */
const SOUNDS = ["+NSN+", "+SPN+", ...[...PHONES, "SIL"].toSorted()]
const SIZE = SOUNDS.length * STREAMS * GAUSSIANS * FEATURES

/** Classes of sounds in the order of the transforms: the last is all that is in no other. */
const CLASSES: readonly (readonly string[])[] = [
  ["+NSN+", "+SPN+", "SIL"],
  "CH DH F HH JH S SH TH V Z ZH".split(" "),
  "B D G K P T".split(" "),
  "L M N NG R W Y".split(" "),
  [],
]

/** Reads the model's means and the transforms. @throws {Error} when the model isn't the one the transforms were made for. */
export async function loadAcousticMeans(): Promise<AcousticMeans> {
  const natural = readMeans(await readFile(`${MODEL_FOLDER}en-us/means`))
  const transforms = readRows(await readFile(new URL("data/formant-voices.txt", import.meta.url), "utf8"))
  return { natural, formant: transform(natural, transforms) }
}

/** The file: a header, a mark of its byte order, seven numbers, the means, a checksum. */
function readMeans(file: Buffer): Float32Array {
  const start = file.indexOf("endhdr\n") + "endhdr\n".length + 8 * Int32Array.BYTES_PER_ELEMENT
  const bytes = file.subarray(start, start + SIZE * Float32Array.BYTES_PER_ELEMENT)
  const count = file.readInt32LE(start - Int32Array.BYTES_PER_ELEMENT)
  if (count !== SIZE || bytes.length !== SIZE * Float32Array.BYTES_PER_ELEMENT) {
    throw new Error(`the acoustic model has ${count} means where ${SIZE} are expected`)
  }
  return new Float32Array(Uint8Array.from(bytes).buffer)
}

function readRows(text: string): readonly (readonly number[])[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
  return lines.map((line) => line.split(" ").map(Number))
}

function transform(means: Float32Array, rows: readonly (readonly number[])[]): Float32Array {
  const moved = new Float32Array(SIZE)
  for (let at = 0; at < SIZE; at += FEATURES) {
    const stream = Math.floor(at / (GAUSSIANS * FEATURES))
    const firstRow = (classOf(Math.floor(stream / STREAMS)) * STREAMS + (stream % STREAMS)) * FEATURES
    for (let feature = 0; feature < FEATURES; feature++) {
      const row = rows[firstRow + feature] ?? []
      let sum = row[FEATURES] ?? 0
      for (let from = 0; from < FEATURES; from++) sum += (row[from] ?? 0) * (means[at + from] ?? 0)
      moved[at + feature] = sum
    }
  }
  return moved
}

function classOf(sound: number): number {
  const found = CLASSES.findIndex((sounds) => sounds.includes(SOUNDS[sound] ?? ""))
  return found < 0 ? CLASSES.length - 1 : found
}
