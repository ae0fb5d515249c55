// The demo's flights: which cities are joined, when planes leave, how long they take and what they cost, from where the
// cities lie and a seed. Airlines are invented.

import type { Cabin, CancellationRule, Flight, RatePlan } from "#backends/booking/catalogue.ts"
import { instantAt } from "#backends/booking/zoned-time.ts"
import { addMs, daysBetween, isoDate, localDateTime } from "#core/time.ts"
import { minorUnits, type RandomSource, seededRandom } from "#core/units.ts"
import { DEMO_CITIES, type DemoCity } from "./cities.ts"

const EUROPEAN_HUBS: ReadonlySet<string> = new Set([
  "London",
  "Paris",
  "Amsterdam",
  "Madrid",
  "Berlin",
  "Munich",
  "Rome",
  "Zurich",
  "Istanbul",
  "Lisbon",
  "Copenhagen",
  "Vienna",
])
/** Hubs from which planes cross an ocean. */
const OCEAN_HUBS: ReadonlySet<string> = new Set([
  "London",
  "Paris",
  "Amsterdam",
  "Madrid",
  "Munich",
  "Zurich",
  "Lisbon",
  "Rome",
  "Istanbul",
])
/** Joined with each other beyond Europe, however far. */
const FAR_PAIRS: ReadonlySet<string> = new Set([
  "Tokyo|Singapore",
  "Tokyo|Sydney",
  "Kyoto|Singapore",
  "Singapore|Sydney",
  "Tokyo|Kyoto",
  "San Francisco|Tokyo",
  "Los Angeles|Tokyo",
  "New York|Tokyo",
  "Chicago|Tokyo",
  "Los Angeles|Sydney",
  "San Francisco|Singapore",
  "San Francisco|Sydney",
  "Helsinki|Tokyo",
  "Copenhagen|Singapore",
  "Reykjavik|New York",
  "Reykjavik|Chicago",
  "Reykjavik|Toronto",
  "Dublin|New York",
  "Athens|New York",
  "Barcelona|Miami",
  "Milan|New York",
  "Berlin|New York",
])

type Airline = { readonly name: string; readonly code: string; readonly regions: readonly Region[] }
type Region = "Europe" | "America" | "Pacific" | "Ocean"

const AIRLINES: readonly Airline[] = [
  { name: "Alto Air", code: "7A", regions: ["Europe"] },
  { name: "Brisa Airways", code: "8B", regions: ["Europe", "Ocean"] },
  { name: "Nordlys", code: "5N", regions: ["Europe"] },
  { name: "Meridian International", code: "4M", regions: ["Europe", "Ocean", "America", "Pacific"] },
  { name: "Blue Prairie", code: "6P", regions: ["America"] },
  { name: "Pacific Kestrel", code: "3K", regions: ["Pacific", "Ocean"] },
]

/** Makes every demo flight; both directions of a pair are priced in one currency. */
export function makeDemoFlights(seed: number): readonly Flight[] {
  const pairs = DEMO_CITIES.flatMap((one, position) =>
    DEMO_CITIES.slice(position + 1).flatMap((other) => (isJoined(one, other) ? [[one, other] as const] : [])),
  )
  const numbers = new Map<string, number>()
  return pairs.flatMap(([one, other], position) => makePair(one, other, seededRandom(seed + position * 7919), numbers))
}

function isEuropean({ timeZone }: DemoCity): boolean {
  return timeZone.startsWith("Europe/") || timeZone.startsWith("Atlantic/")
}

function isAmerican({ timeZone }: DemoCity): boolean {
  return timeZone.startsWith("America/")
}

function isJoined(one: DemoCity, other: DemoCity): boolean {
  const km = distanceKm(one, other)
  if (FAR_PAIRS.has(`${one.name}|${other.name}`) || FAR_PAIRS.has(`${other.name}|${one.name}`)) return true
  if (km < 250) return false
  const european = [one, other].filter(isEuropean)
  if (european.length === 2) return EUROPEAN_HUBS.has(one.name) || EUROPEAN_HUBS.has(other.name)
  if (european.length === 1) return european.some(({ name }) => OCEAN_HUBS.has(name)) && km < 12_500
  return isAmerican(one) && isAmerican(other)
}

function regionOf(one: DemoCity, other: DemoCity): Region {
  const european = [one, other].filter(isEuropean).length
  if (european === 2) return "Europe"
  if (european === 1) return "Ocean"
  return isAmerican(one) && isAmerican(other) ? "America" : "Pacific"
}

function makePair(
  one: DemoCity,
  other: DemoCity,
  random: RandomSource,
  numbers: Map<string, number>,
): readonly Flight[] {
  const region = regionOf(one, other)
  const airlines = AIRLINES.filter(({ regions }) => regions.includes(region))
  const km = distanceKm(one, other)
  const bothHubs = EUROPEAN_HUBS.has(one.name) && EUROPEAN_HUBS.has(other.name)
  const times = bothHubs ? 2 : 1
  return Array.from({ length: times }, (_, round) => {
    const airline = airlines[Math.floor(random() * airlines.length)]
    if (airline === undefined) return []
    const number = numbers.get(airline.code) ?? 101
    numbers.set(airline.code, number + 2)
    const facts = {
      airline,
      km,
      currency: currencyOf(one, other),
      days: makeDays(km, random),
      fare: 0.9 + random() * 0.3,
    }
    const start = 360 + Math.floor(random() * 96) * 5 + round * 360
    return [
      makeFlight({ ...facts, from: one, to: other, number, startMinute: start }, random),
      makeFlight(
        {
          ...facts,
          from: other,
          to: one,
          number: number + 1,
          startMinute: start + 120 + Math.floor(random() * 48) * 5,
        },
        random,
      ),
    ]
  }).flat()
}

