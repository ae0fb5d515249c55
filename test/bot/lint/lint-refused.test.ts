import { describe, expect, it } from "vitest"
import { lint } from "#bot/lint/lint.ts"
import { message, TRIP, tripBundle } from "../archive/bundle.ts"
import {
  asking,
  bot,
  branching,
  type Files,
  fallback,
  hook,
  intent,
  LOCALE,
  locale,
  long,
  many,
  other,
  PROMPT,
  says,
  slot,
  slotType,
  starts,
  step,
  utterances,
} from "./changes.ts"

describe("lint, given what Lex refuses", () => {
  it.each<{ what: string; files: Files; finds: string }>([
    { what: "no manifest", files: { [TRIP.manifest]: undefined }, finds: "manifest" },
    {
      what: "another kind of manifest",
      files: { [TRIP.manifest]: { metaData: { resourceType: "BOT_LOCALE", fileFormat: "LexJson" } } },
      finds: "manifest metaData.resourceType",
    },
    { what: "a name with spaces", files: bot({ name: "My Trip" }), finds: "name-form name" },
    { what: "a long description", files: bot({ description: long(201) }), finds: "description-length description" },
    {
      what: "a short session",
      files: bot({ idleSessionTTLInSeconds: 59 }),
      finds: "session-timeout idleSessionTTLInSeconds",
    },
    { what: "an unknown language", files: locale({ identifier: "xx_XX" }), finds: "known-locale identifier" },
    {
      what: "a threshold of 40",
      files: locale({ nluConfidenceThreshold: 40 }),
      finds: "confidence-threshold nluConfidenceThreshold",
    },
    { what: "no fallback", files: { [TRIP.fallback]: undefined }, finds: "one-fallback" },
    { what: "two fallbacks", files: other({ parentIntentSignature: "AMAZON.FallbackIntent" }), finds: "one-fallback" },
    { what: "a name used twice", files: other({ name: "book" }), finds: "unique-names name" },
    {
      what: "a heavy phrase",
      files: {
        [`${LOCALE}/CustomVocabulary/CustomVocabulary.json`]: {
          customVocabularyItems: [{ phrase: "Oporto", weight: 4 }],
        },
      },
      finds: "vocabulary-form customVocabularyItems[0].weight",
    },
    {
      what: "a phrase of five words",
      files: {
        [`${LOCALE}/CustomVocabulary/CustomVocabulary.json`]: { customVocabularyItems: [{ phrase: "a b c d e" }] },
      },
      finds: "vocabulary-form customVocabularyItems[0].phrase",
    },
    {
      what: "an Alexa intent",
      files: other({ parentIntentSignature: "AMAZON.YesIntent" }),
      finds: "known-parent-intent parentIntentSignature",
    },
    {
      what: "a fallback with utterances",
      files: fallback(utterances("what")),
      finds: "built-in-intent-is-bare sampleUtterances",
    },
    { what: "a long utterance", files: intent(utterances(long(501))), finds: "utterance-form sampleUtterances[0]" },
    { what: "a brace too many", files: intent(utterances("a {Size car")), finds: "utterance-form sampleUtterances[0]" },
    {
      what: "an unknown slot in words",
      files: intent(utterances("a {Colour} car")),
      finds: "utterance-slot-exists sampleUtterances[0]",
    },
    {
      what: "a slot in another case",
      files: intent(utterances("a {size} car")),
      finds: "utterance-slot-exists sampleUtterances[0]",
    },
    {
      what: "a free-form slot in words",
      files: slot({ slotTypeName: "AMAZON.FreeFormInput" }),
      finds: "free-form-not-in-utterances sampleUtterances[0]",
    },
    {
      what: "six input contexts",
      files: intent({ inputContexts: many(6, (i) => ({ name: `c${i}` })) }),
      finds: "context-limits inputContexts",
    },
    {
      what: "a context of 21 turns",
      files: intent({ outputContexts: [{ name: "c", timeToLiveInSeconds: 90, turnsToLive: 21 }] }),
      finds: "context-limits outputContexts[0].turnsToLive",
    },
    {
      what: "two kinds of search",
      files: {
        ...other({ parentIntentSignature: "AMAZON.QnAIntent" }),
        ...intent({ parentIntentSignature: "AMAZON.KendraSearchIntent" }),
      },
      finds: "search-intents",
    },
    { what: "an unknown slot type", files: slot({ slotTypeName: "Colour" }), finds: "slot-type-exists slotTypeName" },
    {
      what: "a required slot without prompt",
      files: asking({ promptSpecification: null }),
      finds: `required-slot-has-prompt ${PROMPT}`,
    },
    {
      what: "a priority of 101",
      files: intent({ slotPriorities: [{ priority: 101, slotName: "Size" }] }),
      finds: "slot-priority slotPriorities[0].priority",
    },
    {
      what: "a priority of an unknown slot",
      files: intent({ slotPriorities: [{ priority: 1, slotName: "Colour" }] }),
      finds: "priority-of-unknown-slot slotPriorities[0].slotName",
    },
    {
      what: "eleven answers",
      files: asking({ sampleUtterances: many(11, (i) => ({ utterance: `a${i}` })) }),
      finds: "slot-utterances valueElicitationSetting.sampleUtterances",
    },
    {
      what: "an unknown slot in an answer",
      files: asking({ sampleUtterances: [{ utterance: "{Colour}" }] }),
      finds: "slot-utterances valueElicitationSetting.sampleUtterances[0]",
    },
    {
      what: "eleven defaults",
      files: asking({ defaultValueSpecification: { defaultValueList: many(11, (i) => ({ defaultValue: `${i}` })) } }),
      finds: "default-values valueElicitationSetting.defaultValueSpecification.defaultValueList",
    },
    {
      what: "several dates",
      files: slot({ slotTypeName: "AMAZON.Date", multipleValuesSetting: { allowMultipleValues: true } }),
      finds: "multiple-values multipleValuesSetting",
    },
    {
      what: "a long wait",
      files: asking({
        waitAndContinueSpecification: {
          stillWaitingResponse: { ...says("Still there?"), frequencyInSeconds: 301, timeoutInSeconds: 900 },
        },
      }),
      finds: "wait-times valueElicitationSetting.waitAndContinueSpecification.stillWaitingResponse.frequencyInSeconds",
    },
    {
      what: "parts of a simple type",
      files: slot({
        subSlotSetting: { expression: "a AND c", slotSpecifications: { a: { slotTypeId: "AMAZON.Date" } } },
      }),
      finds: "sub-slots subSlotSetting",
    },
    {
      what: "an expression with an unknown part",
      files: slot({
        subSlotSetting: { expression: "a AND c", slotSpecifications: { a: { slotTypeId: "AMAZON.Date" } } },
      }),
      finds: "sub-slots subSlotSetting.expression",
    },
    { what: "a type called Number", files: slotType({ name: "Number" }), finds: "reserved-type-name name" },
    {
      what: "a type without values",
      files: slotType({ slotTypeValues: null }),
      finds: "slot-type-has-values slotTypeValues",
    },
    {
      what: "an endless value",
      files: slotType({ slotTypeValues: [{ sampleValue: { value: long(501) } }] }),
      finds: "slot-value-form slotTypeValues[0].sampleValue.value",
    },
    {
      what: "a value twice",
      files: slotType({ slotTypeValues: [{ sampleValue: { value: "Large" } }, { sampleValue: { value: "Large" } }] }),
      finds: "unique-slot-values slotTypeValues[1]",
    },
    {
      what: "an open pattern",
      files: slotType({
        parentSlotTypeSignature: "AMAZON.AlphaNumeric",
        valueSelectionSetting: { resolutionStrategy: "ORIGINAL_VALUE", regexFilter: { pattern: "[A-Z]+" } },
      }),
      finds: "regex-form valueSelectionSetting.regexFilter.pattern",
    },
    {
      what: "a part of an unknown type",
      files: slotType({ compositeSlotTypeSetting: { subSlots: [{ name: "a", slotTypeId: "NOSUCHTYPE" }] } }),
      finds: "composite-form compositeSlotTypeSetting.subSlots[0].slotTypeId",
    },
    {
      what: "six message groups",
      files: asking({ promptSpecification: { ...says(...many(6, String)), maxRetries: 0 } }),
      finds: `response-form ${PROMPT}.messageGroupsList`,
    },
    {
      what: "three variations",
      files: asking({
        promptSpecification: {
          messageGroupsList: [
            { ...(message("a") as object), variations: many(3, (i) => ({ plainTextMessage: { value: `v${i}` } })) },
          ],
          maxRetries: 0,
        },
      }),
      finds: `response-form ${PROMPT}.messageGroupsList[0].variations`,
    },
    {
      what: "a prompt without messages",
      files: asking({ promptSpecification: { messageGroupsList: [], maxRetries: 0 } }),
      finds: `response-form ${PROMPT}.messageGroupsList`,
    },
    {
      what: "an empty message",
      files: asking({ promptSpecification: { ...says(""), maxRetries: 0 } }),
      finds: `message-form ${PROMPT}.messageGroupsList[0].message.plainTextMessage.value`,
    },
    {
      what: "six buttons",
      files: intent({
        intentClosingSetting: {
          closingResponse: {
            messageGroupsList: [
              {
                message: {
                  imageResponseCard: { title: "t", buttons: many(6, (i) => ({ text: `b${i}`, value: `b${i}` })) },
                },
              },
            ],
          },
        },
      }),
      finds: "message-form intentClosingSetting.closingResponse.messageGroupsList[0].message.imageResponseCard.buttons",
    },
    {
      what: "six retries",
      files: asking({ promptSpecification: { ...says("Which?"), maxRetries: 6 } }),
      finds: `prompt-retries ${PROMPT}.maxRetries`,
    },
    {
      what: "one key for two things",
      files: asking({
        promptSpecification: {
          ...says("Which?"),
          maxRetries: 0,
          promptAttemptsSpecification: {
            Initial: {
              audioAndDTMFInputSpecification: { dtmfSpecification: { endCharacter: "#", deletionCharacter: "#" } },
            },
          },
        },
      }),
      finds: `attempt-values ${PROMPT}.promptAttemptsSpecification.Initial.audioAndDTMFInputSpecification`,
    },
    {
      what: "a required slot without priority",
      files: intent({ slotPriorities: [] }),
      finds: "required-slot-priority slotPriorities",
    },
    {
      what: "a step to no intent",
      files: intent(starts({ nextStep: { ...step("StartIntent"), intent: { name: "Fly", slots: null } } })),
      finds: "step-target-exists initialResponseSetting.nextStep.intent.name",
    },
    {
      what: "a step to no slot",
      files: intent(starts({ nextStep: step("ElicitSlot", { slotToElicit: "Colour" }) })),
      finds: "step-target-exists initialResponseSetting.nextStep.dialogAction.slotToElicit",
    },
    {
      what: "a step to an unnamed slot",
      files: intent(starts({ nextStep: step("ElicitSlot") })),
      finds: "step-target-exists initialResponseSetting.nextStep.dialogAction.slotToElicit",
    },
    {
      what: "a long label",
      files: intent(starts({ codeHook: { ...hook(), invocationLabel: long(101) } })),
      finds: "code-hook-label initialResponseSetting.codeHook.invocationLabel",
    },
    {
      what: "a label of two words",
      files: intent(starts({ codeHook: { ...hook(), invocationLabel: "check date" } })),
      finds: "code-hook-label initialResponseSetting.codeHook.invocationLabel",
    },
    {
      what: "half an update",
      files: intent({
        fulfillmentCodeHook: {
          enabled: true,
          fulfillmentUpdatesSpecification: { active: true, timeoutInSeconds: 901 },
        },
      }),
      finds: "fulfillment-updates fulfillmentCodeHook.fulfillmentUpdatesSpecification.startResponse",
    },
    {
      what: "five branches",
      files: branching(...many(5, (i) => `[a] = "${i}"`)),
      finds: "branch-form initialResponseSetting.conditional.conditionalBranches",
    },
    {
      what: "a condition in no language",
      files: branching("Size is big"),
      finds: "condition-syntax initialResponseSetting.conditional.conditionalBranches[0].condition.expressionString",
    },
    {
      what: "a condition on an unknown slot",
      files: branching('{Colour} = "red"'),
      finds:
        "condition-slot-exists initialResponseSetting.conditional.conditionalBranches[0].condition.expressionString",
    },
  ])("refuses $what", ({ files, finds }) => {
    const findings = lint(tripBundle(files)).filter((finding) => finding.severity === "refused")

    expect(findings.map((finding) => `${finding.rule} ${finding.path}`.trim())).toContain(finds)
  })
})
