// The event of a code hook, key by key, and the moments at which one is sent.

import { describe, expect, it } from "vitest"
import type { CodeHookInvocation, Intent, SlotCaptureSetting } from "#bot/definition.ts"
import { asks, confirmation, fallback, goTo, intent, locale, slot, slotType } from "./bot-builder.ts"
import { type Hook, TestConversation } from "./conversation.ts"

const delegate: Hook = ({ sessionState }) => ({
  sessionState: { dialogAction: { type: "Delegate" }, intent: sessionState.intent },
})

function hookAt(label?: string, more: Partial<CodeHookInvocation> = {}): CodeHookInvocation {
  const named = label === undefined ? {} : { invocationLabel: label }
  return { isActive: true, enabled: true, success: {}, failure: {}, timeout: {}, ...named, ...more }
}

function trip(options: Partial<Intent> = {}, hook: Hook = delegate): TestConversation {
  return new TestConversation(
    locale(
      [
        intent("Trip", {
          sampleUtterances: ["trip", "trip to {City}"],
          isDialogCodeHookEnabled: true,
          slots: [
            slot("City", "AMAZON.City"),
            slot("Day", "AMAZON.Date"),
            slot("At", "AMAZON.Time", { isRequired: false }),
          ],
          ...options,
        }),
        intent("Help", { sampleUtterances: ["help"], slots: [slot("Topic", "Topic")] }),
        fallback(),
      ],
      [slotType("Topic", [])],
    ),
    { hook },
  )
}

describe("[lex 93] the event after an answer", () => {
  it("has every key Lex documents, and no other", () => {
    const talk = trip()
    talk.say("trip", { requestAttributes: {} })
    talk.say("Rome", {
      sessionState: {
        sessionAttributes: { tier: "gold" },
        activeContexts: [{ name: "c", timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 3 }, contextAttributes: {} }],
      },
      requestAttributes: { channel: "web" },
    })

    const rome = {
      shape: "Scalar",
      value: { originalValue: "Rome", interpretedValue: "rome", resolvedValues: ["rome"] },
    }
    const current = {
      name: "Trip",
      slots: { City: rome, Day: null, At: null },
      state: "InProgress",
      confirmationState: "None",
    }
    expect(talk.events.at(-1)).toStrictEqual({
      messageVersion: "1.0",
      invocationSource: "DialogCodeHook",
      inputMode: "Text",
      responseContentType: "text/plain; charset=utf-8",
      sessionId: "u-1",
      inputTranscript: "Rome",
      bot: {
        id: "ABCDEFGHIJ",
        name: "TripBot",
        localeId: "en_US",
        version: "DRAFT",
        aliasId: "TSTALIASID",
        aliasName: "TestBotAlias",
      },
      interpretations: [
        { intent: current, nluConfidence: 1, interpretationSource: "Lex" },
        {
          intent: { name: "FallbackIntent", slots: {}, state: "InProgress", confirmationState: "None" },
          interpretationSource: "Lex",
        },
        {
          intent: { name: "Help", slots: { Topic: null }, state: "InProgress", confirmationState: "None" },
          nluConfidence: 0.1,
          interpretationSource: "Lex",
        },
      ],
      proposedNextState: {
        dialogAction: { type: "ElicitSlot", slotToElicit: "Day" },
        intent: current,
        prompt: { attempt: "Initial" },
      },
      requestAttributes: { channel: "web" },
      sessionState: {
        sessionAttributes: { tier: "gold" },
        activeContexts: [{ name: "c", timeToLive: { timeToLiveInSeconds: 60, turnsToLive: 3 }, contextAttributes: {} }],
        intent: current,
        originatingRequestId: "id-1",
      },
      transcriptions: [
        {
          transcription: "Rome",
          transcriptionConfidence: 1,
          resolvedContext: { intent: "Trip" },
          resolvedSlots: { City: { shape: "Scalar", value: { originalValue: "Rome", resolvedValues: ["rome"] } } },
        },
      ],
    })
  })

  it("has null request attributes when the client sent none", () => {
    const talk = trip()
    talk.say("trip")

    expect(talk.events[0]).toMatchObject({
      requestAttributes: null,
      sessionState: { sessionAttributes: {}, activeContexts: [] },
    })
  })

  it("shows an unclear value without a reading", () => {
    const talk = trip({ slots: [slot("At", "AMAZON.Time")] })
    talk.say("trip")
    talk.say("ten")

    expect(talk.events.at(-1)?.sessionState.intent.slots).toEqual({
      At: {
        shape: "Scalar",
        value: { originalValue: "ten", interpretedValue: null, resolvedValues: ["10:00", "22:00"] },
      },
    })
  })

  it("has the raw transcript and the guesses of speech", () => {
    const talk = trip()
    talk.say("trip")
    const transcriptions = ["Roam", "Rome", "rum", "home"].map((transcription, i) => ({
      transcription,
      rawTranscription: transcription.toLowerCase(),
      transcriptionConfidence: 0.9 - i / 10,
    }))
    talk.take({ type: "speech", transcriptions })

    const event = talk.events.at(-1)
    expect(event).toMatchObject({ inputMode: "Speech", inputTranscript: "Roam", rawInputTranscript: "roam" })
    expect(event?.transcriptions?.map(({ transcription }) => transcription)).toEqual(["Roam", "Rome", "rum"])
    expect(event?.sessionState.intent.slots.City?.value?.interpretedValue).toBe("rome")
  })

  it("has the digits of a keypad", () => {
    const talk = trip({ slots: [slot("Guests", "AMAZON.Number")] })
    talk.say("trip")
    talk.take({ type: "dtmf", digits: "4" })

    expect(talk.events.at(-1)).toMatchObject({ inputMode: "DTMF", inputTranscript: "4" })
  })

  it("has an empty transcript when the client moved the conversation itself", () => {
    const talk = trip()
    talk.put({ dialogAction: { type: "Delegate" }, intent: { name: "Trip" } })

    expect(talk.events[0]).toMatchObject({ inputTranscript: "", interpretations: [{ intent: { name: "Trip" } }] })
    expect(talk.events[0]).not.toHaveProperty("transcriptions")
  })
})

