// Rules about custom slot types: values and synonyms, patterns, grammars, composites.

import type { SlotType } from "#bot/definition.ts"
import type { BotView } from "./bot-view.ts"
import { BUILT_IN_SLOT_TYPES, QUOTAS } from "./lex-facts.ts"
import type { Located } from "./located.ts"
import { checkCount, checkLength, type Problem, problem, type Rule, repeated } from "./rule.ts"

const RESERVED = new Set(BUILT_IN_SLOT_TYPES.map((name) => name.replace("AMAZON.", "").toLowerCase()))

const reservedName: Rule = {
  name: "reserved-type-name",
  severity: "refused",
  check: (view) =>
    view.slotTypes
      .filter((type) => RESERVED.has(type.value.name.toLowerCase()))
      .map((type) => problem(type, "name", `"${type.value.name}" is the name of a built-in type`, "Rename the type.")),
}

/** Types that are complete without a list of values. */
function isValueless(type: SlotType): boolean {
  return type.grammar !== undefined || type.subSlots !== undefined || type.parentSignature !== undefined
}

const hasValues: Rule = {
  name: "slot-type-has-values",
  severity: "refused",
  check: (view) =>
    view.slotTypes
      .filter((type) => type.value.values.length === 0 && !isValueless(type.value))
      .map((type) => problem(type, "slotTypeValues", "the type has no values", "List what can be said.")),
}

const valueForm: Rule = {
  name: "slot-value-form",
  severity: "refused",
  check: (view) =>
    view.slotTypes.flatMap((type) => {
      const count = type.value.values.reduce((sum, value) => sum + 1 + value.synonyms.length, 0)
      return [
        ...checkCount(type, "slotTypeValues", count, QUOTAS.valuesPerSlotType, "values and synonyms"),
        ...everyText(type).flatMap(({ text, field }) => checkLength(type, field, text, QUOTAS.slotValueLengthAtMost)),
      ]
    }),
}

const longValue: Rule = {
  name: "long-slot-value",
  severity: "risky",
  check: (view) =>
    view.slotTypes.flatMap((type) =>
      everyText(type)
        .filter(({ text }) => text.length > QUOTAS.slotValueLength && text.length <= QUOTAS.slotValueLengthAtMost)
        .map(({ text, field }) =>
          problem(type, field, `has ${text.length} characters; the API takes ${QUOTAS.slotValueLength}`, "Shorten it."),
        ),
    ),
}

function everyText(type: Located<SlotType>): { readonly text: string; readonly field: string }[] {
  return type.value.values.flatMap((value, i) => [
    { text: value.value, field: `slotTypeValues[${i}].sampleValue.value` },
    ...value.synonyms.map((text, j) => ({ text, field: `slotTypeValues[${i}].synonyms[${j}].value` })),
  ])
}

const uniqueValues: Rule = {
  name: "unique-slot-values",
  severity: "refused",
  check: (view) => view.slotTypes.flatMap((type) => findRepeatedValues(type, (value) => value)),
}

/** Lex takes them and exports them, though it resolves without regard to case. */
const sameButForCase: Rule = {
  name: "slot-values-same-but-for-case",
  severity: "risky",
  check: (view) =>
    view.slotTypes.flatMap((type) => {
      const identical = new Set(findRepeatedValues(type, (value) => value).map(({ path }) => path))
      return findRepeatedValues(type, (value) => value.toLowerCase()).filter(({ path }) => !identical.has(path))
    }),
}

function findRepeatedValues(type: Located<SlotType>, fold: (value: string) => string): Problem[] {
  return repeated(type.value.values.map(({ value }) => fold(value))).map(({ at }) =>
    problem(
      type,
      `slotTypeValues[${at}]`,
      `"${type.value.values[at]?.value}" is in the list already`,
      "Join the two and their synonyms.",
    ),
  )
}

const ambiguousSynonym: Rule = {
  name: "ambiguous-synonym",
  severity: "risky",
  check: (view) => view.slotTypes.flatMap(findAmbiguousSynonyms),
}

function findAmbiguousSynonyms(type: Located<SlotType>): Problem[] {
  const owners = new Map<string, string>(type.value.values.map(({ value }) => [value.toLowerCase(), value]))
  return type.value.values.flatMap(({ value, synonyms }, i) =>
    synonyms.flatMap((synonym, j) => {
      const owner = owners.get(synonym.toLowerCase())
      owners.set(synonym.toLowerCase(), owner ?? value)
      if (owner === undefined || owner === value) return []
      const field = `slotTypeValues[${i}].synonyms[${j}]`
      return [
        problem(type, field, `"${synonym}" stands for ${owner} as well as ${value}`, "Leave it with one of them."),
      ]
    }),
  )
}

