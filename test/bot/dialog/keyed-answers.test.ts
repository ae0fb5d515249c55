// Keys pressed on a telephone answer what was asked. The bot's words are understood for real.

import { describe, expect, it } from "vitest"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { buildLocale } from "#test/bot/nlu/build-locale.ts"
import { asks } from "./bot-builder.ts"
import { TestConversation } from "./conversation.ts"

const sketched = buildLocale({
  Stay: {
    utterances: ["a stay for {Guests} guests and {Nights} nights", "book a stay"],
    slots: { Guests: "AMAZON.Number", Nights: "AMAZON.Number" },
  },
})
const locale = {
  ...sketched,
  intents: sketched.intents.map((intent) => ({
    ...intent,
    slots: intent.slots.map((slot) => ({ ...slot, prompt: asks(`${slot.name}?`) })),
  })),
}
const resolvers = createSlotResolvers(locale)
const model = trainLanguageModel(locale, resolvers)

function filled(digits: string): Readonly<Record<string, string | undefined>> {
  const talk = new TestConversation(locale, { bot: { model, resolvers } })
  talk.say("book a stay")
  const result = talk.take({ type: "dtmf", digits })
  if (result.type !== "answered") throw new Error(result.message)
  const slots = Object.entries(result.sessionState.intent?.slots ?? {})
  return Object.fromEntries(slots.map(([name, slot]) => [name, slot?.value?.interpretedValue]))
}

describe("keys pressed at a slot's prompt", () => {
  it("fill the slot that was asked for", () => {
    expect(filled("12")).toEqual({ Guests: "12", Nights: undefined })
  })

  it.each(["12#4", "12*4", "#12"])("fill no slot when they are no value of it: %s", (digits) => {
    expect(filled(digits)).toEqual({ Guests: undefined, Nights: undefined })
  })
})
