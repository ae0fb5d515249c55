// What is to be said, worked out: sentences of words, pauses and marks, each word with how it is spoken and where it stood
// in the request. It is plain data, made by whoever reads text or SSML, and turned into sound by render.ts.

/** How something is spoken. */
export type Style = {
  /** Times the voice's own pace. */
  readonly rate: number
  /** Times the voice's own pitch. */
  readonly pitch: number
  readonly gainDb: number
}

/** The voice's own way. */
export const PLAIN_STYLE: Style = { rate: 1, pitch: 1, gainDb: 0 }

/** A word of the request, or what stands for one (a date, a price): one word mark. */
export type PlanWord = {
  readonly type: "word"
  /** Lower-case words; a capital is the name of a letter, a comma a short pause. Empty when only `phones` count. */
  readonly spoken: readonly string[]
  /** CMU phones with stress that are said instead. */
  readonly phones?: readonly string[]
  /** Where it stood: UTF-16 offsets in the request's text. */
  readonly start: number
  readonly end: number
  /** What follows: nothing, a short pause, or the end of a sentence with its melody. */
  readonly punctuation: "" | "," | "." | "?" | "!"
  readonly style: Style
}

/** One step of a sentence. */
export type PlanStep =
  | PlanWord
  | { readonly type: "pause"; readonly milliseconds: number }
  /** A tone over what mustn't be heard. */
  | { readonly type: "bleep"; readonly milliseconds: number }
  | { readonly type: "mark"; readonly name: string; readonly start: number; readonly end: number }

/** A sentence: one sentence mark, and the unit in which sound is made. */
export type PlanSentence = {
  readonly start: number
  readonly end: number
  /** The part after a cut in a long sentence has no mark of its own. */
  readonly isContinued: boolean
  readonly steps: readonly PlanStep[]
  /** The silence after it. */
  readonly pauseMs: number
}

/** A text, planned. */
export type SpeechPlan = {
  readonly sentences: readonly PlanSentence[]
  /** Characters that Polly charges for: without the tags of SSML. */
  readonly billedCharacters: number
}
