// The bot as the engine knows it: Lex V2's model with every spelling variant settled and every absent part absent.
// Reading it from an export archive, and writing it back unchanged, is bot/archive.

/** One text, SSML, custom payload or response card. */
export type Message =
  | { readonly contentType: "PlainText" | "SSML" | "CustomPayload"; readonly content: string }
  | { readonly contentType: "ImageResponseCard"; readonly imageResponseCard: ImageResponseCard }

/** A card with a title and up to five buttons; a button's value is sent as if the visitor had typed it. */
export type ImageResponseCard = {
  readonly title: string
  readonly subtitle?: string
  readonly imageUrl?: string
  readonly buttons?: readonly { readonly text: string; readonly value: string }[]
}

/** The ways to say one thing: the first is the message, the others its variations. Never empty. */
export type MessageGroup = readonly [Message, ...Message[]]

/** What the bot says at one point: one message of each group, in order. */
export type ResponseSpecification = {
  readonly messageGroups: readonly MessageGroup[]
  readonly allowInterrupt: boolean
}

/** `Initial`, then `Retry1` to `Retry5`. */
export type PromptAttempt = "Initial" | `Retry${1 | 2 | 3 | 4 | 5}`

/** How one attempt listens; only streaming and audio turns look at it. */
export type PromptAttemptSpecification = {
  readonly allowInterrupt?: boolean
  readonly allowAudioInput: boolean
  readonly allowDtmfInput: boolean
  readonly audio?: { readonly startTimeoutMs?: number; readonly maxLengthMs?: number; readonly endTimeoutMs?: number }
  readonly dtmf?: {
    readonly maxLength?: number
    readonly endTimeoutMs?: number
    readonly deletionCharacter?: string
    readonly endCharacter?: string
  }
  readonly textStartTimeoutMs?: number
}

/** A question, how often it is asked again, and how its wording is chosen. */
export type PromptSpecification = ResponseSpecification & {
  /** 0 to 5 further attempts after the first. */
  readonly maxRetries: number
  readonly messageSelectionStrategy: "Random" | "Ordered"
  readonly attempts: Partial<Readonly<Record<PromptAttempt, PromptAttemptSpecification>>>
}

/** What a next step does. */
export type DialogActionType =
  | "ElicitIntent"
  | "StartIntent"
  | "ElicitSlot"
  | "EvaluateConditional"
  | "InvokeDialogCodeHook"
  | "ConfirmIntent"
  | "FulfillIntent"
  | "CloseIntent"
  | "EndConversation"

/** A slot value that a next step sets; `null` clears the slot. */
export type SlotOverride = string | null | readonly string[]

/** Where the conversation goes, and what is set on the way. */
export type DialogState = {
  readonly dialogAction?: {
    readonly type: DialogActionType
    readonly slotToElicit?: string
    readonly suppressNextMessage?: boolean
  }
  /** `name` absent means the current intent. */
  readonly intent?: { readonly name?: string; readonly slots?: Readonly<Record<string, SlotOverride>> }
  readonly sessionAttributes?: Readonly<Record<string, string>>
}

/** What happens at one outcome of a stage. */
export type Outcome = {
  readonly response?: ResponseSpecification
  readonly nextStep?: DialogState
  readonly conditional?: ConditionalSpecification
}

/** Branches tried in order; the first true one wins, else the default. */
export type ConditionalSpecification = {
  readonly isActive: boolean
  readonly branches: readonly {
    readonly name: string
    readonly expression: string
    readonly response?: ResponseSpecification
    readonly nextStep?: DialogState
  }[]
  readonly defaultBranch: { readonly response?: ResponseSpecification; readonly nextStep?: DialogState }
}

/** A DialogCodeHook call that a step makes, and where each of its outcomes leads. */
export type CodeHookInvocation = {
  readonly isActive: boolean
  readonly enabled: boolean
  readonly invocationLabel?: string
  readonly success: Outcome
  readonly failure: Outcome
  readonly timeout: Outcome
}

/** A DialogCodeHook call on each answer to a prompt. */
export type ElicitationCodeHook = { readonly enabled: boolean; readonly invocationLabel?: string }

/** What is said, and where it leads, when an intent starts. */
export type InitialResponseSetting = Outcome & { readonly codeHook?: CodeHookInvocation }

/** The yes/no question before fulfillment. */
export type ConfirmationSetting = {
  readonly isActive: boolean
  readonly prompt: PromptSpecification
  readonly confirmed: Outcome
  readonly declined: Outcome
  readonly failure: Outcome
  readonly codeHook?: CodeHookInvocation
  readonly elicitationCodeHook?: ElicitationCodeHook
}

/** Messages while a long fulfillment runs; streaming only. */
export type FulfillmentUpdates = {
  readonly startResponse?: ResponseSpecification & { readonly delayInSeconds: number }
  readonly updateResponse?: ResponseSpecification & { readonly frequencyInSeconds: number }
  readonly timeoutInSeconds?: number
}

