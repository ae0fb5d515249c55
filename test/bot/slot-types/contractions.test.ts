// Contractions are no values, whatever their letters spell without the apostrophe; answers behind them are found.

import { describe, expect, it } from "vitest"
import { listType, meaning, resolverOf, WEDNESDAY } from "./one-slot.ts"

const STATIONS = { slotTypes: [listType({ Shell: [], Well: [] })] }

describe("a contraction", () => {
  it.each([
    { type: "AMAZON.Date", says: "we'd like a table" },
    { type: "AMAZON.Date", says: "We’d rather not" },
    { type: "AMAZON.Date", says: "that is what we'd said" },
    { type: "AMAZON.State", says: "I'd like a table" },
    { type: "Listed", says: "she'll take it" },
    { type: "Listed", says: "we'll see" },
  ])("is no value of $type: '$says'", ({ type, says }) => {
    expect(resolverOf(type, STATIONS).findMentions(says, WEDNESDAY)).toEqual([])
  })

  it.each([
    { type: "AMAZON.Date", says: "wed", means: "2020-11-25" },
    { type: "AMAZON.Date", says: "we'd like friday", means: "2020-11-27" },
    { type: "AMAZON.Date", says: "we’d like wed", means: "2020-11-25" },
    { type: "AMAZON.City", says: "I'd like to go to Lisbon", means: "Lisbon" },
    { type: "AMAZON.City", says: "id like to go to Lisbon", means: "Lisbon" },
    { type: "AMAZON.State", says: "ID", means: "Idaho" },
    { type: "AMAZON.Number", says: "we'll take three", means: "3" },
    { type: "AMAZON.Confirmation", says: "I'd love to", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "We'll see", means: "Maybe" },
    { type: "Listed", says: "we'll take shell", means: "Shell" },
  ])("before a value of $type leaves it: '$says'", ({ type, says, means }) => {
    expect(meaning(resolverOf(type, STATIONS).resolveAnswer(says, WEDNESDAY))).toBe(means)
  })
})
