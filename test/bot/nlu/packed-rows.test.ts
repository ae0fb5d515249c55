import { describe, expect, it } from "vitest"
import { PackedRows } from "#bot/nlu/packed-rows.ts"
import { seededRandom } from "#core/units.ts"

const random = seededRandom(5)

describe("rows of packed weights", () => {
  it.each([
    { width: 1, count: 3, most: 1 },
    { width: 2, count: 1, most: 1 },
    { width: 7, count: 4, most: 1000 },
    { width: 64, count: 200, most: 1e-6 },
    // More rows than any scratch room begins with.
    { width: 9, count: 1500, most: 3 },
  ])("add up $count rows of $width as weights one by one do, for factors up to $most", ({ width, count, most }) => {
    const rowCount = 300
    const weights = Int8Array.from({ length: rowCount * width }, () => Math.round(random() * 254 - 127))
    const rows = Int32Array.from({ length: count }, () => Math.floor(random() * rowCount))
    const factors = Float64Array.from(rows, () => (random() * 2 - 0.6) * most)
    const sums = new Float64Array(width).fill(0.5)

    new PackedRows(weights, width).addTo(sums, rows, factors, count)

    const size = factors.reduce((sum, factor) => sum + Math.abs(factor), 0)
    for (const [k, sum] of sums.entries()) {
      const wanted = rows.reduce((all, row, i) => all + (factors[i] ?? 0) * (weights[row * width + k] ?? 0), 0.5)
      expect(Math.abs(sum - wanted)).toBeLessThan((127 * size * count) / 2 ** 18 + 1e-12)
    }
  })

  it("hold the largest weights of either sign apart", () => {
    const sums = new Float64Array(4)

    new PackedRows(Int8Array.of(127, -127, -127, 127), 4).addTo(sums, Int32Array.of(0), Float64Array.of(2), 1)

    expect([...sums]).toEqual([254, -254, -254, 254])
  })

  it("add nothing for no rows or for factors of 0", () => {
    const sums = Float64Array.of(1, 2)
    const rows = new PackedRows(Int8Array.of(5, 6), 2)

    rows.addTo(sums, Int32Array.of(0), Float64Array.of(0), 1)
    rows.addTo(sums, Int32Array.of(0), Float64Array.of(9), 0)

    expect([...sums]).toEqual([1, 2])
  })
})
