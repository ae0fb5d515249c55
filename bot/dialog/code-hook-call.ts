// Calling a code hook in the middle of a turn: whether it is called at all, how its answer changes the session, and what
// it makes the dialog do. The event is code-hook-event.ts, checking the answer code-hook-answer.ts.

import type { CodeHookOutcome } from "../code-hook.ts"
import type { Intent } from "../definition.ts"
import type { FilledSlot, Slots } from "../session.ts"
import { type CodeHookAnswer, checkCodeHookAnswer } from "./code-hook-answer.ts"
import { codeHookEvent, type HookPoint } from "./code-hook-event.ts"
import { activatedContexts, contextExpiries, withContexts } from "./contexts.ts"
import type { CodeHookCall } from "./exchange.ts"
import { emptySlots } from "./slot-values.ts"
import { NEXT, type Step } from "./step.ts"
import { fillHookMessage } from "./substitution.ts"
import {
  changeIntent,
  currentIntent,
  enterIntent,
  note,
  say,
  scopeOf,
  setSlot,
  TurnRefused,
  type TurnState,
} from "./turn-state.ts"

/** A part of a turn that may need a code hook called. */
export type DialogRun<Result> = Generator<CodeHookCall, Result, CodeHookOutcome>

/** What became of a call: an answer that is already applied to the session, or how it failed. */
export type HookReply =
  | { readonly type: "answered"; readonly answer: CodeHookAnswer; readonly isOtherIntent: boolean }
  | { readonly type: "failed" | "timed-out"; readonly problem: string }

const DEFAULT_TIMEOUT_MS = 30_000

/** Lex's limit on what it sends to a code hook. https://docs.aws.amazon.com/lexv2/latest/dg/quotas.html */
const MAX_EVENT_BYTES = 12 * 1024

const MAX_TIMEOUT_MS = 120_000

/** The session attribute by which a bot allows its code hook more or less time. */
const TIMEOUT_ATTRIBUTE = "x-amz-lex:codehook-timeout-ms"

/** Whether DialogCodeHook calls happen in the current intent at all; says in the trace why not. */
export function mayCallDialogHook(turn: TurnState): boolean {
  const intent = currentIntent(turn)
  if (intent === undefined) return false
  const because = !turn.on.hasCodeHook
    ? "the alias has no code hook for this locale"
    : intent.isDialogCodeHookEnabled
      ? undefined
      : `intent ${intent.name} doesn't use code hooks for initialization and validation`
  if (because !== undefined) note(turn, { type: "code-hook-skipped", because })
  return because === undefined
}

/**
 * Calls the code hook and applies what it set.
 *
 * @param ownTimeoutMs The time the bot definition gives to this call, if it does.
 * @throws {TurnRefused} when no call is taken at present.
 */
export function* callCodeHook(turn: TurnState, point: HookPoint, ownTimeoutMs?: number): DialogRun<HookReply> {
  const { intent } = turn
  if (intent === undefined) return { type: "failed", problem: "there is no intent to call the code hook for" }
  const event = codeHookEvent(turn, intent, point)
  const bytes = new TextEncoder().encode(JSON.stringify(event)).length
  if (bytes > MAX_EVENT_BYTES) {
    const problem = `The event for the code hook has ${bytes} bytes, at most ${MAX_EVENT_BYTES} may be: keep less in the session attributes.`
    note(turn, { type: "warning", text: problem })
    return { type: "failed", problem }
  }
  const outcome = yield { event, timeoutMs: timeoutOf(turn, ownTimeoutMs) }
  const label = point.label === undefined ? {} : { invocationLabel: point.label }
  const noteCall = (more: { action?: string; problem?: string }) =>
    note(turn, { type: "code-hook", invocationSource: point.source, ...label, outcome: outcome.type, ...more })
  switch (outcome.type) {
    case "throttled":
      noteCall({})
      throw new TurnRefused("ThrottlingException", "Rate exceeded: the code hook takes no more calls at present.")
    case "timed-out":
      noteCall({})
      return { type: "timed-out", problem: "The code hook did not answer in time." }
    case "failed":
      noteCall({ problem: outcome.message ?? outcome.error })
      return {
        type: "failed",
        problem: `Invalid Lambda Response: Received error response from Lambda: ${outcome.error}`,
      }
    case "answered": {
      const check = checkCodeHookAnswer(outcome.body, turn.on.locale)
      noteCall(check.ok ? { action: check.answer.action } : { problem: check.problem })
      if (!check.ok) {
        return {
          type: "failed",
          problem: `Invalid Lambda Response: Received invalid response from Lambda: ${check.problem}`,
        }
      }
      return { type: "answered", answer: check.answer, isOtherIntent: applyAnswer(turn, check.answer) }
    }
  }
}

function timeoutOf(turn: TurnState, ownTimeoutMs: number | undefined): number {
  const attribute = turn.sessionAttributes[TIMEOUT_ATTRIBUTE] ?? turn.requestAttributes[TIMEOUT_ATTRIBUTE]
  const asked = attribute === undefined ? Number.NaN : Number(attribute)
  if (Number.isInteger(asked) && asked > 0) return Math.min(asked, MAX_TIMEOUT_MS)
  return ownTimeoutMs ?? DEFAULT_TIMEOUT_MS
}

