// Language understanding small enough to read: exact sample utterances, listed values, and cue words. The real one is
// bot/nlu and bot/slot-types; tests of the dialog need to know exactly what was understood.

import type { BotLocale, Intent, Slot } from "#bot/definition.ts"
import type {
  IntentScore,
  LanguageModel,
  Mention,
  ResolutionContext,
  SlotMention,
  SlotResolver,
  SlotResolvers,
  UnderstandingContext,
} from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"

const BUILT_IN: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "AMAZON.Number": [
    ["one", "1"],
    ["two", "2"],
    ["three", "3"],
    ["four", "4"],
    ...Array.from({ length: 100 }, (_, i) => [String(i), String(i)] as const),
  ],
  "AMAZON.Date": [
    ["today", "2026-03-02"],
    ["friday", "2026-03-06"],
    ["saturday", "2026-03-07"],
    ["the 12th", "2026-03-12"],
    ["the 13th", "2026-03-13"],
  ],
  "AMAZON.Time": [
    ["10 am", "10:00"],
    ["3 pm", "15:00"],
    ["ten", "10:00|22:00"],
  ],
  "AMAZON.City": [
    ["paris", "paris"],
    ["rome", "rome"],
    ["oslo", "oslo"],
  ],
}

function scalar(said: string, values: readonly string[], interpreted?: string): FilledSlot {
  return {
    value: {
      originalValue: said,
      ...(interpreted === undefined ? {} : { interpretedValue: interpreted }),
      resolvedValues: values,
    },
  }
}

/** Phrases of a type with what they resolve to. */
function phrasesOf(locale: BotLocale, typeName: string): readonly (readonly [string, string])[] {
  const custom = locale.slotTypes.find(({ name }) => name === typeName)
  if (custom === undefined) return BUILT_IN[typeName] ?? []
  return custom.values.flatMap(({ value, synonyms }) =>
    [value, ...synonyms].map((phrase) => [phrase.toLowerCase(), value] as const),
  )
}

function toSlot(locale: BotLocale, slot: Slot, said: string, value: string): FilledSlot {
  const readings = value.split("|")
  const isOpen = locale.slotTypes.find(({ name }) => name === slot.slotTypeName)?.resolutionStrategy === "OriginalValue"
  const one = scalar(said, readings, readings.length > 1 ? undefined : isOpen ? said : value)
  return slot.allowsMultipleValues ? { shape: "List", ...one, values: [one] } : one
}

function findPhrases(locale: BotLocale, slot: Slot, text: string, hints: readonly string[]): Mention[] {
  const lower = text.toLowerCase()
  const phrases = [...phrasesOf(locale, slot.slotTypeName), ...hints.map((hint) => [hint.toLowerCase(), hint] as const)]
  const found: Mention[] = []
  for (const [phrase, value] of phrases.toSorted(([one], [other]) => other.length - one.length)) {
    const start = lower.search(new RegExp(`\\b${phrase}\\b`))
    if (start < 0 || found.some((mention) => start < mention.end && mention.start < start + phrase.length)) continue
    const said = text.slice(start, start + phrase.length)
    found.push({ start, end: start + phrase.length, slot: toSlot(locale, slot, said, value) })
  }
  return found.toSorted((one, other) => one.start - other.start)
}

function resolverOf(locale: BotLocale, slot: Slot): SlotResolver {
  const custom = locale.slotTypes.find(({ name }) => name === slot.slotTypeName)
  const isOpen = custom?.resolutionStrategy === "OriginalValue"
  const find = (text: string, context: ResolutionContext) => findPhrases(locale, slot, text, context.hints ?? [])
  const composite = (text: string): FilledSlot | undefined => {
    const parts = (slot.subSlots?.specifications ?? []).map(({ name, slotTypeId }) => {
      const part: Slot = { ...slot, slotTypeName: slotTypeId, allowsMultipleValues: false }
      return [name, findPhrases(locale, part, text, [])[0]?.slot ?? null] as const
    })
    if (parts.every(([, value]) => value === null)) return undefined
    return {
      shape: "Composite",
      value: { originalValue: text, resolvedValues: [] },
      subSlots: Object.fromEntries(parts),
    }
  }
  return {
    resolveAnswer(text, context) {
      if (slot.subSlots !== undefined) return composite(text)
      const found = find(text, context).map((mention) => mention.slot)
      if (slot.allowsMultipleValues && found.length > 1) {
        const items = found.flatMap(({ values }) => values ?? [])
        return { shape: "List", value: scalar(text, [], text).value, values: items } as FilledSlot
      }
      return found[0] ?? (isOpen && text.trim() !== "" ? scalar(text, [], text) : undefined)
    },
    resolveSpan(text, context) {
      const [only] = find(text, context)
      if (only?.start === 0 && only.end === text.length) return only.slot
      return isOpen ? scalar(text, [], text) : undefined
    },
    findMentions: find,
  }
}

