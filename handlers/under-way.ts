// What a visitor was booking when they asked something else in between: kept in the session, and taken up again once that
// is answered. Lex itself drops an intent that another one interrupts.

import type { Message } from "#bot/definition.ts"
import { CATALOGUE, type IntentName } from "#intents/catalogue.ts"
import type { IntentDefinition } from "#intents/define-intent.ts"
import type { LocaleId } from "#intents/locales.ts"
import type { Hook, Services } from "./hook.ts"
import { type AttributeChanges, type Decision, readTexts, type Turn } from "./lex-event.ts"
import { isSuggestions } from "./messages.ts"

/** A booking that is not made yet: its intent, and what is known, by slot. */
export type UnderWay = {
  readonly intentName: "BookHotel" | "BookFlight"
  readonly slots: Readonly<Record<string, string>>
}

/** A decision, and the intent the conversation goes on with when that isn't the one that was called. */
export type Outcome = { readonly decision: Decision; readonly resumed?: UnderWay }

/** Lex shows no more messages than this at once. */
const MAX_MESSAGES = 10

/** Intents that answer a question in between and leave nothing open when they close. */
const ASIDES: ReadonlySet<IntentName> = new Set([
  "CheckBooking",
  "Greet",
  "Help",
  "SendConfirmation",
  "TalkToHuman",
  "Thank",
])

/** The booking that is under way, if one is. */
export function findUnderWay(turn: Turn): UnderWay | undefined {
  const text = turn.attributes.underWay
  return text === undefined ? undefined : (JSON.parse(text) as UnderWay)
}

/** The attribute that keeps a booking for later. */
export function keepUnderWay(underWay: UnderWay): AttributeChanges {
  return { underWay: JSON.stringify(underWay) }
}

/**
 * Notes in the session what is being booked, and comes back to it when something else was asked in between.
 *
 * @param hookFor The hook of an intent.
 */
export async function followUnderWay(
  turn: Turn,
  decision: Decision,
  services: Services,
  hookFor: (name: IntentName) => Hook<IntentName>,
): Promise<Outcome> {
  const { intentName, slots } = turn
  if (intentName === "BookHotel" || intentName === "BookFlight") {
    const noted = isOpen(turn, decision)
      ? keepUnderWay({ intentName, slots: textsOf({ ...slots, ...decision.slots }) })
      : { underWay: undefined }
    return { decision: withAttributes(decision, noted) }
  }
  const { action } = decision
  // Not understood, perhaps for the third time: not asked once more, but not forgotten either.
  if (intentName === "FallbackIntent") return { decision }
  const isAside = ASIDES.has(intentName) || (action.type === "Close" && action.state === "Failed")
  const begins = decision.attributes?.underWay !== undefined
  if (!isAside && !begins) return { decision: withAttributes(decision, { underWay: undefined }) }
  if (action.type !== "Close") return { decision }
  return (await takeUpAgain(turn, decision, services, hookFor)) ?? { decision }
}

function isOpen({ confirmation }: Turn, { action }: Decision): boolean {
  return action.type !== "Close" && (action.type !== "Delegate" || confirmation === "None")
}

function withAttributes(decision: Decision, attributes: AttributeChanges): Decision {
  return { ...decision, attributes: { ...decision.attributes, ...attributes } }
}

async function takeUpAgain(
  turn: Turn,
  aside: Decision,
  services: Services,
  hookFor: (name: IntentName) => Hook<IntentName>,
): Promise<Outcome | undefined> {
  const attributes = { ...turn.attributes, ...aside.attributes }
  const underWay = findUnderWay({ ...turn, attributes } as Turn)
  if (underWay === undefined) return undefined
  const { intentName, slots } = underWay
  const again: Turn = {
    ...turn,
    intentName,
    isFulfillment: false,
    slots: readTexts(intentName, slots),
    periods: {},
    said: slots,
    confirmation: "None",
    attributes: attributes as Turn["attributes"],
    // What was said was said to the other intent.
    transcript: "",
  }
  const next = asked(await hookFor(intentName)(again, services), slots, intentName, turn.localeId)
  if (next === undefined) return undefined
  const messages = next.messages ?? []
  const answer = (aside.messages ?? []).filter((message) => !isSuggestions(message))
  const resumed = { intentName, slots: textsOf({ ...slots, ...next.slots }) }
  return {
    decision: {
      ...next,
      messages: [...answer.slice(0, MAX_MESSAGES - messages.length), ...messages],
      attributes: { ...aside.attributes, ...next.attributes, ...keepUnderWay(resumed) },
    },
    resumed,
  }
}

/** Asks itself for what Lex would ask for: the prompt would replace the answer to what was asked in between. */
function asked(
  decision: Decision,
  known: UnderWay["slots"],
  intentName: UnderWay["intentName"],
  localeId: LocaleId,
): Decision | undefined {
  const { action, messages = [] } = decision
  if (action.type !== "Delegate" && (action.type !== "ElicitSlot" || messages.length > 0)) return decision
  const intent: IntentDefinition | undefined = CATALOGUE.find(({ name }) => name === intentName)
  const filled = textsOf({ ...known, ...decision.slots })
  const isOpen = (name: string) => intent?.slots[name]?.required === true && !(name in filled)
  const slot = action.type === "ElicitSlot" ? action.slot : Object.keys(intent?.slots ?? {}).find(isOpen)
  const prompt = slot === undefined ? undefined : intent?.words[localeId].prompts?.[slot]?.messages[0]
  if (prompt === undefined) return undefined
  const message: Message = { contentType: "PlainText", content: prompt }
  return { ...decision, action: { type: "ElicitSlot", slot: slot as never }, messages: [message] }
}

function textsOf(slots: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)] as const])),
  )
}
