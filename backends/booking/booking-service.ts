// What the booking backend offers to whoever asks (code hooks, the operator page, command lines): the contract of the
// service. How it keeps its promises is in create-booking-service.ts and the files that one names.

import type { Result } from "#core/result.ts"
import type { EpochMs, IsoDate } from "#core/time.ts"
import type { MinorUnits, Money } from "#core/units.ts"
import type { Booking, Guest, NightRate, Stay, Trip } from "./booking.ts"
import type { CabinName, City, Flight, Hotel, RoomType } from "./catalogue.ts"

/** Names one attempt of a guest; sent again with the same arguments it has no second effect. At most 256 characters. */
export type RequestId = string

/** At most this many nights in one stay. */
export const MAX_NIGHTS = 30

/** Arrivals and departures may lie at most this many days ahead. */
export const MAX_DAYS_AHEAD = 365

/** At most this many rooms, or passengers, in one booking. */
export const MAX_ROOMS = 9

/** Why some dates can't be booked, whatever is free. All dates are the property's (the departure airport's) own. */
export type DateRefusal =
  /** The arrival or departure date is before today at the place. */
  | "date-past"
  /** More than MAX_DAYS_AHEAD days from today. */
  | "date-too-far-ahead"
  /** Less than one night, or a departure not after the arrival. */
  | "stay-too-short"
  /** More than MAX_NIGHTS nights. */
  | "stay-too-long"
  /** The property asks for more nights then; `minimumNights` in stay-rules.ts says how many. */
  | "below-minimum-stay"
  /** The flight home leaves before the flight out has landed. */
  | "return-before-arrival"
  /** The flight doesn't go on that weekday. */
  | "no-flight-that-day"

/** Why a request names nothing that is on offer. */
export type OfferRefusal =
  | "unknown-city"
  | "unknown-hotel"
  | "unknown-room-type"
  | "unknown-flight"
  | "unknown-cabin"
  /** The two flights of a return trip, or the new item of a change and the old, are priced in different currencies. */
  | "currency-differs"
  /** Fewer than 1, or more than MAX_ROOMS rooms or passengers. */
  | "party-size-invalid"
  /** The rooms asked for don't sleep that many. */
  | "too-many-guests"

/** What a guest wants at a hotel. */
export type StayRequest = {
  readonly kind: "stay"
  readonly hotelId: string
  readonly roomTypeId: string
  readonly arrival: IsoDate
  readonly nights: number
  readonly guests: number
  /** Absent: 1. */
  readonly rooms?: number
}

/** What a guest wants in the air; `inbound` makes it a return trip. */
export type TripRequest = {
  readonly kind: "trip"
  readonly outbound: { readonly flightNumber: string; readonly date: IsoDate }
  readonly inbound?: { readonly flightNumber: string; readonly date: IsoDate }
  readonly cabin: CabinName
  readonly passengers: number
}

/** Anything that can be held. */
export type ItemRequest = StayRequest | TripRequest

/** A search for rooms. */
export type StayQuery = {
  /** A city's name or alias; case and accents don't matter. */
  readonly city: string
  readonly arrival: IsoDate
  readonly nights: number
  readonly guests: number
  /** Absent: 1. */
  readonly rooms?: number
  /** All of them must be had. */
  readonly tags?: readonly string[]
  readonly minimumStars?: number
  /** Highest average rate of a night for one room, in the hotel's currency. */
  readonly maximumRate?: MinorUnits
  /** A word of the room type's name ("suite", "family"), case and accents aside. */
  readonly roomType?: string
  /** `rating` (default): best liked first; `price`: cheapest first. */
  readonly sortBy?: "rating" | "price"
  /** Absent: 10. */
  readonly limit?: number
}

/** A search for flights. */
export type FlightQuery = {
  readonly from: string
  readonly to: string
  readonly departure: IsoDate
  /** Present: a return trip. */
  readonly returning?: IsoDate
  /** Absent: Economy. */
  readonly cabin?: CabinName
  readonly passengers: number
  /** `price` (default) or `departure` time or `duration` of the flight out. */
  readonly sortBy?: "price" | "departure" | "duration"
  /** Absent: 10. */
  readonly limit?: number
}

/** A priced and free room. Prices hold while a hold made from it lives. */
export type StayOffer = {
  readonly hotel: Hotel
  readonly roomType: RoomType
  readonly stay: Stay
  /** One room, by night. */
  readonly rates: readonly NightRate[]
  readonly total: Money
  /** Free for the whole stay, before this one is taken. */
  readonly roomsLeft: number
  /** The last local moment at which cancelling costs nothing; absent when it always does. */
  readonly freeCancellationUntil?: LocalMoment
}

