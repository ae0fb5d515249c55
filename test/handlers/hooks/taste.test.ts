// What conversations teach about a visitor's taste, and how the next suggestions follow it.

import { beforeEach, describe, expect, it } from "vitest"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import {
  createRecommendationService,
  type FeedbackStore,
} from "#backends/recommendation/create-recommendation-service.ts"
import type { TurnResult } from "#bot/dialog/exchange.ts"
import { silentLog } from "#core/log.ts"
import { addDays, epochMs, type IsoDate, parseInstant } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { startConversation } from "#test/support/converse.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const CATALOGUE = makeDemoCatalogue()
const NOW = parseInstant("2026-03-02T09:00:00Z") ?? epochMs(0)

function open() {
  const feedback = createMemoryFeedbackStore()
  const booking = createBookingService({
    store: createMemoryBookingStore(),
    catalogue: CATALOGUE,
    clock: () => NOW,
    referenceKey: "key",
    mailer: { send: async () => {} },
  })
  const recommendation = createRecommendationService(CATALOGUE, feedback)
  const services = { booking, recommendation, supportDesk: { ask: async () => {}, list: async () => [] } }
  const conversation = startConversation(
    createCodeHook(async () => services, silentLog),
    NOW,
    "visitor",
  )
  return { feedback, booking, conversation }
}

let site: ReturnType<typeof open>
beforeEach(() => {
  site = open()
})

async function say(text: string): Promise<string> {
  const result: TurnResult = await site.conversation.say(text)
  return result.type === "refused" ? result.message : JSON.stringify(result.messages)
}

async function taught(feedback: FeedbackStore): Promise<readonly string[]> {
  const nameOf = (itemId: string) => CATALOGUE.movies.find(({ id }) => id === itemId)?.title ?? itemId
  return (await feedback.list("visitor")).map(({ kind, itemId }) => `${kind} ${nameOf(itemId)}`)
}

/** The title of the film on the card. */
function filmIn(words: string): string {
  return (
    CATALOGUE.movies.find(({ title }) => words.includes(`"title":${JSON.stringify(title)}`))?.title ??
    expect.unreachable()
  )
}

/** The hotels on the cards. */
function hotelsIn(words: string) {
  return CATALOGUE.hotels.filter(({ name }) => words.includes(`"title":${JSON.stringify(name)}`))
}

describe("films", () => {
  it("are looked at, turned down and taken, each noted at once and answered with a reason", async () => {
    const first = await say("recommend a funny film")
    const shorter = await say("something like it but shorter")
    const other = await say("not that one")
    const taken = await say("I'll watch that one")

    const [one, two, three] = [first, shorter, other].map(filmIn)
    expect(new Set([one, two, three]).size).toBe(3)
    const minutesOf = (title: string | undefined) =>
      CATALOGUE.movies.find((movie) => movie.title === title)?.minutes ?? 0
    expect(minutesOf(two)).toBeLessThan(minutesOf(one))
    expect(first).toContain("I picked it because you're in the mood for comedy.")
    expect(shorter).toContain(`I picked it because you liked ${one}.`)
    expect(taken).toContain(`Enjoy ${three}!`)
    expect(await taught(site.feedback)).toEqual([
      ...[`shown ${one}`, `viewed ${one}`],
      ...[`shown ${two}`, `dismissed ${two}`],
      ...[`shown ${three}`, `chosen ${three}`],
    ])
  })
})

describe("films after one that was turned down", () => {
  const filmOf = (words: string) =>
    CATALOGUE.movies.find(({ title }) => title === filmIn(words)) ?? expect.unreachable()

  it("are still what was wished for", async () => {
    await say("recommend a funny film")
    const shorter = filmOf(await say("something like it but shorter"))
    const others = [
      filmOf(await say("not that one")),
      filmOf(await say("not that one")),
      filmOf(await say("another film")),
    ]

    for (const film of [shorter, ...others]) expect(film.genres).toContain("Comedy")
  })

  it("are as short as was said, and longer again when that is said", async () => {
    const first = filmOf(await say("recommend a funny film"))
    const shorter = filmOf(await say("something like it but shorter"))
    const other = filmOf(await say("not that one"))
    const longer = filmOf(await say("something like it but longer"))

    expect(shorter.minutes).toBeLessThan(first.minutes)
    expect(other.minutes).toBeLessThan(first.minutes)
    expect(longer.minutes).toBeGreaterThan(other.minutes)
  })
})

