// The state of one conversation, in the very shape Lex V2's runtime API and code hooks exchange it (their casing, too).
// https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_SessionState.html

/** What a slot was filled with. `interpretedValue` is absent while several readings are possible ("ten o'clock"). */
export type SlotValue = {
  readonly originalValue: string
  readonly interpretedValue?: string
  readonly resolvedValues: readonly string[]
}

/** A filled slot. In API answers a scalar carries no `shape`; in code-hook events it always does. */
export type FilledSlot = {
  readonly shape?: "Scalar" | "List" | "Composite"
  readonly value?: SlotValue
  readonly values?: readonly FilledSlot[]
  readonly subSlots?: Readonly<Record<string, FilledSlot | null>>
}

/** All slots of an intent by name; `null` is an empty one. */
export type Slots = Readonly<Record<string, FilledSlot | null>>

/** How far an intent has come. */
export type IntentState =
  | "Failed"
  | "Fulfilled"
  | "InProgress"
  | "ReadyForFulfillment"
  | "Waiting"
  | "FulfillmentInProgress"

/** Whether the visitor said yes or no to the confirmation prompt. */
export type ConfirmationState = "Confirmed" | "Denied" | "None"

/** The intent the conversation is in. */
export type SessionIntent = {
  readonly name: string
  readonly slots: Slots
  readonly state: IntentState
  readonly confirmationState: ConfirmationState
}

/** How a slot is to be answered: in words, letter by letter, or "a as in alpha". */
export type ElicitationStyle = "Default" | "SpellByLetter" | "SpellByWord"

/** What the bot waits for (in a session), or what it is told to do next (from a client or a code hook). */
export type DialogAction = {
  readonly type: "Close" | "ConfirmIntent" | "Delegate" | "ElicitIntent" | "ElicitSlot" | "None"
  readonly slotToElicit?: string
  readonly slotElicitationStyle?: ElicitationStyle
  readonly subSlotToElicit?: { readonly name: string }
}

/** A context that makes intents eligible and lends default values. */
export type ActiveContext = {
  readonly name: string
  readonly timeToLive: { readonly timeToLiveInSeconds: number; readonly turnsToLive: number }
  readonly contextAttributes: Readonly<Record<string, string>>
}

/** Phrases to expect for a slot, by intent and slot. */
export type RuntimeHints = {
  readonly slotHints?: Readonly<Record<string, Readonly<Record<string, RuntimeHint>>>>
}

/** The phrases of one slot. */
export type RuntimeHint = {
  readonly runtimeHintValues?: readonly { readonly phrase: string }[]
  readonly subSlotHints?: Readonly<Record<string, RuntimeHint>>
}

/** String to string, as Lex passes them. */
export type Attributes = Readonly<Record<string, string>>

/** The state as it goes over the wire. */
export type SessionState = {
  readonly dialogAction?: DialogAction
  readonly intent?: SessionIntent
  readonly activeContexts?: readonly ActiveContext[]
  readonly sessionAttributes?: Attributes
  readonly runtimeHints?: RuntimeHints
  readonly originatingRequestId?: string
}

/** One reading of what was said. Lex gives at most five, the current intent first. */
export type Interpretation = {
  readonly intent: SessionIntent
  /** 0 to 1 in hundredths; absent for FallbackIntent and KendraSearchIntent. */
  readonly nluConfidence?: number
  readonly interpretationSource: "Lex" | "Bedrock"
}
