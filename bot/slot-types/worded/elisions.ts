// Words that end in an apostrophe and run into the next one ("l'hôtel", "all'aeroporto"): parted before anything is read,
// so that a value is found behind them. The space stands where the apostrophe stood: places in the text stay the same.

import type { SlotType } from "#bot/definition.ts"
import type { SlotResolver } from "#bot/language-model.ts"
import type { Language } from "#bot/languages/language.ts"
import type { FilledSlot } from "#bot/session.ts"

/** Parts elided words from the ones behind them; the text keeps its length. */
export type ElisionSplitter = (text: string) => string

/** Makes the splitter of a language; `undefined` when it has no elisions. */
export function createElisionSplitter({ elisions }: Language): ElisionSplitter | undefined {
  if (elisions === undefined) return undefined
  const pattern = new RegExp(`(?<!\\p{L})(${elisions})['’ʼ](?=\\p{L})`, "giu")
  return (text) => text.replace(pattern, "$1 ")
}

/** The words of a language with its elisions parted, as they will be read. */
export function splitWords<Words>(words: Words, split: ElisionSplitter): Words {
  if (typeof words === "string") return split(words) as Words
  if (Array.isArray(words)) return words.map((each) => splitWords(each, split)) as Words
  if (typeof words !== "object" || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([name, each]) => [name, splitWords(each, split)])) as Words
}

/** A type whose values are found however their elisions are written. */
export function withSplitValues(type: SlotType, split: ElisionSplitter): SlotType {
  const values = type.values.map((each) => {
    const parted = [each.value, ...each.synonyms].map(split).filter((text) => text !== each.value)
    return { ...each, synonyms: [...new Set([...each.synonyms, ...parted])] }
  })
  return { ...type, values }
}

/** A resolver that reads parted words, and gives values as they were typed. */
export function readSplit(inner: SlotResolver, split: ElisionSplitter): SlotResolver {
  const asTyped = (text: string, parted: string, slot: FilledSlot | undefined) =>
    slot === undefined || parted === text ? slot : restore(text, parted, slot)
  return {
    resolveAnswer(text, context) {
      const parted = split(text)
      return asTyped(text, parted, inner.resolveAnswer(parted, context))
    },
    resolveSpan(text, context) {
      const parted = split(text)
      return asTyped(text, parted, inner.resolveSpan(parted, context))
    },
    findMentions(text, context) {
      const parted = split(text)
      const mentions = inner.findMentions(parted, context)
      return parted === text ? mentions : mentions.map((each) => ({ ...each, slot: restore(text, parted, each.slot) }))
    },
  }
}

/** A slot with the words of the text wherever it quotes the parted one. */
function restore(text: string, parted: string, slot: FilledSlot): FilledSlot {
  const typed = (words: string): string => {
    const at = parted.indexOf(words)
    return at < 0 ? words : text.slice(at, at + words.length)
  }
  const { value, values, subSlots } = slot
  return {
    ...slot,
    ...(value === undefined
      ? {}
      : {
          value: {
            ...value,
            originalValue: typed(value.originalValue),
            ...(value.interpretedValue === undefined ? {} : { interpretedValue: typed(value.interpretedValue) }),
          },
        }),
    ...(values === undefined ? {} : { values: values.map((each) => restore(text, parted, each)) }),
    ...(subSlots === undefined
      ? {}
      : {
          subSlots: Object.fromEntries(
            Object.entries(subSlots).map(([name, each]) => [name, each && restore(text, parted, each)]),
          ),
        }),
  }
}
