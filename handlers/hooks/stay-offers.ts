// Hotels and rooms as a visitor sees them: cards, buttons and sentences made from the booking backend's offers.

import type { Booking, Stay } from "#backends/booking/booking.ts"
import type { StayOffer } from "#backends/booking/booking-service.ts"
import { freeCancellationUntil } from "#backends/booking/cancellation.ts"
import type { Message } from "#bot/definition.ts"
import { localDateTime } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import { card, joinFacts, ratingFact, type Wording } from "../messages.ts"

/** One hotel to choose, with the price of its cheapest fitting room. */
export function offerCard(offer: StayOffer, words: Wording): Message {
  const perNight = { ...offer.total, amount: minorUnits(Math.round(offer.total.amount / offer.stay.nights)) }
  return card({
    title: offer.hotel.name,
    subtitle: joinFacts([
      `${"★".repeat(offer.hotel.stars)} ${offer.hotel.neighborhood}`,
      ratingFact(offer.hotel.guestRating),
      words.text("offerPrice", { rate: words.money(perNight), total: words.money(offer.total) }),
    ]),
    ...(offer.hotel.imageUrl === undefined ? {} : { imageUrl: offer.hotel.imageUrl }),
    buttons: [{ text: words.text("offerButton", { hotel: offer.hotel.name }), value: offer.hotel.name }],
  })
}

/** What will be booked if the visitor says yes, with what is known of its price, and the other rooms they could have. */
export function confirmStayMessages(
  held: Booking,
  stay: Stay,
  others: readonly StayOffer[],
  words: Wording,
  hint: readonly Message[],
): Message[] {
  const summary = words.say("confirmStay", { ...stayWords(stay, words), total: words.money(held.total) })
  return [
    summary,
    ...cancellationTerms(held, words),
    ...hint,
    card({
      title: words.text("bookedStayTitle", { hotel: stay.hotelName, city: stay.city }),
      subtitle: `${roomsOf(stay, words)} · ${words.date(stay.arrival, "short")} – ${words.date(stay.departure, "short")} · ${words.money(held.total)}`,
      buttons: [
        { text: words.text("yesBook"), value: "yes" },
        ...others
          .filter((offer) => offer.roomType.id !== stay.roomTypeId)
          .slice(0, 2)
          .map((offer) => ({
            text: words.text("roomButton", { room: offer.roomType.name, total: words.money(offer.total) }),
            value: `make it the ${offer.roomType.name}`,
          })),
        { text: words.text("no"), value: "no" },
      ],
    }),
  ]
}

/** Until when cancelling costs nothing, as long as that is still ahead; or that nothing is ever paid back. */
function cancellationTerms({ cancellation, item, createdAt }: Booking, words: Wording): readonly Message[] {
  if (cancellation.steps.length === 0) return [words.say("confirmStayNoCancellation")]
  const until = freeCancellationUntil(cancellation, item)
  if (until === undefined) return []
  const { date, time } = localDateTime(createdAt, until.timeZone)
  const isAhead = `${date} ${time}` <= `${until.date} ${until.time}`
  return isAhead ? [words.say("confirmStayCancellation", { date: words.date(until.date), time: until.time })] : []
}

/** A booked stay. */
export function stayCard(
  booking: Booking,
  stay: Stay,
  words: Wording,
  buttons: readonly { readonly text: string; readonly value: string }[] = [],
): Message {
  return card({
    title: words.text("bookedStayTitle", { hotel: stay.hotelName, city: stay.city }),
    subtitle: words.text("bookedStaySubtitle", {
      ...stayWords(stay, words),
      reference: booking.reference,
      total: words.money(booking.total),
    }),
    buttons,
  })
}

function roomsOf({ rooms, roomTypeName: room }: Stay, words: Wording): string {
  return rooms === 1 ? room : words.text("severalRooms", { rooms, room })
}

/** The parts of a sentence about a stay. */
export function stayWords(
  stay: Stay,
  words: Wording,
): Record<"room" | "hotel" | "city" | "nights" | "date" | "guests", string> {
  return {
    room: roomsOf(stay, words),
    hotel: stay.hotelName,
    city: stay.city,
    nights: words.count("night", stay.nights),
    date: words.date(stay.arrival),
    guests: words.count("guest", stay.guests),
  }
}
