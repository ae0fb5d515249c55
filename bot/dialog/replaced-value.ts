// Which slot a value is meant for that is said in place of another: "not savings, credit" is the account that was savings,
// "not queen, king" a bed and no city. Finding the values is bot/nlu.

import type { Slot } from "../definition.ts"
import type { SlotMention } from "../language-model.ts"
import type { FilledSlot, Slots } from "../session.ts"
import { isSameValue } from "./slot-values.ts"
import { contentWordsOutside } from "./spare-words.ts"

/** What has to be known to tell. */
export type ReplacedIntent = {
  readonly definitions: readonly Slot[]
  readonly slots: Slots
  /** A text as a value of a slot; `undefined` when it is none that its type lists or knows. */
  readonly resolve: (slotName: string, text: string) => FilledSlot | undefined
}

/**
 * Gives a refused value to the slot that has it, and what is said in its place to the same slot.
 *
 * @param mentions What the language model found, left to right.
 */
export function moveReplacements(
  text: string,
  mentions: readonly SlotMention[],
  intent: ReplacedIntent,
): readonly SlotMention[] {
  let moved = mentions.map((mention) => (mention.isNegated ? toHolder(mention, intent) : mention))
  for (const refused of moved.filter(({ isNegated }) => isNegated)) {
    const isKnown = isSameValue(refused.slot, intent.slots[refused.slotName])
    const isAnswered = moved.some(({ slotName, isNegated }) => slotName === refused.slotName && !isNegated)
    if (!isKnown || isAnswered) continue
    const at = moved.findIndex((other) => !other.isNegated && isBeside(text, refused, other))
    const value = at < 0 ? undefined : valueFor(text, refused, moved[at] as SlotMention, intent)
    if (value === undefined) continue
    moved = moved.with(at, { ...(moved[at] as SlotMention), slotName: refused.slotName, slot: value })
  }
  return moved
}

/** The mention as one of the slot of its type that has this very value, if the slot it was found for hasn't. */
function toHolder(mention: SlotMention, { definitions, slots }: ReplacedIntent): SlotMention {
  if (isSameValue(mention.slot, slots[mention.slotName])) return mention
  const type = definitions.find(({ name }) => name === mention.slotName)?.slotTypeName
  const [holder, ...others] = definitions.filter(
    (slot) => slot.slotTypeName === type && isSameValue(mention.slot, slots[slot.name]),
  )
  return holder === undefined || others.length > 0 ? mention : { ...mention, slotName: holder.name }
}

/** Whether nothing is said between two values. */
function isBeside(text: string, one: SlotMention, other: SlotMention): boolean {
  const [first, second] = one.start < other.start ? [one, other] : [other, one]
  return contentWordsOutside(text.slice(first.end, second.start), [], []).length === 0
}

function valueFor(
  text: string,
  refused: SlotMention,
  said: SlotMention,
  { definitions, resolve }: ReplacedIntent,
): FilledSlot | undefined {
  const typeOf = (slotName: string) => definitions.find(({ name }) => name === slotName)?.slotTypeName
  if (typeOf(said.slotName) === typeOf(refused.slotName)) return said.slot
  return resolve(refused.slotName, text.slice(said.start, said.end))
}
