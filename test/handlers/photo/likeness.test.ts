import { describe, expect, it } from "vitest"
import { likenessOf } from "#handlers/photo/likeness.ts"
import type { Photo } from "#handlers/photo/photo-attribute.ts"

const picture = (
  names: readonly string[],
  rgb: readonly [number, number, number],
  embedding?: readonly number[],
): Photo => ({
  labels: names.map((name) => ({ name, confidence: 90, parents: [], categories: [], count: 1 })),
  colors: [{ red: rgb[0], green: rgb[1], blue: rgb[2], share: 100 }],
  lines: [],
  ...(embedding === undefined ? {} : { embedding }),
})

const SAND = [230, 200, 150] as const
const NIGHT = [10, 10, 30] as const

describe("likenessOf", () => {
  it.each([
    { what: "the same", a: picture(["Kite"], SAND), b: picture(["Kite"], SAND), least: 1, most: 1 },
    { what: "nothing in common", a: picture(["Kite"], SAND), b: picture(["Oven"], NIGHT), least: 0, most: 0.15 },
    {
      what: "the same things at night",
      a: picture(["Kite"], SAND),
      b: picture(["Kite"], NIGHT),
      least: 0.7,
      most: 0.85,
    },
    {
      what: "half the things",
      a: picture(["Bed", "Lamp"], SAND),
      b: picture(["Bed", "TV"], SAND),
      least: 0.5,
      most: 0.6,
    },
    {
      what: "like vectors, whatever the labels",
      a: picture(["A"], SAND, [1, 0.2]),
      b: picture(["B"], NIGHT, [1, 0.3]),
      least: 0.9,
      most: 1,
    },
    { what: "unlike vectors", a: picture(["A"], SAND, [1, 0]), b: picture(["A"], SAND, [0, 1]), least: 0, most: 0 },
    {
      what: "vectors of different networks",
      a: picture(["A"], SAND, [1]),
      b: picture(["A"], SAND, [1, 0]),
      least: 1,
      most: 1,
    },
    { what: "nothing seen", a: picture([], SAND), b: picture([], NIGHT), least: 0, most: 0.15 },
  ])("of $what is from $least to $most, either way round", ({ a, b, least, most }) => {
    for (const likeness of [likenessOf(a, b), likenessOf(b, a)]) {
      expect(likeness).toBeGreaterThanOrEqual(least - 1e-9)
      expect(likeness).toBeLessThanOrEqual(most + 1e-9)
    }
  })
})
