// AMAZON.City: city names as typed; the usual spelling is among the resolved values.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-city.html

import type { SlotResolver } from "#bot/language-model.ts"
import { CITIES, CITY_ALIASES, WORDLIKE_CITIES } from "../data/cities.ts"
import { isCommonWord } from "../data/common-words.ts"
import { COUNTRIES } from "../data/countries.ts"
import { MONTHS, WEEKDAYS } from "../data/date-words.ts"
import { PLACE_CUES } from "../data/place-words.ts"
import { STATES } from "../data/states.ts"
import { createGazetteerReader, createOpenResolver, isCapitalized } from "../gazetteer.ts"
import type { ValueReader } from "../reading.ts"
import { foldWord, type Token, wordAt } from "../tokens.ts"

/** More capitalized words than this are a title, not a city. */
const MAX_WORDS = 3

function namesWithAliases(): readonly (readonly string[])[] {
  const forms = new Map(CITIES.map((city): [string, string[]] => [city, [city]]))
  for (const [alias, city] of Object.entries(CITY_ALIASES)) forms.get(city)?.push(alias)
  return [...forms.values()]
}

function isPlaceName(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  if (tokens[at]?.kind !== "word" || !isCapitalized(tokens, at)) return false
  return word.length > 2 && !isCommonWord(word) && !MONTHS.has(word) && !WEEKDAYS.has(word)
}

/** What is known to be a country or a state is no city, unless a city has its name too. */
const OTHER_PLACES: ReadonlySet<string> = new Set(
  [...COUNTRIES, ...STATES].map(({ name }) => foldWord(name.replaceAll(" ", ""))),
)

/** A city no list knows, by its looks: capitalized words after "in", "to", "from". */
function readUnlisted(tokens: readonly Token[], at: number) {
  if (!PLACE_CUES.has(tokens[at - 1]?.text ?? "") || !isPlaceName(tokens, at)) return undefined
  let end = at + 1
  while (end - at < MAX_WORDS && isPlaceName(tokens, end)) end++
  const words = tokens.slice(at, end)
  if (OTHER_PLACES.has(words.map((token) => token.word).join(""))) return undefined
  const name = words.map((token) => token.text).join(" ")
  return { end, interpreted: name, resolved: [name] }
}

/** Makes the resolver of AMAZON.City. */
export function createCityResolver(): SlotResolver {
  const readListed = createGazetteerReader({
    names: namesWithAliases(),
    wordlike: WORDLIKE_CITIES,
    cues: PLACE_CUES,
    gives: "typed form",
    forgivesSpelling: true,
  })
  const read: ValueReader = (tokens, at, context) => {
    const listed = readListed(tokens, at, context)
    const isSure = listed !== undefined && !("isImpossible" in listed) && !listed.isWeak
    return isSure ? listed : (readUnlisted(tokens, at) ?? listed)
  }
  return createOpenResolver(read, { maxWords: 5, allowsDigits: false })
}
