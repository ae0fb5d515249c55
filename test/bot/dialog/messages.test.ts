import { describe, expect, it } from "vitest"
import type { Message, MessageGroup, PromptSpecification } from "#bot/definition.ts"
import { chooseMessages } from "#bot/dialog/messages.ts"
import type { ReferenceScope } from "#bot/dialog/references.ts"
import { fillHookMessage } from "#bot/dialog/substitution.ts"
import { asks, intent, locale, plain, says, slot } from "./bot-builder.ts"

const scope: ReferenceScope = {
  locale: locale([
    intent("Book", { slots: [slot("City", "AMAZON.City"), slot("Day", "AMAZON.Date"), slot("Toppings", "Topping")] }),
    intent("Cancel", { slots: [slot("Id", "AMAZON.AlphaNumeric")] }),
  ]),
  intent: {
    name: "Book",
    state: "InProgress",
    confirmationState: "None",
    slots: {
      City: { value: { originalValue: "rome", interpretedValue: "Rome", resolvedValues: ["Rome"] } },
      Day: null,
      Toppings: {
        shape: "List",
        value: { originalValue: "ham and tuna", interpretedValue: "ham and tuna", resolvedValues: [] },
        values: [],
      },
    },
  },
  sessionAttributes: { name: "Ana", braces: "{City}" },
  requestAttributes: { offer: "10%" },
  inputMode: "Text",
  inputTranscript: "",
  transcriptions: [],
}

function said(messages: readonly Message[] | undefined): unknown {
  return messages?.map((message) => ("content" in message ? message.content : message.imageResponseCard))
}

function choose(specification: PromptSpecification | ReturnType<typeof says>, attempt = 0, random = 0, over = {}) {
  return said(chooseMessages(specification, attempt, { ...scope, ...over }, () => random))
}

describe("[lex 55] message groups", () => {
  it("gives one message of each group, in order", () => {
    expect(choose(says(["a", "b"], "c"))).toEqual(["a", "c"])
  })
})

describe("[lex 56] the choice between variations", () => {
  const prompt = asks(["first", "second", "third"], 5)

  it.each([
    [0, "first"],
    [1, "second"],
    [2, "third"],
    [3, "first"],
  ])("Ordered: attempt %i says %s", (attempt, expected) => {
    expect(choose(prompt, attempt)).toEqual([expected])
  })

  it.each([
    [0, "first"],
    [0.4, "second"],
    [0.99, "third"],
  ])("Random: %d says %s", (random, expected) => {
    expect(choose({ ...prompt, messageSelectionStrategy: "Random" }, 0, random)).toEqual([expected])
  })
})

describe("[lex 74] [lex 75] placeholders", () => {
  it.each([
    ["To {City}.", "To Rome."],
    ["To { City }.", "To Rome."],
    ["To {city}.", "To Rome."],
    ["With {Toppings}.", "With ham and tuna."],
    ["{Book.City}", "Rome"],
    ["Hi [name], ((offer)) off", "Hi Ana, 10% off"],
    // A value is never read as a placeholder itself.
    ["[braces]", "{City}"],
    // Only slots the bot has are placeholders.
    ["{Unknown} {} [ ] [1]", "{Unknown} {} [ ] [1]"],
    ["\\{City\\} is {City}", "{City} is Rome"],
  ])("%s becomes %s", (text, expected) => {
    expect(choose(says(text))).toEqual([expected])
  })

  it("fills cards in, buttons too", () => {
    const card: Message = {
      contentType: "ImageResponseCard",
      imageResponseCard: {
        title: "{City}",
        subtitle: "for [name]",
        imageUrl: "https://example.com/{City}.png",
        buttons: [{ text: "{City}!", value: "to {City}" }],
      },
    }

    expect(choose({ allowInterrupt: true, messageGroups: [[card]] })).toEqual([
      {
        title: "Rome",
        subtitle: "for Ana",
        imageUrl: "https://example.com/Rome.png",
        buttons: [{ text: "Rome!", value: "to Rome" }],
      },
    ])
  })

  it("leaves the brackets of a payload alone", () => {
    const payload: Message = { contentType: "CustomPayload", content: '{"a":["x",[y],[name]],"City":"{City}"}' }

    expect(choose({ allowInterrupt: true, messageGroups: [[payload]] })).toEqual(['{"a":["x",[y],Ana],"City":"Rome"}'])
  })
})

describe("[lex 76] a message whose placeholder has no value", () => {
  it.each(["On {Day}", "Hi [nobody]", "((nothing)) off", "{Cancel.Id}"])("%s gives way to a variation", (text) => {
    expect(choose(says([text, "plain"]))).toEqual(["plain"])
  })

  it("leaves nothing to say when its group has no other", () => {
    expect(choose(says("fine", "On {Day}"))).toBeUndefined()
  })
})

describe("[lex 77] the content types a client accepts", () => {
  const group: MessageGroup = [plain("text"), { contentType: "SSML", content: "<speak>speech</speak>" }]
  const both = { allowInterrupt: true, messageGroups: [group] }
  const accept = (types: string) => ({ requestAttributes: { "x-amz-lex:accept-content-types": types } })

  it.each([
    ["SSML", ["<speak>speech</speak>"]],
    ["PlainText", ["text"]],
    ["plaintext, ssml", ["text"]],
    ["CustomPayload", undefined],
  ])("%s gives %j", (types, expected) => {
    expect(choose(both, 0, 0, accept(types))).toEqual(expected)
  })
})

describe("messages of a code hook", () => {
  it("have filled slots put in, and nothing else", () => {
    const text = 'To {City} on {Day} for [name], \\{x} ((offer)) {"a":[name]}'

    expect(fillHookMessage(plain(text), scope)).toEqual(
      plain('To Rome on {Day} for [name], \\{x} ((offer)) {"a":[name]}'),
    )
  })
})
