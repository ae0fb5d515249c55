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
        "nope, next",
        "nah something else",
        "not my thing",
        "got anything else",
        "show me another",
        "I'm not keen on that",
        "give me a different one",
        "try again",
        "that's not what I had in mind",
        "don't fancy that",
        "what other options are there",
        "any other ideas",
        "that doesn't appeal to me",
        "not really my taste",
        "can you suggest something else",
        "skip that one",
        "one more suggestion",
        "do you have alternatives",
        "boring, next one",
      ],
      prompts: {},
    },
  },
})
