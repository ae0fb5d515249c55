// Composite slots: several sub-slots filled from one answer. Which of them suffice is bot/dialog/sub-slot-expression.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/composite-slots.html

import type { Mention, ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"

/** A part of a composite slot, in the order the type lists them. */
export type SubSlot = { readonly name: string; readonly resolver: SlotResolver }

type Placed = Mention & { readonly name: string }

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
