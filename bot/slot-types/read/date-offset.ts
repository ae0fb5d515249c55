// Dates told by their distance from another date: "a week from friday", "the day after christmas", and, against the
// slot's present value, "two days earlier", "one more night".

import { addDays, type IsoDate } from "#core/time.ts"
import { CALENDAR_UNITS, WEEKDAYS } from "../data/date-words.ts"
import { type Token, wordAt } from "../tokens.ts"
import { moveDate, nextWeekday, weekdayBefore } from "./calendar.ts"
import { type DatePart, type DatePartReader, type DateScope, datePart, skipWord } from "./date-part.ts"
import { saturdayAfter } from "./date-period.ts"
import { movePart, readCalendarSpan } from "./date-relative.ts"

/** "a week from friday", "ten days after christmas", "two weeks on saturday". */
function readSpanFromAnchor(
  tokens: readonly Token[],
  at: number,
  scope: DateScope,
  readAnchor: DatePartReader,
): DatePart | undefined {
  const span = readCalendarSpan(tokens, at)
  if (span === undefined) return undefined
  const word = wordAt(tokens, span.end)
  const isBare = WEEKDAYS.has(word) || word === "tomorrow"
  const isAfter = ["from", "after", "on", "following"].includes(word)
  if (!isBare && !isAfter && word !== "before" && word !== "prior") return undefined
  const anchorAt = isBare ? span.end : skipWord(tokens, span.end + 1, ["to"])
  const anchor = readAnchor(tokens, anchorAt, scope)
  // "two nights on friday" books two nights; only weeks and longer are counted "on" a day.
  const isCountOn = (isBare || word === "on") && !["week", "fortnight", "month", "year"].includes(span.unit)
  if (anchor === undefined || isCountOn) return undefined
  return {
    ...movePart(anchor, anchor.end, word === "before" || word === "prior" ? -span.count : span.count, span.unit),
    isWeak: false,
  }
}

/** "the day after tomorrow", "the friday before christmas", "the weekend after easter". */
function readUnitAroundAnchor(
  tokens: readonly Token[],
  at: number,
  scope: DateScope,
  readAnchor: DatePartReader,
): DatePart | undefined {
  const from = skipWord(tokens, at, ["the"])
  const word = wordAt(tokens, from)
  const direction = wordAt(tokens, from + 1) === "after" ? 1 : wordAt(tokens, from + 1) === "before" ? -1 : 0
  if (direction === 0) return undefined
  const anchor = readAnchor(tokens, from + 2, scope)
  if (anchor === undefined) return undefined
  const unit = CALENDAR_UNITS.get(word)
  const firm = { ...anchor, isWeak: false }
  if (unit !== undefined) return movePart(firm, anchor.end, direction, unit)
  const weekdayNumber = word === "weekend" ? 6 : WEEKDAYS.get(word)
  if (weekdayNumber === undefined) return undefined
  const move = (date: IsoDate) => {
    if (direction < 0) return weekdayBefore(weekdayNumber, date)
    return word === "weekend" ? saturdayAfter(date) : nextWeekday(weekdayNumber, addDays(date, 1))
  }
  return { ...firm, dates: anchor.dates.map(move) }
}

/** Reads dates told by their distance from another date. */
export function createOffsetReader(readAnchor: DatePartReader): DatePartReader {
  return (tokens, at, scope) => {
    const fromSpan = readSpanFromAnchor(tokens, at, scope, readAnchor)
    const aroundUnit = readUnitAroundAnchor(tokens, at, scope, readAnchor)
    return fromSpan ?? aroundUnit
  }
}

const LATER = new Set(["later", "after", "longer", "forward", "on", "more", "extra"])
const EARLIER = new Set(["earlier", "sooner", "before", "less", "shorter", "back"])
const MORE = new Set(["more", "extra", "additional", "further"])

/** "one more night", "an extra day", "another week": later than the present date. */
function readMoreUnits(tokens: readonly Token[], at: number, current: IsoDate): DatePart | undefined {
  const word = wordAt(tokens, at)
  if (word === "another") {
    const unit = CALENDAR_UNITS.get(wordAt(tokens, at + 1))
    if (unit !== undefined) return datePart(at + 2, moveDate(current, 1, unit))
    const span = readCalendarSpan(tokens, at + 1)
    return span && datePart(span.end, moveDate(current, span.count, span.unit))
  }
  const isMore = MORE.has(wordAt(tokens, at + 1)) && readCalendarSpan(tokens, at)
  return isMore ? datePart(isMore.end, moveDate(current, isMore.count, isMore.unit)) : undefined
}

/** "two days earlier", "a week later", "a day after that". */
function readSpanFromCurrent(tokens: readonly Token[], at: number, current: IsoDate): DatePart | undefined {
  const span = readCalendarSpan(tokens, at)
  if (span === undefined) return undefined
  const word = wordAt(tokens, span.end)
  const direction = LATER.has(word) ? 1 : EARLIER.has(word) ? -1 : 0
  if (direction === 0) return undefined
  const end = skipWord(tokens, span.end + 1, ["that", "then"])
  return datePart(end, moveDate(current, direction * span.count, span.unit))
}

/** Words that make "the day after" the start of a clause: "the day after we land". */
const CLAUSE_STARTS = new Set(["the", "we", "i", "my", "our"])

/** "the day after", "the night before that". */
function readDayAround(tokens: readonly Token[], from: number, current: IsoDate): DatePart | undefined {
  const unit = CALENDAR_UNITS.get(wordAt(tokens, from))
  const direction = wordAt(tokens, from + 1)
  if (unit === undefined || (direction !== "after" && direction !== "before")) return undefined
  const end = skipWord(tokens, from + 2, ["that", "this"])
  if (end === from + 2 && CLAUSE_STARTS.has(wordAt(tokens, end))) return undefined
  return datePart(end, moveDate(current, direction === "after" ? 1 : -1, unit))
}

/** "the next day", "the following week", "the previous friday". */
function readFollowing(tokens: readonly Token[], from: number, current: IsoDate): DatePart | undefined {
  const first = wordAt(tokens, from)
  const second = wordAt(tokens, from + 1)
  const isBefore = first === "previous" || first === "preceding"
  const isFollowing = first === "following"
  if (!isBefore && !isFollowing && !(first === "next" && second === "day")) return undefined
  const unit = CALENDAR_UNITS.get(second)
  if (unit !== undefined) return datePart(from + 2, moveDate(current, isBefore ? -1 : 1, unit))
  const day = WEEKDAYS.get(second)
  if (day === undefined) return undefined
  return datePart(from + 2, isBefore ? weekdayBefore(day, current) : nextWeekday(day, addDays(current, 1)))
}

function readNeighbor(tokens: readonly Token[], at: number, current: IsoDate): DatePart | undefined {
  const from = skipWord(tokens, at, ["the"])
  const isSame = wordAt(tokens, from) === "same" && ["day", "date"].includes(wordAt(tokens, from + 1))
  if (isSame) return datePart(from + 2, current)
  return readDayAround(tokens, from, current) ?? readFollowing(tokens, from, current)
}

/** Reads changes of the slot's present date; nothing when there is none. */
export const readDateChange: DatePartReader = (tokens, at, scope) => {
  if (scope.current === undefined) return undefined
  return (
    readMoreUnits(tokens, at, scope.current) ??
    readSpanFromCurrent(tokens, at, scope.current) ??
    readNeighbor(tokens, at, scope.current)
  )
}
