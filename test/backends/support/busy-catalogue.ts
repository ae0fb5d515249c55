// One hotel that everyone wants to stay at, around the turn of a month well ahead of today.

import type { Catalogue } from "#backends/booking/catalogue.ts"
import { todayAt } from "#backends/booking/stay-rules.ts"
import { addDays, addMonths, dateParts, type IsoDate, isoDate, systemClock } from "#core/time.ts"
import { makeCity, makeHotel, makeRoomType } from "./small-catalogue.ts"

const BUSYTOWN = makeCity("Busytown", "Europe/Lisbon", "EUR", "BSY")
const NEXT_MONTH = dateParts(addMonths(todayAt(systemClock(), BUSYTOWN.timeZone), 3))

/** Two days before a month ends, so that stays of some nights take two inventory items. */
export const BUSY_DAY: IsoDate = addDays(isoDate(NEXT_MONTH.year, NEXT_MONTH.month, 1), -2)

/** `last` has 20 rooms, `few` has 12. */
export const BUSY_CATALOGUE: Catalogue = {
  cities: [BUSYTOWN],
  hotels: [makeHotel("busy", BUSYTOWN, [makeRoomType("last", 20, 10_000), makeRoomType("few", 12, 8_000)])],
  flights: [],
  movies: [],
}
