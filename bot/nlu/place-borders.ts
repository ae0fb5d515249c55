// Where the name of a place ends: a tagger that knows few names takes a word too many ("Leeds open"), and to these types any
// name is a value.

import type { Slot } from "#bot/definition.ts"
import { isCommonWord } from "#bot/slot-types/data/common-words.ts"
import type { Analysis } from "./analysis.ts"
import { builtInName } from "./sample-values.ts"

const PLACES = new Set(["city", "country", "state"])

/** A stretch of tokens. */
type TokenSpan = { readonly tokenStart: number; readonly tokenEnd: number }

/** Whether a slot takes the name of any place. */
export function isPlace({ slotTypeName }: Slot): boolean {
  return PLACES.has(builtInName(slotTypeName) ?? "")
}

/** Whether a known name has nothing but everyday words without capitals beside it in a tagged span. */
export function isAmongEverydayWords({ text, tokens }: Analysis, found: TokenSpan, tagged: TokenSpan): boolean {
  if (found.tokenStart < tagged.tokenStart || found.tokenEnd > tagged.tokenEnd) return false
  const beside = tokens.filter(
    (_, at) => (at >= tagged.tokenStart && at < found.tokenStart) || (at >= found.tokenEnd && at < tagged.tokenEnd),
  )
  return (
    beside.length > 0 && beside.every((token) => isCommonWord(token.text) && text.startsWith(token.text, token.start))
  )
}
