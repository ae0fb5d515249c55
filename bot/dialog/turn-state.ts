// What a turn works on until it is over: the one mutable thing in the engine, made from the stored session and thrown
// away after the next one is made of it. The rules that change it are the stages.

import type { EpochMs } from "#core/time.ts"
import type { InputMode, Transcription } from "../code-hook.ts"
import {
  FALLBACK_SIGNATURE,
  type Intent,
  type Message,
  type PromptSpecification,
  type ResponseSpecification,
  type Slot,
} from "../definition.ts"
import type { IntentScore } from "../language-model.ts"
import type {
  ActiveContext,
  Attributes,
  DialogAction,
  FilledSlot,
  RuntimeHints,
  SessionIntent,
  Slots,
} from "../session.ts"
import type { DialogSettings, Moment, TurnBot, TurnRefusalCode, TurnRequest } from "./exchange.ts"
import { chooseMessages, MAX_MESSAGES } from "./messages.ts"
import type { ReferenceScope } from "./references.ts"
import type { Question, Session } from "./session-record.ts"
import { freshIntent, isFilled, valueText } from "./slot-values.ts"
import type { Step } from "./step.ts"
import type { TraceStep } from "./trace.ts"

/** What the visitor said, in the one form all inputs come to. */
export type Heard = {
  readonly inputMode: InputMode
  readonly transcript: string
  /** Best first; empty when there was nothing to hear. */
  readonly transcriptions: readonly Transcription[]
}

/** A turn under way. */
export type TurnState = {
  readonly on: TurnBot
  readonly settings: DialogSettings
  readonly request: TurnRequest
  readonly moment: Moment
  readonly previous: Session
  /** The question this turn began with; set once, before anything is understood. */
  asked: Question | undefined
  heard: Heard
  sessionAttributes: Attributes
  requestAttributes: Attributes
  contexts: readonly ActiveContext[]
  /** The contexts this turn may still use, those in their last turn included. */
  usableContexts: readonly ActiveContext[]
  contextExpiries: Readonly<Record<string, EpochMs>>
  runtimeHints: RuntimeHints | undefined
  intent: SessionIntent | undefined
  /** The intent a turn ended with that no longer is the session's: it still heads the interpretations. */
  droppedIntent: SessionIntent | undefined
  question: Question | undefined
  dialogAction: DialogAction | undefined
  uncaptured: ReadonlySet<string>
  /** Slots the visitor corrected, whose capture step comes before anything else. */
  corrected: readonly string[]
  /** What the default path does first: back to the question that a correction interrupted. */
  resume: Step | undefined
  ranking: readonly IntentScore[]
  /** Slots understood from this turn's words. */
  heardSlots: Slots
  isMissedUtterance: boolean
  isDeveloperOverride: boolean
  messages: readonly Message[]
  trace: readonly TraceStep[]
  stepsLeft: number
}

/** Ends a turn that Lex would refuse. Thrown by the stages, caught by take-turn.ts alone. */
export class TurnRefused extends Error {
  override readonly name = "TurnRefused"
  readonly code: TurnRefusalCode

