// BookFlight: seats from one city to another, one way or return. Which flights there are is for its handler.

import { defineIntent } from "./define-intent.ts"

export const bookFlight = defineIntent({
  name: "BookFlight",
  description: "Books seats on a flight",
  slots: {
    Origin: { type: "TravelCity", required: true },
    Destination: { type: "TravelCity", required: true },
    DepartureDate: { type: "AMAZON.Date", required: true },
    Passengers: { type: "AMAZON.Number", required: true },
    ReturnDate: { type: "AMAZON.Date" },
    CabinClass: { type: "CabinClass" },
    Flight: { type: "Flight" },
    GuestName: { type: "GuestName", required: true, obfuscated: true, defaults: ["[guestName]"] },
  },
  words: {
    en_US: {
      utterances: [
        "book a flight",
        "I need a plane ticket",
        "I want to fly to {Destination}",
        "fly from {Origin} to {Destination}",
        "book a flight from {Origin} to {Destination}",
        "book a flight to {Destination} on {DepartureDate}",
        "I need a flight from {Origin} to {Destination} on {DepartureDate}",
        "two tickets to {Destination} please",
        "{Passengers} tickets from {Origin} to {Destination}",
        "a {CabinClass} flight to {Destination} {DepartureDate}",
        "fly {CabinClass} from {Origin} to {Destination} on {DepartureDate}",
        "are there flights from {Origin} to {Destination} {DepartureDate}",
        "get me to {Destination} on {DepartureDate}",
        "a return flight from {Origin} to {Destination} leaving {DepartureDate} and coming back {ReturnDate}",
        "round trip to {Destination} from {DepartureDate} to {ReturnDate}",
        "we are {Passengers} and want to fly to {Destination}",
        "{Passengers} seats to {Destination} on {DepartureDate}",
        "plane from {Origin} to {Destination}",
        "I'd like to fly from {Origin} on {DepartureDate}",
        "one way to {Destination} for {Passengers} people",
        "book a seat on flight {Flight} on {DepartureDate}",
      ],
      prompts: {
        Origin: { messages: ["Which city are you flying from?", "Where do you start from?"] },
        Destination: { messages: ["Where would you like to fly to?", "Which city are you flying to?"] },
        DepartureDate: { messages: ["What day would you like to leave?", "When do you want to fly?"] },
        Passengers: { messages: ["How many passengers?", "How many seats do you need?"] },
        ReturnDate: { messages: ["What day would you like to fly back?", "When would you like to come back?"] },
        CabinClass: {
          messages: ["Which cabin would you like?", "In which cabin would you like to sit?"],
          card: {
            title: "Cabins",
            buttons: [
              { text: "Economy", value: "Economy" },
              { text: "Premium economy", value: "Premium economy" },
              { text: "Business", value: "Business" },
              { text: "First", value: "First" },
            ],
          },
        },
        GuestName: {
          messages: ["What name shall I put the booking under?", "In whose name shall I book it?"],
        },
        Flight: { messages: ["Which of these flights would you like?", "Which flight shall it be?"] },
      },
      answers: {
        GuestName: [
          "my name is {GuestName}",
          "it's {GuestName}",
          "under {GuestName}",
          "in the name of {GuestName}",
          "I'm {GuestName}",
        ],
        Origin: ["from {Origin}", "I start from {Origin}", "leaving from {Origin}", "{Origin} to {Destination}"],
        Destination: ["to {Destination}", "I'm going to {Destination}", "{Destination} please"],
        DepartureDate: ["on {DepartureDate}", "leaving {DepartureDate}", "{DepartureDate} and back {ReturnDate}"],
        Passengers: [
          "{Passengers} people",
          "{Passengers} of us",
          "for {Passengers}",
          "{Passengers} passengers",
          "{Passengers} seats",
        ],
        ReturnDate: ["back on {ReturnDate}", "returning {ReturnDate}"],
        CabinClass: ["in {CabinClass}", "{CabinClass} class"],
        Flight: ["{Flight} please", "I'll take {Flight}", "flight {Flight}"],
      },
      confirmation: {
        messages: [
          "{Passengers} seats from {Origin} to {Destination} on {DepartureDate}. Shall I book it?",
          "From {Origin} to {Destination} on {DepartureDate}, {Passengers} seats: shall I book it?",
        ],
      },
      declined: ["All right, I haven't booked a flight.", "Okay, no flight is booked."],
      closing: ["Is there anything else I can do for you?", "Can I do anything else for you?"],
    },
  },
})
