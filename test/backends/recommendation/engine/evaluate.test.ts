import { describe, expect, it } from "vitest"
import { evaluateModel, ndcgOf } from "#backends/recommendation/engine/evaluate.ts"
import { buildInteractions, type Interactions, selectUsers } from "#backends/recommendation/engine/interactions.ts"
import { pickRecipe } from "#backends/recommendation/engine/recipe.ts"
import { hashShare, splitUsers, splitWithinUsers } from "#backends/recommendation/engine/split.ts"

const ITEMS = ["a", "b", "c", "d"]

function choices(pairs: readonly string[]): Interactions {
  const interactions = pairs.map((pair) => {
    const [userId = "", itemId = ""] = pair.split(" ")
    return { userId, itemId, weight: 1 }
  })
  return buildInteractions(interactions, ITEMS)
}

function pairsOf({ userIds, itemIds, starts, columns }: Interactions): string[] {
  return userIds.flatMap((userId, user) =>
    [...columns.subarray(starts[user], starts[user + 1])].map((column) => `${userId} ${itemIds[column]}`),
  )
}

describe("ndcgOf", () => {
  it.each([
    { ranked: [7, 8, 9], wanted: [7], is: 1 },
    // 1 / log2(3)
    { ranked: [8, 7, 9], wanted: [7], is: 0.63093 },
    // (1 + 1 / log2(4)) over (1 + 1 / log2(3))
    { ranked: [7, 8, 9], wanted: [7, 9], is: 0.91972 },
    // Three wanted, but only two ranks: the best possible is 1 + 1 / log2(3).
    { ranked: [7, 1], wanted: [7, 8, 9], cutoff: 2, is: 0.61315 },
    { ranked: [1, 2, 3], wanted: [9], is: 0 },
    { ranked: [], wanted: [9], is: 0 },
  ])("ranks $ranked with $wanted wanted at $is", ({ ranked, wanted, cutoff = 3, is }) => {
    expect(ndcgOf(ranked, new Set(wanted), cutoff)).toBeCloseTo(is, 5)
  })
})

describe("evaluateModel", () => {
  it("is the mean over visitors with something held out, seen items left out of the ranking", () => {
    const train = choices(["1 a", "2 b", "3 a"])
    const test = choices(["1 c", "2 a", "2 d"])
    const model = { itemIds: ITEMS, popularity: Float32Array.from([4, 3, 2, 1]), contentWeight: 0 }

    const metrics = evaluateModel(model, train, test)

    // Visitor 1 is shown b, c, d and wanted c: 1 / log2(3). Visitor 2 is shown a, c, d and wanted a and d: 0.91972.
    expect(metrics.ndcgAt10).toBeCloseTo((0.63093 + 0.91972) / 2, 5)
    expect(metrics).toMatchObject({ recallAt20: 1, coverageAt10: 1, visitors: 2 })
  })

  it("says nothing was measured when nothing is held out", () => {
    const model = { itemIds: [], popularity: new Float32Array(), contentWeight: 0 }

    expect(evaluateModel(model, buildInteractions([]), buildInteractions([]))).toEqual({
      ndcgAt10: 0,
      recallAt20: 0,
      coverageAt10: 0,
      visitors: 0,
    })
  })
})

describe("splitWithinUsers", () => {
  const pairs = ["10 a", "10 b", "10 c", "10 d", "9 a", "9 b", "2 d"]

  it("holds out a share of each visitor's items, at least one, and loses none", () => {
    const { train, heldOut: test } = splitWithinUsers(choices(pairs), 0.5, 42)

    expect(test.userIds).toEqual(["2", "9", "10"])
    expect([...test.starts]).toEqual([0, 1, 2, 4])
    expect([...pairsOf(train), ...pairsOf(test)].sort()).toEqual(pairs.toSorted())
  })

  it("is the same for the same seed whatever the order of the events", () => {
    const one = splitWithinUsers(choices(pairs), 0.5, 42)
    const other = splitWithinUsers(choices(pairs.toReversed()), 0.5, 42)

    expect(pairsOf(other.heldOut)).toEqual(pairsOf(one.heldOut))
  })
})

describe("splitUsers", () => {
  it("sets the same visitors aside in a later data set", () => {
    const early = choices(Array.from({ length: 300 }, (_, user) => `${user} a`))
    const late = choices(Array.from({ length: 600 }, (_, user) => `${user} b`))

    const before = splitUsers(early, 0.2).aside.userIds
    const after = splitUsers(late, 0.2).aside

    expect(selectUsers(after, (userId) => Number(userId) < 300).userIds).toEqual(before)
    expect(before.length / 300).toBeCloseTo(0.2, 1)
  })

  it("hashes to shares that differ by purpose", () => {
    expect(hashShare("one", "visitor")).not.toBe(hashShare("other", "visitor"))
  })
})

describe("pickRecipe", () => {
  // Two tastes that never mix: whoever has two of a taste takes the third.
  const tastes = Array.from({ length: 60 }, (_, user) =>
    (user % 2 === 0 ? ["a", "b", "c", "d"] : ["w", "x", "y", "z"]).map((item) => `${user} ${item}`),
  ).flat()
  const options = { seed: 1, features: new Map() }

  it("prefers a model that knows tastes to popularity", async () => {
    const [best] = await pickRecipe(choices(tastes), options)

    expect(best?.recipe.kind).not.toBe("popularity")
    expect(best?.metrics.ndcgAt10).toBe(1)
  })

  it("takes a trial that was done before for done", async () => {
    const note = (keys: string[]) => async (key: string) => void keys.push(key)
    const done: string[] = []
    const first = await pickRecipe(choices(tastes), { ...options, onTrial: note(done) })
    const known = new Map(done.map((key, position) => [key, first[position]]))
    const again: string[] = []

    await pickRecipe(choices(tastes), { ...options, findTrial: (key) => known.get(key), onTrial: note(again) })

    expect(done.length).toBe(first.length)
    expect(again).toEqual([])
  })
})
