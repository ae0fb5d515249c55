// English words for months, weekdays, units of the calendar and the nouns that people count. How they combine is read/date-*.ts.

/** Months by name and abbreviation, 1 to 12. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "january jan",
    "february feb febuary",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
  ].flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index + 1])),
)

/** Weekdays by name and abbreviation, 1 Monday to 7 Sunday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    "monday mon mondays",
    "tuesday tue tues tuesdays",
    "wednesday wed weds wednesdays wensday wendesday",
    "thursday thu thur thurs thursdays",
    "friday fri fridays",
    "saturday sat saturdays saterday",
    "sunday sun sundays",
  ].flatMap((names, index) => names.split(" ").map((name): [string, number] => [name, index + 1])),
)

/** A unit in which dates move. */
export type CalendarUnit = "day" | "businessDay" | "week" | "fortnight" | "month" | "quarter" | "year"

/** Units by singular, plural and abbreviation. */
export const CALENDAR_UNITS: ReadonlyMap<string, CalendarUnit> = new Map<string, CalendarUnit>([
  ["day", "day"],
  ["days", "day"],
  ["night", "day"],
  ["nights", "day"],
  ["week", "week"],
  ["weeks", "week"],
  ["wk", "week"],
  ["wks", "week"],
  ["fortnight", "fortnight"],
  ["fortnights", "fortnight"],
  ["month", "month"],
  ["months", "month"],
  ["quarter", "quarter"],
  ["year", "year"],
  ["years", "year"],
  ["yr", "year"],
  ["yrs", "year"],
])

/** Words that place a period relative to the present one. */
export const PERIOD_MODIFIERS: ReadonlyMap<string, number> = new Map([
  ["this", 0],
  ["current", 0],
  ["next", 1],
  ["nxt", 1],
  ["coming", 1],
  ["upcoming", 1],
  ["following", 1],
  ["last", -1],
  ["previous", -1],
  ["past", -1],
])

/** Days named by their distance from today. */
export const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ["today", 0],
  ["2day", 0],
  ["tonight", 0],
  ["tonite", 0],
  ["tomorrow", 1],
  ["tommorow", 1],
  ["tommorrow", 1],
  ["tomorow", 1],
  ["tomorrows", 1],
  ["tmrw", 1],
  ["tmr", 1],
  ["tomo", 1],
  ["tmw", 1],
  ["overmorrow", 2],
  ["yesterday", -1],
])

/** What people count: "march 2 people" names no day. */
export const COUNTED_NOUNS: ReadonlySet<string> = new Set(
  (
    "people person persons adult adults guest guests child children kid kids pax passenger passengers traveler travelers " +
    "travellers night nights day days week weeks month months year years hour hours hr hrs minute minutes min mins room " +
    "rooms ticket tickets bed beds bedroom bedrooms seat seats table tables item items piece pieces star stars bag bags " +
    "dollar dollars bucks euro euros pound pounds usd eur gbp percent miles km kg of"
  ).split(" "),
)

/** Before a bare month, these show that the month is meant ("in may", "by march"). */
export const MONTH_CUES: ReadonlySet<string> = new Set(
  "in of this next last by until till during since through mid every throughout coming around before after".split(" "),
)

/** Before "sat" or "sun", these show that the day is meant. */
export const WEEKDAY_CUES: ReadonlySet<string> = new Set(
  "on this next last by until till from to through every coming following and or for before after".split(" "),
)

/** After "the 3rd", these show that something else is counted: the third floor is no day. */
export const ORDERED_NOUNS: ReadonlySet<string> = new Set(
  (
    "floor floors time times room rooms one ones option options street avenue road person guest row seat class choice day week month " +
    "year night century birthday anniversary edition grade place party item thing half quarter of from level bed bedroom car child " +
    "kid adult attempt try name hotel result page part line question"
  ).split(" "),
)
