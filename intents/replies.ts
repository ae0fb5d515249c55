// What the handlers answer, per language, with `{values}` to fill in. How they are filled is handlers/messages.ts.

import type { LocaleId } from "./locales.ts"

/** Things that are counted, in the singular and the plural; `#` is the number. */
export const COUNTED = {
  en_US: {
    night: { one: "# night", other: "# nights" },
    guest: { one: "# guest", other: "# guests" },
    passenger: { one: "# passenger", other: "# passengers" },
    minute: { one: "# minute", other: "# minutes" },
    room: { one: "# room", other: "# rooms" },
    booking: { one: "# booking", other: "# bookings" },
  },
} as const satisfies Readonly<
  Record<LocaleId, Readonly<Record<string, { readonly one: string; readonly other: string }>>>
>

/** A feature of a place, by the value of the slot type PlaceFeature: how places that have it are. */
export const FEATURE_PHRASES: Readonly<Record<LocaleId, Readonly<Record<string, string>>>> = {
  en_US: {
    "by the sea": "by the sea",
    mountains: "in the mountains",
    quiet: "quiet",
    romantic: "romantic",
    family: "good for families",
    "pets welcome": "glad to have pets",
    kitchen: "places with a kitchen",
    spa: "places with a spa",
    pool: "places with a pool",
    "city center": "in the middle of the city",
    design: "places with style",
    historic: "historic",
    nightlife: "lively at night",
    business: "good for business",
    nature: "close to nature",
  },
}

