// What a code hook may answer, what Lex makes of it, and what it refuses.

import { describe, expect, it } from "vitest"
import type { CodeHookInvocation, Intent } from "#bot/definition.ts"
import { closing, confirmation, fallback, goTo, intent, locale, plain, says, slot } from "./bot-builder.ts"
import { type Hook, outcome, summary, TestConversation, texts } from "./conversation.ts"

const CITY = { value: { originalValue: "Bern", interpretedValue: "Bern", resolvedValues: [] } }
const TRIP = { name: "Trip" }

function action(type: string, more: object = {}) {
  return { dialogAction: { type, ...more } }
}

function answer(sessionState: object, more: object = {}) {
  return { sessionState, ...more }
}

function trip(hook: Hook, options: Partial<Intent> = {}): TestConversation {
  return new TestConversation(
    locale([
      intent("Trip", {
        sampleUtterances: ["trip"],
        isDialogCodeHookEnabled: true,
        slots: [
          slot("City", "AMAZON.City"),
          slot("Day", "AMAZON.Date"),
          slot("Guests", "AMAZON.Number", { isRequired: false }),
        ],
        closing: closing("Bye."),
        ...options,
      }),
      intent("Other", {
        initialResponse: { response: says("Other here.") },
        slots: [slot("Name", "AMAZON.City"), slot("When", "AMAZON.Date")],
        confirmation: confirmation(),
        outputContexts: [{ name: "seen", timeToLiveInSeconds: 90, turnsToLive: 5 }],
      }),
      fallback(),
    ]),
    { hook },
  )
}

/** Says "trip"; the code hook answers this. */
function openingWith(body: unknown, options: Partial<Intent> = {}) {
  return trip(() => body, options).say("trip")
}

describe("Delegate", () => {
  it.each([
    ["goes on", answer(action("Delegate")), ["City?"], "ElicitSlot City | Trip InProgress None | City= Day= Guests="],
    [
      "[lex 98] says nothing of its own",
      answer(action("Delegate"), { messages: [plain("x")] }),
      ["City?"],
      "ElicitSlot City | Trip InProgress None | City= Day= Guests=",
    ],
    [
      "asks for the next empty slot",
      answer({ ...action("Delegate"), intent: { ...TRIP, slots: { City: CITY } } }),
      ["Day?"],
      "ElicitSlot Day | Trip InProgress None | City=Bern Day= Guests=",
    ],
    [
      "[lex 104] ready: straight to fulfillment",
      answer({ ...action("Delegate"), intent: { ...TRIP, state: "ReadyForFulfillment" } }),
      ["Bye."],
      "Close | Trip ReadyForFulfillment None | City= Day= Guests=",
    ],
    [
      "[lex 103] failed, and nothing said about that: the end",
      answer({ ...action("Delegate"), intent: { ...TRIP, state: "Failed" } }),
      [],
      "Close | Trip Failed None | City= Day= Guests=",
    ],
    [
      "another intent: started, with its slots",
      answer({ ...action("Delegate"), intent: { name: "Other", slots: { Name: CITY } } }),
      ["Other here.", "When?"],
      "ElicitSlot When | Other InProgress None | Name=Bern When=",
    ],
  ])("%s", (_name, body, said, state) => {
    const result = openingWith(body)

    expect(texts(result)).toEqual(said)
    expect(summary(result)).toBe(state)
  })

  it("[lex 105] confirmed: no confirmation", () => {
    const filled = { City: CITY, Day: CITY, Guests: null }
    const body = answer({ ...action("Delegate"), intent: { ...TRIP, slots: filled, confirmationState: "Confirmed" } })
    const result = openingWith(body, { confirmation: confirmation({ confirmed: { response: says("Thanks.") } }) })

    expect(texts(result)).toEqual(["Bye."])
    expect(summary(result)).toBe("Close | Trip ReadyForFulfillment Confirmed | City=Bern Day=Bern Guests=")
  })

  it("denied: the declination", () => {
    const body = answer({ ...action("Delegate"), intent: { ...TRIP, confirmationState: "Denied" } })
    const result = openingWith(body, { confirmation: confirmation({ declined: { response: says("Fine.") } }) })

    expect(texts(result)).toEqual(["Fine."])
    expect(summary(result)).toBe("Close | Trip Failed Denied | City= Day= Guests=")
  })

  it("a slot map replaces the slots: what is missing is empty", () => {
    const talk = trip(({ inputTranscript }) =>
      inputTranscript === "friday"
        ? answer({ ...action("Delegate"), intent: { ...TRIP, slots: { Day: CITY } } })
        : answer(action("Delegate")),
    )
    for (const text of ["trip", "rome"]) talk.say(text)

    expect(summary(talk.say("friday"))).toBe("ElicitSlot City | Trip InProgress None | City= Day=Bern Guests=")
  })

  it("an answer the code hook empties counts as a failed one", () => {
    const talk = trip(({ sessionState }) =>
      answer({ ...action("Delegate"), intent: { ...sessionState.intent, slots: { City: null } } }),
    )

    const said = ["trip", "rome", "rome", "rome"].map((text) => texts(talk.say(text)))

    expect(said).toEqual([["City?"], ["City?"], ["City?"], ["Sorry?"]])
  })
})

