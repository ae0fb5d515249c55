// The stages of an intent apart from its slots and its fulfillment: start, the default path, confirmation, and the end.
// https://docs.aws.amazon.com/lexv2/latest/dg/building-paths.html

import type { Intent } from "../definition.ts"
import type { Slots } from "../session.ts"
import { callCodeHook, type DialogRun, dialogVerdict, mayCallDialogHook } from "./code-hook-call.ts"
import { defaultSlots } from "./default-values.ts"
import { followHookFailure, followOutcome } from "./outcome.ts"
import { predictAfterOutcome } from "./prediction.ts"
import { fallbackStep } from "./slot-stage.ts"
import { isFilled, slotsInOrder } from "./slot-values.ts"
import { END, type Step } from "./step.ts"
import {
  changeIntent,
  currentIntent,
  enterIntent,
  findIntent,
  note,
  noUsableMessage,
  say,
  saySpecification,
  setSlot,
  type TurnState,
} from "./turn-state.ts"

/** Begins an intent: known slots, default values, initial response, and where that leads. */
export function* startIntent(turn: TurnState, step: Extract<Step, { type: "start-intent" }>): DialogRun<Step> {
  const definition = findIntent(turn, step.intentName)
  if (definition === undefined) {
    note(turn, { type: "warning", text: `there is no intent "${step.intentName}" to start` })
    return END
  }
  note(turn, { type: "stage", stage: `start ${definition.name}` })
  enterIntent(turn, definition, step.slots, step.source ?? "the step before")
  for (const [name, value] of Object.entries(defaultSlots(turn, definition))) {
    if (value !== null) setSlot(turn, name, value, "its default")
  }
  const initial = definition.initialResponse ?? {}
  if (!step.isSilent) saySpecification(turn, initial.response, "initial response")
  const { response: _said, codeHook, ...rest } = initial
  if (callsHookAtStart(definition) && mayCallDialogHook(turn)) {
    const predicted = predictAfterOutcome(turn, rest)
    const reply = yield* callCodeHook(turn, {
      source: "DialogCodeHook",
      ...(predicted === undefined ? {} : { predicted }),
    })
    const verdict = dialogVerdict(turn, reply)
    if (verdict.type === "step") return verdict.step
    if (verdict.type !== "continue") return yield* followHookFailure(turn, verdict, codeHook)
  }
  return yield* followOutcome(turn, rest, codeHook, "initial response")
}

/**
 * Whether the definition says nowhere when its code hook is to run: bots made before conversation flows, and intents
 * that only have the switch. Then every input of the visitor goes to the code hook.
 */
export function sendsEveryInput(definition: Intent): boolean {
  const { initialResponse, confirmation, slots } = definition
  const settings = [initialResponse, confirmation, ...slots.map(({ capture }) => capture)]
  return settings.every((setting) => {
    if (setting === undefined) return true
    return (
      setting.codeHook === undefined && !("elicitationCodeHook" in setting && setting.elicitationCodeHook !== undefined)
    )
  })
}

function callsHookAtStart(definition: Intent): boolean {
  if (!definition.isDialogCodeHookEnabled) return false
  return definition.initialResponse === undefined || sendsEveryInput(definition)
}

/** The default path from where the intent stands: corrections, the slots in order, confirmation, fulfillment. */
export function nextOnDefaultPath(turn: TurnState): Step {
  const definition = currentIntent(turn)
  if (definition === undefined || turn.intent === undefined) return END
  if (turn.intent.state === "Failed") return END
  if (turn.intent.state === "ReadyForFulfillment") return { type: "fulfill" }
  if (turn.intent.state === "Fulfilled") return { type: "close", isSilent: false }
  const [corrected, ...others] = turn.corrected
  if (corrected !== undefined) {
    turn.corrected = others
    return { type: "slot-captured", slotName: corrected }
  }
  if (turn.resume !== undefined) {
    const { resume } = turn
    turn.resume = undefined
    return resume
  }
  return slotStep(turn, definition, turn.intent.slots) ?? { type: "confirm", isSilent: false }
}

function slotStep(turn: TurnState, definition: Intent, slots: Slots): Step | undefined {
  for (const slot of slotsInOrder(definition)) {
    if (turn.uncaptured.has(slot.name)) return { type: "slot-captured", slotName: slot.name }
    if (slot.isRequired && !isFilled(slot, slots[slot.name])) {
      return { type: "elicit-slot", slotName: slot.name, isSilent: false }
    }
  }
  return undefined
}