/** A priced trip with seats left. */
export type TripOffer = {
  readonly trip: Trip
  /** One passenger, by leg. */
  readonly rates: readonly NightRate[]
  readonly total: Money
  readonly seatsLeft: number
  readonly freeCancellationUntil?: LocalMoment
}

/** A wall-clock moment at a place, `HH:MM`. */
export type LocalMoment = { readonly date: IsoDate; readonly time: string; readonly timeZone: string }

/** What to offer when a stay is sold out; each list is best first and may be empty. */
export type StayAlternatives = {
  readonly otherRoomTypes: readonly StayOffer[]
  /** Same hotel and room type, up to 7 days earlier or later, nearest first. */
  readonly otherDates: readonly StayOffer[]
  /** Same city and dates. */
  readonly otherHotels: readonly StayOffer[]
}

/** What to offer when a trip is sold out or doesn't go. */
export type TripAlternatives = {
  readonly otherCabins: readonly TripOffer[]
  readonly otherFlights: readonly TripOffer[]
  /** Same cities, up to 3 days earlier or later, nearest first. */
  readonly otherDates: readonly TripOffer[]
}

/** A wish to change a confirmed booking; what is absent stays. For a trip, `outbound` and `inbound` name new flights. */
export type ChangeRequest = {
  readonly arrival?: IsoDate
  readonly nights?: number
  readonly roomTypeId?: string
  readonly guests?: number
  readonly rooms?: number
  readonly outbound?: { readonly flightNumber: string; readonly date: IsoDate }
  /** `null` drops the flight home. */
  readonly inbound?: { readonly flightNumber: string; readonly date: IsoDate } | null
  readonly cabin?: CabinName
  readonly passengers?: number
}

/** What a change would cost. */
export type ChangeQuote = {
  readonly item: Stay | Trip
  readonly total: Money
  readonly rates: readonly NightRate[]
  /** New total less old; negative is paid back: of what is given up, as much as cancelling it now would. */
  readonly difference: Money
}

/** What cancelling now would pay back. */
export type CancellationQuote = {
  readonly refund: Money
  readonly fee: Money
  /** The last local moment at which cancelling costs nothing; absent when it always does. */
  readonly freeUntil?: LocalMoment
}

/** Why nothing was held. */
export type HoldRefusal = DateRefusal | OfferRefusal | "sold-out" | HoldEnded | RequestReused

/** The hold ran out (or failed) before this call came; ask for a new one with a new request id. */
export type HoldEnded = "hold-expired"

/** The request id was used for something else before. */
export type RequestReused = "request-reused"

/** Why a hold was not confirmed. */
export type ConfirmRefusal = "unknown-reference" | HoldEnded | "already-cancelled" | "sold-out" | "guest-name-missing"

/** Why a booking was not changed; it stays exactly as it was. */
export type ChangeRefusal =
  | DateRefusal
  | OfferRefusal
  | RequestReused
  | "unknown-reference"
  | "sold-out"
  | "not-confirmed"
  | "already-cancelled"
  /** The guest has already arrived (or flown). */
  | "already-started"
  /** Another change of the same booking is under way; try again. */
  | "change-under-way"
  /** A booking takes at most 50 changes. */
  | "too-many-changes"
  /** A stay was asked to change as a trip, or the other way round. */
  | "kind-differs"

/** Why a confirmation was not mailed. At most 5 addresses can be named for a booking. */
export type MailRefusal = "unknown-reference" | "not-confirmed" | "too-many-addresses"

/** Why a booking was not cancelled. */
export type CancelRefusal = "unknown-reference" | HoldEnded | "already-started" | "change-under-way"

/** What a sweep did. */
export type RecoveryReport = {
  readonly expiredHolds: number
  readonly finishedChanges: number
  readonly undoneChanges: number
  /** Bookings whose rooms were given back or trimmed after an interrupted cancel, change or hold. */
  readonly settled: number
}

