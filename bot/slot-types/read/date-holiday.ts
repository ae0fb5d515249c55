// Dates with names of their own: Christmas Eve, Thanksgiving, Good Friday. Which and when is data/holidays.ts.

import { addDays, dateParts, type IsoDate } from "#core/time.ts"
import { HOLIDAYS, type Holiday, type HolidayRule } from "../data/holidays.ts"
import { hasWords, type Token, wordAt } from "../tokens.ts"
import { easterSunday, exactDate, nthWeekday } from "./calendar.ts"
import { type DatePartReader, type DateScope, datePart, readYearAfter, skipWord } from "./date-part.ts"

type Named = { readonly words: readonly string[]; readonly holiday: Holiday }

/** "st" is also written with a full stop. */
function withStop(name: string): readonly string[] {
  return name.startsWith("st ") ? [name, name.replace("st ", "st . ")] : [name]
}

const BY_FIRST_WORD: ReadonlyMap<string, readonly Named[]> = Map.groupBy(
  HOLIDAYS.flatMap((holiday) =>
    holiday.names.flatMap(withStop).map((name): Named => ({ words: name.split(" "), holiday })),
  ).sort((first, second) => second.words.length - first.words.length),
  ({ words: [first = ""] }) => first,
)

/** The date of a holiday in a year. */
export function ruleDate(rule: HolidayRule, year: number): IsoDate | undefined {
  if (rule.kind === "fixed") return exactDate(year, rule.month, rule.day)
  if (rule.kind === "easter") return addDays(easterSunday(year), rule.plusDays)
  const date = nthWeekday(year, rule.month, rule.weekday, rule.nth)
  return date && addDays(date, rule.plusDays ?? 0)
}

function nameAt(tokens: readonly Token[], at: number): Named | undefined {
  return BY_FIRST_WORD.get(wordAt(tokens, at))?.find(({ words }) => hasWords(tokens, at, words))
}

/** The first such day on or after today. */
export function upcoming(rule: HolidayRule, scope: DateScope): IsoDate | undefined {
  const { year } = dateParts(scope.today)
  const date = ruleDate(rule, year)
  return date === undefined || date >= scope.today ? date : ruleDate(rule, year + 1)
}

/** "christmas eve", "this easter", "thanksgiving 2027", "new year's eve next year". */
export const readHoliday: DatePartReader = (tokens, at, scope) => {
  const from = skipWord(tokens, skipWord(tokens, at, ["the"]), ["this", "coming", "upcoming", "next", "last"])
  const named = nameAt(tokens, from)
  if (named === undefined) return undefined
  const rule = named.holiday[scope.holidays]
  const end = from + named.words.length
  const year = readYearAfter(tokens, end, scope)
  if (year !== undefined) return datePart(year.end, ruleDate(rule, year.year))
  const modifier = from > at ? wordAt(tokens, from - 1) : ""
  const thisYear = dateParts(scope.today).year
  const ofThisYear = ruleDate(rule, thisYear)
  if (modifier === "last") {
    return datePart(
      end,
      ofThisYear !== undefined && ofThisYear < scope.today ? ofThisYear : ruleDate(rule, thisYear - 1),
    )
  }
  const soonest = upcoming(rule, scope)
  const isOpen = modifier === "next" && soonest !== undefined && soonest === ofThisYear
  const following = isOpen ? ruleDate(rule, thisYear + 1) : undefined
  // "next christmas" while this year's is still ahead may be either.
  return following === undefined || soonest === undefined
    ? datePart(end, soonest)
    : { end, dates: [soonest, following] }
}
