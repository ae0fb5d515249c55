// What the owner is told of the bookings to come: how likely each is cancelled, and how many will be, in all and by hotel or
// flight. Who asks is the operator page and the command line.

import type { BookedItem, Booking } from "#backends/booking/booking.ts"
import { Z95 } from "#backends/recommendation/engine/wilson.ts"
import { readDeployment } from "#backends/recommendation/model-registry.ts"
import type { ObjectStore } from "#backends/recommendation/object-store.ts"
import { Fault } from "#core/errors.ts"
import type { EpochMs, IsoDate } from "#core/time.ts"
import { toPastBooking } from "./booking-history.ts"
import type { BookingFacts } from "./examples.ts"
import type { PastBooking } from "./history.ts"
import { findPredictor, type PublishedPredictor } from "./predictor-registry.ts"
import { type CancellationPredictor, chanceOfCancellation } from "./predictors.ts"

/** A booking to come. */
export type UpcomingBooking = {
  readonly reference: string
  readonly kind: "stay" | "trip"
  /** The hotel with its city, or the flight out. */
  readonly title: string
  /** Local. */
  readonly start: IsoDate
  readonly nights: number
  readonly party: number
  /** That it is cancelled, of all the time between booking and start; 0 to 1. */
  readonly chance: number
}

/** How many of some bookings will be cancelled: the sum of their chances, with the ends of its 95 % interval. */
export type ExpectedCancellations = {
  readonly bookings: number
  readonly expected: number
  readonly low: number
  readonly high: number
}

/** What is said of the bookings to come. */
export type CancellationForecast = ExpectedCancellations & {
  /** Those of which most are expected to be cancelled first. */
  readonly byTitle: readonly (ExpectedCancellations & { readonly title: string })[]
  /** The likeliest first; at most a hundred. */
  readonly upcoming: readonly UpcomingBooking[]
}

/** The forecast with the predictor that made it; without one, none is live. */
export type CancellationReport = {
  readonly predictor?: {
    readonly version: string
    /** How many bookings it was trained on. */
    readonly bookings: number
    /** Share of those that were cancelled. */
    readonly baseChance: number
    /** On bookings set aside: how far its chances are from what came, on average over ten bins. */
    readonly calibrationError: number
  }
  readonly forecast?: CancellationForecast
  /** Why the predictor that should be live can't be used, and what to do. */
  readonly problem?: string
}

const SHOWN = 100

/**
 * Makes the report.
 *
 * @param listBookings Gives all bookings; asked only when a predictor is live.
 */
export async function reportCancellations(
  store: ObjectStore,
  listBookings: () => Promise<readonly Booking[]>,
  now: EpochMs,
): Promise<CancellationReport> {
  const live = await findLive(store)
  if (live === undefined) return {}
  if ("problem" in live) return live
  const { version, published, predictor } = live
  const { bookings, measures } = published
  return {
    predictor: {
      ...{ version, bookings },
      baseChance: predictor.baseChance,
      calibrationError: measures.chances.calibrationError,
    },
    forecast: forecastCancellations(predictor, await listBookings(), now),
  }
}

type Live = {
  readonly version: string
  readonly published: PublishedPredictor
  readonly predictor: CancellationPredictor
}

async function findLive(store: ObjectStore): Promise<Live | { readonly problem: string } | undefined> {
  try {
    const { live: version } = await readDeployment(store)
    if (version === undefined) return undefined
    const published = await findPredictor(store, version)
    if (published?.predictor.kind === "cancellation") return { version, published, predictor: published.predictor }
    return { problem: `the predictor ${version} is gone: promote another, or roll back` }
  } catch (error) {
    if (error instanceof Fault && error.code === "data-invalid") return { problem: error.hint ?? error.code }
    throw error
  }
}

/** What is said of the bookings that are sold and have not begun. */
export function forecastCancellations(
  predictor: CancellationPredictor,
  bookings: readonly Booking[],
  now: EpochMs,
): CancellationForecast {
  const history = bookings.flatMap((booking) => {
    const past = toPastBooking(booking, now)
    return past === undefined ? [] : [{ ...past, title: titleOf(booking.item) }]
  })
  const factsOf = withPasts(history)
  const upcoming = history
    .filter(({ outcome }) => outcome === "open")
    .map((booking): UpcomingBooking => {
      const { reference, kind, title, start, nights, party } = booking
      const chance = chanceOfCancellation(predictor, factsOf(booking))
      return { reference, kind, title, start, nights, party, chance }
    })
    .toSorted((a, b) => b.chance - a.chance || (a.reference < b.reference ? -1 : 1))
  const byTitle = [...Map.groupBy(upcoming, ({ title }) => title)]
    .map(([title, own]) => ({ title, ...expect(own) }))
    .toSorted((a, b) => b.expected - a.expected || (a.title < b.title ? -1 : 1))
  return { ...expect(upcoming), byTitle, upcoming: upcoming.slice(0, SHOWN) }
}

/** The number of cancellations is a sum of independent yes and no: normal, near enough, around the sum of the chances. */
function expect(bookings: readonly UpcomingBooking[]): ExpectedCancellations {
  const expected = bookings.reduce((sum, { chance }) => sum + chance, 0)
  const reach = Z95 * Math.sqrt(bookings.reduce((sum, { chance }) => sum + chance * (1 - chance), 0))
  const [low, high] = [Math.max(0, expected - reach), Math.min(bookings.length, expected + reach)]
  return { bookings: bookings.length, expected, low, high }
}

function titleOf(item: BookedItem): string {
  if (item.kind === "stay") return `${item.hotelName}, ${item.city}`
  const [leg] = item.legs
  return leg === undefined ? "" : `${leg.flightNumber}, ${leg.from} – ${leg.to}`
}

/** Gives a function that adds to a booking what was known of its visitor when it was made. */
export function withPasts(history: readonly PastBooking[]): (booking: PastBooking) => BookingFacts {
  const byVisitor = Map.groupBy(history, ({ visitorId }) => visitorId)
  return (booking) => {
    const past = (byVisitor.get(booking.visitorId) ?? []).filter(({ bookedAt }) => bookedAt < booking.bookedAt)
    const pastCancellations = past.filter(({ outcome }) => outcome === "cancelled").length
    return { ...booking, pastBookings: past.length, pastCancellations }
  }
}
