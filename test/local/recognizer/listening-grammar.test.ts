import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import { isAnythingExpected } from "#local/recognizer/listening-grammar.ts"

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
})
