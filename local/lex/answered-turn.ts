// A turn that came to an answer, as those see it who write it down or send it on.

import type { TurnResult } from "#bot/dialog/exchange.ts"

/** A turn that was answered. */
export type AnsweredTurn = Extract<TurnResult, { type: "answered" }>

/** The operations that take turns. */
export type TurnOperation = "PutSession" | "RecognizeText" | "RecognizeUtterance" | "StartConversation"
