import { describe, expect, it } from "vitest"
import type { FulfillmentSetting, Intent } from "#bot/definition.ts"
import { closing, fallback, goTo, intent, locale, says } from "./bot-builder.ts"
import { type Hook, outcome, summary, TestConversation, texts } from "./conversation.ts"

function order(
  fulfillment: Partial<FulfillmentSetting> | undefined,
  hook?: Hook,
  more: Partial<Intent> = {},
): TestConversation {
  const setting = { isActive: true, enabled: true, success: {}, failure: {}, timeout: {}, ...fulfillment }
  return new TestConversation(
    locale([
      intent("Order", {
        sampleUtterances: ["order"],
        closing: closing("Bye."),
        ...(fulfillment === undefined ? {} : { fulfillment: setting }),
        ...more,
      }),
      fallback(),
    ]),
    hook === undefined ? {} : { hook },
  )
}

const RESPONSES = {
  success: { response: says("Done.") },
  failure: { response: says("Failed.") },
  timeout: { response: says("Too late.") },
}

function close(state: string, ...messages: string[]): Hook {
  return () => ({
    sessionState: { dialogAction: { type: "Close" }, intent: { name: "Order", state } },
    messages: messages.map((content) => ({ contentType: "PlainText", content })),
  })
}

describe("fulfillment without a call", () => {
  it("[lex 60] a bot without the stage leaves it to the client", () => {
    const result = order(undefined).say("order")

    expect(texts(result)).toEqual(["Bye."])
    expect(summary(result)).toBe("Close | Order ReadyForFulfillment None")
  })

  it("[lex 67] so does one whose stage is not active", () => {
    expect(summary(order({ ...RESPONSES, isActive: false }).say("order"))).toBe(
      "Close | Order ReadyForFulfillment None",
    )
  })

  it("[lex 61] one that needs no code hook succeeds", () => {
    const result = order({ ...RESPONSES, enabled: false }).say("order")

    expect(texts(result)).toEqual(["Done.", "Bye."])
    expect(summary(result)).toBe("Close | Order Fulfilled None")
  })
})

describe("fulfillment by the code hook", () => {
  it("is called once, with an intent that is ready", () => {
    const talk = order(RESPONSES, close("Fulfilled"))
    talk.say("order")

    expect(
      talk.events.map(({ invocationSource, sessionState }) => [invocationSource, sessionState.intent.state]),
    ).toEqual([["FulfillmentCodeHook", "ReadyForFulfillment"]])
  })

  it.each([
    {
      name: "[lex 62] [lex 66] its messages stand in for the success response",
      hook: close("Fulfilled", "It's yours."),
      said: ["It's yours.", "Bye."],
      state: "Fulfilled",
    },
    {
      name: "without messages the success response is said",
      hook: close("Fulfilled"),
      said: ["Done.", "Bye."],
      state: "Fulfilled",
    },
    { name: "a state it leaves open is kept", hook: close("InProgress"), said: ["Done.", "Bye."], state: "InProgress" },
    {
      name: "[lex 63] Failed without messages: the failure response",
      hook: close("Failed"),
      said: ["Failed."],
      state: "Failed",
    },
    {
      name: "[lex 63] Failed with messages: those",
      hook: close("Failed", "Sold out."),
      said: ["Sold out."],
      state: "Failed",
    },
    {
      name: "[lex 63] an error: the failure response",
      hook: () => outcome({ type: "failed", error: "Unhandled" }),
      said: ["Failed."],
      state: "Failed",
    },
    {
      name: "[lex 63] an answer Lex can't take: the failure response",
      hook: () => "ok",
      said: ["Failed."],
      state: "Failed",
    },
    {
      name: "[lex 64] no answer in time: the timeout response",
      hook: () => outcome({ type: "timed-out" }),
      said: ["Too late."],
      state: "Failed",
    },
    {
      name: "Delegate is a success, its messages unused",
      hook: () => ({
        sessionState: { dialogAction: { type: "Delegate" } },
        messages: [{ contentType: "PlainText", content: "x" }],
      }),
      said: ["Done.", "Bye."],
      state: "Fulfilled",
    },
    {
      name: "Delegate with Failed is a failure",
      hook: () => ({
        sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "Order", state: "Failed" } },
      }),
      said: ["Failed."],
      state: "Failed",
    },
  ])("$name", ({ hook, said, state }) => {
    const result = order(RESPONSES, hook).say("order")

    expect(texts(result)).toEqual(said)
    expect(summary(result)).toBe(`Close | Order ${state} None`)
  })

  it.each([
    [
      "an error",
      () => outcome({ type: "failed", error: "Unhandled" }),
      "Invalid Lambda Response: Received error response from Lambda: Unhandled",
    ],
    [
      "a reported error",
      () => outcome({ type: "failed", error: "Handled" }),
      "Invalid Lambda Response: Received error response from Lambda: Handled",
    ],
    ["silence", () => outcome({ type: "timed-out" }), "The code hook did not answer in time."],
    [
      "nonsense",
      () => [],
      "Invalid Lambda Response: Received invalid response from Lambda: Can not construct instance of LambdaResponse: the response must be an object, not a list",
    ],
  ])("[lex 65] %s is the client's to know when the bot says nothing about it", (_name, hook, message) => {
    expect(order({}, hook).refused("order")).toMatchObject({ code: "DependencyFailedException", message })
  })

  it("too many calls at once are a throttled request", () => {
    expect(order(RESPONSES, () => outcome({ type: "throttled" })).refused("order").code).toBe("ThrottlingException")
  })

  it("a refused turn leaves the session as it was", () => {
    const talk = order({}, () => outcome({ type: "timed-out" }))
    const before = structuredClone(talk.session)

    talk.refused("order")

    expect(talk.session).toEqual(before)
  })

  it("an outcome's next step wins over the closing response", () => {
    const success = { nextStep: goTo("ElicitIntent"), response: says("What else?") }
    const result = order({ success }, close("Fulfilled")).say("order")

    expect(texts(result)).toEqual(["What else?"])
    expect(summary(result)).toBe("ElicitIntent")
  })

  it("can go on with the conversation", () => {
    const hook: Hook = () => ({
      sessionState: { dialogAction: { type: "ElicitIntent" } },
      messages: [{ contentType: "PlainText", content: "Anything else?" }],
    })
    const result = order(RESPONSES, hook).say("order")

    expect(texts(result)).toEqual(["Anything else?"])
    expect(summary(result)).toBe("ElicitIntent")
  })
})

