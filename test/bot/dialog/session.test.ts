import { describe, expect, it } from "vitest"
import { createSession, isExpired, sessionStateAt } from "#bot/dialog/session-record.ts"
import { toApiInterpretations, toApiSessionState } from "#bot/dialog/wire-views.ts"
import { epochMs } from "#core/time.ts"
import { closing, confirmation, fallback, intent, locale, plain, says, slot, slotType } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

const bot = locale(
  [
    intent("Book", {
      sampleUtterances: ["book", "book in {City}"],
      initialResponse: { response: says("Hello.") },
      slots: [slot("City", "AMAZON.City"), slot("Day", "AMAZON.Date")],
      confirmation: confirmation(),
      fulfillment: { isActive: true, enabled: false, success: { response: says("Booked.") }, failure: {}, timeout: {} },
      closing: closing("Bye."),
    }),
    intent("Cancel", { sampleUtterances: ["cancel"], slots: [slot("Id", "AMAZON.Number")] }),
    intent("Pizza", {
      sampleUtterances: ["pizza"],
      slots: [slot("Toppings", "Topping", { allowsMultipleValues: true })],
    }),
    fallback(),
  ],
  [slotType("Topping", [["ham"]])],
)

const ROME = { value: { originalValue: "rome", interpretedValue: "Rome", resolvedValues: [] } }

describe("a stored session", () => {
  it("[lex 10] [lex 92] expires after its bot's idle time", () => {
    const session = createSession("s", epochMs(1000), () => "id")

    expect(isExpired(session, 60, epochMs(61_000))).toBe(false)
    expect(isExpired(session, 60, epochMs(61_001))).toBe(true)
  })

  it("survives JSON at every turn", () => {
    const talk = new TestConversation(bot)

    for (const text of ["book", "x", "rome", "friday", "hm", "yes"]) {
      talk.say(text)
      const stored = JSON.parse(JSON.stringify(talk.session))
      expect(stored).toStrictEqual(talk.session)
      talk.session = stored
    }

    expect(talk.session.state.intent?.state).toBe("Fulfilled")
  })

  it("stays below 4 kB in an ordinary conversation", () => {
    const talk = new TestConversation(bot)
    for (const text of ["book in rome", "friday"]) talk.say(text)

    expect(JSON.stringify(talk.session).length).toBeLessThan(4096)
  })

  it("shows its contexts as of now, and changes nothing by that", () => {
    const talk = new TestConversation(bot)
    const context = { name: "c", timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 3 }, contextAttributes: {} }
    talk.say("book", { sessionState: { activeContexts: [context] } })

    expect(sessionStateAt(talk.session, epochMs(talk.nowMs + 20_000)).activeContexts).toEqual([
      { ...context, timeToLive: { timeToLiveInSeconds: 40, turnsToLive: 3 } },
    ])
    expect(sessionStateAt(talk.session, epochMs(talk.nowMs + 60_000)).activeContexts).toEqual([])
  })

  it("keeps the id it began with", () => {
    const talk = new TestConversation(bot)
    const ids = ["book", "rome", "cancel"].map((text) => talk.say(text).sessionState.originatingRequestId)

    expect(ids).toEqual(["id-1", "id-1", "id-1"])
  })

  it("goes on after the bot lost the intent it was in", () => {
    const talk = new TestConversation(bot)
    talk.say("book")
    const other = new TestConversation(
      locale([intent("Chat", { sampleUtterances: ["hello"], closing: closing("Hi.") })]),
    )
    other.session = talk.session

    expect(texts(other.say("hello"))).toEqual(["Hi."])
  })

  it("goes on after the bot lost the slot it asked for", () => {
    const talk = new TestConversation(bot)
    talk.say("book")
    const slimmer = intent("Book", { sampleUtterances: ["book"], slots: [slot("Day", "AMAZON.Date")] })
    const other = new TestConversation(locale([slimmer]))
    other.session = talk.session

    expect(summary(other.say("book"))).toBe("ElicitSlot Day | Book InProgress None | Day=")
  })
})

