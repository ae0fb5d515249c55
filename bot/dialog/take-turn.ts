// One turn of a conversation: from the stored session and what the visitor did to the next session and what the bot
// says. A generator, so that code-hook calls are left to the caller and nothing here touches the world.

import type { Message } from "../definition.ts"
import type { Interpretation, SessionIntent, SessionState } from "../session.ts"
import { answerConfirmation, answerSlot } from "./answer-stage.ts"
import type { DialogRun } from "./code-hook-call.ts"
import { ageContexts } from "./contexts.ts"
import {
  DEFAULT_DIALOG_SETTINGS,
  type Moment,
  type TurnBot,
  type TurnInput,
  type TurnRequest,
  type TurnResult,
} from "./exchange.ts"
import { listInterpretations } from "./interpretations.ts"
import { openTurn } from "./opening-stage.ts"
import { runSteps } from "./run-steps.ts"
import { applyOverride } from "./session-override.ts"
import { liveContexts, type Session } from "./session-record.ts"
import { emptySlots, isFilled } from "./slot-values.ts"
import type { Step } from "./step.ts"
import { findIntent, findSlot, type Heard, note, say, TurnRefused, type TurnState } from "./turn-state.ts"

/** A flow that needs more steps than this runs in a circle. */
const MAX_STEPS = 100

/**
 * Takes one turn. Each yielded call is to be made and its outcome sent back in; the last value is the result.
 * Same session, request, moment and outcomes give the same result on every host.
 *
 * @param session As stored; an expired one is the caller's to replace (`isExpired`, `createSession`).
 * @throws never for anything a visitor, client, bot definition or code hook can do: those are refusals.
 */
export function* takeTurn(bot: TurnBot, session: Session, request: TurnRequest, moment: Moment): DialogRun<TurnResult> {
  const turn = beginTurn(bot, session, request, moment)
  try {
    if (request.sessionState !== undefined) applyOverride(turn, request.sessionState)
    yield* request.input.type === "none" ? runCommand(turn, request.messages ?? []) : runUtterance(turn)
    return endTurn(turn)
  } catch (error) {
    if (!(error instanceof TurnRefused)) throw error
    note(turn, { type: "refused", message: error.message })
    return { type: "refused", code: error.code, message: error.message, trace: turn.trace }
  }
}

function beginTurn(on: TurnBot, previous: Session, request: TurnRequest, moment: Moment): TurnState {
  const { state } = previous
  const contexts = liveContexts(state.activeContexts ?? [], previous.contextExpiries, moment.nowMs)
  const turn: TurnState = {
    on,
    settings: { ...DEFAULT_DIALOG_SETTINGS, ...on.settings },
    request,
    moment,
    previous,
    asked: undefined,
    heard: hear(request.input),
    sessionAttributes: state.sessionAttributes ?? {},
    requestAttributes: request.requestAttributes ?? {},
    contexts,
    usableContexts: contexts,
    contextExpiries: previous.contextExpiries,
    runtimeHints: state.runtimeHints,
    intent: undefined,
    droppedIntent: undefined,
    question: previous.question,
    dialogAction: state.dialogAction,
    uncaptured: new Set(previous.uncaptured),
    corrected: [],
    resume: undefined,
    ranking: [],
    heardSlots: {},
    isMissedUtterance: false,
    isDeveloperOverride: false,
    messages: [],
    trace: [],
    stepsLeft: MAX_STEPS,
  }
  restoreIntent(turn, state.intent)
  return turn
}

function hear(input: TurnInput): Heard {
  switch (input.type) {
    case "text":
      return heardWords("Text", input.text)
    case "dtmf":
      return heardWords("DTMF", input.digits)
    case "speech": {
      const transcript = input.transcriptions[0]?.transcription ?? ""
      return { inputMode: "Speech", transcript, transcriptions: input.transcriptions }
    }
    case "silence":
      return { inputMode: input.inputMode, transcript: "", transcriptions: [] }
    case "none":
      return { inputMode: "Text", transcript: "", transcriptions: [] }
  }
}

function heardWords(inputMode: Heard["inputMode"], words: string): Heard {
  return { inputMode, transcript: words, transcriptions: [{ transcription: words, transcriptionConfidence: 1 }] }
}

/** The stored intent as the bot has it today: another version may have lost the intent, or changed its slots. */
function restoreIntent(turn: TurnState, stored: SessionIntent | undefined): void {
  const definition = findIntent(turn, stored?.name)
  if (stored === undefined || definition === undefined) {
    turn.question = undefined
    return
  }
  const slots = emptySlots(definition)
  for (const name of Object.keys(slots)) slots[name] = stored.slots[name] ?? null
  turn.intent = { ...stored, slots }
  const { question } = turn
  const isGone = question?.slotName !== undefined && !Object.hasOwn(slots, question.slotName)
  if (isGone || question?.intentName !== definition.name) turn.question = undefined
}

