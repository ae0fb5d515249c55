// Two dates that belong together: "march 3 to 5", "from the 3rd to the 5th of march", "friday to monday". Each says
// something about the other; a date alone is date-part.ts and its neighbors.

import type { ResolutionContext } from "#bot/language-model.ts"
import { dateParts, type IsoDate, parseIsoDate } from "#core/time.ts"
import { MONTHS } from "../data/date-words.ts"
import type { FoundReading, ValueReader } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"
import { exactDate } from "./calendar.ts"
import { isCounting, readDayNumber, skipWord } from "./date-part.ts"

const CONNECTORS = new Set(["to", "until", "till", "til", "through", "thru", "-", "and"])

/** Where the second date starts when a connector stands at a place. */
function afterConnector(tokens: readonly Token[], at: number): number | undefined {
  if (!CONNECTORS.has(wordAt(tokens, at))) return undefined
  return skipWord(tokens, at + 1, ["the", "including"])
}

function dateOf(found: FoundReading): IsoDate | undefined {
  return parseIsoDate(found.reading.interpreted ?? "")
}

function toFound(start: number, end: number, date: IsoDate): FoundReading {
  return { start, end, reading: { end, interpreted: date, resolved: [date] } }
}

function namesMonth(tokens: readonly Token[], found: FoundReading): boolean {
  return tokens.slice(found.start, found.end).some((token) => MONTHS.has(token.word))
}

/** The bare day after "march 3 to": the 5th of the same month. */
function readLastDay(tokens: readonly Token[], first: FoundReading, taken: number): FoundReading | undefined {
  const date = dateOf(first)
  const at = afterConnector(tokens, first.end)
  if (
    date === undefined ||
    at === undefined ||
    at >= taken ||
    wordAt(tokens, first.end) === "and" ||
    !namesMonth(tokens, first)
  )
    return undefined
  const day = readDayNumber(tokens, at)
  if (day === undefined || day.end > taken || isCounting(tokens, day.end)) return undefined
  const { year, month, day: firstDay } = dateParts(date)
  const last = day.day > firstDay ? exactDate(year, month, day.day) : undefined
  return last && toFound(at, day.end, last)
}

/** The bare day before "to 5 march": the 3rd of the same month. */
function readFirstDay(tokens: readonly Token[], second: FoundReading, from: number): FoundReading | undefined {
  const date = dateOf(second)
  if (date === undefined || !namesMonth(tokens, second)) return undefined
  for (let start = Math.max(from, second.start - 4); start < second.start - 1; start++) {
    const isGluedOn = tokens[start]?.isGlued && wordAt(tokens, start - 1) !== "("
    const day = isGluedOn ? undefined : readDayNumber(tokens, start)
    const { year, month, day: lastDay } = dateParts(date)
    if (day === undefined || day.day >= lastDay || MONTHS.has(wordAt(tokens, start - 1))) continue
    const next = afterConnector(tokens, day.end)
    const first = exactDate(year, month, day.day)
    const isJoined = next === second.start || day.end + 1 === second.start
    if (next !== undefined && isJoined && first !== undefined && wordAt(tokens, day.end) !== "and")
      return toFound(start, day.end, first)
  }
  return undefined
}

/** A later date of a range is never before the earlier one: "friday to monday" is the Monday after that Friday. */
function readAgain(
  tokens: readonly Token[],
  first: FoundReading,
  second: FoundReading,
  read: ValueReader,
  context: ResolutionContext,
): FoundReading {
  const from = dateOf(first)
  const to = dateOf(second)
  const at = afterConnector(tokens, first.end)
  const isRange = at === second.start || first.end + 1 === second.start
  if (from === undefined || to === undefined || at === undefined || !isRange || to >= from) return second
  const again = read(tokens, second.start, { ...context, today: from })
  const isSame = again !== undefined && !("isImpossible" in again) && again.end === second.end
  return isSame ? { ...second, reading: again } : second
}

/** A date with the bare days on either side of it that its range leaves out. */
function withNeighbors(
  tokens: readonly Token[],
  current: FoundReading,
  from: number,
  taken: number,
): readonly FoundReading[] {
  const first = from < current.start - 1 ? readFirstDay(tokens, current, from) : undefined
  const last = readLastDay(tokens, current, taken)
  return [first, current, last].filter((found) => found !== undefined)
}

/** "the 3rd" before "to the 5th of march" is in March as well. */
function withMonthOf(tokens: readonly Token[], second: FoundReading, first: FoundReading): FoundReading {
  const day = namesMonth(tokens, first) ? undefined : readFirstDay(tokens, second, first.start)
  return day?.end === first.end ? { ...day, start: first.start } : first
}

/** Takes dates of a text that form ranges together, and finds the bare days that ranges leave out. */
export function refineDateRanges(
  tokens: readonly Token[],
  found: readonly FoundReading[],
  read: ValueReader,
  context: ResolutionContext,
): readonly FoundReading[] {
  const refined: FoundReading[] = []
  for (const [index, each] of found.entries()) {
    const taken = found[index + 1]?.start ?? tokens.length
    const before = refined.pop()
    if (before === undefined) {
      refined.push(...withNeighbors(tokens, each, 0, taken))
      continue
    }
    const current = readAgain(tokens, before, each, read, context)
    refined.push(withMonthOf(tokens, current, before), ...withNeighbors(tokens, current, before.end, taken))
  }
  return refined
}
