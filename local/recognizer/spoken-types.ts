// What people say for Lex's built-in slot types, as phrases. Custom types are slot-phrases.ts; what the words mean is
// bot/slot-types.

import type { BuiltInType } from "#bot/slot-types/built-in-names.ts"
import { CITIES } from "#bot/slot-types/data/cities.ts"
import { COUNTRIES } from "#bot/slot-types/data/countries.ts"
import { HOLIDAYS } from "#bot/slot-types/data/holidays.ts"
import { FIRST_NAMES, LAST_NAMES } from "#bot/slot-types/data/names.ts"
import { SPELLING_ALPHABET } from "#bot/slot-types/data/spelling-alphabet.ts"
import { STATES } from "#bot/slot-types/data/states.ts"
import { COMMON_FIRST_NAMES, COMMON_LAST_NAMES } from "./common-names.ts"
import { type Phrase, parsePhrase, type Rules } from "./spoken-grammar.ts"
import { spelledDigit, spelledLetter } from "./spoken-text.ts"
import type { SpokenWord } from "./word-graph.ts"

const TEXTS: readonly (readonly [name: string, phrase: string])[] = [
  ["ones", "one | two | three | four | five | six | seven | eight | nine"],
  ["teens", "ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen"],
  ["tens", "twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"],
  ["below-hundred", "<ones> | <ones> | <teens> | <tens> | <tens> [<ones>]"],
  ["below-thousand", "<below-hundred> | (a | <ones>) hundred [[and] <below-hundred>]"],
  ["digits", "<digit>+"],
  [
    "number",
    "<ones> | <ones> | <ones> | <ones> | <ones> | <ones> | <below-hundred> | <below-hundred> | <below-hundred> | (a | <ones>) hundred [[and] <below-hundred>] | (a | <below-hundred>) thousand [[and] <below-thousand>] | zero | a couple | a dozen | half a dozen | <ones> million | <below-hundred> point <digits> | just me",
  ],
  [
    "ordinal-day",
    "first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | eleventh | twelfth | thirteenth | fourteenth | fifteenth | sixteenth | seventeenth | eighteenth | nineteenth | twentieth | twenty (first | second | third | fourth | fifth | sixth | seventh | eighth | ninth) | thirtieth | thirty first",
  ],
  [
    "month",
    "January | February | March | April | May | June | July | August | September | October | November | December",
  ],
  ["weekday", "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday"],
  ["year", "twenty (<teens> | twenty <ones> | thirty) | two thousand [and] <below-hundred> | nineteen <tens> [<ones>]"],
  ["unit", "days | weeks | months | years | a day | a week | a month | a year"],
  [
    "day-of-month",
    "<month> (<ordinal-day> | the <ordinal-day> | <ones> | <teens> | twenty [<ones>] | thirty [one]) [<year>]",
  ],
  [
    "named-day",
    "today | tonight | tomorrow | tomorrow | [the] day after tomorrow | yesterday | this evening | this weekend | next weekend | the weekend",
  ],
  [
    "weekday-date",
    "<weekday> | <weekday> | <weekday> | <weekday> | <weekday> | (next | next | next | this | this coming | coming) <weekday> | (next | next | next | this | this coming | coming) <weekday> | (next | next | next | this | this coming | coming) <weekday> | a week on <weekday> | <weekday> [the] <ordinal-day> [of <month>] | <weekday> <day-of-month> | <weekday> next week | <weekday> morning | <weekday> evening",
  ],
  [
    "distance",
    "in (<ones> | <teens> | a couple of) (days | weeks | months) | in a (day | week | fortnight | month | year) | (<ones> | a | two) (week | weeks | days | months) from (now | today | tomorrow | <weekday>)",
  ],
  [
    "period",
    "(next | this | last) (week | month | year) | the (beginning | middle | end) of (<month> | next (week | month)) | <month> | now",
  ],
  [
    "date",
    "<named-day> | <named-day> | <weekday-date> | <weekday-date> | <day-of-month> | <day-of-month> | the <ordinal-day> [of <month> [<year>]] | <ordinal-day> of <month> [<year>] | <ordinal-day> <month> | <distance> | <period> | <holiday>",
  ],
  ["hour", "one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve"],
  [
    "minute",
    "fifteen | thirty | forty five | five | ten | twenty | twenty five | thirty five | forty | fifty | fifty five | oh <ones> | (thirty | forty | fifty | twenty) <ones> | <teens>",
  ],
  ["half", "<a.m.> | <p.m.>"],
  ["part-of-day", "in the (morning | afternoon | evening) | at night | tonight"],
  [
    "time",
    "<hour> [<minute>] <half> | <hour> <minute> [<part-of-day>] | <hour> [<part-of-day>] | <hour> o'clock [<part-of-day>] | (half | quarter | a quarter | ten | five | twenty) past <hour> [<part-of-day>] | (quarter | a quarter | ten | five | twenty) to <hour> [<part-of-day>] | noon | midnight | midday | (this | tomorrow) (morning | afternoon | evening) | now | (thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen | twenty [<ones>]) (hundred | thirty | fifteen | forty five)",
  ],
  ["common-unit", "hours | days | weeks | nights"],
  ["common-one", "hour | day | week | night"],
  ["duration-unit", "seconds | minutes | hours | days | weeks | months | years | nights"],
  ["duration-one", "second | minute | hour | day | week | month | year | night"],
  [
    "duration",
    "<ones> <common-unit> | <ones> <common-unit> | <ones> <common-unit> | (a | one) <common-one> | (a | one) <common-one> | <below-hundred> <duration-unit> | <below-thousand> minutes | (a | an | one) <duration-one> [and a half] | half an hour | an hour and a half | a couple of <duration-unit> | <below-hundred> hours [and] <below-hundred> minutes | <ones> and a half (hours | days | weeks | months | years)",
  ],
  ["percentage", "<below-thousand> [point <digits>] percent"],
  [
    "currency",
    "(<below-thousand> | <below-hundred> thousand | <below-hundred> hundred) (dollars | euros | pounds | bucks | yen | dollar | euro | pound) [[and] <below-hundred> [cents | pence]]",
  ],
  ["spelled", "(<letter> | <digit> | <code-word> | dash)+"],
  ["phone", "[plus] (<digit> | <digit> | <digit> | double <digit> | triple <digit> | oh~)+"],
  ["name", "<first-name> [<last-name>] | [mister | mrs. | miss] <last-name>"],
  [
    "mail-word",
    "info | mail | hello | contact | me | office | test | sales | support | <first-name> | <last-name> | <letter>+ | <digit>+",
  ],
  [
    "mail-host",
    "example | gmail | g mail | hotmail | outlook | yahoo | icloud | mail | company | <letter>+ [dot <letter>+]",
  ],
  [
    "email",
    "<mail-word> [(dot | underscore | dash) (<last-name> | <letter>+ | <digit>+)] at <mail-host> dot (com | org | net | co dot uk | de | fr | eu | io | edu)",
  ],
  [
    "street",
    "[<below-thousand>] (<last-name> | <first-name> | main | oak | elm | park | church | high | station | mill | lake | river | market | queen | king | <ordinal-day>) (street | road | avenue | lane | drive | boulevard | court | place | way | square)",
  ],
  ["postcode", "<letter> [<letter>] <digit> [<digit> | <letter>] <digit> <letter> <letter>"],
]

