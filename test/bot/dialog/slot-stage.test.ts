import { describe, expect, it } from "vitest"
import { asks, closing, confirmation, fallback, goTo, intent, locale, says, slot, slotType } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

const SIZES = slotType("Size", [
  ["Large", "big"],
  ["Small", "little"],
])

function talkTo(...args: Parameters<typeof locale>): TestConversation {
  return new TestConversation(locale(...args))
}

describe("the order of questions", () => {
  const trip = [
    intent("Trip", {
      sampleUtterances: ["a trip", "a trip to {City}", "a trip on {Day}"],
      slots: [
        slot("Day", "AMAZON.Date", { priority: 3 }),
        slot("Note", "Size", { priority: 1, isRequired: false }),
        slot("City", "AMAZON.City", { priority: 0 }),
        slot("Guests", "AMAZON.Number", { priority: 3 }),
      ],
    }),
  ]

  it("[lex 8] follows the priority, then the bundle", () => {
    const talk = talkTo(trip, [SIZES])

    const asked = ["a trip", "rome", "friday", "2"].map((text) => texts(talk.say(text)))

    expect(asked).toEqual([["City?"], ["Day?"], ["Guests?"], []])
  })

  it("[lex 9] never asks for an optional slot", () => {
    const talk = talkTo(trip, [SIZES])
    for (const text of ["a trip", "rome", "friday"]) talk.say(text)

    expect(summary(talk.say("2"))).toBe(
      "Close | Trip ReadyForFulfillment None | Day=2026-03-06 Note= City=rome Guests=2",
    )
  })

  it("[lex 48] doesn't ask for what the opening says", () => {
    const talk = talkTo(trip, [SIZES])

    expect(texts(talk.say("a trip to rome"))).toEqual(["Day?"])
  })

  it("fills other slots that an answer mentions", () => {
    const talk = talkTo(trip, [SIZES])
    talk.say("a trip")

    expect(texts(talk.say("rome on friday"))).toEqual(["Guests?"])
  })

  it("takes a slot that is mentioned instead, and asks again without counting", () => {
    const talk = talkTo(trip, [SIZES])
    talk.say("a trip")

    const result = talk.say("on friday")

    expect(summary(result)).toBe("ElicitSlot City | Trip InProgress None | Day=2026-03-06 Note= City= Guests=")
    expect(talk.session.question?.attempt).toBe(0)
  })
})

describe("retries", () => {
  const order = (options: Parameters<typeof slot>[2], maxRetries: number) =>
    talkTo(
      [
        intent("Order", {
          sampleUtterances: ["order"],
          slots: [slot("Size", "Size", { prompt: asks(["Which?", "Again?", "Really?"], maxRetries), ...options })],
        }),
        fallback({ initialResponse: { response: says("I give up.") } }),
      ],
      [SIZES],
    )

  it.each([
    { maxRetries: 0, said: [["Which?"], ["I give up."]] },
    { maxRetries: 1, said: [["Which?"], ["Again?"], ["I give up."]] },
    {
      maxRetries: 4,
      // Ordered prompts begin again after the last variation.
      said: [["Which?"], ["Again?"], ["Really?"], ["Which?"], ["Again?"], ["I give up."]],
    },
  ])("[lex 51] [lex 53] maxRetries $maxRetries: FallbackIntent after the last", ({ maxRetries, said }) => {
    const talk = order({}, maxRetries)

    const heard = [texts(talk.say("order")), ...said.slice(1).map(() => texts(talk.say("purple")))]

    expect(heard).toEqual(said)
  })

  it("[lex 54] the failure path of the slot comes before FallbackIntent", () => {
    const failure = {
      response: says("Never mind the size."),
      nextStep: goTo("EndConversation", { attributes: { failed: "yes" } }),
    }
    const talk = order({ capture: { captured: {}, failure } }, 0)
    talk.say("order")

    const result = talk.say("purple")

    expect(texts(result)).toEqual(["Never mind the size."])
    expect(summary(result)).toBe("Close | Order Failed None | Size=")
    expect(result.sessionState.sessionAttributes).toEqual({ failed: "yes" })
  })

  it("[lex 53] a failure response without a step still leads to FallbackIntent", () => {
    const talk = order({ capture: { captured: {}, failure: { response: says("Hm.") } } }, 0)
    talk.say("order")

    expect(texts(talk.say("purple"))).toEqual(["Hm.", "I give up."])
  })

  it("counts anew for the next question", () => {
    const talk = talkTo(
      [
        intent("Order", {
          sampleUtterances: ["order"],
          slots: [
            slot("Size", "Size", { prompt: asks("Size?", 1) }),
            slot("Day", "AMAZON.Date", { prompt: asks("Day?", 1) }),
          ],
        }),
      ],
      [SIZES],
    )

    const heard = ["order", "purple", "big", "purple", "friday"].map((text) => texts(talk.say(text)))

    expect(heard).toEqual([["Size?"], ["Size?"], ["Day?"], ["Day?"], []])
  })

  it("silence is a failed answer", () => {
    const talk = order({}, 1)
    talk.say("order")

    const result = talk.take({ type: "silence", inputMode: "Speech" })

    expect(result).toMatchObject({ type: "answered", messages: [{ content: "Again?" }] })
  })

  it("an answer of several readings is kept and asked again", () => {
    const talk = talkTo([intent("Call", { sampleUtterances: ["call"], slots: [slot("At", "AMAZON.Time")] })])
    talk.say("call")

    const { sessionState } = talk.say("ten")

    expect(sessionState.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "At" })
    expect(sessionState.intent?.slots.At?.value).toEqual({
      originalValue: "ten",
      resolvedValues: ["10:00", "22:00"],
    })
  })
})

