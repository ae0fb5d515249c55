// Dates that name their day: ISO, figures, month and day, "the 3rd". Words counted from today are date-relative.ts.

import { addDays, addMonths, dateParts, type IsoDate, isoDate, weekday } from "#core/time.ts"
import { MONTH_CUES, ORDERED_NOUNS, PERIOD_MODIFIERS, WEEKDAYS } from "../data/date-words.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"
import { exactDate, lastOfMonth, nextDayOfMonth, nextMonthDay } from "./calendar.ts"
import {
  type DatePart,
  type DatePartReader,
  type DateScope,
  type DayNumber,
  datePart,
  fullYear,
  isCounting,
  longestPart,
  readDayNumber,
  readMonthName,
  readPlainYear,
  readYearAfter,
  skipWord,
} from "./date-part.ts"

function digitsAt(tokens: readonly Token[], at: number, mustBeGlued: boolean): string | undefined {
  const token = tokens[at]
  return token?.kind === "digits" && (!mustBeGlued || token.isGlued) ? token.word : undefined
}

/** Three figures with the same separator, or two with a slash. */
type Figures = {
  readonly end: number
  readonly first: string
  readonly second: string
  readonly third: string | undefined
}

/** Whether figures may start here: not in the middle of a code, a price or a longer chain of figures. */
function isFigureStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at]?.isGlued ? tokens[at - 1] : undefined
  return before === undefined || (before.kind === "mark" && !"-/.$£€+".includes(before.word))
}

/** Whether what is glued on behind makes the figures part of a phone number, a code or a longer chain. */
function goesOn(tokens: readonly Token[], end: number, mayHaveTime: boolean): boolean {
  const next = tokens[end]
  if (!next?.isGlued) return false
  if (next.kind !== "mark") return !(mayHaveTime && next.word === "t")
  return "/-".includes(next.word) && tokens[end + 1]?.isGlued === true
}

function readFigureGroups(tokens: readonly Token[], at: number): Figures | undefined {
  const first = digitsAt(tokens, at, false)
  const separator = wordAt(tokens, at + 1) || " "
  const second = digitsAt(tokens, at + 2, true)
  if (first === undefined || second === undefined || !isFigureStart(tokens, at)) return undefined
  if (!"/-.".includes(separator) || !tokens[at + 1]?.isGlued) return undefined
  const hasThird = wordAt(tokens, at + 3) === separator && tokens[at + 3]?.isGlued
  const third = hasThird ? digitsAt(tokens, at + 4, true) : undefined
  const end = third === undefined ? at + 3 : at + 5
  return goesOn(tokens, end, first.length === 4) ? undefined : { end, first, second, third }
}

/** Day and month of "3/4" in the locale's order; in the other one when only that is a date ("25/12"). */
function dayAndMonth(
  first: number,
  second: number,
  scope: DateScope,
): { readonly day: number; readonly month: number } {
  const isMonthFirst = scope.order === "month-first" ? first <= 12 || second > 12 : second > 12 && first <= 12
  return isMonthFirst ? { month: first, day: second } : { month: second, day: first }
}

/** ISO 8601 and other figures: "2026-03-07", "3/4", "3/4/26", "25.12.2026". */
const readFigureDate: DatePartReader = (tokens, at, scope) => {
  const groups = readFigureGroups(tokens, at)
  if (groups === undefined) return undefined
  const { end, first, second, third } = groups
  if (first.length === 4) {
    return third === undefined || second.length > 2 || third.length > 2
      ? undefined
      : datePart(end, exactDate(Number(first), Number(second), Number(third)))
  }
  if (first.length > 2 || second.length > 2) return undefined
  const { day, month } = dayAndMonth(Number(first), Number(second), scope)
  if (third === undefined) {
    // "24/7" is no date, "3-4" and "3.4" are numbers.
    const isDate = wordAt(tokens, at + 1) === "/" && !(first === "24" && second === "7")
    return isDate ? datePart(end, nextMonthDay(month, day, scope.today)) : undefined
  }
  if (third.length !== 2 && third.length !== 4) return undefined
  return datePart(end, exactDate(third.length === 2 ? fullYear(Number(third), scope) : Number(third), month, day))
}

/** "12 25 2026", figures as they are said, only as an answer. */
const readSpacedDate: DatePartReader = (tokens, at, scope) => {
  const [first, second, year] = [at, at + 1, at + 2].map((place) => digitsAt(tokens, place, false))
  if (first === undefined || second === undefined || year?.length !== 4) return undefined
  const isApart = [at, at + 1, at + 2, at + 3].every((place) => tokens[place]?.isGlued !== true)
  if (first.length > 2 || second.length > 2 || !isApart) return undefined
  const { day, month } = dayAndMonth(Number(first), Number(second), scope)
  return datePart(at + 3, exactDate(Number(year), month, day), true)
}

