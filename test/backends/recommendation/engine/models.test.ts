import { describe, expect, it } from "vitest"
import { fitContent, toFeatures } from "#backends/recommendation/engine/content.ts"
import { fitEase } from "#backends/recommendation/engine/ease.ts"
import { buildInteractions } from "#backends/recommendation/engine/interactions.ts"
import { invertInPlace } from "#backends/recommendation/engine/inverse.ts"
import { addScores, weightBetween } from "#backends/recommendation/engine/item-table.ts"
import { fitItemKnn, fitRp3beta } from "#backends/recommendation/engine/neighbors.ts"
import { findReason, rankItems, scoreItems } from "#backends/recommendation/engine/ranking-model.ts"
import { fitRecipe, withContent } from "#backends/recommendation/engine/recipe.ts"
import { seededRandom } from "#core/units.ts"

/** Visitor 1 chose a, b and c; visitor 2 a and b; visitor 3 c. */
const DATA = buildInteractions(
  ["1 a", "1 b", "1 c", "2 a", "2 b", "3 c"].map((pair) => {
    const [userId = "", itemId = ""] = pair.split(" ")
    return { userId, itemId, weight: 1 }
  }),
)
const [A, B, C] = [0, 1, 2]

describe("invertInPlace", () => {
  it("inverts a matrix reckoned by hand", () => {
    // The determinant of [4 2; 2 3] is 8.
    const matrix = Float64Array.from([4, 0, 2, 3])

    invertInPlace(matrix, 2)

    expect(matrix[0]).toBeCloseTo(3 / 8, 14)
    expect(matrix[2]).toBeCloseTo(-2 / 8, 14)
    expect(matrix[3]).toBeCloseTo(4 / 8, 14)
  })

  it.each([1, 5, 24, 51, 130, 309])("gives the unit matrix when multiplied by a matrix of size %i", (size) => {
    const random = seededRandom(size)
    const matrix = new Float64Array(size * size)
    for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) matrix[i * size + j] = random() + (i === j ? size : 0)
    const inverse = matrix.slice()
    const entry = (of: Float64Array, i: number, j: number) => of[Math.max(i, j) * size + Math.min(i, j)] ?? 0

    invertInPlace(inverse, size)

    const cells = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const)
    const errors = cells.map(([i, j]) => {
      let sum = i === j ? -1 : 0
      for (let k = 0; k < size; k++) sum += entry(matrix, i, k) * entry(inverse, k, j)
      return Math.abs(sum)
    })
    const worst = errors.reduce((most, error) => Math.max(most, error), 0)
    expect(worst).toBeLessThan(1e-12)
  })

  it("refuses a matrix that has no such factor", () => {
    expect(() => invertInPlace(Float64Array.from([1, 0, 2, 1]), 2)).toThrow("not positive definite")
  })
})

describe("EASE", () => {
  it("gives the weights of the closed form", () => {
    // With lambda 1 the Gram matrix is [3 2 1; 2 3 1; 1 1 3], determinant 13, inverse [8 -5 -1; -5 8 -1; -1 -1 5] / 13.
    const table = fitEase(DATA, { lambda: 1 })

    expect(weightBetween(table, A, B)).toBeCloseTo(5 / 8, 6)
    expect(weightBetween(table, A, C)).toBeCloseTo(1 / 5, 6)
    expect(weightBetween(table, C, A)).toBeCloseTo(1 / 8, 6)
    expect(weightBetween(table, A, A)).toBe(0)
  })

  it("keeps the strongest weights of each item only, when told so", () => {
    const table = fitEase(DATA, { lambda: 1, keep: 1 })

    expect(weightBetween(table, A, B)).toBeCloseTo(5 / 8, 6)
    expect(weightBetween(table, A, C)).toBe(0)
  })

  it("weighs what was chosen more by more", () => {
    const halved = buildInteractions([
      { userId: "1", itemId: "a", weight: 1 },
      { userId: "1", itemId: "b", weight: 0.5 },
    ])

    // Gram matrix with lambda 1: [2 .5; .5 1.25]; the weight of a for b is .5 / 2, of b for a .5 / 1.25.
    expect(weightBetween(fitEase(halved, { lambda: 1 }), A, B)).toBeCloseTo(0.25, 6)
    expect(weightBetween(fitEase(halved, { lambda: 1 }), B, A)).toBeCloseTo(0.4, 6)
  })
})

