// The voices that the acoustic network is trained with: espeak-ng's, each with another timbre, accent, pace and pitch, and
// Festival's ked. None of them is a voice that the recognition benchmark counts (bench/speakers.ts).

import { execFileSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import path from "node:path"
import { findSpeakers } from "#bench/speakers.ts"
import type { RandomSource } from "#core/units.ts"
import { resample } from "#local/polly/resample.ts"
import { ENGINE_RATE_HZ } from "#local/recognizer/audio.ts"
import { readWav } from "#web/audio/wav.ts"

/** What somebody said: at `ENGINE_RATE_HZ`, -1 to 1, with a quarter of a second of silence before and after. */
export type Said = { readonly samples: Float32Array; readonly voice: string }

/** Says a text, each time in a voice and at a pace of its own. @throws {Error} when the synthesizer fails. */
export type Say = (text: string) => Said

/** Who can be asked for. */
export type Program = "espeak-ng" | "festival"

const LEAD_SAMPLES = ENGINE_RATE_HZ / 4

/** Weighed by how often they are listed. */
const ACCENTS: readonly string[] = [
  ...Array<string>(12).fill("en-us"),
  ...Array<string>(3).fill("en-gb"),
  ...["en-gb-x-gbclan", "en-029", "en-us-nyc", "en-gb-x-gbcwmd"],
]

/**
 * Timbres that a person might have. Not among them: the numbered men and women (m1, f2), of whom the benchmark counts some;
 * `fast`, which is the plain voice, which it counts, too; whispers, robots, croaks and the Klatt voices.
 */
const VARIANTS: readonly string[] =
  "Alex Alicia Andrea Andy Annie AnxiousAndy Denis Diogo Gene Gene2 Henrique Hugo Jacky Lee Marco Mario Michael Mike Nguyen RicishayMax RicishayMax2 RicishayMax3 adam anika antonio aunty belinda benjamin boris caleb david ed edward edward2 grandma grandpa gustave iven iven2 iven3 iven4 john kaukovalta linda marcelo max michel miguel norbert pablo paul pedro quincy rob robert sandro shelby steph steph2 steph3 travis victor zac".split(
    " ",
  )

/** Not kal_diphone, which the benchmark counts. */
const FESTIVAL_VOICE = "ked_diphone"

/** Words a minute, and pitch on espeak-ng's scale, where 50 is the voice's own. */
const ESPEAK_PACE = { least: 115, most: 215 }
const ESPEAK_PITCH = { least: 20, most: 80 }
/** How much longer than usual everything takes. */
const FESTIVAL_STRETCH = { least: 0.75, most: 1.35 }

/**
 * Finds the voices of a program.
 *
 * @param folder Where sound is put before it is read.
 * @throws {Error} when one isn't installed, or is counted by the benchmark.
 */
export function findVoices(program: Program, random: RandomSource, folder: string): Say {
  const file = path.join(folder, "said.wav")
  const names = program === "espeak-ng" ? espeakNames() : [FESTIVAL_VOICE]
  refuseCounted(program, names)
  const between = ({ least, most }: { readonly least: number; readonly most: number }): number =>
    least + random() * (most - least)
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? ""
  if (program === "festival") {
    return (text) => {
      const set = `(begin (voice_${FESTIVAL_VOICE}) (Parameter.set 'Duration_Stretch ${between(FESTIVAL_STRETCH)}))`
      execFileSync("text2wave", ["-o", file, "-eval", set], { input: text, stdio: ["pipe", "ignore", "ignore"] })
      return { samples: readSamples(file), voice: FESTIVAL_VOICE }
    }
  }
  return (text) => {
    const voice = `${pick(ACCENTS)}+${pick(VARIANTS)}`
    const [pace, pitch] = [between(ESPEAK_PACE), between(ESPEAK_PITCH)].map((value) => String(Math.round(value)))
    execFileSync("espeak-ng", ["-v", voice, "-s", pace ?? "", "-p", pitch ?? "", "-w", file, text], { stdio: "ignore" })
    return { samples: readSamples(file), voice }
  }
}

/** All that may be said with. @throws {Error} when some are missing: espeak-ng would say it with the plain voice instead. */
function espeakNames(): readonly string[] {
  const listed = execFileSync("espeak-ng", ["--voices=variant"], { encoding: "utf8" })
  const missing = VARIANTS.filter((variant) => !new RegExp(`!v/${variant}\\s`).test(listed))
  if (missing.length > 0) throw new Error(`espeak-ng is of another kind; it has no ${missing.join(", ")}`)
  return ACCENTS.flatMap((accent) => VARIANTS.map((variant) => `${accent}+${variant}`))
}

/** The benchmark would say nothing of strangers any more. */
function refuseCounted(program: Program, names: readonly string[]): void {
  const counted = new Set(findSpeakers().speakers.map(({ name }) => name.split(" at ")[0]))
  const found = names.filter((name) => counted.has(`${program} ${name}`))
  if (found.length > 0) throw new Error(`bench/speakers.ts counts ${found.join(", ")}`)
}

function readSamples(file: string): Float32Array {
  const sound = readWav(readFileSync(file))
  // What isn't said must not be heard as what was said before it.
  rmSync(file)
  if ("flaw" in sound) throw new Error(`${file} can't be read: ${sound.flaw}`)
  const length = Math.floor((sound.samples.length * ENGINE_RATE_HZ) / sound.sampleRateHz)
  const own = new Float32Array(length + 2 * LEAD_SAMPLES)
  own.set(resample(sound.samples, sound.sampleRateHz, ENGINE_RATE_HZ, length), LEAD_SAMPLES)
  return own
}
