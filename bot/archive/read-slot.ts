// A Slot.json of an export, into the engine's model. Which slots an intent asks for is read-intent.ts.

import type { Slot, SlotCaptureSetting, SubSlotSetting, WaitAndContinueSpecification } from "#bot/definition.ts"
import { invalid } from "./archive.ts"
import {
  booleanField,
  choiceField,
  entriesField,
  field,
  type JsonNode,
  listField,
  numberField,
  present,
  requiredText,
  textField,
  wrappedTexts,
} from "./json-node.ts"
import { readCodeHook, readElicitationCodeHook, readOutcome } from "./read-flow.ts"
import { readPrompt, readResponse } from "./read-messages.ts"

/** How a slot's type is found by what a file calls it: a name or an identifier. */
export type SlotTypeReference = {
  /** The name a slot is to hold. */
  readonly toName: (reference: string) => string
  /** The identifier a sub-slot is to hold. */
  readonly toId: (reference: string) => string
}

/**
 * Reads a slot; its identifier and its place in the order of asking are the caller's to give.
 *
 * @param folder The name of its folder, which counts when the file has no name.
 */
export function readSlot(
  node: JsonNode,
  folder: string,
  types: SlotTypeReference,
): Omit<Slot, "identifier" | "priority"> {
  const name = textField(node, "name", "slotName") ?? folder
  const elicitation = field(node, "valueElicitationSetting", "slotValueElicitationSetting")
  const constraint =
    choiceField(elicitation, ["Required", "Optional"], "slotConstraint") ??
    choiceField(node, ["Required", "Optional"], "slotConstraint")
  const obfuscation = choiceField(
    field(node, "obfuscationSetting"),
    ["None", "DefaultObfuscation"],
    "obfuscationSettingType",
  )
  return present({
    name,
    description: textField(node, "description"),
    slotTypeName: types.toName(requiredText(node, "slotTypeName", "slotTypeId")),
    isRequired: constraint === "Required",
    isObfuscated: obfuscation === "DefaultObfuscation",
    allowsMultipleValues:
      booleanField(field(node, "multipleValuesSetting"), "allowMultipleValues", "allowMutlipleValues") ?? false,
    sampleUtterances: readSlotUtterances(elicitation),
    defaultValues: readDefaultValues(elicitation, node),
    prompt: readPrompt(field(elicitation, "promptSpecification")),
    capture: readCapture(field(elicitation, "slotCaptureSetting")),
    waitAndContinue: readWaitAndContinue(field(elicitation, "waitAndContinueSpecification")),
    subSlots: readSubSlots(field(node, "subSlotSetting"), types),
  })
}

function readSlotUtterances(elicitation: JsonNode | undefined): string[] {
  return wrappedTexts(listField(elicitation, "sampleUtterances", "sampleValueElicitingUtterances"), "utterance")
}

/** The stale format has them beside the elicitation setting, not inside. */
function readDefaultValues(...holders: (JsonNode | undefined)[]): string[] {
  const specification = holders
    .map((holder) => field(holder, "defaultValueSpecification", "defaultValueSpec"))
    .find((found) => found !== undefined)
  return wrappedTexts(listField(specification, "defaultValueList"), "defaultValue")
}

function readCapture(node: JsonNode | undefined): SlotCaptureSetting | undefined {
  if (node === undefined) return undefined
  return present({
    captured: readOutcome(node, "capture"),
    failure: readOutcome(node, "failure"),
    codeHook: readCodeHook(field(node, "codeHook")),
    elicitationCodeHook: readElicitationCodeHook(field(node, "elicitationCodeHook")),
  })
}

function readWaitAndContinue(node: JsonNode | undefined): WaitAndContinueSpecification | undefined {
  if (node === undefined) return undefined
  const still = field(node, "stillWaitingResponse")
  return present({
    isActive: booleanField(node, "isActive", "active") ?? true,
    waiting: readResponse(field(node, "waitingResponse")),
    continue: readResponse(field(node, "continueResponse")),
    stillWaiting: still && {
      ...readResponse(still),
      frequencyInSeconds: requiredNumber(still, "frequencyInSeconds"),
      timeoutInSeconds: requiredNumber(still, "timeoutInSeconds"),
    },
  })
}

function requiredNumber(node: JsonNode, name: string): number {
  const number = numberField(node, name)
  if (number === undefined) throw invalid(node.file, `${node.path}.${name} is missing`)
  return number
}

function readSubSlots(node: JsonNode | undefined, types: SlotTypeReference): SubSlotSetting | undefined {
  if (node === undefined) return undefined
  return present({
    expression: textField(node, "expression"),
    specifications: entriesField(node, "slotSpecifications")
      .filter(([, specification]) => specification.value !== null)
      .map(([name, specification]) => {
        const elicitation = field(specification, "valueElicitationSetting")
        return present({
          name,
          slotTypeId: types.toId(requiredText(specification, "slotTypeId", "slotTypeName")),
          prompt: readPrompt(field(elicitation, "promptSpecification")),
          defaultValues: readDefaultValues(elicitation),
          sampleUtterances: readSlotUtterances(elicitation),
        })
      }),
  })
}
