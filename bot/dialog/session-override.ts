// Lays the state that a client sends over the stored one, before anything is understood.
// https://docs.aws.amazon.com/lexv2/latest/dg/managing-sessions.html

import type { Intent } from "../definition.ts"
import type { DialogAction } from "../session.ts"
import { findHintProblem } from "./code-hook-answer.ts"
import { contextExpiries } from "./contexts.ts"
import type { IntentOverride, SessionOverride } from "./exchange.ts"
import type { Question } from "./session-record.ts"
import { isSameValue } from "./slot-values.ts"
import {
  changeIntent,
  currentIntent,
  enterIntent,
  findIntent,
  setSlot,
  TurnRefused,
  type TurnState,
} from "./turn-state.ts"

/**
 * Applies a client's state: what is absent keeps the stored part, what is present replaces it as a whole.
 *
 * @throws {TurnRefused} when it names something the bot doesn't have, or asks for a slot without an intent.
 */
export function applyOverride(turn: TurnState, override: SessionOverride): void {
  if (override.sessionAttributes !== undefined) turn.sessionAttributes = override.sessionAttributes
  if (override.activeContexts !== undefined) {
    turn.contexts = override.activeContexts
    turn.contextExpiries = contextExpiries(override.activeContexts, turn.moment.nowMs)
  }
  if (override.runtimeHints !== undefined) {
    const problem = findHintProblem(override.runtimeHints, turn.on.locale)
    if (problem !== undefined) throw invalid(problem)
    turn.runtimeHints = override.runtimeHints
  }
  if (override.intent !== undefined) applyIntent(turn, override.intent)
  if (turn.question !== undefined && turn.question.intentName !== turn.intent?.name) turn.question = undefined
  if (override.dialogAction !== undefined) applyDialogAction(turn, override.dialogAction)
}

function invalid(problem: string): TurnRefused {
  return new TurnRefused("ValidationException", `Invalid session state: ${problem}.`)
}

function applyIntent(turn: TurnState, override: IntentOverride): void {
  const definition = findIntent(turn, override.name)
  if (definition === undefined) throw invalid(`the bot has no intent '${override.name}'`)
  checkSlotNames(definition, override)
  if (turn.intent?.name !== definition.name) enterIntent(turn, definition, override.slots ?? {}, "the client")
  else if (override.slots !== undefined) replaceSlots(turn, definition, override.slots)
  changeIntent(turn, {
    ...(override.state === undefined ? {} : { state: override.state }),
    ...(override.confirmationState === undefined ? {} : { confirmationState: override.confirmationState }),
  })
}

function checkSlotNames(definition: Intent, override: IntentOverride): void {
  const unknown = Object.keys(override.slots ?? {}).find((name) => !definition.slots.some((slot) => slot.name === name))
  if (unknown !== undefined) throw invalid(`intent '${definition.name}' has no slot '${unknown}'`)
}

function replaceSlots(turn: TurnState, definition: Intent, slots: NonNullable<IntentOverride["slots"]>): void {
  for (const { name } of definition.slots) {
    const [before, value] = [turn.intent?.slots[name] ?? null, slots[name] ?? null]
    if (value === null ? before !== null : !isSameValue(before, value)) setSlot(turn, name, value, "the client")
  }
}

/** What the next utterance answers. */
function applyDialogAction(turn: TurnState, action: DialogAction): void {
  switch (action.type) {
    case "ElicitSlot":
      turn.question = slotQuestion(turn, action)
      break
    case "ConfirmIntent": {
      if (turn.intent === undefined) throw invalid("ConfirmIntent needs an intent")
      const isSame = turn.question?.slotName === undefined
      turn.question = { intentName: turn.intent.name, attempt: isSame ? (turn.question?.attempt ?? 0) : 0 }
      break
    }
    case "ElicitIntent":
    case "Close":
    case "None":
      turn.question = undefined
      break
    case "Delegate":
      return
  }
  turn.dialogAction = action
}

function slotQuestion(turn: TurnState, action: DialogAction): Question {
  const { slotToElicit: slotName } = action
  if (turn.intent === undefined) throw invalid("ElicitSlot needs an intent")
  if (slotName === undefined) throw invalid("ElicitSlot needs slotToElicit")
  const slot = currentIntent(turn)?.slots.find(({ name }) => name === slotName)
  if (slot === undefined) throw invalid(`intent '${turn.intent.name}' has no slot '${slotName}'`)
  const subSlotName = action.subSlotToElicit?.name
  if (subSlotName !== undefined && slot.subSlots?.specifications.every(({ name }) => name !== subSlotName) !== false) {
    throw invalid(`slot '${slotName}' has no sub-slot '${subSlotName}'`)
  }
  const { question } = turn
  const isSame = question?.slotName === slotName && (subSlotName === undefined || question.subSlotName === subSlotName)
  if (isSame) return question
  return { intentName: turn.intent.name, slotName, ...(subSlotName === undefined ? {} : { subSlotName }), attempt: 0 }
}
