// Has Flite say words, and finds when each begins: its words are lined up with the phones that were spoken. Several
// utterances and pauses become a sentence in render.ts.

import { ADDENDA_PATH, type Flite, type Segment, WAVE_PATH } from "./flite.ts"
import { LETTER_PHONES } from "./phones.ts"
import { resample } from "./resample.ts"
import type { PlanWord } from "./speech-plan.ts"
import type { EmbeddedVoice } from "./voices.ts"

/** The embedded voices all have this rate. */
export const VOICE_RATE_HZ = 16_000

/** Spoken words: their sound without silence around it. */
export type Utterance = {
  /** −1 to 1, at `VOICE_RATE_HZ`; the loudest sample is at `PEAK`. */
  readonly samples: Float32Array
  /** What is spoken when, in seconds from the first sample. */
  readonly segments: readonly (Segment & { readonly startSeconds: number })[]
  /** When each word begins, in seconds from the first sample; empty unless asked for. */
  readonly wordStarts: readonly number[]
}

/** Loudest sample of an utterance: −3.5 dBFS. */
export const PEAK = 0.67

/** So much of the silence around is kept, so that soft beginnings and ends aren't cut. */
const KEPT_SECONDS = 0.03

/** Voices whose own pitch Flite doesn't change. */
const IGNORES_PITCH: ReadonlySet<EmbeddedVoice> = new Set(["rms"])

const NO_SOUND: Utterance = { samples: new Float32Array(), segments: [], wordStarts: [] }

/** Speaks words that share a style. */
export function speakWords(
  flite: Flite,
  words: readonly PlanWord[],
  voice: { readonly embedded: EmbeddedVoice; readonly pitch: number; readonly rate: number },
  pronunciations: Pronunciations | undefined,
): Utterance {
  const script = toScript(words)
  if (script.tokens.length === 0) return NO_SOUND
  // Spoken slower by as much as it is then played faster.
  const played = IGNORES_PITCH.has(voice.embedded) ? Math.round(voice.pitch * 100) / 100 : 1
  const { printed, wave } = flite.run(
    [
      ...["-voice", voice.embedded, "-add_lex", ADDENDA_PATH, "-psdur"],
      ...["--setf", `duration_stretch=${(played / voice.rate).toFixed(4)}`],
      ...["--setf", `f0_shift=${voice.pitch.toFixed(4)}`, "-t", script.text, WAVE_PATH],
    ],
    script.addenda,
  )
  const segments = readSegments(printed).map(({ phone, endSeconds }) => ({ phone, endSeconds: endSeconds / played }))
  const spoken = readWave(wave)
  const samples = resample(
    spoken,
    Math.round(VOICE_RATE_HZ * played),
    VOICE_RATE_HZ,
    Math.floor(spoken.length / played),
  )
  const first = segments.findIndex(({ phone }) => phone !== "pau")
  const last = segments.findLastIndex(({ phone }) => phone !== "pau")
  if (first < 0) return NO_SOUND
  const from = Math.max(0, (segments[first - 1]?.endSeconds ?? 0) - KEPT_SECONDS)
  const to = Math.min(samples.length / VOICE_RATE_HZ, (segments[last]?.endSeconds ?? 0) + KEPT_SECONDS)
  const timed = segments.slice(first, last + 1).map(({ phone, endSeconds }, i) => ({
    phone,
    startSeconds: (segments[first + i - 1]?.endSeconds ?? 0) - from,
    endSeconds: endSeconds - from,
  }))
  const sound = normalize(samples.slice(Math.round(from * VOICE_RATE_HZ), Math.round(to * VOICE_RATE_HZ)))
  const heard = timed.map((segment, i) => ({ ...segment, startSeconds: findBeginning(sound, segment, timed[i - 1]) }))
  return {
    samples: sound,
    segments: heard,
    wordStarts: pronunciations === undefined ? [] : findWordStarts(script, heard, pronunciations(script)),
  }
}

/** Softer than this is silence. */
const AUDIBLE = 0.04
/** 5 ms. */
const WINDOW_SAMPLES = VOICE_RATE_HZ / 200

/** When a phone is heard: after a pause, a T is silent until it opens. */
function findBeginning(
  samples: Float32Array,
  segment: TimedSegments[number],
  before: TimedSegments[number] | undefined,
): number {
  if (before !== undefined && before.phone !== "pau") return segment.startSeconds
  const last = segment.endSeconds * VOICE_RATE_HZ
  for (let at = Math.round(segment.startSeconds * VOICE_RATE_HZ); at < last; at += WINDOW_SAMPLES) {
    if (samples.subarray(at, at + WINDOW_SAMPLES).some((sample) => Math.abs(sample) > AUDIBLE))
      return at / VOICE_RATE_HZ
  }
  return segment.endSeconds
}

/** What Flite is to say. */
type Script = {
  readonly text: string
  readonly tokens: readonly string[]
  /** Index of the first token of each word. */
  readonly firstTokens: readonly number[]
  readonly addenda: string
}

/** Tells the phones of each token. */
export type Pronunciations = (script: Script) => readonly (readonly string[])[]

/** Syllables that look like a word to Flite, which would spell a word that doesn't. */
const SYLLABLES = ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru"]

const LETTER_ADDENDA = Object.entries(LETTER_PHONES)
  .map(([letter, phones]) => `"${letterToken(letter)}" : ${phones}\n`)
  .join("")

