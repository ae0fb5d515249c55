import { describe, expect, it } from "vitest"
import { listType, meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

const VALUES = {
  comedy: ["funny", "funny one"],
  "Extra large": ["XL", "jumbo"],
  Large: ["big", "LARGE"],
  roses: [],
  lilies: [],
  pepperoni: [],
  "king size": [],
  "forget-me-not": [],
  "2 beds": ["twin"],
  "Yes!": [],
}

const restricted = resolverOf("Listed", { slotTypes: [listType(VALUES)] })
const expanding = resolverOf("Listed", { slotTypes: [listType(VALUES, "OriginalValue")] })

describe("[lex 115] a list type that restricts to its values", () => {
  it.each([
    { says: "comedy", means: "comedy" },
    { says: "funny", means: "comedy" },
    { says: "a LARGE one please", means: "Large" },
    { says: "uh the big one", means: "Large" },
    { says: "extra-large", means: "Extra large" },
    { says: "an XL, thanks", means: "Extra large" },
    { says: "a rose", means: "roses" },
    { says: "lilly", means: "lilies" },
    { says: "peperoni", means: "pepperoni" },
    { says: "pepparonni", means: "pepperoni" },
    { says: "kingsize", means: "king size" },
    { says: "forget me not", means: "forget-me-not" },
    { says: "two beds", means: "2 beds" },
    { says: "not large, funny", means: "comedy" },
    { says: "roses no wait lilies", means: "lilies" },
    { says: "horses", means: undefined },
    { says: "sunflowers", means: undefined },
    { says: "", means: undefined },
  ])("takes the answer '$says' as $means", ({ says, means }) => {
    expect(meaning(restricted.resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it("keeps the words said beside the value", () => {
    expect(restricted.resolveAnswer("a big one", WEDNESDAY)).toEqual({
      value: { originalValue: "big", interpretedValue: "Large", resolvedValues: ["Large"] },
    })
  })

  it("lets nothing stand around a span", () => {
    expect(restricted.resolveSpan("big pizza", WEDNESDAY)).toBeUndefined()
    expect(meaning(restricted.resolveSpan("“Big”", WEDNESDAY))).toBe("Large")
  })

  it.each([
    {
      says: "an extra large with peperoni and roses",
      finds: ["extra large=Extra large", "peperoni=pepperoni", "roses=roses"],
    },
    { says: "i rode a horse to the house", finds: [] },
    { says: "by and large", finds: ["large=Large"] },
  ])("finds $finds in '$says'", ({ says, finds }) => {
    expect(mentionsOf(restricted, says)).toEqual(finds)
  })

  it("takes a hinted phrase though the type doesn't list it", () => {
    expect(meaning(restricted.resolveAnswer("sunflowers", { ...WEDNESDAY, hints: ["sunflowers"] }))).toBe("sunflowers")
  })
})

describe("[lex 114] a list type that keeps the original value", () => {
  it.each([
    { says: "funny", original: "funny", resolved: ["comedy"] },
    { says: "yes", original: "yes", resolved: ["Yes!"] }, // as a published answer of Lex shows
    { says: "i'd like sunflowers please", original: "sunflowers", resolved: [] },
  ])("takes '$says' as it was said", ({ says, original, resolved }) => {
    expect(expanding.resolveAnswer(says, WEDNESDAY)).toEqual({
      value: { originalValue: original, interpretedValue: original, resolvedValues: resolved },
    })
  })

  it("finds only its own values in a sentence", () => {
    expect(mentionsOf(expanding, "sunflowers and roses")).toEqual(["roses=roses"])
  })
})

describe("a list type in other languages", () => {
  it.each([
    { localeId: "de_DE", value: "Großes Zimmer", says: "ein grosses zimmer bitte" },
    { localeId: "fr_FR", value: "Crème brûlée", says: "une creme brulee" },
    { localeId: "ja_JP", value: "東京タワー", says: "東京タワーをお願いします" },
  ])("finds '$value' in '$says' ($localeId)", ({ localeId, value, says }) => {
    const resolver = resolverOf("Listed", { localeId, slotTypes: [listType({ [value]: [] })] })

    expect(meaning(resolver.resolveAnswer(says, WEDNESDAY))).toBe(value)
  })
})

describe("[lex 117] a slot that takes several values", () => {
  const several = resolverOf("Listed", { slotTypes: [listType(VALUES)], slot: { allowsMultipleValues: true } })
  const open = resolverOf("Listed", {
    slotTypes: [listType(VALUES, "OriginalValue")],
    slot: { allowsMultipleValues: true },
  })
  const valuesOf = (slot: ReturnType<typeof several.resolveAnswer>) => slot?.values?.map(meaning)

  it.each([
    { says: "roses, lilies and pepperoni", values: ["roses", "lilies", "pepperoni"] },
    { says: "roses lilies", values: ["roses", "lilies"] },
    { says: "just big ones please", values: ["Large"] },
    { says: "roses and sunflowers", values: ["roses"] },
    { says: "no roses, just lilies", values: ["lilies"] },
    { says: "roses, but no lilies", values: ["roses"] },
    { says: "no, roses", values: ["roses"] },
  ])("takes '$says' as $values", ({ says, values }) => {
    expect(valuesOf(several.resolveAnswer(says, WEDNESDAY))).toEqual(values)
  })

  it("shapes the list as Lex does", () => {
    expect(open.resolveAnswer("i want roses and tulips", WEDNESDAY)).toEqual({
      shape: "List",
      value: {
        originalValue: "roses and tulips",
        interpretedValue: "roses and tulips",
        resolvedValues: ["roses and tulips"],
      },
      values: [
        { value: { originalValue: "roses", interpretedValue: "roses", resolvedValues: ["roses"] } },
        { value: { originalValue: "tulips", interpretedValue: "tulips", resolvedValues: [] } },
      ],
    })
  })

  it.each(["add roses", "roses please", "no lilies, roses"])("is the phrase of its values alone in '%s'", (says) => {
    expect(several.resolveAnswer(says, WEDNESDAY)?.value?.interpretedValue).toBe("roses")
  })

  it("finds neighbors in a sentence as one list", () => {
    expect(mentionsOf(several, "send roses and lilies to my king size bed")).toEqual([
      "roses and lilies=roses and lilies",
      "king size=king size",
    ])
  })
})
