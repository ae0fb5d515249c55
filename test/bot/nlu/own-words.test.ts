import { describe, expect, it } from "vitest"
import { OwnWords } from "#bot/nlu/own-words.ts"
import { parseTemplates } from "#bot/nlu/templates.ts"
import { buildLocale } from "./build-locale.ts"

const [CHANGE] = buildLocale({
  Change: {
    utterances: ["change the date of my booking to {Day}", "change the {What} of my booking"],
    slots: { Day: "AMAZON.Date", What: "AMAZON.AlphaNumeric" },
  },
}).intents

describe("the words of sample utterances", () => {
  if (CHANGE === undefined) throw new RangeError("the bot has no intent")
  const words = new OwnWords(parseTemplates(CHANGE, true))

  it.each([
    { value: "date", between: ["a", "to"], isOwn: true },
    // As the second sample has the slot.
    { value: "date", between: ["the", "of"], isOwn: false },
    { value: "date", between: ["the", undefined], isOwn: true },
    { value: "room", between: ["a", "to"], isOwn: false },
  ] as const)("'$value' between $between", ({ value, between: [before, after], isOwn }) => {
    expect(words.has("What", [value], before, after)).toBe(isOwn)
  })
})
