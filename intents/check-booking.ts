// CheckBooking: what a visitor has booked.

import { defineIntent } from "./define-intent.ts"

export const checkBooking = defineIntent({
  name: "CheckBooking",
  description: "Shows the visitor's bookings, or one of them by its reference",
  slots: { Reference: { type: "BookingReference" } },
  words: {
    en_US: {
      utterances: [
        "what did I book",
        "show my bookings",
        "show me my reservation",
        "do I have a booking",
        "what have I booked so far",
        "where is my booking",
        "check my booking",
        "check booking {Reference}",
        "look up {Reference}",
        "my reference is {Reference}",
        "what is the status of my reservation",
        "when do I arrive",
        "when is my flight",
        "details of my stay please",
        "is my room confirmed",
        "find my reservation {Reference}",
        "here is my confirmation {Reference}",
        "what's my booking reference",
        "how much did I pay",
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
