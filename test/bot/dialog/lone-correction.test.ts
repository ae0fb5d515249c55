import { describe, expect, it } from "vitest"
import { correctFilled } from "#bot/dialog/lone-correction.ts"
import { slot } from "./bot-builder.ts"

const SATURDAY = {
  value: { originalValue: "saturday", interpretedValue: "2026-03-07", resolvedValues: ["2026-03-07"] },
}
const DEFINITIONS = ["Arrival", "Departure", "Birthday"].map((name) => slot(name, "AMAZON.Date"))

/** What the departure that was found in a text is taken for. */
function meant(text: string, filled: readonly string[], askedName?: string): string | undefined {
  const start = text.indexOf("saturday")
  const mention = { slotName: "Departure", start, end: start + 8, slot: SATURDAY, isNegated: false }
  const slots = Object.fromEntries(DEFINITIONS.map(({ name }) => [name, filled.includes(name) ? SATURDAY : null]))
  const wordsOfSlots = new Map([["Departure", ["until"]]])
  return correctFilled(text, [mention], { definitions: DEFINITIONS, slots, askedName, wordsOfSlots })[0]?.slotName
}

describe("correctFilled", () => {
  it("takes a lone value for the one that was told", () => {
    expect(meant("make it saturday", ["Arrival"])).toBe("Arrival")
  })

  it.each([
    ["its words are there", "no, until saturday", ["Arrival"], undefined],
    ["it is known itself", "make it saturday", ["Arrival", "Departure"], undefined],
    ["it is asked for", "make it saturday", ["Arrival"], "Departure"],
    ["nothing else was told", "make it saturday", [], undefined],
    ["several others were told", "make it saturday", ["Arrival", "Birthday"], undefined],
  ])("leaves a value where it was found when %s", (_why, text, filled, askedName) => {
    expect(meant(text, filled, askedName)).toBe("Departure")
  })
})
