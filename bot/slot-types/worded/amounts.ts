// AMAZON.Number, AMAZON.Percentage and AMAZON.Currency in the words of a language besides English.

import type { Language } from "#bot/languages/language.ts"
import { amountReading, currenciesOf, readSign, type Unit } from "../built-in/currency.ts"
import { currentNumber, isInsideCode, withoutMoments } from "../built-in/number.ts"
import { plainDecimal } from "../read/decimal.ts"
import type { FoundRefiner } from "../reader-resolver.ts"
import { oneValue, type ValueReader, type ValueReading } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"
import type { NumberReader } from "./number.ts"
import { FixedPhrases } from "./phrase.ts"

/** Ordinals up to this one are other words as well ("segundo", "zweite"). */
const LAST_WORDLIKE_ORDINAL = 4

/** Makes the reader of AMAZON.Number in a language. */
export function createWordedNumberReader({ durations, numbers: words }: Language, numbers: NumberReader): ValueReader {
  const none = new FixedPhrases([["0", words.none]])
  const changes = new FixedPhrases<1 | -1>([
    [1, durations.more],
    [-1, durations.less],
  ])
  return (tokens, at, context) => {
    const number = numbers.read(tokens, at)
    if (number === undefined) {
      const nothing = none.at(tokens, at)
      return nothing && oneValue(nothing.end, nothing.value, true)
    }
    const present = currentNumber(context.currentValue)
    const change = number.isOrdinal || present === undefined ? undefined : changes.at(tokens, number.end)
    if (change !== undefined && present !== undefined) {
      return oneValue(change.end, plainDecimal(String(present + change.value * number.value)))
    }
    const isWordlike = number.isOrdinal && number.form === "words" && number.value <= LAST_WORDLIKE_ORDINAL
    return oneValue(number.end, number.text, number.isArticle || isWordlike || isInsideCode(tokens, at, number.end))
  }
}

/** Leaves out the numbers of dates and clock times. */
export function createWordedNumberRefiner(readers: readonly ValueReader[]): FoundRefiner {
  return (tokens, found, _read, context) => {
    const firmEnd = (reader: ValueReader, at: number) => {
      const reading = reader(tokens, at, context)
      return reading === undefined || "isImpossible" in reading || reading.isWeak ? 0 : reading.end
    }
    return withoutMoments(found, (at) => Math.max(...readers.map((reader) => firmEnd(reader, at))))
  }
}

/** Makes the reader of AMAZON.Percentage in a language. */
export function createWordedPercentageReader(language: Language, numbers: NumberReader): ValueReader {
  const percent = new FixedPhrases([[true, language.numbers.percent]])
  return (tokens, at) => {
    const number = numbers.read(tokens, at)
    if (number === undefined || number.isOrdinal) return undefined
    const sign = percent.at(tokens, number.end)
    return sign === undefined ? oneValue(number.end, number.text, true) : oneValue(sign.end, `${number.text}%`)
  }
}

/** Makes the reader of AMAZON.Currency in a language. */
export function createWordedCurrencyReader(language: Language, numbers: NumberReader, localeId: string): ValueReader {
  const { dollar, own } = currenciesOf(localeId)
  const units = new FixedPhrases<string>(Object.entries(language.money))
  const cents = new FixedPhrases([[true, language.cents]])
  const and = new FixedPhrases([[true, language.durations.and]])

  const readUnit = (tokens: readonly Token[], at: number): Unit | undefined => {
    const unit = units.at(tokens, at)
    if (unit !== undefined) return { code: unit.value === "DOLLAR" ? dollar : unit.value, per: 1, end: unit.end }
    return readSign(tokens, at, dollar)
  }
  const withCents = (tokens: readonly Token[], amount: number, unit: Unit): ValueReading | undefined => {
    const from = and.at(tokens, unit.end)?.end ?? unit.end
    const rest = numbers.read(tokens, from)
    const isCents = rest !== undefined && !rest.isOrdinal && rest.value > 0 && rest.value < 100
    const named = isCents ? cents.at(tokens, rest.end) : undefined
    if (isCents && named !== undefined) return amountReading(named.end, unit.code, amount + rest.value / 100)
    // "doce euros cincuenta"
    const isBare = isCents && from === unit.end && rest.value >= 10 && readUnit(tokens, rest.end) === undefined
    return isBare && wordAt(tokens, rest.end) === ""
      ? amountReading(rest.end, unit.code, amount + rest.value / 100)
      : amountReading(unit.end, unit.code, amount)
  }

  return (tokens, at) => {
    const sign = readSign(tokens, at, dollar)
    const signed = sign && numbers.read(tokens, sign.end)
    if (sign !== undefined && signed !== undefined && !signed.isOrdinal)
      return amountReading(signed.end, sign.code, signed.value)
    const number = numbers.read(tokens, at)
    if (number === undefined || number.isOrdinal) return undefined
    const unit = readUnit(tokens, number.end)
    if (unit !== undefined) return withCents(tokens, number.value, unit)
    const small = cents.at(tokens, number.end)
    if (small !== undefined) return amountReading(small.end, own, number.value / 100)
    return amountReading(number.end, own, number.value, true)
  }
}
