// RestoreBooking: takes a cancellation back, as far as that can be done.

import { defineIntent } from "./define-intent.ts"

export const restoreBooking = defineIntent({
  name: "RestoreBooking",
  description: "Books again what was cancelled",
  slots: {
    Reference: { type: "BookingReference" },
    GuestName: { type: "GuestName", obfuscated: true },
  },
  words: {
    en_US: {
      utterances: [
        "undo the cancellation",
        "undo that cancellation",
        "undo that",
        "I want my booking back",
        "can I have my booking back",
        "restore my booking",
        "restore booking {Reference}",
        "bring back booking {Reference}",
        "reinstate my reservation",
        "reinstate {Reference}",
        "uncancel my booking",
        "uncancel it",
        "take the cancellation back",
        "revert the cancellation",
        "I didn't mean to cancel",
        "I cancelled by mistake",
        "cancelling was a mistake",
        "I shouldn't have cancelled that",
        "can you undo the cancellation of {Reference}",
        "book it again",
        "book the cancelled one again",
        "I'd like to rebook what I cancelled",
      ],
      prompts: {
        GuestName: {
          messages: [
            "To be sure that it is yours: under what name is the booking?",
            "What name is the booking made under?",
          ],
        },
      },
      answers: {
        Reference: ["it's {Reference}", "booking {Reference}"],
        GuestName: ["my name is {GuestName}", "it's {GuestName}", "under {GuestName}"],
      },
    },
  },
})
