// AMAZON.Date in the words of a language besides English. Which phrases there are is bot/languages, what they mean
// date-meanings.ts; the sums are those of English dates.

import type { CalendarWords, DateMeaning, Language, PeriodWords } from "#bot/languages/language.ts"
import { addDays, parseIsoDate } from "#core/time.ts"
import { type DateConventions, dateReading, scopeOf } from "../built-in/date.ts"
import type { CalendarUnit } from "../data/date-words.ts"
import { nextDayOfMonth, nextMonthDay } from "../read/calendar.ts"
import { agreeing, FIGURE_DATE_READERS } from "../read/date-absolute.ts"
import { ruleDate, upcoming } from "../read/date-holiday.ts"
import { type DatePart, type DateScope, datePart, longestPart } from "../read/date-part.ts"
import type { PeriodUnit } from "../read/date-period.ts"
import type { FoundRefiner } from "../reader-resolver.ts"
import type { FoundReading, ValueReader } from "../reading.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"
import {
  type DateCaptures,
  type DateMatch,
  type Day,
  evaluateDate,
  type Host,
  type Period,
  type Span,
} from "./date-meanings.ts"
import type { NumberReader } from "./number.ts"
import { type Captured, FixedPhrases, PhraseTable, partsOf, type SlotReaders, wordSet } from "./phrase.ts"

/** Meanings whose phrases hold another date. */
const ANCHORED: readonly DateMeaning[] = ["spanAfter", "spanBefore", "dayAfter", "dayBefore"]

const AHEAD: Readonly<Record<keyof PeriodWords, number>> = { this: 0, next: 1, afterNext: 2, last: -1 }

/** So many words are remembered with whether a date may begin with them. */
const MOST_REMEMBERED = 5000

/** Reads dates of one language. */
class DateReader {
  readonly #numbers: NumberReader
  readonly #words: CalendarWords
  readonly #months: FixedPhrases<number>
  readonly #weekdays: FixedPhrases<number>
  readonly #units: FixedPhrases<CalendarUnit>
  readonly #days: FixedPhrases<number>
  readonly #periods: PhraseTable<number, DateCaptures>
  readonly #weekends: FixedPhrases<number>
  readonly #holidays: FixedPhrases<CalendarWords["holidays"][number][0]>
  readonly #plain: PhraseTable<DateMeaning, DateCaptures>
  readonly #anchored: PhraseTable<DateMeaning, DateCaptures>
  /** Words that may follow a bare day in a sentence. */
  readonly #mayFollow: ReadonlySet<string>
  readonly #dayCues: ReadonlySet<string>
  readonly #beginnings = new Map<string, boolean>()

  constructor(language: Language, numbers: NumberReader) {
    const words = language.calendar
    this.#words = words
    this.#numbers = numbers
    this.#months = numbered(words.months)
    this.#weekdays = numbered(words.weekdays.map((names) => withEndings(names, words.weekdayEndings ?? "")))
    this.#units = new FixedPhrases(Object.entries(words.units).map(([unit, list]) => [unit as CalendarUnit, list]))
    this.#days = new FixedPhrases(Object.entries(words.days).map(([offset, list]) => [Number(offset), list]))
    this.#periods = new PhraseTable(byDistance(words.periods))
    this.#weekends = new FixedPhrases(byDistance(words.weekends))
    this.#holidays = new FixedPhrases(words.holidays)
    const all = Object.entries(words.phrases) as [DateMeaning, string][]
    this.#plain = new PhraseTable(all.filter(([meaning]) => !ANCHORED.includes(meaning)))
    this.#anchored = new PhraseTable(all.filter(([meaning]) => ANCHORED.includes(meaning)))
    this.#dayCues = wordSet(words.dayCues)
    this.#mayFollow = wordSet(language.answers.fillers)
  }

