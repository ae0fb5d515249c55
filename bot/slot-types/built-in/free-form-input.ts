// AMAZON.FreeFormInput: the whole input, word for word. Only ever an answer, never found inside a sentence.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-free-form.html

import type { SlotResolver } from "#bot/language-model.ts"
import { toSlot } from "../reader-resolver.ts"

const resolveWhole: SlotResolver["resolveAnswer"] = (text) =>
  text.trim() === "" ? undefined : toSlot(text, { interpreted: text, resolved: [] })

/** Resolves AMAZON.FreeFormInput. */
export const freeFormResolver: SlotResolver = {
  resolveAnswer: resolveWhole,
  resolveSpan: resolveWhole,
  findMentions: () => [],
}
