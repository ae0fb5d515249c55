// AMAZON.Percentage: a number with "percent" keeps its sign, a bare one stays a number.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-percent.html

import { plainDecimal } from "../read/decimal.ts"
import { readFraction, readNumber } from "../read/number.ts"
import { oneValue, type ValueReader } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"

const PERCENT_WORDS = new Set(["%", "percent", "pct", "percentage"])

/** Where the percent sign or words end, if they stand at a place. */
function percentEnd(tokens: readonly Token[], at: number): number | undefined {
  if (PERCENT_WORDS.has(wordAt(tokens, at))) return at + 1
  if (wordAt(tokens, at) !== "per") return undefined
  return wordAt(tokens, at + 1) === "cent" ? at + 2 : undefined
}

/** Reads AMAZON.Percentage. */
export const readPercentage: ValueReader = (tokens, at) => {
  const number = readNumber(tokens, at) ?? readFraction(tokens, at)
  if (number === undefined) return undefined
  const end = percentEnd(tokens, number.end)
  return end === undefined
    ? oneValue(number.end, plainDecimal(number.text), true)
    : oneValue(end, `${plainDecimal(number.text)}%`)
}
