// CancelBooking: gives a booking up, after saying what is refunded.

import { defineIntent } from "./define-intent.ts"

export const cancelBooking = defineIntent({
  name: "CancelBooking",
  description: "Cancels a booking",
  slots: {
    Reference: { type: "BookingReference" },
    GuestName: { type: "GuestName", obfuscated: true },
  },
  words: {
    en_US: {
      utterances: [
        "cancel this booking {Reference}",
        "I want to cancel this booking {Reference}",
        "cancel this please, booking {Reference}",
        "we no longer need the room we booked",
        "please annul my reservation",
        "cancel my booking",
        "I want to cancel",
        "cancel booking {Reference}",
        "cancel {Reference}",
        "cancel it",
        "please cancel my reservation",
        "I can't come any more",
        "we are not going after all",
        "I no longer need the room",
        "call off my stay",
        "can I get a refund",
        "delete my reservation",
        "cancel my flight",
        "cancel the hotel",
        "I'd like to cancel my stay",
        "get rid of booking {Reference}",
        "undo my booking",
        "remove my reservation",
        "I don't want the room any more",
        "our plans have changed and we won't come",
        "give me my money back",
        "I am unable to travel",
        "we have to call off the trip",
        "I don't need my booking any longer",
        "please take back booking {Reference}",
        "scrap my booking",
        "void my reservation",
        "drop the booking",
        "please withdraw booking {Reference}",
        "can you kill my reservation",
        "cancel the booking under the name {GuestName}",
        "cancel the reservation for {GuestName}",
        "forget the reservation, we stay at home",
        "I have to cancel because I am ill",
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
            "Which booking shall I cancel? Tell me its reference.",
            "Could you tell me the reference of the booking to cancel? It starts with BK.",
          ],
        },
      },
      answers: {
        GuestName: ["it's under {GuestName}", "{GuestName} is the name", "my name is {GuestName}"],
        Reference: ["it's {Reference}", "booking {Reference}", "the reference is {Reference}"],
      },
      confirmation: { messages: ["Shall I cancel the booking?", "Do you want me to cancel it?"] },
      declined: ["All right, your booking stays.", "Okay, I've cancelled nothing."],
      closing: ["Is there anything else I can do for you?", "Can I do anything else for you?"],
    },
  },
})
