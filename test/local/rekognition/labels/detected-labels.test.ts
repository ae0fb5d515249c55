import { describe, expect, it } from "vitest"
import { toPercent } from "#local/rekognition/labels/confidence.ts"
import { type LabelFilters, nameObjects, toLabels } from "#local/rekognition/labels/detected-labels.ts"

const BOX = { left: 0, top: 0, width: 0.5, height: 0.5 }
const ALL: LabelFilters = { labels: [], categories: [], excludedLabels: [], excludedCategories: [] }

describe("toPercent", () => {
  it.each([
    { score: 0, percent: 0 },
    { score: 0.35, percent: 55 },
    { score: 0.425, percent: 67.5 },
    { score: 0.5, percent: 80 },
    { score: 0.7, percent: 95 },
    { score: 1, percent: 100 },
  ])("puts $score at $percent percent", ({ score, percent }) => {
    expect(toPercent(score)).toBeCloseTo(percent, 6)
  })
})

describe("toLabels", () => {
  const objects = nameObjects([
    { kind: 2, score: 0.5, box: BOX },
    { kind: 7, score: 0.7, box: BOX },
    { kind: 2, score: 0.35, box: BOX },
    { kind: 0, score: 0.2, box: BOX },
  ])

  it("gives a label its surest instance's confidence, an ancestor that of the surest below it", () => {
    const labels = toLabels(objects, { minConfidence: 54, maxLabels: 1000, filters: ALL })

    expect(labels.map(({ name, confidence, instances }) => [name, Math.round(confidence), instances.length])).toEqual([
      ["Transportation", 95, 0],
      ["Truck", 95, 1],
      ["Vehicle", 95, 0],
      ["Car", 80, 2],
    ])
  })

  it("leaves instances out that are less sure than asked for", () => {
    const labels = toLabels(objects, { minConfidence: 80, maxLabels: 1000, filters: { ...ALL, labels: ["Car"] } })

    expect(labels.map(({ name, instances }) => [name, instances.length])).toEqual([["Car", 1]])
  })

  it.each([
    { filters: { labels: ["Car"], categories: ["Person Description"] }, names: ["Car", "Person"] },
    {
      filters: { categories: ["Vehicles and Automotive"], excludedLabels: ["Vehicle", "Transportation"] },
      names: ["Truck", "Car"],
    },
    { filters: { excludedCategories: ["Vehicles and Automotive"] }, names: ["Person"] },
    // What is excluded stays out, whoever asks for it.
    { filters: { labels: ["Car"], excludedLabels: ["Car"] }, names: [] },
  ])("keeps $names of $filters", ({ filters, names }) => {
    const labels = toLabels(objects, { minConfidence: 0, maxLabels: 1000, filters: { ...ALL, ...filters } })

    expect(labels.map(({ name }) => name)).toEqual(names)
  })
})
