// A made-up history of bookings, from a seed: long leads and free terms are cancelled more, prices climb as the day nears,
// both with plenty of chance. For trials; says nothing about real guests.

import { addDays, addMs, daysBetween, epochMs, type IsoDate, weekday } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { PastBooking } from "./history.ts"

const DAY_MS = 86_400_000
const EPOCH = epochMs(0)
const FIRST_DAY = "1970-01-01" as IsoDate
const UNITS = 40
const DAYS = 120
const MAX_LEAD = 90

/** Makes it. @param first The first day anyone arrives. */
export function makeSyntheticHistory(options: {
  readonly bookings: number
  readonly seed: number
  readonly first: IsoDate
}): readonly PastBooking[] {
  const random = seededRandom(options.seed)
  const baseRates = Array.from({ length: UNITS }, () => Math.round(6000 + 14_000 * random()))
  return Array.from({ length: options.bookings }, (_, number): PastBooking => {
    const unit = Math.floor(random() * UNITS)
    const start = addDays(options.first, Math.floor(random() * DAYS))
    const lead = Math.floor(MAX_LEAD * random() ** 1.5)
    const bookedAt = addMs(EPOCH, DAY_MS * (daysBetween(FIRST_DAY, start) - lead) + Math.floor(random() * DAY_MS))
    const freeUntilDays = random() < 0.3 ? -1 : Math.floor(random() * 7)
    const climb = 1 + 0.35 * Math.exp(-lead / 20) + 0.08 * (random() - 0.5)
    const weekend = weekday(start) === 5 || weekday(start) === 6 ? 1.15 : 1
    const logOdds = -2.4 + 0.9 * Math.log1p(lead / 10) + (freeUntilDays < 0 ? -1.2 : 0.4)
    return {
      reference: `synthetic-${number + 1}`,
      visitorId: `visitor-${Math.floor(random() * options.bookings * 0.7)}`,
      kind: unit % 4 === 0 ? "trip" : "stay",
      unit: `unit-${unit}`,
      start,
      nights: unit % 4 === 0 ? 0 : 1 + Math.floor(random() * 5),
      party: 1 + Math.floor(random() * 4),
      rate: Math.round((baseRates[unit] ?? 10_000) * climb * weekend),
      bookedAt,
      freeUntilDays,
      outcome: random() < 1 / (1 + Math.exp(-logOdds)) ? "cancelled" : "kept",
    }
  })
}
