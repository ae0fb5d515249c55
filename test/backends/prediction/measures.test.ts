// Measures of predictions, against cases worked by hand.

import { describe, expect, it } from "vitest"
import { measureChances } from "#backends/prediction/measures.ts"

const forecast = (chance: number, came: boolean) => ({ chance, came })

describe("measureChances", () => {
  it("is what the definitions give by hand", () => {
    const measured = measureChances([forecast(0.8, true), forecast(0.4, false), forecast(0.4, true)], 0.5)

    // -(ln 0.8 + ln 0.6 + ln 0.4) / 3 and (0.04 + 0.16 + 0.36) / 3.
    expect(measured.logLoss).toBeCloseTo(0.550087, 5)
    expect(measured.brier).toBeCloseTo(0.186667, 6)
    // Of two pairs, one is in order and one is tied: 1.5 of 2.
    expect(measured.auroc).toBe(0.75)
    // Bin of 0.4: mean 0.4, half came; bin of 0.8: one came. (2 × 0.1 + 1 × 0.2) / 3.
    expect(measured.calibrationError).toBeCloseTo(0.133333, 6)
    expect(measured.share).toBeCloseTo(0.666667, 6)
    expect(measured.base).toEqual({ chance: 0.5, logLoss: expect.closeTo(Math.LN2, 9), brier: 0.25 })
  })

  it("guesses when all came the same way, and survives certainty that was wrong", () => {
    expect(measureChances([forecast(0.3, true), forecast(0.6, true)], 0.5).auroc).toBe(0.5)
    expect(measureChances([forecast(0, true)], 0.5).logLoss).toBeCloseTo(13.8155, 3)
    expect(measureChances([], 0.5)).toMatchObject({ examples: 0, logLoss: 0, brier: 0 })
  })
})
