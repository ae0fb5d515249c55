import { describe, expect, it } from "vitest"
import { judgeHearing } from "#local/recognizer/confidence.ts"

const HEARD = { gain: 150, frames: 250, words: 6, unknownPairs: 0 }

describe("the confidence of a hearing", () => {
  it("is high where words fit the sound, and each was foreseen", () => {
    expect(judgeHearing(HEARD)).toBeGreaterThan(0.9)
  })

  it("falls with the steps nobody foresaw, and with the fit", () => {
    const byPairs = [0, 2, 4, 6].map((unknownPairs) => judgeHearing({ ...HEARD, gain: 0, unknownPairs }))
    const byGain = [150, 0, -100, -300].map((gain) => judgeHearing({ ...HEARD, gain }))
    for (const chances of [byPairs, byGain]) expect(chances).toEqual(chances.toSorted((a, b) => b - a))
    expect(byPairs.at(-1)).toBeLessThan(0.5)
    expect(byGain.at(-1)).toBeLessThan(0.1)
  })

  it("asks little of a lone word but that it fits", () => {
    expect(judgeHearing({ gain: -10, frames: 100, words: 1, unknownPairs: 2 })).toBeGreaterThan(0.5)
    expect(judgeHearing({ gain: -150, frames: 100, words: 1, unknownPairs: 0 })).toBeLessThan(0.5)
  })
})