/** Every reply of the handlers. */
export const REPLIES = {
  en_US: {
    // Anything can go wrong.
    apology: "I'm sorry, something went wrong on my side. Nothing was changed; please try again in a moment.",

    // BookHotel
    unknownCity: "I'm sorry, we have nothing in {city} yet. How about {others}?",
    whichCity: "Which city would you like instead?",
    datePast: "That day has already passed. What day would you like to arrive?",
    dateTooFarAhead: "I can only book up to a year ahead. What day would you like to arrive?",
    stayTooShort: "A stay is one night at least. How many nights would you like?",
    leavesBeforeArrival:
      "That would be leaving before you arrive. How many nights would you like to stay, or until what day?",
    stayTooLong: "I can book up to {nights} at once. How many nights would you like?",
    belowMinimumStay: "For those dates the hotel asks for a longer stay. How many nights would you like?",
    partySizeInvalid: "How many guests will there be? It takes at least one.",
    roomsInvalid: "I can book from 1 to {most} rooms at once. How many rooms will it be?",
    guestsInRooms: "{guests} in {rooms}",
    severalRooms: "{rooms} × {room}",
    tooManyGuests: "No room sleeps {guests}. For how many guests shall I look? I can also look for several rooms.",
    soldOutCity: "I'm sorry, {city} is fully booked for {nights} from {date}. What other day would suit you?",
    offersIntro: "Here is what is free in {city} for {nights} from {date}, for {guests}. Which one would you like?",
    ratesRise: "Prices for these nights are likely to rise within a week.",
    offerPrice: "{rate} a night, {total} in all",
    offerButton: "Choose {hotel}",
    unknownHotel: "I don't find that among the hotels here. Which of these would you like?",
    unknownHotelNoOffers: "I don't know a hotel called {hotel}. Which city would you like to stay in?",
    soldOutHotel: "I'm sorry, {hotel} has no room left for those nights. These are free instead:",
    soldOutHotelNothing:
      "I'm sorry, {hotel} has no room left then, and neither has anything near. What other day would suit you?",
    soldOutRoom: "I'm sorry, the {room} at {hotel} is gone for those nights. These are free instead:",
    noSuchRoom: "{hotel} has no {room} room for {guests} then. These are free:",
    otherDateButton: "From {date}",
    roomButton: "{room}, {total}",
    confirmStay: "{room} at {hotel}, {city}: {nights} from {date} for {guests}, {total} in all. Shall I book it?",
    confirmStayCancellation: "You can cancel free of charge until {date}, {time}.",
    confirmStayNoCancellation: "This rate can't be refunded.",
    yesBook: "Yes, book it",
    no: "No, thanks",
    otherRooms: "Other rooms",
    roomsAtHotel: "These rooms are free at {hotel}:",
    bookedStay: "It's booked, {name}. Your reference is {reference}.",
    mailWhenBooked: "Once it's booked, I'll send the confirmation to {email}.",
    offerMail: "If you tell me an email address, I'll send the confirmation there.",
    bookedStayTitle: "{hotel}, {city}",
    bookedStaySubtitle: "{reference} · {room} · {date}, {nights}, {guests} · {total}",

    // BookFlight
    sameCity: "You would already be in {city}. Where would you like to fly to?",
    unknownAirport: "I'm sorry, no flights go to or from {city} yet. How about {others}?",
    flightDatePast: "That day has already passed. What day would you like to fly?",
    flightDateTooFarAhead: "I can only book up to a year ahead. What day would you like to fly?",
    returnBeforeDeparture: "You would be back before you have left. What day would you like to fly back?",
    passengersInvalid: "I can book from 1 to {most}. How many passengers will there be?",
    noFlights: "I found no flight from {from} to {to} with free seats on {date}. What other day would suit you?",
    noFlightsThatDayBut:
      "Nothing goes from {from} to {to} on {date}, but there are flights on these days. Which one would suit you?",
    flightsIntro: "Flights from {from} to {to} on {date}, for {passengers}. Which one would you like?",
    faresRise: "Fares for this day are likely to rise within a week.",
    flightTitle: "{departure} – {arrival} · {number}",
    flightSubtitle: "{airline} · {cabin} · {total} in all",
    flightReturnSubtitle: "{airline} · {cabin} · back {date} at {time} ({number}) · {total} in all",
    flightButton: "Choose {number}",
    unknownFlight: "That isn't one of these flights. Which one would you like?",
    soldOutFlight: "I'm sorry, that flight has just sold out. These still have seats:",
    confirmTrip:
      "{number} from {from} to {to} on {date} at {departure}, {cabin}, {passengers}: {total} in all. Shall I book it?",
    confirmReturnTrip:
      "{number} from {from} to {to} on {date} at {departure}, back on {returnDate} at {returnDeparture}, {cabin}, {passengers}: {total} in all. Shall I book it?",
    bookedTrip: "It's booked, {name}. Your reference is {reference}.",
    bookedTripTitle: "{from} to {to}",
    bookedTripSubtitle: "{reference} · {number} · {date} at {departure} · {cabin}, {passengers} · {total}",

    // Bookings
    noBookings: "You have nothing booked with us yet. Would you like to look for a room?",
    unknownReference: "I can't find a booking {reference}. Could you check the reference?",
    yourBookings: "You have {bookings}:",
    yourBooking: "Here is your booking:",
    cancelledSubtitle: "{reference} · cancelled · {refund} refunded",
    changeButton: "Change it",
    cancelButton: "Cancel it",
    changeValue: "change booking {reference}",
    cancelValue: "cancel booking {reference}",
    whichBookingToCancel: "Which booking shall I cancel?",
    whichBookingToChange: "Which booking would you like to change?",
    wrongName: "That isn't the name the booking is under, so I can't touch it. The people at the hotel can help you.",
    confirmCancel: "Cancel {what}? You get {refund} back.",
    confirmCancelNoRefund: "Cancel {what}? By its rate, nothing is paid back.",
    whatStay: "{hotel} in {city} from {date} ({reference})",
    whatTrip: "the flight from {from} to {to} on {date} ({reference})",
    yesCancel: "Yes, cancel it",
    cancelled: "Your booking {reference} is cancelled. {refund} is on its way back to you.",
    cancelledNoRefund: "Your booking {reference} is cancelled.",
    alreadyCancelled: "Your booking {reference} was cancelled already.",
    alreadyStarted: "That booking has already begun, so I can't touch it. The people at the hotel can help you.",
    mailed: "The confirmation of {reference} is on its way to {email}, with the dates for your calendar.",
    mailedOften: "I have sent {reference} to several addresses already, so I won't send it to any more.",
    nothingToMail: "Booking {reference} isn't confirmed, so there is nothing to send.",
    whichBookingToMail: "Which booking shall I send you?",
    flyInstead: "What day would you like to fly instead?",
    howManyFly: "How many passengers will there be?",
    returnsBefore: "That would be after your flight home. What other day would you like to fly?",
    noFlightToChangeTo:
      "Flight {number} has no seats that day, so your booking stays as it was. What other day would suit you?",
    changedTrip: "{number} from {from} to {to} on {date} at {departure}, {cabin}, {passengers}",
    confirmChange: "Change {reference} to {what}? {difference}",
    changedStay: "{room} at {hotel}, {nights} from {date}, {guests}",
    priceMore: "That is {amount} more, {total} in all.",
    priceLess: "That is {amount} less, {total} in all.",
    priceSame: "The price stays {total}.",
    changed: "Done. Your booking {reference} is changed.",
    changeSoldOut: "I'm sorry, that isn't free. Your booking stays as it was. What else would suit you?",
    changeRefused: "I can't change the booking like that; it stays as it was. What would you like to change instead?",
    changeBusy: "Another change of this booking is under way. Please try again in a moment.",
    yesChange: "Yes, change it",

    // Recommendations
    placesIntro: "These might suit you:",
    placesIntroFor: "These are {features}:",
    noPlaces: "I found no place that is all of that. What could you do without?",
    noMorePlaces: "That was all I have for this. What else are you after?",
    placePrice: "from {rate} a night",
    placeButton: "Book here",
    placeValue: "book a room at {hotel}",
    placeMore: "Show me other hotels",
    reasonFeatures: "because you asked for {features}",
    reasonRating: "guests like it best",
    reasonLiked: "because you liked {title}",
    moviesIntro: "How about this?",
    noMovies: "I found no film like that. What else are you in the mood for?",
    movieReason: "{synopsis} I picked it {reason}.",
    movieButton: "I'll watch it",
    movieValue: "I'll watch that one",
    noMovieShown: "I haven't suggested a film yet. Shall I?",
    nothingShown: "I haven't suggested anything yet. What are you after, a place to stay or a film?",
    movieChosen: "Enjoy {title}! I'll remember that you liked the sound of it.",
    reasonGenre: "because you're in the mood for {genre}",
    anotherMovie: "Another film",
    shorterMovie: "Something shorter",

    // SearchByPhoto
    sawInPhoto: "I see {things}: these are {features}.",
    seeInPhoto: "I see {things}.",
    alsoRead: "I can read “{text}”.",
    seeNothing: "I can't make out anything in it.",
    photoLikeThis: "Find me a place like this",
    sawInPhotoLike: "I see {things}: these are {features}, the most like your photo first.",
    looksLikePhoto: "These look the most like your photo:",
    sawNothingUseful: "I see {things}, but can't tell what kind of place you would like. What shall it be like?",
    sawNothing: "I can't make out anything in it. What shall the place be like?",
    readInPhoto: "I can read “{text}” in it, but can't tell what kind of place you would like. What shall it be like?",
    photoWish: "A place {feature}",
    photoRefused: "I'd rather not look at that picture. Would you send me another one, or tell me what you are after?",

    // Small talk
    hello:
      "Hello! I'm the Concierge, an automated assistant. I can book rooms and flights and recommend places and films. What can I do for you?",
    welcomeBack: "Welcome back! Your stay at {hotel} begins on {date}. What can I do for you?",
    help: 'You can ask me for a room ("a room in Lisbon from Friday for two nights"), a flight ("fly from Rome to Paris tomorrow"), your bookings ("what did I book?"), to change or cancel them, or for a recommendation ("a quiet place by the sea", "a funny film").',
    thanks: "You're welcome. Have a lovely day!",
    left: "All right, I've left that; your bookings stay as they are. What else can I do for you?",
    startedOver: "All right, let's start again. What can I do for you?",
    humanPassedOn: "Thank you. I've passed your request on; someone will write to {email} soon.",
    notUnderstood: "I'm sorry, I didn't get that. I can help with rooms, flights, your bookings and recommendations.",
    notUnderstoodAgain: "I still don't understand, I'm sorry. Shall I ask a person to get in touch with you?",
    suggestRoom: "Book a room",
    suggestFlight: "Book a flight",
    suggestPlace: "Recommend a place",
    suggestMovie: "Recommend a film",
    suggestMail: "Mail me the confirmation",
    suggestBookings: "What did I book?",
    suggestHuman: "Talk to a person",
    suggestHelp: "What can you do?",
  },
} as const satisfies Readonly<Record<LocaleId, Readonly<Record<string, string>>>>

/** The name of a reply. */
export type ReplyKey = keyof (typeof REPLIES)["en_US"]
