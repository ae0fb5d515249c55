import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { evaluateHead, holdOut } from "#local/rekognition/custom/head-evaluation.ts"
import { type Example, scoreLabels, trainHead } from "#local/rekognition/custom/linear-head.ts"

/** Points around a middle, a spread of 1 in every direction. */
function cloud(label: string, middle: readonly number[], count: number, seed: number): Example[] {
  const random = seededRandom(seed)
  const noise = () => random() + random() + random() - 1.5
  return Array.from({ length: count }, () => ({
    label,
    embedding: Float32Array.from(middle, (value) => value + 2 * noise()),
  }))
}

describe("trainHead", () => {
  const examples = [...cloud("a", [4, 0, 0], 40, 1), ...cloud("b", [0, 4, 0], 40, 2), ...cloud("c", [0, 0, 4], 8, 3)]

  it("tells clouds apart that it has not seen, the rare one, too", () => {
    const head = trainHead(examples)
    const fresh = [...cloud("a", [4, 0, 0], 50, 4), ...cloud("b", [0, 4, 0], 50, 5), ...cloud("c", [0, 0, 4], 50, 6)]
    const { labels, accuracy } = evaluateHead(head, fresh)

    expect(accuracy).toBeGreaterThan(0.97)
    for (const { recall } of labels) expect(recall).toBeGreaterThan(0.94)
  })

  it("gives scores that are shares of 1, and the same head each time", () => {
    const head = trainHead(examples)
    const scores = scoreLabels(head, Float32Array.of(0, 4, 0))

    expect(scores.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    expect(head.labels[scores.indexOf(Math.max(...scores))]).toBe("b")
    expect(trainHead(examples)).toEqual(head)
  })
})

describe("holdOut", () => {
  it("takes its share of each label, and nothing twice", () => {
    const items = Array.from({ length: 20 }, (_, i) => ({ label: i < 16 ? "many" : "few", id: i }))
    const { train, heldOut } = holdOut(items, 0.25, seededRandom(7))

    expect(heldOut.filter(({ label }) => label === "many")).toHaveLength(4)
    expect(heldOut.filter(({ label }) => label === "few")).toHaveLength(1)
    expect([...train, ...heldOut].map(({ id }) => id).sort((a, b) => a - b)).toEqual(items.map(({ id }) => id))
  })
})

describe("evaluateHead", () => {
  it("counts what was taken for what", () => {
    // Whatever comes is a "b".
    const head = {
      labels: ["a", "b"],
      mean: [0],
      deviation: [1],
      weights: [
        [0, 0],
        [0, 1],
      ],
    }
    const metrics = evaluateHead(head, [
      { label: "a", embedding: Float32Array.of(1) },
      { label: "b", embedding: Float32Array.of(1) },
      { label: "b", embedding: Float32Array.of(1) },
    ])

    expect(metrics.confusion).toEqual([
      [0, 1],
      [0, 2],
    ])
    expect(metrics.accuracy).toBeCloseTo(2 / 3, 9)
    expect(metrics.labels[1]).toMatchObject({ precision: 2 / 3, recall: 1, pictures: 2 })
    expect(metrics.f1).toBeCloseTo(0.4, 9)
  })
})
