// The border to Lex: its event in, checked and typed; its response out. What is done about it is handlers/hooks.
// https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html

import type { CodeHookEvent, CodeHookResponse } from "#bot/code-hook.ts"
import type { Message } from "#bot/definition.ts"
import type { ConfirmationState, FilledSlot, RuntimeHints, Slots, SlotValue } from "#bot/session.ts"
import { Fault } from "#core/errors.ts"
import type { IsoDate } from "#core/time.ts"
import { parseIsoDate } from "#core/time.ts"
import { CATALOGUE, type CatalogueIntent, type IntentName } from "#intents/catalogue.ts"
import type { SlotDefinition } from "#intents/define-intent.ts"
import { LOCALES, type LocaleId } from "#intents/locales.ts"
import { SLOT_TYPES, type SlotTypeDefinition } from "#intents/slot-types.ts"

/** The intent of that name. */
export type IntentNamed<Name extends IntentName> = Extract<CatalogueIntent, { readonly name: Name }>

type ScalarOf<Slot extends SlotDefinition> = Slot["type"] extends "AMAZON.Number"
  ? number
  : Slot["type"] extends "AMAZON.Date"
    ? IsoDate
    : string

type ValueOf<Slot extends SlotDefinition> = Slot extends { readonly multiple: true }
  ? readonly ScalarOf<Slot>[]
  : ScalarOf<Slot>

/** The filled slots of an intent, typed: numbers as numbers, dates as dates, lists as lists; an empty slot is absent. */
export type SlotValues<Name extends IntentName> = {
  readonly [SlotName in keyof IntentNamed<Name>["slots"]]?: IntentNamed<Name>["slots"][SlotName] extends SlotDefinition
    ? ValueOf<IntentNamed<Name>["slots"][SlotName]>
    : never
}

/** The name of a slot of an intent. */
export type SlotName<Name extends IntentName> = keyof IntentNamed<Name>["slots"] & string

/** The attributes that hooks keep in the Lex session. The visitor can't set them. */
export type SessionAttribute =
  /** The reference of what is held for the visitor until they say yes. */
  | "hold"
  /** What is held, so that a changed mind is noticed. */
  | "heldItem"
  /** Nights and guests of the stay booked last, for "same as before". */
  | "lastStay"
  /** The request id of the hold, so that asking again doesn't hold twice. */
  | "holdRequest"
  /** The name the last booking was made under. */
  | "guestName"
  /** The reference spoken of last. */
  | "reference"
  /** What was recommended last, and the query it came from, as JSON. */
  | "recommended"
  /** What is being booked, as JSON, to come back to when something else is asked in between: handlers/under-way.ts. */
  | "underWay"
  /** How many of the people a booking is for are children, as JSON: handlers/hooks/party.ts. */
  | "party"
  /** How many turns in a row were not understood. */
  | "misses"
  /** What the last photo showed, set by the web face, as JSON: handlers/photo/photo-attribute.ts. */
  | "photo"

/** Changes to the session's attributes; `undefined` removes one. */
export type AttributeChanges = Partial<Readonly<Record<SessionAttribute, string | undefined>>>

/** One call of the code hook, for one intent. */
export type Turn<Name extends IntentName = IntentName> = {
  readonly intentName: Name
  /** Lex asks for the fulfillment, rather than for a check of what was said so far. */
  readonly isFulfillment: boolean
  readonly slots: SlotValues<Name>
  /** By slot: a date that is more than a day, as Lex writes it ("2026-W11-WE"); `slots` doesn't have it then. */
  readonly periods: Partial<Readonly<Record<SlotName<Name>, string>>>
  /** By slot: the words the visitor used, or the value itself where a hook set it. */
  readonly said: Partial<Readonly<Record<SlotName<Name>, string>>>
  readonly confirmation: ConfirmationState
  readonly attributes: Partial<Readonly<Record<SessionAttribute, string>>>
  readonly localeId: LocaleId
  /** Whom bookings belong to: one per Lex session. */
  readonly visitorId: string
  /** The same for every repeat of this very turn; makes effects happen once. */
  readonly turnId: string
  /** What the visitor said. Never logged. */
  readonly transcript: string
}

