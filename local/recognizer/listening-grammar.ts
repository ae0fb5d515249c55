// The sentences a recognizer listens for: those of the bot's intents, the answers to what is being asked (much likelier),
// and the small words of every conversation. How they become a graph is language-graph.ts.

import type { BotLocale, Intent, Slot } from "#bot/definition.ts"
import { rankedIntents } from "#bot/nlu/built-in-intents.ts"
import type { BuiltInType } from "#bot/slot-types/built-in-names.ts"
import type { ListeningContext } from "#local/lex/speech-ports.ts"
import { buttonTexts } from "./button-texts.ts"
import { COMMON_WORDS, REQUEST_ENDINGS, REQUEST_OPENINGS, SMALL_TALK } from "./everyday-speech.ts"
import { expectedAnswers, sampleAnswers, type WeighedTemplate } from "./expected-answers.ts"
import type { LanguageMaterial, Sentence, Token } from "./language-graph.ts"
import { withOne } from "./number-agreement.ts"
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
/** How much likelier an answer to the question is than anything else. */
const ANSWER_ODDS = 3
/** How often something is about one where the bot's samples have any number. */
const ONE_SHARE = 0.3
/** How often what belongs to the current intent is said, beside what belongs to others. */
const OWN_INTENT_WEIGHT = 3
const HINT_WEIGHT = 4
/** Kinds of values with more words than this aren't listened for: when a conversation opens, and aside from its intent. */
const MAX_WORDS_OPENING = 3000
const MAX_WORDS_ASIDE = 500

/** Collects what may be said. */
export function collectMaterial(listening: Listening): LanguageMaterial {
  const { locale } = listening
  const intents = rankedIntents(locale)
  const values = new Map<string, Phrase>([
    [CONFIRMATION, confirmationPhrase()],
    ...intents.flatMap((intent) => intent.slots.flatMap((slot) => valuesOf(listening, intent, slot))),
  ])
  const others: readonly Sentence[] = [
    ...intents.flatMap((intent) => requestsOf(listening, intent)),
    { tokens: CONFIRMING, weight: 2 },
    ...SMALL_TALK.map((text) => ({ tokens: toTokens(text), weight: 0.5 })),
    ...REQUEST_OPENINGS.map((text) => ({ tokens: toTokens(text), weight: 0.2, isPart: "beginning" as const })),
    ...REQUEST_ENDINGS.map((text) => ({ tokens: toTokens(text), weight: 0.2, isPart: "end" as const })),
    ...locale.customVocabulary.map(({ phrase, weight }) => ({ tokens: toTokens(phrase), weight: 1 + weight })),
  ]
  const sentences = [...others, ...weighTogether(answersOf(listening), ANSWER_ODDS * totalOf(others))]
  return { sentences, values, commonWords: COMMON_WORDS.map(plainWord), sounds: SOUNDS }
}

const CONFIRMING: readonly Token[] = [{ type: "value", kind: CONFIRMATION }]

function totalOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((total, { weight }) => total + weight, 0)
}

function weighTogether(sentences: readonly Sentence[], total: number): readonly Sentence[] {
  const scale = total / totalOf(sentences)
  return sentences.map((sentence) => ({ ...sentence, weight: sentence.weight * scale }))
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

/** What is said for an intent whatever was asked. */
function requestsOf(listening: Listening, intent: Intent): readonly Sentence[] {
  const weight = intent.name === listening.expecting?.intentName ? OWN_INTENT_WEIGHT : 1
  const answers = intent.slots.flatMap((slot) => [`{${slot.name}}`, ...sampleAnswers(slot)])
  return readTemplates(listening, intent, [
    ...intent.sampleUtterances.map((text) => ({ text, weight })),
    ...buttonTexts(intent).map((text) => ({ text, weight })),
    ...answers.map((text) => ({ text, weight: weight / 4 })),
  ])
}

/** What is said to what is asked; nothing when nothing is. */
function answersOf(listening: Listening): readonly Sentence[] {
  const { locale, expecting } = listening
  if (expecting === undefined) return []
  if (expecting.slotName === undefined) return [{ tokens: CONFIRMING, weight: 1 }]
  const intent = locale.intents.find(({ name }) => name === expecting.intentName)
  const slot = intent?.slots.find(({ name }) => name === expecting.slotName)
  return intent === undefined || slot === undefined ? [] : readTemplates(listening, intent, expectedAnswers(slot))
}

function readTemplates(
  listening: Listening,
  intent: Intent,
  templates: readonly WeighedTemplate[],
): readonly Sentence[] {
  const kinds = new Map(intent.slots.map((slot) => [slot.name.toLowerCase(), kindOfSlot(listening, intent, slot)]))
  const isCount = (slotName: string): boolean => kinds.get(slotName) === ("AMAZON.Number" satisfies BuiltInType)
  return templates.flatMap(({ text, weight }) => {
    const ofOne = withOne(text, isCount)
    const own = { tokens: readTemplate(text, kinds), weight }
    return ofOne === undefined ? [own] : [own, { tokens: readTemplate(ofOne, kinds), weight: weight * ONE_SHARE }]
  })
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
