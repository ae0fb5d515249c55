// AMAZON.Time in the words of a language besides English: which of its readings a clock time has, parts of the day, and times
// told from now on.

import type { DayPart, Language } from "#bot/languages/language.ts"
import { clockReading, formatTime, minutesOf } from "../built-in/time.ts"
import { type ClockReading, nightHalf, withHalf } from "../read/clock.ts"
import { oneValue, type Reading, type ValueReader } from "../reading.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"
import type { ClockReader } from "./clock.ts"
import type { DurationReader } from "./duration.ts"
import { type Captured, FixedPhrases, wordSet } from "./phrase.ts"

/** Reads times of one language. */
class TimeReader {
  readonly #clock: ClockReader
  readonly #durations: DurationReader
  readonly #parts: FixedPhrases<string>
  readonly #bareParts: FixedPhrases<string>
  readonly #cues: FixedPhrases<true>
  readonly #ahead: FixedPhrases<true>
  readonly #now: FixedPhrases<true>
  readonly #days: FixedPhrases<true>
  /** Words that may follow a bare hour in a sentence. */
  readonly #mayFollow: ReadonlySet<string>

  constructor({ clock: words, calendar, answers }: Language, clock: ClockReader, durations: DurationReader) {
    this.#clock = clock
    this.#durations = durations
    this.#parts = partPhrases(words.parts)
    this.#bareParts = partPhrases(words.bareParts)
    this.#cues = new FixedPhrases([[true, words.cues]])
    this.#ahead = new FixedPhrases([[true, words.ahead]])
    this.#now = new FixedPhrases([[true, words.now]])
    this.#days = new FixedPhrases([[true, [...Object.values(calendar.days), ...calendar.weekdays].join("|")]])
    this.#mayFollow = wordSet(answers.fillers)
  }

  read(tokens: readonly Token[], at: number, timeOfDay: string): Reading | undefined {
    return (
      this.#readFromNow(tokens, at, timeOfDay) ??
      this.#readClock(tokens, at) ??
      this.#readPart(tokens, at) ??
      this.#readNow(tokens, at, timeOfDay)
    )
  }

  /** "dentro de dos horas" */
  #readFromNow(tokens: readonly Token[], at: number, timeOfDay: string): Reading | undefined {
    const start = this.#ahead.at(tokens, at)
    const length = start && this.#durations.readParts(tokens, start.end)
    const present = minutesOf(timeOfDay)
    if (length === undefined || present === undefined) return undefined
    const { H = 0, TM = 0, ...others } = length.parts
    return Object.keys(others).length > 0 ? undefined : oneValue(length.end, formatTime(present + H * 60 + TM))
  }

  #readNow(tokens: readonly Token[], at: number, timeOfDay: string): Reading | undefined {
    const now = this.#now.at(tokens, at)
    return now && minutesOf(timeOfDay) !== undefined ? oneValue(now.end, timeOfDay, true) : undefined
  }

  #readClock(tokens: readonly Token[], at: number): Reading | undefined {
    const found = this.#clock.read(tokens, at)
    if (found === undefined) return undefined
    if (found.isImpossible) return { end: found.end, isImpossible: true }
    const isFirm = !found.isBare || this.#isCued(tokens, at, found.end)
    // "dos noches" is a number of nights.
    if (!isFirm && this.#durations.readParts(tokens, at) !== undefined) return undefined
    return clockReading(found, !isFirm)
  }

  /** Whether words beside a bare hour show that it is one: "a las 8", and nothing that is counted. */
  #isCued(tokens: readonly Token[], at: number, end: number): boolean {
    const next = tokens[end]
    if (next?.isGlued && (next.kind !== "mark" || "/:@-".includes(next.word))) return false
    return this.#cues.endsAt(tokens, at) && (isPhraseEnd(tokens, end) || this.#mayFollow.has(wordAt(tokens, end)))
  }

  /** "por la tarde", "esta noche a las 8" */
  #readPart(tokens: readonly Token[], at: number): Reading | undefined {
    const part = this.#parts.at(tokens, at)
    const found = part ?? this.#bareParts.at(tokens, at)
    if (found === undefined) return undefined
    const clock = this.#readBehind(tokens, found)
    if (clock !== undefined) return clockReading(this.#inHalf(tokens, at, clock), false)
    return oneValue(found.end, found.value, part === undefined && !this.#days.endsAt(tokens, at))
  }

  #readBehind(tokens: readonly Token[], part: Captured<string>): ClockReading | undefined {
    const cue = this.#cues.at(tokens, part.end)
    const comma = wordAt(tokens, part.end) === "," ? part.end + 1 : part.end
    const clock = this.#clock.read(tokens, cue?.end ?? comma)
    const isMeant = clock !== undefined && !clock.isImpossible && (!clock.isBare || cue !== undefined)
    return isMeant ? clock : undefined
  }

  #inHalf(tokens: readonly Token[], partAt: number, clock: ClockReading): ClockReading {
    if (!clock.isTwelveHour) return clock
    const half = this.#clock.halfAt(tokens, partAt)?.value ?? "am"
    const side = half === "night" ? nightHalf(clock.hour) : half
    return withHalf({ ...clock, isSure: true, isTwentyFour: false }, clock.end, side) ?? clock
  }
}

function partPhrases(parts: Readonly<Partial<Record<DayPart, string>>>): FixedPhrases<string> {
  return new FixedPhrases(Object.entries(parts).map(([code, list]) => [code, list]))
}

/** Makes the reader of AMAZON.Time in a language. */
export function createWordedTimeReader(language: Language, clock: ClockReader, durations: DurationReader): ValueReader {
  const reader = new TimeReader(language, clock, durations)
  return (tokens, at, context) => reader.read(tokens, at, context.timeOfDay)
}
