// Builds small bots for tests: intents by name, sample utterances, and slots by type.

import type { BotLocale, Intent, SlotType } from "#bot/definition.ts"

/** One intent, in short. */
export type IntentSketch = {
  readonly utterances?: readonly string[]
  /** Slot name to type, in the order of asking. */
  readonly slots?: Readonly<Record<string, string>>
  readonly slotUtterances?: Readonly<Record<string, readonly string[]>>
  readonly parent?: string
  readonly inputContexts?: readonly string[]
}

/** A locale of such intents; slot types map a name to its values, a trailing `*` on the name keeps unlisted values. */
export function buildLocale(
  intents: Readonly<Record<string, IntentSketch>>,
  slotTypes: Readonly<Record<string, readonly string[]>> = {},
  localeId = "en_US",
): BotLocale {
  return {
    localeId,
    nluConfidenceThreshold: 0.4,
    intents: Object.entries(intents).map(([name, sketch]) => buildIntent(name, sketch)),
    slotTypes: Object.entries(slotTypes).map(([name, values]) => buildSlotType(name, values)),
    customVocabulary: [],
  }
}

function buildIntent(name: string, sketch: IntentSketch): Intent {
  return {
    name,
    identifier: name.toUpperCase(),
    ...(sketch.parent === undefined ? {} : { parentSignature: sketch.parent }),
    sampleUtterances: sketch.utterances ?? [],
    slots: Object.entries(sketch.slots ?? {}).map(([slotName, slotTypeName], i) => ({
      name: slotName,
      identifier: slotName.toUpperCase(),
      slotTypeName,
      isRequired: true,
      priority: i + 1,
      isObfuscated: false,
      allowsMultipleValues: false,
      sampleUtterances: sketch.slotUtterances?.[slotName] ?? [],
      defaultValues: [],
    })),
    isDialogCodeHookEnabled: false,
    inputContexts: sketch.inputContexts ?? [],
    outputContexts: [],
  }
}

function buildSlotType(name: string, values: readonly string[]): SlotType {
  const isOpen = name.endsWith("*")
  return {
    name: isOpen ? name.slice(0, -1) : name,
    identifier: name.toUpperCase(),
    resolutionStrategy: isOpen ? "OriginalValue" : "TopResolution",
    values: values.map((value) => ({ value, synonyms: [] })),
    usesValuesAsCustomVocabulary: false,
  }
}
