// A server process of its own for tests: serves booking requests that come as messages, or makes bookings of its own as
// fast as it can until it is killed. Run with fork(); `process.argv` has the table service and what to do.

import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import type { BookingService } from "#backends/booking/booking-service.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { addDays, systemClock } from "#core/time.ts"
import { type RandomSource, seededRandom } from "#core/units.ts"
import { BUSY_CATALOGUE, BUSY_DAY } from "./busy-catalogue.ts"

const [endpoint = "", mode = "", seed = "1"] = process.argv.slice(2)

const client = createDocumentClient({ region: "eu-central-1", endpoint })
const service = createBookingService({
  store: createDynamoBookingStore(createItems(client), { bookings: "test-bookings", inventory: "test-inventory" }),
  catalogue: BUSY_CATALOGUE,
  clock: systemClock,
  referenceKey: "a key for tests",
  mailer: { send: async () => {} },
})

/** What a child tells its parent. */
export type ChildMessage =
  | { readonly type: "ready" }
  | { readonly type: "confirmed" | "cancelling"; readonly reference: string }
  | { readonly type: "answer"; readonly client: number; readonly outcome: string; readonly milliseconds: number }

function tell(message: ChildMessage): void {
  process.send?.(message)
}

/** One guest who wants one of the last rooms: hold, then confirm. */
async function serve(clientNumber: number): Promise<void> {
  const start = performance.now()
  const guest = { name: "Guest", visitorId: `client-${clientNumber}` }
  const item = { kind: "stay", hotelId: "busy", roomTypeId: "last", arrival: BUSY_DAY, nights: 2, guests: 1 } as const
  const held = await service.hold({ requestId: "hold", guest, item })
  const sold = held.ok ? await service.confirm({ requestId: "confirm", reference: held.value.reference }) : held
  const outcome = sold.ok ? sold.value.state : sold.refusal
  tell({ type: "answer", client: clientNumber, outcome, milliseconds: performance.now() - start })
}

/** A guest without rest: books, changes and cancels, with more wishes than there are rooms. */
async function hurry(own: BookingService, guestNumber: number, random: RandomSource): Promise<never> {
  for (let round = 0; ; round++) {
    const guest = { name: "Guest", email: "guest@example.com", visitorId: `${seed}-${guestNumber}-${round}` }
    const arrival = addDays(BUSY_DAY, Math.floor(random() * 6))
    const nights = 1 + Math.floor(random() * 4)
    const held = await own.hold({
      requestId: "hold",
      guest,
      item: { kind: "stay", hotelId: "busy", roomTypeId: "few", arrival, nights, guests: 1 },
    })
    if (!held.ok) continue
    const { reference } = held.value
    const sold = await own.confirm({ requestId: "confirm", reference })
    if (sold.ok) tell({ type: "confirmed", reference })
    if (random() < 0.6)
      await own.change({ requestId: "change", reference, change: { arrival: addDays(arrival, 1), nights } })
    // The rooms must not run out for good, or there would be nothing left to interrupt.
    tell({ type: "cancelling", reference })
    if (random() < 0.97) await own.cancel({ requestId: "cancel", reference })
    await own.recover()
  }
}

if (mode === "serve") process.on("message", (clientNumber: number) => void serve(clientNumber))
tell({ type: "ready" })
if (mode === "hurry") {
  const random = seededRandom(Number(seed))
  await Promise.all([1, 2, 3, 4].map((guestNumber) => hurry(service, guestNumber, random)))
}
