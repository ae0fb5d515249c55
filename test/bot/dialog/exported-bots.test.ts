// Two bots as the Lex console exported them, talked to with the real language understanding. Their archives are not part
// of the project: without them these tests are skipped, and say so.

import { existsSync, readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { readBot } from "#bot/archive/to-bot.ts"
import type { BotLocale } from "#bot/definition.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { type Hook, summary, TestConversation, texts } from "./conversation.ts"

const FOLDER = new URL("../../../../shared/data/bots/", import.meta.url)
const FLOWERS = new URL("OrderFlower-repeat-DRAFT-LexJson.zip", FOLDER)
const REMINDERS = new URL("ReminderBot-LexJson.zip", FOLDER)
const isMissing = !existsSync(FLOWERS) || !existsSync(REMINDERS)

async function load(file: URL): Promise<(hook?: Hook) => TestConversation> {
  const bot = await readBot(new Uint8Array(readFileSync(file)))
  const locale = bot.locales[0] as BotLocale
  const resolvers = createSlotResolvers(locale)
  const model = trainLanguageModel(locale, resolvers)
  return (hook) =>
    new TestConversation(locale, { ...(hook === undefined ? {} : { hook }), bot: { bot, model, resolvers } })
}

const delegate: Hook = ({ sessionState, invocationSource }) => ({
  sessionState: {
    ...sessionState,
    dialogAction: { type: invocationSource === "DialogCodeHook" ? "Delegate" : "Close" },
    intent:
      invocationSource === "DialogCodeHook" ? sessionState.intent : { ...sessionState.intent, state: "Fulfilled" },
  },
})

describe.skipIf(isMissing)("OrderFlowers (skipped when ../shared/data/bots is not there)", () => {
  let start: (hook?: Hook) => TestConversation

  beforeAll(async () => {
    start = await load(FLOWERS)
  })

  it("orders flowers, changes of mind and all", () => {
    const talk = start(delegate)

    const turns = [
      "I would like to order some flowers",
      "lilies",
      "what time is it",
      "friday",
      "actually make it saturday",
      "roses instead",
      "10 in the morning",
      "no, not saturday, sunday",
      "yes please",
    ].map((text) => texts(talk.say(text)).join(" / "))

    expect(turns).toEqual([
      "What type of flowers would you like to order?",
      "What day do you want the lilies to be picked up?",
      "What day do you want the lilies to be picked up?",
      "At what time do you want the lilies to be picked up?",
      "At what time do you want the lilies to be picked up?",
      "At what time do you want the roses to be picked up?",
      "Okay, your roses will be ready for pickup by 10:00 on 2026-03-07.  Does this sound okay?",
      "Okay, your roses will be ready for pickup by 10:00 on 2026-03-08.  Does this sound okay?",
      "",
    ])
    expect(talk.session.state.intent).toMatchObject({ name: "OrderFlowers", confirmationState: "Confirmed" })
  })

  it("lets a code hook repeat what was said", () => {
    const hook: Hook = (event) => {
      const { sessionState } = event
      if (sessionState.intent.name !== "RepeatIntent") return delegate(event, { event, timeoutMs: 0 })
      return {
        sessionState: {
          dialogAction: { type: "ElicitSlot", slotToElicit: "FlowerType" },
          intent: { name: "OrderFlowers", slots: {}, state: "InProgress" },
        },
        messages: [{ contentType: "PlainText", content: "Which flowers, I asked." }],
      }
    }
    const talk = start(hook)
    talk.say("I would like to order some flowers")

    const result = talk.say("can you say that again")

    expect(texts(result)).toEqual(["Which flowers, I asked."])
    expect(summary(result)).toMatch(/^ElicitSlot FlowerType \| OrderFlowers InProgress None/)
  })

  it("gives up after the third answer it can't use", () => {
    const talk = start()
    for (const text of ["I would like to order some flowers", "roses", "x", "y"]) talk.say(text)

    expect(summary(talk.say("z"))).toBe("Close | FallbackIntent InProgress None")
  })
})

describe.skipIf(isMissing)("ReminderBot (skipped when ../shared/data/bots is not there)", () => {
  let start: (hook?: Hook) => TestConversation

  beforeAll(async () => {
    start = await load(REMINDERS)
  })

  it("[lex 49] runs the capture hook for a time said in the opening", () => {
    const talk = start(delegate)

    const result = talk.say("call me at 3pm")

    expect(texts(result)).toEqual([
      "We'll call you the day before your appointment.",
      "Your call has been scheduled for 15:00.",
    ])
    expect(talk.events.map(({ invocationLabel, invocationSource }) => invocationLabel ?? invocationSource)).toEqual([
      "CallIntent_InitialCodeHook",
      "CallIntent_TimeSlot_ValidationCodeHook",
      "FulfillmentCodeHook",
    ])
    expect(summary(result)).toBe("Close | CallIntent Fulfilled None | Time=15:00")
  })

  it("[lex 122] asks again for a time of two readings", () => {
    const talk = start(delegate)
    talk.say("Please call me")

    expect(texts(talk.say("10 o'clock"))).toEqual(["What time would you like the call?"])
    expect(talk.events.at(-1)).toMatchObject({
      invocationLabel: "CallIntent_TimeSlot_PromptCodeHook",
      proposedNextState: { prompt: { attempt: "Retry1" } },
    })
  })

  it("[lex 71] [lex 72] asks again in the branch's words", () => {
    const talk = start(delegate)
    const said = ["email", "9", "0", "3"].map((text) => texts(talk.say(text)))

    expect(said).toEqual([
      [
        "We will email you on the day you choose up to a week before your appointment.",
        "How many days before your appointment would you like us to email you?",
      ],
      ["We can't email more than a week before your appointment. Please choose a number between 1 and 7."],
      ["The last day we can email you is the day before your appointment. Please choose a number between 1 and 7."],
      ["No problem! Your email reminder has been set up for 3 days before your appointment."],
    ])
  })

  it("counts its failures in a session attribute", () => {
    const talk = start(delegate)
    const counts = ["xyzzy", "plugh", "frobnicate"].map((text) => {
      const { sessionState } = talk.say(text)
      return [sessionState.dialogAction?.type, sessionState.sessionAttributes?.["fallback-count"]]
    })

    expect(counts).toEqual([
      ["ElicitIntent", "1"],
      ["ElicitIntent", "2"],
      ["ElicitIntent", "3"],
    ])
    expect(texts(talk.say("blorb"))).toEqual([
      "One of our customer service agents will be in touch shortly to help with your request.",
    ])
  })

  it("tells the client when the code hook fails a slot's validation without a path for it", () => {
    const talk = start(({ invocationLabel }) => (invocationLabel?.endsWith("PromptCodeHook") ? 5 : delegateTo()))
    talk.say("Please call me")

    const result = talk.take({ type: "text", text: "3pm" })

    expect(result).toMatchObject({
      type: "answered",
      sessionState: { dialogAction: { type: "Close" }, intent: { state: "Failed" } },
    })
  })
})

function delegateTo() {
  return { sessionState: { dialogAction: { type: "Delegate" } } }
}
