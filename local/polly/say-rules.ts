// How the things in a text that are no words are said: dates, times, money, phone numbers, references, units. Each rule
// reads one pattern; what order they are tried in and where, is normalize.ts.

import { sayCardinal, sayDigits, sayFraction, sayNumber, sayOrdinal, sayYear } from "./number-words.ts"

/** What a rule depends on. */
export type Dialect = {
  /** 3/4/2026 is the third of April, as outside of the United States. */
  readonly isDayFirst: boolean
}

/** A pattern and how it is said. */
export type SayRule = {
  /** Sticky; run in linear time. */
  readonly pattern: RegExp
  /** @returns `undefined` when it isn't that after all (month 13). */
  say(groups: readonly (string | undefined)[], dialect: Dialect): readonly string[] | undefined
}

const MONTHS = "january february march april may june july august september october november december".split(" ")
/** The name of a month, or its abbreviation. */
export const MONTH_PATTERN =
  "(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?\\.?|july?\\.?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)"
/** A number, its thousands parted by commas or not. */
export const NUMBER_PATTERN = "(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)"
/** What prices are for. */
const RATE_UNITS = "night|day|week|month|year|hour|person|guest|room|adult|child|seat|kg|km"
const END = "(?![\\p{L}\\p{N}])"

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string, cent: string, cents: string]>> = {
  $: ["dollar", "dollars", "cent", "cents"],
  USD: ["dollar", "dollars", "cent", "cents"],
  "€": ["euro", "euros", "cent", "cents"],
  EUR: ["euro", "euros", "cent", "cents"],
  "£": ["pound", "pounds", "penny", "pence"],
  GBP: ["pound", "pounds", "penny", "pence"],
  "¥": ["yen", "yen", "sen", "sen"],
  JPY: ["yen", "yen", "sen", "sen"],
  "₹": ["rupee", "rupees", "paisa", "paise"],
  INR: ["rupee", "rupees", "paisa", "paise"],
  CHF: ["franc", "francs", "centime", "centimes"],
}
const SCALES: Readonly<Record<string, string>> = { k: "thousand", m: "million", bn: "billion", b: "billion" }

/** One and many; a unit of two words has a space. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  km: ["kilometer", "kilometers"],
  m: ["meter", "meters"],
  cm: ["centimeter", "centimeters"],
  mm: ["millimeter", "millimeters"],
  mi: ["mile", "miles"],
  ft: ["foot", "feet"],
  in: ["inch", "inches"],
  inch: ["inch", "inches"],
  yd: ["yard", "yards"],
  kg: ["kilogram", "kilograms"],
  g: ["gram", "grams"],
  mg: ["milligram", "milligrams"],
  lb: ["pound", "pounds"],
  lbs: ["pound", "pounds"],
  oz: ["ounce", "ounces"],
  l: ["liter", "liters"],
  ml: ["milliliter", "milliliters"],
  h: ["hour", "hours"],
  hr: ["hour", "hours"],
  hrs: ["hour", "hours"],
  min: ["minute", "minutes"],
  mins: ["minute", "minutes"],
  sec: ["second", "seconds"],
  ms: ["millisecond", "milliseconds"],
  kb: ["kilobyte", "kilobytes"],
  mb: ["megabyte", "megabytes"],
  gb: ["gigabyte", "gigabytes"],
  tb: ["terabyte", "terabytes"],
  mbps: ["megabit per second", "megabits per second"],
  hz: ["hertz", "hertz"],
  khz: ["kilohertz", "kilohertz"],
  w: ["watt", "watts"],
  kw: ["kilowatt", "kilowatts"],
  kwh: ["kilowatt hour", "kilowatt hours"],
  mph: ["mile per hour", "miles per hour"],
  "km/h": ["kilometer per hour", "kilometers per hour"],
  "m²": ["square meter", "square meters"],
  m2: ["square meter", "square meters"],
  sqm: ["square meter", "square meters"],
  "sq ft": ["square foot", "square feet"],
  "°c": ["degree celsius", "degrees celsius"],
  "°f": ["degree fahrenheit", "degrees fahrenheit"],
  "°": ["degree", "degrees"],
  meter: ["meter", "meters"],
}
const UNIT_PATTERN =
  "(km\\/h|mph|mbps|kwh|sq ft|sqm|m²|m2|°[cf]?|km|cm|mm|kg|mg|lbs?|oz|ml|ft|mi|mins?|hrs?|sec|ms|[kmgt]b|k?hz|kw|inch|meter|in|yd|[mglhw])"

/** Says letters one by one and digits as digits: "4F7Q" as four F seven Q. */
export function spell(text: string): readonly string[] {
  return [...text].flatMap((character) => {
    if (/\d/.test(character)) return sayDigits(character)
    const plain = character.normalize("NFD").charAt(0).toUpperCase()
    return /[A-Z]/.test(plain) ? [plain] : (SIGNS[character] ?? [])
  })
}

