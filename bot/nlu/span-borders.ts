// Where a value ends that a tagger found: it takes a mark or a courtesy too many, and beside a name, where any name is a
// value, other words ("Leeds open", "my daughter Lucy").

import type { Slot } from "#bot/definition.ts"
import { FILLER_WORDS } from "#bot/slot-types/data/answer-words.ts"
import { isCommonWord } from "#bot/slot-types/data/common-words.ts"
import type { Analysis } from "./analysis.ts"
import { builtInName } from "./sample-values.ts"
import type { Token } from "./text.ts"

const CLOSING_MARKS = new Set(["?", "!", ".", ",", ";", ":", "…"])
/** Said behind a value, and no part of one that no list has. */
const COURTESIES = new Set(["please", "pls", "plz", "thanks"])
const NAMES = new Set(["city", "country", "state", "firstname", "lastname"])

/** A stretch of tokens. */
type TokenSpan = { readonly tokenStart: number; readonly tokenEnd: number }

/** Whether a slot takes the name of any place or person. */
export function isName({ slotTypeName }: Slot): boolean {
  return NAMES.has(builtInName(slotTypeName) ?? "")
}

/** Whether a known name has nothing but everyday words without capitals beside it in a tagged span. */
export function isAmongEverydayWords({ text, tokens }: Analysis, found: TokenSpan, tagged: TokenSpan): boolean {
  if (found.tokenStart < tagged.tokenStart || found.tokenEnd > tagged.tokenEnd) return false
  const beside = tokens.filter(
    (_, at) => (at >= tagged.tokenStart && at < found.tokenStart) || (at >= found.tokenEnd && at < tagged.tokenEnd),
  )
  return (
    beside.length > 0 && beside.every((token) => isEveryday(token.text) && text.startsWith(token.text, token.start))
  )
}

/** Types whose values are what they look like, and no part of a name. */
const COUNTED = new Set(["date", "duration", "number", "time"])

/** A tagged name without the date, time or number behind it, and the words that lead there: "Los Angeles starting friday". */
export function withoutMoment({ text, tokens, mentions }: Analysis, { tokenStart, tokenEnd }: TokenSpan): TokenSpan {
  const starts = mentions
    .filter((mention) => COUNTED.has(builtInName(mention.typeName) ?? ""))
    .map((mention) => mention.tokenStart)
    .filter((start) => start > tokenStart && start < tokenEnd)
  if (starts.length === 0) return { tokenStart, tokenEnd }
  let end = Math.min(...starts)
  const leads = ({ text: word, start }: Token) =>
    (isEveryday(word) || /ing$/.test(word)) && text.startsWith(word, start)
  while (end > tokenStart + 1 && leads(tokens[end - 1] as Token)) end -= 1
  return { tokenStart, tokenEnd: end }
}

function isEveryday(word: string): boolean {
  return isCommonWord(word) || FILLER_WORDS.has(word)
}

/** The tokens of a tagged value: a question mark behind it is none of it, nor is a comma before it. */
export function withoutMarks(analysis: Analysis, taggedStart: number, taggedEnd: number): TokenSpan {
  let tokenStart = taggedStart
  let tokenEnd = taggedEnd
  const isMark = (at: number) => CLOSING_MARKS.has(analysis.tokens[at]?.text ?? "")
  const isIdleEnd = (at: number) => isMark(at) || COURTESIES.has(analysis.tokens[at]?.text ?? "")
  while (tokenEnd > tokenStart + 1 && isIdleEnd(tokenEnd - 1)) tokenEnd -= 1
  while (tokenEnd > tokenStart + 1 && isMark(tokenStart)) tokenStart += 1
  return { tokenStart, tokenEnd }
}
