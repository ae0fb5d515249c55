// Photos in conversations: the words a photo becomes, put to the assistant's own bot with what was seen beside them.

import { describe, expect, it } from "vitest"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { silentLog } from "#core/log.ts"
import { epochMs, parseIsoDate } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import type { JustSeen } from "#handlers/photo/photo-turn.ts"
import { photoTurns } from "#handlers/photo/photo-turn.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"
import { startConversation } from "#test/support/converse.ts"
import { createMemoryFeedbackStore } from "#test/support/memory-feedback-store.ts"

const START = epochMs(Date.UTC(2026, 2, 2, 9))
const catalogue = makeDemoCatalogue()

const seen = (names: readonly string[], lines: readonly string[] = []): JustSeen => ({
  labels: names.map((name) => ({ name, confidence: 90, parents: [], categories: [], count: 2 })),
  colors: [],
  lines,
  doubtfulLines: lines,
})

/** A visitor, and a booking that somebody else made. */
async function open() {
  const booking = createBookingService({
    store: createMemoryBookingStore(),
    catalogue,
    clock: () => START,
    referenceKey: "photos",
    mailer: { send: async () => {} },
  })
  const arrival = parseIsoDate("2026-04-10") ?? expect.unreachable()
  const offers = await booking.searchStays({ city: "Lisbon", arrival, nights: 2, guests: 2, limit: 1 })
  const item = (offers.ok ? offers.value[0]?.stay : undefined) ?? expect.unreachable()
  const guest = { name: "Anna Keller", visitorId: "somebody else" }
  const held = await booking.hold({ requestId: "r", item, guest })
  const reference = held.ok ? held.value.reference : ""
  await booking.confirm({ requestId: "c", reference })
  const services = {
    booking,
    recommendation: createRecommendationService(catalogue, createMemoryFeedbackStore()),
    supportDesk: { ask: async () => {}, list: async () => [] },
  }
  const conversation = startConversation(
    createCodeHook(async () => services, silentLog),
    START,
  )
  const show = async (photo: JustSeen, caption?: string, asked = {}) => {
    const attributes = photoTurns.attributes(photo)
    const result = await conversation.say(photoTurns.utterance(photo, caption, asked, "en_US"), {}, attributes)
    return describeResult(result)
  }
  return { reference, show, say: async (text: string) => describeResult(await conversation.say(text)) }
}

function describeResult(result: Awaited<ReturnType<ReturnType<typeof startConversation>["say"]>>) {
  if (result.type === "refused") throw new Error(result.message)
  const texts = result.messages.map((message) =>
    "content" in message ? message.content : message.imageResponseCard.title,
  )
  const cards = result.messages.flatMap((message) => ("content" in message ? [] : [message.imageResponseCard]))
  const button = cards.flatMap(({ buttons = [] }) => buttons).map(({ value }) => value)[0] ?? ""
  return { intent: result.sessionState.intent?.name, text: texts.join(" | "), button }
}

describe("a photo in a conversation", () => {
  it("finds places, says why, and leads into booking one", async () => {
    const { show, say } = await open()

    const found = await show(seen(["Kite", "Person"]))
    const booking = await say(found.button)

    expect(found.text).toContain("I see kites and people: these are by the sea.")
    expect(booking.intent).toBe("BookHotel")
  })

  it("is described when asked about, and searched with afterwards", async () => {
    const { show, say } = await open()

    const described = await show(seen(["Dog"], ["Fido"]), "What is this?")
    const found = await say("find me a place like this")

    expect(described.text).toMatch(/^I see dogs\. \| I can read “Fido”\./)
    expect(found.text).toContain("I see dogs: these are glad to have pets.")
  })

  it("says what it saw when that says nothing about a place, and asks", async () => {
    const { show } = await open()

    expect((await show(seen(["Cup"]))).text).toMatch(/^I see cups, but can't tell what kind of place/)
    expect((await show(seen([], ["a page", "of a book"]))).text).toMatch(/^I can read “a page of a book” in it/)
    expect((await show(seen([]))).text).toMatch(/^I can't make out anything/)
  })

  it("of a confirmation finds the booking, however its reference was misread", async () => {
    const { reference, show } = await open()
    const misread = reference.replace(
      /[2-9BDGQSZ](?=.?$)/,
      (symbol) => ({ B: "8", Q: "0", D: "0", S: "5", Z: "2" })[symbol] ?? symbol,
    )

    expect((await show(seen([], [`Reference ${reference}`]))).text).toMatch(/^Here is your booking: \| .*Lisbon/)
    expect((await show(seen([], [`Reference ${misread}`]))).text).toMatch(/^Here is your booking: \| .*Lisbon/)
  })

  it("of somebody's confirmation cancels nothing without their name, which the paper answers", async () => {
    const { reference, show } = await open()
    const paper = seen([], [`Reference ${reference}`, "Guest: Anna Keller"])

    const asked = await show(paper, "cancel this booking")
    const confirming = await show(paper, undefined, { intentName: "CancelBooking", slotName: "GuestName" })

    expect(asked).toMatchObject({ intent: "CancelBooking", text: expect.stringMatching(/name/) })
    expect(confirming.text).toMatch(/^Cancel .* in Lisbon/)
  })

  it("in the middle of a booking answers the question it can answer, and another one is a search", async () => {
    const { show, say } = await open()
    await say("a room in Lisbon from 10 April for two nights")
    const guests = await show(seen([], ["2 nights, 3 guests"]), undefined, {
      intentName: "BookHotel",
      slotName: "Guests",
    })
    const search = await show(seen(["Skis"]), undefined, { intentName: "BookHotel", slotName: "Hotel" })

    expect(guests).toMatchObject({ intent: "BookHotel", text: expect.stringMatching(/for 3 guests/) })
    expect(search).toMatchObject({ intent: "SearchByPhoto", text: expect.stringMatching(/in the mountains/) })
  })
})