  constructor(code: TurnRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Adds a step to the trace. */
export function note(turn: TurnState, step: TraceStep): void {
  turn.trace = [...turn.trace, step]
}

/**
 * Counts a step of the flow.
 *
 * @throws {TurnRefused} when the flow of the bot runs in a circle.
 */
export function countStep(turn: TurnState): void {
  turn.stepsLeft--
  if (turn.stepsLeft < 0) {
    throw new TurnRefused("ValidationException", "The conversation flow of the bot doesn't end: it runs in a circle.")
  }
}

/** Finds an intent of the locale by name. */
export function findIntent(turn: TurnState, name: string | undefined): Intent | undefined {
  return turn.on.locale.intents.find((intent) => intent.name === name)
}

/** The definition of the current intent. */
export function currentIntent(turn: TurnState): Intent | undefined {
  return findIntent(turn, turn.intent?.name)
}

/** The intent that answers when nothing else does. */
export function fallbackIntent(turn: TurnState): Intent | undefined {
  return turn.on.locale.intents.find((intent) => intent.parentSignature === FALLBACK_SIGNATURE)
}

/** Finds a slot of the current intent. */
export function findSlot(turn: TurnState, slotName: string | undefined): Slot | undefined {
  return currentIntent(turn)?.slots.find((slot) => slot.name === slotName)
}

/** What references in texts and conditions mean now. */
export function scopeOf(turn: TurnState): ReferenceScope {
  return {
    locale: turn.on.locale,
    ...(turn.intent === undefined ? {} : { intent: turn.intent }),
    sessionAttributes: turn.sessionAttributes,
    requestAttributes: turn.requestAttributes,
    inputMode: turn.heard.inputMode,
    inputTranscript: turn.heard.transcript,
    transcriptions: turn.heard.transcriptions,
  }
}

/** Changes the current intent; nothing happens when there is none. */
export function changeIntent(turn: TurnState, change: Partial<Omit<SessionIntent, "name">>): void {
  if (turn.intent !== undefined) turn.intent = { ...turn.intent, ...change }
}

/**
 * Gives a slot of the current intent a value. A slot that was empty is to be captured when the flow comes to it; one
 * that had a value is not captured again.
 */
export function setSlot(turn: TurnState, slotName: string, value: FilledSlot | null, source: string): void {
  if (turn.intent === undefined || !Object.hasOwn(turn.intent.slots, slotName)) return
  const definition = findSlot(turn, slotName)
  const wasFilled = isFilled(definition, turn.intent.slots[slotName])
  changeIntent(turn, { slots: { ...turn.intent.slots, [slotName]: value } })
  const uncaptured = new Set(turn.uncaptured)
  if (!isFilled(definition, value)) uncaptured.delete(slotName)
  else if (!wasFilled) uncaptured.add(slotName)
  turn.uncaptured = uncaptured
  note(turn, { type: "slot", slotName, value: valueText(value) ?? readingsOf(value), source })
}

function readingsOf(value: FilledSlot | null): string | null {
  const readings = value?.value?.resolvedValues ?? []
  return readings.length === 0 ? null : `${readings.join(" or ")}?`
}

/** Makes another intent the current one, with some slots known; nothing of the former is kept. */
export function enterIntent(turn: TurnState, definition: Intent, slots: Slots, source: string): void {
  turn.intent = freshIntent(definition)
  turn.question = undefined
  turn.uncaptured = new Set()
  turn.corrected = []
  turn.resume = undefined
  for (const [name, value] of Object.entries(slots)) {
    if (value !== null) setSlot(turn, name, value, source)
  }
}

/** Says messages, up to the most Lex returns in a turn. */
export function say(turn: TurnState, messages: readonly Message[], from: string): void {
  for (const message of messages) {
    const content = message.contentType === "ImageResponseCard" ? message.imageResponseCard.title : message.content
    if (turn.messages.length >= MAX_MESSAGES) {
      note(turn, { type: "warning", text: `more than ${MAX_MESSAGES} messages: "${content}" is left out` })
      continue
    }
    turn.messages = [...turn.messages, message]
    note(turn, { type: "message", content, from })
  }
}

/**
 * Says a response or prompt.
 *
 * @throws {TurnRefused} when none of its wordings can be used.
 */
export function saySpecification(
  turn: TurnState,
  specification: ResponseSpecification | PromptSpecification | undefined,
  from: string,
  attempt = 0,
): void {
  if (specification === undefined) return
  const chosen = chooseMessages(specification, attempt, scopeOf(turn), turn.moment.random)
  if (chosen === undefined) throw noUsableMessage(from)
  say(turn, chosen, from)
}

/** The refusal for a point where there is nothing that can be said. */
export function noUsableMessage(where: string): TurnRefused {
  return new TurnRefused(
    "ValidationException",
    `There is no usable message for the ${where}. Check its messages for placeholders without a value, and the content types that the client accepts.`,
  )
}