/** What a hook decides. `attributes` are merged into the session's; `undefined` removes one. */
export type Decision<Name extends IntentName = IntentName> = {
  readonly action:
    | { readonly type: "Delegate" }
    | { readonly type: "ElicitIntent" }
    | { readonly type: "ElicitSlot"; readonly slot: SlotName<Name> }
    | { readonly type: "ConfirmIntent" }
    | { readonly type: "Close"; readonly state: "Fulfilled" | "Failed" }
  readonly messages?: readonly Message[]
  /** Slots to set or, with `null`, to empty; the others stay. */
  readonly slots?: Partial<Readonly<Record<SlotName<Name>, string | null>>>
  readonly attributes?: AttributeChanges
  /** Phrases to expect for slots of this intent. */
  readonly hints?: Partial<Readonly<Record<SlotName<Name>, readonly string[]>>>
}

/**
 * Reads Lex's event.
 *
 * @throws {Fault} `data-invalid` when it isn't one, or is about an intent or language that isn't ours.
 */
export function parseTurn(input: unknown): { readonly event: CodeHookEvent; readonly turn: Turn } {
  if (!isEvent(input)) throw new Fault("data-invalid", { hint: "the code hook takes Lex V2 events only" })
  const intent = input.sessionState.intent
  const definition = CATALOGUE.find(({ name }) => name === intent.name)
  const localeId = LOCALES.find((locale) => locale === input.bot.localeId)
  if (definition === undefined || localeId === undefined) {
    throw new Fault("data-invalid", { hint: `no handler for ${intent.name} in ${input.bot.localeId}` })
  }
  const turn: Turn = {
    intentName: definition.name,
    isFulfillment: input.invocationSource === "FulfillmentCodeHook",
    slots: readSlots(definition.slots, intent.slots),
    periods: readPeriods(definition.slots, intent.slots),
    said: readWords(intent.slots),
    confirmation: intent.confirmationState,
    attributes: input.sessionState.sessionAttributes ?? {},
    localeId,
    visitorId: input.sessionId,
    turnId: input.requestAttributes?.turnId ?? crypto.randomUUID(),
    transcript: input.inputTranscript,
  }
  return { event: input, turn }
}

function isEvent(input: unknown): input is CodeHookEvent {
  const event = input as Partial<CodeHookEvent> | null
  return (
    typeof event === "object" &&
    event?.messageVersion === "1.0" &&
    typeof event.sessionId === "string" &&
    typeof event.bot?.localeId === "string" &&
    typeof event.sessionState?.intent?.name === "string"
  )
}