/** "20261225", only as an answer. */
const readCompactDate: DatePartReader = (tokens, at) => {
  const digits = digitsAt(tokens, at, false)
  if (digits?.length !== 8 || tokens[at]?.isGlued || tokens[at + 1]?.isGlued) return undefined
  const date = exactDate(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
  return date !== undefined && date >= "1900" && date < "2200" ? datePart(at + 1, date, true) : undefined
}

/** Readers of dates without words, the same in every language. */
export const FIGURE_DATE_READERS: readonly DatePartReader[] = [readFigureDate, readSpacedDate, readCompactDate]

function monthDayPart(tokens: readonly Token[], end: number, month: number, day: number, scope: DateScope): DatePart {
  const year = readYearAfter(tokens, end, scope)
  if (year !== undefined) return datePart(year.end, exactDate(year.year, month, day))
  return datePart(end, nextMonthDay(month, day, scope.today))
}

/** "march 3", "march the 3rd", "mar. third, 2027". */
const readMonthDay: DatePartReader = (tokens, at, scope) => {
  const month = readMonthName(tokens, at)
  if (month === undefined) return undefined
  const from = skipWord(tokens, skipWord(tokens, month.end, ["-", ","]), ["the"])
  if (readPlainYear(tokens, from) !== undefined) return undefined
  const day = readDayNumber(tokens, from)
  if (day === undefined || day.day === 0) return undefined
  if (!day.isOrdinal && isCounting(tokens, day.end)) return undefined
  return monthDayPart(tokens, day.end, month.month, day.day, scope)
}

const AFTER_VERB_MAY = new Set("i we you be have need not he she it they also want ask get the".split(" "))

/** "3 march", "the 3rd of march", "third of march 2027", "the 1st of next month". */
const readDayMonth: DatePartReader = (tokens, at, scope) => {
  const day = readDayNumber(tokens, skipWord(tokens, at, ["the"]))
  if (day === undefined || day.day === 0) return undefined
  const from = skipWord(tokens, skipWord(tokens, day.end, ["day"]), ["of", "-", "in"])
  const month = readMonthName(tokens, from)
  if (month !== undefined) {
    const isVerb = wordAt(tokens, from) === "may" && !day.isOrdinal && AFTER_VERB_MAY.has(wordAt(tokens, month.end))
    return isVerb ? undefined : monthDayPart(tokens, month.end, month.month, day.day, scope)
  }
  return day.isOrdinal ? readDayOfThatMonth(tokens, from, day.day, scope) : undefined
}

/** After "the 5th of": "the month", "next month". */
function readDayOfThatMonth(tokens: readonly Token[], at: number, day: number, scope: DateScope): DatePart | undefined {
  const word = wordAt(tokens, skipWord(tokens, at, ["the"]))
  if (word === "month" && wordAt(tokens, at) === "the") return datePart(at + 2, nextDayOfMonth(day, scope.today))
  const modifierAt = skipWord(tokens, at, ["the"])
  const offset = PERIOD_MODIFIERS.get(word)
  if (offset === undefined || wordAt(tokens, modifierAt + 1) !== "month") return undefined
  const { year, month } = dateParts(addMonths(isoDate(...yearMonth(scope.today), 1), offset))
  return datePart(modifierAt + 2, exactDate(year, month, day))
}

function yearMonth(date: IsoDate): [number, number] {
  const { year, month } = dateParts(date)
  return [year, month]
}

/** Before a day in words, these show that a date is meant: "on the second". */
const DAY_CUES = new Set(["on", "from", "until", "till", "by", "to", "through", "since", "before", "after"])

/** Whether an ordinal that names no month is clearly a day: "the 3rd", but not "the 3rd floor" or "second". */
function isClearDay(tokens: readonly Token[], at: number, from: number, day: DayNumber): boolean {
  if (wordAt(tokens, day.end) === "-") return false
  const isCued = DAY_CUES.has(wordAt(tokens, at - 1))
  if (day.isWord) return isCued && from > at
  return isCued || from > at || isPhraseEnd(tokens, day.end) || AFTER_BARE_DAY.has(wordAt(tokens, day.end))
}

/** "the 3rd", "the third", "on the 21st": the next such day. A bare number only when a date was asked for. */
const readBareDay: DatePartReader = (tokens, at, scope) => {
  const from = skipWord(tokens, at, ["the"])
  const day = readDayNumber(tokens, from)
  if (day === undefined || day.day === 0 || day.day > 31) return undefined
  const isPart = tokens[from]?.isGlued && tokens[from - 1]?.kind !== "mark"
  const isShare = day.isWord && ["a", "an"].includes(wordAt(tokens, at - 1))
  if (isPart || isShare || ORDERED_NOUNS.has(wordAt(tokens, day.end))) return undefined
  const date = nextDayOfMonth(day.day, scope.today)
  if (day.isOrdinal) return datePart(day.end, date, !isClearDay(tokens, at, from, day))
  const isPlain = !isCounting(tokens, day.end) && !tokens[day.end]?.isGlued && !tokens[from]?.isGlued
  return isPlain ? datePart(day.end, date, true) : undefined
}

/** Months that are verbs as well. */
const VERBS = new Set(["may", "march"])

/** Whether a month's name stands where a verb would: "may i book", "we march to". */
function isVerbPlace(tokens: readonly Token[], at: number): boolean {
  const isOpen = !isPhraseEnd(tokens, at + 1) && !AFTER_BARE_DAY.has(wordAt(tokens, at + 1))
  return (
    isOpen ||
    ["i", "we", "you", "he", "she", "it", "they", "will", "to", "not", "we'll", "i'll", "well", "ill"].includes(
      wordAt(tokens, at - 1),
    )
  )
}

/** "march", "in march", "april 2017", "2016": the last day of a period to come, the first day of the present one. */
const readMonthOrYear: DatePartReader = (tokens, at, scope) => {
  const month = readMonthName(tokens, at)
  if (month === undefined) {
    const year = tokens[at]?.kind === "digits" && !tokens[at]?.isGlued ? readPlainYear(tokens, at) : undefined
    return year && datePart(year.end, isoDate(year.year, 12, 31), true)
  }
  const before = wordAt(tokens, at - 1)
  const year = readYearAfter(tokens, month.end, scope)
  if (year !== undefined) return datePart(year.end, lastOfMonth(year.year, month.month))
  // "early march" isn't its last day.
  if (before === "early" || before === "late") return datePart(month.end, undefined)
  const isCued = MONTH_CUES.has(before)
  if (!isCued && VERBS.has(wordAt(tokens, at)) && isVerbPlace(tokens, at)) return undefined
  return datePart(at + 1, monthAlone(month.month, scope), !isCued)
}

/** A month as a date: the last day of the next one to come, the first day of the present one. */
export function monthAlone(month: number, scope: DateScope): IsoDate {
  const now = dateParts(scope.today)
  if (now.month === month) return isoDate(now.year, now.month, 1)
  return lastOfMonth(month > now.month ? now.year : now.year + 1, month)
}

/** After a bare day or month, these show that nothing more is said of it. */
const AFTER_BARE_DAY = new Set(
  (
    "to until till through for at and or please if with in by from around because thanks then but so when as would is " +
    "works instead morning afternoon evening night"
  ).split(" "),
)

const UNNAMED: readonly DatePartReader[] = [readFigureDate, readMonthDay, readDayMonth, readBareDay]

/** Dates that agree with a weekday: a wrong weekday leaves both readings open. */
export function agreeing(
  weekdayNumber: number,
  part: DatePart,
  isBareDay: boolean,
  scope: DateScope,
): readonly IsoDate[] {
  const [date] = part.dates
  if (date === undefined || weekday(date) === weekdayNumber) return part.dates
  if (isBareDay) {
    const day = dateParts(date).day
    let candidate: IsoDate | undefined = date
    for (let month = 0; month < 12 && candidate !== undefined && weekday(candidate) !== weekdayNumber; month++) {
      candidate = nextDayOfMonth(day, addDays(candidate, 1))
    }
    const isNear = candidate !== undefined && candidate < addMonths(scope.today, 2)
    if (candidate !== undefined) return isNear ? [candidate] : [candidate, date]
  }
  const nearest = addDays(date, ((weekdayNumber - weekday(date) + 10) % 7) - 3)
  return [date, nearest]
}

/** "friday march 6", "friday the 13th", "fri 3/6". */
const readWeekdayAndDate: DatePartReader = (tokens, at, scope) => {
  const weekdayNumber = WEEKDAYS.get(wordAt(tokens, at))
  if (weekdayNumber === undefined) return undefined
  const from = skipWord(tokens, skipWord(tokens, skipWord(tokens, at + 1, ["."]), [","]), ["on"])
  const part = longestPart(UNNAMED.map((read) => read(tokens, from, scope)))
  if (part === undefined) return undefined
  const isBareDay = readBareDay(tokens, from, scope)?.end === part.end
  if (isBareDay && part.isWeak && wordAt(tokens, from) !== "the") {
    const day = readDayNumber(tokens, from)
    // "friday 2 people", "friday at 7" are weekdays; "friday 6th" and "friday 6" at the end are dates.
    if (day === undefined || (!day.isOrdinal && !isPhraseEnd(tokens, day.end))) return undefined
  }
  return { end: part.end, dates: agreeing(weekdayNumber, part, isBareDay, scope) }
}

/** Reads dates that name their day, month or year. */
export const readAbsoluteDate: DatePartReader = (tokens, at, scope) =>
  longestPart([
    readFigureDate(tokens, at, scope),
    readMonthDay(tokens, at, scope),
    readDayMonth(tokens, at, scope),
    readWeekdayAndDate(tokens, at, scope),
    readMonthOrYear(tokens, at, scope),
    readSpacedDate(tokens, at, scope),
    readCompactDate(tokens, at, scope),
    readBareDay(tokens, at, scope),
  ])
