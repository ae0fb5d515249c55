// What becomes of a slot of several values when more is said of it: "add mushrooms", "no olives", "mushrooms instead of
// olives". Finding the values is bot/nlu; slots of one value are reading.ts's.

import type { SlotMention } from "../language-model.ts"
import type { FilledSlot } from "../session.ts"
import { isSameValue } from "./slot-values.ts"

/** Words that put more beside what is known. */
const ADDS = /^\s*and\b|\b(?:add|adding|also|plus|another|too|as well|on top|in addition|besides|along with)\b/i

/** Words that take away what they stand before. */
const REMOVES =
  /\b(?:remove|removing|drop|skip|hold|lose|leave (?:out|off)|take (?:off|out|away)|get rid of|cancel|delete)(?:\s+(?:the|any|all|my|those|that))*\s+$/i

/**
 * The value of a slot of several values after an utterance.
 *
 * @param mentions What was found of this slot.
 * @param present What is known.
 * @returns `null` when nothing is left of it, `undefined` when nothing changes.
 */
export function changedList(
  text: string,
  mentions: readonly SlotMention[],
  present: FilledSlot | null,
): FilledSlot | null | undefined {
  const known = itemsOf(present)
  const isRefused = ({ isNegated, start }: SlotMention) => isNegated || REMOVES.test(text.slice(0, start))
  const refused = mentions.filter(isRefused).flatMap(({ slot }) => itemsOf(slot))
  const given = mentions.filter((mention) => !isRefused(mention)).flatMap(({ slot }) => itemsOf(slot))
  const isLess = known.some((item) => isAmong(item, refused))
  const kept = isLess || ADDS.test(text) ? known.filter((item) => !isAmong(item, refused)) : []
  if (given.length === 0 && !isLess) return undefined
  const items = [...kept, ...given.filter((item) => !isAmong(item, kept))]
  if (items.length === 0) return null
  const isUnchanged = items.length === known.length && items.every((item) => isAmong(item, known))
  return isUnchanged ? undefined : combine(items)
}

function itemsOf(value: FilledSlot | null): readonly FilledSlot[] {
  return value === null ? [] : (value.values ?? [value])
}

function isAmong(item: FilledSlot, others: readonly FilledSlot[]): boolean {
  return others.some((other) => isSameValue(other, item))
}

/** One list of the values of several mentions. */
export function combine(values: readonly FilledSlot[]): FilledSlot | undefined {
  const [first, ...rest] = values
  if (first === undefined || (rest.length === 0 && first.values !== undefined)) return first
  const items = values.flatMap((value) => value.values ?? [value])
  const phrase = (part: "originalValue" | "interpretedValue") =>
    items.flatMap((item) => item.value?.[part] ?? []).join(", ")
  return {
    shape: "List",
    value: {
      originalValue: phrase("originalValue"),
      interpretedValue: phrase("interpretedValue"),
      resolvedValues: items.flatMap((item) => item.value?.resolvedValues.slice(0, 1) ?? []),
    },
    values: items,
  }
}
