import { describe, expect, it } from "vitest"
import type { ConfirmationSetting } from "#bot/definition.ts"
import { asks, closing, confirmation, fallback, goTo, intent, locale, says, slot } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

function stay(setting: Partial<ConfirmationSetting> = {}): TestConversation {
  return new TestConversation(
    locale([
      intent("Stay", {
        sampleUtterances: ["stay in {City} on {Day} for {Nights} nights"],
        slots: [
          slot("City", "AMAZON.City"),
          slot("Day", "AMAZON.Date"),
          slot("Nights", "AMAZON.Number"),
          slot("Guests", "AMAZON.Number", { isRequired: false }),
        ],
        confirmation: confirmation({ prompt: asks("{City}, {Day}, {Nights}?", 1), ...setting }),
        closing: closing("Booked."),
      }),
      intent("Cancel", { sampleUtterances: ["cancel everything"], closing: closing("Gone.") }),
      fallback(),
    ]),
    {
      knowledge: {
        cues: { Nights: "night", Guests: "guest" },
        scores: { "could you drop it all": { Cancel: 0.9 }, "drop it": { Cancel: 0.6 } },
      },
    },
  )
}

function asked(setting: Partial<ConfirmationSetting> = {}): TestConversation {
  const talk = stay(setting)
  talk.say("stay in rome on the 12th for 2 nights")
  return talk
}

describe("the confirmation prompt", () => {
  it("waits for a yes or no", () => {
    const result = stay().say("stay in rome on the 12th for 2 nights")

    expect(texts(result)).toEqual(["rome, 2026-03-12, 2?"])
    expect(summary(result)).toBe("ConfirmIntent | Stay InProgress None | City=rome Day=2026-03-12 Nights=2 Guests=")
  })

  it("[lex 57] yes: confirmed, and on to fulfillment", () => {
    const result = asked({ confirmed: { response: says("Thanks.") } }).say("yes please")

    expect(texts(result)).toEqual(["Thanks.", "Booked."])
    expect(result.sessionState.intent).toMatchObject({ state: "ReadyForFulfillment", confirmationState: "Confirmed" })
  })

  it("[lex 58] no: denied, and the end", () => {
    const result = asked({ declined: { response: says("Fine.") } }).say("no thanks")

    expect(texts(result)).toEqual(["Fine."])
    expect(result.sessionState.intent).toMatchObject({ state: "Failed", confirmationState: "Denied" })
    expect(result.sessionState.dialogAction).toEqual({ type: "Close" })
  })

  it("[lex 58] no: the declination's own step wins", () => {
    const result = asked({ declined: { nextStep: goTo("ElicitSlot", { slot: "City", slots: { City: null } }) } }).say(
      "no",
    )

    expect(texts(result)).toEqual(["City?"])
    expect(summary(result)).toBe("ElicitSlot City | Stay InProgress None | City= Day=2026-03-12 Nights=2 Guests=")
  })

  it("[lex 59] neither: asked again, then FallbackIntent", () => {
    const talk = asked()

    expect(texts(talk.say("maybe"))).toEqual(["rome, 2026-03-12, 2?"])
    expect(texts(talk.say("hm"))).toEqual(["Sorry?"])
  })

  it("[lex 59] neither: the failure path comes before FallbackIntent", () => {
    const talk = asked({ failure: { response: says("Let's stop."), nextStep: goTo("EndConversation") } })
    talk.say("hm")

    const result = talk.say("hm")

    expect(texts(result)).toEqual(["Let's stop."])
    expect(result.sessionState.intent).toMatchObject({ name: "Stay", state: "Failed" })
  })

  it("[lex 67] is left out when it is not active", () => {
    const talk = stay({ isActive: false })

    expect(texts(talk.say("stay in rome on the 12th for 2 nights"))).toEqual(["Booked."])
  })
})

describe("a correction instead of a yes or no", () => {
  it.each([
    ["no, make it friday", "rome, 2026-03-06, 2?"],
    ["yes, but three nights", "rome, 2026-03-12, 3?"],
    ["make it three nights", "rome, 2026-03-12, 3?"],
    ["actually the 13th", "rome, 2026-03-13, 2?"],
    ["no, oslo, not rome", "oslo, 2026-03-12, 2?"],
    ["paris on friday", "paris, 2026-03-06, 2?"],
  ])("%s: filled and confirmed anew", (text, prompt) => {
    const result = asked().say(text)

    expect(texts(result)).toEqual([prompt])
    expect(result.sessionState.dialogAction).toEqual({ type: "ConfirmIntent" })
    expect(result.sessionState.intent?.confirmationState).toBe("None")
  })

  it("takes an optional slot along", () => {
    const result = asked().say("for 4 guests")

    expect(summary(result)).toBe("ConfirmIntent | Stay InProgress None | City=rome Day=2026-03-12 Nights=2 Guests=4")
  })

  it("asks again for what was only taken back", () => {
    const result = asked().say("not rome")

    expect(texts(result)).toEqual(["City?"])
    expect(summary(result)).toBe("ElicitSlot City | Stay InProgress None | City= Day=2026-03-12 Nights=2 Guests=")
  })

  it("hears the yes when it only repeats what is known", () => {
    expect(texts(asked().say("yes, rome on the 12th"))).toEqual(["Booked."])
  })

  it("begins counting anew", () => {
    const talk = asked()
    talk.say("hm")
    talk.say("make it friday")

    expect(texts(talk.say("hm"))).toEqual(["rome, 2026-03-06, 2?"])
  })
})

describe("another matter instead of a yes or no", () => {
  it.each(["cancel everything", "could you drop it all"])("%s: the other intent", (text) => {
    const result = asked().say(text)

    expect(texts(result)).toEqual(["Gone."])
    expect(result.sessionState.intent?.name).toBe("Cancel")
  })

  it("asks again when the other intent is not certain", () => {
    expect(texts(asked().say("drop it"))).toEqual(["rome, 2026-03-12, 2?"])
  })
})