type FlightFacts = {
  readonly airline: Airline
  readonly from: DemoCity
  readonly to: DemoCity
  readonly number: number
  readonly km: number
  readonly currency: string
  readonly days: readonly number[]
  readonly startMinute: number
  /** Around 1; makes routes of the same length cost differently. */
  readonly fare: number
}

function makeFlight(facts: FlightFacts, random: RandomSource): Flight {
  const { airline, from, to, km } = facts
  const durationMinutes = Math.round((km / 13.8 + 38) / 5) * 5
  const minute = facts.startMinute % 1440
  const departureTime = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  const day = isoDate(2027, 7, 1)
  const landing = addMs(instantAt(day, departureTime, from.timeZone), durationMinutes * 60_000)
  const arrival = localDateTime(landing, to.timeZone)
  return {
    flightNumber: `${airline.code} ${facts.number}`,
    airline: airline.name,
    from: from.name,
    to: to.name,
    fromAirport: from.airport,
    toAirport: to.airport,
    fromTimeZone: from.timeZone,
    toTimeZone: to.timeZone,
    departureTime,
    arrivalTime: arrival.time,
    arrivalDayOffset: daysBetween(day, arrival.date),
    durationMinutes,
    daysOfWeek: facts.days,
    currency: facts.currency,
    cabins: makeCabins(facts, random),
    ratePlan: RATE_PLAN,
    cancellation: km > 3500 ? LONG_HAUL_RULE : SHORT_HAUL_RULE,
  }
}

/** Daily on short routes; most days on long ones. */
function makeDays(km: number, random: RandomSource): readonly number[] {
  const all = [1, 2, 3, 4, 5, 6, 7]
  if (km < 6500) return all
  const rest = 1 + Math.floor(random() * 7)
  return all.filter((day) => day !== rest)
}

const USD_PER: Readonly<Record<string, number>> = {
  EUR: 0.92,
  GBP: 0.79,
  USD: 1,
  CAD: 1.37,
  JPY: 150,
  SGD: 1.34,
  AUD: 1.5,
}

/** Euros wherever Europe is involved, but pounds between British cities; else the first city's own money. */
function currencyOf(one: DemoCity, other: DemoCity): string {
  if (one.currency === other.currency) return one.currency
  return isEuropean(one) || isEuropean(other) ? "EUR" : one.currency
}

function makeCabins({ km, currency, fare }: FlightFacts, random: RandomSource): readonly Cabin[] {
  const rate = USD_PER[currency] ?? 1
  const step = currency === "JPY" ? 100 : 1
  const scale = currency === "JPY" ? 1 : 100
  const price = (factor: number) =>
    minorUnits(Math.round(((38 + km * 0.062) * fare * factor * rate) / step) * step * scale)
  const isLong = km > 3500
  const economy = (isLong ? 180 : 120) + Math.floor(random() * 60)
  return [
    { name: "Economy", seats: economy, baseFare: price(1) },
    ...(isLong
      ? [{ name: "Premium economy" as const, seats: 28 + Math.floor(random() * 12), baseFare: price(1.7) }]
      : []),
    { name: "Business", seats: isLong ? 36 : 12, baseFare: price(isLong ? 3.6 : 2.9) },
    ...(isLong && km > 7500 ? [{ name: "First" as const, seats: 8, baseFare: price(6.2) }] : []),
  ]
}

const RATE_PLAN: RatePlan = {
  weekdayPercents: [104, 92, 94, 100, 118, 96, 116],
  seasons: [
    { from: "12-18", to: "01-05", percent: 138 },
    { from: "06-20", to: "08-31", percent: 124 },
    { from: "01-10", to: "02-28", percent: 84 },
  ],
  events: [],
  roundToMinorUnits: minorUnits(100),
}

const SHORT_HAUL_RULE: CancellationRule = {
  steps: [
    { daysBefore: 7, untilTime: "23:59", refundPercent: 100 },
    { daysBefore: 1, untilTime: "23:59", refundPercent: 40 },
  ],
}

const LONG_HAUL_RULE: CancellationRule = {
  steps: [
    { daysBefore: 21, untilTime: "23:59", refundPercent: 100 },
    { daysBefore: 3, untilTime: "23:59", refundPercent: 60 },
  ],
}

/** Along the great circle, on a sphere of 6,371 km. */
function distanceKm(one: DemoCity, other: DemoCity): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [north, south] = [radians(one.latitude), radians(other.latitude)]
  const across = radians(other.longitude - one.longitude)
  const chord = Math.sin((south - north) / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(across / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(chord))
}

function pad(number: number): string {
  return String(number).padStart(2, "0")
}
