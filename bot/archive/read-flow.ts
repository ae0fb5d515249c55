// Next steps, conditionals and code-hook calls of an export, into the engine's model. The way back is write-flow.ts.

import type {
  CodeHookInvocation,
  ConditionalSpecification,
  DialogActionType,
  DialogState,
  ElicitationCodeHook,
  Outcome,
  SlotOverride,
} from "#bot/definition.ts"
import {
  booleanField,
  choiceField,
  entriesField,
  field,
  type JsonNode,
  listField,
  plainWord,
  present,
  textField,
  textOf,
} from "./json-node.ts"
import { readResponse } from "./read-messages.ts"

/** Everything a next step can do. */
export const DIALOG_ACTION_TYPES: readonly DialogActionType[] = [
  "ElicitIntent",
  "StartIntent",
  "ElicitSlot",
  "EvaluateConditional",
  "InvokeDialogCodeHook",
  "ConfirmIntent",
  "FulfillIntent",
  "CloseIntent",
  "EndConversation",
]

/**
 * Reads a next step.
 *
 * @returns `undefined` when it is absent, or present without saying anything (exports hold such shells).
 */
export function readNextStep(node: JsonNode | undefined): DialogState | undefined {
  if (node === undefined) return undefined
  const state = present({
    dialogAction: readDialogAction(field(node, "dialogAction")),
    intent: readIntentOverride(field(node, "intent")),
    sessionAttributes: readAttributes(node),
  })
  return Object.keys(state).length === 0 ? undefined : state
}

function readDialogAction(node: JsonNode | undefined): DialogState["dialogAction"] {
  const type = choiceField(node, DIALOG_ACTION_TYPES, "type")
  if (type === undefined) return undefined
  return present({
    type,
    slotToElicit: textField(node, "slotToElicit"),
    suppressNextMessage: booleanField(node, "suppressNextMessage"),
  })
}

function readIntentOverride(node: JsonNode | undefined): DialogState["intent"] {
  if (node === undefined) return undefined
  const slots = entriesField(node, "slots").map(([name, slot]) => [name, readSlotOverride(slot)] as const)
  const intent = present({
    name: textField(node, "name"),
    slots: slots.length === 0 ? undefined : Object.fromEntries(slots),
  })
  return Object.keys(intent).length === 0 ? undefined : intent
}

function readSlotOverride(node: JsonNode): SlotOverride {
  if (node.value === null) return null
  const shape = plainWord(textField(node, "shape") ?? "")
  const values = listField(node, "values")
  if (shape === "list" || (shape === "" && values.length > 0)) {
    return values.map(readSlotOverride).filter((value) => typeof value === "string")
  }
  return textField(field(node, "value"), "interpretedValue") ?? null
}

function readAttributes(node: JsonNode): DialogState["sessionAttributes"] {
  const attributes = entriesField(node, "sessionAttributes")
    .filter(([, value]) => value.value !== null)
    .map(([name, value]) => [name, textOf(value)] as const)
  return attributes.length === 0 ? undefined : Object.fromEntries(attributes)
}

/** Reads branches and their default. */
export function readConditional(node: JsonNode | undefined): ConditionalSpecification | undefined {
  if (node === undefined) return undefined
  return {
    isActive: booleanField(node, "isActive", "active") ?? true,
    branches: listField(node, "conditionalBranches").map((branch) => ({
      name: textField(branch, "name") ?? "",
      expression: textField(field(branch, "condition"), "expressionString") ?? "",
      ...readBranch(branch),
    })),
    defaultBranch: readBranch(field(node, "defaultBranch")),
  }
}

function readBranch(node: JsonNode | undefined): ConditionalSpecification["defaultBranch"] {
  return present({ response: readResponse(field(node, "response")), nextStep: readNextStep(field(node, "nextStep")) })
}

/** Reads the three fields that an outcome has under a common prefix: `successResponse`, `successNextStep`, … */
export function readOutcome(node: JsonNode | undefined, prefix: string): Outcome {
  return readOutcomeFields(node, `${prefix}Response`, `${prefix}NextStep`, `${prefix}Conditional`)
}

/** Reads an outcome whose fields are called something of their own. */
export function readOutcomeFields(
  node: JsonNode | undefined,
  response: string,
  nextStep: string,
  conditional: string,
): Outcome {
  return present({
    response: readResponse(field(node, response)),
    nextStep: readNextStep(field(node, nextStep)),
    conditional: readConditional(field(node, conditional)),
  })
}

/** Reads a code-hook call with its three outcomes. */
export function readCodeHook(node: JsonNode | undefined): CodeHookInvocation | undefined {
  if (node === undefined) return undefined
  const outcomes = field(node, "postCodeHookSpecification")
  return present({
    isActive: booleanField(node, "isActive", "active") ?? true,
    enabled: booleanField(node, "enableCodeHookInvocation") ?? false,
    invocationLabel: textField(node, "invocationLabel"),
    success: readOutcome(outcomes, "success"),
    failure: readOutcome(outcomes, "failure"),
    timeout: readOutcome(outcomes, "timeout"),
  })
}

/** Reads the call made on each answer to a prompt. */
export function readElicitationCodeHook(node: JsonNode | undefined): ElicitationCodeHook | undefined {
  if (node === undefined) return undefined
  return present({
    enabled: booleanField(node, "enableCodeHookInvocation") ?? false,
    invocationLabel: textField(node, "invocationLabel"),
  })
}
