// Slots and slot types in the spelling of Lex's own exports. The ways in are read-slot.ts and read-slot-type.ts.

import type {
  Slot,
  SlotCaptureSetting,
  SlotType,
  SubSlotSetting,
  WaitAndContinueSpecification,
} from "#bot/definition.ts"
import { writeCodeHook, writeElicitationCodeHook, writeOutcome } from "./write-flow.ts"
import { type Json, writePrompt, writeResponse } from "./write-messages.ts"

/** Writes a Slot.json. */
export function writeSlot(slot: Slot): Json {
  return {
    name: slot.name,
    identifier: slot.identifier,
    description: slot.description ?? null,
    slotTypeName: slot.slotTypeName,
    obfuscationSetting: slot.isObfuscated ? { obfuscationSettingType: "DefaultObfuscation" } : null,
    multipleValuesSetting: slot.allowsMultipleValues ? { allowMultipleValues: true } : null,
    ...(slot.subSlots === undefined ? {} : { subSlotSetting: writeSubSlots(slot.subSlots) }),
    valueElicitationSetting: {
      slotConstraint: slot.isRequired ? "Required" : "Optional",
      slotCaptureSetting: writeCapture(slot.capture),
      promptSpecification: writePrompt(slot.prompt),
      defaultValueSpecification: writeDefaultValues(slot.defaultValues),
      sampleUtterances: writeUtterances(slot.sampleUtterances),
      waitAndContinueSpecification: writeWaitAndContinue(slot.waitAndContinue),
    },
  }
}

/** Writes sample utterances; none become `null`. */
export function writeUtterances(utterances: readonly string[]): readonly Json[] | null {
  return utterances.length === 0 ? null : utterances.map((utterance) => ({ utterance }))
}

function writeDefaultValues(values: readonly string[]): Json | null {
  return values.length === 0 ? null : { defaultValueList: values.map((defaultValue) => ({ defaultValue })) }
}

function writeCapture(capture: SlotCaptureSetting | undefined): Json | null {
  if (capture === undefined) return null
  return {
    ...writeOutcome(capture.captured, "capture"),
    ...writeOutcome(capture.failure, "failure"),
    elicitationCodeHook: writeElicitationCodeHook(capture.elicitationCodeHook),
    codeHook: writeCodeHook(capture.codeHook),
  }
}

function writeWaitAndContinue(wait: WaitAndContinueSpecification | undefined): Json | null {
  if (wait === undefined) return null
  const still = wait.stillWaiting
  return {
    isActive: wait.isActive,
    waitingResponse: writeResponse(wait.waiting),
    continueResponse: writeResponse(wait.continue),
    stillWaitingResponse: still
      ? {
          ...writeResponse(still, "messageGroups"),
          frequencyInSeconds: still.frequencyInSeconds,
          timeoutInSeconds: still.timeoutInSeconds,
        }
      : null,
  }
}

function writeSubSlots(setting: SubSlotSetting): Json {
  const specifications = setting.specifications.map((subSlot) => [
    subSlot.name,
    {
      slotTypeId: subSlot.slotTypeId,
      valueElicitationSetting: {
        promptSpecification: writePrompt(subSlot.prompt),
        defaultValueSpecification: writeDefaultValues(subSlot.defaultValues),
        sampleUtterances: writeUtterances(subSlot.sampleUtterances),
        waitAndContinueSpecification: null,
      },
    },
  ])
  return { expression: setting.expression ?? null, slotSpecifications: Object.fromEntries(specifications) }
}

const STRATEGY_SPELLING = {
  OriginalValue: "ORIGINAL_VALUE",
  TopResolution: "TOP_RESOLUTION",
  Concatenation: "CONCATENATION",
} as const satisfies Record<SlotType["resolutionStrategy"], string>

/** Writes a SlotType.json. */
export function writeSlotType(type: SlotType): Json {
  const values = type.values.map(({ value, synonyms }) => ({
    sampleValue: { value },
    synonyms: synonyms.length === 0 ? null : synonyms.map((synonym) => ({ value: synonym })),
  }))
  return {
    name: type.name,
    identifier: type.identifier,
    description: type.description ?? null,
    slotTypeValues: values.length === 0 ? null : values,
    parentSlotTypeSignature: type.parentSignature ?? null,
    valueSelectionSetting: {
      regexFilter: type.regexPattern === undefined ? null : { pattern: type.regexPattern },
      resolutionStrategy: STRATEGY_SPELLING[type.resolutionStrategy],
      ...(type.usesValuesAsCustomVocabulary && {
        advancedRecognitionSetting: { audioRecognitionStrategy: "UseSlotValuesAsCustomVocabulary" },
      }),
    },
    ...(type.grammar && {
      externalSourceSetting: {
        grammarSlotTypeSetting: { source: { kmsKeyArn: null, ...type.grammar } },
      },
    }),
    ...(type.subSlots && {
      compositeSlotTypeSetting: { subSlots: type.subSlots.map(({ name, slotTypeId }) => ({ name, slotTypeId })) },
    }),
  }
}
