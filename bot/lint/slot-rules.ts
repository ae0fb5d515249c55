// Rules about slots: their types, how they are asked for, and their parts. Slot types themselves are slot-type-rules.ts.

import { plainWord } from "#bot/archive/json-node.ts"
import type { SlotType } from "#bot/definition.ts"
import type { SlotView } from "./bot-view.ts"
import { BUILT_IN_SLOT_TYPES, QUOTAS } from "./lex-facts.ts"
import { checkCount, checkLength, checkRange, type Problem, problem, type Rule, repeated } from "./rule.ts"
import { hasBalancedBraces, placeholders } from "./text-tools.ts"

/** The custom type a slot has; `undefined` for built-in and unknown ones. */
function customType(slot: SlotView): SlotType | undefined {
  return slot.locale.slotTypes.find((type) => type.name === slot.value.slotTypeName)
}

/**
 * What Lex V2 calls the built-in type of an older name: `AMAZON.NUMBER`, `AMAZON.US_CITY`.
 *
 * @returns `undefined` when there is none like it.
 */
export function modernTypeName(name: string): string | undefined {
  const plain = (text: string) => plainWord(text.replace(/^AMAZON\.(US_|EUROPE_|AU_)?/i, ""))
  return BUILT_IN_SLOT_TYPES.find((known) => plain(known) === plain(name))
}

const knownType: Rule = {
  name: "slot-type-exists",
  severity: "refused",
  check: (view) =>
    view.slots.flatMap((slot) => {
      const name = slot.value.slotTypeName
      if (customType(slot) || BUILT_IN_SLOT_TYPES.some((known) => known === name)) return []
      const modern = name.startsWith("AMAZON.") ? modernTypeName(name) : undefined
      const own = slot.locale.slotTypes.map((type) => type.name).join(", ")
      const fix = modern ? `Use ${modern}.` : `Use a built-in type${own === "" ? "" : ` or one of ${own}`}.`
      return [problem(slot, "slotTypeName", `there is no slot type ${name}`, fix)]
    }),
}

const requiredPrompt: Rule = {
  name: "required-slot-has-prompt",
  severity: "refused",
  check: (view) =>
    view.slots
      .filter((slot) => slot.value.isRequired && !slot.value.subSlots && !slot.value.prompt)
      .map((slot) =>
        problem(
          slot,
          "valueElicitationSetting.promptSpecification",
          `the required slot ${slot.value.name} has no prompt`,
          "Write how to ask for it, or make it optional.",
        ),
      ),
}

const slotCount: Rule = {
  name: "slot-count",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      checkCount(intent, "slotPriorities", intent.slots.length, QUOTAS.slotsPerIntent, "slots"),
    ),
}

const slotPriority: Rule = {
  name: "slot-priority",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.slots.flatMap((slot, i) =>
        checkRange(intent, `slotPriorities[${i}].priority`, slot.value.priority, { min: 0, max: 100 }),
      ),
    ),
}

const askedInOrder: Rule = {
  name: "asked-in-order",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const withPriority = intent.slots.filter((slot) => slot.value.priority !== undefined)
      return repeated(withPriority.map((slot) => String(slot.value.priority))).map(({ text, at }) =>
        problem(
          intent,
          "slotPriorities",
          `${withPriority[at]?.value.name} has the priority ${text} of another slot`,
          "Number the slots in the order of asking.",
        ),
      )
    }),
}

/** The build ends with "Slot ids […] in intent … don't define a slot priority". */
const requiredSlotPriority: Rule = {
  name: "required-slot-priority",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.slots
        .filter((slot) => slot.value.isRequired && slot.value.priority === undefined)
        .map((slot) =>
          problem(
            intent,
            "slotPriorities",
            `the required slot ${slot.value.name} is not listed, so it is never asked for`,
            "Add it to slotPriorities, or make it optional.",
          ),
        ),
    ),
}

const slotUtterances: Rule = {
  name: "slot-utterances",
  severity: "refused",
  check: (view) => view.slots.flatMap(checkSlotUtterances),
}

function checkSlotUtterances(slot: SlotView): Problem[] {
  const { sampleUtterances } = slot.value
  const field = "valueElicitationSetting.sampleUtterances"
  const known = new Map(slot.intent.slots.map((other) => [other.name, other.slotTypeName]))
  return [
    ...checkCount(slot, field, sampleUtterances.length, QUOTAS.slotUtterances, "utterances"),
    ...sampleUtterances.flatMap((utterance, i) => {
      const place = `${field}[${i}]`
      const names = placeholders(utterance)
      if (!hasBalancedBraces(utterance)) {
        return [problem(slot, place, `braces don't match in "${utterance}"`, "Write slots as {Name}.")]
      }
      return [
        ...checkLength(slot, place, utterance.trim(), QUOTAS.utteranceLength),
        ...names
          .filter((name) => !known.has(name.split(".")[0] ?? name))
          .map((name) =>
            problem(slot, place, `"${utterance}" names the unknown slot ${name}`, "Use a slot of the intent."),
          ),
        ...names
          .filter((name) => known.get(name) === "AMAZON.FreeFormInput")
          .map((name) => problem(slot, place, `the free-form slot ${name} stands in an utterance`, "Take it out.")),
      ]
    }),
  ]
}

