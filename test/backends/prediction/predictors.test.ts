import { beforeAll, describe, expect, it } from "vitest"
import { formatHistory, type PastBooking, parseHistory } from "#backends/prediction/history.ts"
import {
  findLivePredictor,
  findPredictor,
  promotePredictor,
  publishPredictor,
  rollBackPredictor,
} from "#backends/prediction/predictor-registry.ts"
import { chanceOfCancellation, measurePredictor, outlookOf, trainPredictor } from "#backends/prediction/predictors.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { modelKey } from "#backends/recommendation/model-registry.ts"
import { epochMs, type IsoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { createMemoryObjectStore } from "#test/backends/recommendation/support/memory-object-store.ts"

const FIRST = "2026-01-01" as IsoDate
let history: readonly PastBooking[]
let other: readonly PastBooking[]
beforeAll(() => {
  history = makeSyntheticHistory({ bookings: 6000, seed: 1, first: FIRST })
  other = makeSyntheticHistory({ bookings: 6000, seed: 2, first: FIRST })
})

/** The same bookings with outcomes by lot: nothing can be learned from them. */
function dealt(): readonly PastBooking[] {
  const random = seededRandom(3)
  return history.map((booking) => ({ ...booking, outcome: random() < 0.25 ? "cancelled" : "kept" }))
}

/** The same bookings, those kept that were cancelled and the other way round. */
function reversed(): readonly PastBooking[] {
  return history.map((booking) => ({ ...booking, outcome: booking.outcome === "kept" ? "cancelled" : "kept" }))
}

describe("the predictor of cancellations", () => {
  it("beats the base rate on bookings no training saw, with chances that come true", () => {
    const { chances } = measurePredictor(trainPredictor("cancellation", history), history)

    expect(chances.examples).toBeGreaterThan(800)
    expect(chances.logLoss).toBeLessThan(0.95 * chances.base.logLoss)
    expect(chances.brier).toBeLessThan(0.95 * chances.base.brier)
    expect(chances.auroc).toBeGreaterThan(0.65)
    expect(chances.calibrationError).toBeLessThan(0.05)
  })

  it("says nothing better than the base rate where there is nothing to learn", () => {
    const { chances } = measurePredictor(trainPredictor("cancellation", dealt()), dealt())

    expect(chances.auroc).toBeGreaterThan(0.44)
    expect(chances.auroc).toBeLessThan(0.56)
    expect(Math.abs(chances.logLoss - chances.base.logLoss)).toBeLessThan(0.02)
  })

  it("thinks a booking far ahead on free terms more likely cancelled than one for tomorrow that can't be", () => {
    const predictor = trainPredictor("cancellation", history)
    if (predictor.kind !== "cancellation") return expect.unreachable()
    const facts = {
      ...{ kind: "stay" as const, unit: "new", start: "2026-05-20" as IsoDate, nights: 2, party: 2, rate: 10_000 },
      ...{ pastBookings: 0, pastCancellations: 0 },
    }
    const early = chanceOfCancellation(predictor, {
      ...facts,
      bookedAt: epochMs(Date.UTC(2026, 2, 1)),
      freeUntilDays: 3,
    })
    const late = chanceOfCancellation(predictor, {
      ...facts,
      bookedAt: epochMs(Date.UTC(2026, 4, 19)),
      freeUntilDays: -1,
    })

    expect(early).toBeGreaterThan(late + 0.1)
  })
})

describe("the predictor of prices", () => {
  it("is nearer than the median change, and its chances of a rise come true", () => {
    const { chances, change } = measurePredictor(trainPredictor("price", history), history)

    expect(change?.meanError).toBeLessThan(0.8 * (change?.baseMeanError ?? 0))
    expect(chances.logLoss).toBeLessThan(chances.base.logLoss)
    expect(chances.calibrationError).toBeLessThan(0.1)
  })

  it("expects no rise where prices never changed", () => {
    const flat = history.map((booking) => ({ ...booking, rate: 10_000 }))
    const predictor = trainPredictor("price", flat)
    if (predictor.kind !== "price") return expect.unreachable()
    const facts = { kind: "stay" as const, unit: "unit-1", start: "2026-05-20" as IsoDate, rate: 10_000 }
    const outlook = outlookOf(predictor, { ...facts, bookedAt: epochMs(Date.UTC(2026, 3, 1)), daysLater: 7 })

    expect(outlook.change).toBeCloseTo(0, 9)
    expect(outlook.chanceOfRise).toBe(0)
  })
})

describe("training", () => {
  it("gives the same version for the same history, and another for another", async () => {
    const store = createMemoryObjectStore()
    const [one, again, different] = await Promise.all(
      [history, history, other].map((data) => publishPredictor(store, "cancellation", data)),
    )

    expect(again?.version).toBe(one?.version)
    expect(different?.version).not.toBe(one?.version)
  })

  it.each(["cancellation", "price"] as const)("of %s refuses too little history", (kind) => {
    expect(() => trainPredictor(kind, history.slice(0, 20))).toThrow(/too little history/)
  })

  it("refuses a history in which nothing was ever cancelled", () => {
    const kept = history.map((booking) => ({ ...booking, outcome: "kept" as const }))

    expect(() => trainPredictor("cancellation", kept)).toThrow(/ended the same way/)
  })
})

describe("promotion", () => {
  it("takes a predictor that is better, refuses one that is worse, and rolls back", async () => {
    const store = createMemoryObjectStore()
    const good = await publishPredictor(store, "cancellation", history)
    const blind = await publishPredictor(store, "cancellation", reversed())

    expect(await promotePredictor(store, blind.version, history)).toMatchObject({ refusal: "worse" })
    expect(await promotePredictor(store, good.version, history)).toMatchObject({ ok: true })
    expect(await promotePredictor(store, blind.version, history)).toMatchObject({ refusal: "worse" })
    expect(await promotePredictor(store, "0123456789abcdef", history)).toMatchObject({ refusal: "unknown-version" })
    expect(await findLivePredictor(store)).toEqual((await findPredictor(store, good.version))?.predictor)
    expect(await rollBackPredictor(store)).toBeUndefined()
  })

  it("tells a damaged predictor from a whole one", async () => {
    const store = createMemoryObjectStore()
    const { version } = await publishPredictor(store, "price", history)
    await promotePredictor(store, version, history)
    const bytes = (await store.read(modelKey(version))) ?? new Uint8Array()
    await store.write(modelKey(version), bytes.slice(0, bytes.length - 9))

    await expect(findPredictor(store, version)).rejects.toMatchObject({ code: "data-invalid" })
    expect(await findLivePredictor(store)).toBeUndefined()
  })
})

describe("a history", () => {
  it("is read as it was written, and wrong lines are named", () => {
    const some = history.slice(0, 50)

    expect(parseHistory(formatHistory(some))).toEqual(some)
    expect(() => parseHistory(formatHistory(some).replace(",kept", ",maybe"))).toThrow(/history line \d+ is no booking/)
    expect(() => parseHistory("a,b\n")).toThrow(/must begin with the line/)
  })

  it.each([
    { harm: "a negative rate", column: 7, cell: "-1" },
    { harm: "no rate", column: 7, cell: "" },
    { harm: "a rate that is no number", column: 7, cell: "NaN" },
    { harm: "a rate with decimals", column: 7, cell: "99.5" },
    { harm: "nobody who comes", column: 6, cell: "0" },
    { harm: "nights below none", column: 5, cell: "-2" },
    { harm: "a day that doesn't exist", column: 4, cell: "2026-02-30" },
    { harm: "no instant", column: 8, cell: "yesterday" },
    { harm: "terms nobody has", column: 9, cell: "-2" },
    { harm: "a kind nobody sells", column: 2, cell: "cruise" },
    { harm: "no unit", column: 3, cell: "" },
    { harm: "a cell too many", column: 10, cell: "kept,more" },
    { harm: "cells too few", column: 9, cell: undefined },
  ])("with $harm is refused by its line", ({ column, cell }) => {
    const [header, one, two = "", ...rest] = formatHistory(history.slice(0, 5)).split("\n")
    const cells = two.split(",")
    cells.splice(column, 1, ...(cell === undefined ? [] : [cell]))

    expect(() => parseHistory([header, one, cells.join(","), ...rest].join("\n"))).toThrow(
      "history line 3 is no booking",
    )
  })

  it("that tells of a booking twice is refused, with or without a byte-order mark and Windows line ends", () => {
    const text = formatHistory(history.slice(0, 3))
    const again = text.split("\n")[1] ?? ""

    expect(parseHistory(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(history.slice(0, 3))
    expect(() => parseHistory(`${text}${again}\n`)).toThrow(/history line 5: .* is in line 2 already/)
  })
})
