import { describe, expect, it } from "vitest"
import type { Intent } from "#bot/definition.ts"
import { asks, branches, closing, confirmation, fallback, goTo, intent, locale, says, slot } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

function book(options: Partial<Intent>, others: readonly Intent[] = []): TestConversation {
  return new TestConversation(
    locale([
      intent("Book", {
        sampleUtterances: ["book", "book in {City}"],
        slots: [slot("City", "AMAZON.City"), slot("Day", "AMAZON.Date")],
        confirmation: confirmation(),
        fulfillment: {
          isActive: true,
          enabled: false,
          success: { response: says("Booked.") },
          failure: {},
          timeout: {},
        },
        closing: closing("Bye."),
        ...options,
      }),
      ...others,
      fallback(),
    ]),
  )
}

describe("[lex 46] the default path", () => {
  it("goes from the initial response to the closing response", () => {
    const talk = book({ initialResponse: { response: says("Hello.") } })

    const said = ["book", "rome", "friday", "yes"].map((text) => texts(talk.say(text)))

    expect(said).toEqual([["Hello.", "City?"], ["Day?"], ["All right?"], ["Booked.", "Bye."]])
  })

  it("[lex 47] says the initial response and the first prompt in one turn", () => {
    expect(texts(book({ initialResponse: { response: says("One.", "Two.") } }).say("book"))).toEqual([
      "One.",
      "Two.",
      "City?",
    ])
  })
})

describe("where the initial response can lead", () => {
  it.each([
    ["ElicitSlot", goTo("ElicitSlot", { slot: "Day" }), ["Day?"], "ElicitSlot Day | Book InProgress None | City= Day="],
    ["ConfirmIntent", goTo("ConfirmIntent"), ["All right?"], "ConfirmIntent | Book InProgress None | City= Day="],
    ["FulfillIntent", goTo("FulfillIntent"), ["Booked.", "Bye."], "Close | Book Fulfilled None | City= Day="],
    ["CloseIntent", goTo("CloseIntent"), ["Bye."], "Close | Book InProgress None | City= Day="],
    ["[lex 70] EndConversation", goTo("EndConversation"), [], "Close | Book InProgress None | City= Day="],
    ["[lex 69] [lex 24] ElicitIntent", goTo("ElicitIntent"), [], "ElicitIntent"],
    [
      "[lex 72] a silent ElicitSlot",
      goTo("ElicitSlot", { slot: "Day", suppress: true }),
      [],
      "ElicitSlot Day | Book InProgress None | City= Day=",
    ],
    [
      "[lex 72] a silent ConfirmIntent",
      goTo("ConfirmIntent", { suppress: true }),
      [],
      "ConfirmIntent | Book InProgress None | City= Day=",
    ],
    [
      "[lex 72] a silent CloseIntent",
      goTo("CloseIntent", { suppress: true }),
      [],
      "Close | Book InProgress None | City= Day=",
    ],
    [
      "a slot set on the way",
      goTo("ElicitSlot", { slot: "Day", slots: { City: "Oslo" } }),
      ["Day?"],
      "ElicitSlot Day | Book InProgress None | City=Oslo Day=",
    ],
    [
      "a slot that isn't there",
      goTo("ElicitSlot", { slot: "Moon" }),
      ["City?"],
      "ElicitSlot City | Book InProgress None | City= Day=",
    ],
  ])("%s", (_name, nextStep, said, state) => {
    const result = book({ initialResponse: { nextStep } }).say("book")

    expect(texts(result)).toEqual(said)
    expect(summary(result)).toBe(state)
  })
})

describe("[lex 68] StartIntent", () => {
  const target = intent("Target", {
    initialResponse: { response: says("Welcome.") },
    slots: [slot("Town", "AMAZON.City"), slot("Night", "AMAZON.Date")],
  })

  it("starts another intent, some slots handed over", () => {
    const nextStep = goTo("StartIntent", { intent: "Target", slots: { Town: "{City}" } })
    const result = book({ initialResponse: { nextStep } }, [target]).say("book in rome")

    expect(texts(result)).toEqual(["Welcome.", "Night?"])
    expect(summary(result)).toBe("ElicitSlot Night | Target InProgress None | Town=rome Night=")
  })

  it("leaves the initial response out when it is suppressed", () => {
    const nextStep = goTo("StartIntent", { intent: "Target", suppress: true })

    expect(texts(book({ initialResponse: { nextStep } }, [target]).say("book"))).toEqual(["Town?"])
  })

  it("without a name begins the same intent again", () => {
    const talk = book({
      initialResponse: { response: says("Hello.") },
      confirmation: confirmation({ declined: { response: says("Again, then."), nextStep: goTo("StartIntent") } }),
    })
    for (const text of ["book in rome", "friday"]) talk.say(text)

    const result = talk.say("no")

    expect(texts(result)).toEqual(["Again, then.", "Hello.", "City?"])
    expect(summary(result)).toBe("ElicitSlot City | Book InProgress None | City= Day=")
  })

  it("other steps can lead into another intent, too", () => {
    const nextStep = goTo("ElicitSlot", { slot: "Night", intent: "Target", slots: { Town: "Oslo" } })
    const result = book({ initialResponse: { nextStep } }, [target]).say("book")

    expect(texts(result)).toEqual(["Night?"])
    expect(summary(result)).toBe("ElicitSlot Night | Target InProgress None | Town=Oslo Night=")
  })
})