const defaultValues: Rule = {
  name: "default-values",
  severity: "refused",
  check: (view) =>
    view.slots.flatMap((slot) => {
      const field = "valueElicitationSetting.defaultValueSpecification.defaultValueList"
      return [
        ...checkCount(slot, field, slot.value.defaultValues.length, QUOTAS.defaultValues, "default values"),
        ...slot.value.defaultValues.flatMap((value, i) =>
          checkLength(slot, `${field}[${i}]`, value, QUOTAS.defaultValueLength),
        ),
      ]
    }),
}

const multipleValues: Rule = {
  name: "multiple-values",
  severity: "refused",
  check: (view) =>
    view.slots
      .filter((slot) => slot.value.allowsMultipleValues && slot.value.slotTypeName.startsWith("AMAZON."))
      .map((slot) =>
        problem(
          slot,
          "multipleValuesSetting",
          `${slot.value.slotTypeName} takes one value at a time`,
          "Use a slot type of your own, or ask for one value.",
        ),
      ),
}

const waitTimes: Rule = {
  name: "wait-times",
  severity: "refused",
  check: (view) =>
    view.slots.flatMap((slot) => {
      const still = slot.value.waitAndContinue?.stillWaiting
      const field = "valueElicitationSetting.waitAndContinueSpecification.stillWaitingResponse"
      return [
        ...checkRange(slot, `${field}.frequencyInSeconds`, still?.frequencyInSeconds, { min: 1, max: 300 }),
        ...checkRange(slot, `${field}.timeoutInSeconds`, still?.timeoutInSeconds, { min: 1, max: 900 }),
      ]
    }),
}

const subSlots: Rule = {
  name: "sub-slots",
  severity: "refused",
  check: (view) => view.slots.flatMap(checkSubSlots),
}

function checkSubSlots(slot: SlotView): Problem[] {
  const parts = customType(slot)?.subSlots
  const setting = slot.value.subSlots
  if (!setting) {
    if (!parts || !slot.value.isRequired) return []
    return [problem(slot, "subSlotSetting", "nothing says how to ask for its parts", "Add a prompt for each part.")]
  }
  const names = parts?.map((part) => part.name) ?? []
  const { expression = "", specifications } = setting
  const words = expression.match(/[\w-]+/g) ?? []
  const isWellFormed = expression === "" || /^[0-9A-Za-z_\-\s()]+$/.test(expression)
  return [
    ...(parts
      ? []
      : [problem(slot, "subSlotSetting", `${slot.value.slotTypeName} has no parts`, "Use a composite type.")]),
    ...checkCount(slot, "subSlotSetting.slotSpecifications", specifications.length, QUOTAS.subSlots, "parts"),
    ...specifications
      .filter((part) => parts && !names.includes(part.name))
      .map((part) =>
        problem(
          slot,
          `subSlotSetting.slotSpecifications.${part.name}`,
          "the type has no such part",
          "Rename or remove it.",
        ),
      ),
    ...checkLength(slot, "subSlotSetting.expression", setting.expression, QUOTAS.subSlotExpressionLength, 0),
    ...(isWellFormed
      ? []
      : [
          problem(
            slot,
            "subSlotSetting.expression",
            "has signs Lex doesn't take",
            "Use names, AND, OR and parentheses.",
          ),
        ]),
    ...words
      .filter((word) => !/^(and|or)$/i.test(word) && !specifications.some((part) => part.name === word))
      .map((word) =>
        problem(slot, "subSlotSetting.expression", `names the unknown part ${word}`, "Use names of parts."),
      ),
  ]
}

const neverFilled: Rule = {
  name: "slot-never-filled",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const samples = [...intent.value.sampleUtterances, ...intent.value.slots.flatMap((slot) => slot.sampleUtterances)]
      const mentioned = new Set(samples.flatMap(placeholders).map((name) => name.split(".")[0]))
      const elicited = new Set(intent.flow.steps.map((step) => step.value.dialogAction?.slotToElicit))
      const set = new Set(intent.flow.steps.flatMap((step) => Object.keys(step.value.intent?.slots ?? {})))
      return intent.slots
        .filter(({ value: { name, isRequired, defaultValues: defaults } }) => {
          const isReachable = isRequired || defaults.length > 0 || elicited.has(name) || set.has(name)
          return !isReachable && !mentioned.has(name) && !intent.value.isDialogCodeHookEnabled
        })
        .map((slot) =>
          problem(
            slot,
            "",
            `nothing ever fills the optional slot ${slot.value.name}`,
            "Name it in an utterance, or ask for it.",
          ),
        )
    }),
}

/** The rules of this file. */
export const SLOT_RULES: readonly Rule[] = [
  knownType,
  requiredPrompt,
  slotCount,
  slotPriority,
  askedInOrder,
  requiredSlotPriority,
  slotUtterances,
  defaultValues,
  multipleValues,
  waitTimes,
  subSlots,
  neverFilled,
]
