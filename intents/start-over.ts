// StartOver: Lex's own intent for beginning anew, with nothing of what was said kept.

import { defineIntent } from "./define-intent.ts"

export const startOver = defineIntent({
  name: "StartOver",
  description: "Begins anew",
  parentSignature: "AMAZON.StartOverIntent",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "let's start over",
        "can we start over",
        "I want to start again",
        "let's begin again",
        "start from scratch",
        "start all over again",
        "from the beginning please",
        "reset this conversation",
        "back to the start",
        "forget everything I said",
        "wipe everything and begin again",
        "clear all of this",
        "new conversation",
        "reset",
        "let's do it all over",
        "take it from the top",
        "go back to the beginning",
        "begin from zero",
        "I want to start fresh",
        "erase what I told you",
        "can we begin anew",
        "a clean slate please",
        "back to square one",
        "scrap all that and start afresh",
      ],
      prompts: {},
    },
  },
})
