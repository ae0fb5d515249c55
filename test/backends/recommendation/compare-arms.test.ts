import { describe, expect, it } from "vitest"
import { compareArms, type DatedFeedback, type Trial } from "#backends/recommendation/compare-arms.ts"
import type { Feedback } from "#backends/recommendation/recommendation-service.ts"
import { epochMs } from "#core/time.ts"

const TRIAL: Trial = { live: "old", challenger: "new", since: epochMs(1000) }

function event(
  visitorId: string,
  kind: Feedback["kind"],
  own: { readonly model?: string; readonly itemId?: string; readonly at?: number } = {},
): DatedFeedback {
  const { model, itemId = "a", at = 2000 } = own
  return { visitorId, itemId, kind, at: epochMs(at), ...(model === undefined ? {} : { model }) }
}

/** Visitors whom a model showed something, the first of whom take it; the others turn it down. */
function visitorsOf(model: string, count: number, takers: number): readonly DatedFeedback[] {
  return Array.from({ length: count }, (_, visitor) => `${model} ${visitor}`).flatMap((visitorId, place) => [
    event(visitorId, "shown", { model }),
    event(visitorId, place < takers ? "chosen" : "dismissed", { at: 2001 }),
  ])
}

describe("compareArms", () => {
  it("counts what the visitors of each model did", () => {
    const { live, challenger } = compareArms([...visitorsOf("old", 100, 20), ...visitorsOf("new", 50, 25)], TRIAL)

    expect(live).toMatchObject({ visitors: 100, shown: 100, taken: 20, dismissed: 80, takers: 20 })
    // Wilson's interval of 20 in 100.
    expect(live.rate.share).toBeCloseTo(0.2, 6)
    expect(live.rate.low).toBeCloseTo(0.1334, 3)
    expect(live.rate.high).toBeCloseTo(0.2888, 3)
    expect(challenger).toMatchObject({ visitors: 50, shown: 50, taken: 25, dismissed: 25, takers: 25 })
  })

  it("gives the interval of the difference that Newcombe (1998) has for 56 of 70 and 48 of 80", () => {
    const { difference } = compareArms([...visitorsOf("old", 80, 48), ...visitorsOf("new", 70, 56)], TRIAL)

    expect(difference.share).toBeCloseTo(0.2, 6)
    expect(difference.low).toBeCloseTo(0.0524, 4)
    expect(difference.high).toBeCloseTo(0.3339, 4)
  })

  it.each([
    // z = 0.1 / sqrt(0.25 * 0.75 * 2 / 200) = 2.3094
    { live: 40, challenger: 60, chance: 0.0209, verdict: "challenger-is-better" },
    { live: 60, challenger: 40, chance: 0.0209, verdict: "live-is-better" },
    { live: 50, challenger: 50, chance: 1, verdict: "no-difference-seen" },
    { live: 50, challenger: 55, chance: 0.5698, verdict: "no-difference-seen" },
    { live: 0, challenger: 9, chance: 0.0024, verdict: "too-early" },
    { live: 200, challenger: 192, chance: 0.0043, verdict: "too-early" },
    { live: 0, challenger: 0, chance: 1, verdict: "too-early" },
  ])("finds $live against $challenger takers of 200 $verdict", ({ live, challenger, chance, verdict }) => {
    const compared = compareArms([...visitorsOf("old", 200, live), ...visitorsOf("new", 200, challenger)], TRIAL)

    expect(compared.pValue).toBeCloseTo(chance, 3)
    expect(compared.verdict).toBe(verdict)
  })

  it("tells which difference so many visitors could show", () => {
    const { detectable } = compareArms([...visitorsOf("old", 200, 50), ...visitorsOf("new", 200, 50)], TRIAL)

    // 2.8016 standard errors of sqrt(0.25 * 0.75 * 2 / 200).
    expect(detectable).toBeCloseTo(0.1213, 4)
  })

  it("says nothing when one model has had no visitor", () => {
    expect(compareArms(visitorsOf("old", 10, 5), TRIAL)).toMatchObject({
      pValue: 1,
      verdict: "too-early",
      detectable: 1,
    })
    expect(compareArms([], TRIAL)).toMatchObject({ pValue: 1, verdict: "too-early", detectable: 1 })
  })

  it("credits a model only with what it showed, after it was shown and since the trial began", () => {
    const { live, challenger, visitorsOfBoth } = compareArms(
      [
        event("took something else", "shown", { model: "old" }),
        event("took something else", "chosen", { itemId: "b" }),
        event("took it before", "chosen", { at: 1500 }),
        event("took it before", "shown", { model: "old" }),
        event("came before the trial", "shown", { model: "old", at: 900 }),
        event("came before the trial", "booked"),
        event("saw no model", "shown"),
        event("saw no model", "booked", { at: 2001 }),
        event("was shown nothing", "booked"),
        event("saw a third", "shown", { model: "third" }),
        event("saw both", "shown", { model: "old" }),
        event("saw both", "shown", { model: "new", itemId: "b" }),
        event("saw both", "booked", { itemId: "b", at: 2001 }),
        event("held and booked", "shown", { model: "new" }),
        event("held and booked", "shown", { model: "new", itemId: "b" }),
        event("held and booked", "chosen", { at: 2001 }),
        event("held and booked", "booked", { at: 2002 }),
      ],
      TRIAL,
    )

    expect(live).toMatchObject({ visitors: 2, shown: 2, taken: 0, takers: 0 })
    expect(challenger).toMatchObject({ visitors: 1, shown: 2, taken: 1, takers: 1 })
    expect(visitorsOfBoth).toBe(1)
  })
})