describe("places", () => {
  it("keep to every wish, are free on the day, and say why", async () => {
    const words = await say("a quiet place by the sea under 150 a night for next weekend")

    const hotels = hotelsIn(words)
    expect(hotels.length).toBeGreaterThan(0)
    for (const hotel of hotels) {
      expect(hotel.tags).toContain("quiet")
      const rooms = await site.booking.listRooms({
        hotelId: hotel.id,
        arrival: "2026-03-14" as IsoDate,
        nights: 1,
        guests: 1,
      })
      const cheapest = rooms.ok ? rooms.value[0]?.total.amount : undefined
      expect(cheapest === undefined ? 0 : cheapest / 100).toBeLessThanOrEqual(150)
    }
    expect(words).toMatch(/because you asked for [^"]*by the sea/)
  })

  it("that are sold out on the day aren't shown", async () => {
    const wish = "a quiet place by the sea on 14 march"
    const [best] = hotelsIn(await say(wish))
    const arrival = "2026-03-14" as IsoDate
    for (const roomType of best?.roomTypes ?? []) {
      for (let room = 0; room < roomType.rooms; room++) {
        const item = {
          kind: "stay",
          hotelId: best?.id ?? "",
          roomTypeId: roomType.id,
          arrival,
          nights: 1,
          guests: 1,
        } as const
        const guest = { name: "Other", visitorId: `other ${roomType.id} ${room}` }
        expect(await site.booking.hold({ requestId: "h", item, guest })).toMatchObject({ ok: true })
      }
    }

    const after = hotelsIn(await say(wish))

    expect(after.length).toBeGreaterThan(0)
    expect(after.map(({ id }) => id)).not.toContain(best?.id)
  })

  it("that are turned down are noted, those merely seen are not held against anyone", async () => {
    const first = hotelsIn(await say("somewhere quiet"))
    const down = hotelsIn(await say("show me other hotels"))
    const last = hotelsIn(await say("none of these"))

    const shown = [...first, ...down, ...last].map(({ id }) => `shown ${id}`)
    const dismissed = down.map(({ id }) => `dismissed ${id}`)
    expect((await taught(site.feedback)).toSorted()).toEqual([...shown, ...dismissed].toSorted())
  })

  it("are shown all the same when it can't be noted", async () => {
    site.feedback.record = () => Promise.reject(new Error("away"))

    expect(hotelsIn(await say("somewhere quiet")).length).toBeGreaterThan(0)
  })
})

describe("bookings", () => {
  it("of a room speak for the hotel from the moment it is chosen", async () => {
    const offers = hotelsIn(await say("a room in Lisbon from friday for 2 nights for 2 people"))
    await say(offers[0]?.name ?? "")
    await say("Anna Keller")
    await say("yes")

    expect(await taught(site.feedback)).toEqual([`chosen ${offers[0]?.id}`, `booked ${offers[0]?.id}`])
  })

  it("of a flight speak for the places of its city", async () => {
    const departure = addDays("2026-03-02" as IsoDate, 4)
    const found = await site.booking.searchFlights({ from: "London", to: "Rome", departure, passengers: 1 })
    const flight = found.ok ? found.value[0]?.trip.legs[0]?.flightNumber : undefined
    await say("fly from London to Rome on friday for 1 person")
    await say(flight?.replace(" ", "") ?? "")
    await say("Anna Keller")
    await say("yes")

    expect(await taught(site.feedback)).toEqual(["booked city:Rome"])
    const [best] = hotelsIn(await say("somewhere quiet"))
    expect(best?.city).toBe("Rome")
  })
})
