// AMAZON.Currency: amounts of money become an ISO code and two decimals, "USD 3.00".
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-currency.html

import {
  CURRENCY_ADJECTIVES,
  CURRENCY_CODES,
  CURRENCY_SIGNS,
  CURRENCY_WORDS,
  type CurrencyUnit,
  DOLLAR_PREFIXES,
  LOCALE_CURRENCIES,
  LOCALE_DOLLARS,
  WORDLIKE_CODES,
} from "../data/currencies.ts"
import { toCents } from "../read/decimal.ts"
import { readFraction, readNumber } from "../read/number.ts"
import { oneValue, type ValueReader, type ValueReading } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"

/** A unit of money and where its name ends. */
export type Unit = CurrencyUnit & { readonly end: number }

/** Amounts beyond this lose cents in floating point. */
const MAX_AMOUNT = 1e12

/** A code or sign: "USD", "$", "A$", "€". */
export function readSign(tokens: readonly Token[], at: number, dollar: string): Unit | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const sign = CURRENCY_SIGNS.get(token.word)
  if (sign !== undefined) return { code: sign, per: 1, end: at + 1 }
  if (token.word === "$") return { code: dollar, per: 1, end: at + 1 }
  const prefixed =
    wordAt(tokens, at + 1) === "$" && tokens[at + 1]?.isGlued ? DOLLAR_PREFIXES.get(token.word) : undefined
  if (prefixed !== undefined) return { code: prefixed, per: 1, end: at + 2 }
  const isCode = token.kind === "word" && CURRENCY_CODES.has(token.text.toUpperCase())
  if (!isCode || (WORDLIKE_CODES.has(token.word) && token.text !== token.text.toUpperCase())) return undefined
  return { code: token.text.toUpperCase(), per: 1, end: at + 1 }
}

/** A unit after an amount: "dollars", "us dollars", "pence", "new zealand dollars". */
function readUnit(tokens: readonly Token[], at: number, dollar: string): Unit | undefined {
  const sign = readSign(tokens, at, dollar)
  if (sign !== undefined) return sign
  const word = wordAt(tokens, at)
  const isGluedLetter = tokens[at]?.isGlued && tokens[at - 1]?.kind === "digits"
  if (word === "c" && isGluedLetter) return { code: dollar, per: 100, end: at + 1 }
  if (word === "p" && !isGluedLetter && tokens[at - 1]?.kind === "digits") return undefined
  const plain = CURRENCY_WORDS.get(word)
  if (plain !== undefined) return { code: plain.code === "DOLLAR" ? dollar : plain.code, per: plain.per, end: at + 1 }
  const isTwoWords = ["new", "hong"].includes(word)
  const nounAt = isTwoWords ? at + 2 : at + 1
  const noun = CURRENCY_WORDS.get(wordAt(tokens, nounAt))
  if (noun === undefined) return undefined
  const twoWordCode = word === "new" && wordAt(tokens, at + 1) === "zealand" ? "NZD" : "HKD"
  const code = isTwoWords ? twoWordCode : CURRENCY_ADJECTIVES.get(word)?.[noun.code]
  return code === undefined ? undefined : { code, per: noun.per, end: nounAt + 1 }
}

/** An amount as the value of a slot; `undefined` beyond what can be told to the cent. */
export function amountReading(end: number, code: string, amount: number, isWeak = false): ValueReading | undefined {
  return Math.abs(amount) < MAX_AMOUNT ? oneValue(end, `${code} ${toCents(amount)}`, isWeak) : undefined
}

/** What follows the main amount: "and fifteen cents", "50", "and 1/2". */
function readRest(
  tokens: readonly Token[],
  unit: Unit,
  dollar: string,
): { readonly end: number; readonly amount: number } {
  const none = { end: unit.end, amount: 0 }
  const from = ["and", ","].includes(wordAt(tokens, unit.end)) ? unit.end + 1 : unit.end
  const fraction = readFraction(tokens, from)
  if (fraction !== undefined && from > unit.end) return { end: fraction.end, amount: Number(fraction.text) / unit.per }
  const number = readNumber(tokens, from)
  if (number === undefined || number.isOrdinal || unit.per > 1 || number.value < 0) return none
  const small = readUnit(tokens, number.end, dollar)
  const isCent = small?.per === 100 && wordAt(tokens, number.end).startsWith("cent") && unit.code !== "GBP"
  if (small !== undefined && (small.code === unit.code || isCent) && small.per > 1)
    return { end: small.end, amount: number.value / small.per }
  // "five pounds fifty", "5 dollars 50" at the end of the amount.
  const isCents =
    from === unit.end &&
    Number.isInteger(number.value) &&
    number.value >= 10 &&
    number.value < 100 &&
    small === undefined
  const next = tokens[number.end]
  const isLast =
    next === undefined ||
    (next.kind === "mark" && !next.isGlued) ||
    !/^\p{L}/u.test(next.text) ||
    ["please", "for", "is", "would"].includes(next.word)
  return isCents && isLast ? { end: number.end, amount: number.value / 100 } : none
}

/** "$1.56", "USD300", "€ 20": the sign first. */
function readSignFirst(tokens: readonly Token[], at: number, dollar: string): ValueReading | undefined {
  const isNegative = wordAt(tokens, at) === "-" && !tokens[at]?.isGlued
  const sign = readSign(tokens, isNegative ? at + 1 : at, dollar)
  const number = sign && readNumber(tokens, sign.end)
  if (sign === undefined || number === undefined || number.isOrdinal) return undefined
  return amountReading(number.end, sign.code, isNegative ? -number.value : number.value)
}

/** "3 dollars", "5c", "five dollars fifteen cents", "a hundred bucks", "half a dollar". */
function readUnitLast(tokens: readonly Token[], at: number, dollar: string): ValueReading | undefined {
  const number = readNumber(tokens, at)
  const isOne = number === undefined && ["a", "an"].includes(wordAt(tokens, at))
  const half = number === undefined && wordAt(tokens, at) === "half" && wordAt(tokens, at + 1) === "a"
  const amount = number?.value ?? (half ? 0.5 : isOne ? 1 : undefined)
  if (amount === undefined || number?.isOrdinal) return undefined
  const unitAt = number?.end ?? (half ? at + 2 : at + 1)
  const unit = readUnit(tokens, unitAt, dollar)
  // "a quarter", "a p" and the like name no money by themselves.
  if (
    unit === undefined ||
    ((isOne || half) && ["quarter", "p", "c", "real", "won", "pound"].includes(wordAt(tokens, unitAt)))
  )
    return undefined
  const rest = readRest(tokens, unit, dollar)
  return amountReading(rest.end, unit.code, amount / unit.per + rest.amount)
}

/** What "dollar" means in a locale, and the currency of a bare amount. */
export function currenciesOf(localeId: string): { readonly dollar: string; readonly own: string } {
  return { dollar: LOCALE_DOLLARS[localeId] ?? "USD", own: LOCALE_CURRENCIES[localeId] ?? "USD" }
}

/** Makes the reader of AMAZON.Currency for a locale. */
export function createCurrencyReader(localeId: string): ValueReader {
  const { dollar, own } = currenciesOf(localeId)
  return (tokens, at) => {
    const found = readSignFirst(tokens, at, dollar) ?? readUnitLast(tokens, at, dollar)
    if (found !== undefined) return found
    const number = readNumber(tokens, at)
    return number === undefined || number.isOrdinal ? undefined : amountReading(number.end, own, number.value, true)
  }
}
