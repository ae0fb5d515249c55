// The outcomes, steps, prompts and responses of one intent in one list each, with their places. What is wrong with
// them is flow-rules.ts and message-rules.ts.

import type {
  CodeHookInvocation,
  ConditionalSpecification,
  DialogState,
  Intent,
  Message,
  Outcome,
  PromptSpecification,
  ResponseSpecification,
  Slot,
} from "#bot/definition.ts"
import type { Located } from "./located.ts"

/** The part of an intent that an outcome ends. */
export type Stage = "initial" | "slot" | "confirmation" | "fulfillment" | "closing"

/** One outcome of a stage, or of a code-hook call in it. */
export type OutcomeView = Located<Outcome> & {
  readonly stage: Stage
  /** The slot, in the slot stage. */
  readonly slot?: Slot
  /** The call that `InvokeDialogCodeHook` makes here. */
  readonly hook?: CodeHookInvocation
  /** It is the outcome of a code-hook call. */
  readonly isAfterHook: boolean
  /** It belongs to a code-hook call that is switched off, so nothing leads here. */
  readonly isIdle: boolean
  /** The slot was just captured. */
  readonly isCapture: boolean
  readonly steps: readonly StepView[]
  readonly conditional?: Located<ConditionalSpecification>
}

/** A next step: of an outcome itself, or of one of its branches. */
export type StepView = Located<DialogState> & { readonly isBranch: boolean }

/** A code-hook call and the place it is configured. */
export type HookView = Located<CodeHookInvocation> & {
  readonly stage: Stage
  readonly slot?: Slot
  /** Some step of the same stage makes the call. */
  readonly isInvoked: boolean
}

/** A prompt, and the slot it asks for (none: the confirmation). */
export type PromptView = Located<PromptSpecification> & { readonly slot?: Slot }

/** Everything said and done in one intent. */
export type IntentFlow = {
  readonly outcomes: readonly OutcomeView[]
  readonly steps: readonly (StepView & { readonly outcome: OutcomeView })[]
  readonly conditionals: readonly (Located<ConditionalSpecification> & { readonly outcome: OutcomeView })[]
  readonly hooks: readonly HookView[]
  readonly prompts: readonly PromptView[]
  /** Prompts included. */
  readonly responses: readonly Located<ResponseSpecification>[]
  readonly messages: readonly (Located<Message> & { readonly slot?: Slot })[]
}

type Names = { readonly response: string; readonly nextStep: string; readonly conditional: string }
type Place = { readonly file: string; readonly stage: Stage; readonly slot?: Slot }

/** Lays out an intent. */
export function viewFlow(intent: Intent, file: string, slots: readonly Located<Slot>[]): IntentFlow {
  const outcomes = [
    ...initialOutcomes(intent, file),
    ...slots.flatMap(slotOutcomes),
    ...confirmationOutcomes(intent, file),
    ...fulfillmentOutcomes(intent, file),
    ...closingOutcomes(intent, file),
  ]
  const prompts = [...slots.flatMap(slotPrompts), ...confirmationPrompts(intent, file)]
  const responses = [...prompts, ...outcomes.flatMap(outcomeResponses), ...streamingResponses(intent, file, slots)]
  return {
    outcomes,
    steps: outcomes.flatMap((outcome) => outcome.steps.map((step) => ({ ...step, outcome }))),
    conditionals: outcomes.flatMap((outcome) => (outcome.conditional ? [{ ...outcome.conditional, outcome }] : [])),
    hooks: viewHooks(intent, file, slots, outcomes),
    prompts,
    responses,
    messages: responses.flatMap(responseMessages),
  }
}

function prefixed(prefix: string): Names {
  return { response: `${prefix}Response`, nextStep: `${prefix}NextStep`, conditional: `${prefix}Conditional` }
}

function initialOutcomes(intent: Intent, file: string): OutcomeView[] {
  const setting = intent.initialResponse
  if (!setting) return []
  const names = { response: "initialResponse", nextStep: "nextStep", conditional: "conditional" }
  return withHook({ file, stage: "initial" }, "initialResponseSetting", setting.codeHook, [[setting, names]])
}

