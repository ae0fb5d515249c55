// Reads the session shapes Lex exchanges out of JSON that nobody has checked: a code hook's answer. What the values may
// mean in the bot at hand is code-hook-answer.ts. https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html

import type { ImageResponseCard, Message } from "../definition.ts"
import type { ActiveContext, Attributes, FilledSlot, RuntimeHint, RuntimeHints, SlotValue } from "../session.ts"
import { CONTEXT_LIMITS } from "./contexts.ts"

/** A value has the wrong shape; the message names the class Lex would fail to construct. */
export class ShapeProblem extends Error {
  override readonly name = "ShapeProblem"

  constructor(typeName: string, problem: string) {
    super(`Can not construct instance of ${typeName}: ${problem}`)
  }
}

/** A JSON object with unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>

/** @throws {ShapeProblem} when the value is not an object. */
export function readObject(value: unknown, typeName: string, path: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new ShapeProblem(typeName, `${path} must be an object, not ${describe(value)}`)
}

/** @returns `undefined` for null and absent. @throws {ShapeProblem} when the value is something other than a list. */
export function readList(value: unknown, typeName: string, path: string): readonly unknown[] | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return value
  throw new ShapeProblem(typeName, `${path} must be a list, not ${describe(value)}`)
}

/**
 * Reads a text. A number or boolean is taken as its text, as Lex's own parser does.
 *
 * @returns `undefined` for null and absent. @throws {ShapeProblem} when the value is an object or a list.
 */
export function readText(value: unknown, typeName: string, path: string): string | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  throw new ShapeProblem(typeName, `${path} must be a string, not ${describe(value)}`)
}

/** @returns `undefined` for null and absent. @throws {ShapeProblem} when the value is not among the choices. */
export function readChoice<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
  typeName: string,
  path: string,
): Choice | undefined {
  const text = readText(value, typeName, path)
  if (text === undefined) return undefined
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined) throw new ShapeProblem(typeName, `${path} is '${text}', not one of ${choices.join(", ")}`)
  return choice
}

/**
 * Reads a map of texts; null values are left out.
 *
 * @returns `undefined` for null and absent.
 */
