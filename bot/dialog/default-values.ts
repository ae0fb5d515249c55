// Default values of slots: what an intent knows before anybody is asked.
// https://docs.aws.amazon.com/lexv2/latest/dg/context-mgmt-default.html

import type { Intent, Slot } from "../definition.ts"
import type { Slots } from "../session.ts"
import { ownEntry } from "./references.ts"
import { isFilled, literalValue } from "./slot-values.ts"
import type { TurnState } from "./turn-state.ts"
import { resolutionContext } from "./understanding-context.ts"

/** The default values of the slots of a just started intent that the visitor gave no value for. */
export function defaultSlots(turn: TurnState, definition: Intent): Slots {
  const entries = definition.slots.flatMap((slot) => {
    if (isFilled(slot, turn.intent?.slots[slot.name])) return []
    const text = firstAvailable(turn, slot)
    if (text === undefined) return []
    const resolver = turn.on.resolvers.forSlot(definition.name, slot.name)
    const resolved = resolver.resolveSpan(text, resolutionContext(turn, definition.name, slot.name))
    return [[slot.name, resolved !== undefined && isFilled(slot, resolved) ? resolved : literalValue(text)] as const]
  })
  return Object.fromEntries(entries)
}

function firstAvailable(turn: TurnState, slot: Slot): string | undefined {
  for (const source of slot.defaultValues) {
    const text = readSource(turn, source.trim())
    if (text !== undefined && text !== "") return text
  }
  return undefined
}

/** `#context.parameter`, `[session attribute]`, `<request attribute>`, or the text itself. */
function readSource(turn: TurnState, source: string): string | undefined {
  if (source.startsWith("#")) {
    const dot = source.indexOf(".")
    if (dot < 0) return undefined
    const context = [...turn.contexts, ...turn.usableContexts].find(({ name }) => name === source.slice(1, dot))
    return context === undefined ? undefined : ownEntry(context.contextAttributes, source.slice(dot + 1))
  }
  if (source.startsWith("[") && source.endsWith("]"))
    return ownEntry(turn.sessionAttributes, source.slice(1, -1).trim())
  if (source.startsWith("<") && source.endsWith(">"))
    return ownEntry(turn.requestAttributes, source.slice(1, -1).trim())
  return source
}
