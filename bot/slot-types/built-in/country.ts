// AMAZON.Country: names, codes and spellings of countries become the usual name.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-country.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { COUNTRIES, COUNTRY_ALIASES, DEMONYMS } from "../data/countries.ts"
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

function forms(): readonly (readonly string[])[] {
  const byName = new Map(COUNTRIES.map(({ name }): [string, string[]] => [name, [name]]))
  for (const [alias, name] of Object.entries(COUNTRY_ALIASES)) byName.get(name)?.push(alias)
  return [...byName.values()]
}

function codes(): ReadonlyMap<string, string> {
  return new Map(
    COUNTRIES.flatMap(({ name, alpha2, alpha3 }): [string, string][] => [
      [alpha2, name],
      [alpha3, name],
    ]),
  )
}

const DEMONYM_COUNTRIES = new Map(
  Object.entries(DEMONYMS).map(([word, name]): [string, string] => [word.toLowerCase(), name]),
)

/** Makes the resolver of AMAZON.Country. */
export function createCountryResolver(wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const readName = createGazetteerReader({
    names: forms(),
    codes: codes(),
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