export function readAttributes(value: unknown, path: string): Attributes | undefined {
  if (value === null || value === undefined) return undefined
  const entries = Object.entries(readObject(value, "Map", path)).flatMap(([name, entry]) => {
    const text = readText(entry, "String", `${path}.${name}`)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(entries)
}

/** Reads a slot as code hooks write it. @returns `null` when it is empty. */
export function readSlot(value: unknown, path: string): FilledSlot | null {
  if (value === null || value === undefined) return null
  const slot = readObject(value, "Slot", path)
  const shape = readChoice(slot.shape, ["Scalar", "List", "Composite"], "Slot", `${path}.shape`)
  const own = readSlotValue(slot.value, `${path}.value`)
  const values = readList(slot.values, "Slot", `${path}.values`)
    ?.map((item, i) => readSlot(item, `${path}.values[${i}]`))
    .filter((item) => item !== null)
  const subSlots = readSubSlots(slot.subSlots, `${path}.subSlots`)
  if (own === undefined && (values ?? []).length === 0 && subSlots === undefined) return null
  return {
    ...(shape === undefined ? {} : { shape }),
    ...(own === undefined ? {} : { value: own }),
    ...(values === undefined ? {} : { values }),
    ...(subSlots === undefined ? {} : { subSlots }),
  }
}

function readSubSlots(value: unknown, path: string): Readonly<Record<string, FilledSlot | null>> | undefined {
  if (value === null || value === undefined) return undefined
  const entries = Object.entries(readObject(value, "Map", path))
  return Object.fromEntries(entries.map(([name, part]) => [name, readSlot(part, `${path}.${name}`)]))
}

function readSlotValue(value: unknown, path: string): SlotValue | undefined {
  if (value === null || value === undefined) return undefined
  const object = readObject(value, "Value", path)
  const interpretedValue = readText(object.interpretedValue, "Value", `${path}.interpretedValue`)
  const originalValue = readText(object.originalValue, "Value", `${path}.originalValue`)
  const resolvedValues = readList(object.resolvedValues, "Value", `${path}.resolvedValues`) ?? []
  if (interpretedValue === undefined && originalValue === undefined) return undefined
  return {
    originalValue: originalValue ?? interpretedValue ?? "",
    ...(interpretedValue === undefined ? {} : { interpretedValue }),
    resolvedValues: resolvedValues.flatMap((text, i) => readText(text, "Value", `${path}.resolvedValues[${i}]`) ?? []),
  }
}

const CONTEXT_NAME = /^(?:[A-Za-z0-9]_?){1,100}$/

/** Reads a list of contexts. @returns `undefined` for null and absent. */
export function readContexts(value: unknown, path: string): ActiveContext[] | undefined {
  const contexts = readList(value, "ActiveContext", path)
  if ((contexts ?? []).length > CONTEXT_LIMITS.contexts) {
    throw new ShapeProblem("ActiveContextsList", `${path} has more than ${CONTEXT_LIMITS.contexts} contexts`)
  }
  return contexts?.map((item, i) => readContext(readObject(item, "ActiveContext", `${path}[${i}]`), `${path}[${i}]`))
}

function readContext(context: JsonObject, at: string): ActiveContext {
  const name = readText(context.name, "ActiveContext", `${at}.name`) ?? ""
  if (!CONTEXT_NAME.test(name)) throw new ShapeProblem("ActiveContext", `${at}.name is not the name of a context`)
  const life = readObject(context.timeToLive, "ActiveContextTimeToLive", `${at}.timeToLive`)
  const contextAttributes = readAttributes(context.contextAttributes, `${at}.contextAttributes`) ?? {}
  checkContextAttributes(contextAttributes, `${at}.contextAttributes`)
  return {
    name,
    timeToLive: {
      timeToLiveInSeconds: readLifetime(life, "timeToLiveInSeconds", `${at}.timeToLive`),
      turnsToLive: readLifetime(life, "turnsToLive", `${at}.timeToLive`),
    },
    contextAttributes,
  }
}

function checkContextAttributes(attributes: Attributes, path: string): void {
  const entries = Object.entries(attributes)
  const { attributes: maxCount, attributeLength: maxLength } = CONTEXT_LIMITS
  const isWrong = entries.some(([name, text]) => name === "" || text === "" || text.length > maxLength)
  if (entries.length <= maxCount && !isWrong) return
  throw new ShapeProblem("Map", `${path} may have ${maxCount} entries of 1 to ${maxLength} characters`)
}

/** A context that gives only one of its two lifetimes has the longest of the other. */
function readLifetime(life: JsonObject, name: "timeToLiveInSeconds" | "turnsToLive", path: string): number {
  const { min, max } = CONTEXT_LIMITS[name]
  const value = life[name] ?? max
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new ShapeProblem("Integer", `${path}.${name} must be a whole number, not ${describe(value)}`)
  }
  if (value >= min && value <= max) return value
  throw new ShapeProblem("Integer", `${path}.${name} is ${value}, not ${min} to ${max}`)
}

/** Reads runtime hints. @returns `undefined` for null and absent. */
export function readHints(value: unknown, path: string): RuntimeHints | undefined {
  if (value === null || value === undefined) return undefined
  const slotHints = readObject(value, "RuntimeHints", path).slotHints
  if (slotHints === null || slotHints === undefined) return {}
  const intents = Object.entries(readObject(slotHints, "RuntimeHints", `${path}.slotHints`))
  const entries = intents.map(
    ([intentName, slots]) => [intentName, readHintMap(slots, `${path}.${intentName}`)] as const,
  )
  return { slotHints: Object.fromEntries(entries) }
}

function readHintMap(value: unknown, path: string): Readonly<Record<string, RuntimeHint>> {
  const entries = Object.entries(readObject(value, "RuntimeHintDetails", path))
  return Object.fromEntries(entries.map(([name, hint]) => [name, readHint(hint, `${path}.${name}`)]))
}

function readHint(value: unknown, path: string): RuntimeHint {
  const hint = readObject(value, "RuntimeHintDetails", path)
  const values = readList(hint.runtimeHintValues, "RuntimeHintValue", `${path}.runtimeHintValues`)?.map((item, i) => {
    const at = `${path}.runtimeHintValues[${i}]`
    return { phrase: readText(readObject(item, "RuntimeHintValue", at).phrase, "RuntimeHintValue", at) ?? "" }
  })
  const parts = hint.subSlotHints
  return {
    ...(values === undefined ? {} : { runtimeHintValues: values }),
    ...(parts === null || parts === undefined ? {} : { subSlotHints: readHintMap(parts, `${path}.subSlotHints`) }),
  }
}

/** The longest message of Lex's quota page; the API page says 1,024, which is only warned about. */
const MAX_MESSAGE_LENGTH = 4000

const CONTENT_TYPES = ["PlainText", "SSML", "CustomPayload", "ImageResponseCard"] as const

/** Reads one message. */
export function readMessage(value: unknown, path: string): Message {
  const message = readObject(value, "Message", path)
  const contentType = readChoice(message.contentType, CONTENT_TYPES, "Message", `${path}.contentType`)
  if (contentType === undefined) throw new ShapeProblem("Message", `${path}.contentType is missing`)
  if (contentType === "ImageResponseCard") {
    return { contentType, imageResponseCard: readCard(message.imageResponseCard, `${path}.imageResponseCard`) }
  }
  const content = readText(message.content, "Message", `${path}.content`)
  if (content === undefined || content.length === 0) throw new ShapeProblem("Message", `${path}.content is missing`)
  if (content.length > MAX_MESSAGE_LENGTH) {
    throw new ShapeProblem(
      "Message",
      `${path}.content has ${content.length} characters, at most ${MAX_MESSAGE_LENGTH} may be`,
    )
  }
  return { contentType, content }
}

/** Of a card, in the API's model. */
const MAX_BUTTONS = 5
const MAX_CARD_TEXT_LENGTH = 250
const MAX_BUTTON_TEXT_LENGTH = 50

/** Reads a text of a card; an empty one is none. */
function readCardText(value: unknown, maxLength: number, path: string): string | undefined {
  const text = readText(value, "ImageResponseCard", path)
  if (text !== undefined && text.length > maxLength) {
    throw new ShapeProblem("ImageResponseCard", `${path} has ${text.length} characters, at most ${maxLength} may be`)
  }
  return text === "" ? undefined : text
}

function readCard(value: unknown, path: string): ImageResponseCard {
  const card = readObject(value, "ImageResponseCard", path)
  const title = readCardText(card.title, MAX_CARD_TEXT_LENGTH, `${path}.title`)
  if (title === undefined) throw new ShapeProblem("ImageResponseCard", `${path}.title is missing`)
  const subtitle = readCardText(card.subtitle, MAX_CARD_TEXT_LENGTH, `${path}.subtitle`)
  const imageUrl = readCardText(card.imageUrl, MAX_CARD_TEXT_LENGTH, `${path}.imageUrl`)
  const buttons = readList(card.buttons, "Button", `${path}.buttons`)?.map((item, i) => {
    const at = `${path}.buttons[${i}]`
    const button = readObject(item, "Button", at)
    const text = readCardText(button.text, MAX_BUTTON_TEXT_LENGTH, `${at}.text`)
    const sent = readCardText(button.value, MAX_BUTTON_TEXT_LENGTH, `${at}.value`)
    if (text === undefined || sent === undefined) throw new ShapeProblem("Button", `${at} needs text and value`)
    return { text, value: sent }
  })
  if (buttons !== undefined && buttons.length > MAX_BUTTONS) {
    throw new ShapeProblem(
      "ImageResponseCard",
      `${path}.buttons has ${buttons.length} entries, at most ${MAX_BUTTONS} may be`,
    )
  }
  return {
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(imageUrl === undefined ? {} : { imageUrl }),
    ...(buttons === undefined ? {} : { buttons }),
  }
}

function describe(value: unknown): string {
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" ? "an object" : `${typeof value} (${JSON.stringify(value)})`
}
