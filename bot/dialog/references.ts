// What `{slot}`, `[attribute]`, `((request attribute))` and `$.path` stand for at a moment of the conversation. Used by
// conditions, by next steps that set values, and by messages; each has its own rules for what is missing.

import type { InputMode, Transcription } from "../code-hook.ts"
import type { BotLocale, Slot } from "../definition.ts"
import type { Attributes, FilledSlot, SessionIntent } from "../session.ts"
import { isFilled } from "./slot-values.ts"

/** A slot that a reference names: its value (`null` when empty or unclear), and its type if the bot declares it. */
export type SlotReference = { readonly value: FilledSlot | null; readonly slotTypeName?: string }

/** Everything references can point to. */
export type ReferenceScope = {
  readonly locale: BotLocale
  readonly intent?: SessionIntent
  readonly sessionAttributes: Attributes
  readonly requestAttributes: Attributes
  readonly inputMode: InputMode
  readonly inputTranscript: string
  readonly transcriptions: readonly Transcription[]
}

/** An entry of a map by its own key: what every object inherits (`constructor`) is no attribute. */
export function ownEntry<Value>(map: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

/**
 * Finds the slot that `{Slot}`, `{Slot.SubSlot}` or `{Intent.Slot}` names, in that order; names are compared without
 * regard to case.
 *
 * @returns `undefined` when the bot has no such slot.
 */
export function findSlotReference(scope: ReferenceScope, name: string): SlotReference | undefined {
  const own = slotOfIntent(scope, scope.intent?.name, name)
  if (own !== undefined) return own
  const dot = name.indexOf(".")
  if (dot < 0) return undefined
  const [head, tail] = [name.slice(0, dot), name.slice(dot + 1)]
  return subSlotOf(scope, head, tail) ?? slotOfIntent(scope, head, tail)
}

function slotOfIntent(scope: ReferenceScope, intentName: string | undefined, slotName: string) {
  if (intentName === undefined) return undefined
  const definition = scope.locale.intents.find((intent) => isSameName(intent.name, intentName))
  const slot = definition?.slots.find((candidate) => isSameName(candidate.name, slotName))
  if (slot === undefined || definition === undefined) return undefined
  const isCurrent = scope.intent !== undefined && isSameName(scope.intent.name, definition.name)
  const value = isCurrent ? (scope.intent?.slots[slot.name] ?? null) : null
  return { value: isFilled(slot, value) ? value : null, slotTypeName: slot.slotTypeName }
}

function subSlotOf(scope: ReferenceScope, slotName: string, subSlotName: string): SlotReference | undefined {
  const definition = scope.locale.intents.find((intent) => intent.name === scope.intent?.name)
  const slot: Slot | undefined = definition?.slots.find((candidate) => isSameName(candidate.name, slotName))
  const parts = slot?.subSlots?.specifications ?? []
  const part = parts.find((candidate) => isSameName(candidate.name, subSlotName))
  if (slot === undefined || part === undefined) return undefined
  const value = scope.intent?.slots[slot.name]?.subSlots?.[part.name] ?? null
  return { value: value?.value?.interpretedValue === undefined ? null : value, slotTypeName: part.slotTypeId }
}

/**
 * Reads one of the paths Lex documents: `$.inputMode`, `$.inputTranscript`, `$.transcriptions[0].transcription`,
 * `$.transcriptions[0].transcriptionConfidence`, `$.transcriptions[0].resolvedSlots.City.value.originalValue`, …
 *
 * @param path Without the leading `$.`.
 * @returns `undefined` when the path leads nowhere or to something that isn't a plain value.
 */
export function readPath(scope: ReferenceScope, path: string): string | undefined {
  const root = {
    inputMode: scope.inputMode,
    inputTranscript: scope.inputTranscript,
    transcriptions: scope.transcriptions,
  }
  const keys = path.replaceAll("[", ".").replaceAll("]", "").split(".")
  let value: unknown = root
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined
}

/** Slot and intent names differ from each other by more than case. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