const SIGNS: Readonly<Record<string, readonly string[]>> = {
  ".": ["dot"],
  "-": ["dash"],
  _: ["underscore"],
  "/": ["slash"],
  "@": ["at"],
  "&": ["and"],
  "+": ["plus"],
  "#": ["hash"],
  "*": ["star"],
  "?": ["question", "mark"],
  "=": ["equals"],
  "%": ["percent"],
  $: ["dollar"],
  ":": ["colon"],
}

/** Says a date; day and month may be missing, but not both. */
export function sayDate(parts: {
  readonly year?: string
  readonly month?: string
  readonly day?: string
}): readonly string[] | undefined {
  const { year, month, day } = parts
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return undefined
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return undefined
  return [
    ...(month === undefined ? [] : [MONTHS[Number(month) - 1] ?? ""]),
    ...(day === undefined ? [] : sayOrdinal(day)),
    ...(year === undefined
      ? []
      : [...(day === undefined ? [] : [","]), ...sayYear(year.length === 2 ? `20${year}` : year)]),
  ]
}

/** Says a telephone number: each digit, with a rest between its groups; `x` begins an extension. */
export function sayTelephone(text: string): readonly string[] {
  const [number = "", extension] = text.split(/\s*(?:x|ext\.?)\s*/i)
  const compact = /^\d{10}$/.test(number) ? number.replace(/(\d{3})(\d{3})/, "$1 $2 ") : number
  const spaced = /^\d{7}$/.test(compact) ? compact.replace(/(\d{3})/, "$1 ") : compact
  const groups = spaced.split(/[^\d+]+/).filter((group) => group !== "")
  const said = groups.map((group) => [...(group.startsWith("+") ? ["plus"] : []), ...sayDigits(group)])
  const main = said.flatMap((group, i) => (i === 0 ? group : [",", ...group]))
  return extension === undefined ? main : [...main, ",", "extension", ...sayDigits(extension)]
}

/** Says a measure: the unit alone when there is no number. */
export function sayUnit(number: string | undefined, unit: string): readonly string[] | undefined {
  const names = UNITS[unit.toLowerCase()]
  if (names === undefined) return undefined
  if (number === undefined) return names[0].split(" ")
  return [...sayNumber(number), ...names[Number(number.replaceAll(",", "")) === 1 ? 0 : 1].split(" ")]
}

function sayMoney(sign: string, amount: string, scale: string | undefined): readonly string[] | undefined {
  const names = CURRENCIES[sign.toUpperCase()]
  if (names === undefined) return undefined
  const [one, many, cent, cents] = names
  if (scale !== undefined) {
    return [...sayNumber(amount), SCALES[scale.toLowerCase()] ?? scale.toLowerCase(), many]
  }
  const [whole = "0", fraction = ""] = amount.split(".")
  const small = Number(fraction.padEnd(2, "0"))
  if (fraction.length > 2) return [...sayNumber(amount), many]
  const isOne = Number(whole.replaceAll(",", "")) === 1
  const units = [...sayCardinal(whole), isOne ? one : many]
  if (small === 0) return units
  const rest = [...sayCardinal(String(small)), small === 1 ? cent : cents]
  return Number(whole) === 0 ? rest : [...units, "and", ...rest]
}

