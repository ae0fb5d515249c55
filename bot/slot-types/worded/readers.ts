// The readers of all built-in slot types whose values are words of a language, for one locale.

import { languageOf } from "#bot/languages/languages.ts"
import { type AnswerWording, createWording } from "../answer-wording.ts"
import { createConfirmationReader } from "../built-in/confirmation.ts"
import type { DateConventions } from "../built-in/date.ts"
import type { AddressWords } from "../built-in/email-address.ts"
import type { ValueReader } from "../reading.ts"
import { createWordedCurrencyReader, createWordedNumberReader, createWordedPercentageReader } from "./amounts.ts"
import { ClockReader } from "./clock.ts"
import { createWordedDateReader } from "./date.ts"
import { createWordedDurationReader, DurationReader } from "./duration.ts"
import { createElisionSplitter, type ElisionSplitter, splitWords } from "./elisions.ts"
import { NumberReader } from "./number.ts"
import { partsOf, wordSet } from "./phrase.ts"
import { createWordedStreetReader } from "./street.ts"
import { createWordedTimeReader } from "./time.ts"

/** What reads the words of one locale. */
export type WordedReaders = {
  readonly wording: AnswerWording
  /** Parts elided words; absent where the language has none. */
  readonly split: ElisionSplitter | undefined
  readonly numbers: NumberReader
  readonly addresses: AddressWords
  readonly confirmation: ValueReader
  readonly currency: ValueReader
  readonly date: ValueReader
  readonly duration: ValueReader
  readonly number: ValueReader
  readonly percentage: ValueReader
  readonly street: ValueReader
  readonly time: ValueReader
}

/**
 * Makes the readers of a locale.
 *
 * @returns `undefined` for English, which has readers of its own, and for languages without words (locale-support.ts).
 */
export function createWordedReaders(localeId: string, conventions: DateConventions): WordedReaders | undefined {
  const known = languageOf(localeId)
  if (known === undefined) return undefined
  const split = createElisionSplitter(known)
  const language = split === undefined ? known : splitWords(known, split)
  const numbers = new NumberReader(language.numbers, localeId.split("_")[1] ?? "")
  const durations = new DurationReader(language.durations, numbers)
  const clock = new ClockReader(language.clock, numbers)
  const wording = createWording(language.answers, language.calendar)
  const { weak, Yes, No, Maybe, "Don't know": unknown } = language.confirmation
  const phrases = { Yes: partsOf(Yes), No: partsOf(No), Maybe: partsOf(Maybe), "Don't know": partsOf(unknown) }
  return {
    split,
    wording,
    numbers,
    addresses: {
      marks: new Map(
        Object.entries(language.marks).flatMap(([mark, list]) => [...wordSet(list)].map((word) => [word, mark])),
      ),
      isLead: (word) => wording.fillers.has(word) || wording.isEveryday(word),
    },
    confirmation: createConfirmationReader(phrases, wordSet(weak)),
    currency: createWordedCurrencyReader(language, numbers, localeId),
    date: createWordedDateReader(language, numbers, conventions),
    duration: createWordedDurationReader(durations),
    number: createWordedNumberReader(language, numbers),
    percentage: createWordedPercentageReader(language, numbers),
    street: createWordedStreetReader(language, wording),
    time: createWordedTimeReader(language, clock, durations),
  }
}