describe("ElicitSlot", () => {
  it("[lex 99] asks for an optional slot in the slot's own words", () => {
    const result = openingWith(answer({ ...action("ElicitSlot", { slotToElicit: "Guests" }), intent: TRIP }))

    expect(texts(result)).toEqual(["Guests?"])
    expect(summary(result)).toBe("ElicitSlot Guests | Trip InProgress None | City= Day= Guests=")
  })

  it("asks for a slot that is filled; the new answer counts", () => {
    const talk = trip(({ inputTranscript }) =>
      inputTranscript === "trip"
        ? answer(
            { ...action("ElicitSlot", { slotToElicit: "City" }), intent: { ...TRIP, slots: { City: CITY } } },
            { messages: [plain("Really {City}?")] },
          )
        : answer(action("Delegate")),
    )

    expect(texts(talk.say("trip"))).toEqual(["Really Bern?"])
    expect(summary(talk.say("oslo"))).toBe("ElicitSlot Day | Trip InProgress None | City=oslo Day= Guests=")
  })

  it("[lex 100] goes over to another intent without its initial response", () => {
    const result = openingWith(
      answer({ ...action("ElicitSlot", { slotToElicit: "When" }), intent: { name: "Other", slots: { Name: CITY } } }),
    )

    expect(texts(result)).toEqual(["When?"])
    expect(summary(result)).toBe("ElicitSlot When | Other InProgress None | Name=Bern When=")
    expect(result.isDeveloperOverride).toBe(true)
  })

  it("[lex 133] gives a style for this question", () => {
    const { sessionState } = openingWith(
      answer({ ...action("ElicitSlot", { slotToElicit: "City", slotElicitationStyle: "SpellByWord" }), intent: TRIP }),
    )

    expect(sessionState.dialogAction).toEqual({
      type: "ElicitSlot",
      slotToElicit: "City",
      slotElicitationStyle: "SpellByWord",
    })
  })

  it("its own words begin the count anew", () => {
    const elicit = answer(
      { ...action("ElicitSlot", { slotToElicit: "City" }), intent: TRIP },
      { messages: [plain("Well?")] },
    )
    const talk = trip(() => elicit)

    const said = ["trip", "x", "y", "z", "x", "y", "z"].map((text) => texts(talk.say(text)))

    expect(said).toEqual(Array(7).fill(["Well?"]))
  })
})

describe("ConfirmIntent, ElicitIntent, Close", () => {
  it("ConfirmIntent uses the bot's prompt, or its own words", () => {
    const confirm = { ...action("ConfirmIntent"), intent: { ...TRIP, slots: {} } }
    const options = { confirmation: confirmation() }

    expect(texts(openingWith(answer(confirm), options))).toEqual(["All right?"])
    expect(texts(openingWith(answer(confirm, { messages: [plain("Go?")] }), options))).toEqual(["Go?"])
  })

  it("ConfirmIntent of another intent", () => {
    const result = openingWith(answer({ ...action("ConfirmIntent"), intent: { name: "Other", slots: { Name: CITY } } }))

    expect(summary(result)).toBe("ConfirmIntent | Other InProgress None | Name=Bern When=")
  })

  it("ConfirmIntent without any words is refused", () => {
    expect(trip(() => answer({ ...action("ConfirmIntent"), intent: TRIP })).refused("trip").code).toBe(
      "ValidationException",
    )
  })

  it("[lex 24] ElicitIntent leaves no intent", () => {
    const result = openingWith(answer(action("ElicitIntent"), { messages: [plain("What now?")] }))

    expect(texts(result)).toEqual(["What now?"])
    expect(result.sessionState).not.toHaveProperty("intent")
  })

  it("Close says its messages and no closing response", () => {
    const result = openingWith(
      answer({ ...action("Close"), intent: { ...TRIP, state: "Fulfilled" } }, { messages: [plain("Done.")] }),
    )

    expect(texts(result)).toEqual(["Done."])
    expect(summary(result)).toBe("Close | Trip Fulfilled None | City= Day= Guests=")
  })

  it("Close of another intent activates that one's contexts", () => {
    const { sessionState } = openingWith(
      answer({ ...action("Close"), intent: { name: "Other", state: "Fulfilled", slots: { Name: CITY } } }),
    )

    expect(sessionState.activeContexts).toEqual([
      { name: "seen", timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 5 }, contextAttributes: { Name: "Bern" } },
    ])
  })
})

