// "Same as before": a stay of as many nights, for as many guests, as the one booked last in this conversation.

/** What a stay repeats of the last one. */
export type RepeatedStay = { readonly Nights: number; readonly Guests: number }

const SAME_AGAIN =
  /\b(?:same (?:as|like) (?:before|last time|the last (?:time|one)|the other (?:one|booking)|the first (?:one|booking|time)|earlier)|as (?:before|last time)|(?:the )?same again|like (?:before|last time))\b|^(?:the )?same[.!]?$/i

/** The words that ask for what was booked before; `undefined` where there are none. */
export function wordsForTheSame(text: string): string | undefined {
  return SAME_AGAIN.exec(text.trim())?.[0].toLowerCase()
}

/** How a booked stay is kept in a session attribute. */
export function toLastStay({ nights, guests }: { readonly nights: number; readonly guests: number }): string {
  return `${nights} ${guests}`
}

/** @returns `undefined` for an attribute that is none of `toLastStay`'s. */
export function parseLastStay(attribute: string | undefined): RepeatedStay | undefined {
  const [nights, guests] = (attribute ?? "").split(" ").map(Number)
  const isCount = (count: number | undefined): count is number => Number.isInteger(count) && (count ?? 0) > 0
  return isCount(nights) && isCount(guests) ? { Nights: nights, Guests: guests } : undefined
}
