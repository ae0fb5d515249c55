// The conversation LEX-V2 section 3.15 works through, turn by turn.

import { describe, expect, it } from "vitest"
import { asks, closing, confirmation, intent, locale, says, slot, slotType } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

const trip = locale(
  [
    intent("Book", {
      sampleUtterances: ["book a {Size} car", "book a car"],
      slots: [slot("Size", "Size", { prompt: asks("Which size?", 2) })],
      confirmation: confirmation({
        prompt: asks("A {Size} car, yes?", 1),
        declined: { response: says("Okay, not booked.") },
      }),
      closing: closing("Done."),
    }),
  ],
  [slotType("Size", [["Large", "big"]])],
)

describe("a bot without a code hook", () => {
  it("asks, asks again, confirms, asks again, and closes", () => {
    const talk = new TestConversation(trip)
    const turns = ["book a car", "purple", "big", "hmm", "yes"].map((text) => {
      const result = talk.say(text)
      return [texts(result), summary(result)]
    })

    expect(turns).toEqual([
      [["Which size?"], "ElicitSlot Size | Book InProgress None | Size="],
      [["Which size?"], "ElicitSlot Size | Book InProgress None | Size="],
      [["A Large car, yes?"], "ConfirmIntent | Book InProgress None | Size=Large"],
      [["A Large car, yes?"], "ConfirmIntent | Book InProgress None | Size=Large"],
      [["Done."], "Close | Book ReadyForFulfillment Confirmed | Size=Large"],
    ])
  })

  it("keeps what was said, what it means, and what it could mean", () => {
    const talk = new TestConversation(trip)
    talk.say("book a car")

    const { sessionState } = talk.say("big")

    expect(sessionState.intent?.slots).toEqual({
      Size: { value: { originalValue: "big", interpretedValue: "Large", resolvedValues: ["Large"] } },
    })
  })

  it("ends a declined intent as failed", () => {
    const talk = new TestConversation(trip)
    talk.say("book a big car")

    const result = talk.say("no")

    expect(texts(result)).toEqual(["Okay, not booked."])
    expect(summary(result)).toBe("Close | Book Failed Denied | Size=Large")
  })

  it("gives FallbackIntent the turn after three answers it can't use", () => {
    const talk = new TestConversation(trip)
    talk.say("book a car")
    talk.say("purple")
    talk.say("green")

    const result = talk.say("blue")

    expect(texts(result)).toEqual(["Sorry?"])
    expect(summary(result)).toBe("Close | FallbackIntent ReadyForFulfillment None")
    expect(result.isMissedUtterance).toBe(false)
  })

  it("doesn't ask for what the opening utterance already says", () => {
    const talk = new TestConversation(trip)

    const result = talk.say("book a big car")

    expect(texts(result)).toEqual(["A Large car, yes?"])
    expect(summary(result)).toBe("ConfirmIntent | Book InProgress None | Size=Large")
  })
})
