// Rules about where conversations lead: next steps, code-hook calls, stages. Conditions are condition-rules.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/visual-conversation-builder.html

import type { DialogState } from "#bot/definition.ts"
import type { BotView, IntentView } from "./bot-view.ts"
import type { HookView, OutcomeView, StepView } from "./flow-view.ts"
import { NAME, NAME_FORM } from "./lex-facts.ts"
import { checkRange, type Problem, problem, type Rule } from "./rule.ts"

type PlacedStep = StepView & { readonly outcome: OutcomeView }

/** Runs a check over every next step of the bot. */
function checkSteps(view: BotView, check: (step: PlacedStep, intent: IntentView) => readonly Problem[]): Problem[] {
  return view.intents.flatMap((intent) => intent.flow.steps.flatMap((step) => check(step, intent)))
}

const typeOf = (step: { readonly value: DialogState }) => step.value.dialogAction?.type

const stepTarget: Rule = {
  name: "step-target-exists",
  severity: "refused",
  check: (view) => checkSteps(view, (step, intent) => (step.outcome.isIdle ? [] : checkTarget(step, intent))),
}

/** The console leaves the steps of a code hook as they are when the hook is switched off, and Lex builds the bot. */
const idleStepTarget: Rule = {
  name: "idle-step-target-exists",
  severity: "risky",
  check: (view) => checkSteps(view, (step, intent) => (step.outcome.isIdle ? checkTarget(step, intent) : [])),
}

function checkTarget(step: PlacedStep, intent: IntentView): Problem[] {
  const { intent: override, dialogAction } = step.value
  const target =
    override?.name === undefined
      ? intent.value
      : intent.locale.intents.find((candidate) => candidate.name === override.name)
  if (!target) {
    const names = intent.locale.intents.map((candidate) => candidate.name).join(", ")
    return [problem(step, "intent.name", `there is no intent ${override?.name}`, `Use one of ${names}.`)]
  }
  const known = target.slots.map((slot) => slot.name)
  const fix = known.length === 0 ? "The intent has no slots." : `Use one of ${known.join(", ")}.`
  const wanted = dialogAction?.slotToElicit
  const set = Object.keys(override?.slots ?? {})
  return [
    ...(dialogAction?.type === "ElicitSlot" && wanted === undefined
      ? [problem(step, "dialogAction.slotToElicit", "says to ask for a slot, but not for which", fix)]
      : []),
    ...(wanted !== undefined && !known.includes(wanted)
      ? [problem(step, "dialogAction.slotToElicit", `${target.name} has no slot ${wanted}`, fix)]
      : []),
    ...set
      .filter((name) => !known.includes(name))
      .map((name) => problem(step, `intent.slots.${name}`, `${target.name} has no slot ${name}`, fix)),
  ]
}

const stageExists: Rule = {
  name: "step-stage-exists",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step, intent) => {
      if (step.value.intent?.name !== undefined) return []
      const { confirmation, fulfillment, closing } = intent.value
      const stages = {
        ConfirmIntent: { has: confirmation?.isActive, name: "confirmation" },
        FulfillIntent: { has: fulfillment?.isActive, name: "fulfillment" },
        CloseIntent: { has: closing?.isActive, name: "closing response" },
      } as const
      const stage = stages[typeOf(step) as keyof typeof stages]
      if (!stage || stage.has) return []
      return [
        problem(step, "dialogAction.type", `the intent has no active ${stage.name}`, "Add it, or lead elsewhere."),
      ]
    }),
}

const conditionalStep: Rule = {
  name: "conditional-reached",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.outcomes.flatMap((outcome) => {
        const own = outcome.steps.find((step) => !step.isBranch)
        const type = own && typeOf(own)
        if (own && type === "EvaluateConditional" && !outcome.conditional?.value.isActive) {
          return [problem(own, "dialogAction.type", "there is no active condition to evaluate", "Add one, or go on.")]
        }
        if (!outcome.conditional || type === undefined || type === "EvaluateConditional") return []
        if (!outcome.conditional.value.isActive) return []
        return [
          problem(
            outcome.conditional,
            "",
            `is never reached: the step before it is ${type}`,
            "Make that step EvaluateConditional.",
          ),
        ]
      }),
    ),
}

const chainedConditional: Rule = {
  name: "conditional-after-conditional",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step) =>
      step.isBranch && typeOf(step) === "EvaluateConditional"
        ? [problem(step, "dialogAction.type", "a condition leads straight to a condition", "Join the two with AND.")]
        : [],
    ),
}

const chainedHook: Rule = {
  name: "code-hook-after-code-hook",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step) =>
      step.outcome.isAfterHook && typeOf(step) === "InvokeDialogCodeHook"
        ? [problem(step, "dialogAction.type", "a code hook leads to a code hook", "Let the first one do both.")]
        : [],
    ),
}