describe("the capture path", () => {
  const booking = (captured: object) =>
    talkTo(
      [
        intent("Book", {
          sampleUtterances: ["book", "book a {Size} one"],
          slots: [
            slot("Size", "Size", {
              capture: { captured: { response: says("{Size}, fine."), ...captured }, failure: {} },
            }),
            slot("Day", "AMAZON.Date"),
          ],
        }),
      ],
      [SIZES],
    )

  it("[lex 50] says its response before the next prompt", () => {
    const talk = booking({})
    talk.say("book")

    expect(texts(talk.say("big"))).toEqual(["Large, fine.", "Day?"])
  })

  it("[lex 49] runs for a slot that the opening filled", () => {
    expect(texts(booking({}).say("book a big one"))).toEqual(["Large, fine.", "Day?"])
  })

  it("[lex 71] asks again when its step empties the slot", () => {
    const talk = booking({ nextStep: goTo("ElicitSlot", { slot: "Size", slots: { Size: null } }) })
    talk.say("book")

    const result = talk.say("big")

    expect(texts(result)).toEqual(["Large, fine.", "Size?"])
    expect(summary(result)).toBe("ElicitSlot Size | Book InProgress None | Size= Day=")
  })

  it("[lex 72] asks in the response's own words when the prompt is suppressed", () => {
    const talk = booking({ nextStep: goTo("ElicitSlot", { slot: "Size", slots: { Size: null }, suppress: true }) })
    talk.say("book")

    const result = talk.say("big")

    expect(texts(result)).toEqual(["Large, fine."])
    expect(summary(result)).toBe("ElicitSlot Size | Book InProgress None | Size= Day=")
  })

  it("runs again when a step leads to a slot that is filled", () => {
    const talk = talkTo(
      [
        intent("Book", {
          sampleUtterances: ["book"],
          initialResponse: { nextStep: goTo("ElicitSlot", { slot: "Size", slots: { Size: "Small" } }) },
          slots: [
            slot("Size", "Size", {
              capture: { captured: { response: says("Got {Size}."), nextStep: goTo("ConfirmIntent") }, failure: {} },
            }),
          ],
          confirmation: confirmation(),
        }),
      ],
      [SIZES],
    )

    expect(texts(talk.say("book"))).toEqual(["Got Small.", "All right?"])
  })
})

describe("the sample utterances of a slot", () => {
  const talk = () =>
    talkTo([
      intent("Email", {
        sampleUtterances: ["email"],
        slots: [
          slot("Days", "AMAZON.Number", { sampleUtterances: ["in {Days} days to {City}", "{Days} days before"] }),
          slot("City", "AMAZON.City", { isRequired: false }),
        ],
      }),
    ])

  it.each([
    ["3 days before", "Close | Email ReadyForFulfillment None | Days=3 City="],
    ["In 3 days, to Oslo", "Close | Email ReadyForFulfillment None | Days=3 City=oslo"],
  ])("%s is understood", (text, expected) => {
    const conversation = talk()
    conversation.say("email")

    expect(summary(conversation.say(text))).toBe(expected)
  })
})