/** @returns whether the answer went over to another intent. */
function applyAnswer(turn: TurnState, answer: CodeHookAnswer): boolean {
  const { sessionAttributes, activeContexts, runtimeHints, requestAttributes, intent } = answer
  if (sessionAttributes !== undefined) turn.sessionAttributes = sessionAttributes
  if (activeContexts !== undefined) {
    turn.contexts = activeContexts
    turn.contextExpiries = contextExpiries(activeContexts, turn.moment.nowMs)
  }
  if (runtimeHints !== undefined) turn.runtimeHints = runtimeHints
  if (requestAttributes !== undefined) turn.requestAttributes = requestAttributes
  if (intent === undefined || answer.action === "ElicitIntent") return false
  const isOtherIntent = intent.definition.name !== turn.intent?.name
  if (isOtherIntent) {
    turn.isDeveloperOverride = true
    enterIntent(turn, intent.definition, intent.slots ?? emptySlots(intent.definition), "the code hook")
  } else if (intent.slots !== undefined) {
    applySlots(turn, intent.slots)
  }
  changeIntent(turn, {
    ...(intent.state === undefined ? {} : { state: intent.state }),
    ...(intent.confirmationState === undefined ? {} : { confirmationState: intent.confirmationState }),
  })
  return isOtherIntent
}

function applySlots(turn: TurnState, slots: Slots): void {
  const before = turn.intent?.slots ?? {}
  for (const [name, value] of Object.entries(slots)) {
    if (!isSameJson(before[name] ?? null, value)) setSlot(turn, name, value, "the code hook")
  }
}

/** Whether the code hook handed a slot back as it got it, whatever it did to shapes and absent readings. */
function isSameJson(one: FilledSlot | null, other: FilledSlot | null): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other))
}

function comparable(slot: FilledSlot | null): unknown {
  if (slot === null) return null
  return [
    slot.value?.originalValue,
    slot.value?.interpretedValue,
    slot.value?.resolvedValues,
    slot.values?.map(comparable),
    Object.entries(slot.subSlots ?? {})
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [name, comparable(part)]),
  ]
}

/** What a DialogCodeHook's reply means for the flow. */
export type HookVerdict =
  /** It delegated: the flow goes on. */
  | { readonly type: "continue" }
  /** The call failed (`isError`), or the answer delegated with state Failed. */
  | { readonly type: "failed"; readonly isError: boolean; readonly problem: string }
  | { readonly type: "timed-out"; readonly problem: string }
  /** It decided itself. */
  | { readonly type: "step"; readonly step: Step }

/** Reads a DialogCodeHook's reply. Messages of a Delegate are not used, as Lex doesn't. */
export function dialogVerdict(turn: TurnState, reply: HookReply): HookVerdict {
  if (reply.type !== "answered") {
    const { type, problem } = reply
    return type === "timed-out" ? { type, problem } : { type, isError: true, problem }
  }
  const { answer, isOtherIntent } = reply
  if (answer.action === "Delegate") return delegateVerdict(turn, isOtherIntent)
  return { type: "step", step: decidedStep(turn, answer) }
}

function delegateVerdict(turn: TurnState, isOtherIntent: boolean): HookVerdict {
  const intent = turn.intent
  if (intent === undefined) return { type: "continue" }
  switch (intent.state) {
    case "Failed":
      return { type: "failed", isError: false, problem: "the code hook set the intent to Failed" }
    case "ReadyForFulfillment":
      return { type: "step", step: { type: "fulfill" } }
    case "Fulfilled":
      activateOutputContexts(turn, currentIntent(turn))
      return { type: "step", step: { type: "close", isSilent: false } }
    default:
  }
  if (isOtherIntent) {
    const step: Step = { type: "start-intent", intentName: intent.name, slots: intent.slots, isSilent: false }
    return { type: "step", step: intent.confirmationState === "None" ? step : NEXT }
  }
  if (intent.confirmationState === "Denied") return { type: "step", step: { type: "declined" } }
  return { type: "continue" }
}

/** The step a code hook asks for by any action but Delegate. */
export function decidedStep(turn: TurnState, answer: CodeHookAnswer): Step {
  const messages = hookMessages(turn, answer)
  switch (answer.action) {
    case "ElicitSlot":
      return {
        type: "elicit-slot",
        slotName: answer.slotToElicit ?? "",
        isSilent: false,
        isForced: true,
        ...(messages.length === 0 ? {} : { messages }),
        ...(answer.subSlotToElicit === undefined ? {} : { subSlotName: answer.subSlotToElicit }),
        ...(answer.slotElicitationStyle === undefined ? {} : { style: answer.slotElicitationStyle }),
      }
    case "ConfirmIntent":
      return { type: "confirm", isSilent: false, isForced: true, ...(messages.length === 0 ? {} : { messages }) }
    case "ElicitIntent":
      return { type: "elicit-intent", messages }
    case "Close":
      say(turn, messages, "the code hook")
      if (turn.intent?.state === "Fulfilled") activateOutputContexts(turn, currentIntent(turn))
      return { type: "end" }
    case "Delegate":
      return NEXT
  }
}

/** The messages of an answer with the slots they mention filled in. */
export function hookMessages(turn: TurnState, answer: CodeHookAnswer): typeof answer.messages {
  if (!turn.settings.substitutesHookMessages) return answer.messages
  return answer.messages.map((message) => fillHookMessage(message, scopeOf(turn)))
}

/** Activates the output contexts of a fulfilled intent. */
export function activateOutputContexts(turn: TurnState, definition: Intent | undefined): void {
  if (definition === undefined || turn.intent === undefined || definition.outputContexts.length === 0) return
  const added = activatedContexts(definition.outputContexts, turn.intent.slots)
  turn.contexts = withContexts(turn.contexts, added)
  turn.contextExpiries = { ...turn.contextExpiries, ...contextExpiries(added, turn.moment.nowMs) }
}
