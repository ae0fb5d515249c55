// The booking service put together from its steps. What each method promises is booking-service.ts.

import type { Clock } from "#core/time.ts"
import { suggestStays, suggestTrips } from "./alternatives.ts"
import { type BookingParts, toBooking } from "./booking-parts.ts"
import { parseReference } from "./booking-reference.ts"
import type { BookingService } from "./booking-service.ts"
import type { BookingStore } from "./booking-store.ts"
import type { Catalogue } from "./catalogue.ts"
import { createCatalogueIndex } from "./catalogue-index.ts"
import { changeBooking, quoteChange } from "./change.ts"
import { cancelBooking, confirmBooking, quoteCancellation } from "./confirm-cancel.ts"
import { deliverLetters } from "./deliver-letters.ts"
import { holdItem } from "./hold.ts"
import { mailConfirmation } from "./mail-confirmation.ts"
import type { Mailer } from "./mailer.ts"
import { listBookings } from "./owner-view.ts"
import { recoverAll, recoverDue } from "./recover.ts"
import { listRooms, quoteStay, quoteTrip, searchFlights, searchStays } from "./search.ts"

/** What the service is made of. */
export type BookingServiceOptions = {
  readonly store: BookingStore
  readonly catalogue: Catalogue
  readonly clock: Clock
  /** Any secret text; makes booking references unguessable. The same in every process of an installation. */
  readonly referenceKey: string
  readonly mailer: Mailer
  /** How long a hold lasts; absent: 10 minutes. */
  readonly holdMs?: number
}

const DEFAULT_HOLD_MS = 10 * 60_000
const MAX_GUEST_BOOKINGS = 50

/** Creates the service. It keeps nothing in memory but the catalogue, so any number of processes may share the tables. */
export function createBookingService(options: BookingServiceOptions): BookingService {
  const { store, clock, referenceKey, mailer, holdMs = DEFAULT_HOLD_MS } = options
  const index = createCatalogueIndex(options.catalogue)
  const parts: BookingParts = { store, index, clock, referenceKey, holdMs }
  return {
    findCity: index.findCity,
    findHotel: index.findHotel,
    findFlight: index.findFlight,
    findHotelsByName: index.findHotelsByName,

    searchStays: (query) => searchStays(parts, query, clock()),
    listRooms: (query) => listRooms(parts, query, clock()),
    quoteStay: (request) => quoteStay(parts, request, clock()),
    suggestStays: (request) => suggestStays(parts, request, clock()),
    searchFlights: (query) => searchFlights(parts, query, clock()),
    quoteTrip: (request) => quoteTrip(parts, request, clock()),
    suggestTrips: (request) => suggestTrips(parts, request, clock()),

    hold: (request) => holdItem(parts, request),
    confirm: ({ reference, guest }) => confirmBooking(parts, canonical(reference), guest),
    mailConfirmation: ({ reference, email }) => mailConfirmation(parts, canonical(reference), email),
    quoteChange: (reference, change) => quoteChange(parts, canonical(reference), change),
    change: (request) => changeBooking(parts, { ...request, reference: canonical(request.reference) }),
    quoteCancellation: (reference) => quoteCancellation(parts, canonical(reference)),
    cancel: ({ reference }) => cancelBooking(parts, canonical(reference)),

    async find(reference) {
      const record = await store.find(canonical(reference))
      return record === undefined ? undefined : toBooking(record)
    },
    async findByGuest(guest) {
      const records =
        "email" in guest
          ? await store.listByEmail(guest.email.trim().toLowerCase(), MAX_GUEST_BOOKINGS)
          : await store.listByVisitor(guest.visitorId, MAX_GUEST_BOOKINGS)
      return records.map(toBooking)
    },
    listBookings: (query) => listBookings(parts, query),
    recover: (now = clock()) => recoverDue(parts, now),
    recoverAll: () => recoverAll(parts, clock()),
    deliverMail: () => deliverLetters(parts, mailer),
  }
}

/** What can't be a reference is looked up as it is, and not found. */
function canonical(reference: string): string {
  return parseReference(reference) ?? "BK-"
}
