// Corrections that only their wording gives away: "I meant XYZ789", "make it the other one". For values the language
// model doesn't find in a sentence, such as codes; those it finds are reading.ts's.

import type { Slot } from "../definition.ts"
import type { SlotMention } from "../language-model.ts"
import type { FilledSlot } from "../session.ts"
import { type DialogWords, ENGLISH_WORDS, fold } from "./dialog-words.ts"

const DIGIT = /\d/

/** Resolves words that are believed to be just the value of a slot. */
export type ResolveSpan = (slot: Slot, span: string) => FilledSlot | undefined

/**
 * Finds what a sentence that is worded as a correction corrects: the one filled slot whose type takes its value.
 *
 * @param candidates The filled slots that may be meant; a value that fits two of them corrects neither.
 * @returns an empty list when the sentence is not worded so.
 */
export function findCuedCorrection(
  text: string,
  candidates: readonly Slot[],
  resolve: ResolveSpan,
  { opening, closing }: DialogWords = ENGLISH_WORDS,
): SlotMention[] {
  const cue = opening.exec(fold(text.trimStart()))?.[0] ?? ""
  const start = text.length - text.trimStart().length + cue.length
  const words = text.slice(start, endOfWords(text))
  const span = words.slice(0, words.length - (closing.exec(fold(words))?.[0].length ?? 0))
  if ((cue === "" && span === words) || span === "") return []
  const found = candidates.flatMap((slot): SlotMention[] => {
    if (slot.slotTypeName === "AMAZON.AlphaNumeric" && !DIGIT.test(span)) return []
    const value = resolve(slot, span)
    if (value?.value?.interpretedValue === undefined) return []
    return [{ slotName: slot.name, start, end: start + span.length, slot: value, isNegated: false }]
  })
  return found.length === 1 ? found : []
}

/** Where the last word ends, before closing marks. */
function endOfWords(text: string): number {
  let end = text.length
  while (end > 0 && " \t\n.!?".includes(text.charAt(end - 1))) end--
  return end
}
