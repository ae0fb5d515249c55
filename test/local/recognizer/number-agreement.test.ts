import { describe, expect, it } from "vitest"
import { withOne } from "#local/recognizer/number-agreement.ts"

const isCount = (slotName: string): boolean => slotName !== "city"

describe("a sentence about one", () => {
  it.each([
    ["{Nights} nights in {City}", "one night in {City}"],
    ["for {Guests} adults and {Children} children", "for one adult and one child"],
    ["{ Guests } people", "one person"],
  ])("is made of %s", (template, expected) => {
    expect(withOne(template, isCount)).toBe(expected)
  })

  it.each(["a room for {Guests} in {City}", "{City} hotels", "{Guests} of us", "{Nights} plus one", "{Row} class"])(
    "isn't made of %s",
    (template) => {
      expect(withOne(template, isCount)).toBeUndefined()
    },
  )
})
