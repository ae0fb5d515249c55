// How things of several parts are said: ranges, rates, ratios, sizes, roman numerals, groups of digits. They come before the
// rules of the parts themselves, say-rules.ts.

import { sayCardinal, sayDigits, sayNumber, sayOrdinal } from "./number-words.ts"
import {
  MONTH_PATTERN,
  monthNumber,
  NUMBER_PATTERN,
  rule,
  type SayRule,
  sayDate,
  sayTelephone,
  sayTime,
} from "./say-rules.ts"

const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ")
const WEEKDAY_PATTERN =
  "(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?"
const DASH = "\\s?[-–—]\\s?"
const TIME_PATTERN = "(\\d{1,2})(?::(\\d{2}))?\\s?(?:([ap])\\.?m\\.?)?"

const SCALES: Readonly<Record<string, string>> = {
  k: "thousand",
  K: "thousand",
  M: "million",
  bn: "billion",
  B: "billion",
}
const FRACTIONS: Readonly<Record<string, readonly string[]>> = {
  "½": ["a", "half"],
  "¼": ["a", "quarter"],
  "¾": ["three", "quarters"],
}

/** What is counted in roman numerals: "Chapter IV". Behind other names they tell which one: "Henry VIII". */
const COUNTED =
  "act|appendix|article|book|chapter|class|division|figure|grade|level|part|phase|scene|section|stage|table|title|type|volume|war"
const NO_NAMES = "A|An|And|At|By|For|From|In|It|My|Of|On|Our|The|This|That|To|With|Your"

/** The rules, first come first served. */
export const COMPOUND_RULES: readonly SayRule[] = [
  {
    pattern: new RegExp(`(?<=\\b(?:${eitherCase(COUNTED)})\\s)([IVX]{1,7})(?![\\p{L}\\p{N}])`, "uy"),
    say: ([, numeral = ""]) => sayRoman(numeral, sayCardinal),
  },
  {
    pattern: new RegExp(
      `(?<=(?<![\\p{L}])(?!(?:${NO_NAMES})\\s)\\p{Lu}\\p{Ll}+\\s)([IVX]{2,7})(?![\\p{L}\\p{N}])`,
      "uy",
    ),
    say: ([, numeral = ""]) => sayRoman(numeral, (number) => ["the", ...sayOrdinal(number)]),
  },
  rule(`${WEEKDAY_PATTERN}${DASH}${WEEKDAY_PATTERN}`, ([, from = "", to = ""]) => [weekday(from), "to", weekday(to)]),
  // "Sat 3 Dec" is a day, "the cat sat" isn't.
  rule(`${WEEKDAY_PATTERN}(?=,?\\s(?:\\d{1,2}\\s${MONTH_PATTERN}|${MONTH_PATTERN}\\s\\d))`, ([, day = ""]) => [
    weekday(day),
  ]),
  rule(`${TIME_PATTERN}${DASH}${TIME_PATTERN}`, (groups) => {
    const [, hour = "", minute, half, toHour = "", toMinute, toHalf] = groups
    // Without a sign of being times, they are other numbers.
    if (minute === undefined && half === undefined && toMinute === undefined && toHalf === undefined) return undefined
    const isBare = minute === undefined && half === undefined
    const from = isBare ? sayCardinal(hour) : sayTime(hour, minute, half)
    const to = sayTime(toHour, toMinute, toHalf)
    return from === undefined || to === undefined ? undefined : [...from, "to", ...to]
  }),
  rule(`${MONTH_PATTERN}\\s(\\d{1,2})${DASH}(\\d{1,2})`, ([, month = "", from = "", to = ""]) => {
    const date = sayDate({ month: monthNumber(month), day: from })
    return date === undefined || Number(to) > 31 ? undefined : [...date, "to", ...sayOrdinal(to)]
  }),
  rule("(\\d{1,3}(?:,\\d{3})+)(?:st|nd|rd|th)", ([, number = ""]) => sayOrdinal(number.replaceAll(",", ""))),
  rule("['’](\\d)0s", ([, decade = ""]) => {
    const [word = ""] = sayCardinal(`${decade}0`)
    return [`${word.slice(0, -1)}ies`]
  }),
  // Only together with its number is a capital M a million.
  rule(
    `${NUMBER_PATTERN}(k|K|M|bn|B)`,
    ([, number = "", scale = ""]) => [...sayNumber(number), SCALES[scale] ?? scale],
    "uy",
  ),
  rule("(\\d{1,2})['′]\\s?(\\d{1,2})[\"″]", ([, feet = "", inches = ""]) => [
    ...sayCardinal(feet),
    "feet",
    ...sayCardinal(inches),
    "inches",
  ]),
  rule("(\\d{1,2})h(\\d{2})", ([, hours = "", minutes = ""]) => [
    ...sayCardinal(hours),
    hours === "1" ? "hour" : "hours",
    ...sayCardinal(minutes),
  ]),
  rule("(\\d+(?:\\.\\d+)?)\\ss(?!['’])", ([, seconds = ""]) => [
    ...sayNumber(seconds),
    seconds === "1" ? "second" : "seconds",
  ]),
  {
    pattern: /(\d+)\s?([½¼¾])/uy,
    say: ([, whole = "", part = ""]) => [...sayCardinal(whole), "and", ...(FRACTIONS[part] ?? [])],
  },
  rule("(\\d+)\\s?x\\s?(\\d+)", ([, width = "", height = ""]) => [...sayCardinal(width), "by", ...sayCardinal(height)]),
  rule("(\\d+\\.\\d+)\\/(\\d+)", ([, points = "", most = ""]) => [
    ...sayNumber(points),
    "out",
    "of",
    ...sayCardinal(most),
  ]),
  rule("(\\d+)\\/(\\d+)(?=\\sstars?)", ([, points = "", most = ""]) => [
    ...sayCardinal(points),
    "out",
    "of",
    ...sayCardinal(most),
  ]),
  rule("(\\d{1,3}):(\\d)", ([, one = "", other = ""]) => [...sayCardinal(one), "to", ...sayCardinal(other)]),
  // "A/C"; "w/o" has a meaning of its own.
  rule("[A-Z](?:\\/[A-Z]){1,3}", ([letters = ""]) => letters.split("/"), "uy"),
  ...[
    "1[ .-]\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}",
    "0\\d{2,4}\\s\\d{3,4}\\s\\d{3,4}",
    // 500-1500 is a range.
    "(?:\\d{3}-0\\d{3}|(?<=\\b(?:call|dial|fax|number|phone|tel|text)\\s)\\d{3}-\\d{4})",
    "\\d{5}-\\d{4}",
    "\\d{4}(?:\\s\\d{4}){2,4}(?:\\s\\d{1,3})?",
    "0\\d+(?:-\\d+)+",
  ].map((pattern) => rule(pattern, ([number = ""]) => sayTelephone(number))),
  rule("\\d{11,}", ([number = ""]) => sayDigits(number)),
]

function sayRoman(numeral: string, say: (number: string) => readonly string[]): readonly string[] | undefined {
  const [, tens = "", ones = ""] = /^(X{0,3})(IX|IV|V?I{0,3})$/.exec(numeral) ?? []
  const value = tens.length * 10 + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].indexOf(ones)
  return value > 0 && tens + ones === numeral ? say(String(value)) : undefined
}

function weekday(written: string): string {
  return WEEKDAYS.find((day) => day.startsWith(written.slice(0, 3).toLowerCase())) ?? written
}

function eitherCase(words: string): string {
  return words
    .split("|")
    .map((word) => `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`)
    .join("|")
}
