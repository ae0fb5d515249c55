// What the tests of equal bits compare between engines: a model trained there, its bytes, and its answers.
// It is bundled for browsers and Workers, so it imports nothing of Node's.

import { compileBot } from "#bot/compile.ts"
import type { BotLocale } from "#bot/definition.ts"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { saveLanguageModel } from "#bot/nlu/storage.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 3, 2), timeOfDay: "10:00" }

const TEXTS = [
  "book a flight from lisbon to rome on friday for 2 people",
  "i need a hotel room in Zürich from monday for three nights",
  "somewhere quiet by the sea under 100 a night",
  "cancel bk-4f7q-9tkm",
  "a funny film shorter than 90 minutes",
  "the name is Ωmega Müller 李伟",
  "what is the capital of peru",
  "¿dónde está el baño? 😀",
  "",
]

/** A model in bytes, and what it answers. Plain data, so that it can travel. */
export type Bits = { readonly bytes: readonly number[]; readonly answers: readonly unknown[] }

/** Trains the assistant's own model and that of a bot large enough for a network, and asks them. */
export function trainAndAsk(): { readonly own: Bits; readonly large: Bits } {
  const [locale] = compileBot().locales
  if (locale === undefined) throw new RangeError("the bot has no locale")
  return {
    own: bitsOf(locale, TEXTS),
    large: bitsOf(largeLocale(locale), ["baroba kiba lutero", "sonaba unheard of", ...TEXTS]),
  }
}

function bitsOf(locale: BotLocale, texts: readonly string[]): Bits {
  const model = trainLanguageModel(locale, createSlotResolvers(locale))
  const answers = texts.map((text) => {
    const ranking = model.rankIntents(text, CONTEXT)
    return { text, ranking, slots: model.findSlots(text, ranking[0]?.intentName ?? "", CONTEXT) }
  })
  return { bytes: [...saveLanguageModel(model)], answers }
}

/** Intents of made-up words, each fond of some; more than 4,000 utterances. */
function largeLocale(locale: BotLocale): BotLocale {
  const [model, ...others] = locale.intents.filter(({ slots }) => slots.length === 0)
  if (model === undefined) throw new RangeError("all intents have slots")
  const random = seededRandom(11)
  const syllables = ["ba", "ro", "ki", "lu", "te", "so", "na", "mi", "fe", "du", "go", "pa", "ze", "vi"]
  const toWord = (number: number): string =>
    [number % 14, Math.floor(number / 14) % 14, Math.floor(number / 196)].map((at) => syllables[at]).join("")
  const wordOf = (intent: number): string => toWord((intent * 5 + Math.floor(random() ** 2 * 40)) % 200)
  const intents = Array.from({ length: 40 }, (_, intent) => ({
    ...model,
    name: `Intent${intent}`,
    sampleUtterances: Array.from({ length: 105 }, (__, i) => {
      return [wordOf(intent), wordOf(intent), wordOf(intent), toWord(200 + ((i * 37 + intent * 11) % 1600))].join(" ")
    }),
  }))
  return { ...locale, intents: [...intents, ...others.filter(({ parentSignature }) => parentSignature !== undefined)] }
}
