// The event Lex V2 sends to a code hook and the answer it takes, with Lex's own casing. Who calls it is local/lex;
// who answers is handlers/. https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html

import type { Message } from "./definition.ts"
import type {
  ActiveContext,
  Attributes,
  DialogAction,
  Interpretation,
  RuntimeHints,
  SessionIntent,
  SessionState,
  Slots,
} from "./session.ts"

/** How the visitor's words came in. */
export type InputMode = "Text" | "Speech" | "DTMF"

/** A guess at what was said, best first; a typed turn has one, with confidence 1. */
export type Transcription = {
  readonly transcription: string
  readonly rawTranscription?: string
  /** 0 to 1. */
  readonly transcriptionConfidence: number
  readonly resolvedContext?: { readonly intent: string }
  readonly resolvedSlots?: Slots
}

/** What a code hook is called with. Every slot of every intent is present, `null` when empty. */
export type CodeHookEvent = {
  readonly messageVersion: "1.0"
  readonly invocationSource: "DialogCodeHook" | "FulfillmentCodeHook"
  readonly inputMode: InputMode
  readonly responseContentType: string
  readonly sessionId: string
  readonly inputTranscript: string
  readonly rawInputTranscript?: string
  readonly invocationLabel?: string
  readonly bot: {
    readonly id: string
    readonly name: string
    readonly localeId: string
    readonly version: string
    readonly aliasId: string
    readonly aliasName: string
  }
  readonly interpretations: readonly Interpretation[]
  readonly proposedNextState?: {
    readonly dialogAction: DialogAction
    readonly intent: SessionIntent
    readonly prompt?: { readonly attempt: string }
  }
  readonly requestAttributes?: Attributes | null
  readonly sessionState: SessionState & { readonly intent: SessionIntent }
  readonly transcriptions?: readonly Transcription[]
}

/** What a code hook may answer. The engine checks it as Lex does; nothing here is trusted. */
export type CodeHookResponse = {
  readonly sessionState: {
    readonly dialogAction: DialogAction
    readonly intent?: Partial<SessionIntent> & { readonly name: string }
    readonly sessionAttributes?: Attributes | null
    readonly activeContexts?: readonly ActiveContext[] | null
    readonly runtimeHints?: RuntimeHints | null
  }
  readonly messages?: readonly Message[]
  readonly requestAttributes?: Attributes | null
}

/** What became of a call: the parsed JSON body of the answer, or how it failed. */
export type CodeHookOutcome =
  | { readonly type: "answered"; readonly body: unknown }
  /** The function threw (`Unhandled`) or reported an error (`Handled`). */
  | { readonly type: "failed"; readonly error: "Handled" | "Unhandled"; readonly message?: string }
  | { readonly type: "timed-out" }
  /** No more calls are taken at present. */
  | { readonly type: "throttled" }
