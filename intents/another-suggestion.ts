// AnotherSuggestion: what was just recommended did not please. Whether it was a film or places is known from before.

import { defineIntent } from "./define-intent.ts"

export const anotherSuggestion = defineIntent({
  name: "AnotherSuggestion",
  description: "Turns the last recommendation down and makes another",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "not that one",
        "not this one",
        "not those",
        "none of these",
        "I don't like that one",
        "I don't like any of them",
        "anything but that",
        "no, something else please",
        "next suggestion please",
        "what else have you got",
        "that's not for me",
        "another suggestion please",
      ],
      prompts: {},
    },
  },
})
