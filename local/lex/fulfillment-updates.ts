// What the bot says while a long fulfillment runs: a start message after a delay, then updates at a steady pace. Streaming
// conversations only. https://docs.aws.amazon.com/lexv2/latest/dg/streaming-progress.html

import type { CodeHookOutcome } from "#bot/code-hook.ts"
import type { BotLocale, ResponseSpecification } from "#bot/definition.ts"
import type { CodeHookCall, TurnRequest } from "#bot/dialog/exchange.ts"
import { chooseMessages } from "#bot/dialog/messages.ts"
import type { TurnOutput } from "./runtime-output.ts"

/** Watches the code-hook calls of one turn. */
export type FulfillmentWatch = {
  readonly onCodeHookCall: (call: CodeHookCall, answer: Promise<CodeHookOutcome>) => void
  /** Says nothing more; resolves when what was begun is said. */
  stop(): Promise<void>
}

/** Starts to watch a turn; `say` gets what is to be said meanwhile, one after the other. */
export function watchFulfillment(
  locale: BotLocale,
  request: TurnRequest,
  say: (output: TurnOutput) => Promise<void>,
): FulfillmentWatch {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  let saying = Promise.resolve()
  const stop = (): Promise<void> => {
    isStopped = true
    clearTimeout(timer)
    return saying
  }

  const onCodeHookCall = (call: CodeHookCall, answer: Promise<CodeHookOutcome>): void => {
    const { event } = call
    const intent = locale.intents.find(({ name }) => name === event.sessionState.intent.name)
    const updates = intent?.fulfillment?.updates
    if (event.invocationSource !== "FulfillmentCodeHook" || updates === undefined) return
    const sayNow = (response: ResponseSpecification): void => {
      const output = toOutput(locale, request, call, response)
      if (!isStopped && output !== undefined) saying = saying.then(() => say(output))
    }
    const keepSaying = (response: ResponseSpecification, everyMs: number): void => {
      timer = setTimeout(() => {
        sayNow(response)
        keepSaying(response, everyMs)
      }, everyMs)
    }
    const { startResponse, updateResponse } = updates
    const startUpdates = (): void => {
      if (updateResponse !== undefined && !isStopped)
        keepSaying(updateResponse, updateResponse.frequencyInSeconds * 1000)
    }
    if (startResponse === undefined) startUpdates()
    else {
      timer = setTimeout(() => {
        sayNow(startResponse)
        startUpdates()
      }, startResponse.delayInSeconds * 1000)
    }
    answer.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    )
  }
  return { onCodeHookCall, stop }
}

function toOutput(
  locale: BotLocale,
  request: TurnRequest,
  { event }: CodeHookCall,
  response: ResponseSpecification,
): TurnOutput | undefined {
  const intent = { ...event.sessionState.intent, state: "FulfillmentInProgress" } as const
  const scope = {
    locale,
    intent,
    sessionAttributes: event.sessionState.sessionAttributes ?? {},
    requestAttributes: request.requestAttributes ?? {},
    inputMode: event.inputMode,
    inputTranscript: event.inputTranscript,
    transcriptions: event.transcriptions ?? [],
  }
  // The first wording will do: these messages are told, not asked.
  const messages = chooseMessages(response, 0, scope, () => 0)
  if (messages === undefined) return undefined
  return {
    messages,
    sessionState: { ...event.sessionState, intent },
    interpretations: [{ intent, interpretationSource: "Lex" }],
    requestAttributes: request.requestAttributes ?? {},
  }
}
