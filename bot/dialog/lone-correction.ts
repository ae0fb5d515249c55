// Which slot a lone corrected value is meant for: "make it saturday" is the day that was told, not another one that
// was never spoken of.

import type { Slot } from "../definition.ts"
import type { SlotMention } from "../language-model.ts"
import type { Slots } from "../session.ts"

const WORD = /[\p{L}\p{M}\p{N}'’]+/gu

/** What has to be known to tell. */
export type CorrectedIntent = {
  readonly definitions: readonly Slot[]
  readonly slots: Slots
  /** The slot being asked for; a value for it is an answer. */
  readonly askedName: string | undefined
  /** Words that stand beside a slot in the sample utterances, by slot. */
  readonly wordsOfSlots: ReadonlyMap<string, readonly string[]>
}

/**
 * Moves values of slots that are still empty to the one filled slot of the same type, if there is just one and nothing
 * is said of it; a value that has its own slot's words beside it ("until saturday") stays.
 *
 * @param mentions What the language model found in a sentence that is worded as a correction.
 */
export function correctFilled(
  text: string,
  mentions: readonly SlotMention[],
  intent: CorrectedIntent,
): readonly SlotMention[] {
  return mentions.map((mention) => {
    const { slotName } = mention
    const isKnown = (name: string) => (intent.slots[name] ?? null) !== null
    if (mention.isNegated || isKnown(slotName) || slotName === intent.askedName) return mention
    if (hasOwnWords(text, mention, intent.wordsOfSlots.get(slotName) ?? [])) return mention
    const type = intent.definitions.find(({ name }) => name === slotName)?.slotTypeName
    const [filled, ...others] = intent.definitions.filter((slot) => slot.slotTypeName === type && isKnown(slot.name))
    const isSaid = mentions.some((other) => other.slotName === filled?.name)
    return filled === undefined || others.length > 0 || isSaid ? mention : { ...mention, slotName: filled.name }
  })
}

function hasOwnWords(text: string, { start, end }: SlotMention, words: readonly string[]): boolean {
  const before = [...text.slice(0, start).matchAll(WORD)].at(-1)?.[0]
  const after = [...text.slice(end).matchAll(WORD)][0]?.[0]
  return [before, after].some((word) => word !== undefined && words.includes(word.toLowerCase()))
}