describe("what an answer sets", () => {
  const stored = { sessionAttributes: { a: "1", b: "2" }, runtimeHints: { slotHints: { Trip: { City: {} } } } }
  const state = (body: object) =>
    trip(() => answer({ ...action("Delegate"), ...body })).say("trip", { sessionState: stored }).sessionState

  it.each([
    [{ sessionAttributes: { b: "3" } }, { b: "3" }],
    [{ sessionAttributes: {} }, {}],
    [{ sessionAttributes: null }, { a: "1", b: "2" }],
    [{}, { a: "1", b: "2" }],
    [{ sessionAttributes: { n: 5, ok: true, gone: null } }, { n: "5", ok: "true" }],
  ])("[lex 106] %j leaves the attributes %j", (body, expected) => {
    expect(state(body).sessionAttributes).toEqual(expected)
  })

  it.each([
    [{ runtimeHints: null }, stored.runtimeHints],
    [{ runtimeHints: {} }, {}],
    [
      { runtimeHints: { slotHints: { Trip: { Day: { runtimeHintValues: [{ phrase: "x" }] } } } } },
      { slotHints: { Trip: { Day: { runtimeHintValues: [{ phrase: "x" }] } } } },
    ],
  ])("[lex 134] %j leaves the hints %j", (body, expected) => {
    expect(state(body).runtimeHints).toEqual(expected)
  })

  it("replaces the contexts and the request attributes", () => {
    const context = {
      name: "c",
      timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 2 },
      contextAttributes: { x: "y" },
    }
    const result = trip(() =>
      answer({ ...action("Delegate"), activeContexts: [context] }, { requestAttributes: { r: "2" } }),
    ).say("trip", {
      requestAttributes: { r: "1", s: "1" },
    })

    expect(result.sessionState.activeContexts).toEqual([context])
    expect(result.requestAttributes).toEqual({ r: "2" })
  })

  it("takes numbers and booleans for texts", () => {
    const slots = { City: { value: { originalValue: 7, interpretedValue: 7, resolvedValues: [7] } } }
    const result = trip(() =>
      answer(
        {
          ...action("ElicitSlot", { slotToElicit: "Day" }),
          intent: { ...TRIP, slots },
          sessionAttributes: { a: 1, b: true },
        },
        { messages: [{ contentType: "PlainText", content: 42 }] },
      ),
    ).say("trip")

    expect(result.messages).toEqual([{ contentType: "PlainText", content: "42" }])
    expect(result.sessionState.sessionAttributes).toEqual({ a: "1", b: "true" })
    expect(result.sessionState.intent?.slots.City?.value).toEqual({
      originalValue: "7",
      interpretedValue: "7",
      resolvedValues: ["7"],
    })
  })

  it("[lex 108] unknown keys are no matter", () => {
    const talk = trip((event) => ({
      ...event,
      sessionState: { ...event.sessionState, ...action("Delegate"), extra: 1 },
      junk: [],
    }))

    expect(texts(talk.say("trip"))).toEqual(["City?"])
  })
})

