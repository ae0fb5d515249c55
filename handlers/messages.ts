// How a handler words its answer: the reply of the visitor's language with its values filled in, cards, suggestions.
// The words themselves are in intents/replies.ts.

import type { Message } from "#bot/definition.ts"
import { formatDate, type IsoDate } from "#core/time.ts"
import { formatMoney, type Money } from "#core/units.ts"
import type { LocaleId } from "#intents/locales.ts"
import { COUNTED, REPLIES, type ReplyKey } from "#intents/replies.ts"

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/** The values a reply needs, by the placeholders in its text. */
export type ReplyValues<Key extends ReplyKey> = Readonly<
  Record<Placeholders<(typeof REPLIES)["en_US"][Key]>, string | number>
>

type ReplyArguments<Key extends ReplyKey> = [Placeholders<(typeof REPLIES)["en_US"][Key]>] extends [never]
  ? []
  : [values: ReplyValues<Key>]

/** Words in one language. */
export type Wording = {
  /** A reply as plain text. */
  text<Key extends ReplyKey>(key: Key, ...values: ReplyArguments<Key>): string
  /** A reply as a Lex message. */
  say<Key extends ReplyKey>(key: Key, ...values: ReplyArguments<Key>): Message
  /** "1 night", "2 nights". */
  count(thing: keyof (typeof COUNTED)["en_US"], number: number): string
  /** "Friday, March 6, 2026", or "Fri, Mar 6". */
  date(date: IsoDate, style?: "long" | "short"): string
  money(money: Money): string
  /** "Lisbon, Porto and Rome", or with "or". */
  list(items: readonly string[], type?: "conjunction" | "disjunction"): string
}

/** Facts of a card's subtitle; those that an owner's table doesn't tell are left out. */
export function joinFacts(facts: readonly string[]): string {
  return facts
    .map((fact) => fact.trim())
    .filter((fact) => fact !== "")
    .join(" · ")
}

/** What guests think, of ten; nothing where nobody has said. */
export function ratingFact(rating: number): string {
  return rating > 0 ? `${rating}/10` : ""
}

/** Lex takes at most this many characters in a card's title, subtitle and image address. */
const MAX_CARD_TEXT = 250

/** Lex takes at most this many characters on a button. */
const MAX_BUTTON_TEXT = 50

/** Speaks a language. */
export function wordingFor(localeId: LocaleId): Wording {
  const tag = localeId.replace("_", "-")
  const plural = new Intl.PluralRules(tag)
  const text = (key: ReplyKey, values: Readonly<Record<string, string | number>> = {}): string =>
    REPLIES[localeId][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  return {
    text: (key, ...values) => text(key, values[0]),
    say: (key, ...values) => ({ contentType: "PlainText", content: text(key, values[0]) }),
    count: (thing, number) => {
      const forms: { readonly one: string; readonly other: string } = COUNTED[localeId][thing]
      const form = plural.select(number) === "one" ? forms.one : forms.other
      return form.replace("#", new Intl.NumberFormat(tag).format(number))
    },
    date: (date, style) => formatDate(date, localeId, style),
    money: (money) => formatMoney(money, localeId),
    list: (items, type = "conjunction") => new Intl.ListFormat(tag, { type }).format(items),
  }
}

/** A card; what is longer than Lex takes is cut at the end, and an image address left out. */
export function card(content: {
  readonly title: string
  readonly subtitle?: string
  readonly imageUrl?: string
  readonly buttons?: readonly { readonly text: string; readonly value: string }[]
}): Message {
  return {
    contentType: "ImageResponseCard",
    imageResponseCard: {
      title: cut(content.title, MAX_CARD_TEXT),
      ...(content.subtitle === undefined ? {} : { subtitle: cut(content.subtitle, MAX_CARD_TEXT) }),
      ...(isImageUrl(content.imageUrl) ? { imageUrl: content.imageUrl } : {}),
      ...(content.buttons === undefined || content.buttons.length === 0
        ? {}
        : {
            buttons: content.buttons
              .slice(0, 5)
              .map(({ text, value }) => ({ text: cut(text, MAX_BUTTON_TEXT), value: cut(value, MAX_BUTTON_TEXT) })),
          }),
    },
  }
}

function isImageUrl(url: string | undefined): url is string {
  return url !== undefined && url !== "" && url.length <= MAX_CARD_TEXT
}

/** Quick replies: the web face shows them as buttons under the conversation. Other clients may ignore them. */
export function suggestions(values: readonly string[]): Message {
  return { contentType: "CustomPayload", content: JSON.stringify({ type: "suggestions", values }) }
}

/** Whether a message is quick replies. */
export function isSuggestions(message: Message): boolean {
  return message.contentType === "CustomPayload" && message.content?.startsWith('{"type":"suggestions"') === true
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
