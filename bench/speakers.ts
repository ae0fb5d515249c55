// The voices that the recognition benchmark listens to: those embedded in the program, and those of espeak-ng, Flite and
// Festival where they are installed. Also how their sound is made worse: noise and the telephone's rate.

import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { seededRandom } from "#core/units.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { createFlite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { resample } from "#local/polly/resample.ts"

/** Somebody who says sentences. */
export type Speaker = {
  readonly name: string
  /** Whose sound the recognizer's settings were chosen with; their results say nothing of other voices. */
  readonly isForTuning: boolean
  say(text: string): PcmAudio
}

/** How sentences reach the recognizer. */
export type Channel = { readonly name: string; readonly snrDb?: number; readonly sampleRateHz: 8000 | 16_000 }

type Row = readonly [program: Program, voice: string, pace: number, forTuning?: "tuning"]

type Program = "embedded" | "espeak-ng" | "flite" | "festival"

/**
 * Voices and paces, a tuning set and others. Not all others are strangers: slt at another pace, kal16 and kal_diphone are
 * of the people the tuning voices were made of, and the other espeak-ng voices share their synthesizer with two of them.
 */
const ROWS: readonly Row[] = [
  ["embedded", "slt", 1, "tuning"],
  ["embedded", "kal", 1, "tuning"],
  ["espeak-ng", "en-us", 0.9, "tuning"],
  ["espeak-ng", "en-us+f2", 1, "tuning"],
  ["embedded", "slt", 1.3],
  ["embedded", "rms", 1],
  ["embedded", "rms", 0.8],
  ["embedded", "awb", 1],
  ["embedded", "awb", 1.2],
  ["embedded", "kal16", 1],
  ["espeak-ng", "en-us+m2", 1],
  ["espeak-ng", "en-us+f4", 0.8],
  ["espeak-ng", "en-gb", 1],
  ["espeak-ng", "en-us+m5", 1.1],
  ["flite", "awb", 0.9],
  ["flite", "rms", 1.3],
  ["festival", "kal_diphone", 1],
]

/** Everybody who can speak on this machine, and the programs that are not installed. */
export function findSpeakers(): { readonly speakers: readonly Speaker[]; readonly missing: readonly Program[] } {
  const sayWith: Readonly<Record<Program, ((voice: string, pace: number, text: string) => Uint8Array) | undefined>> = {
    embedded: embeddedFlite(),
    "espeak-ng": isInstalled("espeak-ng", ["--version"])
      ? (voice, pace, text) =>
          execFileSync("espeak-ng", ["-v", voice, "-s", String(Math.round(160 * pace)), "--stdout", text])
      : undefined,
    flite: isInstalled("flite", ["--version"]) ? spokenByFlite : undefined,
    festival: isInstalled("text2wave", ["-h"]) ? spokenByFestival : undefined,
  }
  const speakers = ROWS.flatMap(([program, voice, pace, forTuning]): readonly Speaker[] => {
    const say = sayWith[program]
    if (say === undefined) return []
    const name = `${program} ${voice}${pace === 1 ? "" : ` at ${pace}`}`
    return [{ name, isForTuning: forTuning !== undefined, say: (text) => readWave(say(voice, pace, text)) }]
  })
  const programs = Object.keys(sayWith) as Program[]
  return { speakers, missing: programs.filter((program) => sayWith[program] === undefined) }
}

/** The sound as it arrives over a channel: at its rate, with white noise under it. */
export function overChannel({ samples, sampleRateHz }: PcmAudio, channel: Channel, seed: number): PcmAudio {
  const length = Math.floor((samples.length * channel.sampleRateHz) / sampleRateHz)
  const own = resample(Float32Array.from(samples), sampleRateHz, channel.sampleRateHz, length)
  const power = own.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, own.length)
  const noiseRms = channel.snrDb === undefined ? 0 : Math.sqrt(power) * 10 ** (-channel.snrDb / 20)
  const random = seededRandom(seed)
  // Quarter of a second of the place before and after what is said.
  const lead = channel.sampleRateHz / 4
  const heard = new Int16Array(own.length + 2 * lead)
  for (let i = 0; i < heard.length; i++) {
    // The sum of three even distributions is near enough to a bell; its deviation is a half.
    const noise = noiseRms * 2 * (random() + random() + random() - 1.5)
    heard[i] = Math.max(-32_768, Math.min(32_767, Math.round((own[i - lead] ?? 0) + noise)))
  }
  return { samples: heard, sampleRateHz: channel.sampleRateHz }
}

function embeddedFlite(): (voice: string, pace: number, text: string) => Uint8Array {
  const flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
  return (voice, pace, text) => {
    const options = ["-voice", voice, "--setf", `duration_stretch=${1 / pace}`, "-t", text, "-o", WAVE_PATH]
    return flite.run(options, "").wave
  }
}

function spokenByFlite(voice: string, pace: number, text: string): Uint8Array {
  return throughFile((file) => {
    const stretch = `duration_stretch=${1 / pace}`
    execFileSync("flite", ["-voice", voice, "--setf", stretch, "-t", text, "-o", file])
  })
}

function spokenByFestival(voice: string, pace: number, text: string): Uint8Array {
  return throughFile((file) => {
    const set = `(begin (voice_${voice}) (Parameter.set 'Duration_Stretch ${1 / pace}))`
    execFileSync("text2wave", ["-o", file, "-eval", set], { input: text })
  })
}

function throughFile(write: (file: string) => void): Uint8Array {
  const folder = mkdtempSync(path.join(os.tmpdir(), "spoken-"))
  try {
    const file = path.join(folder, "said.wav")
    write(file)
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function isInstalled(program: string, options: readonly string[]): boolean {
  try {
    execFileSync(program, options, { stdio: "ignore" })
    return true
  } catch (error) {
    // Some programs answer their own help with an exit code; only a missing one has none.
    return (
      (error as { readonly status?: number }).status !== undefined && (error as { code?: string }).code !== "ENOENT"
    )
  }
}

/** RIFF with 16-bit mono samples; sizes in streamed files are wrong, and not looked at. */
function readWave(file: Uint8Array): PcmAudio {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let sampleRateHz = 0
  for (let at = 12; at + 8 <= file.length; at += 8 + view.getUint32(at + 4, true)) {
    const name = String.fromCharCode(...file.subarray(at, at + 4))
    if (name === "fmt ") sampleRateHz = view.getUint32(at + 12, true)
    if (name !== "data") continue
    const bytes = Math.min(view.getUint32(at + 4, true), file.length - at - 8) & ~1
    return { samples: new Int16Array(file.slice(at + 8, at + 8 + bytes).buffer), sampleRateHz }
  }
  throw new Error("no sound in the file")
}
