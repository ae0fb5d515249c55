// The demo's hotels made whole: room types, rates, minimum stays and cancellation rules from each hotel's line and a seed.

import type { CancellationRule, Hotel, MinimumStay, RatePlan, RoomType } from "#backends/booking/catalogue.ts"
import { normalizeName } from "#backends/booking/catalogue-index.ts"
import { currencyDecimals, minorUnits, type RandomSource, seededRandom } from "#core/units.ts"
import { DEMO_CITIES, type DemoCity } from "./cities.ts"
import { HOTELS_OF_THE_MIDDLE } from "./hotels-of-the-middle.ts"
import { HOTELS_OF_THE_NORTH } from "./hotels-of-the-north.ts"
import { HOTELS_OF_THE_SOUTH } from "./hotels-of-the-south.ts"
import { HOTELS_OVERSEAS } from "./hotels-overseas.ts"

/** Makes every demo hotel. */
export function makeDemoHotels(seed: number): readonly Hotel[] {
  const lines = [HOTELS_OF_THE_SOUTH, HOTELS_OF_THE_NORTH, HOTELS_OF_THE_MIDDLE, HOTELS_OVERSEAS].flatMap((block) =>
    block.trim().split("\n"),
  )
  return lines.map((line, position) => makeHotel(line, seededRandom(seed + position)))
}

function makeHotel(line: string, random: RandomSource): Hotel {
  const cells = line.split("|").map((cell) => cell.trim())
  const [cityName = "", name = "", neighborhood = "", stars = "", rating = "", rate = "", tags = "", description = ""] =
    cells
  const city = DEMO_CITIES.find((candidate) => candidate.name === cityName)
  if (city === undefined) throw new RangeError(`a demo hotel in an unknown city: ${cityName}`)
  const own = { stars: Number(stars), tags: tags.split(" "), rate: Number(rate), city }
  return {
    id: normalizeName(name).replaceAll(" ", "-"),
    name,
    city: city.name,
    country: city.country,
    timeZone: city.timeZone,
    currency: city.currency,
    neighborhood,
    address: `${neighborhood}, ${city.name}`,
    stars: own.stars,
    guestRating: Number(rating),
    tags: own.tags,
    description,
    ...pictureOf(own.tags),
    checkInTime: own.stars === 5 ? "14:00" : "15:00",
    checkOutTime: own.stars === 5 ? "12:00" : "11:00",
    roomTypes: makeRoomTypes(own, random),
    ratePlan: makeRatePlan(own),
    minimumStays: makeMinimumStays(own),
    cancellation: makeCancellation(own, random),
  }
}

/** Tags that the demo site has a picture for, the most telling first. */
const PICTURED_TAGS = [
  ...["by-the-sea", "beach", "mountains", "lake", "historic", "rooftop", "garden", "romantic", "design", "boutique"],
  ...["spa", "pool", "luxury", "family", "nightlife", "quiet", "business", "city-centre", "budget", "breakfast"],
]

/** A path of the demo site: the web face serves it, and the widget knows where that is. */
function pictureOf(tags: readonly string[]): { readonly imageUrl?: string } {
  const tag = PICTURED_TAGS.find((candidate) => tags.includes(candidate))
  return tag === undefined ? {} : { imageUrl: `/site/images/${tag}.svg` }
}

type HotelFacts = {
  readonly stars: number
  readonly tags: readonly string[]
  readonly rate: number
  readonly city: DemoCity
}

type RoomKind = {
  readonly id: string
  readonly name: string
  readonly beds: string
  readonly capacity: number
  /** Of the hotel's simplest rate. */
  readonly percent: number
  /** Fewest and most rooms of the kind in a hotel of this size. */
  readonly rooms: readonly [number, number]
}

const ROOM_KINDS: Readonly<Record<string, RoomKind>> = {
  standard: { id: "standard", name: "Standard room", beds: "1 double bed", capacity: 2, percent: 100, rooms: [8, 24] },
  superior: { id: "superior", name: "Superior room", beds: "1 queen bed", capacity: 2, percent: 124, rooms: [6, 16] },
  deluxe: { id: "deluxe", name: "Deluxe room", beds: "1 king bed", capacity: 3, percent: 158, rooms: [4, 10] },
  family: {
    id: "family",
    name: "Family room",
    beds: "1 king bed, 2 single beds",
    capacity: 4,
    percent: 172,
    rooms: [3, 10],
  },
  suite: { id: "suite", name: "Suite", beds: "1 king bed, 1 sofa bed", capacity: 4, percent: 265, rooms: [1, 5] },
}

const KINDS_BY_STARS: Readonly<Record<number, readonly string[]>> = {
  3: ["standard", "superior", "family"],
  4: ["standard", "superior", "deluxe", "family", "suite"],
  5: ["standard", "superior", "deluxe", "family", "suite"],
}