/** Asks for the confirmation, unless there is none or it was given already. */
export function confirmIntent(turn: TurnState, step: Extract<Step, { type: "confirm" }>): Step {
  const { intent } = turn
  if (intent === undefined) return END
  const confirmation = currentIntent(turn)?.confirmation
  const isConfigured = confirmation?.isActive === true
  if (step.isForced !== true) {
    if (!isConfigured) return { type: "fulfill" }
    if (intent.confirmationState === "Confirmed") return { type: "confirmed", isSilent: true }
  }
  const isSame = turn.question?.intentName === intent.name && turn.question.slotName === undefined
  const attempt = isSame && step.messages === undefined ? (turn.question?.attempt ?? 0) : 0
  turn.question = { intentName: intent.name, attempt }
  turn.resume = undefined
  changeIntent(turn, { state: "InProgress", confirmationState: "None" })
  note(turn, { type: "stage", stage: "confirm" })
  if (step.messages !== undefined) say(turn, step.messages, "the code hook or client")
  else if (confirmation === undefined || !isConfigured) throw noUsableMessage("confirmation prompt")
  else if (!step.isSilent) saySpecification(turn, confirmation.prompt, "confirmation prompt", attempt)
  return { type: "wait", dialogAction: { type: "ConfirmIntent" } }
}

/** Counts an unclear answer to the confirmation: asks again, or gives up when the retries are used up. */
export function retryConfirmation(turn: TurnState): Step {
  const { question } = turn
  const attempt = (question?.attempt ?? 0) + 1
  if (question === undefined || attempt > (currentIntent(turn)?.confirmation?.prompt.maxRetries ?? 0)) {
    return { type: "confirmation-failed" }
  }
  turn.question = { ...question, attempt }
  return { type: "confirm", isSilent: false }
}

/** Follows a yes: by default fulfillment. */
export function* followConfirmed(turn: TurnState, isSilent: boolean): DialogRun<Step> {
  const confirmation = currentIntent(turn)?.confirmation
  turn.question = undefined
  changeIntent(turn, { confirmationState: "Confirmed" })
  note(turn, { type: "stage", stage: "confirmed" })
  if (confirmation === undefined) return { type: "fulfill" }
  const { response, ...rest } = confirmation.confirmed
  const outcome = isSilent || response === undefined ? rest : confirmation.confirmed
  const step = yield* followOutcome(turn, outcome, confirmation.codeHook, "confirmation")
  return step.type === "next" ? { type: "fulfill" } : step
}

/** Follows a no: by default the intent ends, failed. */
export function* followDeclined(turn: TurnState): DialogRun<Step> {
  const confirmation = currentIntent(turn)?.confirmation
  turn.question = undefined
  changeIntent(turn, { confirmationState: "Denied", state: "Failed" })
  note(turn, { type: "stage", stage: "declined" })
  if (confirmation === undefined) return END
  const step = yield* followOutcome(turn, confirmation.declined, confirmation.codeHook, "declination")
  return step.type === "next" ? END : step
}

/** Follows a confirmation that was never understood: by default FallbackIntent takes over. */
export function* followConfirmationFailure(turn: TurnState): DialogRun<Step> {
  const confirmation = currentIntent(turn)?.confirmation
  turn.question = undefined
  changeIntent(turn, { state: "Failed" })
  note(turn, { type: "stage", stage: "confirmation not understood", because: "the retries are used up" })
  if (confirmation === undefined) return fallbackStep(turn)
  const step = yield* followOutcome(turn, confirmation.failure, confirmation.codeHook, "confirmation failure")
  return step.type === "next" ? fallbackStep(turn) : step
}

/** Waits for any utterance; the intent is no longer the session's. */
export function elicitIntent(turn: TurnState, step: Extract<Step, { type: "elicit-intent" }>): Step {
  say(turn, step.messages, "the code hook or client")
  turn.droppedIntent = turn.intent
  turn.intent = undefined
  turn.question = undefined
  turn.uncaptured = new Set()
  return { type: "wait", dialogAction: { type: "ElicitIntent" } }
}

/** The end of a conversation: its intent stays to be seen, with no question open. */
export function endConversation(turn: TurnState): Step {
  turn.question = undefined
  turn.uncaptured = new Set()
  turn.resume = undefined
  return { type: "wait", dialogAction: { type: "Close" } }
}