describe("a state the client sends along", () => {
  const asked = (): TestConversation => {
    const talk = new TestConversation(bot)
    talk.say("book", { sessionState: { sessionAttributes: { a: "1", b: "2" } } })
    return talk
  }

  it.each([
    [undefined, { a: "1", b: "2" }],
    [{}, { a: "1", b: "2" }],
    [{ sessionAttributes: { c: "3" } }, { c: "3" }],
    [{ sessionAttributes: {} }, {}],
  ])("[lex 37] %j leaves the attributes %j", (sessionState, expected) => {
    const result = asked().say("rome", sessionState === undefined ? {} : { sessionState })

    expect(result.sessionState.sessionAttributes).toEqual(expected)
  })

  it("[lex 38] says which slot is answered", () => {
    const result = asked().say("friday", {
      sessionState: { dialogAction: { type: "ElicitSlot", slotToElicit: "Day" } },
    })

    expect(summary(result)).toBe("ElicitSlot City | Book InProgress None | City= Day=2026-03-06")
  })

  it("[lex 38] says that a confirmation is answered", () => {
    const talk = new TestConversation(bot)
    const result = talk.say("yes", {
      sessionState: {
        dialogAction: { type: "ConfirmIntent" },
        intent: { name: "Book", slots: { City: ROME, Day: ROME } },
      },
    })

    expect(texts(result)).toEqual(["Booked.", "Bye."])
  })

  it("[lex 38] says that anything may come", () => {
    const result = asked().say("cancel", { sessionState: { dialogAction: { type: "ElicitIntent" } } })

    expect(summary(result)).toBe("ElicitSlot Id | Cancel InProgress None | Id=")
  })

  it("changes the intent and its slots", () => {
    const result = asked().say("3", {
      sessionState: { dialogAction: { type: "ElicitSlot", slotToElicit: "Id" }, intent: { name: "Cancel" } },
    })

    expect(summary(result)).toBe("Close | Cancel ReadyForFulfillment None | Id=3")
  })

  it("asks again within an intent that had come to its end", () => {
    const talk = new TestConversation(bot)
    for (const text of ["book in rome", "friday", "yes"]) talk.say(text)

    const result = talk.say("oslo", { sessionState: { dialogAction: { type: "ElicitSlot", slotToElicit: "City" } } })

    expect(texts(result)).toEqual(["All right?"])
    expect(summary(result)).toBe("ConfirmIntent | Book InProgress None | City=oslo Day=2026-03-06")
  })

  it("echoed unchanged makes no difference", () => {
    const talk = asked()
    const again = asked()
    talk.say("x")
    again.say("x")

    const echoed = again.say("rome", { sessionState: structuredClone(again.session.state) })

    expect(echoed.sessionState).toEqual(talk.say("rome").sessionState)
  })

  it.each([
    ["an unknown intent", { intent: { name: "Nope" } }],
    ["an unknown slot", { intent: { name: "Book", slots: { Moon: null } } }],
    ["ElicitSlot without a slot", { intent: { name: "Book" }, dialogAction: { type: "ElicitSlot" as const } }],
    [
      "ElicitSlot of an unknown slot",
      { intent: { name: "Book" }, dialogAction: { type: "ElicitSlot" as const, slotToElicit: "Moon" } },
    ],
    ["ElicitSlot without an intent", { dialogAction: { type: "ElicitSlot" as const, slotToElicit: "City" } }],
    ["ConfirmIntent without an intent", { dialogAction: { type: "ConfirmIntent" as const } }],
    ["hints for an unknown intent", { runtimeHints: { slotHints: { Nope: {} } } }],
  ])("is refused with %s", (_name, sessionState) => {
    expect(new TestConversation(bot).refused("hello", { sessionState }).code).toBe("ValidationException")
  })
})