function slotOutcomes({ value: slot, file }: Located<Slot>): OutcomeView[] {
  const capture = slot.capture
  if (!capture) return []
  return withHook({ file, stage: "slot", slot }, CAPTURE, capture.codeHook, [
    [capture.captured, prefixed("capture")],
    [capture.failure, prefixed("failure")],
  ])
}

const CAPTURE = "valueElicitationSetting.slotCaptureSetting"

function confirmationOutcomes(intent: Intent, file: string): OutcomeView[] {
  const setting = intent.confirmation
  if (!setting) return []
  return withHook({ file, stage: "confirmation" }, "intentConfirmationSetting", setting.codeHook, [
    [setting.confirmed, prefixed("confirmation")],
    [setting.declined, prefixed("declination")],
    [setting.failure, prefixed("failure")],
  ])
}

function fulfillmentOutcomes(intent: Intent, file: string): OutcomeView[] {
  const setting = intent.fulfillment
  if (!setting) return []
  const base = "fulfillmentCodeHook.postFulfillmentStatusSpecification"
  return threeOutcomes({ file, stage: "fulfillment" }, base, setting, false)
}

function closingOutcomes(intent: Intent, file: string): OutcomeView[] {
  if (!intent.closing) return []
  const names = { response: "closingResponse", nextStep: "nextStep", conditional: "conditional" }
  return [viewOutcome({ file, stage: "closing" }, "intentClosingSetting", intent.closing, names)]
}

function withHook(
  place: Place,
  base: string,
  hook: CodeHookInvocation | undefined,
  outcomes: readonly (readonly [Outcome, Names])[],
): OutcomeView[] {
  const own = outcomes.map(([outcome, names]) => viewOutcome(place, base, outcome, names, hook))
  if (!hook) return own
  const after = threeOutcomes(place, `${base}.codeHook.postCodeHookSpecification`, hook, true)
  return [...own, ...after.map((outcome) => ({ ...outcome, isIdle: !hook.isActive }))]
}

function threeOutcomes(
  place: Place,
  base: string,
  outcomes: Pick<CodeHookInvocation, "success" | "failure" | "timeout">,
  isAfterHook: boolean,
): OutcomeView[] {
  return (["success", "failure", "timeout"] as const).map((name) => ({
    ...viewOutcome(place, base, outcomes[name], prefixed(name)),
    isAfterHook,
  }))
}

function viewOutcome(
  place: Place,
  base: string,
  outcome: Outcome,
  names: Names,
  hook?: CodeHookInvocation,
): OutcomeView {
  const { file } = place
  const { nextStep, conditional } = outcome
  const conditionalPath = `${base}.${names.conditional}`
  const branches = conditional?.branches.map((branch, i) => ({ ...branch, path: `conditionalBranches[${i}].nextStep` }))
  const steps = [
    { step: nextStep, path: `${base}.${names.nextStep}`, isBranch: false },
    ...(branches ?? []).map((branch) => ({
      step: branch.nextStep,
      path: `${conditionalPath}.${branch.path}`,
      isBranch: true,
    })),
    { step: conditional?.defaultBranch.nextStep, path: `${conditionalPath}.defaultBranch.nextStep`, isBranch: true },
  ]
  return {
    ...place,
    value: outcome,
    path: `${base}.${names.response}`,
    isAfterHook: false,
    isIdle: false,
    isCapture: names.nextStep === "captureNextStep",
    steps: steps.flatMap(({ step, path, isBranch }) => (step ? [{ value: step, file, path, isBranch }] : [])),
    ...(hook && { hook }),
    ...(conditional && { conditional: { value: conditional, file, path: conditionalPath } }),
  }
}

