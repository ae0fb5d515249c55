// A small bot with one of everything a wire test needs: custom and built-in slots, a confirmation, fulfillment by a code
// hook, a secret slot, a long fulfillment. Its language is trained as every bot's is.

import type {
  Bot,
  BotLocale,
  Intent,
  MessageGroup,
  PromptSpecification,
  ResponseSpecification,
  Slot,
} from "#bot/definition.ts"
import { FALLBACK_SIGNATURE } from "#bot/definition.ts"

function group(content: string): MessageGroup {
  return [{ contentType: "PlainText", content }]
}

function says(...texts: string[]): ResponseSpecification {
  return { messageGroups: texts.map(group), allowInterrupt: true }
}

function asks(text: string, maxRetries = 2): PromptSpecification {
  return { ...says(text), maxRetries, messageSelectionStrategy: "Ordered", attempts: {} }
}

function slot(name: string, slotTypeName: string, question: string, priority: number): Slot {
  return {
    name,
    identifier: `${name.toUpperCase()}00000000`.slice(0, 10),
    slotTypeName,
    isRequired: true,
    priority,
    isObfuscated: false,
    allowsMultipleValues: false,
    sampleUtterances: [],
    defaultValues: [],
    prompt: asks(question),
  }
}

function intent(name: string, parts: Partial<Intent>): Intent {
  return {
    name,
    identifier: `${name.toUpperCase()}00000000`.slice(0, 10),
    sampleUtterances: [],
    slots: [],
    isDialogCodeHookEnabled: false,
    inputContexts: [],
    outputContexts: [],
    ...parts,
  }
}

const fulfillment = { isActive: true, enabled: true, success: {}, failure: {}, timeout: {} }

const bookTrip = intent("BookTrip", {
  sampleUtterances: ["book a trip", "book a trip to {City}", "i want to travel to {City}", "plan a journey"],
  slots: [
    slot("City", "City", "Which city?", 1),
    slot("Day", "AMAZON.Date", "What day?", 2),
    slot("Guests", "AMAZON.Number", "How many guests?", 3),
  ],
  isDialogCodeHookEnabled: true,
  confirmation: {
    isActive: true,
    prompt: asks("{Guests} to {City}, yes?"),
    confirmed: {},
    declined: { response: says("Not booked.") },
    failure: {},
  },
  fulfillment,
  closing: { isActive: true, response: says("Have a good trip.") },
})

const pay = intent("Pay", {
  sampleUtterances: ["pay my bill", "i want to pay", "settle the invoice"],
  slots: [{ ...slot("Pin", "Pin", "Your code, please.", 1), isObfuscated: true }],
  closing: { isActive: true, response: says("Paid.") },
})

const wait = intent("Wait", {
  sampleUtterances: ["run the long report", "start the long report"],
  fulfillment: {
    ...fulfillment,
    updates: {
      startResponse: { ...says("This takes a while."), delayInSeconds: 0 },
      updateResponse: { ...says("Still at it."), frequencyInSeconds: 900 },
      timeoutInSeconds: 60,
    },
  },
})

const locale: BotLocale = {
  localeId: "en_US",
  nluConfidenceThreshold: 0.4,
  voice: { voiceId: "Joanna", engine: "neural" },
  intents: [
    bookTrip,
    pay,
    wait,
    intent("FallbackIntent", {
      parentSignature: FALLBACK_SIGNATURE,
      closing: { isActive: true, response: says("Sorry, what?") },
    }),
  ],
  slotTypes: [
    {
      name: "City",
      identifier: "CITYTYPE01",
      resolutionStrategy: "TopResolution",
      values: [
        { value: "Lisbon", synonyms: ["lisboa"] },
        { value: "Rome", synonyms: ["roma"] },
      ],
      usesValuesAsCustomVocabulary: false,
    },
    {
      name: "Pin",
      identifier: "PINTYPE001",
      resolutionStrategy: "OriginalValue",
      values: [{ value: "alpha seven", synonyms: [] }],
      usesValuesAsCustomVocabulary: false,
    },
  ],
  customVocabulary: [],
}

/** The bot; `idleSessionTtlInSeconds` is 300. */
export const TRIP_BOT: Bot = {
  name: "Trip",
  id: "TRIPBOT001",
  version: "3",
  isChildDirected: false,
  idleSessionTtlInSeconds: 300,
  locales: [locale],
}
