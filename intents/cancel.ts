// Cancel: Lex's own intent for "never mind", in the middle of something or after it. Cancelling a booking is
// cancel-booking.ts.

import { defineIntent } from "./define-intent.ts"

export const cancel = defineIntent({
  name: "Cancel",
  description: "Leaves what is being talked about",
  parentSignature: "AMAZON.CancelIntent",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "stop this",
        "I changed my mind",
        "I don't want this anymore",
        "let's not do this",
        "not anymore",
        "maybe later",
        "maybe another time",
        "I want to stop here",
        "quit",
        "exit",
        "drop it",
        "never mind then",
        "not now",
        "skip it",
        "enough",
        "that's enough",
        "abort",
        "I don't feel like it any more",
        "let's stop here",
        "end this",
        "I'd rather not",
        "scratch that",
        "I give up",
        "not interested any more",
        "please stop",
        "no more questions",
      ],
      prompts: {},
    },
  },
})
