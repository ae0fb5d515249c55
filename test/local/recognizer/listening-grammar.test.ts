import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import { collectMaterial, isAnythingExpected, type Listening } from "#local/recognizer/listening-grammar.ts"

const [OWN] = compileBot().locales
if (OWN === undefined) throw new Error("the bot has no locale")
const LOCALE = {
  ...OWN,
  intents: OWN.intents.map((intent) => ({
    ...intent,
    slots: intent.slots.map((slot) =>
      slot.name === "City" ? { ...slot, slotTypeName: "AMAZON.FreeFormInput" } : slot,
    ),
  })),
}

describe("what is listened for", () => {
  it.each([
    ["City", true],
    ["CheckInDate", false],
    [undefined, false],
  ])("is anything where %s takes free text: %s", (slotName, isAnything) => {
    const expecting = { intentName: "BookHotel", ...(slotName === undefined ? {} : { slotName }) }
    expect(isAnythingExpected({ locale: LOCALE, expecting, hints: {} })).toBe(isAnything)
    expect(isAnythingExpected({ locale: LOCALE, hints: {} })).toBe(false)
  })

  it.each([{ intentName: "BookHotel", slotName: "Guests" }, { intentName: "BookHotel" }])(
    "is mostly the answer to %o, however many sentences the bot has",
    (expecting) => {
      for (const intents of [OWN.intents, OWN.intents.filter(({ name }) => name === "BookHotel")]) {
        const locale = { ...OWN, intents }
        const total = (listening: Listening): number =>
          collectMaterial(listening).sentences.reduce((sum, { weight }) => sum + weight, 0)
        const asked = total({ locale, expecting, hints: {} })
        const unasked = total({ locale, hints: {} })
        expect(asked).toBeGreaterThan(unasked * 2)
        expect(asked).toBeLessThan(unasked * 20)
      }
    },
  )
})
