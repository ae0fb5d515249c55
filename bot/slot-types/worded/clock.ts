// Reads clock times in the words of a language besides English ("halb vier", "las tres menos cuarto"). Which phrases tell
// the time is bot/languages, what a visitor means by them time.ts.

import type { ClockWords } from "#bot/languages/language.ts"
import { type Bare, type ClockReading, nightHalf, readFigureTime, withHalf } from "../read/clock.ts"
import { type Token, wordAt } from "../tokens.ts"
import type { NumberReader } from "./number.ts"
import { type Captured, FixedPhrases, PhraseTable, type SlotReaders } from "./phrase.ts"

type Hour = { readonly hour: number; readonly isNamed: boolean; readonly isFigures: boolean }
type ClockCaptures = { hour: Hour; minutes: number }
/** A half of the day; a night lies in both. */
export type Half = "am" | "pm" | "night"
type ClockMeaning = { readonly add: number; readonly minutes?: 1 | -1 }

const MINUTES_PER_DAY = 1440

/** Reads clock times of one language. */
export class ClockReader {
  readonly #numbers: NumberReader
  readonly #phrases: PhraseTable<ClockMeaning, ClockCaptures>
  readonly #named: FixedPhrases<number>
  readonly #closings: FixedPhrases<true>
  readonly #halves: FixedPhrases<Half>
  readonly #readers: SlotReaders<ClockCaptures>

  constructor(words: ClockWords, numbers: NumberReader) {
    this.#numbers = numbers
    this.#phrases = new PhraseTable(
      words.phrases.map(({ said, ...meaning }): [ClockMeaning, string] => [meaning, said]),
    )
    this.#named = new FixedPhrases([
      [12, words.noon],
      [24, words.midnight],
    ])
    this.#closings = new FixedPhrases([[true, words.closings]])
    this.#halves = new FixedPhrases<Half>([
      ["am", `${words.am}|${words.parts.MO}|${words.bareParts.MO ?? ""}`],
      ["pm", `${words.pm}|${words.parts.AF}|${words.parts.EV}|${words.bareParts.AF ?? ""}|${words.bareParts.EV ?? ""}`],
      ["night", `${words.parts.NI}|${words.bareParts.NI ?? ""}`],
    ])
    this.#readers = {
      hour: (tokens, at) => this.#readHour(tokens, at),
      minutes: (tokens, at) => this.#readMinutes(tokens, at),
    }
  }

  /** Reads the longest clock time that starts at a token. */
  read(tokens: readonly Token[], at: number): ClockReading | undefined {
    let best: ClockReading | undefined
    for (const bare of [
      readFigureTime(tokens, at),
      this.#readPlainHour(tokens, at),
      ...this.#readPhrases(tokens, at),
    ]) {
      const clock = bare && this.#completed(tokens, bare)
      if (
        clock !== undefined &&
        (best === undefined || clock.end > best.end || (clock.end === best.end && !clock.isBare))
      )
        best = clock
    }
    return best
  }

  /** The half of the day a time at a place would be in: "de la tarde". */
  halfAt(tokens: readonly Token[], at: number): Captured<Half> | undefined {
    return this.#halves.at(tokens, at)
  }

  #readHour(tokens: readonly Token[], at: number): Captured<Hour> | undefined {
    const named = this.#named.at(tokens, at)
    if (named !== undefined) return { end: named.end, value: { hour: named.value, isNamed: true, isFigures: false } }
    if (tokens[at]?.isGlued && tokens[at - 1]?.kind !== "mark") return undefined
    const number = this.#numbers.readWhole(tokens, at)
    // "veinte y cinco" is 25, and 20:05 as well.
    const single =
      number !== undefined && number.value > 24 ? this.#numbers.readWhole(tokens.slice(at, at + 1), 0) : undefined
    const hour = single === undefined ? number : { ...single, end: at + 1 }
    if (hour === undefined || hour.isOrdinal || hour.value > 24 || (hour.isFigures && wordAt(tokens, at).length > 2))
      return undefined
    return { end: hour.end, value: { hour: hour.value, isNamed: false, isFigures: hour.isFigures } }
  }

  #readMinutes(tokens: readonly Token[], at: number): Captured<number> | undefined {
    const number = this.#numbers.readWhole(tokens, at)
    const isMinutes = number !== undefined && !number.isOrdinal && number.value > 0 && number.value < 60
    return isMinutes ? number : undefined
  }

  #readPlainHour(tokens: readonly Token[], at: number): Bare | undefined {
    const hour = this.#readHour(tokens, at)
    return hour && toBare(hour.end, hour.value, hour.value.hour * 60, hour.value.isNamed)
  }

  *#readPhrases(tokens: readonly Token[], at: number): Generator<Bare | undefined> {
    for (const { meaning, end, captures } of this.#phrases.matches(tokens, at, this.#readers)) {
      const { hour, minutes = 0 } = captures
      if (hour === undefined || (tokens[end]?.isGlued && tokens[end]?.kind !== "mark")) continue
      const isSure = meaning.minutes === undefined || isTold(at, end)
      if (!isSure && minutes < LEAST_UNTOLD) continue
      yield toBare(end, hour, hour.hour * 60 + meaning.add + (meaning.minutes ?? 0) * minutes, isSure || hour.isNamed)
    }
  }

  /** A time with what follows it: "en punto", "de la tarde". */
  #completed(tokens: readonly Token[], bare: Bare): ClockReading | undefined {
    if (bare.isImpossible)
      return { end: bare.end, hour: 0, minute: 0, isTwelveHour: false, isBare: false, isImpossible: true }
    const closing = this.#closings.at(tokens, bare.end)
    const end = closing?.end ?? bare.end
    const afterComma = wordAt(tokens, end) === "," ? end + 1 : end
    const half = this.#halves.at(tokens, afterComma)
    if (half !== undefined) {
      const side = half.value === "night" ? nightHalf(bare.hour) : half.value
      const inHalf = withHalf(bare, half.end, side)
      if (inHalf !== undefined) return inHalf
    }
    const isTwelveHour = !bare.isTwentyFour && bare.hour >= 1 && bare.hour <= 12
    return { end, hour: bare.hour, minute: bare.minute, isTwelveHour, isBare: !(bare.isSure || closing !== undefined) }
  }
}

/** "ocho treinta" is a time, "ocho tres" are two numbers. */
const LEAST_UNTOLD = 10

/** Whether the minutes are told with a word between ("y", "Uhr", "horas"), not as a second number behind the first. */
function isTold(at: number, end: number): boolean {
  return end - at > 2
}

function toBare(end: number, { hour, isNamed }: Hour, minutes: number, isSure: boolean): Bare {
  const wrapped = ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
  const isTwentyFour = isNamed || hour > 12 || hour === 0
  const clockHour = Math.floor(wrapped / 60)
  // Half an hour before one o'clock is 12:30.
  return { end, hour: clockHour === 0 && !isTwentyFour ? 12 : clockHour, minute: wrapped % 60, isSure, isTwentyFour }
}
