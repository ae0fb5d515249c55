import { describe, expect, it } from "vitest"
import { HOTEL_TAGS } from "#backends/booking/catalogue.ts"
import { FEATURE_OF_LABEL, TAGS_OF_FEATURE } from "#handlers/hooks/place-features.ts"
import { sayLabel } from "#handlers/photo/label-words.ts"
import type { PhotoLabel } from "#handlers/photo/photo-attribute.ts"
import { findFeatures, findFeaturesInWords } from "#handlers/photo/photo-features.ts"
import { FEATURE_PHRASES } from "#intents/replies.ts"
import { SLOT_TYPES } from "#intents/slot-types.ts"

function label(name: string, rest: Partial<PhotoLabel> = {}): PhotoLabel {
  return { name, confidence: 90, parents: [], categories: [], count: 1, ...rest }
}

describe("findFeatures", () => {
  it.each([
    { labels: [label("Person"), label("Kite")], features: ["by the sea"] },
    { labels: [label("Skis")], features: ["mountains"] },
    { labels: [label("Oven"), label("Refrigerator"), label("Dog")], features: ["kitchen", "pets welcome"] },
    // As Rekognition names scenes.
    { labels: [label("Castle", { count: 0 }), label("Fortress", { count: 0 })], features: ["historic"] },
    // A name that isn't in the table, but what it is a kind of is.
    { labels: [label("Golden Retriever", { parents: ["Animal", "Canine", "Dog"] })], features: ["pets welcome"] },
    { labels: [label("Chair"), label("Person")], features: [] },
  ])("takes $labels.0.name and others for $features", ({ labels, features }) => {
    expect(findFeatures(labels).map(({ feature }) => feature)).toEqual(features)
  })

  it("puts the feature that most, and the surest, things stand for first", () => {
    const found = findFeatures([label("Dog", { confidence: 95 }), label("Surfboard"), label("Boat")])

    expect(found.map(({ feature }) => feature)).toEqual(["by the sea", "pets welcome"])
    expect(found[0]?.things.map(({ name }) => name)).toEqual(["Surfboard", "Boat"])
  })
})

describe("findFeaturesInWords", () => {
  it.each([
    { words: "a swimming pool with palm trees", features: ["by the sea", "pool", "nature"] },
    { words: "my bicycle", features: [] },
  ])("takes $words for $features", ({ words, features }) => {
    expect([...findFeaturesInWords(words)].sort()).toEqual([...features].sort())
  })
})

describe("sayLabel", () => {
  it.each([
    { name: "Kite", count: 8, said: "kites" },
    { name: "Person", count: 3, said: "people" },
    { name: "Dog", count: 1, said: "a dog" },
    { name: "Oven", count: 1, said: "an oven" },
    { name: "Beach", count: 0, said: "beach" },
    { name: "TV", count: 2, said: "TVs" },
    { name: "Bench", count: 2, said: "benches" },
  ])("says $count × $name as '$said'", ({ name, count, said }) => {
    expect(sayLabel(label(name, { count }))).toBe(said)
  })
})

describe("the tables", () => {
  const features = SLOT_TYPES.PlaceFeature.values.en_US.map(({ value }) => value)

  it("have tags for every feature that visitors can name, and only tags that hotels have", () => {
    expect(Object.keys(TAGS_OF_FEATURE).sort()).toEqual([...features].sort())
    expect(Object.values(TAGS_OF_FEATURE).flat()).toSatisfy((tags: string[]) =>
      tags.every((tag) => HOTEL_TAGS.some((known) => known === tag)),
    )
  })

  it("turn labels into features that exist, and can be said", () => {
    expect(features).toEqual(expect.arrayContaining([...new Set(FEATURE_OF_LABEL.values())]))
    expect(Object.keys(FEATURE_PHRASES.en_US).sort()).toEqual([...features].sort())
  })

  it("list each label once", async () => {
    const { readFile } = await import("node:fs/promises")
    const source = await readFile("handlers/hooks/place-features.ts", "utf8")
    const table = source.slice(source.indexOf("LABELS_OF_FEATURE"), source.indexOf("export const FEATURE_OF_LABEL"))
    const labels = [...table.matchAll(/`([^`]*)`/g)].flatMap(([, list = ""]) =>
      list.split(",").map((one) => one.trim()),
    )

    expect(labels.filter((one, i) => labels.indexOf(one) !== i)).toEqual([])
  })
})