describe("[lex 52] the attempt a code hook is told", () => {
  it("counts the retries, and is left out when there are none left", () => {
    const talk = trip({ slots: [slot("City", "AMAZON.City", { prompt: asks("City?", 2) })] })

    for (const text of ["trip", "x", "y", "z"]) talk.say(text)

    expect(talk.events.map(({ proposedNextState }) => proposedNextState?.prompt?.attempt)).toEqual([
      "Initial",
      "Retry1",
      "Retry2",
      undefined,
    ])
  })
})

describe("[lex 94] [lex 95] [lex 96] where code hooks run", () => {
  const seen = (talk: TestConversation) =>
    talk.events.map(({ invocationSource, invocationLabel, proposedNextState }) => [
      invocationSource === "DialogCodeHook" ? "dialog" : "fulfillment",
      invocationLabel,
      proposedNextState?.dialogAction.slotToElicit,
    ])

  it("an intent without flow settings: at the start and after each answer", () => {
    const talk = trip({
      confirmation: confirmation(),
      fulfillment: { isActive: true, enabled: true, success: {}, failure: {}, timeout: {} },
    })

    for (const text of ["trip", "rome", "friday", "yes"]) talk.say(text)

    expect(seen(talk)).toEqual([
      ["dialog", undefined, "City"],
      ["dialog", undefined, "Day"],
      ["dialog", undefined, undefined],
      ["dialog", undefined, undefined],
      ["fulfillment", undefined, undefined],
    ])
  })

  const capture = (setting: Partial<SlotCaptureSetting>): SlotCaptureSetting => ({
    captured: {},
    failure: {},
    ...setting,
  })

  it("an intent with flow settings: where those say", () => {
    const invoke = { nextStep: goTo("InvokeDialogCodeHook") }
    const talk = trip({
      initialResponse: {
        ...invoke,
        codeHook: hookAt("start", { success: { nextStep: goTo("ElicitSlot", { slot: "Day" }) } }),
      },
      slots: [
        slot("City", "AMAZON.City", {
          capture: capture({
            captured: invoke,
            codeHook: hookAt("city"),
            elicitationCodeHook: { enabled: true, invocationLabel: "city-answer" },
          }),
        }),
        slot("Day", "AMAZON.Date", { capture: capture({ elicitationCodeHook: { enabled: true } }) }),
      ],
      confirmation: confirmation({
        confirmed: invoke,
        codeHook: hookAt("confirmed"),
        elicitationCodeHook: { enabled: true, invocationLabel: "yes-no" },
      }),
    })

    for (const text of ["trip", "x", "friday", "rome", "hm", "yes"]) talk.say(text)

    expect(seen(talk)).toEqual([
      ["dialog", "start", "Day"],
      ["dialog", undefined, "Day"], // "x" is no date
      ["dialog", undefined, "City"],
      ["dialog", "city-answer", undefined],
      ["dialog", "city", undefined],
      ["dialog", "yes-no", undefined], // "hm" is no yes
      ["dialog", "yes-no", undefined],
      ["dialog", "confirmed", undefined],
    ])
  })

  it("between retries only, where the bot is set so", () => {
    const talk = new TestConversation(
      locale([
        intent("Trip", {
          sampleUtterances: ["trip"],
          isDialogCodeHookEnabled: true,
          initialResponse: {},
          slots: [slot("City", "AMAZON.City", { capture: capture({ elicitationCodeHook: { enabled: true } }) })],
        }),
      ]),
      { hook: delegate, settings: { elicitationHookRuns: "between-retries" } },
    )

    for (const text of ["trip", "x", "rome"]) talk.say(text)

    expect(talk.events.map(({ inputTranscript }) => inputTranscript)).toEqual(["x"])
  })

  it.each([
    ["the intent's switch is off", { isDialogCodeHookEnabled: false }, {}],
    ["[lex 97] the call is not enabled", {}, { enabled: false }],
  ])("no call when %s, and the success path is followed", (_name, options, call) => {
    const success = { nextStep: goTo("ElicitSlot", { slot: "Day" }) }
    const talk = trip({
      initialResponse: { nextStep: goTo("InvokeDialogCodeHook"), codeHook: hookAt("start", { ...call, success }) },
      ...options,
    })

    const { sessionState } = talk.say("trip")

    expect(talk.events).toEqual([])
    expect(sessionState.dialogAction?.slotToElicit).toBe("Day")
  })

  it("no call when it is not active, and the default path is followed", () => {
    const talk = trip({
      initialResponse: {
        nextStep: goTo("InvokeDialogCodeHook"),
        codeHook: hookAt("start", { isActive: false, success: { nextStep: goTo("EndConversation") } }),
      },
    })

    expect(talk.say("trip").sessionState.dialogAction?.slotToElicit).toBe("City")
    expect(talk.events).toEqual([])
  })

  it("no call when the alias has no code hook", () => {
    const talk = new TestConversation(
      locale([
        intent("Trip", {
          sampleUtterances: ["trip"],
          isDialogCodeHookEnabled: true,
          slots: [slot("City", "AMAZON.City")],
        }),
      ]),
    )

    expect(talk.say("trip").sessionState.dialogAction?.slotToElicit).toBe("City")
  })
})
