// AMAZON.Date: words and figures for a day become YYYY-MM-DD, by Lex's rules. The kinds of wording are read/date-*.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-date.html

import type { ResolutionContext } from "#bot/language-model.ts"
import { parseIsoDate } from "#core/time.ts"
import { readAbsoluteDate } from "../read/date-absolute.ts"
import { mayBeginDate } from "../read/date-evidence.ts"
import { readHoliday } from "../read/date-holiday.ts"
import { createOffsetReader, readDateChange } from "../read/date-offset.ts"
import { type DatePart, type DatePartReader, type DateScope, longestPart } from "../read/date-part.ts"
import { PERIOD_DATE_READERS } from "../read/date-period.ts"
import { RELATIVE_DATE_READERS } from "../read/date-relative.ts"
import type { Reading, ValueReader } from "../reading.ts"

const ANCHOR_READERS: readonly DatePartReader[] = [
  readAbsoluteDate,
  ...RELATIVE_DATE_READERS,
  ...PERIOD_DATE_READERS,
  readHoliday,
]

const readAnchor: DatePartReader = (tokens, at, scope) => {
  if (!mayBeginDate(tokens, at)) return undefined
  return longestPart(ANCHOR_READERS.map((read) => read(tokens, at, scope)))
}

const readOffset = createOffsetReader(readAnchor)

/** How dates are read in a locale. */
export type DateConventions = Pick<DateScope, "order" | "nextWeek" | "holidays">

/** What dates are read against at a moment. */
export function scopeOf(conventions: DateConventions, context: ResolutionContext): DateScope {
  const current = parseIsoDate(context.currentValue?.value?.interpretedValue ?? "")
  return { ...conventions, today: context.today, current }
}

/** Makes the reader of AMAZON.Date for a locale's conventions. */
export function createDateReader(conventions: DateConventions): ValueReader {
  return (tokens, at, context) => {
    if (!mayBeginDate(tokens, at)) return undefined
    const scope = scopeOf(conventions, context)
    // A change of the present date wins over a reading of the same words against today.
    const part = longestPart([
      readDateChange(tokens, at, scope),
      readOffset(tokens, at, scope),
      readAnchor(tokens, at, scope),
    ])
    return part && dateReading(part)
  }
}

/** A date as the value of a slot. */
export function dateReading(part: DatePart): Reading {
  const [date] = part.dates
  if (date === undefined) return { end: part.end, isImpossible: true }
  const resolved = [...part.dates]
  const weak = part.isWeak ? { isWeak: true } : {}
  return resolved.length > 1
    ? { end: part.end, resolved, ...weak }
    : { end: part.end, interpreted: date, resolved, ...weak }
}
