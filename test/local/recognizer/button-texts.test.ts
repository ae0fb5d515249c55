import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import { buttonTexts } from "#local/recognizer/button-texts.ts"

describe("the texts of buttons", () => {
  it("are those of every card of an intent, once, and no other texts", () => {
    const intents = compileBot().locales.flatMap((locale) => locale.intents)
    const textsOf = (intentName: string) => {
      const intent = intents.find(({ name }) => name === intentName)
      return intent === undefined ? undefined : buttonTexts(intent)
    }
    expect(textsOf("ChangeBooking")?.slice(0, 3)).toEqual(["The dates", "Number of nights", "Number of guests"])
    expect(textsOf("Thank")).toEqual([])
  })
})
