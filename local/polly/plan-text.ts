// Plans how a request's text is spoken: sentence by sentence, word by word.

import { PLAIN_STYLE, type PlanSentence, type PlanStep } from "./speech-plan.ts"
import type { Engine, Voice } from "./voices.ts"

/** A text, planned. */
export type SpeechPlan = {
  readonly sentences: readonly PlanSentence[]
  /** Characters that Polly charges for: without the tags of SSML. */
  readonly billedCharacters: number
}

const SENTENCE_PAUSE_MS = 350

/** What is to be planned. */
export type PlanInput = {
  readonly text: string
  readonly textType: "text" | "ssml"
  readonly voice: Voice
  readonly engine: Engine
}

/** Plans plain text. */
export function planText({ text }: PlanInput): SpeechPlan {
  const sentences: PlanSentence[] = []
  let steps: PlanStep[] = []
  let start = -1
  const words = [...text.matchAll(/\S+/g)]
  words.forEach((match, i) => {
    const core = match[0].replace(/[^\p{L}\p{N}$%]+$/u, "")
    if (start < 0) start = match.index
    const tail = match[0].slice(core.length)
    const isLast = i === words.length - 1 || /[.?!]/.test(tail)
    const ending = /[?!.,]/.exec(tail)?.[0] as "?" | undefined
    const end = match.index + core.length
    if (core !== "") {
      const punctuation = ending ?? (isLast ? "." : "")
      steps.push({ type: "word", spoken: [core], start: match.index, end, punctuation, style: PLAIN_STYLE })
    }
    if (!isLast) return
    const sentenceEnd = match.index + match[0].length
    sentences.push({ start, end: sentenceEnd, isContinued: false, steps, pauseMs: SENTENCE_PAUSE_MS })
    steps = []
    start = -1
  })
  return { sentences, billedCharacters: text.length }
}
