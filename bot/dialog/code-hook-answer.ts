// Checks what a code hook answered, as Lex does, against the bot at hand. What the answer makes the dialog do is
// code-hook-call.ts. https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html

import type { BotLocale, Intent, Message } from "../definition.ts"
import type {
  ActiveContext,
  Attributes,
  ConfirmationState,
  DialogAction,
  IntentState,
  RuntimeHints,
  Slots,
} from "../session.ts"
import {
  type JsonObject,
  readAttributes,
  readChoice,
  readContexts,
  readHints,
  readList,
  readMessage,
  readObject,
  readSlot,
  readText,
  ShapeProblem,
} from "./shape-reader.ts"

/** A checked answer: every name in it is of the bot. Absent parts keep what the session has. */
export type CodeHookAnswer = {
  readonly action: Exclude<DialogAction["type"], "None">
  readonly slotToElicit?: string
  readonly slotElicitationStyle?: "Default" | "SpellByLetter" | "SpellByWord"
  readonly subSlotToElicit?: string
  readonly intent?: {
    readonly definition: Intent
    /** Every slot of the intent, when the answer has a slot map at all. */
    readonly slots?: Slots
    readonly state?: IntentState
    readonly confirmationState?: ConfirmationState
  }
  readonly sessionAttributes?: Attributes
  readonly activeContexts?: readonly ActiveContext[]
  readonly runtimeHints?: RuntimeHints
  readonly requestAttributes?: Attributes
  readonly messages: readonly Message[]
}

/** A checked answer, or why Lex would not take it. */
export type AnswerCheck =
  | { readonly ok: true; readonly answer: CodeHookAnswer }
  | { readonly ok: false; readonly problem: string }

/** Lex's limits on what a code hook returns. https://docs.aws.amazon.com/lexv2/latest/dg/quotas.html */
const MAX_ANSWER_BYTES = 50 * 1024
const MAX_ATTRIBUTES_BYTES = 12 * 1024

const ACTIONS = ["Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot"] as const
const STYLES = ["Default", "SpellByLetter", "SpellByWord"] as const
const CONFIRMATION_STATES = ["Confirmed", "Denied", "None"] as const
const INTENT_STATES = [
  "Failed",
  "Fulfilled",
  "InProgress",
  "ReadyForFulfillment",
  "Waiting",
  "FulfillmentInProgress",
] as const

/** Checks an answer. Unknown keys are tolerated: code hooks often send the whole event back. */
export function checkCodeHookAnswer(body: unknown, locale: BotLocale): AnswerCheck {
  try {
    const answer = readAnswer(body, locale)
    const problem = findProblem(answer)
    return problem === undefined ? { ok: true, answer } : { ok: false, problem }
  } catch (error) {
    if (error instanceof ShapeProblem) return { ok: false, problem: error.message }
    // What is nested thousands deep came as JSON, but can't be written as JSON to be measured.
    if (error instanceof RangeError) return { ok: false, problem: "the answer is nested too deep" }
    throw error
  }
}

function readAnswer(body: unknown, locale: BotLocale): CodeHookAnswer {
  const answer = readObject(body, "LambdaResponse", "the response")
  checkSize(body, MAX_ANSWER_BYTES, "the response")
  const state = readObject(answer.sessionState, "SessionState", "sessionState")
  const action = readObject(state.dialogAction, "DialogAction", "sessionState.dialogAction")
  const type = readChoice(action.type, ACTIONS, "DialogActionType", "sessionState.dialogAction.type")
  if (type === undefined) throw new ShapeProblem("DialogAction", "sessionState.dialogAction.type is missing")
  const sessionAttributes = readAttributes(state.sessionAttributes, "sessionState.sessionAttributes")
  if (sessionAttributes !== undefined) {
    checkSize(sessionAttributes, MAX_ATTRIBUTES_BYTES, "sessionState.sessionAttributes")
  }
  const messages = readList(answer.messages, "Message", "messages") ?? []
  return withoutAbsent({
    action: type,
    ...readElicitation(action),
    intent: readIntent(state.intent, locale),
    sessionAttributes,
    activeContexts: readContexts(state.activeContexts, "sessionState.activeContexts"),
    runtimeHints: readKnownHints(state.runtimeHints, locale),
    requestAttributes: readAttributes(answer.requestAttributes, "requestAttributes"),
    messages: messages.map((message, i) => readMessage(message, `messages[${i}]`)),
  })
}

