import { describe, expect, it } from "vitest"
import { formatMoney, minorUnits, seededRandom } from "#core/units.ts"

describe("formatMoney", () => {
  it.each([
    { amount: 125_000, currency: "EUR", text: "€1,250.00" },
    { amount: 9800, currency: "JPY", text: "¥9,800" },
    { amount: 12_345, currency: "KWD", text: "KWD 12.345" },
  ])("writes $amount $currency as $text", ({ amount, currency, text }) => {
    expect(formatMoney({ amount: minorUnits(amount), currency }).replace("\u00a0", " ")).toBe(text)
  })
})

describe("minorUnits", () => {
  it.each([0.5, Number.NaN, 2 ** 60])("refuses %d", (amount) => {
    expect(() => minorUnits(amount)).toThrow(RangeError)
  })
})

describe("seededRandom", () => {
  it("gives the same stream for the same seed, within 0 and 1", () => {
    const [one, other] = [seededRandom(42), seededRandom(42)]
    const numbers = Array.from({ length: 1000 }, one)

    expect(Array.from({ length: 1000 }, other)).toEqual(numbers)
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    expect(seededRandom(43)()).not.toBe(numbers[0])
  })
})
