// What it means for a slot to be filled, and the plain text of its value. How words become values is bot/slot-types.

import type { Intent, Slot, SlotOverride, SubSlotSetting } from "../definition.ts"
import type { FilledSlot, SessionIntent } from "../session.ts"
import { isExpressionComplete } from "./sub-slot-expression.ts"

/** Every slot of an intent, empty. */
export function emptySlots(intent: Intent): Record<string, FilledSlot | null> {
  return Object.fromEntries(intent.slots.map((slot) => [slot.name, null]))
}

/** An intent just begun: in progress, unconfirmed, every slot empty. */
export function freshIntent(intent: Intent): SessionIntent {
  return { name: intent.name, slots: emptySlots(intent), state: "InProgress", confirmationState: "None" }
}

/**
 * Whether a slot needs no further question: it has one clear value, or at least one value of a list, or enough
 * sub-slots for its expression.
 */
export function isFilled(slot: Slot | undefined, value: FilledSlot | null | undefined): boolean {
  if (value === null || value === undefined) return false
  if (slot?.subSlots !== undefined && value.subSlots !== undefined) {
    return isExpressionComplete(slot.subSlots, filledSubSlots(value))
  }
  if (value.shape === "List" || value.values !== undefined) {
    return (value.values ?? []).some((item) => item.value?.interpretedValue !== undefined) || hasReading(value)
  }
  return hasReading(value)
}

function hasReading(value: FilledSlot): boolean {
  return value.value?.interpretedValue !== undefined
}

/** The names of the sub-slots that have a value. */
export function filledSubSlots(value: FilledSlot | null): ReadonlySet<string> {
  const entries = Object.entries(value?.subSlots ?? {})
  return new Set(entries.filter(([, part]) => part?.value?.interpretedValue !== undefined).map(([name]) => name))
}

/**
 * The text a value is used as in messages and conditions: a list as its whole phrase, a composite as its parts.
 *
 * @returns `undefined` while there is no clear value.
 */
export function valueText(value: FilledSlot | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined
  if (value.value?.interpretedValue !== undefined) return value.value.interpretedValue
  if (value.values !== undefined && value.values.length > 0) return listTexts(value).join(", ")
  const parts = Object.values(value.subSlots ?? {}).flatMap((part) => valueText(part) ?? [])
  return parts.length === 0 ? undefined : parts.join(" ")
}

/** The values of a list one by one; a scalar is a list of one. */
export function listTexts(value: FilledSlot | null | undefined): string[] {
  if (value === null || value === undefined) return []
  if (value.values !== undefined) return value.values.flatMap((item) => item.value?.interpretedValue ?? [])
  const text = valueText(value)
  return text === undefined ? [] : [text]
}

/** A value that somebody wrote down rather than said: it stands for itself. */
export function literalValue(text: string): FilledSlot {
  return { shape: "Scalar", value: { originalValue: text, interpretedValue: text, resolvedValues: [text] } }
}

/** The value a next step sets. */
export function overrideValue(override: SlotOverride): FilledSlot | null {
  if (override === null) return null
  if (typeof override === "string") return literalValue(override)
  if (override.length === 0) return null
  const phrase = override.join(", ")
  return {
    shape: "List",
    value: { originalValue: phrase, interpretedValue: phrase, resolvedValues: [...override] },
    values: override.map(literalValue),
  }
}

/** Puts newly answered sub-slots beside those already known. */
export function mergeSubSlots(known: FilledSlot | null, added: FilledSlot, setting: SubSlotSetting): FilledSlot {
  if (known?.subSlots === undefined || added.subSlots === undefined) return added
  const names = new Set([...setting.specifications.map(({ name }) => name), ...Object.keys(known.subSlots)])
  const subSlots: Record<string, FilledSlot | null> = {}
  for (const name of names) subSlots[name] = added.subSlots[name] ?? known.subSlots[name] ?? null
  return compositeOf(subSlots)
}

/** A composite of its parts; its own text is theirs, in order. */
export function compositeOf(subSlots: Readonly<Record<string, FilledSlot | null>>): FilledSlot {
  const said = Object.values(subSlots).flatMap((part) => part?.value?.originalValue ?? [])
  const meant = Object.values(subSlots).flatMap((part) => part?.value?.interpretedValue ?? [])
  return {
    shape: "Composite",
    value: { originalValue: said.join(" "), interpretedValue: meant.join(" "), resolvedValues: [] },
    subSlots,
  }
}

/** Whether two values mean the same. */
export function isSameValue(one: FilledSlot | null | undefined, other: FilledSlot | null | undefined): boolean {
  const first = listTexts(one)
  const second = listTexts(other)
  return first.length === second.length && first.every((text, i) => text.toLowerCase() === second[i]?.toLowerCase())
}

/** The slots of an intent in the order they are asked for: those without a priority are not asked. */
export function slotsInOrder(intent: Intent): Slot[] {
  const asked = intent.slots.flatMap((slot) => (slot.priority === undefined ? [] : [{ slot, priority: slot.priority }]))
  return asked.sort((one, other) => one.priority - other.priority).map(({ slot }) => slot)
}