/** Words beside a value that tell which of several slots of one type is meant. */
export type Cues = Readonly<Record<string, string>>

function cueOf(text: string, mention: Mention, cues: Cues): string | undefined {
  const after = text.slice(mention.end).trim().toLowerCase()
  const before = text.slice(0, mention.start).trim().toLowerCase()
  return Object.entries(cues).find(([, cue]) => after.startsWith(cue) || before.endsWith(cue))?.[0]
}

function findSlots(locale: BotLocale, intent: Intent, text: string, context: UnderstandingContext, cues: Cues) {
  const found: SlotMention[] = []
  const expected = context.expecting?.slotName
  const slots = intent.slots.filter(({ slotTypeName }) => phrasesOf(locale, slotTypeName).length > 0)
  for (const typeName of new Set(slots.map(({ slotTypeName }) => slotTypeName))) {
    const candidates = slots.filter(({ slotTypeName }) => slotTypeName === typeName)
    const [sample] = candidates
    if (sample === undefined) continue
    for (const mention of findPhrases(locale, sample, text, [])) {
      const cued = candidates.find(({ name }) => name === cueOf(text, mention, cues))
      const isFree = (name: string) => !found.some(({ slotName }) => slotName === name)
      const free = candidates.find(({ name, allowsMultipleValues }) => allowsMultipleValues || isFree(name))
      const owner = cued ?? candidates.find(({ name }) => name === expected) ?? free
      const isNegated = /\bnot\s+$/i.test(text.slice(0, mention.start))
      if (owner !== undefined) found.push({ ...mention, slotName: owner.name, isNegated })
    }
  }
  return found.toSorted((one, other) => one.start - other.start)
}

/** What the fakes are told beyond the bot. */
export type FakeKnowledge = {
  /** Scores for texts that are no sample utterance. */
  readonly scores?: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly cues?: Cues
}

function matchesSample(text: string, sample: string): boolean {
  const pattern = sample
    .toLowerCase()
    .split(/\{[^}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".+")
  return new RegExp(`^${pattern}$`).test(text.toLowerCase().trim())
}

export function fakeModel(locale: BotLocale, knowledge: FakeKnowledge = {}): LanguageModel {
  return {
    rankIntents(text, context) {
      const scores: IntentScore[] = locale.intents
        .filter(({ name, parentSignature }) => {
          return parentSignature !== "AMAZON.FallbackIntent" && (context.eligibleIntents?.has(name) ?? true)
        })
        .map(({ name, sampleUtterances }) => {
          const isExact = sampleUtterances.some((sample) => matchesSample(text, sample))
          return { intentName: name, confidence: isExact ? 1 : (knowledge.scores?.[text]?.[name] ?? 0.1) }
        })
      return scores.toSorted((one, other) => other.confidence - one.confidence)
    },
    findSlots(text, intentName, context) {
      const definition = locale.intents.find(({ name }) => name === intentName)
      return definition === undefined ? [] : findSlots(locale, definition, text, context, knowledge.cues ?? {})
    },
  }
}

export function fakeResolvers(locale: BotLocale): SlotResolvers {
  return {
    forSlot(intentName, slotName) {
      const definition = locale.intents.find(({ name }) => name === intentName)
      const slot = definition?.slots.find(({ name }) => name === slotName)
      if (slot === undefined) throw new Error(`no slot ${intentName}.${slotName}`)
      return resolverOf(locale, slot)
    },
  }
}
