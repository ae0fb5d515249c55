// Flights as a visitor sees them: cards, buttons and sentences made from the booking backend's offers.

import type { Booking, Leg, Trip } from "#backends/booking/booking.ts"
import type { TripOffer } from "#backends/booking/booking-service.ts"
import type { Message } from "#bot/definition.ts"
import { card, type Wording } from "../messages.ts"

/** The flight out of a trip. */
export function outboundOf(trip: Trip): Leg {
  const [leg] = trip.legs
  if (leg === undefined) throw new Error("a trip has at least one leg")
  return leg
}

/** The numbers of a trip's flights, which tell it from every other trip of its dates. */
export function tripNumbers(trip: Trip): string {
  return trip.legs.map((leg) => leg.flightNumber).join(" / ")
}

/** The numbers without the space in each: "4M 205" might be taken for 205 passengers. */
function compactNumbers(trip: Trip): string {
  return trip.legs.reduce(
    (text, { flightNumber }) => text.replace(flightNumber, flightNumber.replace(/\s/g, "")),
    tripNumbers(trip),
  )
}

/** One trip to choose. */
export function tripCard(offer: TripOffer, words: Wording): Message {
  const out = outboundOf(offer.trip)
  const back = offer.trip.legs[1]
  const total = words.money(offer.total)
  return card({
    title: words.text("flightTitle", {
      departure: out.departureTime,
      arrival: out.arrivalTime,
      number: out.flightNumber,
    }),
    subtitle:
      back === undefined
        ? words.text("flightSubtitle", { airline: out.airline, cabin: out.cabin, total })
        : words.text("flightReturnSubtitle", {
            airline: out.airline,
            cabin: out.cabin,
            date: words.date(back.departureDate, "short"),
            time: back.departureTime,
            number: back.flightNumber,
            total,
          }),
    buttons: [
      { text: words.text("flightButton", { number: tripNumbers(offer.trip) }), value: compactNumbers(offer.trip) },
    ],
  })
}

/** What will be booked if the visitor says yes, with what is known of its price. */
export function confirmTripMessages(held: Booking, trip: Trip, words: Wording, hint: readonly Message[]): Message[] {
  const out = outboundOf(trip)
  const back = trip.legs[1]
  const values = { ...tripWords(trip, words), total: words.money(held.total) }
  const summary =
    back === undefined
      ? words.say("confirmTrip", values)
      : words.say("confirmReturnTrip", {
          ...values,
          returnDate: words.date(back.departureDate),
          returnDeparture: back.departureTime,
        })
  return [
    summary,
    ...hint,
    card({
      title: words.text("bookedTripTitle", { from: out.from, to: out.to }),
      subtitle: `${out.flightNumber} · ${words.date(out.departureDate, "short")}${values.back} · ${values.total}`,
      buttons: [
        { text: words.text("yesBook"), value: "yes" },
        { text: words.text("no"), value: "no" },
      ],
    }),
  ]
}

/** A booked trip. */
export function bookedTripCard(
  booking: Booking,
  trip: Trip,
  words: Wording,
  buttons: readonly { readonly text: string; readonly value: string }[] = [],
): Message {
  const values = tripWords(trip, words)
  return card({
    title: words.text("bookedTripTitle", { from: values.from, to: values.to }),
    subtitle: words.text("bookedTripSubtitle", {
      ...values,
      reference: booking.reference,
      total: words.money(booking.total),
    }),
    buttons,
  })
}

/** The parts of a sentence about a trip: its flight out, and in `back` the way back, if there is one. */
export function tripWords(
  trip: Trip,
  words: Wording,
): Record<"number" | "from" | "to" | "date" | "departure" | "back" | "cabin" | "passengers", string> {
  const out = outboundOf(trip)
  const back = trip.legs[1]
  return {
    number: out.flightNumber,
    from: out.from,
    to: out.to,
    date: words.date(out.departureDate),
    departure: out.departureTime,
    back:
      back === undefined
        ? ""
        : words.text("tripBack", {
            date: words.date(back.departureDate, "short"),
            time: back.departureTime,
            number: back.flightNumber,
          }),
    cabin: out.cabin,
    passengers: words.count("passenger", trip.passengers),
  }
}
