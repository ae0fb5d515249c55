// ChooseMovie: the film that was just recommended pleases.

import { defineIntent } from "./define-intent.ts"

export const chooseMovie = defineIntent({
  name: "ChooseMovie",
  description: "Takes the film that was recommended last",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "I'll watch that one",
        "I'll watch it",
        "we'll watch that one",
        "let's watch that one",
        "let's watch it",
        "that film sounds good",
        "that's the film for us",
        "I'll take that film",
        "I like that film",
        "this is the one we'll watch",
        "sounds good, we'll watch it",
        "great choice, I'll watch that",
        "that's the one for tonight",
        "ok let's go with that movie",
        "I'm going to watch this one",
        "that movie sounds fun",
        "yes that film please",
        "nice one, I'll put it on",
        "we're watching it",
        "I pick that movie",
        "good pick, let's see it",
      ],
      prompts: {},
    },
  },
})
