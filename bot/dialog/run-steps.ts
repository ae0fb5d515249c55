// Runs the steps of a turn one after the other until the visitor's next words are needed. What each step does is in the
// stages.

import type { DialogRun } from "./code-hook-call.ts"
import { closeIntent, fulfill } from "./fulfillment-stage.ts"
import {
  confirmIntent,
  elicitIntent,
  endConversation,
  followConfirmationFailure,
  followConfirmed,
  followDeclined,
  nextOnDefaultPath,
  startIntent,
} from "./intent-stages.ts"
import { captureSlot, elicitSlot, failSlot } from "./slot-stage.ts"
import type { Step } from "./step.ts"
import { countStep, note, type TurnState } from "./turn-state.ts"

/** Runs steps from the first one on; the turn then waits for its `dialogAction`. */
export function* runSteps(turn: TurnState, first: Step): DialogRun<void> {
  let step = first
  while (step.type !== "wait") {
    countStep(turn)
    step = yield* runStep(turn, step)
  }
  turn.dialogAction = step.dialogAction
  const { type, slotToElicit } = step.dialogAction
  note(turn, { type: "waiting", action: type, ...(slotToElicit === undefined ? {} : { slotToElicit }) })
}

function* runStep(turn: TurnState, step: Exclude<Step, { type: "wait" }>): DialogRun<Step> {
  switch (step.type) {
    case "start-intent":
      return yield* startIntent(turn, step)
    case "elicit-slot":
      return elicitSlot(turn, step)
    case "slot-captured":
      return yield* captureSlot(turn, step.slotName)
    case "slot-failed":
      return yield* failSlot(turn, step.slotName)
    case "confirm":
      return confirmIntent(turn, step)
    case "confirmed":
      return yield* followConfirmed(turn, step.isSilent)
    case "declined":
      return yield* followDeclined(turn)
    case "confirmation-failed":
      return yield* followConfirmationFailure(turn)
    case "fulfill":
      return yield* fulfill(turn)
    case "close":
      return yield* closeIntent(turn, step.isSilent)
    case "elicit-intent":
      return elicitIntent(turn, step)
    case "end":
      return endConversation(turn)
    case "next":
      return nextOnDefaultPath(turn)
  }
}
