// The facts in a card's subtitle, told apart so that price and rating can be set as such: "Lisbon · ★ 4.6 · from €120".

/** One fact of a subtitle. */
export type CardFact =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "price"; readonly text: string }
  | { readonly kind: "rating"; readonly text: string; readonly value: number; readonly best: number }

/** Marks that part facts: middle dots, bullets and bars with space around them, and line breaks. */
const PARTING = /\s+[·•|]\s+|\n+/u

const STARRED = /^[★⭐]\s?(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?\/\s?(5|10))?$/u
const OF_BEST = /^(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:\/\s?(5|10)|[★⭐])$/u
const SIGNED_AMOUNT = /\p{Sc}\s?\d|\d\s?\p{Sc}/u
const CODED_AMOUNT = /(?:^|\s)(?:[A-Z]{3}\s?\d[\d.,]*|\d[\d.,]*\s?[A-Z]{3})(?:\s|$)/u

/**
 * Reads a subtitle.
 *
 * @returns the facts in the order they were written; a subtitle without marks is one fact.
 */
export function parseCardFacts(subtitle: string): readonly CardFact[] {
  return subtitle
    .split(PARTING)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(toFact)
}

function toFact(text: string): CardFact {
  const match = text.length > 12 ? null : (STARRED.exec(text) ?? OF_BEST.exec(text))
  if (match !== null) {
    const value = Number((match[1] ?? "").replace(",", "."))
    const best = Number(match[2] ?? (value > 5 ? 10 : 5))
    if (value <= best) return { kind: "rating", text, value, best }
  }
  const isPrice = text.length <= 40 && (SIGNED_AMOUNT.test(text) || CODED_AMOUNT.test(text))
  return { kind: isPrice ? "price" : "text", text }
}
