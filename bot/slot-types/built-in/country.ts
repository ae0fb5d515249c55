// AMAZON.Country: names, codes and spellings of countries become the usual name.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-country.html

import type { SlotResolver } from "#bot/language-model.ts"
import { countryNames } from "#bot/languages/country-names.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { COUNTRIES, COUNTRY_ALIASES, type Country, DEMONYMS } from "../data/countries.ts"
import { createGazetteerReader } from "../gazetteer.ts"
import { createReaderResolver } from "../reader-resolver.ts"
import type { ValueReader } from "../reading.ts"
import { wordAt } from "../tokens.ts"

/** Countries that are first names, dishes or animals as well. */
const WORDLIKE = new Set([
  "turkey",
  "chad",
  "jordan",
  "georgia",
  "guinea",
  "china",
  "greece",
  "niger",
  "mali",
  "cuba",
  "us",
  "america",
])

/** Codes people write in sentences; most others are codes of American states as well. */
const SURE_CODES = new Set(["US", "USA", "UK", "UAE", "GBR", "NZ", "EU"])

/** The names of each country, the usual one first: that of the locale's language where there is one. */
function formsIn(language: string): ReadonlyMap<Country, readonly string[]> {
  const own = countryNames(language)
  const aliases = Map.groupBy(Object.keys(COUNTRY_ALIASES), (alias) => COUNTRY_ALIASES[alias] ?? "")
  return new Map(
    COUNTRIES.map((country) => [
      country,
      [...(own.get(country.alpha2) ?? []), country.name, ...(aliases.get(country.name) ?? [])],
    ]),
  )
}

const DEMONYM_COUNTRIES = new Map(
  Object.entries(DEMONYMS).map(([word, name]): [string, string] => [word.toLowerCase(), name]),
)

/**
 * Makes the resolver of AMAZON.Country.
 *
 * @param language The language of the locale: values are its names of countries, if it has a list of them.
 * @param split Parts elided words, in languages that have such.
 */
export function createCountryResolver(
  language = "en",
  wording: AnswerWording = ENGLISH_WORDING,
  split: (text: string) => string = (text) => text,
): SlotResolver {
  const forms = formsIn(language)
  const codes = new Map(
    [...forms].flatMap(([{ alpha2, alpha3 }, [name = ""]]): [string, string][] => [
      [alpha2, name],
      [alpha3, name],
    ]),
  )
  const readName = createGazetteerReader({
    names: [...forms.values()].map((names) => [...new Set([...names, ...names.map(split)])]),
    codes,
    sureCodes: SURE_CODES,
    wordlike: WORDLIKE,
    cues: wording.placeCues,
    wording,
    gives: "usual form",
    forgivesSpelling: true,
  })
  const read: ValueReader = (tokens, at, context) => {
    const country = readName(tokens, at, context)
    if (country !== undefined) return country
    const name = DEMONYM_COUNTRIES.get(wordAt(tokens, at))
    return name === undefined ? undefined : { end: at + 1, interpreted: name, resolved: [name], isWeak: true }
  }
  return createReaderResolver(read, undefined, wording)
}
