import { describe, expect, it } from "vitest"
import { compareArms } from "#backends/recommendation/compare-arms.ts"
import { isInTrial } from "#backends/recommendation/live-models.ts"
import type { Feedback } from "#backends/recommendation/recommendation-service.ts"

/** Visitors of one arm, some of whom take what they are shown. */
function visitorsOf(isChallenger: boolean, count: number, takers: number): readonly Feedback[] {
  const all = Array.from({ length: 10_000 }, (_, visitor) => `v${visitor}`)
  const own = all.filter((visitorId) => isInTrial(visitorId, 0.5) === isChallenger).slice(0, count)
  return own.map((visitorId, place) => ({ visitorId, itemId: "a", kind: place < takers ? "chosen" : "dismissed" }))
}

describe("compareArms", () => {
  it("counts what the visitors of each model did", () => {
    const { live, challenger } = compareArms([...visitorsOf(false, 100, 20), ...visitorsOf(true, 50, 25)], 0.5)

    expect(live).toMatchObject({ visitors: 100, taken: 20, dismissed: 80 })
    // Wilson's interval of 20 in 100.
    expect(live.takers.share).toBeCloseTo(0.2, 6)
    expect(live.takers.low).toBeCloseTo(0.1334, 3)
    expect(live.takers.high).toBeCloseTo(0.2888, 3)
    expect(challenger).toMatchObject({ visitors: 50, taken: 25, dismissed: 25 })
  })

  it.each([
    // z = 0.1 / sqrt(0.25 * 0.75 * 2 / 200) = 2.3094
    { live: 40, challenger: 60, chance: 0.0209 },
    { live: 50, challenger: 50, chance: 1 },
  ])("finds $live against $challenger of 200 to be chance at $chance", ({ live, challenger, chance }) => {
    const { pValue } = compareArms([...visitorsOf(false, 200, live), ...visitorsOf(true, 200, challenger)], 0.5)

    expect(pValue).toBeCloseTo(chance, 3)
  })

  it("says nothing when one model has had no visitor", () => {
    expect(compareArms(visitorsOf(false, 10, 5), 0.5).pValue).toBe(1)
    expect(compareArms([], 0.5).pValue).toBe(1)
  })
})
