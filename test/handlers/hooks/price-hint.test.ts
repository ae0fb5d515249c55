import { describe, expect, it } from "vitest"
import type { BookedItem, NightRate } from "#backends/booking/booking.ts"
import type { PriceSeen } from "#backends/prediction/price-trend.ts"
import type { IsoDate } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import type { Services } from "#handlers/hook.ts"
import { priceHint } from "#handlers/hooks/price-hint.ts"
import { wordingFor } from "#handlers/messages.ts"

const WORDS = wordingFor("en_US")
const ARRIVAL = "2026-03-11" as IsoDate
const RATES: readonly NightRate[] = [{ date: ARRIVAL, rate: { amount: minorUnits(9900), currency: "EUR" } }]

function stay(hotelId: string): BookedItem {
  return {
    ...{ kind: "stay", hotelId, hotelName: hotelId, city: "Lisbon", timeZone: "Europe/Lisbon", arrival: ARRIVAL },
    ...{ roomTypeId: "double", roomTypeName: "Double", nights: 1, guests: 1, rooms: 1 },
    departure: "2026-03-12" as IsoDate,
  }
}

const TRIP: BookedItem = {
  ...{ kind: "trip", passengers: 1 },
  legs: [
    {
      ...{ flightNumber: "NV 204", airline: "Nova", from: "Lisbon", to: "Paris", fromAirport: "LIS", toAirport: "CDG" },
      ...{ fromTimeZone: "Europe/Lisbon", toTimeZone: "Europe/Paris", cabin: "Economy", minutes: 150 },
      ...{ departureDate: ARRIVAL, departureTime: "10:00", arrivalDate: ARRIVAL, arrivalTime: "13:30" },
    },
  ],
}

/** What is said of items when the prices of some units are sure to rise; and the prices that were asked about. */
function hint(rising: readonly string[], items: readonly BookedItem[]) {
  const asked: PriceSeen[] = []
  const isLikelyToRise = (price: PriceSeen) => {
    asked.push(price)
    return rising.includes(price.unit)
  }
  const offers = items.map((item) => ({ item, rates: RATES }))
  return { said: priceHint({ prices: { isLikelyToRise } } as Partial<Services> as Services, offers, WORDS), asked }
}

describe("the hint that prices rise", () => {
  it("is given when the prices of all that is offered are likely to", () => {
    const { said, asked } = hint(["a/double", "b/double"], [stay("a"), stay("b")])

    expect(said).toEqual([WORDS.say("ratesRise")])
    expect(asked[0]).toEqual({ kind: "stay", unit: "a/double", start: ARRIVAL, rate: 9900 })
  })

  it("is not given when one of them may stay as it is, or nothing is offered", () => {
    expect(hint(["a/double"], [stay("a"), stay("b")]).said).toEqual([])
    expect(hint(["a/double"], []).said).toEqual([])
  })

  it("speaks of fares for flights, by the seat of the flight out", () => {
    const { said, asked } = hint(["NV 204/Economy"], [TRIP])

    expect(said).toEqual([WORDS.say("faresRise")])
    expect(asked).toEqual([{ kind: "trip", unit: "NV 204/Economy", start: ARRIVAL, rate: 9900 }])
  })

  it("is not given where nobody predicts prices", () => {
    expect(priceHint({} as Partial<Services> as Services, [{ item: stay("a"), rates: RATES }], WORDS)).toEqual([])
  })
})
