import { describe, expect, it } from "vitest"
import { parseCardFacts } from "#web/widget/card-facts.ts"

describe("parseCardFacts", () => {
  it.each([
    [
      "Cascais, Portugal · ★ 4.8 · from €189 a night",
      ["text Cascais, Portugal", "rating 4.8/5", "price from €189 a night"],
    ],
    [
      "★★★★ · Alfama · 9.1/10 · $120.00 a night",
      ["text ★★★★", "text Alfama", "rating 9.1/10", "price $120.00 a night"],
    ],
    ["4,6 ★ | 1.250 EUR", ["rating 4.6/5", "price 1.250 EUR"]],
    ["CHF 240 • 2 guests\nbreakfast", ["price CHF 240", "text 2 guests", "text breakfast"]],
    ["¥9,800 per night", ["price ¥9,800 per night"]],
    ["Check-in 15:00", ["text Check-in 15:00"]],
    ["8.7", ["text 8.7"]],
    // Six of five is no rating.
    ["6/5", ["text 6/5"]],
    [
      "A sentence about a room that happens to cost €20 more than the others do",
      ["text A sentence about a room that happens to cost €20 more than the others do"],
    ],
    ["", []],
  ])("reads %j", (subtitle, expected) => {
    const facts = parseCardFacts(subtitle).map((fact) =>
      fact.kind === "rating" ? `rating ${fact.value}/${fact.best}` : `${fact.kind} ${fact.text}`,
    )

    expect(facts).toEqual(expected)
  })
})
