// Which resolver serves which built-in slot type. To add a type: its name in built-in-names.ts, a file here, a line below.

import type { SlotResolver } from "#bot/language-model.ts"
import type { BuiltInType } from "../built-in-names.ts"
import type { DateScope } from "../read/date-part.ts"
import { refineDateRanges } from "../read/date-range.ts"
import { createReaderResolver } from "../reader-resolver.ts"
import { createAlphaNumericReader } from "./alpha-numeric.ts"
import { createCityResolver } from "./city.ts"
import { readConfirmation } from "./confirmation.ts"
import { createCountryResolver } from "./country.ts"
import { createCurrencyReader } from "./currency.ts"
import { createDateReader } from "./date.ts"
import { readDuration } from "./duration.ts"
import { readEmailAddress } from "./email-address.ts"
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
  readonly nextWeek: DateScope["nextWeek"]
}

/** Only Americans (and Filipinos) put the month first. */
function orderOf(localeId: string): DateScope["order"] {
  return localeId === "en_US" || localeId === "es_US" || localeId === "tl_PH" ? "month-first" : "day-first"
}

const CREATORS: Readonly<Record<BuiltInType, (settings: BuiltInSettings) => SlotResolver>> = {
  "AMAZON.AlphaNumeric": () => createReaderResolver(createAlphaNumericReader()),
  "AMAZON.City": () => createCityResolver(),
  "AMAZON.Confirmation": () => createReaderResolver(readConfirmation),
  "AMAZON.Country": () => createCountryResolver(),
  "AMAZON.Currency": ({ localeId }) => createReaderResolver(createCurrencyReader(localeId)),
  "AMAZON.Date": ({ localeId, nextWeek }) =>
    createReaderResolver(
      createDateReader({
        nextWeek,
        order: orderOf(localeId),
        holidays: localeId === "en_US" ? "us" : "uk",
      }),
      refineDateRanges,
    ),
  "AMAZON.Duration": () => createReaderResolver(readDuration),
  "AMAZON.EmailAddress": () => createReaderResolver(readEmailAddress),
  "AMAZON.FirstName": () => createFirstNameResolver(),
  "AMAZON.FreeFormInput": () => freeFormResolver,
  "AMAZON.LastName": () => createLastNameResolver(),
  "AMAZON.Number": ({ localeId }) => createReaderResolver(readNumberValue, createNumberRefiner(orderOf(localeId))),
  "AMAZON.Percentage": () => createReaderResolver(readPercentage),
  "AMAZON.PhoneNumber": () => createReaderResolver(readPhoneNumber),
  "AMAZON.State": () => createStateResolver(),
  "AMAZON.StreetName": () => createStreetNameResolver(),
  "AMAZON.Time": () => createReaderResolver(readTime),
  "AMAZON.UKPostalCode": () => createReaderResolver(readUkPostalCode),
}

/** Makes the resolver of a built-in slot type. */
export function createBuiltInResolver(type: BuiltInType, settings: BuiltInSettings): SlotResolver {
  return CREATORS[type](settings)
}