function letterToken(letter: string): string {
  return `zeleto${letter}a`
}

function toScript(words: readonly PlanWord[]): Script {
  const tokens: string[] = []
  const texts: string[] = []
  const firstTokens: number[] = []
  let addenda = LETTER_ADDENDA
  words.forEach((word, i) => {
    firstTokens.push(tokens.length)
    let spoken = word.spoken.map((part) => (/^[A-Z]$/.test(part) ? letterToken(part.toLowerCase()) : part))
    if (word.phones !== undefined) {
      const token = `zaluko${[...String(i)].map((digit) => SYLLABLES[Number(digit)]).join("")}`
      addenda += `"${token}" : ${word.phones.join(" ")}\n`
      spoken = [token]
    }
    for (const part of spoken) {
      if (part === ",") texts.push(`${texts.pop() ?? ""},`)
      else {
        tokens.push(part)
        texts.push(part)
      }
    }
    if (texts.length > 0 && word.punctuation !== "") texts.push(`${texts.pop()?.replace(/,$/, "")}${word.punctuation}`)
  })
  return { text: texts.join(" "), tokens, firstTokens, addenda }
}

/** Tokens whose phones are remembered, per thread. */
const MAX_REMEMBERED = 10_000

/** Finds out how Flite says words by having its smallest voice say each by itself; remembers what it heard. */
export function createPronunciations(flite: Flite): Pronunciations {
  const remembered = new Map<string, readonly string[]>()
  return ({ tokens, addenda }) => {
    const own = (token: string) => token.startsWith("zaluko")
    const unknown = [...new Set(tokens)].filter((token) => own(token) || !remembered.has(token))
    if (unknown.length > 0) {
      const text = unknown.join(", ")
      const options = ["-voice", "kal", "-add_lex", ADDENDA_PATH, "-ps", "-t", `${text} `, "none"]
      const groups = flite
        .run(options, addenda)
        .printed.trim()
        .split(/\bpau\b/)
      const heard = groups.map((group) => group.trim().split(/\s+/)).filter(([phone]) => phone !== "")
      if (remembered.size > MAX_REMEMBERED) remembered.clear()
      // Where the pauses aren't where the commas are, the phones belong to nobody.
      unknown.forEach((token, i) => {
        remembered.set(token, heard.length === unknown.length ? (heard[i] ?? []) : [])
      })
    }
    return tokens.map((token) => remembered.get(token) ?? [])
  }
}

type TimedSegments = Utterance["segments"]

function findWordStarts(
  script: Script,
  segments: TimedSegments,
  phones: readonly (readonly string[])[],
): readonly number[] {
  const expected = phones.flatMap((ofToken, token) => ofToken.map((phone) => ({ phone, token })))
  const spoken = segments.filter(({ phone }) => phone !== "pau")
  const matches = align(
    expected.map(({ phone }) => phone),
    spoken.map(({ phone }) => phone),
  )
  const starts = new Map<number, number>()
  expected.forEach(({ token }, i) => {
    const segment = spoken[matches[i] ?? -1]
    if (segment !== undefined && !starts.has(token)) starts.set(token, segment.startSeconds)
  })
  let latest = spoken[0]?.startSeconds ?? 0
  return script.firstTokens.map((token) => {
    latest = Math.max(latest, starts.get(token) ?? latest)
    return latest
  })
}

/** Lines two phone sequences up with the fewest edits; gives the place in the second of each of the first. */
function align(expected: readonly string[], spoken: readonly string[]): readonly (number | undefined)[] {
  const width = spoken.length + 1
  const costs = new Uint16Array((expected.length + 1) * width)
  const cost = (i: number, j: number): number => costs[i * width + j] ?? 0
  const replaced = (i: number, j: number): number => cost(i - 1, j - 1) + (expected[i - 1] === spoken[j - 1] ? 0 : 1)
  for (let i = 0; i <= expected.length; i++) {
    for (let j = 0; j <= spoken.length; j++) {
      if (i === 0 || j === 0) costs[i * width + j] = i + j
      else costs[i * width + j] = Math.min(replaced(i, j), cost(i - 1, j) + 1, cost(i, j - 1) + 1)
    }
  }
  const matches: (number | undefined)[] = new Array(expected.length).fill(undefined)
  let i = expected.length
  let j = spoken.length
  while (i > 0 && j > 0) {
    if (cost(i, j) === replaced(i, j)) {
      matches[--i] = --j
    } else if (cost(i, j) === cost(i - 1, j) + 1) i -= 1
    else j -= 1
  }
  return matches
}

function readSegments(printed: string): Segment[] {
  return printed
    .trim()
    .split(/\s+/)
    .map((part) => {
      const [phone = "", end = "0"] = part.split(":")
      return { phone, endSeconds: Number(end) }
    })
}

function readWave(wave: Uint8Array): Float32Array {
  const view = new DataView(wave.buffer, wave.byteOffset, wave.byteLength)
  const header = 44
  const samples = new Float32Array(Math.max(0, (wave.byteLength - header) >> 1))
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(header + i * 2, true) / 32_768
  return samples
}

function normalize(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length)
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample - mean)), 1e-3)
  const faded = Math.min(Math.round(0.005 * VOICE_RATE_HZ), samples.length >> 1)
  return samples.map((sample, i) => {
    const edge = Math.min(1, (i + 1) / faded, (samples.length - i) / faded)
    return ((sample - mean) * PEAK * edge) / peak
  })
}
