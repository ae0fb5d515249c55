import { describe, expect, it } from "vitest"
import { meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

const number = resolverOf("AMAZON.Number")
const currency = resolverOf("AMAZON.Currency")

describe("[lex 125] AMAZON.Number", () => {
  it.each([
    { says: "1,250", means: "1250" },
    { says: "1,250.50", means: "1250.50" },
    { says: "007", means: "7" },
    { says: ".5", means: "0.5" },
    { says: "10k", means: "10000" },
    { says: "2.5 million", means: "2500000" },
    { says: "two thousand and twenty six", means: "2026" },
    { says: "twenty twenty six", means: "2026" },
    { says: "one two three", means: "123" },
    { says: "a hundred and one", means: "101" },
    { says: "seven hundred thousand and five", means: "700005" },
    { says: "half a dozen", means: "6" },
    { says: "a couple", means: "2" },
    { says: "two and a half", means: "2.5" },
    { says: "3 1/2", means: "3.5" },
    { says: "half", means: "0.5" },
    { says: "third", means: "3" },
    { says: "twenty-first", means: "21" },
    { says: "negative five", means: "-5" },
    { says: "12345678901234567890", means: "12345678901234567890" },
    { says: "to", means: undefined },
    { says: "for", means: undefined },
    { says: "two people", means: undefined }, // a span is nothing but the value
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(number.resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it.each([
    { says: "it's for two people please", means: "2" },
    { says: "three nights", means: "3" },
    { says: "one", means: "1" },
    { says: "just me", means: "1" },
    { says: "me and my husband", means: "2" },
    { says: "my wife, our two kids and I", means: "4" },
    { says: "two, sorry, three", means: "3" },
    { says: "the big one", means: undefined },
    { says: "wait a second", means: undefined },
    { says: "nothing yet", means: undefined },
  ])("takes the answer '$says' as $means", ({ says, means }) => {
    expect(meaning(number.resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it.each([
    { says: "2 adults from march 3 at 7pm for 3 nights", finds: ["2=2", "3=3"] },
    { says: "one two-bedroom flat", finds: ["one=1", "two=2"] },
    { says: "cancel APQ123 and call 555-1212", finds: [] },
    { says: "which one is that one of yours", finds: [] },
    { says: "on 24/12 or 2020-12-25", finds: [] },
    { says: "on Feb. the 28th, 2034", finds: [] },
    { says: "-15 or minus fifteen", finds: ["-15=-15", "minus fifteen=-15"] },
  ])("finds $finds in '$says'", ({ says, finds }) => {
    expect(mentionsOf(number, says)).toEqual(finds)
  })

  it.each([
    { says: "one more please", means: "3" },
    { says: "two fewer", means: "0" },
    { says: "another one", means: "3" },
    { says: "an extra 3", means: "5" },
    { says: "double that", means: "4" },
    { says: "four", means: "4" },
  ])("changes a present 2 by '$says' to $means", ({ says, means }) => {
    const currentValue = { value: { originalValue: "two", interpretedValue: "2", resolvedValues: ["2"] } }

    expect(meaning(number.resolveAnswer(says, { ...WEDNESDAY, currentValue }))).toBe(means)
  })
})

describe("[lex 128] AMAZON.Currency", () => {
  it.each([
    { says: "3USD", means: "USD 3.00" },
    { says: "USD300", means: "USD 300.00" },
    { says: "3 dimes", means: "USD 0.30" },
    { says: "$1.56", means: "USD 1.56" },
    { says: "5c", means: "USD 0.05" },
    { says: "five fifteen", means: "USD 515.00" },
    { says: "five dollars fifteen cents", means: "USD 5.15" },
    { says: "5 usd and 1/2", means: "USD 5.50" },
    { says: "£5", means: "GBP 5.00" },
    { says: "five pounds fifty", means: "GBP 5.50" },
    { says: "ten bucks", means: "USD 10.00" },
    { says: "2 million euros", means: "EUR 2000000.00" },
    { says: "$1,500.50", means: "USD 1500.50" },
    { says: "A$20", means: "AUD 20.00" },
    { says: "20 australian dollars", means: "AUD 20.00" },
    { says: "20 new zealand dollars", means: "NZD 20.00" },
    { says: "20 euros and fifty cents", means: "EUR 20.50" },
    { says: "100", means: "USD 100.00" },
    { says: "a quarter", means: undefined },
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(currency.resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it("takes a bare amount in the locale's own money", () => {
    expect(meaning(resolverOf("AMAZON.Currency", { localeId: "en_GB" }).resolveAnswer("20", WEDNESDAY))).toBe(
      "GBP 20.00",
    )
  })

  it("finds amounts with a unit in a sentence", () => {
    expect(mentionsOf(currency, "2 rooms under $200, or 150 euros each")).toEqual([
      "$200=USD 200.00",
      "150 euros=EUR 150.00",
    ])
  })
})
