// Changes to the trip bot (test/bot/archive/bundle.ts) for the tables of lint tests: files by path.

import { message, TRIP, tripFile, tripFiles } from "../archive/bundle.ts"

/** Files by path, replacing those of the trip bot. */
export type Files = Readonly<Record<string, unknown>>
/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>

/** The folder of the trip bot's only language. */
export const LOCALE = "Trip/BotLocales/en_US"

/** Bot.json with some fields replaced. */
export const bot = (changes: Json): Files => tripFile(TRIP.bot, changes)
/** BotLocale.json with some fields replaced. */
export const locale = (changes: Json): Files => tripFile(TRIP.locale, changes)
/** The booking intent with some fields replaced. */
export const intent = (changes: Json): Files => tripFile(TRIP.intent, changes)
/** The fallback intent with some fields replaced. */
export const fallback = (changes: Json): Files => tripFile(TRIP.fallback, changes)
/** The slot with some fields replaced. */
export const slot = (changes: Json): Files => tripFile(TRIP.slot, changes)
/** The slot type with some fields replaced. */
export const slotType = (changes: Json): Files => tripFile(TRIP.slotType, changes)
/** A response of these messages. */
export const says = (...texts: string[]) => ({ messageGroupsList: texts.map(message), allowInterrupt: true })
/** Sample utterances in place of the intent's own. */
export const utterances = (...texts: string[]) => ({ sampleUtterances: texts.map((utterance) => ({ utterance })) })

/** The slot with some of its elicitation setting replaced. */
export function asking(changes: Json): Files {
  const setting = tripFiles()[TRIP.slot]?.valueElicitationSetting as Json
  return slot({ valueElicitationSetting: { ...setting, ...changes } })
}

/** A second intent, with the fields given. */
export function other(changes: Json): Files {
  const name = "Rent"
  const base = { name, identifier: "RENTINTENT", sampleUtterances: [{ utterance: "rent a boat" }], slotPriorities: [] }
  return { [`${LOCALE}/Intents/${name}/Intent.json`]: { ...base, ...changes } }
}

/** A next step. */
export const step = (type: string, more: Json = {}) => ({
  dialogAction: { type, slotToElicit: null, suppressNextMessage: null, ...more },
  intent: { name: null, slots: null },
  sessionAttributes: null,
})
/** The step that ends the conversation. */
export const end = step("EndConversation")

/** The initial response with the fields given. */
export const starts = (changes: Json): Json => ({ initialResponseSetting: changes })

/** A code-hook call whose outcomes all end the conversation. */
export const hook = (changes: Json = {}) => ({
  isActive: true,
  enableCodeHookInvocation: true,
  invocationLabel: null,
  postCodeHookSpecification: { successNextStep: end, failureNextStep: end, timeoutNextStep: end, ...changes },
})

/** A condition with one branch for each expression. */
export const when = (...expressions: string[]) => ({
  isActive: true,
  conditionalBranches: expressions.map((expressionString, i) => ({
    name: `B${i}`,
    condition: { expressionString },
    nextStep: end,
    response: null,
  })),
  defaultBranch: { nextStep: end, response: null },
})
/** The booking intent starting with a condition. */
export const branching = (...expressions: string[]) =>
  intent(starts({ nextStep: step("EvaluateConditional"), conditional: when(...expressions) }))

/** A text of so many characters. */
export const long = (length: number) => "x".repeat(length)
/** So many values. */
export const many = <Value>(count: number, make: (i: number) => Value): Value[] =>
  Array.from({ length: count }, (_, i) => make(i))
/** Where a slot's prompt stands. */
export const PROMPT = "valueElicitationSetting.promptSpecification"
