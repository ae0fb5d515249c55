// An Intent.json with its slots, into the engine's model. Messages and flow are read-messages.ts and read-flow.ts.

import type {
  ConfirmationSetting,
  FulfillmentSetting,
  FulfillmentUpdates,
  InitialResponseSetting,
  Intent,
  OutputContext,
  Slot,
} from "#bot/definition.ts"
import { createIdentifierIssuer } from "./identifiers.ts"
import {
  booleanField,
  field,
  type JsonNode,
  listField,
  numberField,
  present,
  requiredText,
  textField,
  wrappedTexts,
} from "./json-node.ts"
import type { IntentFiles } from "./layout.ts"
import { readCodeHook, readElicitationCodeHook, readOutcome, readOutcomeFields } from "./read-flow.ts"
import { readPrompt, readResponse } from "./read-messages.ts"
import { readSlot, type SlotTypeReference } from "./read-slot.ts"

/** Settings of intents that call other services; kept as they stand. */
export const INTEGRATIONS = [
  "kendraConfiguration",
  "qnAIntentConfiguration",
  "bedrockAgentIntentConfiguration",
  "qInConnectIntentConfiguration",
] as const

/** Reads an intent; its identifier is the caller's to give. */
export function readIntent(files: IntentFiles, localeId: string, types: SlotTypeReference): Omit<Intent, "identifier"> {
  const node = files.file
  const name = textField(node, "name", "intentName") ?? files.folder
  return present({
    name,
    parentSignature: textField(node, "parentIntentSignature"),
    description: textField(node, "description"),
    sampleUtterances: wrappedTexts(listField(node, "sampleUtterances"), "utterance"),
    slots: readSlots(files, [localeId, name], types),
    initialResponse: readInitialResponse(field(node, "initialResponseSetting")),
    confirmation: readConfirmation(field(node, "intentConfirmationSetting")),
    fulfillment: readFulfillment(field(node, "fulfillmentCodeHook")),
    closing: readClosing(field(node, "intentClosingSetting")),
    isDialogCodeHookEnabled: booleanField(field(node, "dialogCodeHook"), "enabled") ?? false,
    inputContexts: wrappedTexts(listField(node, "inputContexts"), "name"),
    outputContexts: listField(node, "outputContexts").map(readOutputContext),
    integrations: readIntegrations(node),
  })
}

function readSlots(files: IntentFiles, owner: readonly string[], types: SlotTypeReference): Slot[] {
  const identify = createIdentifierIssuer()
  const priorities = new Map<string, number>()
  for (const [i, entry] of listField(files.file, "slotPriorities").entries()) {
    const slot = requiredText(entry, "slotName", "slotId")
    if (!priorities.has(slot)) priorities.set(slot, numberField(entry, "priority") ?? i + 1)
  }
  return files.slots.map(({ folder, file }) => {
    const slot = readSlot(file, folder, types)
    const given = textField(file, "identifier", "slotId")
    const priority = priorities.get(slot.name) ?? (given === undefined ? undefined : priorities.get(given))
    return present({ ...slot, identifier: identify(given, ...owner, slot.name), priority })
  })
}

function readInitialResponse(node: JsonNode | undefined): InitialResponseSetting | undefined {
  if (node === undefined) return undefined
  return present({
    ...readOutcomeFields(node, "initialResponse", "nextStep", "conditional"),
    codeHook: readCodeHook(field(node, "codeHook")),
  })
}

/** A switched-off confirmation may lack its prompt: then the prompt has no messages and no retries. */
function readConfirmation(node: JsonNode | undefined): ConfirmationSetting | undefined {
  if (node === undefined) return undefined
  return present({
    isActive: booleanField(node, "isActive", "active") ?? true,
    prompt: readPrompt(field(node, "promptSpecification", "confirmationPrompt")) ?? {
      messageGroups: [],
      allowInterrupt: true,
      maxRetries: 0,
      messageSelectionStrategy: "Random" as const,
      attempts: {},
    },
    confirmed: readOutcome(node, "confirmation"),
    declined: readOutcome(node, "declination"),
    failure: readOutcome(node, "failure"),
    codeHook: readCodeHook(field(node, "codeHook")),
    elicitationCodeHook: readElicitationCodeHook(field(node, "elicitationCodeHook")),
  })
}

function readFulfillment(node: JsonNode | undefined): FulfillmentSetting | undefined {
  if (node === undefined) return undefined
  const outcomes = field(node, "postFulfillmentStatusSpecification")
  return present({
    isActive: booleanField(node, "isActive", "active") ?? true,
    enabled: booleanField(node, "enabled") ?? false,
    success: readOutcome(outcomes, "success"),
    failure: readOutcome(outcomes, "failure"),
    timeout: readOutcome(outcomes, "timeout"),
    updates: readUpdates(field(node, "fulfillmentUpdatesSpecification")),
  })
}

function readUpdates(node: JsonNode | undefined): FulfillmentUpdates | undefined {
  if (node === undefined || booleanField(node, "active", "isActive") === false) return undefined
  const start = field(node, "startResponse")
  const update = field(node, "updateResponse")
  return present({
    startResponse: start && { ...readResponse(start), delayInSeconds: numberField(start, "delayInSeconds") ?? 1 },
    updateResponse: update && {
      ...readResponse(update),
      frequencyInSeconds: numberField(update, "frequencyInSeconds") ?? 1,
    },
    timeoutInSeconds: numberField(node, "timeoutInSeconds"),
  })
}

function readClosing(node: JsonNode | undefined): Intent["closing"] {
  if (node === undefined) return undefined
  return {
    isActive: booleanField(node, "isActive", "active") ?? true,
    ...readOutcomeFields(node, "closingResponse", "nextStep", "conditional"),
  }
}

/** Lex needs both limits; a hand-edited context without them lives as long as the console's own default. */
function readOutputContext(node: JsonNode): OutputContext {
  return {
    name: requiredText(node, "name"),
    timeToLiveInSeconds: numberField(node, "timeToLiveInSeconds") ?? 90,
    turnsToLive: numberField(node, "turnsToLive") ?? 5,
  }
}

function readIntegrations(node: JsonNode): Intent["integrations"] {
  const found = INTEGRATIONS.flatMap((name) => {
    const setting = field(node, name)
    return setting ? [[name, setting.value] as const] : []
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
