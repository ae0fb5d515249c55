// Next steps, conditionals and code-hook calls in the spelling of Lex's own exports. The way in is read-flow.ts.

import type {
  CodeHookInvocation,
  ConditionalSpecification,
  DialogState,
  ElicitationCodeHook,
  Outcome,
  SlotOverride,
} from "#bot/definition.ts"
import { type Json, writeResponse } from "./write-messages.ts"

/** Writes a next step; absent becomes `null`. */
export function writeNextStep(step: DialogState | undefined): Json | null {
  if (step === undefined) return null
  const action = step.dialogAction
  const slots = Object.entries(step.intent?.slots ?? {}).map(
    ([name, value]) => [name, writeSlotOverride(value)] as const,
  )
  return {
    dialogAction: action
      ? {
          type: action.type,
          slotToElicit: action.slotToElicit ?? null,
          suppressNextMessage: action.suppressNextMessage ?? null,
        }
      : null,
    sessionAttributes: step.sessionAttributes ?? null,
    intent: {
      name: step.intent?.name ?? null,
      slots: slots.length === 0 ? null : Object.fromEntries(slots),
    },
  }
}

function writeSlotOverride(value: SlotOverride): Json {
  if (typeof value === "string" || value === null) {
    return { shape: value === null ? null : "Scalar", value: { interpretedValue: value }, values: null }
  }
  return { shape: "List", value: null, values: value.map(writeSlotOverride) }
}

/** Writes branches and their default; absent becomes `null`. */
export function writeConditional(conditional: ConditionalSpecification | undefined): Json | null {
  if (conditional === undefined) return null
  return {
    isActive: conditional.isActive,
    conditionalBranches: conditional.branches.map((branch) => ({
      name: branch.name,
      condition: { expressionString: branch.expression },
      ...writeBranch(branch),
    })),
    defaultBranch: writeBranch(conditional.defaultBranch),
  }
}

function writeBranch(branch: ConditionalSpecification["defaultBranch"]): Json {
  return { nextStep: writeNextStep(branch.nextStep), response: writeResponse(branch.response) }
}

/** Writes an outcome under a prefix: `successResponse`, `successNextStep`, `successConditional`. */
export function writeOutcome(outcome: Outcome, prefix: string): Json {
  return writeOutcomeFields(outcome, `${prefix}Response`, `${prefix}NextStep`, `${prefix}Conditional`)
}

/** Writes an outcome whose fields are called something of their own. */
export function writeOutcomeFields(outcome: Outcome, response: string, nextStep: string, conditional: string): Json {
  return {
    [response]: writeResponse(outcome.response),
    [nextStep]: writeNextStep(outcome.nextStep),
    [conditional]: writeConditional(outcome.conditional),
  }
}

/** Writes a code-hook call; absent becomes `null`. */
export function writeCodeHook(hook: CodeHookInvocation | undefined): Json | null {
  if (hook === undefined) return null
  return {
    isActive: hook.isActive,
    enableCodeHookInvocation: hook.enabled,
    invocationLabel: hook.invocationLabel ?? null,
    postCodeHookSpecification: {
      ...writeOutcome(hook.failure, "failure"),
      ...writeOutcome(hook.success, "success"),
      ...writeOutcome(hook.timeout, "timeout"),
    },
  }
}

/** Writes the call made on each answer to a prompt; absent becomes `null`. */
export function writeElicitationCodeHook(hook: ElicitationCodeHook | undefined): Json | null {
  if (hook === undefined) return null
  return { enableCodeHookInvocation: hook.enabled, invocationLabel: hook.invocationLabel ?? null }
}
