// Examples of what people say for a slot type, to fill placeholders with in training. Resolving is bot/slot-types.

import type { BotLocale, SlotType } from "#bot/definition.ts"
import { languageOf } from "#bot/languages/languages.ts"
import type { FilledSlot } from "#bot/session.ts"

const BUILT_IN: Readonly<Record<string, string>> = {
  alphanumeric: "AB123|K7P|XQ20Z|BR459T|12A|QZ7788|HX4|LM90",
  city: "Paris|Rome|New York|Berlin|Tokyo|San Francisco|Lisbon|Seattle|Buenos Aires|Lyon|Madrid|Cape Town|Chicago|Oslo|Mexico City|Vienna|Boston|Dubai|Los Angeles|Prague",
  confirmation: "yes|no|sure|nope|maybe|i don't know",
  country: "France|Italy|United States|Japan|Portugal|South Africa|Brazil|Germany|New Zealand|India",
  currency: "50 dollars|$200|100 euros|twenty dollars|€75|1000 usd|15 pounds|five hundred dollars",
  date: "tomorrow|friday|today|next monday|march 3rd|the 5th|july 4|saturday|2026-05-20|12/24|next week|the 21st of june|this sunday|june 15|november twenty-fifth|tonight",
  duration: "two hours|3 days|ten minutes|a week|one month|forty five minutes|two weeks|half an hour",
  emailaddress: "jane@example.com|john.doe@mail.org|info@acme.net|sam_lee@example.co.uk",
  firstname: "John|Maria|Wei|Fatima|Anna|David|Sofia|James|Priya|Lucas",
  lastname: "Smith|Garcia|Chen|Khan|Johnson|Rossi|Müller|Brown|Patel|Silva",
  number: "2|three|five|10|one|four|25|seven|two|12|100|forty",
  percentage: "50%|ten percent|25 percent|5%|twenty five percent",
  phonenumber: "555-1212|+1 509 555 1212|0351154444|(03) 5115 4444|206-555-0100",
  state: "California|Texas|New York|Ohio|North Carolina|Florida|Washington|Bavaria",
  streetname: "Main Street|Oak Avenue|5th Avenue|Elm Road|Sunset Boulevard|Church Lane",
  time: "3pm|10:00 am|noon|six thirty|22:15|eight in the evening|9 am|midnight|half past nine|7:45 pm",
  ukpostalcode: "SW1A 1AA|M1 1AE|EC1A 1BB|B33 8TH",
}

const VALUES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(BUILT_IN).map(([name, values]) => [name, values.split("|")]),
)

/** Words that mean nothing, to stand in for values no list has. */
const UNKNOWN_VALUES = [
  "the quin marrow",
  "brellin",
  "oskel dray",
  "the vell of amere",
  "zandri of korv",
  "tavo",
  "a dun harrow",
  "miprelo",
]

/** Types whose lists can never be complete: an unlisted value must be found by the words around it. */
const OPEN_BUILT_INS = new Set(["city", "firstname", "lastname", "streetname", "state"])

/** The name of a built-in type as our tables know it: `AMAZON.US_CITY` is "city", as Lex V1 and Alexa name it. */
export function builtInName(slotTypeName: string): string | undefined {
  if (!slotTypeName.startsWith("AMAZON.")) return undefined
  return slotTypeName.slice(7).replace(/^US_/i, "").replace(/_/g, "").toLowerCase()
}

/** Whether values outside the type's list are to be expected. */
export function isOpenType(locale: BotLocale, slotTypeName: string): boolean {
  const builtIn = builtInName(slotTypeName)
  if (builtIn !== undefined) return OPEN_BUILT_INS.has(builtIn)
  const type = locale.slotTypes.find((candidate) => candidate.name === slotTypeName)
  return type !== undefined && type.resolutionStrategy === "OriginalValue" && type.regexPattern === undefined
}

/** Whether a built-in type takes nearly any word when it is asked for: names, and codes. */
export function mayBeAnyWord(slotTypeName: string): boolean {
  const builtIn = builtInName(slotTypeName)
  return builtIn === "alphanumeric" || (builtIn !== undefined && OPEN_BUILT_INS.has(builtIn))
}

/** Whether a value is in its type's list, or was resolved by its type's rules. */
export function isListed(filled: FilledSlot): boolean {
  if (filled.value !== undefined && filled.value.resolvedValues.length > 0) return true
  return filled.values?.some(isListed) ?? false
}

/** Whether the type takes whole utterances as they are, so that it is never looked for inside one. */
export function isFreeForm(slotTypeName: string): boolean {
  return builtInName(slotTypeName) === "freeforminput"
}

/** Values to fill a placeholder of the type with; `unknown` are such as the type doesn't list. Never both empty. */
export function sampleValues(
  locale: BotLocale,
  slotTypeName: string,
): { readonly listed: readonly string[]; readonly unknown: readonly string[] } {
  const unknown = isOpenType(locale, slotTypeName) ? UNKNOWN_VALUES : []
  const builtIn = builtInName(slotTypeName)
  if (builtIn !== undefined) return orUnknown(examplesOf(locale, builtIn), unknown)
  const type = locale.slotTypes.find((candidate) => candidate.name === slotTypeName)
  return orUnknown(type === undefined ? [] : valuesOf(locale, type), unknown)
}

/** What people say for a built-in type in the locale's language. */
function examplesOf({ localeId }: BotLocale, builtIn: string): readonly string[] {
  return languageOf(localeId)?.examples[builtIn]?.split("|") ?? VALUES.get(builtIn) ?? []
}

function orUnknown(listed: readonly string[], unknown: readonly string[]) {
  return { listed, unknown: listed.length + unknown.length === 0 ? UNKNOWN_VALUES : unknown }
}

function valuesOf(locale: BotLocale, type: SlotType): readonly string[] {
  const own = type.values.flatMap((value) => [value.value, ...value.synonyms])
  if (own.length > 0) return own
  if (type.subSlots !== undefined) return composites(locale, type.subSlots)
  const parent = type.parentSignature === undefined ? undefined : builtInName(type.parentSignature)
  return parent === undefined ? [] : examplesOf(locale, parent)
}

function composites(locale: BotLocale, subSlots: NonNullable<SlotType["subSlots"]>): readonly string[] {
  const parts = subSlots.map((subSlot) => {
    const byId = locale.slotTypes.find(
      (type) => type.identifier === subSlot.slotTypeId || type.name === subSlot.slotTypeId,
    )
    const listed =
      byId === undefined ? sampleValues(locale, subSlot.slotTypeId).listed : byId.values.map((value) => value.value)
    return listed
  })
  return Array.from({ length: 6 }, (_, i) =>
    parts.flatMap((listed) => (listed.length > 0 ? [listed[i % listed.length]] : [])).join(" "),
  ).filter((value) => value !== "")
}
