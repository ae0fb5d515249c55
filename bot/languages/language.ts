// What a language's data file holds: the words in which people answer a bot, and the phrases they form. Data only; the
// readers are bot/slot-types/worded, the dialog's use is bot/dialog, that of the language model bot/nlu.
//
// How phrases are written: `|` parts them; `a/b` is one word or another, `?` behind a word or a `{placeholder}` says that
// it may be missing ("el/este? {weekday}"). Upper case, accents and apostrophes don't matter.

import type { Confirmation } from "../slot-types/data/confirmation-words.ts"
import type { CalendarUnit } from "../slot-types/data/date-words.ts"
import type { DurationUnit } from "../slot-types/data/duration-words.ts"
import type { HolidayRule } from "../slot-types/data/holidays.ts"

/** Number words and how they combine. */
export type NumberWords = {
  /** Words for whole numbers below a thousand, by value; no combined ones that the other fields explain. */
  readonly cardinals: Readonly<Record<number, string>>
  /** Words that are an article as well ("un"): they count only where a number was asked for or a unit follows. */
  readonly articles: string
  /** What multiplies a number below ten by a hundred; absent where each hundred is a word of its own ("doscientos"). */
  readonly hundred?: string
  /** Thousand and beyond, by value. */
  readonly scales: Readonly<Record<number, string>>
  /** "dozen" and the like, by value. */
  readonly collectives: Readonly<Record<number, string>>
  readonly ordinals: Readonly<Record<number, string>>
  /** Endings that make an ordinal of a number word ("zwanzigsten"). */
  readonly ordinalEndings?: string
  /** What makes an ordinal of figures: "3º", "3." */
  readonly ordinalMarks: string
  /** Joins the parts of a number ("treinta y uno"). */
  readonly and: string
  /** A unit never follows its ten without `and`: "treinta uno" are two numbers. */
  readonly needsAnd?: true
  /** The unit comes before its ten: "einundzwanzig". */
  readonly unitsFirst?: true
  /** Parts are run together in one word: "duecentotrenta". */
  readonly isRunTogether?: true
  /** Tens that numbers up to 19 are added to: "soixante-dix", "quatre-vingt-onze". */
  readonly longTens?: readonly number[]
  readonly minus: string
  /** Between a number and what it counts: "un par de días". */
  readonly of?: string
  /** Words for no thing at all: zero where a number was asked for. */
  readonly none: string
  /** Thousands are parted by spaces as well: "10 000". */
  readonly hasSpacedGroups?: true
  /** "comma" or "point" between whole and fraction when spoken. */
  readonly point: string
  /** Adds one half: "y media", "einhalb". */
  readonly half: string
  /** Regions and the like (the part of the locale behind `_`) where figures have a decimal point, not a comma. */
  readonly pointRegions?: readonly string[]
  readonly percent: string
}

/** What a phrase with a date in it means. `{…}` names what the phrase has to hold. */
export type DateMeaning =
  /** `{span}` from today on, or before today. */
  | "ahead"
  | "ago"
  /** `{weekday}`: the next one, today included; the next one after today; the one of next week; the latest. */
  | "weekday"
  | "comingWeekday"
  | "weekdayOfNextWeek"
  | "lastWeekday"
  /** `{weekday}` a week or two after the next one. */
  | "weekdayPlusWeek"
  | "weekdayPlusTwoWeeks"
  /** `{period}` as a date, by Lex's rules; the first, middle and last day of a `{host}`: a period or a month. */
  | "period"
  | "start"
  | "middle"
  | "end"
  /** `{day}` `{month}`, with `{weekday}` and `{year}` or without. */
  | "dayMonth"
  /** `{day}` `{lastDay}` `{month}`: "del 3 al 5 de marzo"; only the first day is taken. */
  | "firstOfRange"
  /** `{day}` alone: clearly a day, or only when a date was asked for. */
  | "day"
  | "bareDay"
  /** `{day}` of a `{period}`. */
  | "dayOfPeriod"
  /** `{nth}` `{weekday}` of a `{host}`; the last one. */
  | "nthWeekday"
  | "finalWeekday"
  /** `{month}` alone: clearly a month, or only when a date was asked for. */
  | "month"
  | "bareMonth"
  /** `{span}` after or before a `{date}`; the day after or before it. */
  | "spanAfter"
  | "spanBefore"
  | "dayAfter"
  | "dayBefore"
  /** Counted from the slot's present date: `{span}` later or earlier; the next or previous day. */
  | "later"
  | "earlier"
  | "nextDay"
  | "previousDay"
  /** Looks like a date and is none: "por la mañana". */
  | "none"

/** Which week, month or year a phrase with `{unit}` names, counted from the present one. */
export type PeriodWords = Readonly<Record<"this" | "next" | "afterNext" | "last", string>>