describe("PutSession", () => {
  it("[lex 32] Delegate starts the intent", () => {
    const result = new TestConversation(bot).put({ dialogAction: { type: "Delegate" }, intent: { name: "Book" } })

    expect(texts(result)).toEqual(["Hello.", "City?"])
    expect(summary(result)).toBe("ElicitSlot City | Book InProgress None | City= Day=")
  })

  it.each([
    ["asks for the next empty slot", { slots: { City: ROME } }, ["Hello.", "Day?"]],
    ["confirms when nothing is missing", { slots: { City: ROME, Day: ROME } }, ["Hello.", "All right?"]],
    [
      "fulfills what is confirmed",
      { slots: { City: ROME, Day: ROME }, confirmationState: "Confirmed" as const },
      ["Booked.", "Bye."],
    ],
    ["fulfills what is ready", { state: "ReadyForFulfillment" as const }, ["Booked.", "Bye."]],
  ])("[lex 32] Delegate %s", (_name, more, said) => {
    const talk = new TestConversation(bot)

    expect(texts(talk.put({ dialogAction: { type: "Delegate" }, intent: { name: "Book", ...more } }))).toEqual(said)
  })

  it("Delegate goes on with an intent under way", () => {
    const talk = new TestConversation(bot)
    talk.say("book")

    expect(
      texts(talk.put({ dialogAction: { type: "Delegate" }, intent: { name: "Book", slots: { City: ROME } } })),
    ).toEqual(["Day?"])
  })

  it("ElicitSlot asks in the bot's words or in the client's, filled or not", () => {
    const state = {
      dialogAction: { type: "ElicitSlot" as const, slotToElicit: "City" },
      intent: { name: "Book", slots: { City: ROME } },
    }

    expect(texts(new TestConversation(bot).put(state))).toEqual(["City?"])
    expect(texts(new TestConversation(bot).put(state, { messages: [plain("Where?")] }))).toEqual(["Where?"])
  })

  it("ConfirmIntent asks for the confirmation", () => {
    const result = new TestConversation(bot).put({ dialogAction: { type: "ConfirmIntent" }, intent: { name: "Book" } })

    expect(texts(result)).toEqual(["All right?"])
  })

  it("[lex 33] ElicitIntent forgets the intent and needs no words", () => {
    const talk = new TestConversation(bot)
    talk.say("book")

    const result = talk.put({ dialogAction: { type: "ElicitIntent" } })

    expect(texts(result)).toEqual([])
    expect(summary(result)).toBe("ElicitIntent")
    expect(summary(talk.say("cancel"))).toMatch(/^ElicitSlot Id/)
  })

  it("Close ends the conversation, the state as given", () => {
    const result = new TestConversation(bot).put(
      { dialogAction: { type: "Close" }, intent: { name: "Book", state: "Fulfilled" } },
      { messages: [plain("Bye now.")] },
    )

    expect(texts(result)).toEqual(["Bye now."])
    expect(summary(result)).toBe("Close | Book Fulfilled None | City= Day=")
  })

  it("attributes alone change nothing else", () => {
    const talk = new TestConversation(bot)
    talk.say("book")

    expect(summary(talk.put({ sessionAttributes: { a: "1" } }))).toBe(
      "ElicitSlot City | Book InProgress None | City= Day=",
    )
    expect(summary(talk.say("rome"))).toBe("ElicitSlot Day | Book InProgress None | City=rome Day=")
  })

  it("Delegate without an intent is refused", () => {
    const result = new TestConversation(bot).take(
      { type: "none" },
      { sessionState: { dialogAction: { type: "Delegate" } } },
    )

    expect(result).toMatchObject({ type: "refused", code: "ValidationException" })
  })
})

describe("the runtime API's view", () => {
  it("[lex 20] [lex 21] has null for empty slots and no shape for scalars", () => {
    const { sessionState } = new TestConversation(bot).say("book in rome")

    expect(toApiSessionState(sessionState).intent?.slots).toEqual({
      City: { value: { originalValue: "rome", interpretedValue: "rome", resolvedValues: ["rome"] } },
      Day: null,
    })
  })

  it("[lex 21] has a shape for lists", () => {
    const talk = new TestConversation(bot)
    talk.say("pizza")
    const { sessionState } = talk.say("ham")

    const ham = { value: { originalValue: "ham", interpretedValue: "ham", resolvedValues: ["ham"] } }
    expect(toApiSessionState(sessionState).intent?.slots).toEqual({
      Toppings: { shape: "List", ...ham, values: [ham] },
    })
  })

  it("[lex 22] [lex 23] has confidences as objects, and bare alternatives", () => {
    const { interpretations, sessionState } = new TestConversation(bot).say("book")

    expect(toApiInterpretations(interpretations)).toEqual([
      { intent: toApiSessionState(sessionState).intent, nluConfidence: { score: 1 }, interpretationSource: "Lex" },
      { intent: { name: "FallbackIntent", slots: {} }, interpretationSource: "Lex" },
      { intent: { name: "Cancel", slots: { Id: null } }, nluConfidence: { score: 0.1 }, interpretationSource: "Lex" },
      {
        intent: { name: "Pizza", slots: { Toppings: null } },
        nluConfidence: { score: 0.1 },
        interpretationSource: "Lex",
      },
    ])
  })
})
