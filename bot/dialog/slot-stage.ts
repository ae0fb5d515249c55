// Asking for a slot, and what follows when it is captured or given up. Understanding the answer is answer-stage.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/intent-slots.html

import type { PromptSpecification, Slot } from "../definition.ts"
import type { DialogAction } from "../session.ts"
import type { DialogRun } from "./code-hook-call.ts"
import { followOutcome } from "./outcome.ts"
import type { Question } from "./session-record.ts"
import { filledSubSlots, isFilled } from "./slot-values.ts"
import { END, NEXT, type Step } from "./step.ts"
import { missingSubSlot } from "./sub-slot-expression.ts"
import {
  changeIntent,
  fallbackIntent,
  findSlot,
  note,
  noUsableMessage,
  say,
  saySpecification,
  type TurnState,
} from "./turn-state.ts"

/** Asks for a slot; one that is filled is not asked again, its capture step runs instead. */
export function elicitSlot(turn: TurnState, step: Extract<Step, { type: "elicit-slot" }>): Step {
  const slot = findSlot(turn, step.slotName)
  if (slot === undefined || turn.intent === undefined) {
    note(turn, { type: "warning", text: `there is no slot "${step.slotName}" to ask for` })
    return NEXT
  }
  const value = turn.intent.slots[slot.name] ?? null
  if (step.isForced !== true && isFilled(slot, value)) return { type: "slot-captured", slotName: slot.name }
  const subSlotName =
    step.subSlotName ?? (slot.subSlots === undefined ? undefined : missingSubSlot(slot.subSlots, filledSubSlots(value)))
  const question = questionFor(turn, slot.name, subSlotName, step.messages !== undefined)
  turn.question = question
  turn.resume = undefined
  // A no that led back to a question is spent: a code hook that hands it back must not decline again.
  const isDenied = turn.intent.confirmationState === "Denied"
  changeIntent(turn, { state: "InProgress", ...(isDenied ? { confirmationState: "None" } : {}) })
  note(turn, { type: "stage", stage: `elicit ${slot.name}${subSlotName === undefined ? "" : `.${subSlotName}`}` })
  if (step.messages !== undefined) say(turn, step.messages, "the code hook or client")
  else if (!step.isSilent) sayPrompt(turn, promptOf(slot, subSlotName), slot.name, question.attempt)
  return { type: "wait", dialogAction: slotAction(turn, slot.name, subSlotName, step.style) }
}

/** The prompt of a slot, or of one of its parts. */
export function promptOf(slot: Slot, subSlotName: string | undefined): PromptSpecification | undefined {
  const part = slot.subSlots?.specifications.find(({ name }) => name === subSlotName)
  return part?.prompt ?? slot.prompt
}

function sayPrompt(turn: TurnState, prompt: PromptSpecification | undefined, slotName: string, attempt: number): void {
  const from = `prompt of slot ${slotName}`
  if (prompt === undefined) throw noUsableMessage(from)
  saySpecification(turn, prompt, from, attempt)
}

/** The same question keeps its count; another one, or the same in a code hook's own words, begins anew. */
function questionFor(
  turn: TurnState,
  slotName: string,
  subSlotName: string | undefined,
  isReworded: boolean,
): Question {
  const intentName = turn.intent?.name ?? ""
  const { question } = turn
  const isSame =
    question?.intentName === intentName && question.slotName === slotName && question.subSlotName === subSlotName
  const attempt = isSame && !isReworded ? question.attempt : 0
  return { intentName, slotName, ...(subSlotName === undefined ? {} : { subSlotName }), attempt }
}

function slotAction(
  turn: TurnState,
  slotName: string,
  subSlotName: string | undefined,
  given: DialogAction["slotElicitationStyle"],
): DialogAction {
  // A style lasts as long as the question it was given for.
  const style =
    given ?? (turn.dialogAction?.slotToElicit === slotName ? turn.dialogAction.slotElicitationStyle : undefined)
  return {
    type: "ElicitSlot",
    slotToElicit: slotName,
    ...(style === undefined ? {} : { slotElicitationStyle: style }),
    ...(subSlotName === undefined ? {} : { subSlotToElicit: { name: subSlotName } }),
  }
}

/** Counts a failed answer: asks again, or gives up when the retries are used up. */
export function retrySlot(turn: TurnState, slot: Slot): Step {
  const { question } = turn
  const attempt = (question?.attempt ?? 0) + 1
  const maxRetries = promptOf(slot, question?.subSlotName)?.maxRetries ?? 0
  if (question === undefined || attempt > maxRetries) return { type: "slot-failed", slotName: slot.name }
  turn.question = { ...question, attempt }
  const part = question.subSlotName === undefined ? {} : { subSlotName: question.subSlotName }
  return { type: "elicit-slot", slotName: slot.name, isSilent: false, isForced: true, ...part }
}

/** Follows the capture path of a filled slot. */
export function* captureSlot(turn: TurnState, slotName: string): DialogRun<Step> {
  const uncaptured = new Set(turn.uncaptured)
  uncaptured.delete(slotName)
  turn.uncaptured = uncaptured
  if (turn.question?.slotName === slotName) turn.question = undefined
  note(turn, { type: "stage", stage: `captured ${slotName}` })
  const capture = findSlot(turn, slotName)?.capture
  if (capture === undefined) return NEXT
  return yield* followOutcome(turn, capture.captured, capture.codeHook, `capture of ${slotName}`)
}

/** Follows the failure path of a slot; by default FallbackIntent takes over. */
export function* failSlot(turn: TurnState, slotName: string): DialogRun<Step> {
  const capture = findSlot(turn, slotName)?.capture
  note(turn, { type: "stage", stage: `gave up ${slotName}`, because: "the retries are used up" })
  turn.question = undefined
  changeIntent(turn, { state: "Failed" })
  if (capture === undefined) return fallbackStep(turn)
  const step = yield* followOutcome(turn, capture.failure, capture.codeHook, `failure of ${slotName}`)
  return step.type === "next" ? fallbackStep(turn) : step
}

/** The start of FallbackIntent, or the end of a bot that has none. */
export function fallbackStep(turn: TurnState): Step {
  const fallback = fallbackIntent(turn)
  if (fallback === undefined || fallback.name === turn.intent?.name) return END
  return { type: "start-intent", intentName: fallback.name, slots: {}, isSilent: false }
}
