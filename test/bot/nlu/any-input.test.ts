import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"
import { buildLocale } from "./build-locale.ts"
import { TRAVEL_BOT } from "./travel-bot.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 11, 21), timeOfDay: "10:00" }
const model = trainLanguageModel(TRAVEL_BOT, createSlotResolvers(TRAVEL_BOT))

describe("a model with the real slot resolvers, given any text", () => {
  it("ranks every intent by a confidence from 0 to 1, and finds slots inside the text only", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom("paris ", "to ", "not ", "{City} ", "friday ", "2 ", "\u200b", "😀", "'", "é"),
      }),
    )
    fc.assert(
      fc.property(text, (says) => {
        const ranked = model.rankIntents(says, CONTEXT)
        const places = model.findSlots(says, "BookFlight", CONTEXT).map(({ start, end }) => [start, end] as const)

        expect(ranked).toHaveLength(14)
        expect(ranked.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true)
        expect(places.every(([start, end]) => start >= 0 && start < end && end <= says.length)).toBe(true)
      }),
      { numRuns: 100, seed: 7 },
    )
  })

  it("finds a flight's cities and dates", () => {
    const says = "i need to get from Milan to Porto on friday coming back sunday"

    const found = model
      .findSlots(says, "BookFlight", CONTEXT)
      .map(({ slotName, start, end }) => [slotName, says.slice(start, end)])

    expect(Object.fromEntries(found)).toMatchObject({ Origin: "Milan", Destination: "Porto" })
  })
})

describe("a Spanish and a Japanese bot", () => {
  it.each([
    { localeId: "es_ES", says: "quisiera reservar una habitación", intent: "Reserve" },
    { localeId: "es_ES", says: "cancele mi reserva", intent: "Cancel" },
    { localeId: "ja_JP", says: "部屋を予約したいです", intent: "Reserve" },
    { localeId: "ja_JP", says: "キャンセルしてください", intent: "Cancel" },
  ])("understands '$says'", ({ localeId, says, intent }) => {
    const utterances =
      localeId === "es_ES"
        ? {
            Reserve: ["quiero reservar una habitación", "reserva un cuarto"],
            Cancel: ["cancela mi reserva", "quiero cancelar"],
          }
        : {
            Reserve: ["部屋を予約したい", "ホテルの予約をお願いします"],
            Cancel: ["予約をキャンセルして", "キャンセルしたい"],
          }
    const locale = buildLocale(
      { Reserve: { utterances: utterances.Reserve }, Cancel: { utterances: utterances.Cancel } },
      {},
      localeId,
    )

    const best = trainLanguageModel(locale, createSlotResolvers(locale)).rankIntents(says, CONTEXT)[0]

    expect(best?.intentName).toBe(intent)
    expect(best?.confidence).toBeGreaterThan(0.4)
  })
})
