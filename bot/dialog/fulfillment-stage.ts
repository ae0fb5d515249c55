// Fulfillment and closing. https://docs.aws.amazon.com/lexv2/latest/dg/intent-fulfillment.html

import type { FulfillmentSetting, Outcome } from "../definition.ts"
import type { CodeHookAnswer } from "./code-hook-answer.ts"
import { activateOutputContexts, callCodeHook, type DialogRun, decidedStep, hookMessages } from "./code-hook-call.ts"
import { followOutcome, saysAnything } from "./outcome.ts"
import { END, NEXT, type Step } from "./step.ts"
import { changeIntent, currentIntent, note, say, saySpecification, TurnRefused, type TurnState } from "./turn-state.ts"

/** The longest a request can wait; a streaming conversation waits as long as the bot definition says. */
const REQUEST_TIMEOUT_MS = 30_000

const CLOSE: Step = { type: "close", isSilent: false }

/** Fulfills the intent, by the code hook if there is one. */
export function* fulfill(turn: TurnState): DialogRun<Step> {
  const definition = currentIntent(turn)
  if (definition === undefined) return END
  turn.question = undefined
  changeIntent(turn, { state: "ReadyForFulfillment" })
  const setting = definition.fulfillment
  if (setting === undefined || !setting.isActive) {
    note(turn, { type: "stage", stage: "fulfill", because: "no fulfillment stage: the client fulfills" })
    return CLOSE
  }
  note(turn, { type: "stage", stage: "fulfill" })
  if (!setting.enabled || !turn.on.hasCodeHook) {
    const because = setting.enabled
      ? "the alias has no code hook for this locale"
      : `intent ${definition.name} is fulfilled without a code hook`
    note(turn, { type: "code-hook-skipped", because })
    changeIntent(turn, { state: "Fulfilled" })
    return yield* succeed(turn, setting.success)
  }
  const reply = yield* callCodeHook(turn, { source: "FulfillmentCodeHook" }, timeoutMs(turn, setting))
  if (reply.type === "answered") return yield* followAnswer(turn, setting, reply.answer, reply.isOtherIntent)
  return yield* fail(turn, reply.type === "timed-out" ? setting.timeout : setting.failure, reply.problem)
}

function timeoutMs(turn: TurnState, setting: FulfillmentSetting): number {
  const own = setting.updates?.timeoutInSeconds
  if (own === undefined) return REQUEST_TIMEOUT_MS
  return turn.request.isStreaming === true ? own * 1000 : Math.min(own * 1000, REQUEST_TIMEOUT_MS)
}

function* followAnswer(
  turn: TurnState,
  setting: FulfillmentSetting,
  answer: CodeHookAnswer,
  isOtherIntent: boolean,
): DialogRun<Step> {
  const { action } = answer
  if (action !== "Close" && action !== "Delegate") return decidedStep(turn, answer)
  if (isOtherIntent && turn.intent !== undefined) {
    if (action === "Close") return decidedStep(turn, answer)
    return { type: "start-intent", intentName: turn.intent.name, slots: turn.intent.slots, isSilent: false }
  }
  const messages = action === "Close" ? hookMessages(turn, answer) : []
  if (turn.intent?.state === "Failed") {
    say(turn, messages, "the code hook")
    return yield* follow(turn, spoken(setting.failure, messages.length > 0), "fulfillment failure", END)
  }
  if (action === "Delegate") changeIntent(turn, { state: "Fulfilled" })
  say(turn, messages, "the code hook")
  return yield* succeed(turn, spoken(setting.success, messages.length > 0))
}

/** An outcome whose response is left out when the code hook has said something in its place. */
function spoken(outcome: Outcome, isSaid: boolean): Outcome {
  if (!isSaid) return outcome
  const { response: _replaced, ...rest } = outcome
  return rest
}

function* succeed(turn: TurnState, outcome: Outcome): DialogRun<Step> {
  if (turn.intent?.state === "Fulfilled") activateOutputContexts(turn, currentIntent(turn))
  return yield* follow(turn, outcome, "fulfillment success", CLOSE)
}

/** A failure without an outcome of its own is the client's to know. */
function* fail(turn: TurnState, outcome: Outcome, problem: string): DialogRun<Step> {
  if (!saysAnything(outcome)) throw new TurnRefused("DependencyFailedException", problem)
  changeIntent(turn, { state: "Failed" })
  return yield* follow(turn, outcome, "fulfillment failure", END)
}

/** Fulfillment and what follows it call no DialogCodeHook, so a step that says so leads nowhere. */
function* follow(turn: TurnState, outcome: Outcome, from: string, otherwise: Step): DialogRun<Step> {
  const step = yield* followOutcome(turn, outcome, undefined, from)
  return step.type === "next" ? otherwise : step
}

/** Says the closing response and follows where it leads; by default the conversation ends. */
export function* closeIntent(turn: TurnState, isSilent: boolean): DialogRun<Step> {
  const closing = currentIntent(turn)?.closing
  turn.question = undefined
  if (closing === undefined || !closing.isActive) return END
  note(turn, { type: "stage", stage: "closing" })
  const { response, isActive: _isActive, ...rest } = closing
  if (!isSilent) saySpecification(turn, response, "closing response")
  const step = yield* followOutcome(turn, rest, undefined, "closing")
  return step === NEXT || step.type === "next" ? END : step
}
