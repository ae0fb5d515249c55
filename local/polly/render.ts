// Turns planned sentences into sound and timed marks, one sentence at a time, and encodes the sound. Runs in a worker thread
// (speech-worker.ts); what is planned is speech-plan.ts.

import type { Flite } from "./flite.ts"
import { limit } from "./limiter.ts"
import { VISEMES } from "./phones.ts"
import type { PlanSentence, PlanStep, PlanWord, Style } from "./speech-plan.ts"
import { PEAK, type Pronunciations, speakWords, VOICE_RATE_HZ } from "./utterance.ts"
import type { EmbeddedVoice } from "./voices.ts"

/** Something that happens at a time of the sound; offsets are those of the plan. */
export type TimedMark = {
  readonly timeMs: number
  readonly type: "sentence" | "word" | "viseme" | "ssml"
  /** Name of a viseme or of an SSML mark; the others show the text they stand for. */
  readonly value?: string
  readonly start?: number
  readonly end?: number
}

/** The voice as it speaks by itself. */
export type SpeakingVoice = { readonly embedded: EmbeddedVoice; readonly pitch: number; readonly rate: number }

/** A sentence as sound. */
export type RenderedSentence = {
  /** −1 to 1, at 16,000 Hz. */
  readonly samples: Float32Array
  /** Times from the first sample of the sentence. */
  readonly marks: readonly TimedMark[]
}

/**
 * Speaks one sentence.
 *
 * @param pronunciations Needed for marks; without it there are none.
 */
export function renderSentence(
  flite: Flite,
  sentence: PlanSentence,
  voice: SpeakingVoice,
  pronunciations?: Pronunciations,
): RenderedSentence {
  const sounds: Float32Array[] = []
  const marks: TimedMark[] = []
  let length = 0
  const nowMs = () => (length * 1000) / VOICE_RATE_HZ
  const add = (samples: Float32Array) => {
    sounds.push(samples)
    length += samples.length
  }
  let isMarked = sentence.isContinued
  for (const run of toRuns(sentence.steps)) {
    if (run.words.length > 0) {
      const { style } = run
      const own = { embedded: voice.embedded, pitch: voice.pitch * style.pitch, rate: voice.rate * style.rate }
      const utterance = speakWords(flite, run.words, own, pronunciations)
      if (!isMarked) {
        const timeMs = nowMs() + (utterance.wordStarts[0] ?? 0) * 1000
        marks.push({ timeMs, type: "sentence", start: sentence.start, end: sentence.end })
      }
      isMarked = true
      if (pronunciations !== undefined) marks.push(...marksOf(run.steps, utterance, nowMs()))
      add(amplify(utterance.samples, style.gainDb))
    }
    if (run.then?.type === "mark") marks.push(toSsmlMark(run.then, nowMs()))
    else if (run.then !== undefined) add(soundOf(run.then))
  }
  marks.push({ timeMs: nowMs(), type: "viseme", value: "sil" })
  add(silence(sentence.pauseMs))
  return { samples: concat(sounds, length), marks: pronunciations === undefined ? [] : marks }
}

/** Words that are spoken in one go, with the marks among them, and what comes after. */
type SpokenRun = {
  readonly words: readonly PlanWord[]
  readonly steps: readonly PlanStep[]
  readonly style: Style
  readonly then?: PlanStep
}

function toRuns(steps: readonly PlanStep[]): readonly SpokenRun[] {
  const runs: SpokenRun[] = []
  let pending: PlanStep[] = []
  let words: PlanWord[] = []
  const flush = (then?: PlanStep) => {
    const style = words[0]?.style ?? { rate: 1, pitch: 1, gainDb: 0 }
    if (words.length > 0 || then !== undefined) {
      runs.push({ words, steps: pending, style, ...(then === undefined ? {} : { then }) })
    }
    pending = []
    words = []
  }
  for (const step of steps) {
    if (step.type === "word") {
      const style = words[0]?.style
      if (style !== undefined && !isSameStyle(style, step.style)) flush()
      words.push(step)
      pending.push(step)
    } else if (step.type === "mark" && words.length > 0) pending.push(step)
    else flush(step)
  }
  flush()
  return runs
}

function isSameStyle(a: Style, b: Style): boolean {
  return a.rate === b.rate && a.pitch === b.pitch && a.gainDb === b.gainDb
}

function toSsmlMark({ name, start, end }: Extract<PlanStep, { readonly type: "mark" }>, timeMs: number): TimedMark {
  return { timeMs, type: "ssml", value: name, start, end }
}

function soundOf(step: PlanStep): Float32Array {
  if (step.type === "pause") return silence(step.milliseconds)
  return step.type === "bleep" ? bleep(step.milliseconds) : silence(0)
}

function marksOf(
  steps: readonly PlanStep[],
  utterance: ReturnType<typeof speakWords>,
  offsetMs: number,
): readonly TimedMark[] {
  const at = (seconds: number) => offsetMs + seconds * 1000
  const marks: TimedMark[] = []
  let words = 0
  const end = utterance.segments.at(-1)?.endSeconds ?? 0
  for (const step of steps) {
    const timeMs = at(utterance.wordStarts[words] ?? end)
    if (step.type === "word") {
      marks.push({ timeMs, type: "word", start: step.start, end: step.end })
      words += 1
    } else if (step.type === "mark") marks.push(toSsmlMark(step, timeMs))
  }
  for (const { phone, startSeconds } of utterance.segments) {
    marks.push({ timeMs: at(startSeconds), type: "viseme", value: VISEMES[phone] ?? "sil" })
  }
  // Stable: of what happens at once, a word comes before its mouth shape.
  return marks.sort((a, b) => a.timeMs - b.timeMs)
}

/** −2 dBFS: what encoders add then stays below −1 dBFS. */
const CEILING = 0.79

function amplify(samples: Float32Array, gainDb: number): Float32Array {
  if (gainDb === 0) return samples
  const gain = 10 ** (gainDb / 20)
  const loud = samples.map((sample) => sample * gain)
  // Every utterance is as loud as the next before.
  return gain * PEAK > CEILING ? limit(loud, CEILING) : loud
}

function silence(milliseconds: number): Float32Array {
  return new Float32Array(Math.round((milliseconds * VOICE_RATE_HZ) / 1000))
}

const BLEEP_HZ = 1000

function bleep(milliseconds: number): Float32Array {
  return silence(milliseconds).map((_, i) => (PEAK / 2) * Math.sin((2 * Math.PI * BLEEP_HZ * i) / VOICE_RATE_HZ))
}

function concat(parts: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