function readSlots(
  definitions: Readonly<Record<string, SlotDefinition>>,
  slots: Slots | undefined,
): SlotValues<IntentName> {
  const entries = Object.entries(definitions).flatMap(([name, definition]) => {
    const value = readSlot(definition, slots?.[name])
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function readPeriods(
  definitions: Readonly<Record<string, SlotDefinition>>,
  slots: Slots | undefined,
): Readonly<Record<string, string>> {
  const entries = Object.entries(definitions).flatMap(([name, { type }]) => {
    const text = slots?.[name]?.value?.interpretedValue
    return type === "AMAZON.Date" && text != null && parseIsoDate(text) === undefined ? [[name, text] as const] : []
  })
  return Object.fromEntries(entries)
}

function readWords(slots: Slots = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([name, slot]) => {
      const words = slot?.value?.originalValue
      return words == null ? [] : [[name, words] as const]
    }),
  )
}

function readSlot(definition: SlotDefinition, slot: FilledSlot | null | undefined): unknown {
  if (slot === null || slot === undefined) return undefined
  if (definition.multiple !== true) return readScalar(definition, slot.value)
  const values = (slot.values ?? [slot]).map((item) => readScalar(definition, item.value))
  const filled = values.filter((value) => value !== undefined)
  return filled.length === 0 ? undefined : filled
}

function readScalar(slot: SlotDefinition, value: SlotValue | undefined): number | IsoDate | string | undefined {
  const interpreted = value?.interpretedValue
  if (interpreted === undefined) return undefined
  if (slot.type === "AMAZON.Number") return Number.isFinite(Number(interpreted)) ? Number(interpreted) : undefined
  if (slot.type === "AMAZON.Date") return parseIsoDate(interpreted)
  const listed: SlotTypeDefinition | undefined = Object.entries(SLOT_TYPES).find(([name]) => name === slot.type)?.[1]
  // "lisboa" is kept as said by an OriginalValue type, and resolved to Lisbon beside it.
  return listed === undefined || listed.valuesAreExamples === true
    ? interpreted
    : (value?.resolvedValues[0] ?? interpreted)
}

/** Changes of slots as a decision has them; `null` empties one. */
export function toSlotTexts<Name extends string>(
  changes: Readonly<Partial<Record<Name, string | number | null>>>,
): Partial<Record<Name, string | null>> {
  const entries = Object.entries<string | number | null | undefined>(changes)
  const texts = entries.map(([name, value]) => [name, value == null ? null : String(value)])
  return Object.fromEntries(texts) as Partial<Record<Name, string | null>>
}

/** Slots of an intent that are known as text, typed. */
export function readTexts(name: IntentName, texts: Readonly<Record<string, string>>): SlotValues<IntentName> {
  const definition = CATALOGUE.find((intent) => intent.name === name)
  return definition === undefined ? {} : readSlots(definition.slots, formatSlots(texts))
}

/**
 * Writes a decision as Lex's response to the event.
 *
 * @param resumed The intent that the decision is for, with its slots, where it isn't the one the event is about.
 */
export function formatDecision(
  event: CodeHookEvent,
  decision: Decision,
  resumed?: { readonly intentName: IntentName; readonly slots: Readonly<Record<string, string>> },
): CodeHookResponse {
  const intent =
    resumed === undefined
      ? event.sessionState.intent
      : {
          name: resumed.intentName,
          slots: formatSlots(resumed.slots),
          state: "InProgress" as const,
          confirmationState: "None" as const,
        }
  const { action } = decision
  const attributes = { ...event.sessionState.sessionAttributes, ...decision.attributes }
  const hints = formatHints(intent.name, decision.hints)
  return {
    sessionState: {
      dialogAction:
        action.type === "ElicitSlot" ? { type: "ElicitSlot", slotToElicit: action.slot } : { type: action.type },
      intent: {
        name: intent.name,
        slots: { ...intent.slots, ...formatSlots(decision.slots) },
        state: action.type === "Close" ? action.state : action.type === "Delegate" ? intent.state : "InProgress",
        confirmationState: action.type === "ConfirmIntent" ? "None" : intent.confirmationState,
      },
      sessionAttributes: Object.fromEntries(
        Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      ...(hints === undefined ? {} : { runtimeHints: hints }),
    },
    ...(decision.messages === undefined || decision.messages.length === 0 ? {} : { messages: decision.messages }),
    ...(event.requestAttributes == null ? {} : { requestAttributes: event.requestAttributes }),
  }
}

function formatSlots(slots: Readonly<Record<string, string | null | undefined>> = {}): Slots {
  return Object.fromEntries(
    Object.entries(slots).map(([name, value]) => [
      name,
      value == null
        ? null
        : {
            shape: "Scalar" as const,
            value: { originalValue: value, interpretedValue: value, resolvedValues: [value] },
          },
    ]),
  )
}

function formatHints(
  intentName: string,
  hints: Readonly<Record<string, readonly string[] | undefined>> | undefined,
): RuntimeHints | undefined {
  if (hints === undefined) return undefined
  const slots = Object.entries(hints).map(([slot, phrases = []]) => [
    slot,
    { runtimeHintValues: phrases.map((phrase) => ({ phrase })) },
  ])
  return { slotHints: { [intentName]: Object.fromEntries(slots) } }
}