function makeRoomTypes(hotel: HotelFacts, random: RandomSource): readonly RoomType[] {
  const isSmall = hotel.tags.includes("boutique") || hotel.tags.includes("romantic")
  const kinds = (KINDS_BY_STARS[hotel.stars] ?? []).filter(
    (kind) => kind !== "family" || !isSmall || hotel.tags.includes("family"),
  )
  return kinds.flatMap((kind) => {
    const template = ROOM_KINDS[kind]
    if (template === undefined) return []
    const [fewest, most] = template.rooms
    const rooms = fewest + Math.floor(random() * (most - fewest + 1))
    const scale = 10 ** currencyDecimals(hotel.city.currency)
    const { id, name, beds, capacity, percent } = template
    return [
      {
        ...{ id, name, beds, capacity },
        rooms: isSmall ? Math.max(1, Math.ceil(rooms / 2)) : rooms,
        baseRate: minorUnits(Math.round((hotel.rate * percent) / 100) * scale),
      },
    ]
  })
}

/** Rates end in whole units of money; in the small coins of yen, krónur, forint and lira in hundreds. */
function roundingStep({ currency }: DemoCity): number {
  const steps: Readonly<Record<string, number>> = { JPY: 100, ISK: 100, HUF: 10_000, TRY: 1_000, CZK: 1_000 }
  return steps[currency] ?? 10 ** currencyDecimals(currency)
}

const NEW_YEAR = { from: "12-27", to: "01-02" }
const CHRISTMAS = { from: "12-20", to: "12-26" }

/** Weeks in which a city is full, whatever the season. */
const FULL_WEEKS: Readonly<Record<string, { readonly from: string; readonly to: string; readonly percent: number }>> = {
  Munich: { from: "09-18", to: "10-05", percent: 185 },
  Edinburgh: { from: "08-04", to: "08-30", percent: 170 },
  Venice: { from: "02-01", to: "02-17", percent: 160 },
  Seville: { from: "04-10", to: "04-25", percent: 175 },
  Kyoto: { from: "03-25", to: "04-10", percent: 180 },
  Milan: { from: "04-14", to: "04-23", percent: 175 },
  Barcelona: { from: "02-26", to: "03-06", percent: 165 },
  Tokyo: { from: "03-25", to: "04-08", percent: 150 },
  "New York": { from: "11-24", to: "12-24", percent: 135 },
  Vienna: { from: "11-25", to: "12-19", percent: 125 },
}

function makeRatePlan({ tags, city }: HotelFacts): RatePlan {
  const isForWork = tags.includes("business")
  const isForSummer = tags.includes("beach") || tags.includes("by-the-sea") || tags.includes("lake")
  const isForWinter = tags.includes("mountains") && city.latitude > 45
  const isSouthern = city.latitude < 0
  const full = FULL_WEEKS[city.name]
  const summer = isSouthern ? { from: "12-01", to: "02-28" } : { from: "06-15", to: "08-31" }
  const winter = isSouthern ? { from: "06-01", to: "08-31" } : { from: "11-05", to: "03-10" }
  return {
    weekdayPercents: isForWork ? [112, 116, 116, 110, 96, 92, 94] : [94, 92, 94, 100, 116, 120, 98],
    seasons: [
      { ...NEW_YEAR, percent: 150 },
      { ...CHRISTMAS, percent: 115 },
      ...(full === undefined ? [] : [full]),
      { ...summer, percent: isForSummer ? 142 : 114 },
      { ...winter, percent: isForWinter ? 122 : 82 },
    ],
    events: [],
    roundToMinorUnits: minorUnits(roundingStep(city)),
  }
}

function makeMinimumStays({ stars, tags, city }: HotelFacts): readonly MinimumStay[] {
  const isBeach = tags.includes("beach") && city.latitude > 0
  return [
    ...(stars >= 4 ? [{ from: "12-29", to: "12-31", nights: 2 }] : []),
    ...(isBeach ? [{ from: "07-25", to: "08-20", nights: 2 }] : []),
  ]
}

const RULES: Readonly<Record<"relaxed" | "usual" | "strict", CancellationRule>> = {
  relaxed: { steps: [{ daysBefore: 1, untilTime: "18:00", refundPercent: 100 }] },
  usual: {
    steps: [
      { daysBefore: 3, untilTime: "18:00", refundPercent: 100 },
      { daysBefore: 1, untilTime: "18:00", refundPercent: 50 },
    ],
  },
  strict: {
    steps: [
      { daysBefore: 14, untilTime: "23:59", refundPercent: 100 },
      { daysBefore: 3, untilTime: "18:00", refundPercent: 50 },
    ],
  },
}

function makeCancellation({ stars, tags }: HotelFacts, random: RandomSource): CancellationRule {
  if (tags.includes("business")) return RULES.relaxed
  const draw = random()
  if (stars === 5) return draw < 0.5 ? RULES.strict : RULES.usual
  return draw < 0.35 ? RULES.relaxed : RULES.usual
}
