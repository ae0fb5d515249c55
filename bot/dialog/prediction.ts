// What a code hook is told will happen next: the slot that will be asked for if it delegates. Looks ahead along the bot
// definition without changing anything; where the way is not plain it predicts nothing.

import type { DialogState, Outcome } from "../definition.ts"
import { evaluateCondition } from "./condition.ts"
import { isFilled, slotsInOrder } from "./slot-values.ts"
import { currentIntent, findSlot, scopeOf, type TurnState } from "./turn-state.ts"

/** A slot that will be asked for, and for the how manieth time. */
export type Prediction = { readonly slotName: string; readonly attempt: number }

/** Flows that don't come to a prompt within so many steps are not predicted. */
const MAX_STEPS = 30

/** The slot asked for after an outcome of the current intent. */
export function predictAfterOutcome(turn: TurnState, outcome: Outcome): Prediction | undefined {
  return afterOutcome(turn, outcome, MAX_STEPS)
}

/** The slot asked for when the current slot was just captured. */
export function predictAfterCapture(turn: TurnState, slotName: string): Prediction | undefined {
  return atSlot(turn, slotName, MAX_STEPS)
}

/** The slot asked for on the default path. */
export function predictNext(turn: TurnState): Prediction | undefined {
  const resumed = turn.resume
  if (resumed?.type === "confirm") return undefined
  if (resumed?.type === "elicit-slot") return atSlot(turn, resumed.slotName, MAX_STEPS)
  return onDefaultPath(turn)
}

function afterOutcome(turn: TurnState, outcome: Outcome, stepsLeft: number): Prediction | undefined {
  if (stepsLeft <= 0) return undefined
  const { nextStep, conditional } = outcome
  const type = nextStep?.dialogAction?.type
  if (type !== "EvaluateConditional" && (type !== undefined || conditional?.isActive !== true)) {
    return atNextStep(turn, nextStep, stepsLeft)
  }
  if (conditional === undefined || !conditional.isActive) return onDefaultPath(turn)
  const branch = conditional.branches.find(({ expression }) => evaluateCondition(expression, scopeOf(turn)).isTrue)
  return atNextStep(turn, (branch ?? conditional.defaultBranch).nextStep, stepsLeft)
}

function atNextStep(turn: TurnState, nextStep: DialogState | undefined, stepsLeft: number): Prediction | undefined {
  const action = nextStep?.dialogAction
  if (action === undefined) return onDefaultPath(turn)
  const intentName = nextStep?.intent?.name
  const isHere = intentName === undefined || intentName === turn.intent?.name
  if (action.type !== "ElicitSlot" || !isHere || action.slotToElicit === undefined) return undefined
  const override = nextStep?.intent?.slots?.[action.slotToElicit]
  if (override === null) return { slotName: action.slotToElicit, attempt: 0 }
  return atSlot(turn, action.slotToElicit, stepsLeft - 1)
}

function atSlot(turn: TurnState, slotName: string, stepsLeft: number): Prediction | undefined {
  const slot = findSlot(turn, slotName)
  if (slot === undefined) return undefined
  if (!isFilled(slot, turn.intent?.slots[slotName])) return { slotName, attempt: attemptFor(turn, slotName) }
  return slot.capture === undefined ? onDefaultPath(turn) : afterOutcome(turn, slot.capture.captured, stepsLeft)
}

function onDefaultPath(turn: TurnState): Prediction | undefined {
  const intent = currentIntent(turn)
  if (intent === undefined) return undefined
  const empty = slotsInOrder(intent).find((slot) => slot.isRequired && !isFilled(slot, turn.intent?.slots[slot.name]))
  return empty === undefined ? undefined : { slotName: empty.name, attempt: attemptFor(turn, empty.name) }
}

function attemptFor(turn: TurnState, slotName: string): number {
  const { question } = turn
  const isSame = question?.slotName === slotName && question.intentName === turn.intent?.name
  return isSame ? question.attempt : 0
}