describe("the time a code hook has", () => {
  const timeoutOf = (
    setting: Partial<FulfillmentSetting>,
    sessionAttributes: Record<string, string> = {},
    isStreaming = false,
  ) => {
    const talk = order({ ...RESPONSES, ...setting }, close("Fulfilled"))
    talk.say("order", { sessionState: { sessionAttributes }, isStreaming })
    return talk.calls[0]?.timeoutMs
  }

  it.each([
    [{}, {}, false, 30_000],
    [{}, { "x-amz-lex:codehook-timeout-ms": "5000" }, false, 5000],
    [{}, { "x-amz-lex:codehook-timeout-ms": "900000" }, false, 120_000],
    [{}, { "x-amz-lex:codehook-timeout-ms": "soon" }, false, 30_000],
    [{ updates: { timeoutInSeconds: 10 } }, {}, false, 10_000],
    [{ updates: { timeoutInSeconds: 900 } }, {}, false, 30_000],
    [{ updates: { timeoutInSeconds: 900 } }, {}, true, 900_000],
  ])("%j with %j (streaming: %s): %i ms", (setting, attributes, isStreaming, expected) => {
    expect(timeoutOf(setting, attributes, isStreaming)).toBe(expected)
  })
})

describe("closing", () => {
  it("[lex 67] is left out when it is not active", () => {
    const silent = { isActive: false, response: says("Bye.") }

    expect(texts(order({ ...RESPONSES, enabled: false }, undefined, { closing: silent }).say("order"))).toEqual([
      "Done.",
    ])
  })

  it("[lex 69] can keep the conversation open", () => {
    const open = { ...closing("What else?"), nextStep: goTo("ElicitIntent") }
    const talk = order(undefined, undefined, { closing: open })
    const result = talk.say("order")

    expect(texts(result)).toEqual(["What else?"])
    expect(summary(result)).toBe("ElicitIntent")
    expect(texts(talk.say("order"))).toEqual(["What else?"])
  })
})

describe("more messages than Lex returns", () => {
  it("[lex 19] are cut after ten", () => {
    const many = says(...Array.from({ length: 8 }, (_, i) => `m${i}`))
    const result = order({ enabled: false, success: { response: many } }, undefined, {
      closing: { isActive: true, response: many },
    }).say("order")

    expect(texts(result)).toEqual(["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m0", "m1"])
  })
})
