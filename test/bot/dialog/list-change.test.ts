import { describe, expect, it } from "vitest"
import { changedList, combine } from "#bot/dialog/list-change.ts"
import { listTexts } from "#bot/dialog/slot-values.ts"
import type { FilledSlot } from "#bot/session.ts"

function value(text: string): FilledSlot {
  return { value: { originalValue: text, interpretedValue: text, resolvedValues: [text] } }
}

/** What a pizza with ham and olives has on it afterwards; each of the words that is a topping is found. */
function after(text: string, negated: readonly string[] = []): readonly string[] | null | undefined {
  const mentions = ["ham", "olives", "basil", "corn"].flatMap((said) => {
    const start = text.indexOf(said)
    if (start < 0) return []
    const isNegated = negated.includes(said)
    return [{ slotName: "Toppings", start, end: start + said.length, slot: value(said), isNegated }]
  })
  const changed = changedList(text, mentions, combine([value("ham"), value("olives")]) ?? null)
  return changed === null || changed === undefined ? changed : listTexts(changed)
}

describe("a list of ham and olives", () => {
  it.each([
    { says: "basil", is: ["basil"] },
    { says: "basil and corn", is: ["basil", "corn"] },
    { says: "add basil and corn", is: ["ham", "olives", "basil", "corn"] },
    { says: "and basil", is: ["ham", "olives", "basil"] },
    { says: "basil too please", is: ["ham", "olives", "basil"] },
    { says: "and also ham", is: undefined },
    { says: "no olives", negated: ["olives"], is: ["ham"] },
    { says: "remove the olives", is: ["ham"] },
    { says: "take off the olives and add corn", is: ["ham", "corn"] },
    { says: "basil instead of olives", negated: ["olives"], is: ["ham", "basil"] },
    { says: "no ham, no olives", negated: ["ham", "olives"], is: null },
    { says: "no corn", negated: ["corn"], is: undefined },
    { says: "ham and olives", is: undefined },
    { says: "hold on", is: undefined },
  ])("is $is after '$says'", ({ says, negated, is }) => {
    expect(after(says, negated)).toEqual(is)
  })

  it("stays a list when one value is left", () => {
    const changed = changedList(
      "no ham",
      [{ slotName: "Toppings", start: 3, end: 6, slot: value("ham"), isNegated: true }],
      combine([value("ham"), value("olives")]) ?? null,
    )

    expect(changed).toMatchObject({ shape: "List", value: { interpretedValue: "olives" }, values: [value("olives")] })
  })
})
