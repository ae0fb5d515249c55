// Composite slots: several sub-slots filled from one answer, and the expression that says which of them suffice.
// https://docs.aws.amazon.com/lexv2/latest/dg/composite-slots.html

import type { SubSlotSetting } from "#bot/definition.ts"
import type { Mention, ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"

/** A part of a composite slot, in the order the type lists them. */
export type SubSlot = { readonly name: string; readonly resolver: SlotResolver }

type Placed = Mention & { readonly name: string }

type SubSlots = Readonly<Record<string, FilledSlot | null>>

function isFilled(slot: FilledSlot | null | undefined): boolean {
  return slot?.value?.interpretedValue !== undefined || (slot?.values?.length ?? 0) > 0
}

/** Every mention of every part; types that find little (names, numbers) don't claim what a more telling one found. */
function placeParts(text: string, parts: readonly SubSlot[], context: ResolutionContext): readonly Placed[] {
  const all = parts.flatMap(({ name, resolver }, order) =>
    resolver.findMentions(text, { ...withoutCurrent(context) }).map((mention) => ({ ...mention, name, order })),
  )
  // The longest mention wins its place; of equally long ones the part that comes first in the type.
  all.sort(
    (first, second) =>
      second.end - second.start - (first.end - first.start) || first.start - second.start || first.order - second.order,
  )
  const placed: Placed[] = []
  for (const mention of all) {
    const isTaken = placed.some((other) => mention.start < other.end && other.start < mention.end)
    if (!isTaken && !placed.some((other) => other.name === mention.name)) placed.push(mention)
  }
  return placed.sort((first, second) => first.start - second.start)
}

/** The present value of the composite is not that of a part. */
function withoutCurrent(context: ResolutionContext): ResolutionContext {
  const { currentValue: _composite, ...rest } = context
  return rest
}

function compositeOf(
  originalValue: string,
  parts: readonly SubSlot[],
  found: ReadonlyMap<string, FilledSlot>,
): FilledSlot {
  const subSlots: Record<string, FilledSlot | null> = {}
  for (const { name } of parts) subSlots[name] = found.get(name) ?? null
  const interpretedValue = parts
    .map(({ name }) => found.get(name)?.value)
    .filter((value) => value !== undefined)
    .map((value) => value.interpretedValue ?? value.originalValue)
    .join(" ")
  return {
    shape: "Composite",
    value: { originalValue, interpretedValue, resolvedValues: [interpretedValue] },
    subSlots,
  }
}

function fromPlaced(text: string, parts: readonly SubSlot[], placed: readonly Placed[]): FilledSlot | undefined {
  const [first] = placed
  const last = placed.at(-1)
  if (first === undefined || last === undefined) return undefined
  const found = new Map(placed.map(({ name, slot }): [string, FilledSlot] => [name, slot]))
  return compositeOf(text.slice(first.start, last.end), parts, found)
}

/** Makes the resolver of a composite slot. Parts that aren't said stay `null`. */
export function createCompositeResolver(parts: readonly SubSlot[]): SlotResolver {
  const resolveAnswer = (text: string, context: ResolutionContext): FilledSlot | undefined => {
    const placed = placeParts(text, parts, context)
    if (placed.length > 0) return fromPlaced(text, parts, placed)
    for (const { name, resolver } of parts) {
      const slot = resolver.resolveAnswer(text, withoutCurrent(context))
      if (slot !== undefined) return compositeOf(slot.value?.originalValue ?? text, parts, new Map([[name, slot]]))
    }
    return undefined
  }
  return {
    resolveAnswer,
    resolveSpan: resolveAnswer,
    findMentions(text, context) {
      const placed = placeParts(text, parts, context)
      const slot = fromPlaced(text, parts, placed)
      // One part alone says too little to claim the whole slot in a sentence.
      if (slot === undefined || placed.length < 2) return []
      return [{ start: placed[0]?.start ?? 0, end: placed.at(-1)?.end ?? 0, slot }]
    },
  }
}

type Operand = { readonly at: number; readonly isTrue: boolean }

/** Reads `name AND (other OR third)`: AND binds tighter than OR, as usual; an unknown name is unfilled. */
function evaluateOr(words: readonly string[], from: number, isNameFilled: (name: string) => boolean): Operand {
  let { at, isTrue } = evaluateAnd(words, from, isNameFilled)
  while (words[at]?.toUpperCase() === "OR") {
    const next = evaluateAnd(words, at + 1, isNameFilled)
    isTrue ||= next.isTrue
    at = next.at
  }
  return { at, isTrue }
}

function evaluateAnd(words: readonly string[], from: number, isNameFilled: (name: string) => boolean): Operand {
  let { at, isTrue } = evaluateOperand(words, from, isNameFilled)
  while (words[at]?.toUpperCase() === "AND") {
    const next = evaluateOperand(words, at + 1, isNameFilled)
    isTrue &&= next.isTrue
    at = next.at
  }
  return { at, isTrue }
}

function evaluateOperand(words: readonly string[], from: number, isNameFilled: (name: string) => boolean): Operand {
  const word = words[from]
  if (word === undefined) return { at: from, isTrue: true }
  if (word !== "(") return { at: from + 1, isTrue: isNameFilled(word) }
  const inner = evaluateOr(words, from + 1, isNameFilled)
  return { at: words[inner.at] === ")" ? inner.at + 1 : inner.at, isTrue: inner.isTrue }
}

/**
 * Whether a composite slot has what its expression asks for; without an expression every sub-slot must be filled.
 *
 * @param subSlots As they stand in the filled slot; names are compared letter for letter.
 */
export function isComplete(setting: SubSlotSetting, subSlots: SubSlots | undefined): boolean {
  const isNameFilled = (name: string) => isFilled(subSlots?.[name])
  const words = setting.expression?.match(/[()]|[^\s()]+/g) ?? []
  if (words.length === 0) return setting.specifications.every(({ name }) => isNameFilled(name))
  return evaluateOr(words, 0, isNameFilled).isTrue
}

/**
 * The next sub-slot to ask for: the first empty one whose filling the expression still waits for.
 *
 * @returns `undefined` when the slot is complete.
 */
export function findMissingSubSlot(setting: SubSlotSetting, subSlots: SubSlots | undefined): string | undefined {
  if (isComplete(setting, subSlots)) return undefined
  const names = setting.specifications.map(({ name }) => name)
  const empty = names.filter((name) => !isFilled(subSlots?.[name]))
  const mentioned = empty.filter((name) => setting.expression === undefined || setting.expression.includes(name))
  return mentioned[0] ?? empty[0]
}

/** Puts newly said sub-slots over those a composite slot holds already; what was said last counts. */
export function mergeComposite(present: FilledSlot | null | undefined, added: FilledSlot): FilledSlot {
  const subSlots: Record<string, FilledSlot | null> = { ...present?.subSlots }
  for (const [name, slot] of Object.entries(added.subSlots ?? {}))
    if (slot !== null || !(name in subSlots)) subSlots[name] = slot
  const values = Object.values(subSlots)
    .map((slot) => slot?.value?.interpretedValue)
    .filter((value) => value !== undefined)
  const interpretedValue = values.join(" ")
  const original = [present?.value?.originalValue, added.value?.originalValue]
    .filter((text) => text !== undefined)
    .join(" ")
  return {
    shape: "Composite",
    value: { originalValue: original, interpretedValue, resolvedValues: [interpretedValue] },
    subSlots,
  }
}
