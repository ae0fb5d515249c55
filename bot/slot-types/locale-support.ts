// How well the values of slots are read in a locale. Reading them is the rest of this folder.

/**
 * Tells how well a locale is served: `full` in English, `basic` elsewhere. Basic means that lists of values, patterns,
 * figures, codes, addresses and ISO dates work, and English words for dates and numbers are understood besides.
 */
export function supportsLocale(localeId: string): "full" | "basic" {
  return localeId.toLowerCase().startsWith("en") ? "full" : "basic"
}