const noSynonyms: Rule = {
  name: "no-synonyms",
  severity: "risky",
  check: (view) =>
    view.slotTypes
      .filter(({ value: type }) => type.resolutionStrategy === "TopResolution" && type.values.length > 0)
      .filter(({ value: type }) => type.values.every((value) => value.synonyms.length === 0))
      .map((type) =>
        problem(
          type,
          "slotTypeValues",
          "only the very values are understood: there is no synonym",
          "Add other words for them.",
        ),
      ),
}

const regexForm: Rule = {
  name: "regex-form",
  severity: "refused",
  check: (view) => view.slotTypes.flatMap(checkRegex),
}

function checkRegex(type: Located<SlotType>): Problem[] {
  const pattern = type.value.regexPattern
  if (pattern === undefined) return []
  const field = "valueSelectionSetting.regexFilter.pattern"
  const outsideClasses = pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "")
  const open = /[*+]|\{\d+,\}|\./.exec(outsideClasses)?.[0]
  return [
    ...checkLength(type, field, pattern, QUOTAS.regexLength),
    ...(type.value.parentSignature === "AMAZON.AlphaNumeric"
      ? []
      : [problem(type, field, "patterns need the parent AMAZON.AlphaNumeric", "Set parentSlotTypeSignature.")]),
    ...(open ? [problem(type, field, `Lex doesn't take "${open}" in a pattern`, "Say how many: {1,10}, [A-Z].")] : []),
    ...(isRegex(pattern)
      ? []
      : [problem(type, field, `"${pattern}" is not a regular expression`, "Mend the pattern.")]),
  ]
}

function isRegex(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp
  } catch {
    // A SyntaxError is the answer: there is no other way to ask.
    return false
  }
}

const compositeForm: Rule = {
  name: "composite-form",
  severity: "refused",
  check: (view) =>
    view.slotTypes.flatMap((type) => {
      const parts = type.value.subSlots ?? []
      const field = "compositeSlotTypeSetting.subSlots"
      return [
        ...checkCount(type, field, parts.length, QUOTAS.subSlots, "parts"),
        ...parts.flatMap((part, i) => {
          const isBuiltIn = BUILT_IN_SLOT_TYPES.some((name) => name === part.slotTypeId)
          const custom = type.locale.slotTypes.find((other) => [other.identifier, other.name].includes(part.slotTypeId))
          const place = `${field}[${i}].slotTypeId`
          if (!isBuiltIn && !custom) {
            return [
              problem(
                type,
                place,
                `there is no slot type ${part.slotTypeId}`,
                "Use a built-in type, or an identifier.",
              ),
            ]
          }
          return custom?.subSlots ? [problem(type, place, "a part can't have parts itself", "Use a simple type.")] : []
        }),
      ]
    }),
}

const unusedType: Rule = {
  name: "unused-slot-type",
  severity: "risky",
  check: (view) => {
    const used = usedTypes(view)
    return view.slotTypes
      .filter((type) => !used.has(`${type.locale.localeId}/${type.value.name}`))
      .filter((type) => !used.has(`${type.locale.localeId}/${type.value.identifier}`))
      .map((type) => problem(type, "", `no slot is of the type ${type.value.name}`, "Use it, or remove it."))
  },
}

function usedTypes(view: BotView): ReadonlySet<string> {
  const bySlots = view.slots.flatMap((slot) => {
    const parts = slot.value.subSlots?.specifications.map((part) => part.slotTypeId) ?? []
    return [slot.value.slotTypeName, ...parts].map((name) => `${slot.locale.localeId}/${name}`)
  })
  const byTypes = view.slotTypes.flatMap((type) =>
    (type.value.subSlots ?? []).map((part) => `${type.locale.localeId}/${part.slotTypeId}`),
  )
  return new Set([...bySlots, ...byTypes])
}

/** The rules of this file. */
export const SLOT_TYPE_RULES: readonly Rule[] = [
  reservedName,
  hasValues,
  valueForm,
  longValue,
  uniqueValues,
  sameButForCase,
  ambiguousSynonym,
  noSynonyms,
  regexForm,
  compositeForm,
  unusedType,
]