describe("[lex 73] values that a step sets", () => {
  it("lie over the known attributes; references have their values, or take the attribute away", () => {
    const attributes = {
      constant: "7",
      fromSlot: "{City}",
      fromEmptySlot: "{Day}",
      fromAttribute: "[known]",
      fromRequest: "((channel))",
      fromPath: "$.transcriptions[0].transcription",
      fromWrongPath: "$.transcriptions[3].transcription",
      notAReference: "{Moon}",
    }
    const talk = book({ initialResponse: { nextStep: goTo("ElicitSlot", { slot: "Day", attributes }) } })

    const { sessionState } = talk.say("book in rome", {
      sessionState: { sessionAttributes: { known: "k", fromEmptySlot: "old", other: "o" } },
      requestAttributes: { channel: "web" },
    })

    expect(sessionState.sessionAttributes).toEqual({
      known: "k",
      other: "o",
      constant: "7",
      fromSlot: "rome",
      fromAttribute: "k",
      fromRequest: "web",
      fromPath: "book in rome",
      notAReference: "{Moon}",
    })
  })

  it("stand for themselves in a slot", () => {
    const nextStep = goTo("ElicitSlot", { slot: "Day", slots: { City: "Bern" } })
    const { sessionState } = book({ initialResponse: { nextStep } }).say("book")

    expect(sessionState.intent?.slots.City).toEqual({
      shape: "Scalar",
      value: { originalValue: "Bern", interpretedValue: "Bern", resolvedValues: ["Bern"] },
    })
  })

  it("can be used by the very next message", () => {
    const capture = {
      captured: { nextStep: goTo("ElicitSlot", { slot: "Day", attributes: { town: "{City}" } }) },
      failure: {},
    }
    const talk = book({
      slots: [
        slot("City", "AMAZON.City", { capture }),
        slot("Day", "AMAZON.Date", { prompt: asks("When in [town]?") }),
      ],
    })
    talk.say("book")

    expect(texts(talk.say("rome"))).toEqual(["When in rome?"])
  })
})

describe("conditionals", () => {
  const conditional = branches(
    [
      ['{City} = "Oslo"', { response: says("Cold."), nextStep: goTo("ElicitSlot", { slot: "Day", suppress: true }) }],
      ["fn.IS_SET({City})", { response: says("Warm."), nextStep: goTo("EndConversation") }],
      ["fn.IS_SET({City}) OR !fn.IS_SET({City})", { response: says("Unknown.") }],
    ],
    { response: says("Never.") },
  )

  it.each([
    ["book in oslo", ["Cold."], "ElicitSlot Day | Book InProgress None | City=oslo Day="],
    ["book in rome", ["Warm."], "Close | Book InProgress None | City=rome Day="],
    // A branch without a step goes on along the default path.
    ["book", ["Unknown.", "City?"], "ElicitSlot City | Book InProgress None | City= Day="],
  ])("[lex 84] %s: the first true branch", (text, said, state) => {
    const result = book({ initialResponse: { nextStep: goTo("EvaluateConditional"), conditional } }).say(text)

    expect(texts(result)).toEqual(said)
    expect(summary(result)).toBe(state)
  })

  it("[lex 84] the default branch when none is true", () => {
    const none = branches([['{City} = "x"', {}]], { response: says("Else."), nextStep: goTo("EndConversation") })

    expect(texts(book({ initialResponse: { conditional: none } }).say("book"))).toEqual(["Else."])
  })

  it("are looked at even when the step doesn't say so", () => {
    expect(texts(book({ initialResponse: { conditional } }).say("book in rome"))).toEqual(["Warm."])
  })

  it("give way to a step that leads elsewhere", () => {
    const result = book({ initialResponse: { conditional, nextStep: goTo("EndConversation") } }).say("book in rome")

    expect(texts(result)).toEqual([])
  })

  it("[lex 67] are passed over when not active", () => {
    const off = { ...conditional, isActive: false }
    const result = book({ initialResponse: { nextStep: goTo("EvaluateConditional"), conditional: off } }).say("book")

    expect(texts(result)).toEqual(["City?"])
  })

  it("are told in the trace, values put in", () => {
    const { trace } = book({ initialResponse: { conditional } }).say("book in rome")

    expect(trace).toContainEqual({
      type: "condition",
      branch: "Branch1",
      expression: '{City} = "Oslo"',
      evaluated: '"rome" = "Oslo"',
      result: false,
    })
  })

  it("one that can't be read is false, and the trace says why", () => {
    const broken = branches([["{City} ==", { response: says("x") }]], { response: says("Else.") })
    const { trace, ...result } = book({ initialResponse: { conditional: broken } }).say("book in rome")

    expect(result.messages.map((message) => "content" in message && message.content)).toEqual(["Else.", "Day?"])
    expect(trace.find(({ type }) => type === "condition")).toMatchObject({ result: false, problem: /\w/ })
  })
})
