// Code-hook events for tests, as Lex V2 sends them.

import type { CodeHookEvent } from "#bot/code-hook.ts"
import type { FilledSlot, Slots } from "#bot/session.ts"

/** A scalar slot as an event carries it. */
export function filled(
  originalValue: string,
  interpretedValue: string,
  resolvedValues = [interpretedValue],
): FilledSlot {
  return { shape: "Scalar", value: { originalValue, interpretedValue, resolvedValues } }
}

/** An event of a DialogCodeHook call. */
export function codeHookEvent(
  intentName: string,
  slots: Slots,
  options: {
    readonly sessionAttributes?: Record<string, string>
    readonly requestAttributes?: Record<string, string>
    readonly invocationSource?: CodeHookEvent["invocationSource"]
  } = {},
): CodeHookEvent {
  const intent = { name: intentName, slots, state: "InProgress" as const, confirmationState: "None" as const }
  return {
    messageVersion: "1.0",
    invocationSource: options.invocationSource ?? "DialogCodeHook",
    inputMode: "Text",
    responseContentType: "text/plain; charset=utf-8",
    sessionId: "session-1",
    inputTranscript: "",
    bot: {
      id: "CONCIERGE1",
      name: "Concierge",
      localeId: "en_US",
      version: "DRAFT",
      aliasId: "TSTALIASID",
      aliasName: "TestBotAlias",
    },
    interpretations: [{ intent, interpretationSource: "Lex", nluConfidence: 1 }],
    ...(options.requestAttributes === undefined ? {} : { requestAttributes: options.requestAttributes }),
    sessionState: { intent, sessionAttributes: options.sessionAttributes ?? {}, activeContexts: [] },
  }
}
