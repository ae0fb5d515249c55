// How well the values of slots are read in a locale. Reading them is the rest of this folder.

import { languageOf } from "../languages/languages.ts"

/**
 * Tells how well a locale is served: `full` in English; `words` in German, French, Spanish, Italian and Portuguese, where
 * dates, times, numbers, lengths of time, money and yes and no are read in the language's own words; `basic` elsewhere.
 * Basic means that lists of values, patterns, figures, codes, addresses and ISO dates work, and English words for dates and
 * numbers are understood besides.
 */
export function supportsLocale(localeId: string): "full" | "words" | "basic" {
  if (localeId.toLowerCase().startsWith("en")) return "full"
  return languageOf(localeId) === undefined ? "basic" : "words"
}