/** Which bookings the property wants to see. */
export type BookingListQuery = (
  | { readonly hotelId: string }
  | { readonly flightNumber: string }
  /** `YYYY-MM`, UTC month in which they were made; newest first. */
  | { readonly createdMonth: string }
) & {
  /** Of arrival (first departure), both ends included; only with `hotelId` or `flightNumber`. */
  readonly from?: IsoDate
  readonly to?: IsoDate
  readonly states?: readonly Booking["state"][]
  /** 1 to 100; absent: 50. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

/** One page of bookings; `next` absent on the last. */
export type BookingPage = { readonly bookings: readonly Booking[]; readonly next?: string }

/**
 * Sells rooms and seats. Every method may throw the Fault `storage-unavailable`; calling again with the same request
 * id is then the right thing to do, and never has a second effect.
 */
export interface BookingService {
  /** Finds a city by name or alias, case and accents aside. */
  findCity(name: string): City | undefined
  findHotel(hotelId: string): Hotel | undefined
  findFlight(flightNumber: string): Flight | undefined
  /** Finds hotels whose name holds the words, best match first; a guest's "the harbour house" finds "Harbour House Lisbon". */
  findHotelsByName(words: string, city?: string): readonly Hotel[]

  /** Rooms free for all nights, at most one offer a hotel (its cheapest room that fits). Empty when all is sold out. */
  searchStays(query: StayQuery): Promise<Result<readonly StayOffer[], DateRefusal | OfferRefusal>>
  /** All room types of one hotel that fit and are free, cheapest first. */
  listRooms(query: {
    readonly hotelId: string
    readonly arrival: IsoDate
    readonly nights: number
    readonly guests: number
    readonly rooms?: number
  }): Promise<Result<readonly StayOffer[], DateRefusal | OfferRefusal>>
  quoteStay(request: StayRequest): Promise<Result<StayOffer, DateRefusal | OfferRefusal | "sold-out">>
  suggestStays(request: StayRequest): Promise<StayAlternatives>

  /** Trips with seats for all passengers. Empty when nothing flies that day or all is sold out. */
  searchFlights(query: FlightQuery): Promise<Result<readonly TripOffer[], DateRefusal | OfferRefusal>>
  quoteTrip(request: TripRequest): Promise<Result<TripOffer, DateRefusal | OfferRefusal | "sold-out">>
  suggestTrips(request: TripRequest): Promise<TripAlternatives>

  /**
   * Keeps rooms or seats for a guest for a while (10 minutes unless set otherwise).
   *
   * @returns the booking in state `held`; the first one again if the request is repeated (by then it may be further).
   */
  hold(request: {
    readonly requestId: RequestId
    readonly item: ItemRequest
    readonly guest: Guest
  }): Promise<Result<Booking, HoldRefusal>>
  /**
   * Sells what is held. Confirming a confirmed booking answers it again. A confirmation is mailed when the guest has
   * an email address.
   *
   * @param request.guest Name and address, when they were not known at the hold.
   */
  confirm(request: {
    readonly requestId: RequestId
    readonly reference: string
    readonly guest?: { readonly name?: string; readonly email?: string }
  }): Promise<Result<Booking, ConfirmRefusal>>
  /**
   * Mails the confirmation of a confirmed booking, as it stands when the mail goes out. An address gets it once, however
   * often it is named; the first one becomes the guest's own if they had none. Whose booking it is is for the caller to
   * decide.
   */
  mailConfirmation(request: {
    readonly reference: string
    readonly email: string
  }): Promise<Result<Booking, MailRefusal>>
  /** What `change` would do and cost, without doing it. */
  quoteChange(reference: string, change: ChangeRequest): Promise<Result<ChangeQuote, ChangeRefusal>>
  /** Changes a confirmed booking; the old room is given back only once the new one is the guest's. */
  change(request: {
    readonly requestId: RequestId
    readonly reference: string
    readonly change: ChangeRequest
  }): Promise<Result<Booking, ChangeRefusal>>
  quoteCancellation(reference: string): Promise<Result<CancellationQuote, CancelRefusal>>
  /** Gives a booking or a hold back. Cancelling a cancelled one answers it again. */
  cancel(request: {
    readonly requestId: RequestId
    readonly reference: string
  }): Promise<Result<Booking, CancelRefusal>>

  /**
   * Finds a booking by its reference, however it is spaced or cased ("bk 4f7q 9tkm"). Who may see it is for the caller
   * to decide: compare `guest` with who asks.
   */
  find(reference: string): Promise<Booking | undefined>
  /** A guest's bookings, newest first, at most 50; holds that ended are left out. */
  findByGuest(guest: { readonly visitorId: string } | { readonly email: string }): Promise<readonly Booking[]>
  /** The property's view. */
  listBookings(query: BookingListQuery): Promise<BookingPage>

  /**
   * Finishes or undoes what an interrupted process left, and gives expired holds back. Run at start and each minute;
   * any number of processes may run it at once.
   *
   * @param now Absent: the service's clock.
   */
  recover(now?: EpochMs): Promise<RecoveryReport>
  /**
   * The same for every booking that has anything left to do, found by walking all of them: for the start of a local
   * database that was killed in mid-write and may have lost index entries. Reads the whole table.
   */
  recoverAll(): Promise<RecoveryReport>
  /** Sends the letters that are due, each with a de-duplication key; at least once. Run every few seconds. */
  deliverMail(): Promise<{ readonly sent: number; readonly failed: number }>
}
