// Follows what the bot definition says about one outcome of a stage: its response, its conditional, its code hook, the
// values it sets and the step it leads to. Stages are slot-stage.ts, intent-stages.ts and fulfillment-stage.ts.

import type { CodeHookInvocation, DialogState, Outcome } from "../definition.ts"
import type { Attributes, FilledSlot, Slots } from "../session.ts"
import { callCodeHook, type DialogRun, dialogVerdict, type HookVerdict, mayCallDialogHook } from "./code-hook-call.ts"
import { evaluateCondition } from "./condition.ts"
import { predictAfterOutcome } from "./prediction.ts"
import { findSlotReference, ownEntry, type ReferenceScope, readPath } from "./references.ts"
import { literalValue, overrideValue, valueText } from "./slot-values.ts"
import { END, NEXT, type Step } from "./step.ts"
import {
  changeIntent,
  countStep,
  enterIntent,
  findIntent,
  note,
  saySpecification,
  scopeOf,
  setSlot,
  TurnRefused,
  type TurnState,
} from "./turn-state.ts"

/**
 * Follows an outcome to the step it leads to.
 *
 * @param codeHook What `InvokeDialogCodeHook` calls at this point.
 * @param from For the trace: whose response this is.
 * @returns `NEXT` when the outcome leads nowhere of its own.
 */
export function* followOutcome(
  turn: TurnState,
  outcome: Outcome,
  codeHook: CodeHookInvocation | undefined,
  from: string,
): DialogRun<Step> {
  saySpecification(turn, outcome.response, from)
  const { nextStep, conditional } = outcome
  if (nextStep !== undefined) applyValues(turn, nextStep)
  const type = nextStep?.dialogAction?.type
  const isConditional = type === "EvaluateConditional" || (type === undefined && conditional?.isActive === true)
  if (!isConditional) return yield* followNextStep(turn, nextStep, codeHook, from)
  if (conditional === undefined || !conditional.isActive) return NEXT
  const branch = chooseBranch(turn, conditional)
  saySpecification(turn, branch.response, from)
  if (branch.nextStep !== undefined) applyValues(turn, branch.nextStep)
  return yield* followNextStep(turn, branch.nextStep, codeHook, from)
}

function* followNextStep(
  turn: TurnState,
  nextStep: DialogState | undefined,
  codeHook: CodeHookInvocation | undefined,
  from: string,
): DialogRun<Step> {
  const type = nextStep?.dialogAction?.type
  if (nextStep === undefined || type === undefined) return NEXT
  countStep(turn)
  const target = nextStep.intent?.name ?? nextStep.dialogAction?.slotToElicit
  note(turn, { type: "next-step", action: type, ...(target === undefined ? {} : { target }) })
  if (type === "InvokeDialogCodeHook") return yield* invokeCodeHook(turn, codeHook, from)
  return toStep(turn, nextStep)
}

/** The first true branch, else the default one. */
function chooseBranch(turn: TurnState, conditional: NonNullable<Outcome["conditional"]>) {
  for (const branch of conditional.branches) {
    const { isTrue, evaluated, problem } = evaluateCondition(branch.expression, scopeOf(turn))
    note(turn, {
      type: "condition",
      branch: branch.name,
      expression: branch.expression,
      evaluated,
      result: isTrue,
      ...(problem === undefined ? {} : { problem }),
    })
    if (isTrue) return branch
  }
  return conditional.defaultBranch
}

/** Where a next step leads, the intent it names being entered on the way. */
function toStep(turn: TurnState, nextStep: DialogState): Step {
  const { dialogAction, intent } = nextStep
  const isSilent = dialogAction?.suppressNextMessage === true
  if (dialogAction?.type === "StartIntent") {
    const intentName = intent?.name ?? turn.intent?.name ?? ""
    return { type: "start-intent", intentName, slots: seeds(turn, intent?.slots), isSilent }
  }
  if (intent?.name !== undefined && intent.name !== turn.intent?.name) {
    const definition = findIntent(turn, intent.name)
    if (definition !== undefined) enterIntent(turn, definition, seeds(turn, intent.slots), "the next step")
  }
  switch (dialogAction?.type) {
    case "ElicitSlot":
      return { type: "elicit-slot", slotName: dialogAction.slotToElicit ?? "", isSilent }
    case "ConfirmIntent":
      return { type: "confirm", isSilent }
    case "FulfillIntent":
      return { type: "fulfill" }
    case "CloseIntent":
      return { type: "close", isSilent }
    case "ElicitIntent":
      return { type: "elicit-intent", messages: [] }
    case "EndConversation":
      return END
    default:
      return NEXT
  }
}

/**
 * Calls the code hook a step names and follows its outcome. A call that is switched off, at this point or for the whole
 * intent, counts as a success.
 *
 * @throws {TurnRefused} when it fails and the bot definition says nothing about that.
 */
