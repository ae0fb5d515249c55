// AMAZON.Duration in the words of a language besides English. Which units there are is bot/languages.

import type { DurationWords } from "#bot/languages/language.ts"
import {
  addAmount,
  type DurationParts,
  formatDuration,
  parseDuration,
  readIsoDuration,
  sumOfDurations,
} from "../built-in/duration.ts"
import type { DurationUnit } from "../data/duration-words.ts"
import { oneValue, type Reading, type ValueReader } from "../reading.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"
import type { NumberReader } from "./number.ts"
import { type Captured, FixedPhrases } from "./phrase.ts"

type Unit = { readonly unit: DurationUnit; readonly factor: number }
type FoundParts = { readonly end: number; readonly parts: DurationParts }

/** A length of time has no more parts. */
const MOST_PARTS = 7

/** Reads lengths of time of one language. */
export class DurationReader {
  readonly #numbers: NumberReader
  readonly #units: FixedPhrases<Unit>
  readonly #fixed: FixedPhrases<string>
  readonly #fractions: FixedPhrases<number>
  readonly #and: FixedPhrases<true>
  readonly #changes: FixedPhrases<1 | -1>

  constructor(words: DurationWords, numbers: NumberReader) {
    this.#numbers = numbers
    this.#units = new FixedPhrases<Unit>([
      ...Object.entries(words.units).map(([unit, list]): [Unit, string] => [
        { unit: unit as DurationUnit, factor: 1 },
        list,
      ]),
      ...words.compounds.map(([unit, factor, list]): [Unit, string] => [{ unit, factor }, list]),
    ])
    this.#fixed = new FixedPhrases(Object.entries(words.fixed))
    this.#fractions = new FixedPhrases([
      [0.5, words.andHalf],
      [0.25, words.andQuarter],
    ])
    this.#and = new FixedPhrases([[true, words.and]])
    this.#changes = new FixedPhrases<1 | -1>([
      [1, words.more],
      [-1, words.less],
    ])
  }

  /** A run of parts: "dos horas y media", "3 días y 2 horas", "1h30". */
  readParts(tokens: readonly Token[], at: number): FoundParts | undefined {
    const first = this.#readPart(tokens, at)
    if (first === undefined) return undefined
    let { end, parts } = first
    for (let more = 1; more < MOST_PARTS; more++) {
      const next = this.#readPart(tokens, this.#and.at(tokens, end)?.end ?? end)
      if (next === undefined) break
      end = next.end
      parts = sumOfDurations(parts, next.parts, 1) ?? parts
    }
    const minutes = this.#minutesBehind(tokens, end, parts)
    if (minutes !== undefined) return { end: minutes.end, parts: { ...parts, TM: minutes.value } }
    // "1h30"
    const isClock = wordAt(tokens, end - 1) === "h" && tokens[end]?.kind === "digits" && tokens[end]?.isGlued
    return isClock
      ? { end: end + 1, parts: { ...parts, TM: (parts.TM ?? 0) + Number(wordAt(tokens, end)) } }
      : { end, parts }
  }

  /** "une heure trente": minutes that close a length of hours. */
  #minutesBehind(tokens: readonly Token[], end: number, parts: DurationParts): Captured<number> | undefined {
    const isHours = this.#units.at(tokens, end - 1)?.value.unit === "H" && parts.TM === undefined
    const number = isHours && !tokens[end]?.isGlued ? this.#numbers.readWhole(tokens, end) : undefined
    const isMinutes = number !== undefined && !number.isOrdinal && number.value >= 10 && number.value < 60
    return isMinutes && isPhraseEnd(tokens, number.end) ? number : undefined
  }

  /** "una noche más", "dos horas menos": counted from the slot's present value. */
  readChange(tokens: readonly Token[], at: number, present: DurationParts): Reading | undefined {
    const length = this.readParts(tokens, at)
    const change = length && this.#changes.at(tokens, length.end)
    if (length === undefined || change === undefined) return undefined
    const sum = sumOfDurations(present, length.parts, change.value)
    return sum === undefined ? { end: change.end, isImpossible: true } : oneValue(change.end, formatDuration(sum))
  }

  #readPart(tokens: readonly Token[], at: number): FoundParts | undefined {
    const fixed = this.#fixed.at(tokens, at)
    const number = this.#numbers.read(tokens, at)
    const isAmount = number !== undefined && !number.isOrdinal && number.value >= 0 && number.value <= 1e9
    const unit = isAmount ? this.#readUnit(tokens, this.#numbers.skipOf(tokens, number.end)) : undefined
    if (fixed !== undefined && (unit === undefined || fixed.end >= unit.end)) {
      return { end: fixed.end, parts: parseDuration(fixed.value) ?? {} }
    }
    if (unit === undefined || number === undefined) return undefined
    const fraction = this.#fractions.at(tokens, unit.end)
    const parts: DurationParts = {}
    addAmount(parts, (number.value + (fraction?.value ?? 0)) * unit.value.factor, unit.value.unit)
    return { end: fraction?.end ?? unit.end, parts }
  }

  /** A single letter is a unit only right behind figures. */
  #readUnit(tokens: readonly Token[], at: number): Captured<Unit> | undefined {
    const unit = this.#units.at(tokens, at)
    if (unit === undefined || wordAt(tokens, at).length > 1) return unit
    return tokens[at - 1]?.kind === "digits" ? unit : undefined
  }
}

/** Makes the reader of AMAZON.Duration in a language. */
export function createWordedDurationReader(durations: DurationReader): ValueReader {
  return (tokens, at, context) => {
    const present = parseDuration(context.currentValue?.value?.interpretedValue ?? "")
    const change = present && durations.readChange(tokens, at, present)
    if (change !== undefined) return change
    const found = durations.readParts(tokens, at)
    return found === undefined ? readIsoDuration(tokens, at) : oneValue(found.end, formatDuration(found.parts))
  }
}
