// Compares what a turn gave with what was expected, and says in words what differs. Parsing is transcript.ts.

import type { Expectations, ExpectedMessage } from "./transcript.ts"

/** A slot as any source gives it: the engine, or the SDK's answer of an endpoint. */
export type ActualSlot = {
  readonly value?:
    | { readonly interpretedValue?: string | undefined; readonly originalValue?: string | undefined }
    | undefined
  readonly values?: readonly ActualSlot[] | undefined
  readonly subSlots?: Readonly<Record<string, ActualSlot | null>> | undefined
}

/** A message as any source gives it. */
export type ActualMessage = {
  readonly contentType?: string | undefined
  readonly content?: string | undefined
  readonly imageResponseCard?:
    | {
        readonly title?: string | undefined
        readonly buttons?: readonly { readonly text?: string | undefined }[] | undefined
      }
    | undefined
}

/** An answer to RecognizeText, as far as it is looked at. */
export type ActualTurn = {
  readonly messages?: readonly ActualMessage[] | undefined
  readonly sessionState?:
    | {
        readonly dialogAction?:
          | {
              readonly type?: string | undefined
              readonly slotToElicit?: string | undefined
              readonly subSlotToElicit?: { readonly name?: string | undefined } | undefined
            }
          | undefined
        readonly intent?:
          | {
              readonly name?: string | undefined
              readonly state?: string | undefined
              readonly confirmationState?: string | undefined
              readonly slots?: Readonly<Record<string, ActualSlot | null>> | undefined
            }
          | undefined
        readonly sessionAttributes?: Readonly<Record<string, string>> | undefined
        readonly activeContexts?: readonly { readonly name?: string | undefined }[] | undefined
      }
    | undefined
}

/** How a difference calls what is not there. */
export const NOTHING = "nothing"

/** One difference. */
export type Mismatch = {
  readonly kind: "message" | "dialog-action" | "intent" | "state" | "slot" | "attribute" | "context"
  /** The slot, attribute or context it is about; empty for the others. */
  readonly subject: string
  readonly expected: string
  readonly actual: string
}

/**
 * Compares a turn with its expectations.
 *
 * @returns what differs, in the order intent, action, state, slots, messages; empty when all is as expected.
 */
export function checkTurn(expected: Expectations, actual: ActualTurn): Mismatch[] {
  const state = actual.sessionState
  const intent = state?.intent
  const action = state?.dialogAction
  return [
    ...compare("intent", "", expected.intentName, intent?.name),
    ...compare("dialog-action", "", expected.dialogAction, action?.type),
    ...compare("dialog-action", "slotToElicit", expected.slotToElicit, action?.slotToElicit),
    ...compare("dialog-action", "subSlotToElicit", expected.subSlotToElicit, action?.subSlotToElicit?.name),
    ...compare("state", "", expected.state, intent?.state),
    ...compare("state", "confirmationState", expected.confirmationState, intent?.confirmationState),
    ...Object.entries(expected.slots ?? {}).flatMap(([name, value]) =>
      compareValue("slot", name, value, slotText(findSlot(intent?.slots, name))),
    ),
    ...Object.entries(expected.spokenSlots ?? {}).flatMap(([name, value]) =>
      checkSpokenSlot(name, value, findSlot(intent?.slots, name)),
    ),
    ...Object.entries(expected.sessionAttributes ?? {}).flatMap(([name, value]) =>
      compareValue("attribute", name, value, state?.sessionAttributes?.[name]),
    ),
    ...checkContexts(expected.contexts ?? [], state?.activeContexts?.map((context) => context.name ?? "") ?? []),
    ...checkMessages(expected.messages, actual.messages ?? []),
    ...checkSpeech(expected.speech, actual.messages ?? []),
  ]
}

/** Says a difference in one line: `slot Nights: expected 2, got 3`. */
export function formatMismatch(mismatch: Mismatch): string {
  const about = [mismatch.kind, mismatch.subject].filter((word) => word !== "").join(" ")
  return `${about}: expected ${mismatch.expected}, got ${mismatch.actual}`
}

function compare(
  kind: Mismatch["kind"],
  subject: string,
  expected: string | undefined,
  actual: string | undefined,
): Mismatch[] {
  return expected === undefined || expected === actual ? [] : [{ kind, subject, expected, actual: actual ?? NOTHING }]
}

function compareValue(
  kind: Mismatch["kind"],
  subject: string,
  expected: string | null,
  actual: string | undefined,
): Mismatch[] {
  const isAsExpected =
    expected === null ? actual === undefined : actual !== undefined && matchesWildcards(actual, expected)
  return isAsExpected ? [] : [{ kind, subject, expected: expected ?? NOTHING, actual: actual ?? NOTHING }]
}

function findSlot(
  slots: Readonly<Record<string, ActualSlot | null>> | undefined,
  name: string,
): ActualSlot | undefined {
  if (slots && Object.hasOwn(slots, name)) return slots[name] ?? undefined
  const [outer = "", inner = ""] = name.split(".")
  return slots?.[outer]?.subSlots?.[inner] ?? undefined
}