function outcomeResponses(outcome: OutcomeView): Located<ResponseSpecification>[] {
  const { file, value, path, conditional } = outcome
  const branches = conditional?.value.branches ?? []
  const all = [
    { response: value.response, path },
    ...branches.map((branch, i) => ({
      response: branch.response,
      path: `${conditional?.path}.conditionalBranches[${i}].response`,
    })),
    { response: conditional?.value.defaultBranch.response, path: `${conditional?.path}.defaultBranch.response` },
  ]
  return all.flatMap((one) => (one.response ? [{ value: one.response, file, path: one.path }] : []))
}

function viewHooks(
  intent: Intent,
  file: string,
  slots: readonly Located<Slot>[],
  outcomes: readonly OutcomeView[],
): HookView[] {
  const candidates = [
    {
      hook: intent.initialResponse?.codeHook,
      file,
      path: "initialResponseSetting.codeHook",
      stage: "initial" as const,
    },
    {
      hook: intent.confirmation?.codeHook,
      file,
      path: "intentConfirmationSetting.codeHook",
      stage: "confirmation" as const,
    },
    ...slots.map(({ value: slot, file: slotFile }) => ({
      hook: slot.capture?.codeHook,
      file: slotFile,
      path: `${CAPTURE}.codeHook`,
      stage: "slot" as const,
      slot,
    })),
  ]
  return candidates.flatMap(({ hook, ...place }) => {
    if (!hook) return []
    const own = outcomes.filter((outcome) => outcome.hook === hook)
    const isInvoked = own.some((outcome) =>
      outcome.steps.some((step) => step.value.dialogAction?.type === "InvokeDialogCodeHook"),
    )
    return [{ value: hook, isInvoked, ...place }]
  })
}

function slotPrompts({ value: slot, file }: Located<Slot>): PromptView[] {
  const own = slot.prompt
    ? [{ value: slot.prompt, file, path: "valueElicitationSetting.promptSpecification", slot }]
    : []
  const parts = slot.subSlots?.specifications ?? []
  const ofParts = parts.flatMap((part) =>
    part.prompt
      ? [
          {
            value: part.prompt,
            file,
            path: `subSlotSetting.slotSpecifications.${part.name}.valueElicitationSetting.promptSpecification`,
            slot,
          },
        ]
      : [],
  )
  return [...own, ...ofParts]
}

function confirmationPrompts(intent: Intent, file: string): PromptView[] {
  if (!intent.confirmation?.isActive) return []
  return [{ value: intent.confirmation.prompt, file, path: "intentConfirmationSetting.promptSpecification" }]
}

/** What is said only while a stream waits. */
function streamingResponses(
  intent: Intent,
  file: string,
  slots: readonly Located<Slot>[],
): Located<ResponseSpecification>[] {
  const updates = intent.fulfillment?.updates
  const base = "fulfillmentCodeHook.fulfillmentUpdatesSpecification"
  const all = [
    { response: updates?.startResponse, file, path: `${base}.startResponse` },
    { response: updates?.updateResponse, file, path: `${base}.updateResponse` },
    ...slots.flatMap(({ value: slot, file: slotFile }) => {
      const wait = slot.waitAndContinue
      const place = "valueElicitationSetting.waitAndContinueSpecification"
      return [
        { response: wait?.waiting, file: slotFile, path: `${place}.waitingResponse` },
        { response: wait?.continue, file: slotFile, path: `${place}.continueResponse` },
        { response: wait?.stillWaiting, file: slotFile, path: `${place}.stillWaitingResponse` },
      ]
    }),
  ]
  return all.flatMap(({ response, ...place }) => (response ? [{ value: response, ...place }] : []))
}

function responseMessages(
  response: Located<ResponseSpecification> & { readonly slot?: Slot },
): (Located<Message> & { readonly slot?: Slot })[] {
  return response.value.messageGroups.flatMap((group, i) =>
    group.map((message, j) => ({
      value: message,
      file: response.file,
      path: `${response.path}.messageGroupsList[${i}]${j === 0 ? ".message" : `.variations[${j - 1}]`}`,
      ...(response.slot && { slot: response.slot }),
    })),
  )
}
