// Builds a locale with one intent and one slot, for tests that look at a single slot type.

import type { BotLocale, Slot, SlotType } from "#bot/definition.ts"
import type { ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { createSlotResolvers, type SlotResolutionOptions } from "#bot/slot-types/registry.ts"
import type { IsoDate } from "#core/time.ts"

/** Wednesday, the reference day of AWS's own examples. */
export const WEDNESDAY: ResolutionContext = { today: "2020-11-25" as IsoDate, timeOfDay: "10:20" }

export type OneSlot = {
  readonly localeId?: string
  readonly slotTypes?: readonly SlotType[]
  readonly slot?: Partial<Slot>
  readonly options?: SlotResolutionOptions
}

/** A locale whose only intent has one slot of a type. */
export function localeWith(slotTypeName: string, setting: OneSlot = {}): BotLocale {
  const slot: Slot = {
    name: "Value",
    identifier: "SLOT000001",
    slotTypeName,
    isRequired: true,
    isObfuscated: false,
    allowsMultipleValues: false,
    sampleUtterances: [],
    defaultValues: [],
    ...setting.slot,
  }
  return {
    localeId: setting.localeId ?? "en_US",
    nluConfidenceThreshold: 0.4,
    slotTypes: setting.slotTypes ?? [],
    customVocabulary: [],
    intents: [
      {
        name: "Tell",
        identifier: "INTENT0001",
        sampleUtterances: [],
        slots: [slot],
        isDialogCodeHookEnabled: false,
        inputContexts: [],
        outputContexts: [],
      },
    ],
  }
}

/** The resolver of a slot of a type. */
export function resolverOf(slotTypeName: string, setting: OneSlot = {}): SlotResolver {
  return createSlotResolvers(localeWith(slotTypeName, setting), setting.options).forSlot("Tell", "Value")
}

/** A list type with these values. */
export function listType(
  values: Readonly<Record<string, readonly string[]>>,
  resolutionStrategy: SlotType["resolutionStrategy"] = "TopResolution",
): SlotType {
  return {
    name: "Listed",
    identifier: "TYPE000001",
    resolutionStrategy,
    values: Object.entries(values).map(([value, synonyms]) => ({ value, synonyms })),
    usesValuesAsCustomVocabulary: false,
  }
}

/** What the bot would use: the interpreted value, or the open readings joined by a bar, or nothing. */
export function meaning(slot: FilledSlot | undefined): string | undefined {
  return slot?.value?.interpretedValue ?? slot?.value?.resolvedValues.join("|")
}

/** The mentions of a text as `words=value`. */
export function mentionsOf(
  resolver: SlotResolver,
  text: string,
  context: ResolutionContext = WEDNESDAY,
): readonly string[] {
  return resolver
    .findMentions(text, context)
    .map(({ start, end, slot }) => `${text.slice(start, end)}=${meaning(slot) ?? ""}`)
}
