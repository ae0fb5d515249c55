import { describe, expect, it } from "vitest"
import { withoutHouseNumbers } from "#bot/dialog/house-number.ts"
import { isoDate } from "#core/time.ts"
import { intent, slot } from "./bot-builder.ts"

const DELIVERY = intent("Deliver", {
  slots: [slot("Count", "AMAZON.Number"), slot("Street", "AMAZON.StreetName")],
})
const COUNT_ONLY = intent("Count", { slots: [slot("Count", "AMAZON.Number")] })

function counts(text: string, definition = DELIVERY): readonly string[] {
  const mentions = [...text.matchAll(/\d+/g)].map(({ index: start, 0: said }) => ({
    slotName: "Count",
    start,
    end: start + said.length,
    slot: { value: { originalValue: said, interpretedValue: said, resolvedValues: [said] } },
    isNegated: false,
  }))
  const kept = withoutHouseNumbers(text, mentions, definition, { today: isoDate(2026, 3, 2), timeOfDay: "10:00" })
  return kept.map(({ start, end }) => text.slice(start, end))
}

describe("a number before a street", () => {
  it.each([
    { says: "742 Evergreen Terrace, Springfield 62704", is: ["62704"] },
    { says: "2 pizzas to 5 oak avenue", is: ["2"] },
    { says: "2 pizzas", is: ["2"] },
  ])("counts nothing: '$says' has $is", ({ says, is }) => {
    expect(counts(says)).toEqual(is)
  })

  it("counts in an intent that has no streets", () => {
    expect(counts("5 Oak Avenue", COUNT_ONLY)).toEqual(["5"])
  })
})
