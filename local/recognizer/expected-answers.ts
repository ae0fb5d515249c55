// What people answer when a slot is asked for, as templates with the slot in braces: its value alone, the bot's own samples,
// and the value in frames of everyday speech. What else may be said is listening-grammar.ts.

import type { Slot } from "#bot/definition.ts"
import { OTHER_ANSWER_FRAMES, USUAL_ANSWER_FRAMES } from "./everyday-speech.ts"

/** A sample utterance, and how often something like it is said. */
export type WeighedTemplate = { readonly text: string; readonly weight: number }

/** How often, beside one sample of the bot, the value is said alone, and in each of the frames. */
const ALONE = 3
const USUAL_FRAME = 1 / 12
const OTHER_FRAME = 1 / 40

/** Answers when the slot is asked for. */
export function expectedAnswers(slot: Slot): readonly WeighedTemplate[] {
  const value = `{${slot.name}}`
  const framed = (frames: readonly string[], weight: number): readonly WeighedTemplate[] =>
    frames.map((frame) => ({ text: frame.replace("*", value), weight }))
  return [
    { text: value, weight: ALONE },
    ...sampleAnswers(slot).map((text) => ({ text, weight: 1 })),
    ...framed(USUAL_ANSWER_FRAMES, USUAL_FRAME),
    ...framed(OTHER_ANSWER_FRAMES, OTHER_FRAME),
  ]
}

/** The bot's own samples of answers, those of a composite slot's parts among them. */
export function sampleAnswers(slot: Slot): readonly string[] {
  const parts = slot.subSlots?.specifications.flatMap(({ sampleUtterances }) => sampleUtterances) ?? []
  return [...slot.sampleUtterances, ...parts.filter((text) => !text.includes("{"))]
}
