// What `<say-as>` makes of a text: https://docs.aws.amazon.com/polly/latest/dg/say-as-tag.html

import { normalizeText, sayText } from "./normalize.ts"
import { sayCardinal, sayDigits, sayFraction, sayNumber, sayOrdinal } from "./number-words.ts"
import { sayDate, sayTelephone, sayUnit, spell } from "./say-rules.ts"

/** Words to say, or a tone instead of them. */
export type SaidAs =
  | { readonly type: "words"; readonly spoken: readonly string[] }
  | { readonly type: "bleep"; readonly milliseconds: number }

/** Formats of a date, and the parts they name in order. */
const DATE_FORMATS = ["mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y", "yyyymmdd"]
const BLEEP_MS_PER_CHARACTER = 70
const DIALECT = { isDayFirst: false }

const SAYINGS: Readonly<Record<string, (text: string, format: string | undefined) => readonly string[] | undefined>> = {
  text: (text) => sayText(text, DIALECT),
  characters: spell,
  "spell-out": spell,
  cardinal: sayAmount,
  number: sayAmount,
  ordinal: (text) => (/^\s*[\d,]+\s*(?:st|nd|rd|th)?\s*$/.test(text) ? sayOrdinal(text) : undefined),
  digits: (text) => (/\d/.test(text) ? sayDigits(text) : undefined),
  fraction: (text) => {
    const [, whole, numerator = "", denominator = ""] =
      /^\s*(?:(\d{1,9})[+ ])?(\d{1,9})\/(\d{1,9})\s*$/.exec(text) ?? []
    if (numerator === "" || Number(denominator) < 2) return undefined
    const fraction = sayFraction(numerator, denominator)
    return whole === undefined ? fraction : [...sayCardinal(whole), "and", ...fraction]
  },
  unit: (text) => {
    const [, number, unit = ""] = /^\s*(\d[\d.,/]*)?\s*(\S.*?)\s*$/.exec(text) ?? []
    const [, numerator, denominator] = /^(\d+)\/(\d+)$/.exec(number ?? "") ?? []
    if (numerator === undefined || denominator === undefined) return sayUnit(number, unit)
    return [...sayFraction(numerator, denominator), ...(sayUnit(undefined, unit) ?? [])]
  },
  date: sayDateAs,
  time: (text) => {
    const [, minutes, seconds] = /^\s*(?:(\d{1,4})')?\s*(?:(\d{1,4})(?:"|''))?\s*$/.exec(text) ?? []
    if (minutes === undefined && seconds === undefined) return undefined
    return [
      ...(sayUnit(minutes ?? "0", "min") ?? []),
      ...(seconds === undefined ? [] : (sayUnit(seconds, "sec") ?? [])),
    ].slice(minutes === undefined ? 2 : 0)
  },
  address: (text) => sayText(text, DIALECT),
  telephone: (text) => (/\d/.test(text) ? sayTelephone(text.trim()) : undefined),
}

/**
 * Says a text as it is to be interpreted. What doesn't look like it is said as any other text.
 *
 * @param interpretAs A value of `interpret-as`, or `text`.
 * @returns `undefined` when there is no such way, or no such format of a date.
 */
export function sayAs(text: string, interpretAs: string, format: string | undefined): SaidAs | undefined {
  if (interpretAs === "expletive") return { type: "bleep", milliseconds: BLEEP_MS_PER_CHARACTER * text.trim().length }
  const say = Object.hasOwn(SAYINGS, interpretAs) ? SAYINGS[interpretAs] : undefined
  if (say === undefined || (format !== undefined && !DATE_FORMATS.includes(format))) return undefined
  return { type: "words", spoken: say(text, format) ?? normalizeText(text, DIALECT).flatMap(({ spoken }) => spoken) }
}

function sayAmount(text: string): readonly string[] | undefined {
  const plain = text.trim()
  return /^[-+]?\d[\d,]*(?:\.\d+)?$/.test(plain) ? sayNumber(plain) : undefined
}

function sayDateAs(text: string, format = "mdy"): readonly string[] | undefined {
  if (format === "yyyymmdd") {
    // Question marks stand for what isn't known.
    const [, ...digits] = /^\s*([\d?]{4})([\d?]{2})([\d?]{2})\s*$/.exec(text) ?? []
    return digits.length === 0
      ? undefined
      : sayDate(
          toParts(
            "ymd",
            digits.map((part) => (part.includes("?") ? undefined : part)),
          ),
        )
  }
  const numbers = text.trim().split(/[^\d]+/)
  return numbers.length === format.length && !numbers.includes("") ? sayDate(toParts(format, numbers)) : undefined
}

const DATE_PARTS: Readonly<Record<string, "year" | "month" | "day">> = { y: "year", m: "month", d: "day" }

function toParts(format: string, values: readonly (string | undefined)[]): Parameters<typeof sayDate>[0] {
  const parts = [...format].map((letter, i) => [DATE_PARTS[letter] ?? "", values[i]] as const)
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined))
}