describe("RP3beta", () => {
  it("walks from an item over its visitors to others, popular ones held down", () => {
    const table = fitRp3beta(DATA, { alpha: 1, beta: 0.5, keep: 3, side: "source" })

    // From a: visitor 1 (of 2) and on to b (of 3), visitor 2 (of 2) and on to b (of 2); b has two visitors.
    expect(weightBetween(table, A, B)).toBeCloseTo((1 / 2) * (1 / 3 + 1 / 2) * 2 ** -0.5, 6)
    expect(weightBetween(table, A, C)).toBeCloseTo((1 / 2) * (1 / 3) * 2 ** -0.5, 6)
    expect(weightBetween(table, C, C)).toBe(0)
  })

  it.each(["source", "target"] as const)("has the same weights when none is dropped on the %s side", (side) => {
    const table = fitRp3beta(DATA, { alpha: 1, beta: 0.3, keep: 3, side })

    expect(weightBetween(table, A, C)).toBeCloseTo((1 / 6) * 2 ** -0.3, 6)
    expect(weightBetween(table, C, B)).toBeCloseTo((1 / 6) * 2 ** -0.3, 6)
  })

  it("keeps the strongest of each item of the history, or of each item spoken for", () => {
    const source = fitRp3beta(DATA, { alpha: 1, beta: 0, keep: 1, side: "source" })
    const target = fitRp3beta(DATA, { alpha: 1, beta: 0, keep: 1, side: "target" })

    // b is strongest of a's row, a of b's; c's row and c's column tie, and the lower column stays.
    expect([weightBetween(source, A, C), weightBetween(source, C, B)]).toEqual([0, 0])
    expect(weightBetween(source, C, A)).toBeCloseTo(1 / 6, 6)
    expect(weightBetween(target, A, C)).toBeCloseTo(1 / 6, 6)
    expect([weightBetween(target, C, A), weightBetween(target, B, C)]).toEqual([0, 0])
  })
})

describe("item k-nearest-neighbors", () => {
  it("is the cosine, visitors with fewer items counting more", () => {
    const table = fitItemKnn(DATA, { keep: 3 })
    const [w1, w2, w3] = [Math.log(4 / 3) ** 2, Math.log(4 / 2) ** 2, Math.log(4) ** 2]

    expect(weightBetween(table, A, B)).toBeCloseTo(1, 6)
    expect(weightBetween(table, A, C)).toBeCloseTo(w1 / Math.sqrt((w1 + w2) * (w1 + w3)), 6)
  })
})

describe("content", () => {
  const features = new Map([
    ["a", toFeatures(["Sea", "quiet"])],
    ["b", toFeatures(["sea"])],
    ["c", toFeatures(["mountains"])],
  ])

  it("is the cosine of what items are like", () => {
    const table = fitContent(["a", "b", "c"], features, 10)
    const [sea, quiet] = [Math.log(4 / 2), Math.log(4 / 1)]

    expect(weightBetween(table, A, B)).toBeCloseTo(sea / Math.sqrt(sea ** 2 + quiet ** 2), 6)
    expect(weightBetween(table, A, C)).toBe(0)
  })

  it("takes the words of a text for less than a tag, and leaves empty words out", () => {
    expect(toFeatures(["Spa"], "The old mill by the sea")).toEqual({
      "tag:spa": 1,
      "word:old": 0.3,
      "word:mill": 0.3,
      "word:sea": 0.3,
    })
  })

  it("lets an item that nobody has chosen come up", () => {
    const newcomer = buildInteractions([{ userId: "1", itemId: "a", weight: 1 }], ["a", "b", "c"])
    const model = withContent(fitRecipe({ kind: "ease", lambda: 1 }, newcomer), features, 0.4)
    const history = { items: [A], weights: [1] }

    const [best] = rankItems(model, scoreItems(model, history), 1, (item) => item === A)

    expect(best?.item).toBe(B)
    expect(findReason(model, history, B)).toBe(A)
    expect(findReason(model, history, C)).toBeUndefined()
  })
})

describe("ranking", () => {
  it("falls back to popularity for a visitor without a history", () => {
    const data = buildInteractions([
      { userId: "1", itemId: "c", weight: 1 },
      { userId: "2", itemId: "c", weight: 1 },
      { userId: "1", itemId: "b", weight: 1 },
      { userId: "3", itemId: "a", weight: 1 },
    ])
    const model = fitRecipe({ kind: "ease", lambda: 1 }, data)

    const ranked = rankItems(model, scoreItems(model, { items: [], weights: [] }), 3, () => false)

    expect(ranked.map(({ item }) => data.itemIds[item])).toEqual(["c", "a", "b"])
  })

  it("adds up what each item of the history says, and takes away what was turned down", () => {
    const table = fitEase(DATA, { lambda: 1 })

    expect(addScores(table, [A, B], [1, 1])[C]).toBeCloseTo(0.4, 6)
    expect(addScores(table, [A, B], [1, -1])[C]).toBeCloseTo(0, 6)
  })
})
