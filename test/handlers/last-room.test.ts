import { describe, expect, it } from "vitest"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import type { TurnResult } from "#bot/dialog/exchange.ts"
import { silentLog } from "#core/log.ts"
import { epochMs, parseInstant } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"
import { startConversation } from "#test/support/converse.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const NOW = parseInstant("2026-03-02T09:00:00Z") ?? epochMs(0)
const LISBON = makeCity("Lisbon", "Europe/Lisbon", "EUR", "LIS")
const CATALOGUE = {
  cities: [LISBON],
  hotels: [
    makeHotel("Last", LISBON, [makeRoomType("standard", 1, 10_000)], { guestRating: 9.5 }),
    makeHotel("Other", LISBON, [makeRoomType("standard", 5, 20_000)], { guestRating: 8 }),
  ],
  flights: [],
  movies: [],
}

/** Two visitors of two processes: each has a service of its own over one store. */
function twoVisitors() {
  const store = createMemoryBookingStore()
  return ["one", "two"].map((name) => {
    const booking = createBookingService({
      store,
      catalogue: CATALOGUE,
      clock: () => NOW,
      referenceKey: "key",
      mailer: { send: async () => {} },
    })
    const services = {
      booking,
      recommendation: createRecommendationService(CATALOGUE, createMemoryFeedbackStore()),
      supportDesk: { ask: async () => {}, list: async () => [] },
    }
    return {
      conversation: startConversation(
        createCodeHook(async () => services, silentLog),
        NOW,
        name,
      ),
      booking,
      name,
    }
  })
}

function wordsOf(result: TurnResult): string {
  return result.type === "refused" ? result.message : JSON.stringify(result.messages)
}

describe("two visitors who want the last room at once", () => {
  it("get it once; the other is offered something else and can book that", async () => {
    const visitors = twoVisitors()
    const both = (text: string) => Promise.all(visitors.map(({ conversation }) => conversation.say(text)))

    await both("a room in Lisbon from friday for 2 nights for 2 people")
    await both("Hotel Last")
    const asked = (await both("Anna Keller")).map(wordsOf)
    const winner = visitors.find((_, i) => asked[i]?.includes("Shall I book it?"))
    const loser = visitors.find((visitor) => visitor !== winner)
    const won = wordsOf((await winner?.conversation.say("yes")) ?? expect.unreachable())
    const chosen = wordsOf((await loser?.conversation.say("Hotel Other")) ?? expect.unreachable())
    const other = wordsOf((await loser?.conversation.say("yes")) ?? expect.unreachable())

    expect(asked.filter((words) => words.includes("standard room at Hotel Last"))).toHaveLength(1)
    expect(asked.filter((words) => words.includes("These are free instead"))).toHaveLength(1)
    expect(won).toContain("It's booked")
    expect(chosen).toContain("standard room at Hotel Other")
    expect(other).toContain("It's booked")
  })
})
