// Any bot that an archive could hold, for the property tests of the dialog engine: random flows, hooks and conditions.

import * as fc from "fast-check"
import type {
  BotLocale,
  CodeHookInvocation,
  ConditionalSpecification,
  DialogState,
  Intent,
  Outcome,
  ResponseSpecification,
  Slot,
} from "#bot/definition.ts"
import { asks, fallback, intent, locale, says, slot, slotType } from "./bot-builder.ts"

export const INTENTS = ["Alpha", "Beta", "FallbackIntent"]
export const SLOTS = ["City", "Day", "Count", "At", "Size", "Note", "Tags", "Car"]
export const ATTRIBUTES = ["a", "b", "x-amz-lex:codehook-timeout-ms"]
export const TEXTS = [
  "alpha",
  "beta",
  "alpha to rome on friday",
  "rome",
  "not rome",
  "make it friday",
  "friday",
  "three",
  "ten",
  "10 am",
  "big",
  "yes",
  "no",
  "no, oslo",
  "maybe",
  "fiat",
  "red and blue",
  "",
  "  ",
  "{City} [a] ((b))",
  "💥",
]

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

/** A map with keys of a list, as JSON makes it: with an ordinary prototype. */
export function dictionary<T>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<T>,
  maxKeys = 5,
): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(keys, values, { maxKeys, noNullPrototype: true })
}

/** Leaves out the fields that came up undefined. */
export function compact<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}

const response: fc.Arbitrary<ResponseSpecification> = fc
  .array(fc.constantFrom("Hello.", "To {City}.", "[a]!", "((b))", "{Car.Make}", "[[x]] {Nope}"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((groups) => says(...groups.map((text) => [text, "plain"] as const)))

const nextStep: fc.Arbitrary<DialogState> = fc
  .record({
    dialogAction: maybe(
      fc
        .record({
          type: fc.constantFrom(
            "ElicitIntent" as const,
            "StartIntent" as const,
            "ElicitSlot" as const,
            "EvaluateConditional" as const,
            "InvokeDialogCodeHook" as const,
            "ConfirmIntent" as const,
            "FulfillIntent" as const,
            "CloseIntent" as const,
            "EndConversation" as const,
          ),
          slotToElicit: maybe(fc.constantFrom(...SLOTS, "Nope")),
          suppressNextMessage: maybe(fc.boolean()),
        })
        .map(compact),
    ),
    intent: maybe(
      fc
        .record({
          name: maybe(fc.constantFrom(...INTENTS, "Nope")),
          slots: maybe(
            dictionary(fc.constantFrom(...SLOTS, "Nope"), fc.constantFrom(null, "rome", "{City}", "[a]", ["x", "y"])),
          ),
        })
        .map(compact),
    ),
    sessionAttributes: maybe(
      dictionary(
        fc.constantFrom(...ATTRIBUTES),
        fc.constantFrom("1", "{City}", "[b]", "$.transcriptions[0].transcription"),
      ),
    ),
  })
  .map((state) => compact(state) as DialogState)

const branch = fc.record({ response: maybe(response), nextStep: maybe(nextStep) }).map(compact)

const conditional: fc.Arbitrary<ConditionalSpecification> = fc.record({
  isActive: fc.boolean(),
  branches: fc.array(
    fc
      .tuple(fc.constantFrom('{City} = "rome"', "fn.IS_SET([a])", "{Count} > 2 OR !fn.IS_SET({Day})", "((("), branch)
      .map(([expression, rest]) => ({ name: "B", expression, ...rest })),
    { maxLength: 2 },
  ),
  defaultBranch: branch,
}) as fc.Arbitrary<ConditionalSpecification>

const someOutcome: fc.Arbitrary<Outcome> = fc
  .record({ response: maybe(response), nextStep: maybe(nextStep), conditional: maybe(conditional) })
  .map((fields) => compact(fields) as Outcome)

/** Most outcomes say nothing, as in most bots. */
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: someOutcome },
)

const codeHook: fc.Arbitrary<CodeHookInvocation> = fc
  .record({
    isActive: fc.boolean(),
    enabled: fc.boolean(),
    invocationLabel: maybe(fc.constant("label")),
    success: outcome,
    failure: outcome,
    timeout: outcome,
  })
  .map((fields) => compact(fields) as CodeHookInvocation)

