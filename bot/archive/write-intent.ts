// Intents in the spelling of Lex's own exports. The way in is read-intent.ts.

import type {
  ConfirmationSetting,
  FulfillmentSetting,
  FulfillmentUpdates,
  InitialResponseSetting,
  Intent,
} from "#bot/definition.ts"
import { writeCodeHook, writeElicitationCodeHook, writeOutcome, writeOutcomeFields } from "./write-flow.ts"
import { type Json, writePrompt, writeResponse } from "./write-messages.ts"
import { writeUtterances } from "./write-slot.ts"

/** Writes an Intent.json; its slots have files of their own. */
export function writeIntent(intent: Intent): Json {
  const priorities = intent.slots.flatMap(({ name, priority }) =>
    priority === undefined ? [] : [{ priority, slotName: name }],
  )
  return {
    name: intent.name,
    identifier: intent.identifier,
    description: intent.description ?? null,
    parentIntentSignature: intent.parentSignature ?? null,
    sampleUtterances: writeUtterances(intent.sampleUtterances),
    intentConfirmationSetting: writeConfirmation(intent.confirmation),
    intentClosingSetting: intent.closing
      ? {
          isActive: intent.closing.isActive,
          ...writeOutcomeFields(intent.closing, "closingResponse", "nextStep", "conditional"),
        }
      : null,
    initialResponseSetting: writeInitialResponse(intent.initialResponse),
    inputContexts: intent.inputContexts.length === 0 ? null : intent.inputContexts.map((name) => ({ name })),
    outputContexts:
      intent.outputContexts.length === 0 ? null : intent.outputContexts.map((context) => ({ ...context })),
    kendraConfiguration: null,
    ...intent.integrations,
    dialogCodeHook: intent.isDialogCodeHookEnabled ? { enabled: true } : null,
    fulfillmentCodeHook: writeFulfillment(intent.fulfillment),
    slotPriorities: priorities,
  }
}

function writeInitialResponse(setting: InitialResponseSetting | undefined): Json | null {
  if (setting === undefined) return null
  return {
    ...writeOutcomeFields(setting, "initialResponse", "nextStep", "conditional"),
    codeHook: writeCodeHook(setting.codeHook),
  }
}

function writeConfirmation(setting: ConfirmationSetting | undefined): Json | null {
  if (setting === undefined) return null
  return {
    isActive: setting.isActive,
    ...writeOutcome(setting.declined, "declination"),
    ...writeOutcome(setting.failure, "failure"),
    elicitationCodeHook: writeElicitationCodeHook(setting.elicitationCodeHook),
    codeHook: writeCodeHook(setting.codeHook),
    ...writeOutcome(setting.confirmed, "confirmation"),
    promptSpecification: writePrompt(setting.prompt),
  }
}

function writeFulfillment(setting: FulfillmentSetting | undefined): Json | null {
  if (setting === undefined) return null
  return {
    isActive: setting.isActive,
    enabled: setting.enabled,
    postFulfillmentStatusSpecification: {
      ...writeOutcome(setting.failure, "failure"),
      ...writeOutcome(setting.success, "success"),
      ...writeOutcome(setting.timeout, "timeout"),
    },
    fulfillmentUpdatesSpecification: writeUpdates(setting.updates),
  }
}

function writeUpdates(updates: FulfillmentUpdates | undefined): Json | null {
  if (updates === undefined) return null
  const { startResponse: start, updateResponse: update } = updates
  return {
    active: true,
    startResponse: start ? { delayInSeconds: start.delayInSeconds, ...writeResponse(start, "messageGroups") } : null,
    updateResponse: update
      ? { frequencyInSeconds: update.frequencyInSeconds, ...writeResponse(update, "messageGroups") }
      : null,
    timeoutInSeconds: updates.timeoutInSeconds ?? null,
  }
}
