import { describe, expect, it } from "vitest"
import { chooseFromList } from "#handlers/hooks/choose.ts"

const LIST = [
  { name: "Harbour House", price: 200, rank: 2 },
  { name: "Casa Azul", price: 120, rank: 3 },
  { name: "Grand Palace", price: 480, rank: 1 },
]
const compare = { price: (item: (typeof LIST)[0]) => item.price, rank: (item: (typeof LIST)[0]) => item.rank }

describe("chooseFromList", () => {
  it.each([
    { words: "the first one", chosen: "Harbour House" },
    { words: "the second one", chosen: "Casa Azul" },
    { words: "the third one", chosen: "Grand Palace" },
    { words: "the last one", chosen: "Grand Palace" },
    { words: "the cheapest one", chosen: "Casa Azul" },
    { words: "the best one", chosen: "Grand Palace" },
    { words: "any", chosen: "Harbour House" },
    { words: "Casa Azul", chosen: undefined }, // a name is looked up by the caller
  ])("takes '$words' for $chosen", ({ words, chosen }) => {
    expect(chooseFromList(words, LIST, compare)?.name).toBe(chosen)
  })

  it("finds nothing in a list that is too short", () => {
    expect(chooseFromList("the third one", LIST.slice(0, 2), compare)).toBeUndefined()
    expect(chooseFromList("the cheapest one", [], compare)).toBeUndefined()
  })
})
