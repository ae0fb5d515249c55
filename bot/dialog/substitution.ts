// Puts values into the texts a bot says: `{slot}`, `[session attribute]`, `((request attribute))`. Which message of a
// group is said is messages.ts. https://docs.aws.amazon.com/lexv2/latest/dg/building-paths.html

import type { ImageResponseCard, Message } from "../definition.ts"
import { findSlotReference, ownEntry, type ReferenceScope } from "./references.ts"
import { valueText } from "./slot-values.ts"

/** The request attribute by which a client says what it can show: `PlainText,SSML,CustomPayload`. */
export const ACCEPT_CONTENT_TYPES = "x-amz-lex:accept-content-types"

// Alternatives in order: an escaped brace, `((name))`, `{name}`, `[name]`. Names don't nest, so one pass suffices and
// a value that looks like a placeholder is never replaced again.
const PLACEHOLDER = /\\([{}])|\(\(\s*([\w.:-]+)\s*\)\)|\{\s*([\w.-]+)\s*\}|\[\s*([\w.:-]+)\s*\]/g

/**
 * What to do with a placeholder that has no value.
 * `strict`: a known slot without value, or an attribute that isn't set, makes the text unusable.
 * `payload`: as strict for slots, but brackets that name no attribute stay as they are (JSON has brackets of its own).
 * `lenient`: whatever has no value stays as it is.
 */
type MissingRule = "strict" | "payload" | "lenient"

/** @returns the text with its values, or `undefined` when a value is missing and the rule forbids that. */
function substituteText(text: string, scope: ReferenceScope, rule: MissingRule): string | undefined {
  let isUsable = true
  const replaced = text.replace(
    PLACEHOLDER,
    (whole, brace?: string, request?: string, slot?: string, session?: string) => {
      if (brace !== undefined) return rule === "lenient" ? whole : brace
      const found = findValue(scope, { request, slot, session }, rule)
      if (found === "missing") isUsable = false
      return typeof found === "object" ? found.value : whole
    },
  )
  return isUsable ? replaced : undefined
}

type PlaceholderName = {
  readonly request: string | undefined
  readonly slot: string | undefined
  readonly session: string | undefined
}

function findValue(
  scope: ReferenceScope,
  name: PlaceholderName,
  rule: MissingRule,
): { readonly value: string } | "missing" | "not-a-placeholder" {
  if (name.slot !== undefined) {
    const reference = findSlotReference(scope, name.slot)
    // Braces around anything but a slot's name are plain text.
    if (reference === undefined) return "not-a-placeholder"
    return found(valueText(reference.value), rule !== "lenient")
  }
  if (rule === "lenient") return "not-a-placeholder"
  if (name.request !== undefined) return found(ownEntry(scope.requestAttributes, name.request), rule === "strict")
  const attribute = name.session ?? ""
  return found(ownEntry(scope.sessionAttributes, attribute), rule === "strict" && !STARTS_WITH_DIGIT.test(attribute))
}

/** `[1]` is a footnote or a list, hardly an attribute. */
const STARTS_WITH_DIGIT = /^\d/

function found(
  value: string | undefined,
  isNeeded: boolean,
): { readonly value: string } | "missing" | "not-a-placeholder" {
  if (value !== undefined) return { value }
  return isNeeded ? "missing" : "not-a-placeholder"
}

/**
 * Fills a message of the bot definition in.
 *
 * @returns `undefined` when a placeholder has no value: another variation has to be used.
 */
export function fillMessage(message: Message, scope: ReferenceScope): Message | undefined {
  if (message.contentType === "ImageResponseCard") {
    const card = fillCard(message.imageResponseCard, (text) => substituteText(text, scope, "payload"))
    return card === undefined ? undefined : { contentType: "ImageResponseCard", imageResponseCard: card }
  }
  const rule = message.contentType === "CustomPayload" ? "payload" : "strict"
  const content = substituteText(message.content, scope, rule)
  return content === undefined ? undefined : { contentType: message.contentType, content }
}

/**
 * Fills a message of a code hook in: filled slots of the current intent only. Never fails; what has no value, and every
 * other bracket, stays as the code hook wrote it.
 */
export function fillHookMessage(message: Message, scope: ReferenceScope): Message {
  const fill = (text: string) => substituteText(text, scope, "lenient") ?? text
  if (message.contentType === "ImageResponseCard") {
    return { contentType: "ImageResponseCard", imageResponseCard: fillCard(message.imageResponseCard, fill) }
  }
  return { contentType: message.contentType, content: fill(message.content) }
}

function fillCard(card: ImageResponseCard, fill: (text: string) => string): ImageResponseCard
function fillCard(card: ImageResponseCard, fill: (text: string) => string | undefined): ImageResponseCard | undefined
function fillCard(card: ImageResponseCard, fill: (text: string) => string | undefined): ImageResponseCard | undefined {
  const title = fill(card.title)
  const subtitle = card.subtitle === undefined ? "" : fill(card.subtitle)
  const imageUrl = card.imageUrl === undefined ? "" : fill(card.imageUrl)
  const buttons = (card.buttons ?? []).flatMap((button) => {
    const [text, value] = [fill(button.text), fill(button.value)]
    return text === undefined || value === undefined ? [] : [{ text, value }]
  })
  if (title === undefined || subtitle === undefined || imageUrl === undefined) return undefined
  if (buttons.length !== (card.buttons ?? []).length) return undefined
  return {
    title,
    ...(card.subtitle === undefined ? {} : { subtitle }),
    ...(card.imageUrl === undefined ? {} : { imageUrl }),
    ...(card.buttons === undefined ? {} : { buttons }),
  }
}
