// AMAZON.Number: figures and words become plain digits.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-number.html

import type { FilledSlot } from "#bot/session.ts"
import { FILLER_WORDS } from "../data/answer-words.ts"
import { readClock } from "../read/clock.ts"
import { readAbsoluteDate } from "../read/date-absolute.ts"
import { mayBeginDate } from "../read/date-evidence.ts"
import type { DateScope } from "../read/date-part.ts"
import { plainDecimal } from "../read/decimal.ts"
import { readFraction, readNumber } from "../read/number.ts"
import { readPeople } from "../read/people.ts"
import type { FoundRefiner } from "../reader-resolver.ts"
import { type FoundReading, oneValue, type Reading, type ValueReader } from "../reading.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"

/** Before "one", these make it a pronoun: "the big one", "this one". */
const POINTING_WORDS = new Set(
  "the this that which any no every each some another a last next first other only".split(" "),
)

/** After "one", these show that it counts nothing. */
const UNCOUNTABLE_NEXT = new Set(
  "of is was are please that which who with for in on at to from and or thanks thank should would will can could more".split(
    " ",
  ),
)

/** How sure it is that "one" counts something. */
function judgeOne(tokens: readonly Token[], at: number): "number" | "weak" | "pronoun" {
  const before = wordAt(tokens, at - 1)
  // "Only one" counts, "the only one" points.
  if (before === "only" && !POINTING_WORDS.has(wordAt(tokens, at - 2))) return "weak"
  if (POINTING_WORDS.has(before)) return "pronoun"
  const isAlone = isPhraseEnd(tokens, at + 1) || UNCOUNTABLE_NEXT.has(wordAt(tokens, at + 1))
  if (!isAlone) return "number"
  return tokens[at - 1]?.kind === "word" && !FILLER_WORDS.has(before) ? "pronoun" : "weak"
}

/** Figures that are a part of something else: a code (APQ123), a phone number, a clock time, a date, an address. */
export function isInsideCode(tokens: readonly Token[], at: number, end: number): boolean {
  const before = tokens[at]?.isGlued ? tokens[at - 1] : undefined
  const after = tokens[end]?.isGlued ? tokens[end] : undefined
  if (
    before?.kind === "word" ||
    (before !== undefined && "-/:.@_".includes(before.word) && tokens[at - 2]?.kind !== "mark")
  ) {
    return true
  }
  if (after === undefined) return false
  if (after.kind === "word") return after.word.length < 5
  const beyond = tokens[end + 1]
  // "two-bedroom" counts bedrooms, "2-3" and "12:30" count nothing.
  const isCompound = after.word === "-" && beyond?.kind === "word"
  return "-/:.@_".includes(after.word) && beyond?.isGlued === true && beyond.kind !== "mark" && !isCompound
}

const MORE = new Set(["more", "extra", "additional"])
const FEWER = new Set(["fewer", "less"])

/** "another", "an extra two": what is added, and where the words end. */
function readAddition(
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly added: number } | undefined {
  const word = wordAt(tokens, at)
  const isExtra = word === "an" && MORE.has(wordAt(tokens, at + 1))
  const from = word === "another" || word === "plus" || word === "add" ? at + 1 : isExtra ? at + 2 : undefined
  if (from === undefined) return undefined
  const number = readNumber(tokens, from)
  if (number !== undefined && !number.isOrdinal) return { end: number.end, added: number.value }
  return word === "another" || isExtra ? { end: from, added: 1 } : undefined
}

/** "one more", "two fewer", "another one": counted from the slot's present value. */
function readChange(tokens: readonly Token[], at: number, current: number): Reading | undefined {
  const word = wordAt(tokens, at)
  if ((word === "double" || word === "twice") && ["that", "it"].includes(wordAt(tokens, at + 1))) {
    return oneValue(at + 2, plainDecimal(String(current * 2)))
  }
  const addition = readAddition(tokens, at)
  if (addition !== undefined) return oneValue(addition.end, plainDecimal(String(current + addition.added)))
  const number = readNumber(tokens, at)
  if (number === undefined || number.isOrdinal) return undefined
  const direction = MORE.has(wordAt(tokens, number.end)) ? 1 : FEWER.has(wordAt(tokens, number.end)) ? -1 : 0
  if (direction === 0) return undefined
  return oneValue(number.end + 1, plainDecimal(String(current + direction * number.value)))
}