describe("[lex 107] answers that are refused", () => {
  const invalid = /^Invalid Lambda Response: Received invalid response from Lambda: /

  it.each([
    ["nothing", null],
    ["a text", "ok"],
    ["a list", []],
    ["no state", {}],
    ["a state that is a text", { sessionState: "x" }],
    ["no action", { sessionState: {} }],
    ["an action without a type", { sessionState: { dialogAction: {} } }],
    ["an unknown action", answer(action("Dance"))],
    ["an intent that is a text", answer({ ...action("Delegate"), intent: "Trip" })],
    ["an unknown intent", answer({ ...action("Delegate"), intent: { name: "Nope" } })],
    ["an intent without a name", answer({ ...action("Delegate"), intent: {} })],
    ["an unknown state", answer({ ...action("Delegate"), intent: { ...TRIP, state: "Happy" } })],
    ["an unknown slot", answer({ ...action("Delegate"), intent: { ...TRIP, slots: { Moon: null } } })],
    ["a slot that is a text", answer({ ...action("Delegate"), intent: { ...TRIP, slots: { City: "Rome" } } })],
    ["ElicitSlot without a slot", answer({ ...action("ElicitSlot"), intent: TRIP })],
    ["ElicitSlot of an unknown slot", answer({ ...action("ElicitSlot", { slotToElicit: "Moon" }), intent: TRIP })],
    ["ElicitSlot without an intent", answer(action("ElicitSlot", { slotToElicit: "City" }))],
    ["ConfirmIntent without an intent", answer(action("ConfirmIntent"))],
    ["[lex 101] ElicitIntent without a message", answer(action("ElicitIntent"))],
    ["[lex 102] Close without a state", answer({ ...action("Close"), intent: TRIP })],
    ["Close without an intent", answer(action("Close"))],
    ["attributes that are a list", answer({ ...action("Delegate"), sessionAttributes: [] })],
    ["an attribute that is an object", answer({ ...action("Delegate"), sessionAttributes: { a: {} } })],
    ["attributes above 12 KB", answer({ ...action("Delegate"), sessionAttributes: { a: "x".repeat(12_300) } })],
    ["an answer above 50 KB", answer(action("Delegate"), { junk: "x".repeat(52_000) })],
    [
      "an answer nested without end",
      answer(action("Delegate"), { junk: JSON.parse("[".repeat(20_000) + "]".repeat(20_000)) }),
    ],
    ["a context without a lifetime", answer({ ...action("Delegate"), activeContexts: [{ name: "c" }] })],
    ...[
      { name: "c d" },
      { timeToLive: { timeToLiveInSeconds: 4, turnsToLive: 1 } },
      { timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 21 } },
      { timeToLive: { turnsToLive: 1.5 } },
      { contextAttributes: { City: "" } },
      { contextAttributes: Object.fromEntries("abcdefghijk".split("").map((name) => [name, "x"])) },
    ].map((change): [string, object] => {
      const context = { name: "c", timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 5 }, contextAttributes: {} }
      const activeContexts = [{ ...context, ...change }]
      return [`a context with ${JSON.stringify(change)}`, answer({ ...action("Delegate"), activeContexts })]
    }),
    [
      "hints for an unknown slot",
      answer({ ...action("Delegate"), runtimeHints: { slotHints: { Trip: { Moon: {} } } } }),
    ],
    ["a message without a type", answer(action("Delegate"), { messages: [{ content: "x" }] })],
    ["a message without content", answer(action("Delegate"), { messages: [{ contentType: "PlainText" }] })],
    ["a card without a card", answer(action("Delegate"), { messages: [{ contentType: "ImageResponseCard" }] })],
    ...[
      { title: "" },
      { title: "t".repeat(251) },
      { imageUrl: "u".repeat(251) },
      { buttons: [{ text: "t".repeat(51), value: "v" }] },
      { buttons: [{ text: "t", value: "" }] },
    ].map((change): [string, object] => {
      const messages = [{ contentType: "ImageResponseCard", imageResponseCard: { title: "t", ...change } }]
      return [`a card with ${JSON.stringify(change).slice(0, 40)}`, answer(action("Delegate"), { messages })]
    }),
  ])("%s", (_name, body) => {
    expect(trip(() => body).refused("trip")).toMatchObject({
      code: "DependencyFailedException",
      message: expect.stringMatching(invalid) as string,
    })
  })

  it("names the class Lex could not construct", () => {
    expect(trip(() => answer({ ...action("Delegate"), intent: "Trip" })).refused("trip").message).toBe(
      'Invalid Lambda Response: Received invalid response from Lambda: Can not construct instance of Intent: sessionState.intent must be an object, not string ("Trip")',
    )
  })
})

describe("a code hook with paths for its outcomes", () => {
  const codeHook: CodeHookInvocation = {
    isActive: true,
    enabled: true,
    success: { response: says("Good."), nextStep: goTo("ElicitSlot", { slot: "Day" }) },
    failure: { response: says("Bad."), nextStep: goTo("EndConversation") },
    timeout: { response: says("Slow."), nextStep: goTo("StartIntent", { intent: "Other" }) },
  }
  const options = { initialResponse: { nextStep: goTo("InvokeDialogCodeHook"), codeHook } }

  it.each([
    [
      "success",
      answer(action("Delegate")),
      ["Good.", "Day?"],
      "ElicitSlot Day | Trip InProgress None | City= Day= Guests=",
    ],
    [
      "an error",
      outcome({ type: "failed", error: "Unhandled" }),
      ["Bad."],
      "Close | Trip Failed None | City= Day= Guests=",
    ],
    ["an answer Lex can't take", 5, ["Bad."], "Close | Trip Failed None | City= Day= Guests="],
    [
      "[lex 103] Failed with Delegate",
      answer({ ...action("Delegate"), intent: { ...TRIP, state: "Failed" } }),
      ["Bad."],
      "Close | Trip Failed None | City= Day= Guests=",
    ],
    [
      "no answer in time",
      outcome({ type: "timed-out" }),
      ["Slow.", "Other here.", "Name?"],
      "ElicitSlot Name | Other InProgress None | Name= When=",
    ],
    [
      "its own action wins over the success path",
      answer({ ...action("ElicitSlot", { slotToElicit: "Guests" }), intent: TRIP }),
      ["Guests?"],
      "ElicitSlot Guests | Trip InProgress None | City= Day= Guests=",
    ],
  ])("%s", (_name, body, said, state) => {
    const result = openingWith(body, options)

    expect(texts(result)).toEqual(said)
    expect(summary(result)).toBe(state)
  })
})