/** Words of the calendar. */
export type CalendarWords = {
  /** Twelve and seven lines of names and abbreviations; weeks begin on Monday. */
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
  /** What may be written onto a weekday: "Freitagabend". */
  readonly weekdayEndings?: string
  readonly units: Readonly<Partial<Record<CalendarUnit, string>>>
  /** Days by their distance from today. */
  readonly days: Readonly<Record<number, string>>
  readonly periods: PeriodWords
  readonly weekends: PeriodWords
  readonly phrases: Readonly<Partial<Record<DateMeaning, string>>>
  /** Words before a bare day that show that one is meant: "al 5". */
  readonly dayCues: string
  readonly holidays: readonly (readonly [rule: HolidayRule, names: string])[]
  /** "3.4." and "3.4" are dates when one is asked for. */
  readonly hasDottedDates?: true
}

/** A way of telling the time: `{hour}` plus `add` minutes, plus or minus `{minutes}`. */
export type ClockPhrase = { readonly add: number; readonly minutes?: 1 | -1; readonly said: string }

/** Lex's codes for parts of the day. */
export type DayPart = "MO" | "AF" | "EV" | "NI"

/** Words of the clock. */
export type ClockWords = {
  readonly phrases: readonly ClockPhrase[]
  readonly noon: string
  readonly midnight: string
  /** Behind an hour, these show that it is one: "Uhr", "en punto". */
  readonly closings: string
  /** Before a bare hour, these show that it is one: "a las". */
  readonly cues: string
  /** Behind a clock time these tell its half of the day. */
  readonly am: string
  readonly pm: string
  /** Parts of the day; behind a clock time they tell its half as well. */
  readonly parts: Readonly<Record<DayPart, string>>
  /** Parts of the day that are believed only when a time was asked for. */
  readonly bareParts: Readonly<Partial<Record<DayPart, string>>>
  /** "in" of "in two hours"; "now". */
  readonly ahead: string
  readonly now: string
}

/** Words for lengths of time. */
export type DurationWords = {
  readonly units: Readonly<Record<DurationUnit, string>>
  /** Units told in others: "quincena". */
  readonly compounds: readonly (readonly [unit: DurationUnit, factor: number, words: string])[]
  /** Whole phrases, with their ISO 8601 duration. */
  readonly fixed: Readonly<Record<string, string>>
  /** Behind a unit: a half, a quarter of it more. */
  readonly andHalf: string
  readonly andQuarter: string
  readonly and: string
  /** Behind a length or a number: more or less than the slot's present value. */
  readonly more: string
  readonly less: string
}

/** Words around answers. */
export type AnswerWords = {
  /** Words that carry no value. */
  readonly fillers: string
  /** Other everyday words, which are never taken for a name. */
  readonly everyday: string
  /** Openings and closings that are dropped from an open answer. */
  readonly carriers: string
  readonly closings: string
  /** After these a later value replaces an earlier one; before a value, these say that it isn't this one. */
  readonly corrections: string
  readonly negations: string
  /** Before a name, a last name, a place. */
  readonly nameCues: string
  readonly lastNameCues: string
  readonly placeCues: string
  /** Small words inside the name of a place: "Ciudad de México". */
  readonly placeParticles: string
  readonly articles: string
  /** Between the values of a list. */
  readonly joining: string
}

/** Yes and no, at a confirmation prompt and as AMAZON.Confirmation. */
export type ConfirmationWords = Readonly<Record<Confirmation, string>> & {
  /** Phrases above that mean yes or no only as a whole answer. */
  readonly weak: string
  /** Said at the beginning of a sentence, these mean what they mean whatever follows. */
  readonly plain: string
  /** May stand around an answer. */
  readonly courtesies: string
  /** Turn a yes round. */
  readonly negations: string
}

/** What is said for Lex's built-in intents, by signature without `AMAZON.`. */
export type IntentPhrases = Readonly<
  Record<
    | "CancelIntent"
    | "HelpIntent"
    | "NoIntent"
    | "PauseIntent"
    | "RepeatIntent"
    | "ResumeIntent"
    | "StartOverIntent"
    | "StopIntent"
    | "YesIntent",
    string
  >
>

/** What people say to assistants of any kind about a topic, and how words begin that show that a bot is about it. */
export type Topic = { readonly keys: string; readonly texts: string }

/** A language besides English. */
export type Language = {
  readonly numbers: NumberWords
  readonly calendar: CalendarWords
  readonly clock: ClockWords
  readonly durations: DurationWords
  readonly answers: AnswerWords
  readonly confirmation: ConfirmationWords
  readonly intents: IntentPhrases
  /** Asks for time in a streaming conversation, and comes back. */
  readonly waiting: { readonly wait: string; readonly resume: string }
  /** Words whose apostrophe ends them: "l'hôtel" is "l" and "hôtel". */
  readonly elisions?: string
  /** Money: words by ISO code, and for a hundredth of it. */
  readonly money: Readonly<Record<string, string>>
  readonly cents: string
  /** Words for kinds of streets, single ones, and what street names end in. */
  readonly streets: { readonly kinds: string; readonly endings?: string }
  /** Marks in spoken addresses, each a single word. */
  readonly marks: Readonly<Record<"@" | "." | "-" | "_", string>>
  /** What people say for built-in slot types, by type in lower case: placeholders are filled with it in training. */
  readonly examples: Readonly<Partial<Record<string, string>>>
  /** Everyday topics: a bot that isn't about one learns that such texts are none of its business. */
  readonly topics: readonly Topic[]
}