describe("slots of several values", () => {
  const pizza = locale(
    [
      intent("Pizza", {
        sampleUtterances: ["pizza", "pizza with {Toppings}"],
        slots: [slot("Toppings", "Topping", { allowsMultipleValues: true })],
        closing: closing("With {Toppings}."),
      }),
    ],
    [slotType("Topping", [["ham"], ["tuna"], ["olives"]])],
  )

  it("[lex 117] take a list, even for one value", () => {
    const talk = new TestConversation(pizza)
    talk.say("pizza")

    const { sessionState } = talk.say("ham")

    expect(sessionState.intent?.slots.Toppings).toMatchObject({
      shape: "List",
      values: [{ value: { interpretedValue: "ham" } }],
    })
  })

  it("[lex 117] join the values an opening mentions", () => {
    const result = new TestConversation(pizza).say("pizza with ham and olives")

    expect(texts(result)).toEqual(["With ham, olives."])
    expect(result.sessionState.intent?.slots.Toppings?.values).toHaveLength(2)
  })
})

describe("[lex 118] composite slots", () => {
  const parts = (expression?: string) =>
    locale(
      [
        intent("Car", {
          sampleUtterances: ["car"],
          slots: [
            slot("Car", "CarType", {
              prompt: asks("Which car?"),
              subSlots: {
                ...(expression === undefined ? {} : { expression }),
                specifications: ["Make", "Color", "Doors"].map((name) => ({
                  name,
                  slotTypeId: name,
                  prompt: asks(`${name}?`, 1),
                  defaultValues: [],
                  sampleUtterances: [],
                })),
              },
            }),
          ],
          closing: closing("A {Car.Color} {Car.Make}."),
        }),
      ],
      [
        slotType("CarType", []),
        slotType("Make", [["Fiat"], ["Volvo"]]),
        slotType("Color", [["red"], ["blue"]]),
        slotType("Doors", [["two"], ["four"]]),
      ],
    )

  it("are asked part by part", () => {
    const talk = new TestConversation(parts())

    const turns = ["car", "a red one", "fiat", "two"].map((text) => {
      const result = talk.say(text)
      return [...texts(result), result.sessionState.dialogAction?.subSlotToElicit?.name]
    })

    expect(turns).toEqual([
      ["Make?", "Make"],
      ["Make?", "Make"],
      ["Doors?", "Doors"],
      ["A red Fiat.", undefined],
    ])
  })

  it("are complete when their expression says so", () => {
    const talk = new TestConversation(parts("(Color OR Doors) AND Make"))
    talk.say("car")

    expect(texts(talk.say("a blue volvo"))).toEqual(["A blue Volvo."])
  })

  it("count failed answers part by part", () => {
    const talk = new TestConversation(parts())

    const heard = ["car", "hm", "fiat", "hm", "hm"].map((text) => texts(talk.say(text)))

    expect(heard).toEqual([["Make?"], ["Make?"], ["Color?"], ["Color?"], ["Sorry?"]])
  })
})

describe("[lex 132] free-form input", () => {
  const note = () =>
    talkTo([
      intent("Note", { sampleUtterances: ["note"], slots: [slot("Text", "AMAZON.FreeFormInput")] }),
      intent("Stop", { sampleUtterances: ["stop"] }),
    ])

  it.each(["stop", "  it's odd, {really} [so]  ", "asdf"])("takes %j as it is", (text) => {
    const talk = note()
    talk.say("note")

    const { sessionState } = talk.say(text)

    expect(sessionState.intent).toMatchObject({
      name: "Note",
      slots: { Text: { value: { originalValue: text, interpretedValue: text, resolvedValues: [] } } },
    })
  })
})

describe("a slot the bot has no prompt for", () => {
  const bare = () => {
    const { prompt: _none, ...rest } = slot("Size", "Size", { isRequired: false })
    return locale(
      [intent("Order", { sampleUtterances: ["order"], slots: [rest], isDialogCodeHookEnabled: true })],
      [SIZES],
    )
  }
  const elicit = { dialogAction: { type: "ElicitSlot", slotToElicit: "Size" }, intent: { name: "Order" } }

  it("[lex 99] is asked for in a code hook's words", () => {
    const talk = new TestConversation(bare(), {
      hook: () => ({ sessionState: elicit, messages: [{ contentType: "PlainText", content: "Size, maybe?" }] }),
    })

    const result = talk.say("order")

    expect(texts(result)).toEqual(["Size, maybe?"])
    expect(summary(result)).toBe("ElicitSlot Size | Order InProgress None | Size=")
  })

  it("[lex 76] leaves nothing to say otherwise", () => {
    const talk = new TestConversation(bare(), { hook: () => ({ sessionState: elicit }) })

    expect(talk.refused("order").code).toBe("ValidationException")
  })
})

describe("a flow that runs in a circle", () => {
  it("is refused", () => {
    const talk = talkTo(
      [
        intent("Loop", {
          sampleUtterances: ["loop"],
          initialResponse: { nextStep: goTo("StartIntent") },
        }),
      ],
      [],
    )

    expect(talk.refused("loop")).toMatchObject({ code: "ValidationException" })
  })
})
