// A booking as the wish it once was, to be booked again.

import type { Booking } from "#backends/booking/booking.ts"
import type { UnderWay } from "../under-way.ts"
import { outboundOf, tripNumbers } from "./trip-offers.ts"

/** What a visitor would have to say to get the same booking. */
export function wishOf({ item, guest }: Booking): UnderWay {
  const email = guest.email === undefined ? {} : { Email: guest.email }
  if (item.kind === "stay") {
    return {
      intentName: "BookHotel",
      slots: {
        City: item.city,
        CheckInDate: item.arrival,
        Nights: String(item.nights),
        Guests: String(item.guests),
        ...(item.rooms === 1 ? {} : { Rooms: String(item.rooms) }),
        Hotel: item.hotelName,
        RoomType: item.roomTypeName,
        GuestName: guest.name,
        ...email,
      },
    }
  }
  const out = outboundOf(item)
  const back = item.legs[1]
  return {
    intentName: "BookFlight",
    slots: {
      Origin: out.from,
      Destination: out.to,
      DepartureDate: out.departureDate,
      ...(back === undefined ? {} : { ReturnDate: back.departureDate }),
      Passengers: String(item.passengers),
      CabinClass: out.cabin,
      Flight: tripNumbers(item),
      GuestName: guest.name,
      ...email,
    },
  }
}
