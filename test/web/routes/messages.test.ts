// Turns in words over HTTP: what comes back, and that each is taken once.

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { beginVisit, startWebHarness, type WebHarness } from "#test/support/web-harness.ts"

let harness: WebHarness
beforeAll(async () => {
  harness = await startWebHarness()
})
afterAll(() => harness.close())

describe("POST /api/messages", () => {
  it("answers what Lex says, in the words of the contract", async () => {
    const visitor = await beginVisit(harness.openApp().app)

    const reply = await visitor.hear("show everything", "turn-1")

    expect(reply).toEqual({
      sessionId: visitor.sessionId,
      turnId: "turn-1",
      messages: [
        { id: "turn-1.0", type: "text", text: "Rooms & views. Ready?" },
        {
          id: "turn-1.1",
          type: "card",
          title: "Sea view",
          subtitle: "2 nights",
          imageUrl: "https://pictures.example/sea.jpg",
          buttons: [{ text: "Take it", value: "book" }],
        },
        { id: "turn-1.2", type: "custom", payload: '{"map": [1, 2]}' },
      ],
      intent: { name: "Show", state: "Fulfilled", slots: {} },
      dialogAction: "Close",
      suggestions: ["Book", "Help"],
    })
  })

  it("holds a conversation over several turns", async () => {
    const visitor = await beginVisit(harness.openApp().app)

    const asked = await visitor.hear("book")
    const confirming = await visitor.hear("3")
    const booked = await visitor.hear("yes")

    expect(asked).toMatchObject({ dialogAction: "ElicitSlot", slotToElicit: "Nights" })
    expect(confirming).toMatchObject({ dialogAction: "ConfirmIntent", intent: { slots: { Nights: "3" } } })
    expect(booked.messages[0]).toMatchObject({ text: expect.stringMatching(/^Booked 3 nights, reference R\d+\.$/) })
  })
})
