// Makes a slot resolver of a reader: strict for spans, forgiving for answers, scanning for sentences.
// What counts as a value is the reader's business.

import type { Mention, ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { type AnswerWording, ENGLISH_WORDING } from "./answer-wording.ts"
import { countMeaningfulWords, hasCorrection, isNegatedAt, type TokenRange } from "./carrier.ts"
import type { FoundReading, Reading, ValueReader, ValueReading } from "./reading.ts"
import { endWithoutPunctuation, type Token, tokenize } from "./tokens.ts"

/** Lex gives at most five candidates. */
const MAX_RESOLVED_VALUES = 5

/** A weak reading is believed in an answer with no more than this many words that mean something else. */
const MAX_OTHER_WORDS_FOR_WEAK = 2

type Found = FoundReading

/** Looks at all values of a text together: dates of a range say something about each other. */
export type FoundRefiner = (
  tokens: readonly Token[],
  found: readonly FoundReading[],
  read: ValueReader,
  context: ResolutionContext,
) => readonly FoundReading[]

function isValue(reading: Reading): reading is ValueReading {
  return !("isImpossible" in reading)
}

/** Makes a slot from a reading and the words it came from. */
export function toSlot(originalValue: string, reading: Pick<ValueReading, "interpreted" | "resolved">): FilledSlot {
  const resolvedValues = reading.resolved.slice(0, MAX_RESOLVED_VALUES)
  if (reading.interpreted === undefined) return { value: { originalValue, resolvedValues } }
  return { value: { originalValue, interpretedValue: reading.interpreted, resolvedValues } }
}

/** The typed text of a stretch of tokens. */
export function textOf(text: string, tokens: readonly Token[], range: TokenRange): string {
  return text.slice(tokens[range.start]?.start ?? 0, tokens[range.end - 1]?.end ?? 0)
}

/** Every reading of a text, left to right; what is impossible hides what lies inside it. */
function scan(tokens: readonly Token[], read: ValueReader, context: ResolutionContext): readonly Found[] {
  const found: Found[] = []
  for (let at = 0; at < tokens.length; ) {
    const reading = read(tokens, at, context)
    if (reading !== undefined && isValue(reading)) found.push({ start: at, end: reading.end, reading })
    at = reading === undefined ? at + 1 : Math.max(reading.end, at + 1)
  }
  return found
}

/** Reads a text that is nothing but the value, punctuation and quotes around it aside. */
function readWhole(tokens: readonly Token[], read: ValueReader, context: ResolutionContext): Found | undefined {
  const end = endWithoutPunctuation(tokens)
  for (let start = 0; start < end; start++) {
    const reading = read(tokens, start, context)
    if (reading !== undefined && isValue(reading) && (reading.end === end || reading.end === tokens.length)) {
      return { start, end: reading.end, reading }
    }
    if (tokens[start]?.kind !== "mark") return undefined
  }
  return undefined
}

/** What of an answer may be believed: firm readings, else weak ones when the answer says little besides. */
function believable(tokens: readonly Token[], all: readonly Found[], wording: AnswerWording): readonly Found[] {
  const kept = all.filter((found) => !isNegatedAt(tokens, found.start, wording))
  const strong = kept.filter((found) => !found.reading.isWeak)
  if (strong.length > 0) return strong
  const words = countMeaningfulWords(tokens, { start: 0, end: tokens.length }, wording)
  return kept.filter((found) => words - countMeaningfulWords(tokens, found, wording) <= MAX_OTHER_WORDS_FOR_WEAK)
}

/** The value an answer settles on: what is denied is out, and a correction beats what it corrects. */
function chooseAnswer(tokens: readonly Token[], all: readonly Found[], wording: AnswerWording): Found | undefined {
  const candidates = believable(tokens, all, wording)
  let chosen = candidates[0]
  let lastEnd = chosen?.end ?? 0
  for (const next of candidates.slice(1)) {
    if (hasCorrection(tokens, lastEnd, next.start, wording)) chosen = next
    lastEnd = next.end
  }
  return chosen
}

/** Makes the resolver of a scalar slot whose values a reader finds. */
export function createReaderResolver(
  read: ValueReader,
  refine: FoundRefiner = (_, found) => found,
  wording: AnswerWording = ENGLISH_WORDING,
): SlotResolver {
  const toFilled = (text: string, tokens: readonly Token[], found: Found) =>
    toSlot(textOf(text, tokens, found), found.reading)
  return {
    resolveAnswer(text, context) {
      const tokens = tokenize(text)
      const found = readWhole(tokens, read, context) ?? chooseAnswer(tokens, scan(tokens, read, context), wording)
      return found && toFilled(text, tokens, found)
    },
    resolveSpan(text, context) {
      const tokens = tokenize(text)
      const found = readWhole(tokens, read, context)
      return found && toFilled(text, tokens, found)
    },
    findMentions(text, context) {
      const tokens = tokenize(text)
      const found = scan(tokens, read, context).filter(({ reading }) => !reading.isWeak)
      return refine(tokens, found, read, context).map((found): Mention => {
        const slot = toFilled(text, tokens, found)
        return { start: tokens[found.start]?.start ?? 0, end: tokens[found.end - 1]?.end ?? 0, slot }
      })
    },
  }
}
