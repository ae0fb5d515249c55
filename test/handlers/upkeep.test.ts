// The scheduled function, with its settings from the environment as Lambda gives them.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { addDays, localDateTime, systemClock } from "#core/time.ts"
import { FakeQueue } from "#test/backends/support/fake-queue.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

let tables: TableService
const queue = new FakeQueue()
beforeEach(async () => {
  tables = await startTableService("concierge-")
  vi.stubEnv("AWS_ENDPOINT_URL", tables.endpoint)
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test")
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test")
  vi.stubEnv("BOOKING_KEY", "thirty-two characters and some more")
  vi.stubEnv("MAIL_QUEUE_URL", `${await queue.start()}/mail.fifo`)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all([queue.stop(), tables.close()])
})

describe("upkeep", () => {
  it("sends the letters of bookings to the queue", async () => {
    const [{ handler }, { lambdaServices }] = await Promise.all([
      import("#handlers/upkeep.ts"),
      import("#handlers/wiring.ts"),
    ])
    const { booking } = await lambdaServices()
    const arrival = addDays(localDateTime(systemClock(), "Europe/Lisbon").date, 40)
    const offers = await booking.searchStays({ city: "Lisbon", arrival, nights: 7, guests: 2 })
    const stay = offers.ok ? offers.value[0]?.stay : undefined
    const guest = { name: "Ana", email: "ana@example.com", visitorId: "v" }
    const held = await booking.hold({ requestId: "h", guest, item: stay ?? expect.unreachable() })
    const reference = held.ok ? held.value.reference : ""
    await booking.confirm({ requestId: "c", reference })

    await handler()

    expect(queue.messages.map(({ MessageBody }) => JSON.parse(MessageBody).to)).toEqual(["ana@example.com"])
  })
})