/** The visitor said something: the open question first, else a new intent. */
function* runUtterance(turn: TurnState): DialogRun<void> {
  turn.asked = turn.question
  turn.usableContexts = turn.contexts
  const isReplaced = turn.request.sessionState?.activeContexts !== undefined
  const aged = isReplaced ? turn.contexts : ageContexts(turn.contexts)
  const first = yield* understand(turn, aged)
  yield* runSteps(turn, first)
}

function* understand(turn: TurnState, aged: TurnState["contexts"]): DialogRun<Step> {
  const asked = turn.asked === undefined ? undefined : findSlot(turn, turn.asked.slotName)
  turn.contexts = aged
  if (asked !== undefined) return yield* answerSlot(turn, asked)
  return turn.asked === undefined ? openTurn(turn) : yield* answerConfirmation(turn)
}

/** A client moved the conversation itself (PutSession): nothing is understood, the state it sent is acted upon. */
function* runCommand(turn: TurnState, messages: readonly Message[]): DialogRun<void> {
  const step = commandStep(turn, messages)
  if (step !== undefined) yield* runSteps(turn, step)
  else say(turn, messages, "the client")
}

function commandStep(turn: TurnState, messages: readonly Message[]): Step | undefined {
  const action = turn.request.sessionState?.dialogAction
  const given = messages.length === 0 ? {} : { messages }
  switch (action?.type) {
    case "Delegate":
      return delegatedStep(turn)
    case "ElicitSlot":
      return {
        type: "elicit-slot",
        slotName: action.slotToElicit ?? "",
        isSilent: false,
        isForced: true,
        ...given,
        ...(action.subSlotToElicit === undefined ? {} : { subSlotName: action.subSlotToElicit.name }),
        ...(action.slotElicitationStyle === undefined ? {} : { style: action.slotElicitationStyle }),
      }
    case "ConfirmIntent":
      return { type: "confirm", isSilent: false, isForced: true, ...given }
    case "ElicitIntent":
      return { type: "elicit-intent", messages }
    case "Close":
      say(turn, messages, "the client")
      return { type: "end" }
    default:
      return undefined
  }
}

/** Runs the engine from the state the client gave: from the start, or from where an intent under way stands. */
function delegatedStep(turn: TurnState): Step {
  const { intent } = turn
  if (intent === undefined) {
    throw new TurnRefused("ValidationException", "Invalid session state: Delegate needs an intent.")
  }
  if (intent.state === "ReadyForFulfillment") return { type: "fulfill" }
  const isUnderWay =
    turn.previous.state.intent?.name === intent.name && turn.previous.state.intent.state === "InProgress"
  if (isUnderWay || intent.confirmationState !== "None") return { type: "next" }
  return { type: "start-intent", intentName: intent.name, slots: intent.slots, isSilent: false }
}

function endTurn(turn: TurnState): TurnResult {
  const sessionState: SessionState = {
    ...(turn.dialogAction === undefined ? {} : { dialogAction: turn.dialogAction }),
    ...(turn.intent === undefined ? {} : { intent: turn.intent }),
    activeContexts: turn.contexts,
    sessionAttributes: turn.sessionAttributes,
    ...(turn.runtimeHints === undefined ? {} : { runtimeHints: turn.runtimeHints }),
    ...(turn.previous.state.originatingRequestId === undefined
      ? {}
      : { originatingRequestId: turn.previous.state.originatingRequestId }),
  }
  const interpretations: Interpretation[] = listInterpretations(turn)
  const names = new Set(turn.contexts.map(({ name }) => name))
  const session: Session = {
    sessionId: turn.previous.sessionId,
    createdAtMs: turn.previous.createdAtMs,
    lastUsedAtMs: turn.moment.nowMs,
    state: sessionState,
    messages: turn.messages,
    interpretations,
    ...(turn.question === undefined ? {} : { question: turn.question }),
    uncaptured: [...turn.uncaptured].filter((name) => isFilled(findSlot(turn, name), turn.intent?.slots[name])),
    contextExpiries: Object.fromEntries(Object.entries(turn.contextExpiries).filter(([name]) => names.has(name))),
  }
  return {
    type: "answered",
    session,
    messages: turn.messages,
    sessionState,
    interpretations,
    requestAttributes: turn.requestAttributes,
    isMissedUtterance: turn.isMissedUtterance,
    isDeveloperOverride: turn.isDeveloperOverride,
    trace: turn.trace,
  }
}
