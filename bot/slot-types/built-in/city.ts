// AMAZON.City: city names as typed; the usual spelling is among the resolved values.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-city.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { CITIES, CITY_ALIASES, WORDLIKE_CITIES } from "../data/cities.ts"
import { COUNTRIES } from "../data/countries.ts"
import { MONTHS, WEEKDAYS } from "../data/date-words.ts"
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

function isPlaceName(tokens: readonly Token[], at: number, { isEveryday }: AnswerWording): boolean {
  const word = wordAt(tokens, at)
  if (tokens[at]?.kind !== "word" || !isCapitalized(tokens, at)) return false
  return word.length > 2 && !isEveryday(word) && !MONTHS.has(word) && !WEEKDAYS.has(word)
}

/** What is known to be a country or a state is no city, unless a city has its name too. */
const OTHER_PLACES: ReadonlySet<string> = new Set(
  [...COUNTRIES, ...STATES].map(({ name }) => foldWord(name.replaceAll(" ", ""))),
)

/** A city no list knows, by its looks: capitalized words after "in", "to", "from". */
function readUnlisted(tokens: readonly Token[], at: number, wording: AnswerWording) {
  if (!wording.placeCues.has(tokens[at - 1]?.text ?? "")) return undefined
  const hasParticle = wording.placeParticles.has(wordAt(tokens, at)) && isCapitalized(tokens, at)
  const first = hasParticle ? at + 1 : at
  if (!isPlaceName(tokens, first, wording)) return undefined
  let end = first + 1
  for (let words = 1; words < MAX_WORDS; words++) {
    const next = wording.placeParticles.has(wordAt(tokens, end)) ? end + 1 : end
    if (!isPlaceName(tokens, next, wording)) break
    end = next + 1
  }
  const words = tokens.slice(at, end)
  if (OTHER_PLACES.has(words.map((token) => token.word).join(""))) return undefined
  const name = words.map((token) => token.text).join(" ")
  return { end, interpreted: name, resolved: [name] }
}

/** Makes the resolver of AMAZON.City. */
export function createCityResolver(wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const readListed = createGazetteerReader({
    names: namesWithAliases(),
    wordlike: WORDLIKE_CITIES,
    cues: wording.placeCues,
    wording,
    gives: "typed form",
    forgivesSpelling: true,
  })
  const read: ValueReader = (tokens, at, context) => {
    const listed = readListed(tokens, at, context)
    const isSure = listed !== undefined && !("isImpossible" in listed) && !listed.isWeak
    return isSure ? listed : (readUnlisted(tokens, at, wording) ?? listed)
  }
  return createOpenResolver(read, {
    maxWords: 5,
    allowsDigits: false,
    wording,
    takesWholeNames: wording !== ENGLISH_WORDING,
  })
}
