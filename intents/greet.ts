// Greet: hello, and what happens when a conversation opens.

import { defineIntent } from "./define-intent.ts"

export const greet = defineIntent({
  name: "Greet",
  description: "Says hello and offers what the assistant can do",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "hello",
        "hi",
        "hey",
        "hi there",
        "hello there",
        "good morning",
        "good afternoon",
        "good evening",
        "hey there",
        "greetings",
        "howdy",
        "is anyone there",
        "are you there",
        "how are you",
        "nice to meet you",
        "hey how are you doing",
        "hello again",
        "hi bot",
        "good to see you",
        "what's up",
        "hello dear assistant",
        "hi everybody",
        "hey hey",
      ],
      prompts: {},
    },
  },
})