function checkSpokenSlot(name: string, expected: string, slot: ActualSlot | undefined): Mismatch[] {
  const readings = [slot?.value?.originalValue, slotText(slot)].filter((reading) => reading !== undefined)
  if (readings.some((reading) => squeeze(reading).toLowerCase() === squeeze(expected).toLowerCase())) return []
  const actual = [...new Set(readings)].join(" / ")
  return [{ kind: "slot", subject: name, expected, actual: actual === "" ? NOTHING : actual }]
}

/** A scalar's value; a list's values joined; a composite's values as `name value`. */
function slotText(slot: ActualSlot | undefined): string | undefined {
  if (slot?.values && slot.values.length > 0) return slot.values.map((one) => slotText(one) ?? "").join(", ")
  return slot?.value?.interpretedValue
}

function checkContexts(expected: readonly string[], actual: readonly string[]): Mismatch[] {
  return expected
    .filter((name) => !actual.includes(name))
    .map((name) => ({ kind: "context", subject: name, expected: "active", actual: listed(actual) }))
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? NOTHING : texts.join(" / ")
}

function checkMessages(expected: readonly ExpectedMessage[] | undefined, actual: readonly ActualMessage[]): Mismatch[] {
  if (expected === undefined || matchesAll(expected, actual)) return []
  const wanted = expected.map(describeExpected)
  return [{ kind: "message", subject: "", expected: listed(wanted), actual: listed(actual.map(describeActual)) }]
}

function checkSpeech(expected: string | undefined, actual: readonly ActualMessage[]): Mismatch[] {
  if (expected === undefined) return []
  const said = actual.map((message) => message.imageResponseCard?.title ?? message.content ?? "").join(" ")
  if (squeeze(said).toLowerCase() === squeeze(expected).toLowerCase()) return []
  return [
    { kind: "message", subject: "", expected: JSON.stringify(expected), actual: listed(actual.map(describeActual)) },
  ]
}

/** Whether the messages can be told apart into the expected ones, each `any` taking one or more. */
function matchesAll(expected: readonly ExpectedMessage[], actual: readonly ActualMessage[]): boolean {
  let reached = new Set([0])
  for (const one of expected) reached = new Set([...reached].flatMap((at) => reachedAfter(one, actual, at)))
  return reached.has(actual.length)
}

/** How many messages may be used up once the expected one took its share. */
function reachedAfter(expected: ExpectedMessage, actual: readonly ActualMessage[], at: number): number[] {
  const next = actual[at]
  if (next === undefined) return []
  if (expected.type === "any") return actual.slice(at).map((_, i) => at + i + 1)
  return matchesMessage(expected, next) ? [at + 1] : []
}

function matchesMessage(expected: ExpectedMessage, actual: ActualMessage): boolean {
  if (expected.type === "any") return true
  if (expected.type === "text") return expected.wordings.some((wording) => textMatches(actual, wording))
  const card = actual.imageResponseCard
  const buttons = card?.buttons?.map((button) => button.text ?? "") ?? []
  return (
    card !== undefined &&
    matchesWildcards(card.title ?? "", expected.title) &&
    expected.buttons.every((button) => buttons.some((text) => matchesWildcards(text, button)))
  )
}

/** SSML counts as written, and as heard: without its tags. */
function textMatches(message: ActualMessage, wording: string): boolean {
  const content = message.content
  if (content === undefined || message.contentType === "ImageResponseCard") return false
  if (matchesWildcards(content, wording)) return true
  return message.contentType === "SSML" && matchesWildcards(content.replace(/<[^<>]*>/g, " "), wording)
}

function describeExpected(message: ExpectedMessage): string {
  if (message.type === "any") return "…"
  if (message.type === "text") return message.wordings.map((wording) => JSON.stringify(wording)).join(" or ")
  const buttons = message.buttons.map((button) => `, button ${JSON.stringify(button)}`).join("")
  return `card ${JSON.stringify(message.title)}${buttons}`
}

function describeActual(message: ActualMessage): string {
  if (message.imageResponseCard === undefined) return JSON.stringify(message.content ?? "")
  const buttons = message.imageResponseCard.buttons?.map((button) => `, button ${JSON.stringify(button.text)}`) ?? []
  return `card ${JSON.stringify(message.imageResponseCard.title)}${buttons.join("")}`
}

/**
 * Whether a text is as a pattern says: `…` and `*` stand for any text (none, too), `\*` for the character itself.
 * White space counts as one space.
 */
export function matchesWildcards(text: string, pattern: string): boolean {
  const literals = squeeze(pattern)
    .replaceAll("\\*", "\u0000")
    .split(/[…*]/)
    .map((literal) => literal.replaceAll("\u0000", "*"))
  const subject = squeeze(text)
  const [head = "", ...rest] = literals
  const tail = rest.pop()
  if (tail === undefined) return subject === head
  if (!subject.startsWith(head) || !subject.endsWith(tail) || subject.length < head.length + tail.length) return false
  let from = head.length
  for (const literal of rest) {
    const found = subject.indexOf(literal, from)
    if (found < 0) return false
    from = found + literal.length
  }
  return from <= subject.length - tail.length
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}
