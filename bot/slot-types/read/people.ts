// Counts people who are told one by one: "me and my husband", "my wife, our two kids and myself". Only believed when a
// number was asked for.

import { PEOPLE } from "../data/people.ts"
import { oneValue, type ValueReading } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"
import { readNumber } from "./number.ts"

const SELF = new Set(["me", "myself", "i"])
const BEFORE_PERSON = new Set(["my", "our", "the", "a", "an", "his", "her", "their", "another"])
const JOINING = new Set(["and", "&", "+", ",", "plus", "with"])

type Counted = { readonly end: number; readonly count: number }

/** @returns `undefined` where no list of at least two parts begins: "my husband" alone says nothing of how many go. */
export function readPeople(tokens: readonly Token[], at: number): ValueReading | undefined {
  let part = readPart(tokens, at)
  if (part === undefined) return undefined
  let { count, end } = part
  let parts = 1
  for (;;) {
    const next = skipJoining(tokens, end)
    part = next > end ? readPart(tokens, next) : undefined
    if (part === undefined) break
    count += part.count
    end = part.end
    parts++
  }
  return parts > 1 ? oneValue(end, String(count), true) : undefined
}

function skipJoining(tokens: readonly Token[], from: number): number {
  let at = from
  while (JOINING.has(wordAt(tokens, at))) at++
  return at
}

function readPart(tokens: readonly Token[], at: number): Counted | undefined {
  if (SELF.has(wordAt(tokens, at))) return { end: at + 1, count: 1 }
  const start = BEFORE_PERSON.has(wordAt(tokens, at)) ? at + 1 : at
  const number = readNumber(tokens, start)
  const isCounted = number !== undefined && !number.isOrdinal && Number.isInteger(number.value)
  const from = isCounted ? number.end : start
  const people = PEOPLE.get(wordAt(tokens, from))
  if (people === undefined || (from === at && !isCounted)) return undefined
  // "My kids" may be any number of them.
  if (people === "many" && !isCounted) return undefined
  return { end: from + 1, count: isCounted ? number.value : 1 }
}
