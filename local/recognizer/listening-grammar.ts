// The sentences a recognizer listens for: those of the bot's intents, the answers to what is being asked (much likelier),
// and the small words of every conversation. How they become a graph is language-graph.ts.

import type { BotLocale, Intent, Slot } from "#bot/definition.ts"
import { rankedIntents } from "#bot/nlu/built-in-intents.ts"
import type { ListeningContext } from "#local/lex/speech-ports.ts"
import type { LanguageMaterial, Sentence, Token } from "./language-graph.ts"
import { slotTypePhrase } from "./slot-phrases.ts"
import type { Phrase } from "./spoken-grammar.ts"
import { toSpokenWords } from "./spoken-text.ts"
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
const ANSWER_WEIGHT = 30
const OWN_INTENT_WEIGHT = 3
const CONFIRMATION_WEIGHT = 60
const HINT_WEIGHT = 4
/** What people put before a value, and after it. */
const CARRIERS = [
  "",
  "it's",
  "it is",
  "I'd like",
  "I want",
  "make it",
  "let's say",
  "actually",
  "no",
  "sorry I meant",
  "I said",
]
/** Said in any conversation. */
const SMALL_TALK = [
  "hello",
  "hi",
  "hi there",
  "good morning",
  "good evening",
  "thank you",
  "thanks",
  "thanks a lot",
  "thank you very much",
  "goodbye",
  "bye",
  "start over",
  "go back",
  "never mind",
  "help",
  "can you help me",
  "say that again",
  "repeat that",
  "what did you say",
  "one moment",
  "wait a minute",
  "hold on",
  "I don't know",
  "stop",
  "cancel",
  "please",
]
/** What people put around a request. */
const OPENINGS = [
  "please",
  "hi",
  "hello",
  "can you",
  "could you",
  "I'd like to",
  "I want to",
  "I would like to",
  "I need to",
  "can I",
  "yes",
]

/** Collects what may be said. */
export function collectMaterial(listening: Listening): LanguageMaterial {
  const { locale, expecting } = listening
  const values = new Map<string, Phrase>([[CONFIRMATION, confirmationPhrase()]])
  const intents = rankedIntents(locale)
  for (const intent of intents) {
    for (const slot of intent.slots) {
      const kind = kindOfSlot(listening, intent, slot)
      const phrase = values.has(kind) ? undefined : slotTypePhrase(locale, slot.slotTypeName)
      const hinted = withHints(phrase, hintsOf(listening, kind))
      if (hinted !== undefined) values.set(kind, hinted)
    }
  }
  const isConfirming = expecting !== undefined && expecting.slotName === undefined
  const sentences: readonly Sentence[] = [
    ...intents.flatMap((intent) => sentencesOf(listening, intent)),
    { tokens: [{ type: "value", kind: CONFIRMATION }], weight: isConfirming ? CONFIRMATION_WEIGHT : 2 },
    ...[...SMALL_TALK, ...OPENINGS].map((text) => ({ tokens: toTokens(text), weight: 0.5 })),
    ...locale.customVocabulary.map(({ phrase, weight }) => ({ tokens: toTokens(phrase), weight: 1 + weight })),
  ]
  return { sentences, values }
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
      const carried = isCurrent ? CARRIERS.map((carrier) => `${carrier} ${value}`) : []
      return [
        ...read([value, ...answersOf(slot)], weight),
        ...read(carried, weight / (isAsked ? 5 : 2)),
        ...read(isAsked ? [`${value} please`] : [], weight / 4),
      ]
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
