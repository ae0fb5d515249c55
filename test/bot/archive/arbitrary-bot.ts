// Random bots of the engine's whole model, for property tests of what reads, writes and compares them.

import fc, { type Arbitrary } from "fast-check"
import { DIALOG_ACTION_TYPES } from "#bot/archive/read-flow.ts"
import { PROMPT_ATTEMPTS } from "#bot/archive/read-messages.ts"
import type * as Model from "#bot/definition.ts"

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/)
const text = fc.string({ unit: "grapheme", maxLength: 20 })
const seconds = fc.integer({ min: 1, max: 900 })

/** Objects whose fields under `optional` may be absent. */
function record<Required, Optional>(
  required: { [Key in keyof Required]: Arbitrary<Required[Key]> },
  optional: { [Key in keyof Optional]: Arbitrary<Optional[Key]> },
): Arbitrary<Required & { [Key in keyof Optional]?: Optional[Key] }> {
  return fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([first, second]) => ({ ...first, ...second })) as Arbitrary<
    Required & { [Key in keyof Optional]?: Optional[Key] }
  >
}

const named = <Value>(value: Arbitrary<Value>, maxKeys = 3) =>
  fc.dictionary(name, value, { minKeys: 1, maxKeys, noNullPrototype: true })

const list = <Value>(value: Arbitrary<Value>, minLength = 0) => fc.array(value, { minLength, maxLength: 3 })

const card: Arbitrary<Model.ImageResponseCard> = record(
  { title: text },
  { subtitle: text, imageUrl: fc.webUrl(), buttons: list(fc.record({ text, value: text }), 1) },
)

const message: Arbitrary<Model.Message> = fc.oneof(
  fc.record({ contentType: fc.constantFrom("PlainText", "SSML", "CustomPayload"), content: text }),
  fc.record({ contentType: fc.constant("ImageResponseCard"), imageResponseCard: card }),
) as Arbitrary<Model.Message>

const response: Arbitrary<Model.ResponseSpecification> = fc.record({
  messageGroups: list(list(message, 1) as unknown as Arbitrary<Model.MessageGroup>, 1),
  allowInterrupt: fc.boolean(),
})

const attempt: Arbitrary<Model.PromptAttemptSpecification> = record(
  { allowAudioInput: fc.boolean(), allowDtmfInput: fc.boolean() },
  {
    allowInterrupt: fc.boolean(),
    audio: fc.record({ startTimeoutMs: seconds, maxLengthMs: seconds, endTimeoutMs: seconds }),
    dtmf: fc.record({
      maxLength: seconds,
      endTimeoutMs: seconds,
      deletionCharacter: fc.constant("*"),
      endCharacter: fc.constant("#"),
    }),
    textStartTimeoutMs: seconds,
  },
) as Arbitrary<Model.PromptAttemptSpecification>

const prompt: Arbitrary<Model.PromptSpecification> = fc
  .tuple(
    response,
    fc.record({
      maxRetries: fc.integer({ min: 0, max: 5 }),
      messageSelectionStrategy: fc.constantFrom("Random", "Ordered"),
      attempts: fc.dictionary(fc.constantFrom(...PROMPT_ATTEMPTS), attempt, { noNullPrototype: true }),
    }),
  )
  .map(([first, second]) => ({ ...first, ...second }) as Model.PromptSpecification)

const dialogAction = record(
  { type: fc.constantFrom(...DIALOG_ACTION_TYPES) },
  { slotToElicit: name, suppressNextMessage: fc.boolean() },
)

const nextStep: Arbitrary<Model.DialogState> = record(
  { dialogAction },
  {
    intent: record({ name }, { slots: named(fc.oneof(text, fc.constant(null), list(text))) }),
    sessionAttributes: named(text),
  },
)

const branch = record({}, { response, nextStep })

const conditional: Arbitrary<Model.ConditionalSpecification> = fc.record({
  isActive: fc.boolean(),
  branches: list(
    fc.tuple(fc.record({ name, expression: text }), branch).map(([first, second]) => ({ ...first, ...second })),
    1,
  ),
  defaultBranch: branch,
})

const outcome: Arbitrary<Model.Outcome> = record({}, { response, nextStep, conditional })

const codeHook: Arbitrary<Model.CodeHookInvocation> = record(
  { isActive: fc.boolean(), enabled: fc.boolean(), success: outcome, failure: outcome, timeout: outcome },
  { invocationLabel: name },
)

const elicitationCodeHook: Arbitrary<Model.ElicitationCodeHook> = record(
  { enabled: fc.boolean() },
  { invocationLabel: name },
)

const timed = <Fields>(fields: { [Key in keyof Fields]: Arbitrary<Fields[Key]> }) =>
  fc.tuple(response, fc.record(fields)).map(([first, second]) => ({ ...first, ...second }))

