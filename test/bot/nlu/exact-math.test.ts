import { describe, expect, it } from "vitest"
import { exp, log, sigmoid } from "#bot/nlu/exact-math.ts"

describe("exact-math", () => {
  it.each([
    { x: 0, result: 1 },
    { x: 2, result: 7.38905609893065 },
    { x: -1, result: 0.36787944117144233 },
    { x: 10, result: 22026.465794806718 },
    { x: -30, result: 9.357622968840175e-14 },
  ])("gives e to the $x", ({ x, result }) => {
    expect(exp(x) / result).toBeCloseTo(1, 11)
  })

  it("stays finite and above zero however large the argument", () => {
    expect(exp(1e9)).toBeLessThan(Number.POSITIVE_INFINITY)
    expect(exp(-1e9)).toBeGreaterThan(0)
  })

  it.each([
    { x: 1, result: 0 },
    { x: 3, result: 1.0986122886681098 },
    { x: 1000, result: 6.907755278982137 },
    { x: 0.001, result: -6.907755278982137 },
  ])("gives the logarithm of $x", ({ x, result }) => {
    expect(log(x)).toBeCloseTo(result, 12)
  })

  it("gives one half at the middle of the logistic function", () => {
    expect(sigmoid(0)).toBe(0.5)
  })

  it("gives the very same bits on every engine", () => {
    expect([exp(0.3), exp(-7.77), log(3.3), log(0.007)]).toEqual([
      1.349858807576003, 0.00042221326680907034, 1.1939224684724346, -4.961845129926823,
    ])
  })
})
