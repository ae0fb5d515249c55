// How a Spanish bot of 16 intents fares, asked in other words than its samples, and asked what is none of its business.

import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"
import { buildLocale } from "./build-locale.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 3, 2), timeOfDay: "10:00" }
const THRESHOLD = 0.4

type Texts = {
  readonly intents: Readonly<Record<string, { readonly samples: readonly string[]; readonly asked: readonly string[] }>>
  readonly outside: readonly string[]
}

// The model never sees what is asked, nor what is outside.
const file = new URL("../../data/spanish-intents.json", import.meta.url)
const { intents, outside }: Texts = JSON.parse(readFileSync(file, "utf8"))

describe("a Spanish bot of 16 intents", () => {
  const sketches = Object.entries(intents).map(([name, { samples }]) => [name, { utterances: samples }])
  const locale = buildLocale(Object.fromEntries(sketches), {}, "es_ES")
  const model = trainLanguageModel(locale, createSlotResolvers(locale))
  const guessed = Object.entries(intents).flatMap(([name, { asked }]) =>
    asked.map((text) => ({ name, text, best: model.rankIntents(text, CONTEXT)[0] })),
  )

  it("ranks the right intent first for nine of ten of 80 texts", () => {
    const right = guessed.filter(({ name, best }) => best?.intentName === name)

    expect(right.length).toBeGreaterThanOrEqual(72)
  })

  it("believes most of them, and few of 25 texts about something else", () => {
    const believed = guessed.filter(({ name, best }) => best?.intentName === name && best.confidence >= THRESHOLD)
    const foreign = outside.filter((text) => (model.rankIntents(text, CONTEXT)[0]?.confidence ?? 0) >= THRESHOLD)

    expect(believed.length).toBeGreaterThanOrEqual(66)
    expect(foreign.length).toBeLessThanOrEqual(2)
  })
})
