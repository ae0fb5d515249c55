// The languages besides English whose words are understood. To add one: a file like the others here, and a line below.

import { FRENCH } from "./french.ts"
import { GERMAN } from "./german.ts"
import { ITALIAN } from "./italian.ts"
import type { Language } from "./language.ts"
import { PORTUGUESE } from "./portuguese.ts"
import { SPANISH } from "./spanish.ts"

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ["de", GERMAN],
  ["es", SPANISH],
  ["fr", FRENCH],
  ["it", ITALIAN],
  ["pt", PORTUGUESE],
])

/** The language of a locale (`es_US`); `undefined` for English, and where we have no words. */
export function languageOf(localeId: string): Language | undefined {
  return LANGUAGES.get((localeId.split("_")[0] ?? "").toLowerCase())
}
