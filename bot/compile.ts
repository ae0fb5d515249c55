// Turns the assistant's intents (data in intents/) into a Lex V2 bot. Writing that bot as an archive is bot/archive.

import { CATALOGUE } from "#intents/catalogue.ts"
import type { Card, IntentDefinition, Prompt, SlotDefinition, Variations } from "#intents/define-intent.ts"
import { LOCALES, type LocaleId } from "#intents/locales.ts"
import { SLOT_TYPES, type SlotTypeDefinition } from "#intents/slot-types.ts"
import type {
  Bot,
  BotLocale,
  CodeHookInvocation,
  ConfirmationSetting,
  Intent,
  Message,
  MessageGroup,
  Outcome,
  PromptAttempt,
  PromptAttemptSpecification,
  PromptSpecification,
  ResponseSpecification,
  Slot,
  SlotType,
} from "./definition.ts"

/** The name and the identifier under which the assistant is known to Lex, and the local Lex. */
export const BOT_NAME = "Concierge"
export const BOT_ID = "CONCIERGE1"

const MAX_RETRIES = 2

/** How one attempt listens, with the values the Lex console fills in. */
const ATTEMPT: PromptAttemptSpecification = {
  allowInterrupt: true,
  allowAudioInput: true,
  allowDtmfInput: true,
  audio: { startTimeoutMs: 4000, maxLengthMs: 15_000, endTimeoutMs: 640 },
  dtmf: { maxLength: 513, endTimeoutMs: 5000, deletionCharacter: "*", endCharacter: "#" },
  textStartTimeoutMs: 30_000,
}

/** The assistant as a Lex V2 bot: every call gives an equal value. */
export function compileBot(): Bot {
  return {
    name: BOT_NAME,
    id: BOT_ID,
    version: "DRAFT",
    description: "Books rooms and flights, and recommends places and films",
    isChildDirected: false,
    idleSessionTtlInSeconds: 1800,
    locales: LOCALES.map(compileLocale),
  }
}

/**
 * Gives a name Lex's kind of identifier, ten capital letters and digits: the same name, the same identifier
 * (FNV-1a, which is plenty to tell a few hundred names of one bot apart).
 */
export function identifierFor(name: string): string {
  const half = (seed: number): string => {
    let hash = seed
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
    return (hash >>> 0).toString(36).toUpperCase().padStart(5, "0").slice(-5)
  }
  return half(0x811c9dc5) + half(0x9e3779b9)
}

function compileLocale(localeId: LocaleId): BotLocale {
  return {
    localeId,
    nluConfidenceThreshold: 0.4,
    voice: { voiceId: "Joanna", engine: "standard" },
    intents: CATALOGUE.map((intent) => compileIntent(intent, localeId)),
    slotTypes: Object.entries(SLOT_TYPES).map(([name, definition]) => compileSlotType(name, definition, localeId)),
    customVocabulary: [],
  }
}

function compileSlotType(name: string, definition: SlotTypeDefinition, localeId: LocaleId): SlotType {
  return {
    name,
    identifier: identifierFor(`slot type ${name}`),
    description: definition.description,
    resolutionStrategy: definition.resolutionStrategy,
    values: definition.values?.[localeId] ?? [],
    usesValuesAsCustomVocabulary: false,
    ...(definition.regexPattern === undefined
      ? {}
      : { regexPattern: definition.regexPattern, parentSignature: "AMAZON.AlphaNumeric" }),
  }
}

function compileIntent(intent: IntentDefinition, localeId: LocaleId): Intent {
  const words = intent.words[localeId]
  const slotNames = Object.keys(intent.slots)
  const hasSlots = slotNames.length > 0
  return {
    name: intent.name,
    identifier:
      intent.parentSignature === "AMAZON.FallbackIntent" ? "FALLBCKINT" : identifierFor(`intent ${intent.name}`),
    ...(intent.parentSignature === undefined ? {} : { parentSignature: intent.parentSignature }),
    description: intent.description,
    sampleUtterances: words.utterances,
    slots: slotNames.map((name, index) => compileSlot(intent, localeId, name, index + 1)),
    isDialogCodeHookEnabled: hasSlots,
    ...(hasSlots
      ? { initialResponse: { nextStep: { dialogAction: { type: "InvokeDialogCodeHook" } }, codeHook: invocation() } }
      : {}),
    ...(words.confirmation === undefined
      ? {}
      : { confirmation: compileConfirmation(words.confirmation, words.declined) }),
    ...(words.closing === undefined ? {} : { closing: { isActive: true, response: say(words.closing) } }),
    fulfillment: { isActive: true, enabled: true, success: {}, failure: {}, timeout: {} },
    inputContexts: [],
    outputContexts: [],
  }
}

/** A call whose outcome leads on along the default path: a failing handler answers with its own apology. */
function invocation(): CodeHookInvocation {
  const goOn: Outcome = {}
  const end: Outcome = { nextStep: { dialogAction: { type: "EndConversation" } } }
  return { isActive: true, enabled: true, success: goOn, failure: end, timeout: end }
}

function compileConfirmation(prompt: Prompt, declined: Variations | undefined): ConfirmationSetting {
  const end = { nextStep: { dialogAction: { type: "EndConversation" } } } as const
  return {
    isActive: true,
    prompt: compilePrompt(prompt),
    confirmed: { nextStep: { dialogAction: { type: "FulfillIntent" } } },
    declined: declined === undefined ? end : { ...end, response: say(declined) },
    failure: { nextStep: { dialogAction: { type: "StartIntent" }, intent: { name: "FallbackIntent" } } },
    elicitationCodeHook: { enabled: true },
  }
}

function compileSlot(intent: IntentDefinition, localeId: LocaleId, name: string, priority: number): Slot {
  const slot = intent.slots[name] as SlotDefinition
  const words = intent.words[localeId]
  const prompt = words.prompts[name]
  return {
    name,
    identifier: identifierFor(`slot ${intent.name}.${name}`),
    slotTypeName: slot.type,
    isRequired: slot.required === true,
    priority,
    isObfuscated: slot.obfuscated === true,
    allowsMultipleValues: slot.multiple === true,
    sampleUtterances: words.answers?.[name] ?? [],
    defaultValues: slot.defaults ?? [],
    ...(prompt === undefined ? {} : { prompt: compilePrompt(prompt) }),
    capture: {
      captured: {},
      failure: { nextStep: { dialogAction: { type: "StartIntent" }, intent: { name: "FallbackIntent" } } },
      elicitationCodeHook: { enabled: true },
    },
  }
}

function compilePrompt(prompt: Prompt): PromptSpecification {
  const names: PromptAttempt[] = ["Initial", "Retry1", "Retry2"]
  return {
    ...say(prompt.messages, prompt.card),
    maxRetries: MAX_RETRIES,
    messageSelectionStrategy: "Ordered",
    attempts: Object.fromEntries(names.map((name) => [name, ATTEMPT])),
  }
}

function say(variations: Variations, card?: Card): ResponseSpecification {
  const [first, ...others] = variations
  const group: MessageGroup = [plainText(first), ...others.map(plainText)]
  const cardMessage: Message[] =
    card === undefined ? [] : [{ contentType: "ImageResponseCard", imageResponseCard: card }]
  return { messageGroups: [group, ...cardMessage.map((message): MessageGroup => [message])], allowInterrupt: true }
}

function plainText(content: string): Message {
  return { contentType: "PlainText", content }
}
