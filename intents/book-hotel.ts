// BookHotel: a room, in a city, for some nights. Which hotels are free and what they cost is for its handler.

import { defineIntent } from "./define-intent.ts"

export const bookHotel = defineIntent({
  name: "BookHotel",
  description: "Books a hotel room",
  slots: {
    City: { type: "TravelCity", required: true },
    CheckInDate: { type: "AMAZON.Date", required: true },
    Nights: { type: "AMAZON.Number", required: true },
    Guests: { type: "AMAZON.Number", required: true },
    Hotel: { type: "Hotel" },
    RoomType: { type: "RoomType" },
    GuestName: { type: "GuestName", required: true, obfuscated: true, defaults: ["[guestName]"] },
  },
  words: {
    en_US: {
      utterances: [
        "book a hotel",
        "I need a room",
        "I want to book a room",
        "I'd like a room in {City}",
        "I'd like a room in {City} from {CheckInDate} for {Nights} nights",
        "book a hotel in {City}",
        "book a room in {City} for {Guests} people",
        "a room for {Guests} in {City} on {CheckInDate}",
        "find me a hotel in {City} from {CheckInDate}",
        "do you have anything free in {City} {CheckInDate} for {Guests}",
        "somewhere to sleep in {City} {CheckInDate}",
        "can I get a {RoomType} room in {City}",
        "reserve a {RoomType} for {Guests} guests from {CheckInDate} for {Nights} nights",
        "I want to stay at {Hotel}",
        "book a room at {Hotel} in {City}",
        "do you have a room at {Hotel} from {CheckInDate}",
        "is there a room free in {City} {CheckInDate}",
        "{City} for {Nights} nights please",
        "make a hotel reservation for {Guests} people",
        "hotel in {City} arriving {CheckInDate}",
        "we are {Guests} and need a {RoomType} room for {Nights} nights",
        "a {RoomType} in {City} for {Nights} nights",
        "book {Hotel} for us",
        "looking for accommodation in {City}",
        "a room in {City} in the name of {GuestName}",
      ],
      prompts: {
        City: { messages: ["Which city would you like to stay in?", "Where would you like to stay?"] },
        CheckInDate: { messages: ["What day would you like to arrive?", "When would you like to check in?"] },
        Nights: { messages: ["How many nights would you like to stay?", "For how many nights?"] },
        Guests: { messages: ["How many guests will there be?", "How many people is it for?"] },
        GuestName: {
          messages: ["What name shall I put the booking under?", "In whose name shall I book it?"],
        },
        Hotel: { messages: ["Which of these hotels would you like?", "Which one shall it be?"] },
        RoomType: {
          messages: ["Which kind of room would you like?", "What kind of room shall it be?"],
          card: {
            title: "Rooms",
            buttons: [
              { text: "Standard", value: "Standard" },
              { text: "Superior", value: "Superior" },
              { text: "Deluxe", value: "Deluxe" },
              { text: "Family", value: "Family" },
              { text: "Suite", value: "Suite" },
            ],
          },
        },
      },
      answers: {
        GuestName: [
          "my name is {GuestName}",
          "it's {GuestName}",
          "under {GuestName}",
          "in the name of {GuestName}",
          "I'm {GuestName}",
        ],
        City: ["in {City}", "somewhere in {City}", "to {City}", "let's say {City}"],
        CheckInDate: [
          "on {CheckInDate}",
          "from {CheckInDate}",
          "we arrive {CheckInDate}",
          "{CheckInDate} for {Nights} nights",
        ],
        Nights: ["{Nights} nights", "for {Nights} nights", "just {Nights} night", "we stay {Nights} nights"],
        Guests: ["{Guests} people", "there are {Guests} of us", "{Guests} adults", "for {Guests}", "{Guests} guests"],
        Hotel: ["{Hotel} please", "I'll take {Hotel}", "the {Hotel} one", "book {Hotel}"],
        RoomType: ["a {RoomType} room", "the {RoomType} please"],
      },
      confirmation: {
        messages: [
          "{Nights} nights in {City} from {CheckInDate}, for {Guests}. Shall I book it?",
          "{City} from {CheckInDate} for {Nights} nights and {Guests} guests: shall I book it?",
        ],
      },
      declined: ["All right, I haven't booked anything.", "Okay, nothing is booked."],
      closing: ["Is there anything else I can do for you?", "Can I do anything else for you?"],
    },
  },
})
