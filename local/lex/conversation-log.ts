// Conversation logs as Lex V2 writes them to CloudWatch: one JSON line a turn, with obfuscated slots masked. An option of
// the bot's developer: nothing is logged unless a file is named.
// https://docs.aws.amazon.com/lexv2/latest/dg/conversation-logs-cw.html

import { createWriteStream, type WriteStream } from "node:fs"
import type { Transcription } from "#bot/code-hook.ts"
import type { Intent, Message } from "#bot/definition.ts"
import type { TurnRequest } from "#bot/dialog/exchange.ts"
import type { Question, Session } from "#bot/dialog/session-record.ts"
import type { TraceStep } from "#bot/dialog/trace.ts"
import { toEventIntent } from "#bot/dialog/wire-views.ts"
import type { FilledSlot, SessionIntent, SessionState, Slots } from "#bot/session.ts"
import { type EpochMs, formatInstant } from "#core/time.ts"
import type { AnsweredTurn, TurnOperation } from "./answered-turn.ts"
import type { ServedLocale } from "./bot-catalog.ts"
import type { SessionKey } from "./session-store.ts"

/** One turn to be logged. */
export type LoggedTurn = {
  readonly served: ServedLocale
  readonly key: SessionKey
  readonly request: TurnRequest
  readonly context: { readonly requestId: string; readonly operation: TurnOperation }
  /** The session as the turn found it. */
  readonly before: Session
  readonly turn: AnsweredTurn
  readonly at: EpochMs
}

/** Keeps what was said. */
export interface ConversationLog {
  write(turn: LoggedTurn): void
  close(): Promise<void>
}

/** Opens a log file, which is appended to. Bots for children leave no entries. */
export function openConversationLog(path: string): ConversationLog {
  let stream: WriteStream | undefined
  return {
    write: (turn) => {
      if (turn.served.bot.isChildDirected) return
      stream ??= createWriteStream(path, { flags: "a", mode: 0o600 })
      stream.write(`${JSON.stringify(toLogEntry(turn))}\n`)
    },
    close: () => new Promise((resolve) => (stream === undefined ? resolve() : stream.end(resolve))),
  }
}

/** The entry of one turn, obfuscated as the bot's slots say. */
export function toLogEntry({
  served,
  key,
  before,
  request,
  context,
  turn,
  at,
}: LoggedTurn): Readonly<Record<string, unknown>> {
  const { bot, locale, alias } = served
  const mask = createMask(locale.intents, turn, before.question)
  const { intent, ...state } = turn.sessionState
  const input = readInput(request)
  return {
    "message-version": "2.0",
    bot: {
      id: bot.id,
      name: bot.name,
      aliasId: alias.id,
      aliasName: alias.name,
      localeId: locale.localeId,
      version: bot.version,
    },
    messages: turn.messages.map((message) => toLoggedMessage(message, mask)),
    utteranceContext: {
      ...(state.runtimeHints === undefined ? {} : { activeRuntimeHints: state.runtimeHints }),
      slotElicitationStyle: state.dialogAction?.slotElicitationStyle ?? "Default",
    },
    sessionState: {
      ...toLoggedState(state, turn.isMissedUtterance),
      ...(intent === undefined || turn.isMissedUtterance ? {} : { intent: mask.intent(toEventIntent(intent)) }),
    },
    dialogEventLogs: [{ conditionalEvaluationResult: turn.trace.flatMap(toConditionEntry) }],
    interpretations: turn.interpretations.map(({ intent: reading, nluConfidence, interpretationSource }) => ({
      intent: mask.intent(toEventIntent(reading)),
      interpretationSource,
      ...(nluConfidence === undefined ? {} : { nluConfidence: String(nluConfidence) }),
    })),
    sessionId: key.sessionId,
    ...(input.transcript === undefined ? {} : { inputTranscript: mask.transcript(input.transcript) }),
    ...(input.transcriptions === undefined
      ? {}
      : {
          transcriptions: input.transcriptions.map((guess) => ({
            ...guess,
            transcription: mask.transcript(guess.transcription),
          })),
        }),
    missedUtterance: turn.isMissedUtterance,
    requestId: context.requestId,
    timestamp: formatInstant(at),
    developerOverride: turn.isDeveloperOverride,
    inputMode: input.mode,
    requestAttributes: turn.requestAttributes,
    responseReason: request.input.type === "silence" ? "StartTimeout" : "UtteranceResponse",
    operationName: context.operation,
  }
}

