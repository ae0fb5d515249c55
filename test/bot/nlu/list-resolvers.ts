// A small stand-in for bot/slot-types: every type is a list of phrases, matched by whole words without regard to case.

import type { BotLocale } from "#bot/definition.ts"
import type { Mention, SlotResolver, SlotResolvers } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"

const WORDS: Readonly<Record<string, readonly string[]>> = {
  "AMAZON.City":
    "Paris|Rome|Berlin|Tokyo|Lisbon|Seattle|Lyon|Madrid|Oslo|Vienna|Boston|Dubai|Prague|Chicago|New York|San Francisco|Buenos Aires|Cape Town|Los Angeles|Mexico City|Hong Kong|Reykjavik|Porto|Milan|Kyoto".split(
      "|",
    ),
  "AMAZON.Date": [
    ..."today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday".split(" "),
    ..."next monday|next week|this sunday|march 3rd|the 5th|july 4|june 15|12/24|2026-05-20|the 21st of june|november twenty-fifth".split(
      "|",
    ),
  ],
  "AMAZON.Number": "one two three four five six seven ten twelve 1 2 3 4 5 6 7 8 9 10 12 25 100 forty".split(" "),
  "AMAZON.Time": "3pm|10:00 am|noon|six thirty|22:15|9 am|midnight|7:45 pm|5pm".split("|"),
}
const WORD = /[\p{L}\p{N}]/u

/** Resolvers over the locale's own lists, and short lists for four built-in types. */
export function listResolvers(locale: BotLocale): SlotResolvers {
  return {
    forSlot(intentName, slotName) {
      const slot = locale.intents
        .find((intent) => intent.name === intentName)
        ?.slots.find((candidate) => candidate.name === slotName)
      if (slot === undefined) throw new Error(`no slot ${intentName}.${slotName}`)
      const type = locale.slotTypes.find((candidate) => candidate.name === slot.slotTypeName)
      const isOpen = type?.resolutionStrategy === "OriginalValue"
      const phrases = new Map<string, string>()
      for (const { value, synonyms } of type?.values ?? []) {
        for (const phrase of [value, ...synonyms]) phrases.set(phrase.toLowerCase(), value)
      }
      for (const phrase of WORDS[slot.slotTypeName] ?? []) phrases.set(phrase.toLowerCase(), phrase)
      return listResolver(phrases, isOpen)
    },
  }
}

function listResolver(phrases: ReadonlyMap<string, string>, isOpen: boolean): SlotResolver {
  const resolveSpan = (text: string): FilledSlot | undefined => {
    const value = phrases.get(text.toLowerCase())
    if (value !== undefined) return { value: { originalValue: text, interpretedValue: value, resolvedValues: [value] } }
    return isOpen ? { value: { originalValue: text, interpretedValue: text, resolvedValues: [] } } : undefined
  }
  const findMentions = (text: string): readonly Mention[] => {
    const lower = text.toLowerCase()
    const found: Mention[] = []
    for (const phrase of [...phrases.keys()].sort((a, b) => b.length - a.length)) {
      for (let start = lower.indexOf(phrase); start >= 0; start = lower.indexOf(phrase, start + 1)) {
        const end = start + phrase.length
        const isWhole = !WORD.test(lower[start - 1] ?? "") && !WORD.test(lower[end] ?? "")
        const slot = resolveSpan(text.slice(start, end))
        if (!isWhole || slot === undefined || found.some((other) => other.start < end && other.end > start)) continue
        found.push({ start, end, slot })
      }
    }
    return found.sort((a, b) => a.start - b.start)
  }
  return {
    resolveSpan,
    findMentions,
    resolveAnswer: (text) => findMentions(text)[0]?.slot ?? resolveSpan(text.trim()),
  }
}
