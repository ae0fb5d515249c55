// Thank: thanks, and goodbye.

import { defineIntent } from "./define-intent.ts"

export const thank = defineIntent({
  name: "Thank",
  description: "Answers thanks and goodbyes",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "thanks",
        "thank you",
        "thank you very much",
        "thanks a lot",
        "cheers",
        "great thanks",
        "that was helpful",
        "that's all",
        "bye",
        "goodbye",
        "see you",
        "have a nice day",
        "perfect, thank you",
        "no that's everything",
        "thanks so much",
        "thanks for the help",
        "that is all I need",
        "bye for now",
        "see you soon",
        "you were a great help",
        "I am grateful",
        "ok thank you bye",
        "ta",
        "ciao",
        "much obliged",
        "nothing else thanks",
      ],
      prompts: {},
    },
  },
})
