// What can be booked and watched: cities, hotels, flights and movies as data, whoever supplies it. What is still free
// on a date is inventory, and prices are made from this data by rates.ts.

import type { IsoDate } from "#core/time.ts"
import type { MinorUnits } from "#core/units.ts"

/** A city the assistant knows, with the names people use for it. */
export type City = {
  readonly name: string
  /** English. */
  readonly country: string
  /** IANA name. */
  readonly timeZone: string
  /** ISO 4217. */
  readonly currency: string
  /** Other names and spellings: "Lisboa", "NYC". */
  readonly aliases: readonly string[]
  /** IATA airport code, for flights. */
  readonly airport: string
}

/** A span of days each year, `MM-DD`, both ends included; may run over the year's end (`12-20` to `01-06`). */
export type YearlySpan = { readonly from: string; readonly to: string }

/** How the base rate of a room becomes the rate of a night. */
export type RatePlan = {
  /** Percent of the base rate for nights from Monday (first) to Sunday (last); seven numbers. */
  readonly weekdayPercents: readonly number[]
  /** The first season that covers the night counts; none means 100. */
  readonly seasons: readonly (YearlySpan & { readonly percent: number })[]
  /** Days of one year with their own percent (a fair, a marathon), on top of the season. Both ends included. */
  readonly events: readonly {
    readonly name: string
    readonly from: IsoDate
    readonly to: IsoDate
    readonly percent: number
  }[]
  /** Rates are rounded to a multiple of this (1,000 in JPY, 100 in EUR). */
  readonly roundToMinorUnits: MinorUnits
}

/** The fewest nights for arrivals on some days. */
export type MinimumStay = YearlySpan & { readonly nights: number }

/**
 * What a guest gets back on cancelling, by the property's own wall clock. The first step whose deadline is not past
 * counts; after the last one nothing is paid back. No steps at all: not refundable.
 */
export type CancellationRule = {
  /** Ordered by `daysBefore`, most first. */
  readonly steps: readonly {
    /** Days before arrival (or departure of the first flight); 0 is the day itself. */
    readonly daysBefore: number
    /** Local time `HH:MM` until which the step counts on that day. */
    readonly untilTime: string
    /** 0 to 100. */
    readonly refundPercent: number
  }[]
}

/** A kind of room; all rooms of a kind are alike. */
export type RoomType = {
  readonly id: string
  readonly name: string
  /** Guests a room sleeps. */
  readonly capacity: number
  /** "1 king bed", "2 single beds". */
  readonly beds: string
  /** Rooms of this kind each night. */
  readonly rooms: number
  readonly baseRate: MinorUnits
  /** Rates that stand for given nights instead of the plan's, from an owner's own list. */
  readonly fixedRates?: Readonly<Record<IsoDate, MinorUnits>>
}

/** A place to stay. */
export type Hotel = {
  readonly id: string
  readonly name: string
  readonly city: string
  readonly country: string
  readonly timeZone: string
  readonly currency: string
  readonly neighborhood: string
  readonly address: string
  /** 1 to 5. */
  readonly stars: number
  /** What guests gave it, 0 to 10 in tenths. */
  readonly guestRating: number
  /** `by-the-sea`, `quiet`, `pets-welcome`, … see HOTEL_TAGS. */
  readonly tags: readonly string[]
  readonly description: string
  readonly imageUrl?: string
  /** What its photos show, as Rekognition names it: "Pool", "Palm Tree". */
  readonly photoLabels?: readonly string[]
  /** Local times `HH:MM`. */
  readonly checkInTime: string
  readonly checkOutTime: string
  readonly roomTypes: readonly RoomType[]
  readonly ratePlan: RatePlan
  readonly minimumStays: readonly MinimumStay[]
  readonly cancellation: CancellationRule
}

/** Tags the demo data uses and the importer takes; owners may add their own in kebab-case. */
export const HOTEL_TAGS = [
  "by-the-sea",
  "mountains",
  "quiet",
  "romantic",
  "family",
  "pets-welcome",
  "kitchen",
  "spa",
  "pool",
  "city-centre",
  "design",
  "beach",
  "nightlife",
  "business",
  "historic",
  "boutique",
  "budget",
  "luxury",
  "garden",
  "rooftop",
  "breakfast",
  "gym",
  "view",
  "lake",
  "waterfront",
  "parking",
  "accessible",
] as const

/** Where guests sit in an aircraft, cheapest first. */
export const CABINS = ["Economy", "Premium economy", "Business", "First"] as const

/** A cabin's name. */
export type CabinName = (typeof CABINS)[number]

/** Seats and fare of one cabin of a flight. */
export type Cabin = {
  readonly name: CabinName
  readonly seats: number
  /** One way, one passenger, before the date's percent. */
  readonly baseFare: MinorUnits
}

/** A scheduled flight between two cities. */
export type Flight = {
  /** Airline code and number: "NV 204". Unique. */
  readonly flightNumber: string
  readonly airline: string
  readonly from: string
  readonly to: string
  readonly fromAirport: string
  readonly toAirport: string
  readonly fromTimeZone: string
  readonly toTimeZone: string
  /** Local at the departure airport, `HH:MM`. */
  readonly departureTime: string
  /** Local at the arrival airport, `HH:MM`. */
  readonly arrivalTime: string
  /** Days between the local departure and arrival dates: -1, 0, 1 or 2. */
  readonly arrivalDayOffset: number
  /**
   * Time in the air. When it is given, each day's arrival is reckoned from it and `arrivalTime` is only the usual one:
   * where one end changes its clocks and the other doesn't, the local arrival moves with the season.
   */
  readonly durationMinutes?: number
  /** ISO weekdays of departure, 1 Monday to 7 Sunday. */
  readonly daysOfWeek: readonly number[]
  /** ISO 4217, of the fares. */
  readonly currency: string
  readonly cabins: readonly Cabin[]
  readonly ratePlan: RatePlan
  readonly cancellation: CancellationRule
}

/** The genres of movies. */
export const MOVIE_GENRES = [
  "Comedy",
  "Drama",
  "Action",
  "Thriller",
  "Romance",
  "Science fiction",
  "Fantasy",
  "Animation",
  "Documentary",
  "Horror",
  "Mystery",
  "Family",
] as const

/** A genre of movies. */
export type MovieGenre = (typeof MOVIE_GENRES)[number]

/** A movie for the evening. */
export type Movie = {
  readonly id: string
  readonly title: string
  readonly year: number
  readonly genres: readonly MovieGenre[]
  readonly minutes: number
  /** `feel-good`, `slow`, `dark`, `witty`, … in kebab-case. */
  readonly moods: readonly string[]
  /** 0 to 10 in tenths. */
  readonly rating: number
  readonly synopsis: string
}

/** Everything on offer. */
export type Catalogue = {
  readonly cities: readonly City[]
  readonly hotels: readonly Hotel[]
  readonly flights: readonly Flight[]
  readonly movies: readonly Movie[]
}
