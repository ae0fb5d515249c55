// Writes what the acoustic network is trained with: lets voices say sentences, makes their sound worse, and writes for each
// frame what is heard and what it is. What reads the files is train_network.py.

import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { seededRandom } from "#core/units.ts"
import { ENGINE_RATE_HZ, toHeardLoudness } from "#local/recognizer/audio.ts"
import { createEar } from "./ear.ts"
import { drawSentences } from "./sentences.ts"
import { findVoices, type Program } from "./voices.ts"
import { createSoundSpoiler, drawFlaws, type Flaws } from "./worse-sound.ts"

/** Sentences said by one program; parts share nothing, and may be written at the same time. */
type Part = { readonly program: Program; readonly first: number; readonly end: number }

/** By name. Each sentence is said once, so that there are as many voices as there can be. */
export const PARTS: Readonly<Record<string, Part>> = {
  "espeak-ng-1": { program: "espeak-ng", first: 0, end: 3500 },
  "espeak-ng-2": { program: "espeak-ng", first: 3500, end: 7000 },
  festival: { program: "festival", first: 7000, end: 8000 },
}
const SENTENCES = Math.max(...Object.values(PARTS).map(({ end }) => end))

/** What to write, and where. */
export type FrameOrder = {
  /** Folder of the data sets (sentences.ts). */
  readonly texts: string
  /** Folder for the files; made when there is none. */
  readonly frames: string
  /** A name of `PARTS`. */
  readonly part: string
  /** Sentences at most. */
  readonly limit: number
  /** Writes a line for people. */
  readonly say: (line: string) => void
}

/** Half a second of nothing much, and sentences that take too long, aren't worth their while. */
const SHORTEST_SAMPLES = 0.5 * ENGINE_RATE_HZ
const LONGEST_SAMPLES = 9 * ENGINE_RATE_HZ
/** How much the warp is changed, to either side: pitch tells little of a vocal tract. */
const MOST_CHANGE = 0.06
/** Bands are 16-bit numbers in the file: this is 1. */
const ONE = 4096
const MOST = 32_000
/** Noises that a sound may lie over. */
const MOST_NOISE = 1e6
const SENTENCES_A_LINE = 100

/** What the bands and labels of a sound are, as bytes of the files. */
type Version = { readonly flaws: Flaws; readonly bands: Uint8Array; readonly labels: Uint8Array }

/** What one sentence gave: the clean sound and its worse versions, or nothing. */
type Reading = { readonly voice: string; readonly loss: number; readonly versions: readonly Version[] }

const NO_FLAWS: Flaws = { isNoisy: false, isNarrow: false }

/**
 * Writes one part, as three files named after it, anew: `.bands`, 16-bit numbers, as many a frame as the network has bands;
 * `.labels`, a byte a frame (forced-alignment.ts); `.jsonl`, a line for each sound: its sentence's number, its frames, its
 * loss.
 *
 * @throws {Error} when there is no such part, or a voice or a text is missing.
 */
export async function writeFrames({ texts, frames, part, limit, say }: FrameOrder): Promise<void> {
  const own = Object.hasOwn(PARTS, part) ? PARTS[part] : undefined
  if (own === undefined) throw new Error(`no part "${part}": there are ${Object.keys(PARTS).join(", ")}`)
  const { program, first } = own
  const end = Math.min(own.end, first + limit)
  const sentences = drawSentences(texts, SENTENCES)
  mkdirSync(frames, { recursive: true })
  const fileOf = (kind: "bands" | "labels" | "jsonl"): string => path.join(frames, `${part}.${kind}`)
  for (const kind of ["bands", "labels", "jsonl"] as const) writeFileSync(fileOf(kind), "")
  const folder = mkdtempSync(path.join(os.tmpdir(), "training-"))
  try {
    const read = await createReader(program, first, folder)
    let frameCount = 0
    for (let sentence = first; sentence < end; sentence++) {
      const { voice, loss, versions } = read(sentences[sentence] ?? "")
      for (const { flaws, bands, labels } of versions) {
        appendFileSync(fileOf("bands"), bands)
        appendFileSync(fileOf("labels"), labels)
        const line = { sentence, frames: labels.length, loss, voice, ...flaws }
        appendFileSync(fileOf("jsonl"), `${JSON.stringify(line)}\n`)
        frameCount += labels.length
      }
      const done = sentence + 1 - first
      if (done % SENTENCES_A_LINE === 0) say(`${part}: ${done} of ${end - first} sentences, ${frameCount} frames`)
    }
    say(`${part}: ${frameCount} frames of ${end - first} sentences`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Has sentences said, and hears them. @param folder Where sound may be put. */
async function createReader(program: Program, seed: number, folder: string): Promise<(text: string) => Reading> {
  const random = seededRandom(seed)
  const sayInAnyVoice = findVoices(program, random, folder)
  const spoiler = createSoundSpoiler(random)
  const ear = await createEar()
  return (text) => {
    const { samples, voice } = sayInAnyVoice(text)
    if (samples.length < SHORTEST_SAMPLES || samples.length > LONGEST_SAMPLES) return { voice, loss: 0, versions: [] }
    spoiler.remember(samples)
    const toHeard = (own: Float32Array): Float32Array => toHeardLoudness(own, 1 + Math.floor(MOST_NOISE * random()))
    const speech = toHeard(samples)
    // The clean sound tells best what is said when; it is the same in the others.
    const alignment = ear.align(text, speech)
    if (alignment === undefined) return { voice, loss: 0, versions: [] }
    const toVersion = (own: Float32Array, flaws: Flaws): Version => {
      const bands = ear.hear(own, 1 + (2 * random() - 1) * MOST_CHANGE)
      return { flaws, bands: toBytes(bands), labels: alignment.labels }
    }
    const worse = drawFlaws(random).map((flaws) => toVersion(toHeard(spoiler.spoil(samples, flaws)), flaws))
    return { voice, loss: alignment.loss, versions: [toVersion(speech, NO_FLAWS), ...worse] }
  }
}

function toBytes(bands: Float32Array): Uint8Array {
  const numbers = Int16Array.from(bands, (value) => Math.max(-MOST, Math.min(MOST, Math.round(value * ONE))))
  return new Uint8Array(numbers.buffer)
}
