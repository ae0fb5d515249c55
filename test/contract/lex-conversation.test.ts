// StartConversation over the wire, with the real SDK client over HTTP/2.

import { StartConversationCommand } from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, describe, expect, it } from "vitest"
import {
  closeConversations,
  configure,
  converse,
  disconnect,
  press,
  textOf,
  type,
} from "#test/support/lex-conversation.ts"
import { createStreamingClient, delegate, type LocalLexOptions, startLocalLex } from "#test/support/local-lex.ts"

afterEach(closeConversations)

describe("a conversation in text", () => {
  it("[lex 40] [lex 41] answers each input with transcript, result and text, in order, until it closes", async () => {
    const { names, events, error } = await converse({}, "TEXT", [
      { send: [configure(), type("pay my bill")] },
      { after: "TextResponseEvent", send: [type("alpha seven")] },
    ])

    expect(error).toBeUndefined()
    expect(names).toEqual([
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
    ])
    expect(textOf(events)).toEqual(["Your code, please.", "Paid."])
    expect(events.flatMap((event) => Object.values(event).map(({ eventId }) => eventId))).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `RESPONSE-${n}`),
    )
    expect(events[0]?.TranscriptEvent?.transcript).toBe("pay my bill")
    expect(events[1]?.IntentResultEvent).toMatchObject({
      inputMode: "Text",
      sessionId: "visitor-1",
      sessionState: { dialogAction: { type: "ElicitSlot", slotToElicit: "Pin" }, intent: { name: "Pay" } },
    })
  })

  it("greets with the welcome messages of the configuration", async () => {
    const { names, events } = await converse({}, "TEXT", [
      {
        send: [
          configure({
            sessionState: { dialogAction: { type: "ElicitIntent" } },
            welcomeMessages: [{ contentType: "PlainText", content: "Welcome!" }],
          }),
        ],
      },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(names).toEqual(["IntentResultEvent", "TextResponseEvent"])
    expect(textOf(events)).toEqual(["Welcome!"])
  })

  it("gives the first input the state of the configuration", async () => {
    const { events } = await converse({}, "TEXT", [
      {
        send: [
          configure({ sessionState: { sessionAttributes: { tier: "gold" } }, requestAttributes: { channel: "web" } }),
          type("book a trip"),
        ],
      },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(events[1]?.IntentResultEvent).toMatchObject({
      requestAttributes: { channel: "web" },
      sessionState: { sessionAttributes: { tier: "gold" } },
    })
  })

  it("asks again when nothing is typed in time", async () => {
    const attributes = { "x-amz-lex:text:start-timeout-ms:Pay:Pin": "20" }
    const { names, events } = await converse({}, "TEXT", [
      { send: [configure({ sessionState: { sessionAttributes: attributes } }), type("pay my bill")] },
      { after: "TextResponseEvent", send: [] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    // Nobody said anything the second time: there is no transcript.
    expect(names.slice(0, 5)).toEqual([
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
      "IntentResultEvent",
      "TextResponseEvent",
    ])
    expect(textOf(events).slice(0, 2)).toEqual(["Your code, please.", "Your code, please."])
  })

  it("tells how a long fulfillment goes", async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const handler: LocalLexOptions["handler"] = async (event, context, callback) => {
      await answered
      return delegate(event, context, callback)
    }
    const { names, events } = await converse({ handler }, "TEXT", [
      { send: [configure(), type("run the long report")] },
      { after: "TextResponseEvent", now: answer, send: [] },
    ])

    expect(names).toEqual(["TranscriptEvent", "IntentResultEvent", "TextResponseEvent", "IntentResultEvent"])
    expect(textOf(events)).toEqual(["This takes a while."])
    expect(events.map((event) => event.IntentResultEvent?.sessionState?.intent?.state)).toEqual([
      undefined,
      "FulfillmentInProgress",
      undefined,
      "Fulfilled",
    ])
  })

  it("loses no turn when its connection breaks", async () => {
    let isAsked = () => {}
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve
    })
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const handler: LocalLexOptions["handler"] = async (event, context, callback) => {
      isAsked()
      await answered
      return delegate(event, context, callback)
    }
    const lex = await startLocalLex({ handler })
    const client = createStreamingClient(lex.url)
    async function* requests() {
      yield configure()
      yield type("book a trip to Rome")
      await answered
    }
    const conversation = client.send(
      new StartConversationCommand({
        botId: "TRIPBOT001",
        botAliasId: "TSTALIASID",
        localeId: "en_US",
        sessionId: "visitor-1",
        conversationMode: "TEXT",
        requestEventStream: requests(),
      }),
    )
    await asked
    client.destroy()
    answer()
    await conversation.catch(() => undefined)
    const getSession = async () => {
      const url = `${lex.url}/bots/TRIPBOT001/botAliases/TSTALIASID/botLocales/en_US/sessions/visitor-1`
      const answer = await fetch(url)
      return answer.status === 200 ? answer.json() : undefined
    }

    await expect.poll(getSession).toMatchObject({
      sessionState: { intent: { name: "BookTrip", slots: { City: { value: { interpretedValue: "Rome" } } } } },
    })
    await lex.close()
  })

  it("shows signs of life", async () => {
    const { names } = await converse({ conversation: { heartbeatMs: 5 } }, "TEXT", [
      { send: [configure()] },
      { after: "HeartbeatEvent", send: [disconnect] },
    ])

    expect(names).toContain("HeartbeatEvent")
  })

  it("keeps its session for the other operations", async () => {
    const { url } = await converse({}, "TEXT", [
      { send: [configure(), type("pay my bill")] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])
    const answer = await fetch(`${url}/bots/TRIPBOT001/botAliases/TSTALIASID/botLocales/en_US/sessions/visitor-1`)

    expect(await answer.json()).toMatchObject({ sessionState: { intent: { name: "Pay" } } })
  })
})

describe("[lex 39] [lex 42] a conversation that breaks a rule ends with an exception:", () => {
  it.each([
    { what: "input before the configuration", mode: "TEXT" as const, send: [type("hello")] },
    { what: "two configurations", mode: "TEXT" as const, send: [configure(), configure()] },
    { what: "keys in text mode", mode: "TEXT" as const, send: [configure(), ...press("1")] },
    { what: "text in audio mode", mode: "AUDIO" as const, send: [configure(), type("hello")] },
    { what: "too long a text", mode: "TEXT" as const, send: [configure(), type("x".repeat(1025))] },
    {
      what: "welcome messages without a dialog action",
      mode: "TEXT" as const,
      send: [configure({ welcomeMessages: [{ contentType: "PlainText", content: "Hi" }] })],
    },
    {
      what: "playback completion without playback",
      mode: "AUDIO" as const,
      send: [configure({ disablePlayback: true }), { PlaybackCompletionEvent: {} }],
    },
    { what: "a key that is none", mode: "AUDIO" as const, send: [configure(), ...press("x")] },
  ])("$what", async ({ mode, send }) => {
    const { error } = await converse({}, mode, [{ send }])

    expect(error).toMatchObject({ name: "ValidationException" })
  })

  it("a code hook that fails", async () => {
    const handler = () => Promise.reject(new Error("down"))
    const { error } = await converse({ handler }, "TEXT", [{ send: [configure(), type("book a trip")] }])

    expect(error).toMatchObject({ name: "DependencyFailedException" })
  })
})

describe("a conversation in strict mode", () => {
  const strict = { credentials: { AKID: "secret" } }

  it("verifies every event", async () => {
    const { names, error } = await converse({ endpoint: { strict } }, "TEXT", [
      { send: [configure(), type("pay my bill")] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(error).toBeUndefined()
    expect(names).toEqual(["TranscriptEvent", "IntentResultEvent", "TextResponseEvent"])
  })

  it("is refused to strangers", async () => {
    const { error } = await converse({ endpoint: { strict: { credentials: { OTHER: "secret" } } } }, "TEXT", [
      { send: [configure()] },
    ])

    expect(error).toMatchObject({ name: "UnrecognizedClientException" })
  })
})
