import { describe, expect, it } from "vitest"
import { asks, fallback, intent, locale, says, slot } from "./bot-builder.ts"
import { summary, TestConversation, texts } from "./conversation.ts"

const bot = locale([
  intent("Pay", {
    sampleUtterances: ["pay"],
    slots: [
      slot("Card", "AMAZON.Number", {
        prompt: asks("Card number?", 1),
        waitAndContinue: {
          isActive: true,
          waiting: says("Take your time."),
          continue: says("Welcome back."),
          stillWaiting: { ...says("Still here."), frequencyInSeconds: 20, timeoutInSeconds: 60 },
        },
      }),
    ],
  }),
  fallback(),
])

function asked(isStreaming = true): (text: string | undefined, afterSeconds?: number) => [string[], string] {
  const talk = new TestConversation(bot)
  talk.say("pay", { isStreaming })
  return (text, afterSeconds = 0) => {
    talk.nowMs += afterSeconds * 1000
    const input =
      text === undefined ? ({ type: "silence", inputMode: "Speech" } as const) : ({ type: "text", text } as const)
    const result = talk.take(input, { isStreaming })
    if (result.type !== "answered") throw new Error(result.message)
    return [texts(result), summary(result)]
  }
}

const WAITING = "ElicitSlot Card | Pay Waiting None | Card="
const ASKING = "ElicitSlot Card | Pay InProgress None | Card="

describe("a visitor who needs time", () => {
  it.each(["hold on", "Wait a minute!", "just a moment"])("%s: the bot waits, and goes on when asked to", (text) => {
    const say = asked()

    expect(say(text)).toEqual([["Take your time."], WAITING])
    expect(say("OK, I'm ready")).toEqual([["Welcome back."], ASKING])
  })

  it.each([
    "just a sec",
    "can you wait a moment please",
    "hold on, let me get my card",
    "wait while I look for it",
    "give me a few minutes",
    "I need some time",
    "let me look it up",
    "sorry, one second",
    "bear with me",
  ])("asks for time by '%s'", (text) => {
    expect(asked()(text)[0]).toEqual(["Take your time."])
  })

  it.each([
    "OK I am ready",
    "okay I'm back",
    "I found it",
    "you can go on now",
    "thanks for waiting",
    "alright, here I am",
  ])("is back with '%s'", (text) => {
    const say = asked()
    say("hold on")

    expect(say(text)[0]).toEqual(["Welcome back."])
  })

  it.each(["wait, it is 42", "hold on 42", "42 in a moment"])("answers with '%s'", (text) => {
    expect(asked()(text)[1]).toContain("Card=42")
  })

  it("is told now and then that the bot still waits, until the time is over", () => {
    const say = asked()
    say("hold on")

    expect(say(undefined, 20)).toEqual([["Still here."], WAITING])
    expect(say(undefined, 20)).toEqual([["Still here."], WAITING])
    // A minute is all there is: silence counts as an answer again.
    expect(say(undefined, 20)).toEqual([["Card number?"], ASKING])
    expect(say(undefined, 20)[0]).toEqual(["Sorry?"])
  })

  it("can answer straight away", () => {
    const say = asked()
    say("hold on")

    expect(say("42")).toEqual([[], "Close | Pay ReadyForFulfillment None | Card=42"])
  })

  it("gets no time outside a streaming conversation", () => {
    expect(asked(false)("hold on")).toEqual([["Card number?"], ASKING])
  })
})
