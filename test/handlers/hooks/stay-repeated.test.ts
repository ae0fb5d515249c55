import { describe, expect, it } from "vitest"
import { parseLastStay, toLastStay, wordsForTheSame } from "#handlers/hooks/stay-repeated.ts"

describe("a stay that repeats the last one", () => {
  it.each(["same as before", "the same as last time, please", "same again", "Same", "like last time"])(
    "is asked for by '%s'",
    (words) => {
      expect(wordsForTheSame(words)).toBeDefined()
    },
  )

  it.each(["the same hotel for my mother", "before friday", "a room like this", ""])("is not by '%s'", (words) => {
    expect(wordsForTheSame(words)).toBeUndefined()
  })

  it("comes back from its attribute, and not from another", () => {
    expect(parseLastStay(toLastStay({ nights: 3, guests: 2 }))).toEqual({ Nights: 3, Guests: 2 })
    for (const attribute of [undefined, "", "3", "x 2", "0 2"]) expect(parseLastStay(attribute)).toBeUndefined()
  })
})