  read(tokens: readonly Token[], at: number, scope: DateScope): DatePart | undefined {
    if (!this.#mayBegin(tokens[at])) return undefined
    const readers = this.#readersFor(scope)
    const anchored = this.#anchored
      .matches(tokens, at, readers)
      .map((match) => this.#evaluate(match, tokens, at, scope))
    return longestPart([...anchored, this.#readPlain(tokens, at, scope, readers)])
  }

  /** Whether a date may begin with a token: nearly every word of a text is ruled out by one look. */
  #mayBegin(token: Token | undefined): boolean {
    if (token?.kind !== "word") return token !== undefined
    const { word } = token
    let may = this.#beginnings.get(word)
    if (may === undefined) {
      const tables = [this.#plain, this.#anchored, this.#periods]
      const lists = [this.#months, this.#weekdays, this.#units, this.#days, this.#weekends, this.#holidays]
      may = [...tables, ...lists].some((phrases) => phrases.mayBegin(word)) || this.#numbers.mayBegin(token)
      if (this.#beginnings.size > MOST_REMEMBERED) this.#beginnings.clear()
      this.#beginnings.set(word, may)
    }
    return may
  }

  #readPlain(
    tokens: readonly Token[],
    at: number,
    scope: DateScope,
    readers: SlotReaders<DateCaptures>,
  ): DatePart | undefined {
    const phrases = this.#plain.matches(tokens, at, readers).map((match) => this.#evaluate(match, tokens, at, scope))
    const figures = FIGURE_DATE_READERS.map((read) => read(tokens, at, scope))
    return longestPart([
      ...phrases,
      ...figures,
      this.#readNamed(tokens, at, scope),
      this.#readDotted(tokens, at, scope),
    ])
  }

  #readersFor(scope: DateScope): SlotReaders<DateCaptures> {
    const readers: SlotReaders<DateCaptures> = {
      weekday: (tokens, at) => withStop(this.#weekdays.at(tokens, at), tokens),
      month: (tokens, at) => withStop(this.#months.at(tokens, at), tokens),
      year: (tokens, at) => this.#readYear(tokens, at),
      day: (tokens, at) => this.#readDay(tokens, at),
      lastDay: (tokens, at) => this.#readDay(tokens, at),
      nth: (tokens, at) => this.#readNth(tokens, at),
      span: (tokens, at) => this.#readSpan(tokens, at),
      unit: (tokens, at) => this.#readPeriodUnit(tokens, at),
      period: (tokens, at) => this.#readPeriod(tokens, at, readers),
      host: (tokens, at) => this.#readHost(tokens, at, readers),
      date: (tokens, at) => {
        const part = this.#readPlain(tokens, at, scope, readers)
        return part && { end: part.end, value: part }
      },
    }
    return readers
  }

  #readYear(tokens: readonly Token[], at: number): Captured<number> | undefined {
    const number = this.#numbers.readWhole(tokens, at)
    const isYear = number !== undefined && !number.isOrdinal && number.value >= 1900 && number.value <= 2199
    return isYear ? number : undefined
  }

  #readDay(tokens: readonly Token[], at: number): Captured<Day> | undefined {
    const number = this.#numbers.readWhole(tokens, at)
    if (number === undefined || number.value < 1 || number.value > (number.isFigures ? 99 : 31)) return undefined
    if (number.isFigures && wordAt(tokens, at).length > 2) return undefined
    return { end: number.end, value: { day: number.value, isCardinalWord: !number.isFigures && !number.isOrdinal } }
  }

  #readNth(tokens: readonly Token[], at: number): Captured<number> | undefined {
    const number = this.#numbers.readWhole(tokens, at)
    return number?.isOrdinal && number.value >= 1 && number.value <= 5 ? number : undefined
  }

  #readSpan(tokens: readonly Token[], at: number): Captured<Span> | undefined {
    const number = this.#numbers.read(tokens, at)
    if (number === undefined || number.isOrdinal || !Number.isInteger(number.value)) return undefined
    const unit = this.#units.at(tokens, this.#numbers.skipOf(tokens, number.end))
    const most = unit?.value === "businessDay" ? 1000 : 100_000
    if (unit === undefined || Math.abs(number.value) > most) return undefined
    return { end: unit.end, value: { count: number.value, unit: unit.value } }
  }

  #readPeriodUnit(tokens: readonly Token[], at: number): Captured<PeriodUnit> | undefined {
    const unit = this.#units.at(tokens, at)
    if (unit === undefined) return undefined
    const { end, value } = unit
    return value === "week" || value === "month" || value === "quarter" || value === "year" ? { end, value } : undefined
  }

  #readPeriod(tokens: readonly Token[], at: number, readers: SlotReaders<DateCaptures>): Captured<Period> | undefined {
    const weekend = this.#weekends.at(tokens, at)
    let best: Captured<Period> | undefined = weekend && {
      end: weekend.end,
      value: { unit: "weekend", ahead: weekend.value },
    }
    for (const { meaning, end, captures } of this.#periods.matches(tokens, at, readers)) {
      if (captures.unit !== undefined && end > (best?.end ?? 0))
        best = { end, value: { unit: captures.unit, ahead: meaning } }
    }
    return best
  }

