// Small bots for the tests of the dialog engine, written as a bot developer thinks of them.

import type {
  Bot,
  BotLocale,
  ConditionalSpecification,
  ConfirmationSetting,
  DialogActionType,
  DialogState,
  Intent,
  Message,
  MessageGroup,
  Outcome,
  PromptSpecification,
  ResponseSpecification,
  Slot,
  SlotOverride,
  SlotType,
} from "#bot/definition.ts"
import { FALLBACK_SIGNATURE } from "#bot/definition.ts"

export function plain(content: string): Message {
  return { contentType: "PlainText", content }
}

/** One group per argument; an array is a message with its variations. */
export function says(...groups: (string | readonly [string, ...string[]])[]): ResponseSpecification {
  return {
    allowInterrupt: true,
    messageGroups: groups.map((group): MessageGroup => {
      const [first, ...rest] = typeof group === "string" ? ([group] as const) : group
      return [plain(first), ...rest.map(plain)]
    }),
  }
}

export function asks(text: string | readonly [string, ...string[]], maxRetries = 2): PromptSpecification {
  return { ...says(text), maxRetries, messageSelectionStrategy: "Ordered", attempts: {} }
}

type StepOptions = {
  slot?: string
  intent?: string
  slots?: Readonly<Record<string, SlotOverride>>
  attributes?: Readonly<Record<string, string>>
  suppress?: boolean
}

/** A next step. */
export function goTo(type: DialogActionType, options: StepOptions = {}): DialogState {
  const { slot, intent, slots, attributes, suppress } = options
  return {
    dialogAction: {
      type,
      ...(slot === undefined ? {} : { slotToElicit: slot }),
      ...(suppress === undefined ? {} : { suppressNextMessage: suppress }),
    },
    ...(intent === undefined && slots === undefined
      ? {}
      : {
          intent: { ...(intent === undefined ? {} : { name: intent }), ...(slots === undefined ? {} : { slots }) },
        }),
    ...(attributes === undefined ? {} : { sessionAttributes: attributes }),
  }
}

/** Branches as `[expression, what it leads to]`, and the default. */
export function branches(
  list: readonly (readonly [string, Pick<Outcome, "response" | "nextStep">])[],
  otherwise: Pick<Outcome, "response" | "nextStep"> = {},
): ConditionalSpecification {
  return {
    isActive: true,
    branches: list.map(([expression, outcome], i) => ({ name: `Branch${i + 1}`, expression, ...outcome })),
    defaultBranch: otherwise,
  }
}

export function slot(name: string, slotTypeName: string, options: Partial<Slot> = {}): Slot {
  return {
    name,
    identifier: name,
    slotTypeName,
    isRequired: true,
    isObfuscated: false,
    allowsMultipleValues: false,
    sampleUtterances: [],
    defaultValues: [],
    prompt: asks(`${name}?`),
    ...options,
  }
}

export function intent(name: string, options: Partial<Intent> = {}): Intent {
  const { slots = [], ...rest } = options
  return {
    name,
    identifier: name,
    sampleUtterances: [],
    isDialogCodeHookEnabled: false,
    inputContexts: [],
    outputContexts: [],
    ...rest,
    slots: slots.map((one, i) => ({ priority: i + 1, ...one })),
  }
}

export function fallback(options: Partial<Intent> = {}): Intent {
  return intent("FallbackIntent", {
    identifier: "FALLBCKINT",
    parentSignature: FALLBACK_SIGNATURE,
    initialResponse: { response: says("Sorry?") },
    ...options,
  })
}

export function confirmation(options: Partial<ConfirmationSetting> = {}): ConfirmationSetting {
  return { isActive: true, prompt: asks("All right?", 1), confirmed: {}, declined: {}, failure: {}, ...options }
}

export function closing(text: string): NonNullable<Intent["closing"]> {
  return { isActive: true, response: says(text) }
}

export function slotType(name: string, values: readonly (readonly [string, ...string[]])[], isOpen = false): SlotType {
  return {
    name,
    identifier: name,
    resolutionStrategy: isOpen ? "OriginalValue" : "TopResolution",
    values: values.map(([value, ...synonyms]) => ({ value, synonyms })),
    usesValuesAsCustomVocabulary: false,
  }
}

export function locale(intents: readonly Intent[], slotTypes: readonly SlotType[] = []): BotLocale {
  const hasFallback = intents.some(({ parentSignature }) => parentSignature === FALLBACK_SIGNATURE)
  return {
    localeId: "en_US",
    nluConfidenceThreshold: 0.4,
    intents: hasFallback ? intents : [...intents, fallback()],
    slotTypes,
    customVocabulary: [],
  }
}

export function botOf(only: BotLocale): Bot {
  return {
    name: "TripBot",
    id: "ABCDEFGHIJ",
    version: "DRAFT",
    isChildDirected: false,
    idleSessionTtlInSeconds: 300,
    locales: [only],
  }
}
