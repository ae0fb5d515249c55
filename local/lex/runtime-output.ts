// Writes what the Lex runtime answers: the API's view of a turn as JSON members, or as the gzipped headers of
// RecognizeUtterance and PutSession.

import { gzipSync } from "node:zlib"
import type { Message } from "#bot/definition.ts"
import { type ApiInterpretation, toApiInterpretations, toApiSessionState } from "#bot/dialog/wire-views.ts"
import type { Attributes, Interpretation, SessionState } from "#bot/session.ts"

/** What a turn says and leaves behind. */
export type TurnOutput = {
  readonly messages: readonly Message[]
  readonly sessionState: SessionState
  readonly interpretations: readonly Interpretation[]
  readonly requestAttributes: Attributes
}

/** The members of a RecognizeText answer. */
export type ApiTurn = {
  /** Absent when nothing is said. */
  readonly messages?: readonly Message[]
  readonly sessionState: SessionState
  readonly interpretations: readonly ApiInterpretation[]
  readonly requestAttributes: Attributes
  readonly sessionId: string
}

/** A turn as RecognizeText answers it. */
export function toApiTurn(sessionId: string, turn: TurnOutput): ApiTurn {
  return {
    ...(turn.messages.length === 0 ? {} : { messages: turn.messages }),
    interpretations: toApiInterpretations(turn.interpretations),
    requestAttributes: turn.requestAttributes,
    sessionState: toApiSessionState(turn.sessionState),
    sessionId,
  }
}

/** A turn as RecognizeUtterance and PutSession answer it: members with content become headers. */
export function toHeaders(sessionId: string, turn: TurnOutput): Record<string, string> {
  const { messages, sessionState, requestAttributes } = toApiTurn(sessionId, turn)
  return {
    "x-amz-lex-session-id": sessionId,
    "x-amz-lex-session-state": encodeHeader(sessionState),
    "x-amz-lex-request-attributes": encodeHeader(requestAttributes),
    ...(messages === undefined ? {} : { "x-amz-lex-messages": encodeHeader(messages) }),
  }
}

/** JSON, gzipped and in base64. A text keeps its quotes, as Lex sends the transcript. */
export function encodeHeader(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString("base64")
}