  #readHost(tokens: readonly Token[], at: number, readers: SlotReaders<DateCaptures>): Captured<Host> | undefined {
    const period = this.#readPeriod(tokens, at, readers)
    if (period !== undefined) return period
    const month = readers.month(tokens, at)
    if (month !== undefined) {
      const year = this.#readYear(tokens, month.end)
      return { end: year?.end ?? month.end, value: { month: month.value, year: year?.value } }
    }
    const unit = this.#readPeriodUnit(tokens, at)
    return unit && { end: unit.end, value: { unit: unit.value, ahead: 0 } }
  }

  /** Days and holidays with names of their own. */
  #readNamed(tokens: readonly Token[], at: number, scope: DateScope): DatePart | undefined {
    const day = this.#days.at(tokens, at)
    const holiday = this.#holidays.at(tokens, at)
    if (holiday === undefined || (day !== undefined && day.end >= holiday.end)) {
      return day && datePart(day.end, addDays(scope.today, day.value))
    }
    const year = this.#readYear(tokens, holiday.end)
    return year === undefined
      ? datePart(holiday.end, upcoming(holiday.value, scope))
      : datePart(year.end, ruleDate(holiday.value, year.value))
  }

  /** "15.3." */
  #readDotted(tokens: readonly Token[], at: number, scope: DateScope): DatePart | undefined {
    if (!this.#words.hasDottedDates || tokens[at]?.kind !== "digits" || tokens[at]?.isGlued) return undefined
    const [day, month] = [wordAt(tokens, at), wordAt(tokens, at + 2)]
    const isPair =
      wordAt(tokens, at + 1) === "." &&
      tokens[at + 1]?.isGlued &&
      tokens[at + 2]?.kind === "digits" &&
      tokens[at + 2]?.isGlued
    if (!isPair || day.length > 2 || month.length > 2 || Number(month) > 12) return undefined
    const hasStop = wordAt(tokens, at + 3) === "." && tokens[at + 3]?.isGlued === true
    if (tokens[hasStop ? at + 4 : at + 3]?.isGlued && !isPhraseEnd(tokens, at + 3)) return undefined
    return datePart(hasStop ? at + 4 : at + 3, nextMonthDay(Number(month), Number(day), scope.today), !hasStop)
  }

  #evaluate(match: DateMatch, tokens: readonly Token[], at: number, scope: DateScope): DatePart | undefined {
    const isDay = match.meaning === "day" || match.meaning === "bareDay"
    return isDay ? this.#dayPart(match, tokens, at, scope) : evaluateDate(match, scope)
  }

  /** "el 3", "viernes 13"; a bare number only when a date was asked for. */
  #dayPart(
    { meaning, end, captures }: DateMatch,
    tokens: readonly Token[],
    at: number,
    scope: DateScope,
  ): DatePart | undefined {
    const { day, weekday } = captures
    if (day === undefined || day.day > 31) return undefined
    const next = tokens[end]
    if (next?.isGlued && (next.kind !== "mark" || ":/@".includes(next.word) || tokens[end + 1]?.isGlued))
      return undefined
    const isCounted = !isPhraseEnd(tokens, end) && !this.#mayFollow.has(wordAt(tokens, end))
    const isCued = this.#dayCues.has(wordAt(tokens, at - 1)) && !day.isCardinalWord
    const isBare = meaning === "bareDay" && !isCued
    if (isBare && isCounted) return undefined
    const part = datePart(end, nextDayOfMonth(day.day, scope.today), isBare || isCounted)
    return weekday === undefined ? part : { ...part, dates: agreeing(weekday, part, true, scope) }
  }
}

function numbered(lines: readonly string[]): FixedPhrases<number> {
  return new FixedPhrases(lines.map((names, index): [number, string] => [index + 1, names]))
}

function withEndings(names: string, endings: string): string {
  const long = partsOf(names).filter((name) => name.length > 3)
  return [...partsOf(names), ...long.flatMap((name) => partsOf(endings).map((ending) => name + ending))].join("|")
}

function byDistance(words: PeriodWords): [number, string][] {
  return (Object.keys(AHEAD) as (keyof PeriodWords)[]).map((which) => [AHEAD[which], words[which]])
}

/** A full stop after an abbreviation belongs to it. */
function withStop(name: Captured<number> | undefined, tokens: readonly Token[]): Captured<number> | undefined {
  if (name === undefined) return undefined
  const isShort = wordAt(tokens, name.end - 1).length <= 4
  return isShort && wordAt(tokens, name.end) === "." && tokens[name.end + 1] !== undefined
    ? { ...name, end: name.end + 1 }
    : name
}

/** So few tokens stand between two dates that belong together. */
const MOST_BETWEEN = 2

/** The later date of two that belong together is never before the earlier one: "del viernes al lunes". */
export const refineWordedDates: FoundRefiner = (tokens, found, read, context) => {
  const refined: FoundReading[] = []
  for (const each of found) {
    const before = refined.at(-1)
    const [from, to] = [before, each].map((one) => parseIsoDate(one?.reading.interpreted ?? ""))
    const isPair = before !== undefined && each.start - before.end <= MOST_BETWEEN
    const again =
      isPair && from !== undefined && to !== undefined && to < from
        ? read(tokens, each.start, { ...context, today: from })
        : undefined
    const isSame = again !== undefined && !("isImpossible" in again) && again.end === each.end
    refined.push(isSame ? { ...each, reading: again } : each)
  }
  return refined
}

/** Makes the reader of AMAZON.Date in a language. */
export function createWordedDateReader(
  language: Language,
  numbers: NumberReader,
  conventions: DateConventions,
): ValueReader {
  const reader = new DateReader(language, numbers)
  return (tokens, at, context) => {
    const part = reader.read(tokens, at, scopeOf(conventions, context))
    return part && dateReading(part)
  }
}
