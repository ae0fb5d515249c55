import { describe, expect, it } from "vitest"
import { moveReplacements } from "#bot/dialog/replaced-value.ts"
import type { SlotMention } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { slot } from "./bot-builder.ts"

const BEDS = ["queen", "king", "twin"]

function value(text: string): FilledSlot {
  return { value: { originalValue: text, interpretedValue: text, resolvedValues: [text] } }
}

/** Savings are moved to checking, and the bed is a queen; the model found these. */
function meant(text: string, found: readonly (readonly [slotName: string, said: string, isNegated?: boolean])[]) {
  const mentions = found.map(([slotName, said, isNegated = false]): SlotMention => {
    const start = text.indexOf(said)
    return { slotName, start, end: start + said.length, slot: value(said), isNegated }
  })
  const moved = moveReplacements(text, mentions, {
    definitions: [slot("From", "Account"), slot("To", "Account"), slot("Bed", "Bed"), slot("City", "AMAZON.City")],
    slots: { From: value("savings"), To: value("checking"), Bed: value("queen"), City: null },
    resolve: (slotName, part) => (slotName === "Bed" && BEDS.includes(part) ? value(part) : undefined),
  })
  return moved.map(({ slotName, slot: { value: said } }) => `${slotName}=${said?.originalValue}`)
}

describe("a value in place of a refused one", () => {
  it.each([
    {
      says: "not savings, credit",
      found: [
        ["To", "savings", true],
        ["To", "credit"],
      ],
      means: ["From=savings", "From=credit"],
    },
    {
      says: "credit, not savings",
      found: [
        ["To", "credit"],
        ["To", "savings", true],
      ],
      means: ["From=credit", "From=savings"],
    },
    {
      says: "not queen, king",
      found: [
        ["Bed", "queen", true],
        ["City", "king"],
      ],
      means: ["Bed=queen", "Bed=king"],
    },
    // It is no bed, something is said between, or nothing that is known was refused.
    {
      says: "not queen, oslo",
      found: [
        ["Bed", "queen", true],
        ["City", "oslo"],
      ],
      means: ["Bed=queen", "City=oslo"],
    },
    {
      says: "not queen, and breakfast in king",
      found: [
        ["Bed", "queen", true],
        ["City", "king"],
      ],
      means: ["Bed=queen", "City=king"],
    },
    {
      says: "not twin, king",
      found: [
        ["Bed", "twin", true],
        ["City", "king"],
      ],
      means: ["Bed=twin", "City=king"],
    },
    { says: "to credit", found: [["To", "credit"]], means: ["To=credit"] },
  ] as const)("'$says' means $means", ({ says, found, means }) => {
    expect(meant(says, found)).toEqual(means)
  })
})