const elicitation = fc.record({ enabled: fc.boolean() })

const capture = fc
  .record({ captured: outcome, failure: outcome, codeHook: maybe(codeHook), elicitationCodeHook: maybe(elicitation) })
  .map(compact)

const TYPES: Readonly<Record<string, string>> = {
  City: "AMAZON.City",
  Day: "AMAZON.Date",
  Count: "AMAZON.Number",
  At: "AMAZON.Time",
  Size: "Size",
  Note: "AMAZON.FreeFormInput",
  Tags: "Tag",
  Car: "Car",
}

const someSlot = (name: string): fc.Arbitrary<Slot> =>
  fc
    .record({
      isRequired: fc.boolean(),
      maxRetries: fc.integer({ min: 0, max: 2 }),
      hasPrompt: fc.boolean(),
      capture: maybe(capture),
      defaultValues: fc.constantFrom([], ["[a]"], ["#ctx.City", "rome"]),
    })
    .map(({ isRequired, maxRetries, hasPrompt, capture: setting, defaultValues }) => {
      const parts = ["Make", "Color"].map((part) => ({
        name: part,
        slotTypeId: part,
        prompt: asks(`${part}?`, 1),
        defaultValues: [],
        sampleUtterances: [],
      }))
      const made = slot(name, TYPES[name] ?? "Size", {
        isRequired,
        prompt: asks(`${name}?`, maxRetries),
        defaultValues,
        allowsMultipleValues: name === "Tags",
        sampleUtterances: name === "Count" ? ["{Count} of {City}"] : [],
        ...(setting === undefined ? {} : { capture: setting as NonNullable<Slot["capture"]> }),
        ...(name === "Car" ? { subSlots: { expression: "Make AND Color", specifications: parts } } : {}),
      })
      if (hasPrompt || isRequired) return made
      const { prompt: _none, ...rest } = made
      return rest
    })

const someIntent = (name: string): fc.Arbitrary<Intent> =>
  fc
    .record({
      slots: fc.subarray(SLOTS, { minLength: 1, maxLength: 4 }).chain((names) => fc.tuple(...names.map(someSlot))),
      initialResponse: maybe(
        fc
          .record({ setting: outcome, codeHook: maybe(codeHook) })
          .map(({ setting, ...rest }) => ({ ...setting, ...compact(rest) })),
      ),
      confirmation: maybe(
        fc
          .record({
            isActive: fc.boolean(),
            confirmed: outcome,
            declined: outcome,
            failure: outcome,
            codeHook: maybe(codeHook),
            elicitationCodeHook: maybe(elicitation),
          })
          .map((fields) => ({ ...compact(fields), prompt: asks("Sure?", 1) })),
      ),
      fulfillment: maybe(
        fc.record({
          isActive: fc.boolean(),
          enabled: fc.boolean(),
          success: outcome,
          failure: outcome,
          timeout: outcome,
        }),
      ),
      closing: maybe(
        fc
          .record({ isActive: fc.boolean(), setting: outcome })
          .map(({ isActive, setting }) => ({ isActive, ...setting })),
      ),
      isDialogCodeHookEnabled: fc.constantFrom(true, true, true, false),
      inputContexts: fc.constantFrom<string[]>([], [], [], [], ["ctx"]),
      outputContexts: fc.constantFrom([], [{ name: "ctx", timeToLiveInSeconds: 90, turnsToLive: 2 }]),
    })
    .map((fields) => {
      const options = {
        sampleUtterances: [name.toLowerCase(), `${name.toLowerCase()} to {City} on {Day}`],
        ...compact(fields),
      }
      return intent(name, options as unknown as Partial<Intent>)
    })

const TYPES_OF_VALUES = [
  slotType("Size", [["Large", "big"]], true),
  slotType("Tag", [["red"], ["blue"]]),
  slotType("Car", []),
  slotType("Make", [["fiat"]]),
  slotType("Color", [["red"], ["blue"]]),
]

export const someLocale: fc.Arbitrary<BotLocale> = fc
  .tuple(someIntent("Alpha"), someIntent("Beta"), outcome)
  .map(([alpha, beta, initialResponse]) => locale([alpha, beta, fallback({ initialResponse })], TYPES_OF_VALUES))
