// SendConfirmation: a booking's itinerary and calendar file by mail.

import { defineIntent } from "./define-intent.ts"

export const sendConfirmation = defineIntent({
  name: "SendConfirmation",
  description: "Mails the confirmation of a booking",
  slots: {
    Email: { type: "AMAZON.EmailAddress", required: true, obfuscated: true },
    Reference: { type: "BookingReference" },
    GuestName: { type: "GuestName", obfuscated: true },
  },
  words: {
    en_US: {
      utterances: [
        "mail me the confirmation",
        "send the confirmation to {Email}",
        "send it to {Email}",
        "mail it to {Email}",
        "email it to {Email} please",
        "email me the confirmation",
        "can I have that by email",
        "can I get the details by mail",
        "send me the itinerary",
        "mail the itinerary to {Email}",
        "send me a calendar file",
        "please send me an email with my booking",
        "send the confirmation of {Reference} to {Email}",
        "mail booking {Reference} to {Email}",
        "email me my reservation",
        "yes, send it to {Email}",
        "also send a copy to {Email}",
        "could you mail me the booking details",
        "I'd like the confirmation in my inbox",
        "my email is {Email}",
        "{Email}",
        "forward my booking to {Email}",
        "could you email the receipt",
        "shoot me an email with the details",
        "mail me a copy",
        "I need it in writing",
        "resend the confirmation please",
        "put it in an email to {Email}",
        "email the details of {Reference}",
        "get the details to {Email}",
        "can you send the tickets to {Email}",
        "I'd like a copy by mail",
        "email {Email} my booking {Reference}",
      ],
      prompts: {
        Email: {
          messages: [
            "Which email address shall I send the confirmation to?",
            "To what email address may I send the confirmation?",
          ],
        },
        Reference: {
          messages: [
            "Which booking shall I mail? Tell me its reference.",
            "What is the reference of the booking? It starts with BK.",
          ],
        },
        GuestName: {
          messages: [
            "To be sure that it is yours: under what name is the booking?",
            "What name is the booking made under?",
          ],
        },
      },
      answers: {
        Email: ["it's {Email}", "send it to {Email}", "my address is {Email}"],
        Reference: ["it's {Reference}", "booking {Reference}"],
        GuestName: ["my name is {GuestName}", "it's {GuestName}", "under {GuestName}"],
      },
    },
  },
})
