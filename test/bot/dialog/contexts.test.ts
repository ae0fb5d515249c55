import { describe, expect, it } from "vitest"
import { formatTraceStep } from "#bot/dialog/trace.ts"
import type { ActiveContext } from "#bot/session.ts"
import { closing, fallback, intent, locale, says, slot } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

const bot = locale([
  intent("Order", {
    sampleUtterances: ["order in {City}"],
    slots: [slot("City", "AMAZON.City")],
    fulfillment: { isActive: true, enabled: false, success: {}, failure: {}, timeout: {} },
    outputContexts: [
      { name: "ordered", timeToLiveInSeconds: 90, turnsToLive: 2 },
      { name: "other", timeToLiveInSeconds: 600, turnsToLive: 20 },
    ],
  }),
  intent("Track", {
    sampleUtterances: ["track"],
    inputContexts: ["ordered"],
    slots: [slot("Where", "AMAZON.City", { defaultValues: ["#ordered.Moon", "#ordered.City"] })],
    closing: closing("In {Where}."),
  }),
  intent("Both", { sampleUtterances: ["both"], inputContexts: ["ordered", "missing"], closing: closing("Both.") }),
  intent("Chat", { sampleUtterances: ["hello"], closing: closing("Hi.") }),
  fallback(),
])

function ordered(): TestConversation {
  const talk = new TestConversation(bot)
  talk.say("order in rome")
  return talk
}

function turnsLeft(contexts: readonly ActiveContext[] | undefined): Record<string, number> {
  return Object.fromEntries((contexts ?? []).map(({ name, timeToLive }) => [name, timeToLive.turnsToLive]))
}

describe("output contexts", () => {
  it("[lex 86] are active once the intent is fulfilled, with its slots", () => {
    const { sessionState } = new TestConversation(bot).say("order in rome")

    expect(sessionState.activeContexts).toEqual([
      { name: "ordered", timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 2 }, contextAttributes: { City: "rome" } },
      { name: "other", timeToLive: { timeToLiveInSeconds: 600, turnsToLive: 20 }, contextAttributes: { City: "rome" } },
    ])
  })

  it("[lex 87] lose a turn with every request, and go with the last", () => {
    const talk = ordered()

    const left = ["hello", "hello", "hello"].map((text) => turnsLeft(talk.say(text).sessionState.activeContexts))

    expect(left).toEqual([{ ordered: 1, other: 19 }, { other: 18 }, { other: 17 }])
  })

  it("[lex 87] go when their seconds are over", () => {
    const talk = ordered()
    talk.nowMs += 80_500
    expect(talk.say("hello").sessionState.activeContexts?.[0]?.timeToLive).toEqual({
      timeToLiveInSeconds: 10,
      turnsToLive: 1,
    })

    talk.nowMs += 10_000

    expect(turnsLeft(talk.say("hello").sessionState.activeContexts)).toEqual({ other: 18 })
  })

  it("can still be used in their last turn", () => {
    const talk = ordered()
    talk.say("hello")

    const result = talk.say("track")

    expect(texts(result)).toEqual(["In rome."])
    expect(turnsLeft(result.sessionState.activeContexts)).toEqual({ other: 18 })
  })
})

describe("input contexts", () => {
  it("[lex 85] have to be active for an intent to be chosen", () => {
    expect(summary(new TestConversation(bot).say("track"))).toBe("Close | FallbackIntent ReadyForFulfillment None")
    expect(texts(ordered().say("track"))).toEqual(["In rome."])
  })

  it("[lex 85] all of them", () => {
    expect(summary(ordered().say("both"))).toBe("Close | FallbackIntent ReadyForFulfillment None")
  })

  it("are named in the trace when they keep an intent from being chosen", () => {
    const { trace } = ordered().say("both")

    expect(trace.map(formatTraceStep)).toContain("intent Both left out: context missing not active")
  })

  it("can come from the client, for this very request", () => {
    const context = (name: string) => ({
      name,
      timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 1 },
      contextAttributes: {},
    })
    const talk = new TestConversation(bot)

    const result = talk.say("both", { sessionState: { activeContexts: [context("ordered"), context("missing")] } })

    expect(texts(result)).toEqual(["Both."])
    expect(turnsLeft(result.sessionState.activeContexts)).toEqual({ ordered: 1, missing: 1 })
    expect(turnsLeft(talk.say("hello").sessionState.activeContexts)).toEqual({})
  })

  it("go when the client sends an empty list", () => {
    const talk = ordered()

    expect(summary(talk.say("track", { sessionState: { activeContexts: [] } }))).toMatch(/FallbackIntent/)
  })
})

describe("[lex 88] [lex 89] default values", () => {
  const withDefaults = (...defaultValues: string[]) =>
    new TestConversation(
      locale([
        intent("Trip", {
          sampleUtterances: ["trip", "trip to {City}"],
          slots: [slot("City", "AMAZON.City", { defaultValues }), slot("Day", "AMAZON.Date")],
          initialResponse: { response: says("Go.") },
        }),
      ]),
    )
  const request = {
    sessionState: {
      sessionAttributes: { home: "oslo", empty: "" },
      activeContexts: [
        { name: "last", timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 1 }, contextAttributes: { City: "paris" } },
      ],
    },
    requestAttributes: { here: "rome" },
  }

  it.each([
    [["#last.City", "[home]"], "paris"],
    [["#last.Moon", "#gone.City", "[home]"], "oslo"],
    [["[gone]", "[empty]", "<here>"], "rome"],
    [["<gone>", "Atlantis"], "Atlantis"],
  ])("%j gives %s, and the slot is not asked for", (defaults, city) => {
    const result = withDefaults(...defaults).say("trip", request)

    expect(texts(result)).toEqual(["Go.", "Day?"])
    expect(result.sessionState.intent?.slots.City?.value?.interpretedValue).toBe(city)
  })

  it("give way to what the visitor says", () => {
    const result = withDefaults("Atlantis").say("trip to rome", request)

    expect(result.sessionState.intent?.slots.City?.value?.interpretedValue).toBe("rome")
  })

  it("that are not available leave the slot to be asked for", () => {
    expect(texts(withDefaults("[gone]").say("trip", request))).toEqual(["Go.", "City?"])
  })
})
