// Holds the assistant's own language understanding to bars on utterances that it never trains on.
// How the intents word themselves is intents/; how the model works is bot/nlu.

import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 3, 2), timeOfDay: "10:00" }

type Utterance = { readonly text: string; readonly intentName: string; readonly slots: readonly string[] }

/** A slot and what it resolves to: "a suite" and "suite" are the same value. */
function toMark(intentName: string, name: string, words: string): string {
  const plain = words.trim().toLowerCase()
  const filled = resolvers.forSlot(intentName, name.trim()).resolveSpan(plain, CONTEXT)
  const value = filled?.values?.[0]?.value ?? filled?.value
  return `${name.trim()}=${value?.resolvedValues[0] ?? plain}`
}

function readUtterances(text: string): Utterance[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [said = "", intentName = "", slots = ""] = line.split("|").map((part) => part.trim())
      const marks = slots.split(";").filter((slot) => slot.includes("="))
      return { text: said, intentName, slots: marks.map((slot) => toMark(intentName, ...splitOnce(slot))).sort() }
    })
}

function splitOnce(slot: string): [name: string, words: string] {
  const at = slot.indexOf("=")
  return [slot.slice(0, at), slot.slice(at + 1)]
}

const [locale] = compileBot().locales
if (locale === undefined) throw new RangeError("the bot has no locale")
const resolvers = createSlotResolvers(locale)
const model = trainLanguageModel(locale, resolvers)
const threshold = locale.nluConfidenceThreshold

function share(right: number, of: number): number {
  return (100 * right) / of
}

function understand(utterance: Utterance) {
  const [best] = model.rankIntents(utterance.text, CONTEXT)
  const isBelieved = best !== undefined && best.confidence >= threshold
  const slots = model
    .findSlots(utterance.text, utterance.intentName === "-" ? "" : utterance.intentName, CONTEXT)
    .filter((found) => !found.isNegated)
    .map((found) => toMark(utterance.intentName, found.slotName, utterance.text.slice(found.start, found.end)))
    .sort()
  return { utterance, guessed: isBelieved ? best.intentName : "-", confidence: best?.confidence ?? 0, slots }
}

describe.each([
  { file: "held-out-utterances.txt", leastInside: 240, leastOutside: 60, intents: 93, allSlots: 88 },
  { file: "held-out-guests.txt", leastInside: 300, leastOutside: 90, intents: 93, allSlots: 88 },
])("the assistant, on $file, which it never trained on", ({ file, leastInside, leastOutside, intents, allSlots }) => {
  const utterances = readUtterances(readFileSync(`test/data/${file}`, "utf8"))
  const inside = utterances.filter((utterance) => utterance.intentName !== "-")
  const outside = utterances.filter((utterance) => utterance.intentName === "-")
  const results = utterances.map(understand)
  const ofInside = results.filter(({ utterance }) => utterance.intentName !== "-")
  const rightIntent = ofInside.filter(({ utterance, guessed }) => guessed === utterance.intentName)
  const rightSlots = ofInside.filter(({ utterance, slots }) => slots.join(";") === utterance.slots.join(";"))
  const refused = results.filter(({ utterance, guessed }) => utterance.intentName === "-" && guessed === "-")

  for (const { utterance, guessed, confidence, slots } of results) {
    const { text, intentName } = utterance
    if (guessed !== intentName) console.log(`intent: ${text}: ${guessed} (${confidence.toFixed(2)}), not ${intentName}`)
    const found = slots.join("; ")
    const wanted = utterance.slots.join("; ")
    if (intentName !== "-" && found !== wanted) console.log(`slots: ${text}: [${found}], not [${wanted}]`)
  }
  console.log(
    `${file}: intent ${share(rightIntent.length, inside.length).toFixed(1)} %, ` +
      `all slots ${share(rightSlots.length, inside.length).toFixed(1)} %, ` +
      `refused ${share(refused.length, outside.length).toFixed(1)} %`,
  )

  it("has enough of them to tell", () => {
    expect(inside.length).toBeGreaterThanOrEqual(leastInside)
    expect(outside.length).toBeGreaterThanOrEqual(leastOutside)
  })

  it(`knows the intent of at least ${intents} in 100`, () => {
    expect(share(rightIntent.length, inside.length)).toBeGreaterThanOrEqual(intents)
  })

  it(`finds all slots, and no others, in at least ${allSlots} in 100`, () => {
    expect(share(rightSlots.length, inside.length)).toBeGreaterThanOrEqual(allSlots)
  })

  it("refuses at least 85 in 100 that are none of its business", () => {
    expect(share(refused.length, outside.length)).toBeGreaterThanOrEqual(85)
  })

  it("never trains on them", () => {
    const samples = new Set(
      locale.intents.flatMap((intent) => intent.sampleUtterances.map((text) => text.toLowerCase())),
    )

    expect(inside.filter(({ text }) => samples.has(text.toLowerCase()))).toEqual([])
  })
})
