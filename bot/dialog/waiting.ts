// "Hold on a minute": a visitor of a streaming conversation who needs time before answering, and comes back. The clock
// that ticks meanwhile is local/lex: it sends silence as often as the bot wants to be heard.
// https://docs.aws.amazon.com/lexv2/latest/dg/wait-and-continue.html

import type { Slot, WaitAndContinueSpecification } from "../definition.ts"
import { tokenize } from "../slot-types/tokens.ts"
import { FREE_FORM } from "./evidence.ts"
import type { Question } from "./session-record.ts"
import type { Step } from "./step.ts"
import { changeIntent, note, saySpecification, type TurnState } from "./turn-state.ts"

const WAIT_PHRASES = phrases(
  "wait|wait a minute|wait a moment|wait a second|wait a sec|wait please|hold on|hold on a minute|hold on a second|hang on|" +
    "hang on a minute|one moment|one moment please|just a moment|just a minute|just a second|one second|one sec|one minute|" +
    "give me a minute|give me a moment|give me a second|let me check|let me look|let me see|i need a minute|i need a moment|" +
    "un momento|espera|attendez|un instant|warte|einen moment|moment|aspetta|um momento|espere|wacht even",
)

const CONTINUE_PHRASES = phrases(
  "ok|okay|ready|im ready|i am ready|i am back|im back|back|go on|ok go on|okay go on|go ahead|ok go ahead|continue|" +
    "lets continue|lets go on|ok im ready|okay im ready|ok im back|carry on|i have it|i got it|thanks for waiting|" +
    "listo|sigue|continúe|prêt|weiter|ich bin bereit|pronto|continua|pode continuar|ga verder",
)

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split("|").map(folded))
}

function folded(text: string): string {
  const words = tokenize(text).filter(({ kind }) => kind !== "mark")
  return words.map(({ word }) => word).join(" ")
}

/**
 * Lets the visitor wait, or go on.
 *
 * @returns the end of the turn, or `undefined` when what was said is an answer like any other.
 */
export function waitOrContinue(turn: TurnState, asked: Slot): Step | undefined {
  const { question } = turn
  const setting = asked.waitAndContinue
  if (question === undefined || setting?.isActive !== true || asked.slotTypeName === FREE_FORM) return undefined
  if (turn.request.isStreaming !== true) return undefined
  const said = folded(turn.heard.transcript)
  const since = question.waitingSinceMs
  if (said !== "" && WAIT_PHRASES.has(said)) return startWaiting(turn, setting, question)
  if (since === undefined) return undefined
  if (said === "" && keepsWaiting(turn, setting, since)) return waitedStep(turn)
  const { waitingSinceMs: _over, ...open } = question
  turn.question = open
  changeIntent(turn, { state: "InProgress" })
  if (!CONTINUE_PHRASES.has(said)) return undefined
  note(turn, { type: "stage", stage: "continue" })
  saySpecification(turn, setting.continue, "continue response")
  return waitedStep(turn)
}

function startWaiting(turn: TurnState, setting: WaitAndContinueSpecification, question: Question): Step {
  turn.question = { ...question, waitingSinceMs: turn.moment.nowMs }
  changeIntent(turn, { state: "Waiting" })
  note(turn, { type: "stage", stage: "wait", because: "the visitor asked for time" })
  saySpecification(turn, setting.waiting, "waiting response")
  return waitedStep(turn)
}

/** Says that the bot still waits, as long as it does. */
function keepsWaiting(turn: TurnState, setting: WaitAndContinueSpecification, sinceMs: number): boolean {
  const { stillWaiting } = setting
  if (stillWaiting === undefined || turn.moment.nowMs - sinceMs >= stillWaiting.timeoutInSeconds * 1000) return false
  saySpecification(turn, stillWaiting, "still-waiting response")
  return true
}

/** The question stays as it was asked. */
function waitedStep(turn: TurnState): Step {
  const slotToElicit = turn.question?.slotName ?? ""
  const action = turn.dialogAction?.type === "ElicitSlot" ? turn.dialogAction : undefined
  return { type: "wait", dialogAction: action ?? { type: "ElicitSlot", slotToElicit } }
}