/** Of the words for yes and no that bot/slot-types knows, those that are said, with their apostrophes. */
const CONFIRMATIONS =
  "yes|yeah|yep|yup|yes please|yes do it|yes book it|yes go ahead|yes that's right|yes that's correct|OK|okay|sure|sure thing|of course|certainly|definitely|absolutely|correct|that's right|that is right|" +
  "that's correct|that is correct|exactly|go ahead|please do|do it|let's do it|sounds good|sounds great|looks good|that's fine|fine|great|perfect|works for me|that works|all right|confirm|confirmed|" +
  "I confirm|I agree|why not|no problem|book it|please book it|I do|I am|no|nope|nah|no thanks|no thank you|not really|not now|not yet|never|never mind|forget it|that's wrong|that is wrong|wrong|" +
  "that's not right|that's not correct|not correct|incorrect|absolutely not|definitely not|I don't think so|I don't want that|don't do it|do not|please don't|stop|cancel|cancel it|hold off|" +
  "not interested|yes cancel it|no don't|maybe|perhaps|possibly|probably|it depends|I don't know|I do not know|not sure|I'm not sure|no idea|I have no idea|I can't remember"

/** What most people say. */
const USUAL_CONFIRMATIONS: ReadonlySet<string> = new Set(["yes", "yes please", "no", "no thanks", "no thank you"])

