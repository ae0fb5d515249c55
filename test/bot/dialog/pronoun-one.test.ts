import { describe, expect, it } from "vitest"
import { isPronounOne } from "#bot/dialog/pronoun-one.ts"

const NAMES = ["Guests", "NumberOfRooms"]

function isPronoun(text: string): boolean {
  const start = text.toLowerCase().lastIndexOf("one")
  return isPronounOne(text, start, start + 3, NAMES)
}

describe("the pronoun one", () => {
  it.each(["the cheaper one", "The 7A 108 one please", "that one", "I'd like the second one, thanks", "which one?"])(
    "counts nothing in '%s'",
    (text) => {
      expect(isPronoun(text)).toBe(true)
    },
  )

  it.each([
    "one",
    "for one",
    "change the guests to one",
    "the guests are one",
    "make the rooms one",
    "the two adults and one",
    "the room for one",
    "the flight at one",
    "the one with a pool for one night",
    "one of them",
  ])("is a number in '%s'", (text) => {
    expect(isPronoun(text)).toBe(false)
  })

  it("is no other word", () => {
    expect(isPronounOne("the two", 4, 7, NAMES)).toBe(false)
  })
})