export function* invokeCodeHook(
  turn: TurnState,
  codeHook: CodeHookInvocation | undefined,
  from: string,
): DialogRun<Step> {
  if (codeHook === undefined || !codeHook.isActive) {
    note(turn, { type: "code-hook-skipped", because: `the ${from} has no active code hook` })
    return NEXT
  }
  if (!codeHook.enabled) {
    note(turn, { type: "code-hook-skipped", because: `the code hook of the ${from} is not enabled` })
    return yield* followOutcome(turn, codeHook.success, codeHook, "code hook success")
  }
  if (!mayCallDialogHook(turn)) return yield* followOutcome(turn, codeHook.success, codeHook, "code hook success")
  const predicted = predictAfterOutcome(turn, codeHook.success)
  const reply = yield* callCodeHook(turn, {
    source: "DialogCodeHook",
    ...(codeHook.invocationLabel === undefined ? {} : { label: codeHook.invocationLabel }),
    ...(predicted === undefined ? {} : { predicted }),
  })
  return yield* followVerdict(turn, dialogVerdict(turn, reply), codeHook)
}

function* followVerdict(turn: TurnState, verdict: HookVerdict, codeHook: CodeHookInvocation): DialogRun<Step> {
  switch (verdict.type) {
    case "step":
      return verdict.step
    case "continue":
      return yield* followOutcome(turn, codeHook.success, codeHook, "code hook success")
    default:
      return yield* followHookFailure(turn, verdict, codeHook)
  }
}

/**
 * Follows the failure or timeout outcome of a code hook.
 *
 * @throws {TurnRefused} when the call itself failed and the bot definition has no such outcome.
 */
export function* followHookFailure(
  turn: TurnState,
  verdict: Extract<HookVerdict, { type: "failed" | "timed-out" }>,
  codeHook: CodeHookInvocation | undefined,
): DialogRun<Step> {
  const outcome = verdict.type === "timed-out" ? codeHook?.timeout : codeHook?.failure
  const isError = verdict.type === "timed-out" || verdict.isError
  if (outcome === undefined || !saysAnything(outcome)) {
    if (isError) throw new TurnRefused("DependencyFailedException", verdict.problem)
    return END
  }
  changeIntent(turn, { state: "Failed" })
  return yield* followOutcome(
    turn,
    outcome,
    codeHook,
    verdict.type === "timed-out" ? "code hook timeout" : "code hook failure",
  )
}

/** Whether the bot definition says anything about an outcome. */
export function saysAnything(outcome: Outcome): boolean {
  return outcome.response !== undefined || outcome.nextStep !== undefined || outcome.conditional?.isActive === true
}

/** Sets the session attributes and, in the current intent, the slots of a next step. */
function applyValues(turn: TurnState, nextStep: DialogState): void {
  const scope = scopeOf(turn)
  if (nextStep.sessionAttributes !== undefined) {
    turn.sessionAttributes = mergedAttributes(turn.sessionAttributes, nextStep.sessionAttributes, scope)
  }
  const { intent, dialogAction } = nextStep
  const isCurrent = intent?.name === undefined || intent.name === turn.intent?.name
  if (!isCurrent || dialogAction?.type === "StartIntent") return
  for (const [name, value] of Object.entries(seeds(turn, intent?.slots))) setSlot(turn, name, value, "the next step")
}

/** Attributes with those of a next step laid over them; a reference without a value takes its attribute away. */
function mergedAttributes(known: Attributes, set: Attributes, scope: ReferenceScope): Attributes {
  const merged = { ...known }
  for (const [name, text] of Object.entries(set)) {
    const value = referredText(text, scope)
    if (value === undefined) delete merged[name]
    else merged[name] = value
  }
  return merged
}

type SlotOverrides = NonNullable<NonNullable<DialogState["intent"]>["slots"]>

function seeds(turn: TurnState, overrides: SlotOverrides | undefined): Slots {
  const scope = scopeOf(turn)
  const values: Record<string, FilledSlot | null> = {}
  for (const [name, override] of Object.entries(overrides ?? {})) {
    if (typeof override !== "string") {
      values[name] = overrideValue(override)
      continue
    }
    const text = referredText(override, scope)
    values[name] = text === undefined ? null : literalValue(text)
  }
  return values
}

/** The value that a next step writes: a reference's, or the text itself. @returns `undefined` when a reference has none. */
function referredText(text: string, scope: ReferenceScope): string | undefined {
  const trimmed = text.trim()
  const slot = /^\{([^{}]+)\}$/.exec(trimmed)?.[1]
  if (slot !== undefined) {
    const reference = findSlotReference(scope, slot.trim())
    return reference === undefined ? text : valueText(reference.value)
  }
  const request = /^\(\(([^()]+)\)\)$/.exec(trimmed)?.[1]
  if (request !== undefined) return ownEntry(scope.requestAttributes, request.trim())
  const session = /^\[([^[\]]+)\]$/.exec(trimmed)?.[1]
  if (session !== undefined) return ownEntry(scope.sessionAttributes, session.trim())
  return trimmed.startsWith("$.") ? readPath(scope, trimmed.slice(2)) : text
}
