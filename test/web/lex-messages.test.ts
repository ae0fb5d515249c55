// What Lex says, as the contract says it.

import { describe, expect, it } from "vitest"
import type { LexMessage, LexSessionState } from "#aws/lex.ts"
import { showMessages, toReply } from "#web/lex-messages.ts"

const custom = (content: string): LexMessage => ({ contentType: "CustomPayload", content })
const value = (interpretedValue: string) => ({ value: { originalValue: interpretedValue, interpretedValue } })

describe("showMessages", () => {
  it.each([
    { payload: '{"type":"suggestions","values":["A","B"]}', suggestions: ["A", "B"], messages: 0 },
    { payload: '{"type":"suggestions","values":["A","A"]}', suggestions: ["A"], messages: 0 },
    { payload: '{"type":"suggestions","values":[]}', suggestions: [], messages: 0 },
    { payload: '{"type":"suggestions","values":[1]}', suggestions: [], messages: 1 },
    { payload: '{"type":"suggestions","values":"A"}', suggestions: [], messages: 1 },
    { payload: '{"type":"suggestions"', suggestions: [], messages: 1 },
    { payload: '["suggestions"]', suggestions: [], messages: 1 },
    { payload: "plain words", suggestions: [], messages: 1 },
  ])("makes $suggestions suggestions and $messages messages of $payload", ({ payload, suggestions, messages }) => {
    const shown = showMessages("t", [custom(payload)])

    expect(shown.suggestions).toEqual(suggestions)
    expect(shown.messages).toHaveLength(messages)
  })

  it("joins the suggestions of all payloads and numbers what is left", () => {
    const shown = showMessages("t", [
      { contentType: "PlainText", content: "One" },
      custom('{"type":"suggestions","values":["A"]}'),
      { contentType: "SSML", content: "<speak>Two</speak>" },
      custom('{"type":"suggestions","values":["B"]}'),
    ])

    expect(shown.messages).toEqual([
      { id: "t.0", type: "text", text: "One" },
      { id: "t.1", type: "text", text: "Two" },
    ])
    expect(shown.suggestions).toEqual(["A", "B"])
    expect(shown.ssml).toEqual({ "t.1": "<speak>Two</speak>" })
  })

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "//no-scheme.example/a.png",
    "/\\\\no-scheme.example/a.png",
    "nonsense",
  ])("leaves out a card's picture at %s", (imageUrl) => {
    const card: LexMessage = { contentType: "ImageResponseCard", imageResponseCard: { title: "T", imageUrl } }

    expect(showMessages("t", [card]).messages).toEqual([{ id: "t.0", type: "card", title: "T", buttons: [] }])
  })
})

describe("a card's picture", () => {
  it.each(["/images/beach.svg", "https://pictures.example/a.jpg", "http://localhost:3000/a.png"])(
    "may be %s",
    (imageUrl) => {
      const card: LexMessage = { contentType: "ImageResponseCard", imageResponseCard: { title: "T", imageUrl } }

      expect(showMessages("t", [card]).messages).toEqual([
        { id: "t.0", type: "card", title: "T", imageUrl, buttons: [] },
      ])
    },
  )
})

describe("toReply", () => {
  it("shows each kind of slot as one text", () => {
    const sessionState: LexSessionState = {
      dialogAction: { type: "ElicitSlot", slotToElicit: "Empty" },
      intent: {
        name: "Order",
        state: "InProgress",
        slots: {
          Plain: value("two"),
          Unresolved: { value: { originalValue: "ten o'clock" } } as never,
          Many: { shape: "List", values: [value("red"), value("blue")] },
          Parts: { shape: "Composite", subSlots: { Street: value("Main St"), Number: value("7") } },
          Empty: null as never,
        },
      },
    }

    const reply = toReply("s", "t", showMessages("t", []), { messages: [], sessionState })

    expect(reply).toEqual({
      sessionId: "s",
      turnId: "t",
      messages: [],
      intent: {
        name: "Order",
        state: "InProgress",
        slots: { Plain: "two", Unresolved: "ten o'clock", Many: "red, blue", Parts: "Main St 7", Empty: null },
      },
      dialogAction: "ElicitSlot",
      slotToElicit: "Empty",
    })
  })

  it("has no intent when Lex has none", () => {
    expect(toReply("s", "t", showMessages("t", []), { messages: [], sessionState: {} })).toEqual({
      sessionId: "s",
      turnId: "t",
      messages: [],
      dialogAction: "None",
    })
  })
})
