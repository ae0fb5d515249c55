// What is told of the making of a language. How well it understands is bot/nlu's.

import { expect, it } from "vitest"
import type { BotLocale } from "#bot/definition.ts"
import type { LanguageModel } from "#bot/language-model.ts"
import { createLog } from "#core/log.ts"
import { epochMs } from "#core/time.ts"
import { createLanguageLoader, type LanguageEngine } from "#local/lex/language.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const [LOCALE] = TRIP_BOT.locales as [BotLocale]

/** An engine that learns nothing, at once. */
const engine = {
  createSlotResolvers: () => ({ forSlot: () => undefined }),
  *trainInSteps() {
    yield
    return {} as LanguageModel
  },
  modelHash: () => "hash",
} as unknown as LanguageEngine

function sayings(count: number): BotLocale {
  const [intent, ...others] = LOCALE.intents
  const sampleUtterances = Array.from({ length: count }, (_, i) => `book trip ${i}`)
  return { ...LOCALE, intents: intent === undefined ? [] : [{ ...intent, sampleUtterances }, ...others] }
}

it.each([
  { count: 20, events: ["locale-built"] },
  { count: 6000, events: ["locale-building", "locale-built"] },
])("a locale of $count utterances is told of by $events", async ({ count, events }) => {
  const lines: string[] = []
  const log = createLog(
    "info",
    () => epochMs(0),
    (line) => lines.push(line),
  )
  await createLanguageLoader({ loadEngine: async () => engine, log })(sayings(count))

  expect(lines.map((line) => JSON.parse(line).event)).toEqual(events)
})
