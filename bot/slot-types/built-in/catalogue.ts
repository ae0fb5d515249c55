// Which resolver serves which built-in slot type. To add a type: its name in built-in-names.ts, a file here, a line below.

import type { SlotResolver } from "#bot/language-model.ts"
import type { BuiltInType } from "../built-in-names.ts"
import type { DateScope } from "../read/date-part.ts"
import { refineDateRanges } from "../read/date-range.ts"
import { createReaderResolver } from "../reader-resolver.ts"
import type { ValueReader } from "../reading.ts"
import type { SafePattern } from "../safe-pattern.ts"
import { createWordedNumberRefiner } from "../worded/amounts.ts"
import { refineWordedDates } from "../worded/date.ts"
import { createWordedReaders, type WordedReaders } from "../worded/readers.ts"
import { createAlphaNumericReader } from "./alpha-numeric.ts"
import { createCityResolver } from "./city.ts"
import { createConfirmationReader } from "./confirmation.ts"
import { createCountryResolver } from "./country.ts"
import { createCurrencyReader } from "./currency.ts"
import { createDateReader, type DateConventions } from "./date.ts"
import { readDuration } from "./duration.ts"
import { createEmailAddressReader } from "./email-address.ts"
import { createFirstNameResolver } from "./first-name.ts"
import { freeFormResolver } from "./free-form-input.ts"
import { createLastNameResolver } from "./last-name.ts"
import { createNumberRefiner, readNumberValue } from "./number.ts"
import { readPercentage } from "./percentage.ts"
import { readPhoneNumber } from "./phone-number.ts"
import { createStateResolver } from "./state.ts"
import { createStreetNameResolver } from "./street-name.ts"
import { readTime } from "./time.ts"
import { readUkPostalCode } from "./uk-postal-code.ts"

/** What a locale and the options settle for all built-in types. */
export type BuiltInSettings = {
  readonly localeId: string
  readonly dates: DateConventions
  /** The readers of the locale's language; absent for English and for languages without words. */
  readonly worded: WordedReaders | undefined
}

/** By the short dates of Unicode CLDR: Americans put the month first in English, not in Spanish; Filipinos do. */
function orderOf(localeId: string): DateScope["order"] {
  return localeId === "en_US" || localeId === "tl_PH" ? "month-first" : "day-first"
}

/** Settles what all built-in types of a locale share. */
export function createSettings(localeId: string, nextWeek: DateScope["nextWeek"]): BuiltInSettings {
  const dates: DateConventions = { nextWeek, order: orderOf(localeId), holidays: localeId === "en_US" ? "us" : "uk" }
  return { localeId, dates, worded: createWordedReaders(localeId, dates) }
}

const CREATORS: Readonly<Record<BuiltInType, (settings: BuiltInSettings) => SlotResolver>> = {
  "AMAZON.AlphaNumeric": ({ worded }) =>
    createReaderResolver(createCodeReader(undefined, worded), undefined, worded?.wording),
  "AMAZON.City": ({ worded }) => createCityResolver(worded?.wording),
  "AMAZON.Confirmation": ({ worded }) =>
    createReaderResolver(worded?.confirmation ?? createConfirmationReader(), undefined, worded?.wording),
  "AMAZON.Country": ({ localeId, worded }) =>
    createCountryResolver(localeId.split("_")[0], worded?.wording, worded?.split),
  "AMAZON.Currency": ({ localeId, worded }) =>
    createReaderResolver(worded?.currency ?? createCurrencyReader(localeId), undefined, worded?.wording),
  "AMAZON.Date": ({ dates, worded }) =>
    worded === undefined
      ? createReaderResolver(createDateReader(dates), refineDateRanges)
      : createReaderResolver(worded.date, refineWordedDates, worded.wording),
  "AMAZON.Duration": ({ worded }) => createReaderResolver(worded?.duration ?? readDuration, undefined, worded?.wording),
  "AMAZON.EmailAddress": ({ worded }) => createReaderResolver(createEmailAddressReader(worded?.addresses)),
  "AMAZON.FirstName": ({ worded }) => createFirstNameResolver(worded?.wording),
  "AMAZON.FreeFormInput": () => freeFormResolver,
  "AMAZON.LastName": ({ worded }) => createLastNameResolver(worded?.wording),
  "AMAZON.Number": ({ dates, worded }) =>
    worded === undefined
      ? createReaderResolver(readNumberValue, createNumberRefiner(dates.order))
      : createReaderResolver(worded.number, createWordedNumberRefiner([worded.date, worded.time]), worded.wording),
  "AMAZON.Percentage": ({ worded }) =>
    createReaderResolver(worded?.percentage ?? readPercentage, undefined, worded?.wording),
  "AMAZON.PhoneNumber": () => createReaderResolver(readPhoneNumber),
  "AMAZON.State": ({ worded }) => createStateResolver(worded?.wording),
  "AMAZON.StreetName": ({ worded }) => createStreetNameResolver(worded?.street, worded?.wording),
  "AMAZON.Time": ({ worded }) => createReaderResolver(worded?.time ?? readTime, undefined, worded?.wording),
  "AMAZON.UKPostalCode": () => createReaderResolver(readUkPostalCode),
}

/** Makes the reader of codes in a locale, narrowed by a pattern or not. */
export function createCodeReader(pattern: SafePattern | undefined, worded: WordedReaders | undefined): ValueReader {
  const { numbers } = worded ?? {}
  return createAlphaNumericReader(pattern, worded?.wording, numbers && ((tokens, at) => numbers.read(tokens, at)))
}

/** Makes the resolver of a built-in slot type. */
export function createBuiltInResolver(type: BuiltInType, settings: BuiltInSettings): SlotResolver {
  return CREATORS[type](settings)
}