function readElicitation(action: JsonObject) {
  const path = "sessionState.dialogAction"
  const subSlot = action.subSlotToElicit
  return {
    slotToElicit: readText(action.slotToElicit, "DialogAction", `${path}.slotToElicit`),
    slotElicitationStyle: readChoice(action.slotElicitationStyle, STYLES, "StyleType", `${path}.slotElicitationStyle`),
    subSlotToElicit:
      subSlot === null || subSlot === undefined
        ? undefined
        : readText(readObject(subSlot, "ElicitSubSlot", path).name, "ElicitSubSlot", `${path}.subSlotToElicit.name`),
  }
}

function readIntent(value: unknown, locale: BotLocale): CodeHookAnswer["intent"] {
  if (value === null || value === undefined) return undefined
  const intent = readObject(value, "Intent", "sessionState.intent")
  const name = readText(intent.name, "Intent", "sessionState.intent.name")
  if (name === undefined) throw new ShapeProblem("Intent", "sessionState.intent.name is missing")
  const definition = locale.intents.find((candidate) => candidate.name === name)
  if (definition === undefined) throw new ShapeProblem("Intent", `the bot has no intent '${name}'`)
  return withoutAbsent({
    definition,
    slots: readSlots(intent.slots, definition),
    state: readChoice(intent.state, INTENT_STATES, "IntentState", "sessionState.intent.state"),
    confirmationState: readChoice(
      intent.confirmationState,
      CONFIRMATION_STATES,
      "ConfirmationState",
      "sessionState.intent.confirmationState",
    ),
  })
}

function readSlots(value: unknown, definition: Intent): Slots | undefined {
  if (value === null || value === undefined) return undefined
  const given = readObject(value, "Map", "sessionState.intent.slots")
  const unknown = Object.keys(given).find((name) => !definition.slots.some((slot) => slot.name === name))
  if (unknown !== undefined) throw new ShapeProblem("Slot", `intent '${definition.name}' has no slot '${unknown}'`)
  return Object.fromEntries(
    definition.slots.map(({ name }) => [name, readSlot(given[name], `sessionState.intent.slots.${name}`)]),
  )
}

function readKnownHints(value: unknown, locale: BotLocale): RuntimeHints | undefined {
  const hints = readHints(value, "sessionState.runtimeHints")
  const problem = hints === undefined ? undefined : findHintProblem(hints, locale)
  if (problem !== undefined) throw new ShapeProblem("RuntimeHints", problem)
  return hints
}

/** @returns what the hints name that the bot doesn't have; Lex takes no such hints. */
export function findHintProblem(hints: RuntimeHints, locale: BotLocale): string | undefined {
  for (const [intentName, slots] of Object.entries(hints.slotHints ?? {})) {
    const intent = locale.intents.find(({ name }) => name === intentName)
    if (intent === undefined) return `the bot has no intent '${intentName}' to give runtime hints for`
    const unknown = Object.keys(slots).find((name) => !intent.slots.some((slot) => slot.name === name))
    if (unknown !== undefined) return `intent '${intentName}' has no slot '${unknown}' to give runtime hints for`
  }
  return undefined
}

/** What each action needs beyond its shape. */
function findProblem(answer: CodeHookAnswer): string | undefined {
  const { action, intent, slotToElicit } = answer
  switch (action) {
    case "Delegate":
      return undefined
    case "ElicitIntent":
      return answer.messages.length === 0 ? "ElicitIntent needs at least one message" : undefined
    case "ConfirmIntent":
      return intent === undefined ? "ConfirmIntent needs sessionState.intent.name" : undefined
    case "Close":
      if (intent === undefined) return "Close needs sessionState.intent with its name and state"
      return intent.state === undefined ? "Close needs sessionState.intent.state" : undefined
    case "ElicitSlot": {
      if (intent === undefined) return "ElicitSlot needs sessionState.intent.name"
      if (slotToElicit === undefined) return "ElicitSlot needs sessionState.dialogAction.slotToElicit"
      const isKnown = intent.definition.slots.some(({ name }) => name === slotToElicit)
      return isKnown ? undefined : `intent '${intent.definition.name}' has no slot '${slotToElicit}' to elicit`
    }
  }
}

function checkSize(value: unknown, maxBytes: number, what: string): void {
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length
  if (bytes > maxBytes)
    throw new ShapeProblem("LambdaResponse", `${what} has ${bytes} bytes, at most ${maxBytes} may be`)
}

type WithoutAbsent<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name]
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined> }

/** Leaves the absent fields out altogether. */
function withoutAbsent<Fields extends object>(fields: Fields): WithoutAbsent<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutAbsent<Fields>
}
