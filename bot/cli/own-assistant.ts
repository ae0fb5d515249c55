// The assistant's own code hook for tests: the real one, its backends on a DynamoDB in memory, a fresh set of tables for
// each conversation so that none sees the bookings of another.

import type { BookingService } from "#backends/booking/booking-service.ts"
import { Fault } from "#core/errors.ts"
import { silentLog } from "#core/log.ts"
import { type IsoDate, parseIsoDate, systemClock } from "#core/time.ts"
import { type CodeHook, createCodeHook } from "#handlers/create-code-hook.ts"
import { openBackends } from "#handlers/wiring.ts"
import { dynamoDbService } from "#local/dynamodb/dynamodb-service.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { findForeignFact, type TestCodeHook } from "./in-process-partner.ts"

/** Starts the DynamoDB; it listens on a port of the system's choice until closed. */
export async function startOwnAssistant(): Promise<TestCodeHook> {
  const endpoint = createLocalEndpoint({ services: [dynamoDbService()], log: silentLog, clock: systemClock })
  const { url } = await endpoint.listen(0, "127.0.0.1")
  const dynamoDb = { region: "us-east-1", endpoint: url }
  let codeHook: CodeHook | undefined
  return {
    begin: async (sessionId, given, clock) => {
      const backends = await openBackends({
        dynamoDb,
        tablePrefix: `${sessionId}-`,
        bookingKey: "bookings of test conversations",
        mailer: { send: async () => {} },
        clock,
      })
      const services = await backends.services()
      codeHook = createCodeHook(async () => services, silentLog)
      for (const fact of given.facts) {
        const problem = await arrange(fact, services.booking, sessionId)
        if (problem !== undefined) return problem
      }
      return undefined
    },
    invoke: async ({ event }) => {
      if (!codeHook) throw new Fault("fulfillment-failed", { hint: "no conversation has begun" })
      // Over the wire and back, as Lambda would see it.
      const body: unknown = JSON.parse(JSON.stringify(await codeHook(JSON.parse(JSON.stringify(event)))))
      return { type: "answered", body }
    },
    close: () => endpoint.close(),
  }
}

const STAY_FACT = /^the guest has a room in (.+) from (\S+) for (\d+) nights?$/
const SOLD_OUT_FACT = /^(.+) is sold out on (\S+)$/

type StayItem = Extract<Parameters<BookingService["hold"]>[0]["item"], { kind: "stay" }>

/** Makes a statement true, or says why not. */
async function arrange(fact: string, booking: BookingService, visitorId: string): Promise<string | undefined> {
  const [, city = "", date = "", nights = ""] = STAY_FACT.exec(fact) ?? []
  const arrival = parseIsoDate(date)
  if (arrival !== undefined) {
    const item = await findStay(booking, { city, arrival, nights: Number(nights), guests: 2 })
    const isBooked = item !== undefined && (await book(booking, fact, item, visitorId))
    return isBooked ? undefined : `${fact}: nothing is free`
  }
  const [, fullCity = "", fullDate = ""] = SOLD_OUT_FACT.exec(fact) ?? []
  const fullOn = parseIsoDate(fullDate)
  if (fullOn === undefined) return findForeignFact({ facts: [fact] })
  await sellOut(booking, fullCity, fullOn)
  return undefined
}

type Wish = { readonly city: string; readonly arrival: IsoDate; readonly nights: number; readonly guests: number }

async function findStay(booking: BookingService, wish: Wish): Promise<StayItem | undefined> {
  const offers = await booking.searchStays({ ...wish, limit: 1 })
  const [offer] = offers.ok ? offers.value : []
  const { arrival, nights, guests } = wish
  return offer && { kind: "stay", hotelId: offer.hotel.id, roomTypeId: offer.roomType.id, arrival, nights, guests }
}

async function book(booking: BookingService, name: string, item: StayItem, visitorId: string): Promise<boolean> {
  const held = await booking.hold({ requestId: name, item, guest: { name: "Anna Keller", visitorId } })
  if (!held.ok) return false
  return (await booking.confirm({ requestId: `${name}, confirmed`, reference: held.value.reference })).ok
}

/** Books room after room for somebody else until no offer is left. */
async function sellOut(booking: BookingService, city: string, arrival: IsoDate): Promise<void> {
  const wish = { city, arrival, nights: 1, guests: 1 }
  for (let i = 0; ; i++) {
    const item = await findStay(booking, wish)
    if (item === undefined || !(await book(booking, `sold out ${i}`, item, "somebody else"))) return
  }
}
