// The trace tells a bot developer why the bot did what it did.

import { describe, expect, it } from "vitest"
import { formatTraceStep } from "#bot/dialog/trace.ts"
import { branches, confirmation, fallback, goTo, intent, locale, says, slot } from "./bot-builder.ts"
import { TestConversation } from "./conversation.ts"

const bot = locale([
  intent("Trip", {
    sampleUtterances: ["trip"],
    isDialogCodeHookEnabled: true,
    initialResponse: {
      conditional: branches([["{Guests} > 4", { response: says("A group!") }]], {
        nextStep: goTo("ElicitSlot", { slot: "City" }),
      }),
    },
    slots: [
      slot("City", "AMAZON.City", {
        capture: { captured: {}, failure: {}, elicitationCodeHook: { enabled: true, invocationLabel: "city" } },
      }),
      slot("At", "AMAZON.Time"),
      slot("Guests", "AMAZON.Number", { isRequired: false }),
    ],
    confirmation: confirmation(),
  }),
  fallback(),
])

function told(talk: TestConversation, text: string): string[] {
  return talk.say(text).trace.map(formatTraceStep)
}

describe("the trace of a turn", () => {
  it("tells what was understood, tried, called, set and said, in order", () => {
    const talk = new TestConversation(bot, {
      hook: ({ sessionState }) => ({
        sessionState: { dialogAction: { type: "Delegate" }, intent: sessionState.intent },
      }),
    })

    expect(told(talk, "trip")).toEqual([
      '"trip" understood as intent Trip: its confidence reaches the threshold of 0.4 [Trip 1.00]',
      "stage start Trip",
      'condition "Branch1" false: {Guests} > 4 -> unset > 4',
      "next step ElicitSlot City",
      "stage elicit City",
      "says (prompt of slot City): City?",
      "waits: ElicitSlot City",
    ])
    expect(told(talk, "rome")).toEqual([
      '"rome" understood as the answer: it is a value of slot City [Trip 0.10]',
      "slot City = rome from the visitor",
      "DialogCodeHook city answered Delegate",
      "stage captured City",
      "stage elicit At",
      "says (prompt of slot At): At?",
      "waits: ElicitSlot At",
    ])
    expect(told(talk, "ten")).toEqual([
      '"ten" understood as no answer: it can mean several values of slot At [Trip 0.10]',
      "slot At = 10:00 or 22:00? from the visitor",
      "stage elicit At",
      "says (prompt of slot At): At?",
      "waits: ElicitSlot At",
    ])
  })

  it("tells why a turn was refused, and what the code hook answered", () => {
    const talk = new TestConversation(bot, { hook: () => ({ sessionState: { dialogAction: { type: "Dance" } } }) })
    talk.say("trip")

    const { trace } = talk.refused("rome")

    expect(trace.map(formatTraceStep).slice(2)).toEqual([
      "DialogCodeHook city answered: Can not construct instance of DialogActionType: sessionState.dialogAction.type is 'Dance', not one of Close, ConfirmIntent, Delegate, ElicitIntent, ElicitSlot",
      "refused: Invalid Lambda Response: Received invalid response from Lambda: Can not construct instance of DialogActionType: sessionState.dialogAction.type is 'Dance', not one of Close, ConfirmIntent, Delegate, ElicitIntent, ElicitSlot",
    ])
  })
})