/** Whether the code hook fulfills, and what each outcome says. */
export type FulfillmentSetting = {
  /** The stage exists. */
  readonly isActive: boolean
  /** The code hook is called. */
  readonly enabled: boolean
  readonly success: Outcome
  readonly failure: Outcome
  readonly timeout: Outcome
  /** Absent when not active. */
  readonly updates?: FulfillmentUpdates
}

/** A context that fulfillment activates. */
export type OutputContext = {
  readonly name: string
  readonly timeToLiveInSeconds: number
  readonly turnsToLive: number
}

/** One thing the bot can do. Slots are in bundle order; the order of asking is `priority`. */
export type Intent = {
  readonly name: string
  readonly identifier: string
  /** Set for built-ins: `AMAZON.FallbackIntent`, `AMAZON.HelpIntent`, … */
  readonly parentSignature?: string
  readonly description?: string
  readonly sampleUtterances: readonly string[]
  readonly slots: readonly Slot[]
  readonly initialResponse?: InitialResponseSetting
  readonly confirmation?: ConfirmationSetting
  readonly fulfillment?: FulfillmentSetting
  readonly closing?: Outcome & { readonly isActive: boolean }
  readonly isDialogCodeHookEnabled: boolean
  readonly inputContexts: readonly string[]
  readonly outputContexts: readonly OutputContext[]
  /** Kendra, QnA, Bedrock and Q in Connect settings, as they stand in the archive. */
  readonly integrations?: Readonly<Record<string, unknown>>
}

/** A piece of information an intent needs. */
export type Slot = {
  readonly name: string
  readonly identifier: string
  readonly description?: string
  /** `AMAZON.Date`, or the name of a custom slot type. */
  readonly slotTypeName: string
  readonly isRequired: boolean
  /** Smaller is asked first. Absent when the intent does not list the slot: then it is never asked by itself. */
  readonly priority?: number
  readonly isObfuscated: boolean
  readonly allowsMultipleValues: boolean
  readonly sampleUtterances: readonly string[]
  readonly defaultValues: readonly string[]
  readonly prompt?: PromptSpecification
  readonly capture?: SlotCaptureSetting
  readonly waitAndContinue?: WaitAndContinueSpecification
  readonly subSlots?: SubSlotSetting
}

/** What happens when a slot was captured, or when the attempts are used up. */
export type SlotCaptureSetting = {
  readonly captured: Outcome
  readonly failure: Outcome
  readonly codeHook?: CodeHookInvocation
  readonly elicitationCodeHook?: ElicitationCodeHook
}

/** "Hold on a minute", while a slot is asked for; streaming only. */
export type WaitAndContinueSpecification = {
  readonly isActive: boolean
  readonly waiting?: ResponseSpecification
  readonly continue?: ResponseSpecification
  readonly stillWaiting?: ResponseSpecification & {
    readonly frequencyInSeconds: number
    readonly timeoutInSeconds: number
  }
}

/** How the parts of a composite slot are asked for, and when they suffice. */
export type SubSlotSetting = {
  /** AND/OR over sub-slot names; absent means that all are needed. */
  readonly expression?: string
  readonly specifications: readonly {
    readonly name: string
    readonly slotTypeId: string
    readonly prompt?: PromptSpecification
    readonly defaultValues: readonly string[]
    readonly sampleUtterances: readonly string[]
  }[]
}

/** How a custom slot type turns what was said into a value. */
export type ResolutionStrategy = "OriginalValue" | "TopResolution" | "Concatenation"

/** A custom slot type: a list of values, a pattern, a grammar or a composite of others. */
export type SlotType = {
  readonly name: string
  readonly identifier: string
  readonly description?: string
  readonly parentSignature?: string
  readonly resolutionStrategy: ResolutionStrategy
  readonly values: readonly { readonly value: string; readonly synonyms: readonly string[] }[]
  readonly regexPattern?: string
  readonly grammar?: { readonly s3BucketName: string; readonly s3ObjectKey: string; readonly kmsKeyArn?: string }
  readonly subSlots?: readonly { readonly name: string; readonly slotTypeId: string }[]
  readonly usesValuesAsCustomVocabulary: boolean
}

/** A phrase the speech recogniser should prefer, and how it is written; no effect on typed text. */
export type CustomVocabularyItem = { readonly phrase: string; readonly weight: number; readonly displayAs?: string }

/** Everything of one language. */
export type BotLocale = {
  /** `en_US`, with an underscore. */
  readonly localeId: string
  /** 0 to 1; below it no intent is believed. */
  readonly nluConfidenceThreshold: number
  readonly voice?: { readonly voiceId: string; readonly engine: string }
  readonly intents: readonly Intent[]
  readonly slotTypes: readonly SlotType[]
  readonly customVocabulary: readonly CustomVocabularyItem[]
}

/** A whole bot: what the local Lex serves under one bot id. */
export type Bot = {
  readonly name: string
  /** Ten alphanumerics. */
  readonly id: string
  /** `DRAFT` or a number. */
  readonly version: string
  readonly description?: string
  readonly isChildDirected: boolean
  /** 60 to 86,400. */
  readonly idleSessionTtlInSeconds: number
  readonly locales: readonly BotLocale[]
}

/** The built-in that answers when nothing else does. */
export const FALLBACK_SIGNATURE = "AMAZON.FallbackIntent"
