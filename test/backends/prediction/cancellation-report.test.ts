import { beforeAll, describe, expect, it } from "vitest"
import type { Booking } from "#backends/booking/booking.ts"
import { forecastCancellations, reportCancellations } from "#backends/prediction/cancellation-report.ts"
import { promotePredictor, publishPredictor } from "#backends/prediction/predictor-registry.ts"
import { type CancellationPredictor, chanceOfCancellation, trainPredictor } from "#backends/prediction/predictors.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { modelKey } from "#backends/recommendation/model-registry.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { addDays, epochMs, type IsoDate } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import { createMemoryObjectStore } from "#test/backends/recommendation/support/memory-object-store.ts"

const NOW = epochMs(Date.UTC(2026, 2, 2, 9))
const TODAY = "2026-03-02" as IsoDate
const HISTORY = makeSyntheticHistory({ bookings: 3000, seed: 1, first: "2025-01-01" as IsoDate })
let predictor: CancellationPredictor
beforeAll(() => {
  const trained = trainPredictor("cancellation", HISTORY)
  predictor = trained.kind === "cancellation" ? trained : expect.unreachable()
})

function stay(reference: string, days: number, own: Partial<Booking> & { readonly hotel?: string } = {}): Booking {
  const { hotel = "Azul", ...rest } = own
  const rate = { amount: minorUnits(10_000), currency: "EUR" }
  const arrival = addDays(TODAY, days)
  return {
    ...{ reference, state: "confirmed", guest: { name: "Anna Keller", visitorId: reference }, total: rate },
    item: {
      ...{ kind: "stay", hotelId: hotel, hotelName: hotel, city: "Lisbon", timeZone: "Europe/Lisbon", arrival },
      ...{ roomTypeId: "double", roomTypeName: "Double", nights: 2, guests: 2, rooms: 1 },
      departure: addDays(arrival, 2),
    },
    rates: [{ date: arrival, rate }],
    cancellation: { steps: [{ daysBefore: 1, untilTime: "18:00", refundPercent: 100 }] },
    ...{ createdAt: epochMs(NOW - 1000), updatedAt: NOW, expiresAt: NOW, confirmedAt: NOW },
    ...rest,
  }
}

describe("the forecast of cancellations", () => {
  it("is about what is sold and has not begun, the likeliest first", () => {
    const { upcoming, bookings } = forecastCancellations(
      predictor,
      [
        stay("near", 1),
        stay("far", 80),
        stay("past", -3),
        stay("held", 20, { state: "held" }),
        stay("cancelled", 20, { state: "cancelled" }),
      ],
      NOW,
    )

    expect(upcoming.map(({ reference }) => reference)).toEqual(["far", "near"])
    expect(bookings).toBe(2)
    expect(upcoming[0]).toMatchObject({ kind: "stay", title: "Azul, Lisbon", nights: 2, party: 2 })
  })

  it("adds up, by hotel and in all, within what chance allows", () => {
    const { expected, low, high, upcoming, byTitle } = forecastCancellations(
      predictor,
      [stay("a", 70), stay("b", 80), stay("c", 3, { hotel: "Branco" })],
      NOW,
    )
    const variance = upcoming.reduce((sum, { chance }) => sum + chance * (1 - chance), 0)

    expect(byTitle.map(({ title, bookings }) => [title, bookings])).toEqual([
      ["Azul, Lisbon", 2],
      ["Branco, Lisbon", 1],
    ])
    expect(byTitle.reduce((sum, one) => sum + one.expected, 0)).toBeCloseTo(expected, 9)
    expect(high - expected).toBeCloseTo(Math.min(1.959964 * Math.sqrt(variance), 3 - expected), 6)
    expect(low).toBeGreaterThanOrEqual(0)
  })

  it("counts what the guest did before the booking, and not what came after", () => {
    const guest = { name: "Anna Keller", visitorId: "v", email: "Ana@example.com" }
    const earlier = stay("before", 10, { guest, state: "cancelled", createdAt: epochMs(NOW - 9000) })
    const later = stay("after", 10, { guest, state: "cancelled", createdAt: epochMs(NOW - 10) })
    const of = (...others: readonly Booking[]) =>
      forecastCancellations(predictor, [stay("own", 40, { guest }), ...others], NOW).upcoming[0]?.chance
    const facts = {
      ...{ kind: "stay" as const, unit: "Azul/double", start: addDays(TODAY, 40), nights: 2, party: 2, rate: 10_000 },
      ...{ bookedAt: epochMs(NOW - 1000), freeUntilDays: 1 },
    }

    expect(of()).toBe(chanceOfCancellation(predictor, { ...facts, pastBookings: 0, pastCancellations: 0 }))
    expect(of(later)).toBe(of())
    expect(of(earlier)).toBe(chanceOfCancellation(predictor, { ...facts, pastBookings: 1, pastCancellations: 1 }))
  })

  it("shows a hundred at most, and counts all", () => {
    const many = Array.from({ length: 120 }, (_, at) => stay(`b${at}`, 20))
    const { upcoming, bookings, expected } = forecastCancellations(predictor, many, NOW)

    expect(upcoming).toHaveLength(100)
    expect(bookings).toBe(120)
    expect(expected).toBeCloseTo(120 * (upcoming[0]?.chance ?? 0), 6)
  })
})

describe("the report of cancellations", () => {
  async function live(): Promise<{ readonly store: ObjectStore; readonly version: string }> {
    const store = createMemoryObjectStore()
    const { version } = await publishPredictor(store, "cancellation", HISTORY)
    expect((await promotePredictor(store, version, HISTORY)).ok).toBe(true)
    return { store, version }
  }

  it("names the predictor and how good it is", async () => {
    const { store, version } = await live()
    const report = await reportCancellations(store, async () => [stay("a", 30)], NOW)

    expect(report.predictor).toMatchObject({ version, bookings: 3000 })
    expect(report.predictor?.calibrationError).toBeLessThan(0.1)
    expect(report.forecast?.bookings).toBe(1)
  })

  it("is empty while none is promoted, and then asks for no bookings", async () => {
    const store = createMemoryObjectStore()
    await publishPredictor(store, "cancellation", HISTORY)

    expect(await reportCancellations(store, () => expect.unreachable(), NOW)).toEqual({})
  })

  it("says what is wrong with a predictor that can't be read", async () => {
    const damaged = await live()
    await writeText(damaged.store, modelKey(damaged.version), "{}")
    const gone = await live()
    await gone.store.delete(modelKey(gone.version))
    const garbled = await live()
    await writeText(garbled.store, "live.json", "{")

    for (const { store } of [damaged, gone, garbled]) {
      const report = await reportCancellations(store, () => expect.unreachable(), NOW)
      expect(report).toEqual({ problem: expect.stringMatching(/damaged|gone|not a record/) })
    }
  })
})
