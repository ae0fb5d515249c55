import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { BookingService } from "#backends/booking/booking-service.ts"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { promotePredictor, publishPredictor } from "#backends/prediction/predictor-registry.ts"
import { createPriceTrend, type PriceTrend } from "#backends/prediction/price-trend.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { toApiSessionState } from "#bot/dialog/wire-views.ts"
import { checkTurn, formatMismatch } from "#bot/test-set/check-turn.ts"
import { parseTranscripts, type Transcript } from "#bot/test-set/transcript.ts"
import { silentLog } from "#core/log.ts"
import { addMs, type Clock, epochMs, type IsoDate, parseInstant, parseIsoDate } from "#core/time.ts"
import { createCodeHook } from "#handlers/create-code-hook.ts"
import { createMemoryObjectStore } from "./backends/recommendation/support/memory-object-store.ts"
import { createMemoryBookingStore } from "./backends/support/memory-booking-store.ts"
import { startConversation } from "./support/converse.ts"
import { createMemoryFeedbackStore } from "./support/memory-feedback-store.ts"

const DEMO_CATALOGUE = makeDemoCatalogue()
const VISITOR = "visitor-1"
const FOLDER = "test/transcripts"

/** The fact that a predictor is live which learned that prices rise as the day nears. */
const RISING_PRICES = "past prices rose as the day neared"

/** Makes a fact of a transcript true; what it can't read, it refuses. */
async function establish(fact: string, booking: BookingService, catalogue: Catalogue): Promise<void> {
  const stay = /^the guest has a room in (.+) from (\S+) for (\d+) nights?$/.exec(fact)
  if (stay !== null) return bookStay(booking, stay[1] ?? "", toDate(stay[2]), Number(stay[3]))
  const soldOut = /^(.+) is sold out on (\S+)$/.exec(fact)
  if (soldOut !== null) return sellOut(booking, catalogue, soldOut[1] ?? "", toDate(soldOut[2]))
  throw new Error(`no such fact: ${fact}`)
}

function toDate(text: string | undefined): IsoDate {
  const date = parseIsoDate(text ?? "")
  if (date === undefined) throw new Error(`no such date: ${text}`)
  return date
}

async function bookStay(booking: BookingService, city: string, arrival: IsoDate, nights: number): Promise<void> {
  const offers = await booking.searchStays({ city, arrival, nights, guests: 2, limit: 1 })
  const offer = offers.ok ? offers.value[0] : undefined
  if (offer === undefined) throw new Error(`nothing free in ${city}`)
  const item = {
    kind: "stay" as const,
    hotelId: offer.hotel.id,
    roomTypeId: offer.roomType.id,
    arrival,
    nights,
    guests: 2,
  }
  await sell(booking, `fact ${city} ${arrival}`, item, VISITOR)
}

async function sellOut(booking: BookingService, catalogue: Catalogue, city: string, arrival: IsoDate): Promise<void> {
  for (const hotel of catalogue.hotels.filter((candidate) => candidate.city === city)) {
    for (const roomType of hotel.roomTypes) {
      for (let room = 0; room < roomType.rooms; room++) {
        const item = {
          kind: "stay" as const,
          hotelId: hotel.id,
          roomTypeId: roomType.id,
          arrival,
          nights: 1,
          guests: 1,
        }
        await sell(booking, `sold ${hotel.id} ${roomType.id} ${room}`, item, "somebody else")
      }
    }
  }
}

async function sell(
  booking: BookingService,
  requestId: string,
  item: Parameters<BookingService["hold"]>[0]["item"],
  visitorId: string,
): Promise<void> {
  const held = await booking.hold({ requestId, item, guest: { name: "Anna Keller", visitorId } })
  if (!held.ok) throw new Error(`not held: ${held.refusal}`)
  const sold = await booking.confirm({ requestId: `${requestId} confirm`, reference: held.value.reference })
  if (!sold.ok) throw new Error(`not sold: ${sold.refusal}`)
}

/** A trend by a predictor that was trained on made-up bookings and promoted. */
async function learnPrices(clock: Clock): Promise<PriceTrend> {
  const store = createMemoryObjectStore()
  const history = makeSyntheticHistory({ bookings: 3000, seed: 1, first: "2026-01-01" as IsoDate })
  const { version } = await publishPredictor(store, "price", history)
  await promotePredictor(store, version, history)
  const trend = createPriceTrend({ store, clock, log: silentLog, checkEveryMs: 60_000 })
  await trend.refresh()
  return trend
}

/** Holds the conversation and lists what was not as written, each with its line. */
async function replay({ given, turns }: Transcript): Promise<string[]> {
  const start = parseInstant(`${given.today ?? "2026-03-02"}T${given.time ?? "09:00"}:00Z`) ?? epochMs(0)
  let elapsedMs = 0
  const booking = createBookingService({
    store: createMemoryBookingStore(),
    catalogue: DEMO_CATALOGUE,
    clock: () => addMs(start, elapsedMs),
    referenceKey: "transcripts",
    mailer: { send: async () => {} },
  })
  const hasPrices = given.facts.includes(RISING_PRICES)
  for (const fact of given.facts.filter((one) => one !== RISING_PRICES)) await establish(fact, booking, DEMO_CATALOGUE)
  const services = {
    booking,
    recommendation: createRecommendationService(DEMO_CATALOGUE, createMemoryFeedbackStore()),
    supportDesk: { ask: async () => {}, list: async () => [] },
    ...(hasPrices ? { prices: await learnPrices(() => addMs(start, elapsedMs)) } : {}),
  }
  const conversation = startConversation(
    createCodeHook(async () => services, silentLog),
    start,
    VISITOR,
  )
  const wrong: string[] = []
  for (const { line, guest, attributes, expectations } of turns) {
    elapsedMs += 10_000
    const result = await conversation.say(guest, attributes)
    if (result.type === "refused") wrong.push(`line ${line}: refused, ${result.message}`)
    else {
      const actual = { messages: result.messages, sessionState: toApiSessionState(result.sessionState) }
      wrong.push(...checkTurn(expectations, actual).map((one) => `line ${line} "${guest}": ${formatMismatch(one)}`))
    }
  }
  return wrong
}

describe.each(readdirSync(FOLDER))("%s", (file) => {
  const transcripts = parseTranscripts(readFileSync(`${FOLDER}/${file}`, "utf8"))

  it.each(transcripts)("$title", async (transcript) => {
    expect(await replay(transcript)).toEqual([])
  })
})
