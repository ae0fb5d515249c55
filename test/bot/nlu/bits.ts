// What the tests of equal bits compare between engines: a model trained there, its bytes, and its answers.
// It is bundled for browsers and Workers, so it imports nothing of Node's.

import { compileBot } from "#bot/compile.ts"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { saveLanguageModel } from "#bot/nlu/storage.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"

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

/** Trains the assistant's own model, and asks it. Plain data, so that it can travel. */
export function trainAndAsk(): { readonly bytes: readonly number[]; readonly answers: readonly unknown[] } {
  const [locale] = compileBot().locales
  if (locale === undefined) throw new RangeError("the bot has no locale")
  const model = trainLanguageModel(locale, createSlotResolvers(locale))
  const answers = TEXTS.map((text) => {
    const ranking = model.rankIntents(text, CONTEXT)
    return { text, ranking, slots: model.findSlots(text, ranking[0]?.intentName ?? "", CONTEXT) }
  })
  return { bytes: [...saveLanguageModel(model)], answers }
}
