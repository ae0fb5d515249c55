// A booking service with a clock that tests turn, and the letters it sent.

import type { BookingService } from "#backends/booking/booking-service.ts"
import type { BookingStore } from "#backends/booking/booking-store.ts"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import type { Mail } from "#backends/booking/mailer.ts"
import { addMs, type EpochMs, parseInstant } from "#core/time.ts"
import { SMALL_CATALOGUE } from "./small-catalogue.ts"

/** Time as a test tells it. */
export type TestClock = { now: EpochMs; advance(milliseconds: number): void; set(instant: string): void }

/** Starts at noon UTC on Saturday 21 November 2026, unless told otherwise. */
export function makeClock(start = "2026-11-21T12:00:00Z"): TestClock {
  const read = (instant: string) =>
    parseInstant(instant) ??
    (() => {
      throw new RangeError(instant)
    })()
  return {
    now: read(start),
    advance(milliseconds) {
      this.now = addMs(this.now, milliseconds)
    },
    set(instant) {
      this.now = read(instant)
    },
  }
}

/** What a test works with. */
export type TestService = { readonly service: BookingService; readonly clock: TestClock; readonly sent: Mail[] }

/** Makes a service over a store. */
export function makeService(
  store: BookingStore,
  own: {
    readonly clock?: TestClock
    readonly catalogue?: Catalogue
    readonly send?: (mail: Mail) => Promise<void>
  } = {},
): TestService {
  const clock = own.clock ?? makeClock()
  const sent: Mail[] = []
  const keep = async (mail: Mail) => {
    sent.push(mail)
  }
  const service = createBookingService({
    store,
    catalogue: own.catalogue ?? SMALL_CATALOGUE,
    clock: () => clock.now,
    referenceKey: "a key for tests",
    mailer: { send: own.send ?? keep },
  })
  return { service, clock, sent }
}
