// ChangeBooking: other dates, nights, guests or another room for a stay that is booked.

import { defineIntent } from "./define-intent.ts"

export const changeBooking = defineIntent({
  name: "ChangeBooking",
  description: "Changes the dates, guests or room of a booked stay",
  slots: {
    Reference: { type: "BookingReference" },
    ChangeTarget: { type: "ChangeTarget" },
    NewCheckInDate: { type: "AMAZON.Date" },
    NewNights: { type: "AMAZON.Number" },
    NewGuests: { type: "AMAZON.Number" },
    NewRoomType: { type: "RoomType" },
    GuestName: { type: "GuestName", obfuscated: true },
  },
  words: {
    en_US: {
      utterances: [
        "change this booking {Reference}",
        "I want to change this, booking {Reference}",
        "upgrade the room of my booking",
        "swap the room I booked for another one",
        "change my booking",
        "postpone my reservation to {NewCheckInDate}",
        "change booking {Reference}",
        "move my stay to {NewCheckInDate}",
        "can I arrive on {NewCheckInDate} instead",
        "change the date of my booking to {NewCheckInDate}",
        "change my arrival to {NewCheckInDate}",
        "stay {NewNights} nights instead",
        "extend my stay to {NewNights} nights",
        "change my booking to {NewNights} nights",
        "we will be {NewGuests} people after all",
        "change the number of guests to {NewGuests}",
        "upgrade my room to a {NewRoomType}",
        "switch me to a {NewRoomType} room",
        "change the {ChangeTarget} of my booking",
        "I need to modify my reservation {Reference}",
        "reschedule my stay",
        "can you move {Reference} to {NewCheckInDate}",
        "I'd like a different room for my booking",
        "change my hotel booking",
        "update my reservation",
        "one more guest for my booking",
        "I want a better room than the one I booked",
        "put off my stay to {NewCheckInDate}",
        "can we come on {NewCheckInDate} instead of the day we booked",
      ],
      prompts: {
        GuestName: {
          messages: [
            "To be sure that it is yours: what name is the booking under?",
            "What name was the booking made under?",
          ],
        },
        Reference: {
          messages: [
            "Which booking is it? Tell me its reference.",
            "Could you tell me the reference of the booking? It starts with BK.",
          ],
        },
        ChangeTarget: {
          messages: ["What would you like to change?", "Shall it be other dates, nights, guests, or another room?"],
          card: {
            title: "Change your stay",
            buttons: [
              { text: "The dates", value: "the dates" },
              { text: "Number of nights", value: "the number of nights" },
              { text: "Number of guests", value: "the number of guests" },
              { text: "The room", value: "the room" },
            ],
          },
        },
        NewCheckInDate: { messages: ["What day would you like to arrive instead?", "What is the new day of arrival?"] },
        NewNights: { messages: ["How many nights shall it be?", "For how many nights would you like to stay now?"] },
        NewGuests: { messages: ["How many guests will there be?", "For how many guests shall it be?"] },
        NewRoomType: {
          messages: ["Which kind of room would you like instead?", "What kind of room shall it be?"],
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
        GuestName: ["it's under {GuestName}", "{GuestName} is the name", "my name is {GuestName}"],
        ChangeTarget: [
          "the {ChangeTarget}",
          "{ChangeTarget} please",
          "arrive {NewCheckInDate}",
          "make it {NewNights} nights",
          "we are {NewGuests} people",
          "a {NewRoomType} room",
        ],
        NewCheckInDate: ["on {NewCheckInDate}", "make it {NewCheckInDate}", "from {NewCheckInDate}"],
        NewNights: ["{NewNights} nights", "make it {NewNights}"],
        NewGuests: ["{NewGuests} people", "{NewGuests} guests"],
        NewRoomType: ["a {NewRoomType}", "the {NewRoomType} room"],
      },
      confirmation: { messages: ["Shall I change the booking?", "Do you want me to change it?"] },
      declined: ["All right, your booking stays as it was.", "Okay, I've changed nothing."],
      closing: ["Is there anything else I can do for you?", "Can I do anything else for you?"],
    },
  },
})
