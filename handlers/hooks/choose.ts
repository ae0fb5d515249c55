// Picking from a list just shown: "the second one", "the cheapest", "any". What the list holds is the caller's.

import type { LocaleId } from "#intents/locales.ts"
import { SLOT_TYPES, type SlotTypeValue } from "#intents/slot-types.ts"

/** How a choice from a list is put, in the words of the Hotel and Flight slot types. */
const POSITIONS: Readonly<Record<string, number>> = {
  "the first one": 0,
  "the second one": 1,
  "the third one": 2,
  "the last one": -1,
  any: 0,
}

/** A choice in the words of the Hotel slot type, when it is nothing else: "second one" is "the second one". */
export function readChoice(text: string, localeId: LocaleId): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, "")
  const isSaid = ({ value, synonyms }: SlotTypeValue) =>
    [value, ...synonyms].some((phrase) => phrase.toLowerCase() === words)
  return SLOT_TYPES.Hotel.values[localeId].find(isSaid)?.value
}

/**
 * Finds what was meant by a position or a superlative.
 *
 * @param compare How to find the cheapest and the best: smaller is cheaper, or better.
 * @returns `undefined` when the words are neither, or the list is too short.
 */
export function chooseFromList<Item>(
  words: string,
  items: readonly Item[],
  compare: { readonly price: (item: Item) => number; readonly rank?: (item: Item) => number },
): Item | undefined {
  const position = POSITIONS[words.toLowerCase()]
  if (position !== undefined) return items.at(position)
  if (words === "the cheapest one") return smallest(items, compare.price)
  if (words === "the best one" && compare.rank !== undefined) return smallest(items, compare.rank)
  return undefined
}

function smallest<Item>(items: readonly Item[], measure: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best === undefined || measure(item) < measure(best) ? item : best),
    undefined,
  )
}
