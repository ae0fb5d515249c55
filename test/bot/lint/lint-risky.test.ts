import { describe, expect, it } from "vitest"
import { lint } from "#bot/lint/lint.ts"
import { TRIP, tripBundle, tripFiles } from "../archive/bundle.ts"
import {
  asking,
  branching,
  end,
  type Files,
  hook,
  intent,
  locale,
  long,
  other,
  PROMPT,
  says,
  slot,
  slotType,
  starts,
  step,
  utterances,
  when,
} from "./changes.ts"

describe("lint, given what works but disappoints", () => {
  it.each<{ what: string; files: Files; finds: string }>([
    { what: "an identifier of one's own", files: intent({ identifier: "book" }), finds: "identifier-form identifier" },
    { what: "a folder of another name", files: intent({ name: "Order" }), finds: "folder-is-name name" },
    {
      what: "contexts in British English",
      files: { ...locale({ identifier: "en_GB" }), ...intent({ inputContexts: [{ name: "c" }] }) },
      finds: "limited-locale outputContexts",
    },
    {
      what: "nearly the same in two intents",
      files: other(utterances("I would like to book a car please")),
      finds: "overlapping-intents sampleUtterances[0]",
    },
    {
      what: "a sentence twice",
      files: intent(utterances("book a car", "Book a car.")),
      finds: "repeated-utterance sampleUtterances[1]",
    },
    {
      what: "an intent nobody can start",
      files: other({ sampleUtterances: null }),
      finds: "few-utterances sampleUtterances",
    },
    {
      what: "a slot for an utterance",
      files: intent(utterances("{Size}")),
      finds: "bare-slot-utterance sampleUtterances[0]",
    },
    {
      what: "a context nobody sets",
      files: intent({ inputContexts: [{ name: "c" }] }),
      finds: "context-never-set inputContexts",
    },
    {
      what: "two slots of one priority",
      files: {
        ...intent({ slotPriorities: ["Size", "Colour"].map((slotName) => ({ priority: 1, slotName })) }),
        [TRIP.slot.replaceAll("Size", "Colour")]: { ...tripFiles()[TRIP.slot], name: "Colour" },
      },
      finds: "asked-in-order slotPriorities",
    },
    {
      what: "an utterance of two intents",
      files: other(utterances("Book a car!")),
      finds: "utterance-in-two-intents sampleUtterances[0]",
    },
    {
      what: "a step to no slot behind a code hook that is switched off",
      files: intent(
        starts({
          nextStep: end,
          codeHook: { ...hook({ successNextStep: step("ElicitSlot", { slotToElicit: "Colour" }) }), isActive: false },
        }),
      ),
      finds:
        "idle-step-target-exists initialResponseSetting.codeHook.postCodeHookSpecification.successNextStep.dialogAction.slotToElicit",
    },
    {
      what: "an optional slot out of reach",
      files: { ...asking({ slotConstraint: "Optional" }), ...intent(utterances("book a car")) },
      finds: "slot-never-filled",
    },
    {
      what: "a long value",
      files: slotType({ slotTypeValues: [{ sampleValue: { value: long(141) } }] }),
      finds: "long-slot-value slotTypeValues[0].sampleValue.value",
    },
    {
      what: "a value twice, but for case",
      files: slotType({ slotTypeValues: [{ sampleValue: { value: "Large" } }, { sampleValue: { value: "large" } }] }),
      finds: "slot-values-same-but-for-case slotTypeValues[1]",
    },
    {
      what: "a synonym of two values",
      files: slotType({
        slotTypeValues: [
          { sampleValue: { value: "Large" }, synonyms: [{ value: "big" }] },
          { sampleValue: { value: "Huge" }, synonyms: [{ value: "Big" }] },
        ],
      }),
      finds: "ambiguous-synonym slotTypeValues[1].synonyms[0]",
    },
    {
      what: "no synonyms",
      files: slotType({ slotTypeValues: [{ sampleValue: { value: "Large" } }] }),
      finds: "no-synonyms slotTypeValues",
    },
    { what: "a type for nothing", files: slot({ slotTypeName: "AMAZON.Number" }), finds: "unused-slot-type" },
    {
      what: "a long message",
      files: asking({ promptSpecification: { ...says(long(1001)), maxRetries: 0 } }),
      finds: `long-message ${PROMPT}.messageGroupsList[0].message.plainTextMessage.value`,
    },
    {
      what: "SSML with an open tag",
      files: asking({
        promptSpecification: {
          messageGroupsList: [{ message: { ssmlMessage: { value: "<speak>Which <emphasis>size?</speak>" } } }],
          maxRetries: 0,
        },
      }),
      finds: `ssml-form ${PROMPT}.messageGroupsList[0].message.ssmlMessage.value`,
    },
    {
      what: "a fourth attempt of two",
      files: asking({
        promptSpecification: {
          ...says("Which?"),
          maxRetries: 1,
          promptAttemptsSpecification: {
            Retry3: { allowedInputTypes: { allowAudioInput: true, allowDTMFInput: true } },
          },
        },
      }),
      finds: `attempts-fit-retries ${PROMPT}.promptAttemptsSpecification.Retry3`,
    },
    {
      what: "an unknown placeholder",
      files: asking({ promptSpecification: { ...says("Which {Colour}?"), maxRetries: 0 } }),
      finds: `unknown-placeholder ${PROMPT}.messageGroupsList[0].message.plainTextMessage.value`,
    },
    {
      what: "a prompt that needs its answer",
      files: asking({ promptSpecification: { ...says("{Size}?"), maxRetries: 0 } }),
      finds: `prompt-needs-its-answer ${PROMPT}.messageGroupsList[0]`,
    },
    {
      what: "a step to a missing stage",
      files: intent(starts({ nextStep: step("FulfillIntent") })),
      finds: "step-stage-exists initialResponseSetting.nextStep.dialogAction.type",
    },
    {
      what: "a condition passed by",
      files: intent(starts({ nextStep: end, conditional: when('[a] = "1"') })),
      finds: "conditional-reached initialResponseSetting.conditional",
    },
    {
      what: "a step to no condition",
      files: intent(starts({ nextStep: step("EvaluateConditional") })),
      finds: "conditional-reached initialResponseSetting.nextStep.dialogAction.type",
    },
    {
      what: "a condition after a condition",
      files: intent(
        starts({
          nextStep: step("EvaluateConditional"),
          conditional: { ...when('[a] = "1"'), defaultBranch: { nextStep: step("EvaluateConditional") } },
        }),
      ),
      finds:
        "conditional-after-conditional initialResponseSetting.conditional.defaultBranch.nextStep.dialogAction.type",
    },
    {
      what: "a code hook after a code hook",
      files: intent(
        starts({
          nextStep: step("InvokeDialogCodeHook"),
          codeHook: hook({ successNextStep: step("InvokeDialogCodeHook") }),
        }),
      ),
      finds:
        "code-hook-after-code-hook initialResponseSetting.codeHook.postCodeHookSpecification.successNextStep.dialogAction.type",
    },
    {
      what: "a code hook after the end",
      files: intent({ intentClosingSetting: { nextStep: step("InvokeDialogCodeHook") } }),
      finds: "code-hook-after-fulfillment intentClosingSetting.nextStep.dialogAction.type",
    },
    {
      what: "a code hook that isn't there",
      files: intent(starts({ nextStep: step("InvokeDialogCodeHook") })),
      finds: "code-hook-there initialResponseSetting.nextStep.dialogAction.type",
    },
    {
      what: "a code hook switched off",
      files: intent(starts({ nextStep: step("InvokeDialogCodeHook"), codeHook: hook() })),
      finds: "code-hook-there initialResponseSetting.nextStep.dialogAction.type",
    },
    {
      what: "a code hook that may fail silently",
      files: intent(starts({ nextStep: step("InvokeDialogCodeHook"), codeHook: hook({ failureNextStep: null }) })),
      finds: "code-hook-outcomes initialResponseSetting.codeHook.postCodeHookSpecification.failureNextStep",
    },
    {
      what: "a code hook nobody calls",
      files: intent(starts({ codeHook: hook() })),
      finds: "code-hook-unused initialResponseSetting.codeHook",
    },
    {
      what: "an optional slot that leads on",
      files: asking({ slotConstraint: "Optional", slotCaptureSetting: { captureNextStep: end } }),
      finds: "optional-slot-leads-nowhere valueElicitationSetting.slotCaptureSetting.captureNextStep",
    },
    {
      what: "a filled slot asked again",
      files: asking({ slotCaptureSetting: { captureNextStep: step("ElicitSlot", { slotToElicit: "Size" }) } }),
      finds: "asks-a-filled-slot-again valueElicitationSetting.slotCaptureSetting.captureNextStep.intent.slots",
    },
    {
      what: "a branch like an earlier one",
      files: branching('{Size} = "Large"', '( {Size}="large" )'),
      finds: "unreachable-branch initialResponseSetting.conditional.conditionalBranches[1]",
    },
    {
      what: "a condition that can't be true",
      files: branching('{Size} = "Large" AND {Size} = "Small"'),
      finds:
        "contradictory-condition initialResponseSetting.conditional.conditionalBranches[0].condition.expressionString",
    },
  ])("warns of $what", ({ files, finds }) => {
    const findings = lint(tripBundle(files)).filter((finding) => finding.severity === "risky")

    expect(findings.map((finding) => `${finding.rule} ${finding.path}`.trim())).toContain(finds)
  })
})
