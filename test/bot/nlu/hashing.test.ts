import { describe, expect, it } from "vitest"
import { HashIndex } from "#bot/nlu/hashing.ts"

describe("an index of hashes", () => {
  // Zero is a hash like any other, and those that end alike meet in one slot.
  const keys = Uint32Array.of(7, 0, 7 + 16, 7 + 32, 0xffffffff, 8)
  const index = new HashIndex(keys)
  const asked = Uint32Array.of(8, 7, 7 + 48, 0xffffffff, 7 + 32, 3, 0, 7 + 16, 0x7fffffff)
  const places = [5, 0, -1, 4, 3, -1, 1, 2, -1]

  it("finds each by itself", () => {
    expect([...asked].map((hash) => index.find(hash))).toEqual(places)
  })

  it("finds many at a time", () => {
    const found = new Int32Array(asked.length)

    index.findAll(asked, asked.length, found)

    expect([...found]).toEqual(places)
  })
})