const fulfillment: Arbitrary<Model.FulfillmentSetting> = record(
  { isActive: fc.boolean(), enabled: fc.boolean(), success: outcome, failure: outcome, timeout: outcome },
  {
    updates: fc.record({
      startResponse: timed({ delayInSeconds: seconds }),
      updateResponse: timed({ frequencyInSeconds: seconds }),
      timeoutInSeconds: seconds,
    }),
  },
)

const confirmation: Arbitrary<Model.ConfirmationSetting> = record(
  { isActive: fc.boolean(), prompt, confirmed: outcome, declined: outcome, failure: outcome },
  { codeHook, elicitationCodeHook },
)

const identifier = fc.stringMatching(/^[0-9A-Z]{10}$/)

const slot: Arbitrary<Model.Slot> = record(
  {
    name,
    identifier,
    slotTypeName: fc.constantFrom("AMAZON.Date", "AMAZON.Number"),
    isRequired: fc.boolean(),
    isObfuscated: fc.boolean(),
    allowsMultipleValues: fc.boolean(),
    sampleUtterances: list(text),
    defaultValues: list(text),
  },
  {
    description: text,
    priority: fc.integer({ min: 0, max: 100 }),
    prompt,
    capture: record({ captured: outcome, failure: outcome }, { codeHook, elicitationCodeHook }),
    waitAndContinue: record(
      { isActive: fc.boolean() },
      {
        waiting: response,
        continue: response,
        stillWaiting: timed({ frequencyInSeconds: seconds, timeoutInSeconds: seconds }),
      },
    ),
    subSlots: record(
      {
        specifications: fc.uniqueArray(
          record(
            { name, slotTypeId: fc.constant("AMAZON.Date"), defaultValues: list(text), sampleUtterances: list(text) },
            { prompt },
          ),
          { minLength: 1, maxLength: 3, selector: (specification) => specification.name },
        ),
      },
      { expression: text },
    ),
  },
) as Arbitrary<Model.Slot>

const unique = <Value extends { readonly name: string; readonly identifier: string }>(value: Arbitrary<Value>) =>
  fc.uniqueArray(value, {
    maxLength: 3,
    comparator: (a, b) => a.name === b.name || a.identifier === b.identifier,
  })

const intent: Arbitrary<Model.Intent> = record(
  {
    name,
    identifier,
    sampleUtterances: list(text),
    slots: unique(slot),
    isDialogCodeHookEnabled: fc.boolean(),
    inputContexts: list(name),
    outputContexts: list(fc.record({ name, timeToLiveInSeconds: seconds, turnsToLive: seconds })),
  },
  {
    parentSignature: fc.constant("AMAZON.FallbackIntent"),
    description: text,
    initialResponse: fc.tuple(outcome, record({}, { codeHook })).map(([first, second]) => ({ ...first, ...second })),
    confirmation,
    fulfillment,
    closing: fc.tuple(outcome, fc.boolean()).map(([first, isActive]) => ({ ...first, isActive })),
    integrations: fc.constant({
      kendraConfiguration: { kendraIndex: "arn:aws:kendra:eu-west-1:123456789012:index/x" },
    }),
  },
)

const slotType: Arbitrary<Model.SlotType> = record(
  {
    name: name.map((word) => `${word}Type`),
    identifier,
    resolutionStrategy: fc.constantFrom("OriginalValue", "TopResolution", "Concatenation"),
    values: list(fc.record({ value: text, synonyms: list(text) })),
    usesValuesAsCustomVocabulary: fc.boolean(),
  },
  {
    description: text,
    parentSignature: fc.constant("AMAZON.AlphaNumeric"),
    regexPattern: text,
    grammar: record({ s3BucketName: name, s3ObjectKey: text }, { kmsKeyArn: text }),
    subSlots: list(fc.record({ name, slotTypeId: fc.constant("AMAZON.Date") }), 1),
  },
) as Arbitrary<Model.SlotType>

const locale: Arbitrary<Model.BotLocale> = record(
  {
    localeId: fc.constantFrom("en_US", "en_GB", "fr_FR", "es_419"),
    nluConfidenceThreshold: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
    intents: unique(intent),
    slotTypes: unique(slotType),
    customVocabulary: list(record({ phrase: text, weight: fc.integer({ min: 0, max: 3 }) }, { displayAs: text })),
  },
  { voice: fc.record({ voiceId: name, engine: fc.constantFrom("standard", "neural") }) },
)

/** Bots within what an archive can say. */
export const arbitraryBot: Arbitrary<Model.Bot> = record(
  {
    name,
    id: identifier,
    version: fc.constantFrom("DRAFT", "1", "42"),
    isChildDirected: fc.boolean(),
    idleSessionTtlInSeconds: fc.integer({ min: 60, max: 86_400 }),
    locales: fc.uniqueArray(locale, { minLength: 1, maxLength: 2, selector: (one) => one.localeId }),
  },
  { description: text },
)
