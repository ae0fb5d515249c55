import { describe, expect, it } from "vitest"
import { Ranking } from "#bot/nlu/ranking.ts"
import { seededRandom } from "#core/units.ts"

const random = seededRandom(7)

describe("a ranking", () => {
  const ranking = new Ranking(1000)

  it.each([0, 1, 2, 8, 9, 17, 150, 1000])("puts %i values in order, equal ones as they came", (count) => {
    const values = Float64Array.from({ length: count }, () => Math.floor(random() * 50))

    const order = ranking.descending(values, count).slice(0, count)

    const wanted = Array.from(values, (value, place) => ({ value, place })).sort((a, b) => b.value - a.value)
    expect([...order]).toEqual(wanted.map(({ place }) => place))
  })
})
