// What one turn of the dialog engine is given and what it gives back. The rules are take-turn.ts and its neighbors;
// the wire that carries it is local/lex.

import type { EpochMs, IsoDate } from "#core/time.ts"
import type { IdSource, RandomSource } from "#core/units.ts"
import type { CodeHookEvent, Transcription } from "../code-hook.ts"
import type { Bot, BotLocale, Intent, Message } from "../definition.ts"
import type { LanguageModel, SlotResolvers } from "../language-model.ts"
import type {
  ActiveContext,
  Attributes,
  DialogAction,
  Interpretation,
  RuntimeHints,
  SessionIntent,
  SessionState,
} from "../session.ts"
import type { Session } from "./session-record.ts"
import type { TraceStep } from "./trace.ts"

/** Where the sources on Lex leave a choice, and what is chosen unless somebody says otherwise. */
export type DialogSettings = {
  /** The elicitation code hook runs on every answer (default), or only on those that were not understood. */
  readonly elicitationHookRuns: "every-answer" | "between-retries"
  /** `{slot}` in the messages of a code hook is replaced when the slot is filled (default true). */
  readonly substitutesHookMessages: boolean
  /** Code-hook events carry `sessionState.dialogAction` (default false, as captured events lack it). */
  readonly sendsDialogAction: boolean
  /** How sure another intent must be to interrupt a question, 0 to 1 (default 0.8). */
  readonly switchConfidence: number
}

/** The settings a bot has unless told otherwise. */
export const DEFAULT_DIALOG_SETTINGS: DialogSettings = {
  elicitationHookRuns: "every-answer",
  substitutesHookMessages: true,
  sendsDialogAction: false,
  switchConfidence: 0.8,
}

/**
 * Looks an answer up for a search intent (KendraSearchIntent, QnAIntent, …).
 *
 * @returns the request attributes that carry the answer (`x-amz-lex:kendra-search-response-…`), or `undefined` when
 *   nothing was found: then FallbackIntent takes the turn.
 */
export type AnswerSearch = (text: string, intent: Intent) => Attributes | undefined

/** One locale of one bot, as an alias serves it. */
export type TurnBot = {
  readonly bot: Bot
  readonly locale: BotLocale
  readonly alias: { readonly id: string; readonly name: string }
  /** The alias has a code hook for this locale, and it is enabled. */
  readonly hasCodeHook: boolean
  readonly model: LanguageModel
  readonly resolvers: SlotResolvers
  readonly settings?: Partial<DialogSettings>
  /** Absent: search intents never answer. */
  readonly searchAnswers?: AnswerSearch
}

/** What the visitor did. */
export type TurnInput =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "dtmf"; readonly digits: string }
  /** Best guess first, at least one. */
  | { readonly type: "speech"; readonly transcriptions: readonly Transcription[] }
  /** Nothing came before the timeout, or the keys were deleted: a failed attempt. */
  | { readonly type: "silence"; readonly inputMode: "Text" | "Speech" | "DTMF" }
  /** No visitor: PutSession. */
  | { readonly type: "none" }

/** The intent part of a state override; what is absent keeps its default. */
export type IntentOverride = Partial<SessionIntent> & { readonly name: string }

/** The state a client sends along; what is absent is kept, what is present replaces. */
export type SessionOverride = {
  readonly dialogAction?: DialogAction
  readonly intent?: IntentOverride
  readonly activeContexts?: readonly ActiveContext[]
  readonly sessionAttributes?: Attributes
  readonly runtimeHints?: RuntimeHints
}

/** One request. */
export type TurnRequest = {
  readonly input: TurnInput
  /** As the client asked for it, for the code hook's eyes: `text/plain; charset=utf-8`, `audio/mpeg`, … */
  readonly responseContentType: string
  readonly sessionState?: SessionOverride
  readonly requestAttributes?: Attributes
  /** PutSession: said instead of the bot's own prompt. */
  readonly messages?: readonly Message[]
  /** A streaming conversation, where fulfillment may take longer than a request can wait. */
  readonly isStreaming?: boolean
}

/** The moment of a turn: everything the engine can't know by itself. */
export type Moment = {
  readonly nowMs: EpochMs
  readonly random: RandomSource
  readonly newId: IdSource
  /** The visitor's date, as slot resolution reads it. */
  readonly today: IsoDate
  /** The visitor's wall-clock time, `HH:MM`. */
  readonly timeOfDay: string
}

/** A call the turn needs made before it can go on. */
export type CodeHookCall = {
  readonly event: CodeHookEvent
  /** Milliseconds; after them the outcome is `timed-out`. */
  readonly timeoutMs: number
}

/** Why a turn was refused, in the words of the runtime API. */
export type TurnRefusalCode = "ValidationException" | "DependencyFailedException" | "ThrottlingException"

/** What a turn came to. A refusal leaves the session as it was. */
export type TurnResult =
  | {
      readonly type: "answered"
      /** To be stored; it holds everything the next turn needs. */
      readonly session: Session
      /** At most ten, in the order they came up; empty when nothing is said. */
      readonly messages: readonly Message[]
      /** As stored; `toApiSessionState` makes the runtime API's view of it. */
      readonly sessionState: SessionState
      /** The current intent first; `toApiInterpretations` makes the API's view. */
      readonly interpretations: readonly Interpretation[]
      readonly requestAttributes: Attributes
      /** No intent was recognized and FallbackIntent took over. */
      readonly isMissedUtterance: boolean
      /** A code hook chose an intent other than the one understood. */
      readonly isDeveloperOverride: boolean
      /** What was understood and done, step by step. Holds the visitor's words: show it, never log it. */
      readonly trace: readonly TraceStep[]
    }
  | {
      readonly type: "refused"
      readonly code: TurnRefusalCode
      readonly message: string
      readonly trace: readonly TraceStep[]
    }
