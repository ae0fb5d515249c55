// CheckBooking: what a visitor has booked.

import { defineIntent } from "./define-intent.ts"

export const checkBooking = defineIntent({
  name: "CheckBooking",
  description: "Shows the visitor's bookings, or one of them by its reference",
  slots: { Reference: { type: "BookingReference" } },
  words: {
    en_US: {
      utterances: [
        "what did I book last time",
        "show my bookings",
        "show me my reservation",
        "do I have a booking",
        "what have I booked so far",
        "where can I see my booking",
        "check my booking",
        "check booking {Reference}",
        "look up {Reference}",
        "my reference is {Reference}",
        "what is the status of my reservation",
        "when does my trip start",
        "when is my flight",
        "details of my stay please",
        "is my room confirmed",
        "look for {Reference}",
        "here is my confirmation {Reference}",
        "what's my booking reference",
        "how much did I pay",
        "list my reservations",
        "view my reservation",
        "is everything all right with my booking",
        "which room did I book",
        "what day does my stay begin",
        "when do I arrive",
        "show me my itinerary",
        "find my booking please",
        "tell me what I have booked with you",
        "what about booking {Reference}",
        "does booking {Reference} exist",
        "did you get my reservation",
        "remind me what I booked",
        "I got no confirmation mail for my booking",
        "when do I check in",
        "is there a reservation for me",
      ],
      prompts: {
        Reference: {
          messages: [
            "What is the booking reference? It looks like BK-4F7Q-9TKM.",
            "Could you tell me the reference? It starts with BK.",
          ],
        },
      },
      answers: { Reference: ["it's {Reference}", "the reference is {Reference}", "booking {Reference}"] },
    },
  },
})
