// The sentences a recognizer listens for: those of the bot's intents, the answers to what is being asked (much likelier),
// and the small words of every conversation. How they become a graph is language-graph.ts.

import type { BotLocale, Intent, Slot } from "#bot/definition.ts"
import { rankedIntents } from "#bot/nlu/built-in-intents.ts"
import type { ListeningContext } from "#local/lex/speech-ports.ts"
import { ANSWER_FRAMES, COMMON_WORDS, REQUEST_ENDINGS, REQUEST_OPENINGS, SMALL_TALK } from "./everyday-speech.ts"
import type { LanguageMaterial, Sentence, Token } from "./language-graph.ts"
import { SOUNDS } from "./phones.ts"
import { slotTypePhrase } from "./slot-phrases.ts"
import { countWords, type Phrase } from "./spoken-grammar.ts"
import { plainWord, toSpokenWords } from "./spoken-text.ts"
import { confirmationPhrase } from "./spoken-types.ts"

/** What is listened for, as plain data: a bot's language and where its conversation is. */
export type Listening = {
  readonly locale: BotLocale
  readonly expecting?: ListeningContext["expecting"]
  /** Phrases that are likely now, by slot name of the intent being asked for. */
  readonly hints: Readonly<Record<string, readonly string[]>>
}

const CONFIRMATION = "confirmation"
/** How much likelier an answer to the question is than any other sentence of the bot. */
const ANSWER_WEIGHT = 120
const OWN_INTENT_WEIGHT = 3
const CONFIRMATION_WEIGHT = 60
const HINT_WEIGHT = 4
/** Kinds of values with more words than this aren't listened for: when a conversation opens, and aside from its intent. */
const MAX_WORDS_OPENING = 3000
const MAX_WORDS_ASIDE = 500

/** Collects what may be said. */
export function collectMaterial(listening: Listening): LanguageMaterial {
  const { locale, expecting } = listening
  const intents = rankedIntents(locale)
  const values = new Map<string, Phrase>([
    [CONFIRMATION, confirmationPhrase()],
    ...intents.flatMap((intent) => intent.slots.flatMap((slot) => valuesOf(listening, intent, slot))),
  ])
  const isConfirming = expecting !== undefined && expecting.slotName === undefined
  const sentences: readonly Sentence[] = [
    ...intents.flatMap((intent) => sentencesOf(listening, intent)),
    { tokens: [{ type: "value", kind: CONFIRMATION }], weight: isConfirming ? CONFIRMATION_WEIGHT : 2 },
    ...SMALL_TALK.map((text) => ({ tokens: toTokens(text), weight: 0.5 })),
    ...REQUEST_OPENINGS.map((text) => ({ tokens: toTokens(text), weight: 0.2, isPart: "beginning" as const })),
    ...REQUEST_ENDINGS.map((text) => ({ tokens: toTokens(text), weight: 0.2, isPart: "end" as const })),
    ...locale.customVocabulary.map(({ phrase, weight }) => ({ tokens: toTokens(phrase), weight: 1 + weight })),
  ]
  return { sentences, values, commonWords: COMMON_WORDS.map(plainWord), sounds: SOUNDS }
}

/** Whether anything may be said: the slot that is asked for takes words that can't be foreseen. */
export function isAnythingExpected({ locale, expecting }: Listening): boolean {
  const intent = locale.intents.find(({ name }) => name === expecting?.intentName)
  const asked = intent?.slots.find(({ name }) => name === expecting?.slotName)
  return asked !== undefined && slotTypePhrase(locale, asked.slotTypeName) === undefined
}

function valuesOf(listening: Listening, intent: Intent, slot: Slot): readonly [string, Phrase][] {
  const { locale, expecting } = listening
  const kind = kindOfSlot(listening, intent, slot)
  const phrase = slotTypePhrase(locale, slot.slotTypeName)
  const isCurrent = intent.name === expecting?.intentName
  const mostWords = expecting === undefined ? MAX_WORDS_OPENING : MAX_WORDS_ASIDE
  if (!isCurrent && phrase !== undefined && countWords(phrase) > mostWords) return []
  const hinted = withHints(phrase, hintsOf(listening, kind))
  return hinted === undefined ? [] : [[kind, hinted]]
}

function sentencesOf(listening: Listening, intent: Intent): readonly Sentence[] {
  const { expecting } = listening
  const isCurrent = intent.name === expecting?.intentName
  const own = isCurrent ? OWN_INTENT_WEIGHT : 1
  const kinds = new Map(intent.slots.map((slot) => [slot.name.toLowerCase(), kindOfSlot(listening, intent, slot)]))
  const read = (texts: readonly string[], weight: number): readonly Sentence[] =>
    texts.map((text) => ({ tokens: readTemplate(text, kinds), weight }))
  return [
    ...read(intent.sampleUtterances, own),
    ...intent.slots.flatMap((slot) => {
      const value = `{${slot.name}}`
      const isAsked = isCurrent && slot.name === expecting?.slotName
      const weight = isAsked ? ANSWER_WEIGHT : own / 4
      const framed = isAsked ? ANSWER_FRAMES.map((frame) => frame.replace("*", value)) : []
      return [...read([value, ...answersOf(slot)], weight), ...read(framed, weight / 12)]
    }),
  ]
}

function answersOf(slot: Slot): readonly string[] {
  const parts = slot.subSlots?.specifications.flatMap(({ sampleUtterances }) => sampleUtterances) ?? []
  return [...slot.sampleUtterances, ...parts.filter((text) => !text.includes("{"))]
}

/** Slots of one type share their values, except where hints are for one of them. */
function kindOfSlot({ expecting, hints }: Listening, intent: Intent, slot: Slot): string {
  const isCurrent = intent.name === expecting?.intentName
  return isCurrent && hints[slot.name] !== undefined ? `${slot.slotTypeName} ${slot.name}` : slot.slotTypeName
}

function hintsOf({ hints }: Listening, kind: string): readonly string[] {
  const [, slotName] = kind.split(" ")
  return slotName === undefined ? [] : (hints[slotName] ?? [])
}

function withHints(phrase: Phrase | undefined, hints: readonly string[]): Phrase | undefined {
  if (hints.length === 0) return phrase
  const hinted: Phrase = { type: "list", values: hints }
  if (phrase === undefined) return hinted
  return { type: "choice", parts: [phrase, ...Array.from({ length: HINT_WEIGHT }, () => hinted)] }
}

function readTemplate(text: string, kindOf: ReadonlyMap<string, string>): readonly Token[] {
  return text.split(/(\{[^{}]*\})/).flatMap((part): readonly Token[] => {
    if (!part.startsWith("{")) return toTokens(part)
    const name = part.slice(1, -1).trim().toLowerCase()
    return [{ type: "value", kind: kindOf.get(name.split(".")[0] ?? name) ?? name }]
  })
}

function toTokens(text: string): readonly Token[] {
  return toSpokenWords(text).map((word) => ({ type: "word", word }))
}
