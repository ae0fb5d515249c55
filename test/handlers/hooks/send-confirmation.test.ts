import { describe, expect, it } from "vitest"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import type { Mail } from "#backends/booking/mailer.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { silentLog } from "#core/log.ts"
import { epochMs, type IsoDate, parseInstant } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { makeCity, makeHotel, makeRoomType } from "#test/backends/support/small-catalogue.ts"
import { startConversation } from "#test/support/converse.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const NOW = parseInstant("2026-03-02T09:00:00Z") ?? epochMs(0)
const LISBON = makeCity("Lisbon", "Europe/Lisbon", "EUR", "LIS")
const CATALOGUE = {
  cities: [LISBON],
  hotels: [makeHotel("Harbor", LISBON, [makeRoomType("standard", 1, 10_000)])],
  flights: [],
  movies: [],
}

/** A booking of the visitor "owner", under the name of Anna Keller, and whoever talks about it. */
async function withBooking() {
  const sent: Mail[] = []
  const booking = createBookingService({
    store: createMemoryBookingStore(),
    catalogue: CATALOGUE,
    clock: () => NOW,
    referenceKey: "key",
    mailer: { send: async (mail) => void sent.push(mail) },
  })
  const [hotel] = CATALOGUE.hotels
  const item = {
    kind: "stay" as const,
    hotelId: hotel?.id ?? "",
    roomTypeId: hotel?.roomTypes[0]?.id ?? "",
    arrival: "2026-03-06" as IsoDate,
    nights: 2,
    guests: 2,
  }
  const held = await booking.hold({ requestId: "hold", item, guest: { name: "Anna Keller", visitorId: "owner" } })
  const reference = held.ok ? held.value.reference : expect.unreachable(held.refusal)
  await booking.confirm({ requestId: "confirm", reference })
  const services = {
    booking,
    recommendation: createRecommendationService(CATALOGUE, createMemoryFeedbackStore()),
    supportDesk: { ask: async () => {}, list: async () => [] },
  }
  const hook = createCodeHook(async () => services, silentLog)
  const recipients = async () => {
    await booking.deliverMail()
    return sent.map(({ to }) => to)
  }
  return { reference, recipients, visitor: (name: string) => startConversation(hook, NOW, name) }
}

describe("the confirmation by mail", () => {
  it("goes out with the calendar file, once however often it is asked for", async () => {
    const { visitor, recipients } = await withBooking()
    const owner = visitor("owner")
    await owner.say("send it to ana@example.com")
    await owner.say("mail it to ana@example.com")

    expect(await recipients()).toEqual(["ana@example.com"])
  })

  it("of someone else's booking goes to nobody who doesn't know its name", async () => {
    const { visitor, recipients, reference } = await withBooking()
    const stranger = visitor("stranger")
    const asked = await stranger.say(`send the confirmation of ${reference} to eve@example.com`)
    const refused = await stranger.say("Eve Adams")

    expect(JSON.stringify(asked)).toContain("GuestName")
    expect(JSON.stringify(refused)).toContain("isn't the name")
    expect(await recipients()).toEqual([])
  })

  it("goes to who knows the reference and the name", async () => {
    const { visitor, recipients, reference } = await withBooking()
    const friend = visitor("friend")
    await friend.say(`send the confirmation of ${reference} to bob@example.com`)
    await friend.say("anna keller")

    expect(await recipients()).toEqual(["bob@example.com"])
  })
})

describe("a booking of someone else's that was shown", () => {
  it("is the one that is cancelled, by who knows the name it is under", async () => {
    const { visitor, reference } = await withBooking()
    const friend = visitor("friend")
    await friend.say(`show my booking ${reference}`)

    expect(JSON.stringify(await friend.say("cancel it"))).toContain("GuestName")
    expect(JSON.stringify(await friend.say("Anna Keller"))).toContain(`(${reference})?`)
    expect(JSON.stringify(await friend.say("yes"))).toContain(`${reference} is cancelled`)
    expect(JSON.stringify(await friend.say("cancel my booking"))).toContain("You have nothing booked")
  })
})