/** Says a time of day: by the clock of twelve hours when it has its half (`a`, `p`). @returns `undefined` for none. */
export function sayTime(
  hour: string,
  minute: string | undefined,
  half: string | undefined,
): readonly string[] | undefined {
  if (Number(hour) > 24 || Number(minute ?? 0) > 59) return undefined
  const letters = half === undefined ? [] : [half.charAt(0).toUpperCase(), "M"]
  const isFull = minute === undefined || minute === "00"
  if (isFull && half === undefined) {
    if (Number(hour) === 0) return ["midnight"]
    return Number(hour) > 12 ? [...sayCardinal(hour), "hundred", "hours"] : [...sayCardinal(hour), "o'clock"]
  }
  const minutes = isFull ? [] : [...(minute.startsWith("0") ? ["oh"] : []), ...sayCardinal(minute)]
  return [...sayCardinal(hour), ...minutes, ...letters]
}

/** The number of a month by its name, or the beginning of it. */
export function monthNumber(name: string): string {
  return String(MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase())) + 1)
}

function sayAddress(text: string): readonly string[] {
  return text
    .replace(/^https?:\/\//i, "")
    .replace(/\/$/, "")
    .split(/([^\p{L}\p{N}])/u)
    .filter((part) => part !== "")
    .flatMap(
      (part) => SIGNS[part] ?? (/^\p{L}{3,}$/u.test(part) && part !== "www" ? [part.toLowerCase()] : spell(part)),
    )
}

/** Makes a rule of a pattern that isn't followed by a letter or digit. */
export function rule(pattern: string, say: SayRule["say"], flags = "iuy"): SayRule {
  return { pattern: new RegExp(pattern + END, flags), say }
}

/** The rules, first come first served. */
export const SAY_RULES: readonly SayRule[] = [
  rule("(?:https?:\\/\\/|www\\.)[^\\s<>\"'()]*[\\p{L}\\p{N}\\/]", ([address = ""]) => sayAddress(address)),
  rule("[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+", ([address = ""]) => sayAddress(address)),
  rule(
    "[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,4}\\.(?:com|org|net|io|dev|co\\.uk|info|eu|de|fr)(?:\\/[\\w\\/-]*)?",
    ([address = ""]) => sayAddress(address),
  ),
  rule(
    "(\\d{4})-(\\d{2})-(\\d{2})(?:T(\\d{2}):(\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?",
    (groups) => {
      const [, year = "", month = "", day = "", hour, minute] = groups
      const date = sayDate({ year, month, day })
      const time = hour === undefined ? [] : sayTime(hour, minute, undefined)
      return date === undefined || time === undefined
        ? undefined
        : [...date, ...(time.length > 0 ? [",", ...time] : [])]
    },
  ),
  rule("(\\d{1,2})([\\/.])(\\d{1,2})\\2(\\d{4}|\\d{2})", ([, first = "", , second = "", year = ""], { isDayFirst }) => {
    const [month, day] = isDayFirst ? [second, first] : [first, second]
    return sayDate({ year, month, day }) ?? sayDate({ year, month: day, day: month })
  }),
  rule(`${MONTH_PATTERN}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`, ([, month = "", day = "", year]) =>
    sayDate({ month: monthNumber(month), day, ...(year === undefined ? {} : { year }) }),
  ),
  rule(
    `(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH_PATTERN}(?:,?\\s+(\\d{4}))?`,
    ([, day = "", month = "", year]) =>
      sayDate({ month: monthNumber(month), day, ...(year === undefined ? {} : { year }) }),
  ),
  rule("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s?([ap])\\.?m\\.?)?", ([, hour = "", minute, second = "00", half]) => {
    const time = sayTime(hour, minute, half)
    return time === undefined || second === "00" ? time : [...time, "and", ...sayCardinal(second), "seconds"]
  }),
  rule("(\\d{1,2})\\s?([ap])\\.?m\\.?", ([, hour = "", half]) => sayTime(hour, undefined, half)),
  rule(
    `(?:US|CA|A)?([$€£¥₹])\\s?${NUMBER_PATTERN}(?:\\s?(k|m|bn|b|thousand|million|billion|trillion))?(?:\\s?\\/\\s?(${RATE_UNITS}))?`,
    (groups) => {
      const [, sign = "", amount = "", scale, unit] = groups
      const money = sayMoney(sign, amount, scale)
      return money === undefined || unit === undefined ? money : [...money, "per", unit.toLowerCase()]
    },
  ),
  rule(`${NUMBER_PATTERN}\\s?(€|£|USD|EUR|GBP|JPY|INR|CHF)`, ([, amount = "", sign = ""]) =>
    sayMoney(sign, amount, undefined),
  ),
  rule(`(USD|EUR|GBP|JPY|INR|CHF)\\s?${NUMBER_PATTERN}`, ([, sign = "", amount = ""]) =>
    sayMoney(sign, amount, undefined),
  ),
  { pattern: /([-−]?\d+(?:\.\d+)?)\s?%/uy, say: ([, number = ""]) => [...sayNumber(number), "percent"] },
  rule("\\+\\d{1,3}(?:[ .-]?\\(?\\d{1,4}\\)?){2,6}", ([number = ""]) => sayTelephone(number)),
  rule("\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}(?:\\s?(?:x|ext\\.?)\\s?\\d+)?", ([number = ""]) => sayTelephone(number)),
  rule("(\\d+)\\s(\\d+)\\/(\\d+)", ([, whole = "", numerator = "", denominator = ""]) => [
    ...sayCardinal(whole),
    "and",
    ...(numerator === "1" && Number(denominator) <= 4
      ? ["a", ...sayFraction("1", denominator).slice(1)]
      : sayFraction(numerator, denominator)),
  ]),
  rule("24\\/7", () => ["twenty", "four", "seven"]),
  rule("(\\d{1,3})\\/(\\d{1,3})", ([, numerator = "", denominator = ""]) =>
    Number(denominator) > 1 ? sayFraction(numerator, denominator) : undefined,
  ),
  rule("(\\d+)(?:st|nd|rd|th)", ([, number = ""]) => sayOrdinal(number)),
  rule("(\\d{3})0s", ([, decade = ""]) => {
    const words = [...sayYear(`${decade}0`)]
    const last = words.pop() ?? ""
    return [...words, last.endsWith("y") ? `${last.slice(0, -1)}ies` : `${last}s`]
  }),
  rule(`([-−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)[ \\u00A0]?${UNIT_PATTERN}`, ([, number = "", unit = ""]) =>
    sayUnit(number, unit),
  ),
  rule("(\\d{1,4}(?:\\.\\d+)?)\\s?[-–—]\\s?(\\d{1,4}(?:\\.\\d+)?)(?![-\\d])", ([, from = "", to = ""]) => [
    ...sayBare(from),
    "to",
    ...sayBare(to),
  ]),
  rule("#\\s?(\\d+)", ([, number = ""]) => ["number", ...sayCardinal(number)]),
  // A reference has letters and digits, the letters capital.
  {
    pattern: /(?=[A-Z0-9-]{0,40}\d)(?=[A-Z0-9-]{0,40}[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\p{L}\p{N}])/uy,
    say: ([reference = ""]) => reference.split("-").flatMap((part, i) => [...(i === 0 ? [] : [","]), ...sayPart(part)]),
  },
  rule("[-−+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-−+]?\\d+(?:\\.\\d+)?", ([number = ""]) => sayBare(number)),
]

function sayPart(part: string): readonly string[] {
  return /^\d{1,2}$/.test(part) ? sayCardinal(part) : spell(part)
}

/** A number of which nothing is known: four digits from 1100 to 2099 are a year, leading zeros are digits. */
function sayBare(number: string): readonly string[] {
  if (/^0\d/.test(number)) return sayDigits(number)
  if (/^(?:1[1-9]|20)\d{2}$/.test(number)) return sayYear(number)
  return sayNumber(number)
}
