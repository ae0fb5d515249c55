// Help: what the assistant can do.

import { defineIntent } from "./define-intent.ts"

export const help = defineIntent({
  name: "Help",
  description: "Says what the assistant can do",
  slots: {},
  words: {
    en_US: {
      utterances: [
        "help",
        "help me",
        "what can you do",
        "what can I ask",
        "how does this work",
        "can you help me",
        "I need help",
        "what are my options",
        "show me what you can do",
        "who are you",
        "are you a robot",
        "what is this chat for",
        "I don't know what to say",
        "give me some examples",
        "what do you do",
        "how can I use this",
        "tell me how you work",
        "are you human",
        "I am confused",
        "I am lost here",
        "who am I chatting with",
        "what else can I ask you",
        "I could use some help",
        "explain what you are for",
        "lost, please assist",
      ],
      prompts: {},
    },
  },
})