/** The slot that was asked for makes no sense in an entry of an utterance that was missed. */
function toLoggedState(state: Omit<SessionState, "intent">, isMissed: boolean): Omit<SessionState, "intent"> {
  if (!isMissed || state.dialogAction === undefined) return state
  const { slotToElicit: _, ...dialogAction } = state.dialogAction
  return { ...state, dialogAction }
}

type LoggedInput = {
  readonly mode: "Text" | "Speech" | "DTMF"
  readonly transcript?: string
  readonly transcriptions?: readonly Transcription[]
}

function readInput({ input }: TurnRequest): LoggedInput {
  switch (input.type) {
    case "text":
      return { mode: "Text", transcript: input.text }
    case "dtmf":
      return { mode: "DTMF", transcript: input.digits }
    case "speech":
      return {
        mode: "Speech",
        transcript: input.transcriptions[0]?.transcription ?? "",
        transcriptions: input.transcriptions,
      }
    case "silence":
      return { mode: input.inputMode }
    case "none":
      return { mode: "Text" }
  }
}

type Mask = {
  readonly transcript: (text: string) => string
  readonly intent: (intent: SessionIntent) => SessionIntent
}

/**
 * Masks what obfuscated slots hold: `{slotName}` in place of the value, wherever it was said. When an answer to such a
 * slot wasn't understood, nobody knows where in the words the secret is: all of them are masked.
 */
function createMask(intents: readonly Intent[], turn: AnsweredTurn, question: Question | undefined): Mask {
  const secretSlots = new Map(
    intents.map(({ name, slots }) => [
      name,
      new Set(slots.filter((slot) => slot.isObfuscated).map((slot) => slot.name)),
    ]),
  )
  const current = turn.sessionState.intent
  const secrets = Object.entries(current?.slots ?? {}).flatMap(([name, slot]) =>
    slot !== null && current !== undefined && secretSlots.get(current.name)?.has(name) ? [[name, slot] as const] : [],
  )
  const asked = question?.slotName
  const isAskedForSecret = asked !== undefined && secretSlots.get(question?.intentName ?? "")?.has(asked) === true
  const isUnanswered = isAskedForSecret && !secrets.some(([name]) => name === asked)
  return {
    transcript: (text) =>
      isUnanswered
        ? `{${asked}}`
        : secrets.reduce(
            (masked, [name, slot]) => maskValues(masked, name, slot),
            escapeBraces(text, secrets.length > 0),
          ),
    intent: (intent) => ({ ...intent, slots: maskSlots(intent.slots, secretSlots.get(intent.name) ?? new Set()) }),
  }
}

/** Literal braces are escaped where masks may stand beside them. */
function escapeBraces(text: string, hasSecrets: boolean): string {
  return hasSecrets ? text.replaceAll("{", "\\{").replaceAll("}", "\\}") : text
}

function maskValues(text: string, name: string, slot: FilledSlot): string {
  const values = [slot.value?.originalValue, ...(slot.values ?? []).map((one) => one.value?.originalValue)]
  return values.reduce<string>(
    (masked, value) => (value === undefined || value === "" ? masked : masked.replaceAll(value, `{${name}}`)),
    text,
  )
}

function maskSlots(slots: Slots, secret: ReadonlySet<string>): Slots {
  return Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [
      name,
      slot === null || !secret.has(name) ? slot : maskSlot(name, slot),
    ]),
  )
}

function maskSlot(name: string, slot: FilledSlot): FilledSlot {
  const masked = `{${name}}`
  return {
    ...slot,
    ...(slot.value === undefined
      ? {}
      : { value: { originalValue: masked, interpretedValue: masked, resolvedValues: [masked] } }),
    ...(slot.values === undefined ? {} : { values: slot.values.map((one) => maskSlot(name, one)) }),
    ...(slot.subSlots === undefined ? {} : { subSlots: maskSlots(slot.subSlots, new Set(Object.keys(slot.subSlots))) }),
  }
}

function toLoggedMessage(message: Message, mask: Mask): unknown {
  if (message.contentType !== "ImageResponseCard") return { ...message, content: mask.transcript(message.content) }
  const { buttons, ...card } = message.imageResponseCard
  return {
    contentType: message.contentType,
    imageResponseCard: { ...card, ...(buttons === undefined ? {} : { buttonsList: buttons }) },
  }
}

function toConditionEntry(step: TraceStep): readonly unknown[] {
  if (step.type !== "condition") return []
  return [
    {
      conditionalBranchName: step.branch,
      expressionString: step.expression,
      evaluatedExpression: step.evaluated,
      evaluationResult: step.result ? "TRUE" : "FALSE",
    },
  ]
}
