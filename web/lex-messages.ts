// What Lex said, as the public contract says it: messages, suggestions, intent and slots. How Lex is called is aws/lex.ts.

import type { LexMessage, LexSessionState, LexTurn } from "#aws/lex.ts"
import type { Message, Reply } from "./contract.ts"
import { stripSsml } from "./ssml.ts"

/** A turn's messages for the visitor, and the SSML of those that have one, by message id, for speaking them. */
export type ShownMessages = {
  readonly messages: readonly Message[]
  readonly suggestions: readonly string[]
  readonly ssml: Readonly<Record<string, string>>
}

const MAX_SUGGESTIONS = 13

/**
 * Turns Lex's messages into the contract's; ids are `<turnId>.<n>`, unique within a session. A custom payload
 * `{"type": "suggestions", "values": ["…"]}` becomes quick replies instead of a message.
 */
export function showMessages(turnId: string, lexMessages: readonly LexMessage[]): ShownMessages {
  const messages: Message[] = []
  const suggestions: string[] = []
  const ssml: Record<string, string> = {}
  for (const lexMessage of lexMessages) {
    const values = findSuggestions(lexMessage)
    if (values !== undefined) {
      suggestions.push(...values)
      continue
    }
    const id = `${turnId}.${messages.length}`
    const message = toMessage(id, lexMessage)
    if (message === undefined) continue
    messages.push(message)
    if (lexMessage.contentType === "SSML" && lexMessage.content !== undefined) ssml[id] = lexMessage.content
  }
  return { messages, suggestions: [...new Set(suggestions)].slice(0, MAX_SUGGESTIONS), ssml }
}

/** What a finished turn answers; parts that don't apply are absent. */
export function toReply(sessionId: string, turnId: string, shown: ShownMessages, turn: LexTurn): Reply {
  const { intent, dialogAction } = turn.sessionState
  return {
    sessionId,
    turnId,
    messages: [...shown.messages],
    ...(intent?.name === undefined
      ? {}
      : { intent: { name: intent.name, state: intent.state ?? "InProgress", slots: showSlots(intent.slots) } }),
    dialogAction: dialogAction?.type ?? "None",
    ...(dialogAction?.slotToElicit === undefined ? {} : { slotToElicit: dialogAction.slotToElicit }),
    ...(shown.suggestions.length === 0 ? {} : { suggestions: [...shown.suggestions] }),
  }
}

function toMessage(id: string, message: LexMessage): Message | undefined {
  const { content, contentType, imageResponseCard: card } = message
  if (contentType === "ImageResponseCard") {
    if (card?.title === undefined) return undefined
    const imageUrl = card.imageUrl !== undefined && isWebUrl(card.imageUrl) ? card.imageUrl : undefined
    return {
      id,
      type: "card",
      title: card.title,
      ...(card.subtitle === undefined ? {} : { subtitle: card.subtitle }),
      ...(imageUrl === undefined ? {} : { imageUrl }),
      buttons: (card.buttons ?? []).map(({ text, value }) => ({ text: text ?? "", value: value ?? "" })),
    }
  }
  if (content === undefined) return undefined
  if (contentType === "CustomPayload") return { id, type: "custom", payload: content }
  const text = contentType === "SSML" ? stripSsml(content) : content
  return text === "" ? undefined : { id, type: "text", text }
}

/** An address on the web, or a path of this very site. */
function isWebUrl(text: string): boolean {
  if (/^\/[^/\\]/.test(text)) return true
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function findSuggestions(message: LexMessage): readonly string[] | undefined {
  if (message.contentType !== "CustomPayload" || !message.content?.includes('"suggestions"')) return undefined
  const payload = parseJson(message.content)
  if (typeof payload !== "object" || payload === null) return undefined
  const { type, values } = payload as { readonly type?: unknown; readonly values?: unknown }
  if (type !== "suggestions" || !Array.isArray(values)) return undefined
  const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== ""
  return values.every(isText) ? values : undefined
}

/** A custom payload may be anything; one that isn't JSON is simply shown as the custom message it is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type LexSlot = NonNullable<NonNullable<LexSessionState["intent"]>["slots"]>[string]

/** Each slot as one text: a list's values by commas, a composite's parts by spaces, in the bot's order. */
function showSlots(slots: Readonly<Record<string, LexSlot>> | undefined): Record<string, string | null> {
  return Object.fromEntries(Object.entries(slots ?? {}).map(([name, slot]) => [name, showSlot(slot)]))
}

function showSlot(slot: LexSlot | null | undefined): string | null {
  if (slot === null || slot === undefined) return null
  const join = (parts: readonly (LexSlot | null)[], by: string) =>
    parts.flatMap((part) => showSlot(part) ?? []).join(by) || null
  if (slot.values !== undefined && slot.values.length > 0) return join(slot.values, ", ")
  const subSlots = Object.values(slot.subSlots ?? {})
  if (subSlots.length > 0) return join(subSlots, " ")
  return slot.value?.interpretedValue ?? slot.value?.originalValue ?? null
}
