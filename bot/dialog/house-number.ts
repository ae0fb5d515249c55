// The number before a street's name is its house: no count of nights or pizzas, though AMAZON.StreetName itself is the
// name alone. https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-street-name.html

import type { Intent, Slot } from "../definition.ts"
import type { ResolutionContext, SlotMention } from "../language-model.ts"
import { createStreetNameResolver } from "../slot-types/built-in/street-name.ts"

const STREET_TYPE = "AMAZON.StreetName"
const STREETS = createStreetNameResolver()

/** What stands between a house number and its street. */
const GAP = /^[\s,]*$/

/** Leaves house numbers out of the numbers that were found, in an intent that asks for streets. */
export function withoutHouseNumbers(
  text: string,
  mentions: readonly SlotMention[],
  intent: Intent | undefined,
  context: ResolutionContext,
): readonly SlotMention[] {
  const typeOf = new Map(intent?.slots.map(({ name, slotTypeName }) => [name, slotTypeName]))
  const isNumber = ({ slotName }: SlotMention) => typeOf.get(slotName) === "AMAZON.Number"
  if (!mentions.some(isNumber) || intent?.slots.some(hasStreet) !== true) return mentions
  const streets = STREETS.findMentions(text, context)
  return mentions.filter(
    (mention) =>
      !isNumber(mention) ||
      !streets.some(({ start }) => mention.end <= start && GAP.test(text.slice(mention.end, start))),
  )
}

function hasStreet({ slotTypeName, subSlots }: Slot): boolean {
  return (
    slotTypeName === STREET_TYPE || subSlots?.specifications.some((part) => part.slotTypeId === STREET_TYPE) === true
  )
}
