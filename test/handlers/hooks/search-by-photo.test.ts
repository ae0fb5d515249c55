import { describe, expect, it } from "vitest"
import { HOTEL_TAGS } from "#backends/booking/catalogue.ts"
import { FEATURE_OF_LABEL, TAGS_OF_FEATURE } from "#handlers/hooks/place-features.ts"
import { findFeatures } from "#handlers/hooks/search-by-photo.ts"
import { SLOT_TYPES } from "#intents/slot-types.ts"

describe("findFeatures", () => {
  it.each([
    { things: ["Kite", "Person"], features: ["by the sea"] },
    { things: ["skis"], features: ["mountains"] },
    { things: ["Oven", "Refrigerator", "Dog"], features: ["kitchen", "pets welcome"] },
    { things: ["a swimming pool with palm trees"], features: ["pool", "by the sea", "nature"] },
    { things: ["Motorcycle"], features: [] },
  ])("takes $things for $features", ({ things, features }) => {
    expect([...findFeatures(things)].sort()).toEqual([...features].sort())
  })

  it("puts the feature that most things stand for first", () => {
    expect(findFeatures(["dog", "surfboard", "boat"])[0]).toBe("by the sea")
  })
})

describe("the tables", () => {
  it("have tags for every feature that visitors can name, and only tags that hotels have", () => {
    const features = SLOT_TYPES.PlaceFeature.values.en_US.map(({ value }) => value)

    expect(Object.keys(TAGS_OF_FEATURE).sort()).toEqual([...features].sort())
    expect(Object.values(TAGS_OF_FEATURE).flat()).toSatisfy((tags: string[]) =>
      tags.every((tag) => HOTEL_TAGS.some((known) => known === tag)),
    )
  })

  it("turn labels into features that exist", () => {
    expect(Object.keys(TAGS_OF_FEATURE)).toEqual(expect.arrayContaining([...new Set(Object.values(FEATURE_OF_LABEL))]))
  })
})
