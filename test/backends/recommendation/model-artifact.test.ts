// A model as bytes under every kind of damage: it comes back whole or not at all.

import { describe, expect, it } from "vitest"
import { fitContent, toFeatures } from "#backends/recommendation/engine/content.ts"
import { buildInteractions } from "#backends/recommendation/engine/interactions.ts"
import { fitRecipe, type Recipe } from "#backends/recommendation/engine/recipe.ts"
import { decodeArtifact, encodeArtifact, type ModelCard } from "#backends/recommendation/model-artifact.ts"
import { Fault } from "#core/errors.ts"

const METRICS = { ndcgAt10: 0.5, recallAt20: 0.5, coverageAt10: 0.5, visitors: 4 }
const LIKES = ["1 a", "1 b", "2 a", "2 c", "3 b", "3 c", "4 é"].map((pair) => {
  const [userId = "", itemId = ""] = pair.split(" ")
  return { userId, itemId, weight: 1 }
})

function makeArtifact(recipe: Recipe): Uint8Array {
  const data = buildInteractions(LIKES)
  const features = new Map(data.itemIds.map((itemId) => [itemId, toFeatures([itemId, "film"])]))
  const model = {
    ...fitRecipe(recipe, data),
    contentWeight: 0.1,
    content: fitContent(data.itemIds, features, 5),
  }
  const counts = { seed: 1, dataHash: "0".repeat(64), events: 7, visitors: 4, metrics: METRICS, floor: METRICS }
  const card: ModelCard = { recipe, contentWeight: 0.1, ...counts }
  return encodeArtifact({ card, model })
}

function codeOf(bytes: Uint8Array): string {
  try {
    decodeArtifact(bytes)
    return "whole"
  } catch (error) {
    return error instanceof Fault ? error.code : `a bug: ${String(error)}`
  }
}

const RECIPES: readonly { readonly name: string; readonly recipe: Recipe }[] = [
  { name: "popularity", recipe: { kind: "popularity" } },
  { name: "full", recipe: { kind: "ease", lambda: 1 } },
  { name: "sparse", recipe: { kind: "rp3beta", alpha: 1, beta: 0.3, keep: 2, side: "target" } },
]

describe.each(RECIPES)("a $name model as bytes", ({ recipe }) => {
  const bytes = makeArtifact(recipe)

  it("comes back as it was", () => {
    expect(Buffer.from(encodeArtifact(decodeArtifact(bytes))).equals(bytes)).toBe(true)
  })

  it("is refused when cut anywhere, and when anything follows it", () => {
    const cuts = Array.from(bytes, (_, length) => codeOf(bytes.slice(0, length)))

    expect(new Set(cuts)).toEqual(new Set(["data-invalid"]))
    expect(codeOf(Buffer.concat([bytes, Buffer.from([0])]))).toBe("data-invalid")
  })

  it("is refused when any bit of it was turned", () => {
    const turned = Array.from(bytes, (_, at) =>
      codeOf(bytes.map((byte, position) => (position === at ? byte ^ (1 << (at % 8)) : byte))),
    )

    expect(new Set(turned)).toEqual(new Set(["data-invalid"]))
  })
})

describe("bytes of other kinds", () => {
  it.each([
    { what: "zeros", bytes: new Uint8Array(5000) },
    { what: "JSON", bytes: new TextEncoder().encode('{"predictor":{"kind":"price"}}') },
    { what: "a magic word alone", bytes: new TextEncoder().encode("CONCIERGE-MODEL-1\n") },
  ])("such as $what are refused", ({ bytes }) => {
    expect(codeOf(bytes)).toBe("data-invalid")
  })
})
