// What a visitor wants to be different about a booking, as a request to the booking backend.

import type { Stay, Trip } from "#backends/booking/booking.ts"
import type { ChangeRequest } from "#backends/booking/booking-service.ts"
import type { Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"
import { outboundOf } from "./trip-offers.ts"

type Wishes = Turn<"ChangeBooking">["slots"]

/** What is to change about a stay; empty while nothing is known. A room type is taken by the words in its name. */
export function stayChange(slots: Wishes, services: Services, stay: Stay): ChangeRequest {
  const { NewCheckInDate: arrival, NewNights: nights, NewGuests: guests, NewRoomType: room } = slots
  const wanted = room?.toLowerCase()
  const roomTypeId =
    wanted === undefined
      ? undefined
      : services.booking.findHotel(stay.hotelId)?.roomTypes.find(({ name }) => name.toLowerCase().includes(wanted))?.id
  return {
    ...(arrival === undefined ? {} : { arrival }),
    ...(nights === undefined ? {} : { nights }),
    ...(guests === undefined ? {} : { guests }),
    ...(roomTypeId === undefined ? {} : { roomTypeId }),
  }
}

/** What is to change about a flight: the day of the flight out, and how many fly. The flights stay the same. */
export function tripChange({ NewCheckInDate: date, NewGuests: passengers }: Wishes, trip: Trip): ChangeRequest {
  const { flightNumber } = outboundOf(trip)
  return {
    ...(date === undefined ? {} : { outbound: { flightNumber, date } }),
    ...(passengers === undefined ? {} : { passengers }),
  }
}