/** The number a slot holds now, when it holds one. */
export function currentNumber(slot: FilledSlot | undefined): number | undefined {
  const text = slot?.value?.interpretedValue
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Words that are numbers only when one was asked for. */
function readNumberWord(tokens: readonly Token[], at: number): Reading | undefined {
  const word = wordAt(tokens, at)
  if (word === "none" || word === "nil") return oneValue(at + 1, "0", true)
  if (word === "single") return oneValue(at + 1, "1", true)
  const isAlone = (word === "just" || word === "only") && ["me", "myself"].includes(wordAt(tokens, at + 1))
  return isAlone ? oneValue(at + 2, "1", true) : readPeople(tokens, at)
}

/** Dates and clock times are looked for from this many tokens before a number on. */
const MAX_WORDS_BEFORE = 7

/** Where the firm date or clock time that begins at a place ends; 0 when none does. */
function momentEnd(tokens: readonly Token[], at: number, scope: DateScope): number {
  const date = mayBeginDate(tokens, at) ? readAbsoluteDate(tokens, at, scope) : undefined
  const clock = readClock(tokens, at)
  return Math.max(date === undefined || date.isWeak ? 0 : date.end, clock === undefined || clock.isBare ? 0 : clock.end)
}

/** Whether a number is part of a date or a clock time ("march 3", "7pm"), which count nothing. */
function isInsideMoment(found: FoundReading, endAt: (at: number) => number): boolean {
  for (let at = Math.max(0, found.start - MAX_WORDS_BEFORE); at <= found.start; at++) {
    if (endAt(at) >= found.end) return true
  }
  return false
}

/** Leaves out the numbers of dates and clock times. */
export function createNumberRefiner(order: DateScope["order"]): FoundRefiner {
  return (tokens, found, _read, { today }) => {
    const scope: DateScope = { today, order, nextWeek: "lex", current: undefined, holidays: "us" }
    return withoutMoments(found, (at) => momentEnd(tokens, at, scope))
  }
}

/**
 * Leaves out the numbers inside dates and clock times.
 *
 * @param endOf Where the date or clock time that begins at a token ends; 0 when none does.
 */
export function withoutMoments(found: readonly FoundReading[], endOf: (at: number) => number): readonly FoundReading[] {
  const ends = new Map<number, number>()
  // Each place is read once, however many numbers lie behind it.
  const endAt = (at: number): number => {
    const end = ends.get(at) ?? endOf(at)
    ends.set(at, end)
    return end
  }
  return found.filter((each) => !isInsideMoment(each, endAt))
}

/** Reads AMAZON.Number. */
export const readNumberValue: ValueReader = (tokens, at, context) => {
  const current = currentNumber(context.currentValue)
  const change = current === undefined ? undefined : readChange(tokens, at, current)
  if (change !== undefined) return change
  const number = readNumber(tokens, at)
  const fraction =
    number === undefined || wordAt(tokens, number.end) === "/" || wordAt(tokens, at + 1).startsWith("quarter")
      ? readFraction(tokens, at)
      : undefined
  if (fraction !== undefined) return oneValue(fraction.end, plainDecimal(fraction.text), true)
  if (number === undefined) return readNumberWord(tokens, at)
  if (number.value === 1 && number.form === "words" && wordAt(tokens, at) === "one" && number.end === at + 1) {
    const kind = judgeOne(tokens, at)
    return kind === "pronoun" ? undefined : oneValue(number.end, number.text, kind === "weak")
  }
  if (number.isOrdinal && number.form === "words" && ["a", "an"].includes(wordAt(tokens, at - 1))) return undefined
  const isMoment = number.isOrdinal && number.form === "words" && number.value <= 2
  return oneValue(number.end, number.text, isMoment || isInsideCode(tokens, at, number.end))
}
