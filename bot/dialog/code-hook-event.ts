// The event a code hook is called with, exactly as Lex writes it. Calling it is code-hook-call.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html

import type { CodeHookEvent, Transcription } from "../code-hook.ts"
import type { PromptAttempt } from "../definition.ts"
import type { SessionIntent } from "../session.ts"
import { listInterpretations } from "./interpretations.ts"
import type { TurnState } from "./turn-state.ts"
import { toEventIntent, toEventSlot } from "./wire-views.ts"

/** Why and where a code hook is called. */
export type HookPoint = {
  readonly source: "DialogCodeHook" | "FulfillmentCodeHook"
  readonly label?: string
  /** The slot that will be asked for when the code hook delegates. */
  readonly predicted?: { readonly slotName: string; readonly attempt: number }
}

/** The name Lex gives to an attempt: `Initial`, `Retry1`, …; it has no name beyond the fifth retry. */
export function attemptName(attempt: number): PromptAttempt {
  switch (attempt) {
    case 0:
      return "Initial"
    case 1:
      return "Retry1"
    case 2:
      return "Retry2"
    case 3:
      return "Retry3"
    case 4:
      return "Retry4"
    default:
      return "Retry5"
  }
}

/** Makes the event for a call at this point of the turn. */
export function codeHookEvent(turn: TurnState, intent: SessionIntent, point: HookPoint): CodeHookEvent {
  const { on, request, heard } = turn
  const shown = toEventIntent(intent)
  const raw = heard.transcriptions[0]?.rawTranscription
  return {
    messageVersion: "1.0",
    invocationSource: point.source,
    inputMode: heard.inputMode,
    responseContentType: request.responseContentType,
    sessionId: turn.previous.sessionId,
    inputTranscript: heard.transcript,
    ...(raw === undefined ? {} : { rawInputTranscript: raw }),
    ...(point.label === undefined ? {} : { invocationLabel: point.label }),
    bot: {
      id: on.bot.id,
      name: on.bot.name,
      localeId: on.locale.localeId,
      version: on.bot.version,
      aliasId: on.alias.id,
      aliasName: on.alias.name,
    },
    interpretations: listInterpretations(turn).map((interpretation) => ({
      ...interpretation,
      intent: toEventIntent(interpretation.intent),
    })),
    ...proposedNextState(shown, point),
    requestAttributes: Object.keys(turn.requestAttributes).length === 0 ? null : turn.requestAttributes,
    sessionState: {
      sessionAttributes: turn.sessionAttributes,
      activeContexts: turn.contexts,
      intent: shown,
      ...(turn.previous.state.originatingRequestId === undefined
        ? {}
        : { originatingRequestId: turn.previous.state.originatingRequestId }),
      ...(turn.runtimeHints === undefined ? {} : { runtimeHints: turn.runtimeHints }),
      ...(turn.settings.sendsDialogAction && turn.dialogAction !== undefined
        ? { dialogAction: turn.dialogAction }
        : {}),
    },
    ...transcriptionsOf(turn, intent),
  }
}

/** Present only for a DialogCodeHook that is expected to lead to a slot's prompt. */
function proposedNextState(intent: SessionIntent, point: HookPoint): Pick<CodeHookEvent, "proposedNextState"> {
  if (point.source !== "DialogCodeHook" || point.predicted === undefined) return {}
  const { slotName, attempt } = point.predicted
  return {
    proposedNextState: {
      dialogAction: { type: "ElicitSlot", slotToElicit: slotName },
      intent,
      prompt: { attempt: attemptName(attempt) },
    },
  }
}

/** Lex gives transcriptions in US and British English only, three at most. */
const TRANSCRIPTION_LOCALES = new Set(["en_US", "en_GB"])
const MAX_TRANSCRIPTIONS = 3

function transcriptionsOf(turn: TurnState, intent: SessionIntent): Pick<CodeHookEvent, "transcriptions"> {
  if (!TRANSCRIPTION_LOCALES.has(turn.on.locale.localeId) || turn.heard.transcriptions.length === 0) return {}
  const resolvedSlots = Object.fromEntries(
    Object.entries(turn.heardSlots).flatMap(([name, slot]) => {
      if (slot?.value === undefined) return []
      const { originalValue, resolvedValues } = slot.value
      return [[name, { ...toEventSlot(slot), value: { originalValue, resolvedValues } }]]
    }),
  )
  const transcriptions: Transcription[] = turn.heard.transcriptions.slice(0, MAX_TRANSCRIPTIONS).map((said, i) => ({
    ...said,
    ...(i === 0 ? { resolvedContext: { intent: intent.name }, resolvedSlots } : {}),
  }))
  return { transcriptions }
}
