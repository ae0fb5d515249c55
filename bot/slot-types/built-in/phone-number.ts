// AMAZON.PhoneNumber: marks are taken out, a leading plus stays.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-phone.html

import { BASE_WORDS } from "../data/number-words.ts"
import { REPEAT_WORDS } from "../data/spelling-alphabet.ts"
import { oneValue, type ValueReader } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"

/** E.164 allows 15 digits; extensions and trunk prefixes may add a few. */
const MAX_DIGITS = 18

/** Fewer digits than this are only a phone number when one was asked for. */
const MIN_SURE_DIGITS = 7
const MIN_DIGITS = 3

function spokenDigit(word: string): string | undefined {
  if (word === "oh" || word === "o") return "0"
  const value = BASE_WORDS.get(word)
  return value === undefined || value > 99 ? undefined : String(value)
}

type Digits = { readonly end: number; readonly digits: string }

function readPlainDigits(tokens: readonly Token[], at: number): Digits | undefined {
  const token = tokens[at]
  const digits = token?.kind === "word" ? spokenDigit(token.word) : token?.kind === "digits" ? token.word : undefined
  return digits === undefined ? undefined : { end: at + 1, digits }
}

/** Digits at a place: typed, said ("five"), or doubled ("double five"). */
function readDigits(tokens: readonly Token[], at: number): Digits | undefined {
  const times = REPEAT_WORDS.get(wordAt(tokens, at))
  if (times === undefined) return readPlainDigits(tokens, at)
  const next = readPlainDigits(tokens, at + 1)
  const [first = ""] = next?.digits ?? ""
  return next && { end: next.end, digits: first.repeat(times) + next.digits.slice(1) }
}

/** Where the next group of digits starts, past the marks phone numbers are written with. */
function skipMarks(tokens: readonly Token[], from: number): number {
  let at = from
  while (at - from < 3 && tokens[at]?.kind === "mark" && "-.()/".includes(wordAt(tokens, at))) at++
  return at
}

/** The groups of digits from a place on, marks between them left out. */
function readGroups(tokens: readonly Token[], at: number): { readonly end: number; readonly digits: string } {
  let digits = ""
  let end = at
  while (digits.length < MAX_DIGITS) {
    const group = readDigits(tokens, skipMarks(tokens, end))
    if (group === undefined || digits.length + group.digits.length > MAX_DIGITS) break
    digits += group.digits
    end = group.end
  }
  return { end: wordAt(tokens, end) === ")" ? end + 1 : end, digits }
}

/** Whether the digits are a part of something else: a code, an address, a price. */
function isPart(tokens: readonly Token[], at: number, end: number): boolean {
  const before = tokens[at]?.isGlued ? tokens[at - 1] : undefined
  const after = tokens[end]?.isGlued ? tokens[end] : undefined
  if (before !== undefined && (before.kind !== "mark" || "@$£€#".includes(before.word))) return true
  return after !== undefined && (after.kind === "word" || "@:$%".includes(after.word))
}

/** Reads AMAZON.PhoneNumber. */
export const readPhoneNumber: ValueReader = (tokens, at) => {
  const hasPlus = wordAt(tokens, at) === "+" || wordAt(tokens, at) === "plus"
  const { end, digits } = readGroups(tokens, hasPlus ? at + 1 : at)
  if (digits.length < MIN_DIGITS || isPart(tokens, at, end)) return undefined
  // Figures with slashes may be a date; short numbers may be anything.
  const isDate = tokens.slice(at, end).some((token) => token.word === "/")
  const isWeak = digits.length < MIN_SURE_DIGITS || (isDate && digits.length <= 8)
  return oneValue(end, `${hasPlus ? "+" : ""}${digits}`, isWeak)
}
