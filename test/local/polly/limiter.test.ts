import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { limit } from "#local/polly/limiter.ts"

describe("limit", () => {
  it("leaves soft sound as it is", () => {
    const samples = Float32Array.from({ length: 1000 }, (_, i) => 0.5 * Math.sin(i / 5))

    expect(limit(samples, 0.6)).toEqual(samples)
  })

  it("never lets a sample pass, and turns none around", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 600 }), (values) => {
        const limited = limit(Float32Array.from(values), 0.8)
        const isBad = values.map((value, i) => {
          const sample = limited[i] ?? Number.NaN
          return !(Math.abs(sample) <= 0.80001 && Math.abs(sample) <= Math.abs(value) + 1e-6 && sample * value >= 0)
        })

        expect(isBad).not.toContain(true)
      }),
    )
  })

  it("turns a steady tone down evenly, without changing its shape", () => {
    const tone = Float32Array.from({ length: 4000 }, (_, i) => 2 * Math.sin((2 * Math.PI * i) / 80))
    const limited = limit(tone, 0.8)

    for (let i = 200; i < 3800; i++) expect(limited[i]).toBeCloseTo((tone[i] ?? 0) * 0.4, 3)
  })
})