const hookAfterEnd: Rule = {
  name: "code-hook-after-fulfillment",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step) => {
      const isLate = step.outcome.stage === "fulfillment" || step.outcome.stage === "closing"
      if (!isLate || typeOf(step) !== "InvokeDialogCodeHook") return []
      return [
        problem(step, "dialogAction.type", `${step.outcome.stage} can't lead to a code hook`, "Start another intent."),
      ]
    }),
}

const hookThere: Rule = {
  name: "code-hook-there",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step, intent) => {
      const isOther = step.outcome.isAfterHook || ["fulfillment", "closing"].includes(step.outcome.stage)
      if (typeOf(step) !== "InvokeDialogCodeHook" || isOther) return []
      if (!step.outcome.hook?.isActive) {
        return [problem(step, "dialogAction.type", "no active code hook is configured here", "Add codeHook beside it.")]
      }
      if (intent.value.isDialogCodeHookEnabled || !step.outcome.hook.enabled) return []
      const message = "the intent's own switch for code hooks is off, so no call is made"
      return [problem(step, "dialogAction.type", message, 'Set "dialogCodeHook": {"enabled": true} in Intent.json.')]
    }),
}

const hookEdges: Rule = {
  name: "code-hook-outcomes",
  severity: "risky",
  check: (view) => view.intents.flatMap((intent) => intent.flow.hooks.filter(isCalled).flatMap(checkHookOutcomes)),
}

function isCalled(hook: HookView): boolean {
  return hook.value.isActive && hook.isInvoked
}

/** Success may go on along the default path; what failed needs to be said. */
function checkHookOutcomes(hook: HookView): Problem[] {
  return (["failure", "timeout"] as const).flatMap((name) => {
    const outcome = hook.value[name]
    if (outcome.nextStep || outcome.conditional || outcome.response) return []
    const message = `nothing is said or done on ${name} of the code hook`
    return [
      problem(hook, `postCodeHookSpecification.${name}NextStep`, message, "Say so, and end or start another intent."),
    ]
  })
}

const hookUnused: Rule = {
  name: "code-hook-unused",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.hooks
        .filter((hook) => hook.value.isActive && hook.value.enabled && !hook.isInvoked)
        .map((hook) => problem(hook, "", "no step invokes this code hook", "Make a next step InvokeDialogCodeHook.")),
    ),
}

const hookLabels: Rule = {
  name: "code-hook-label",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.hooks
        .filter(({ value }) => value.invocationLabel !== undefined && !NAME.test(value.invocationLabel))
        .map((hook) =>
          problem(hook, "invocationLabel", `"${hook.value.invocationLabel}" is not a label Lex takes`, NAME_FORM),
        ),
    ),
}

const optionalSlotEdge: Rule = {
  name: "optional-slot-leads-nowhere",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step) =>
      step.outcome.isCapture && step.outcome.slot?.isRequired === false && typeOf(step) !== undefined && !step.isBranch
        ? [problem(step, "", "an optional slot has a next step", "Lead on from a required slot.")]
        : [],
    ),
}

const reelicitation: Rule = {
  name: "asks-a-filled-slot-again",
  severity: "risky",
  check: (view) =>
    checkSteps(view, (step, intent) => {
      const { dialogAction, intent: override } = step.value
      const slot = step.outcome.isCapture ? step.outcome.slot : undefined
      const isSame = dialogAction?.type === "ElicitSlot" && dialogAction.slotToElicit === slot?.name
      const isHere = override?.name === undefined || override.name === intent.value.name
      if (!slot || !isSame || !isHere || override?.slots?.[slot.name] === null) return []
      const message = `${slot.name} has a value here, so it isn't asked for again: the same step follows without end`
      return [problem(step, "intent.slots", message, `Set ${slot.name} to null in the same step.`)]
    }),
}

const fulfillmentUpdates: Rule = {
  name: "fulfillment-updates",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) => {
      const updates = intent.value.fulfillment?.updates
      if (!updates) return []
      const field = "fulfillmentCodeHook.fulfillmentUpdatesSpecification"
      const range = { min: 1, max: 900 }
      const missing = (["startResponse", "updateResponse", "timeoutInSeconds"] as const).filter(
        (name) => updates[name] === undefined,
      )
      return [
        ...missing.map((name) =>
          problem(intent, `${field}.${name}`, "is missing", "Active updates need all three parts."),
        ),
        ...checkRange(intent, `${field}.startResponse.delayInSeconds`, updates.startResponse?.delayInSeconds, range),
        ...checkRange(
          intent,
          `${field}.updateResponse.frequencyInSeconds`,
          updates.updateResponse?.frequencyInSeconds,
          range,
        ),
        ...checkRange(intent, `${field}.timeoutInSeconds`, updates.timeoutInSeconds, range),
      ]
    }),
}

/** The rules of this file. */
export const FLOW_RULES: readonly Rule[] = [
  stepTarget,
  idleStepTarget,
  stageExists,
  conditionalStep,
  chainedConditional,
  chainedHook,
  hookAfterEnd,
  hookThere,
  hookEdges,
  hookUnused,
  hookLabels,
  optionalSlotEdge,
  reelicitation,
  fulfillmentUpdates,
]