/** Sounds of labels that aren't words of a dictionary. */
const OWN_WORDS: Readonly<Record<string, SpokenWord>> = {
  "a.m.": { label: "a.m.", text: "AM", phones: "EY EH M" },
  "p.m.": { label: "p.m.", text: "PM", phones: "P IY EH M" },
  "oh~": { label: "oh~", text: "0", isSpelled: true, phones: "OW" },
}

const RULE_OF_TYPE: Readonly<Record<Exclude<BuiltInType, "AMAZON.FreeFormInput">, string>> = {
  "AMAZON.AlphaNumeric": "spelled",
  "AMAZON.City": "city",
  "AMAZON.Confirmation": "confirmation",
  "AMAZON.Country": "country",
  "AMAZON.Currency": "currency",
  "AMAZON.Date": "date",
  "AMAZON.Duration": "duration",
  "AMAZON.EmailAddress": "email",
  "AMAZON.FirstName": "first-name",
  "AMAZON.LastName": "last-name",
  "AMAZON.Number": "number",
  "AMAZON.Percentage": "percentage",
  "AMAZON.PhoneNumber": "phone",
  "AMAZON.State": "state",
  "AMAZON.StreetName": "street",
  "AMAZON.Time": "time",
  "AMAZON.UKPostalCode": "postcode",
}

let rules: Rules | undefined

/** What is said for a built-in type; `undefined` for free-form input, where anything is. */
export function builtInPhrase(type: BuiltInType): Phrase | undefined {
  return type === "AMAZON.FreeFormInput" ? undefined : namedPhrase(RULE_OF_TYPE[type])
}

/** People's names, first, last or both. */
export function personNamePhrase(): Phrase {
  return namedPhrase("name")
}

/** Yes and no in their many words. */
export function confirmationPhrase(): Phrase {
  return namedPhrase("confirmation")
}

function namedPhrase(name: string): Phrase {
  rules ??= readRules()
  const rule = rules.get(name)
  if (rule === undefined) throw new RangeError(`no rule ${name}`)
  return rule
}

function readRules(): Rules {
  const read = new Map<string, Phrase>([
    ["letter", choiceOf([..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) => spelledLetter(letter) ?? []))],
    ["digit", choiceOf([..."0123456789"].map(spelledDigit))],
    ["code-word", { type: "list", values: [...SPELLING_ALPHABET.keys()].filter((word) => word !== "xray") }],
    ["city", { type: "list", values: CITIES }],
    ["country", { type: "list", values: COUNTRIES.map(({ name }) => name) }],
    ["state", { type: "list", values: STATES.map(({ name }) => name) }],
    ["first-name", { type: "list", values: FIRST_NAMES, favorites: COMMON_FIRST_NAMES }],
    ["last-name", { type: "list", values: LAST_NAMES, favorites: COMMON_LAST_NAMES }],
    ["holiday", { type: "list", values: HOLIDAYS.flatMap(({ names }) => names) }],
    ["confirmation", { type: "list", values: CONFIRMATIONS.split("|"), favorites: USUAL_CONFIRMATIONS }],
    ...Object.entries(OWN_WORDS).map(([name, word]): [string, Phrase] => [name, { type: "word", word }]),
  ])
  for (const [name, text] of TEXTS) read.set(name, parsePhrase(text.replaceAll(/(?<![<\w])(oh~)/g, "<$1>"), read))
  return read
}

function choiceOf(words: readonly SpokenWord[]): Phrase {
  return { type: "choice", parts: words.map((word) => ({ type: "word", word })) }
}
