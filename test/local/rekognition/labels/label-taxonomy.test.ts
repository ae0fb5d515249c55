import { describe, expect, it } from "vitest"
import { COCO_LABELS } from "#local/rekognition/labels/coco-labels.ts"
import { findLabel } from "#local/rekognition/labels/label-taxonomy.ts"

describe("the labels of the detector", () => {
  it("are 80 different ones, all of them known", () => {
    expect(new Set(COCO_LABELS).size).toBe(80)
    expect(COCO_LABELS.filter((name) => findLabel(name) === undefined)).toEqual([])
  })

  it("have ancestors that are labels themselves, in order, with all of their own ancestors", () => {
    const problems = COCO_LABELS.flatMap((name) => {
      const parents = findLabel(name)?.parents ?? []
      const isSorted = parents.join() === [...parents].sort().join()
      const missing = parents
        .flatMap((parent) => findLabel(parent)?.parents ?? [parent])
        .filter((p) => !parents.includes(p))
      const unknown = parents.filter((parent) => findLabel(parent) === undefined)
      return isSorted && missing.length === 0 && unknown.length === 0 ? [] : [`${name}: ${parents.join(", ")}`]
    })

    expect(problems).toEqual([])
  })

  it.each([
    { coco: 57, label: "Couch", parents: ["Furniture"], aliases: ["Sofa"], category: "Furniture and Furnishings" },
    {
      coco: 67,
      label: "Mobile Phone",
      parents: ["Electronics", "Phone"],
      aliases: ["Cell Phone"],
      category: "Technology and Computing",
    },
    {
      coco: 16,
      label: "Dog",
      parents: ["Animal", "Canine", "Mammal", "Pet"],
      aliases: ["Puppy"],
      category: "Animals and Pets",
    },
  ])("are Rekognition's: $label", ({ coco, label, ...facts }) => {
    expect(COCO_LABELS[coco]).toBe(label)
    expect(findLabel(label)).toEqual(facts)
  })
})
