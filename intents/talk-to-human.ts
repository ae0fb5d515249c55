// TalkToHuman: asks for an address and leaves a note for the people of the house.

import { defineIntent } from "./define-intent.ts"

export const talkToHuman = defineIntent({
  name: "TalkToHuman",
  description: "Passes the visitor on to a person",
  slots: { Email: { type: "AMAZON.EmailAddress", required: true, obfuscated: true } },
  words: {
    en_US: {
      utterances: [
        "I want to talk to a human",
        "talk to a person",
        "can I speak to someone",
        "connect me to an agent",
        "get me a real person",
        "I'd like to talk to your staff",
        "call the reception",
        "I have a complaint",
        "let me speak to the manager",
        "customer service please",
        "this does not help, I want a human",
        "have someone contact me",
        "have someone write to {Email}",
        "a colleague may answer me at {Email}",
        "operator",
        "transfer me to a person",
        "I need an employee",
        "may I have your phone number",
        "please call me back",
        "can your staff help me",
        "I want to complain",
        "someone should get in touch with me at {Email}",
        "a representative please",
        "contact the support team",
        "is there a human I can write to",
        "I would rather talk to a member of staff",
      ],
      prompts: {
        Email: {
          messages: [
            "I'll ask a colleague to get in touch. Which email address may they write to?",
            "Gladly. What is your email address, so that someone can write to you?",
          ],
        },
      },
      answers: { Email: ["it's {Email}", "my email is {Email}", "write to {Email}"] },
    },
  },
})
