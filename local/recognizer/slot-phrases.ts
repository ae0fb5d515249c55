// What is said for each slot type of a locale: its values and synonyms, its pattern, its parts, or its built-in type's
// phrases. Which slots are looked for is listening-grammar.ts.

import type { BotLocale, SlotType } from "#bot/definition.ts"
import { type BuiltInType, findBuiltInType } from "#bot/slot-types/built-in-names.ts"
import { FIRST_NAMES, LAST_NAMES } from "#bot/slot-types/data/names.ts"
import type { Phrase } from "./spoken-grammar.ts"
import { patternPhrase } from "./spoken-pattern.ts"
import { toSpokenWords } from "./spoken-text.ts"
import { builtInPhrase, personNamePhrase } from "./spoken-types.ts"

const SPELLED: BuiltInType = "AMAZON.AlphaNumeric"
/** A type most of whose example words are names of people is a type of names, whatever it is called. */
const NAME_SHARE = 0.5
const NAMES: ReadonlySet<string> = new Set([...FIRST_NAMES, ...LAST_NAMES].map((name) => name.toLowerCase()))

/** What is said for a type, by its name or identifier; `undefined` where that can't be foreseen. */
export function slotTypePhrase(locale: BotLocale, typeName: string, depth = 0): Phrase | undefined {
  const builtIn = findBuiltInType(typeName)
  if (builtIn !== undefined) return builtInPhrase(builtIn)
  const type = locale.slotTypes.find(({ name, identifier }) => name === typeName || identifier === typeName)
  return type === undefined || depth > 2 ? undefined : customPhrase(locale, type, depth)
}

function customPhrase(locale: BotLocale, type: SlotType, depth: number): Phrase | undefined {
  if (type.regexPattern !== undefined) return patternPhrase(type.regexPattern) ?? builtInPhrase(SPELLED)
  if (type.subSlots !== undefined) {
    const parts = type.subSlots.flatMap(({ slotTypeId }) => slotTypePhrase(locale, slotTypeId, depth + 1) ?? [])
    return parts.length === 0 ? undefined : { type: "repeated", part: { type: "choice", parts } }
  }
  const values = type.values.map(({ value }) => value)
  const synonyms = type.values.flatMap((value) => value.synonyms)
  const own = [...values, ...synonyms]
  const parent = type.parentSignature === undefined ? undefined : findBuiltInType(type.parentSignature)
  const inherited = parent === undefined ? undefined : builtInPhrase(parent)
  const parts: Phrase[] = [
    ...listsOf(values, synonyms),
    ...(inherited === undefined ? [] : [inherited]),
    ...(isOfNames(own) ? [personNamePhrase()] : []),
  ]
  return parts.length === 0 ? undefined : { type: "choice", parts }
}

/** Values are said more often than what else stands for them. */
function listsOf(values: readonly string[], synonyms: readonly string[]): readonly Phrase[] {
  if (values.length === 0) return []
  const list: Phrase = { type: "list", values }
  return synonyms.length === 0 ? [list] : [list, list, { type: "list", values: synonyms }]
}

function isOfNames(values: readonly string[]): boolean {
  const words = values.flatMap((value) => toSpokenWords(value).map(({ text }) => text.toLowerCase()))
  return words.length > 0 && words.filter((word) => NAMES.has(word)).length / words.length >= NAME_SHARE
}
