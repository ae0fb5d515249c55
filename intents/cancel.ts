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
      ],
      prompts: {},
    },
  },
})
