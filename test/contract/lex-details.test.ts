// Details of Lex Runtime V2 that no SDK shows: header names, members that are left out, limits on sizes, base phrases of the
// built-in intents; on the wire as it is.

import { randomBytes } from "node:crypto"
import { gunzipSync, gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CodeHookEvent } from "#bot/code-hook.ts"
import type { Bot, BotLocale, Intent } from "#bot/definition.ts"
import { type LocalLex, startLocalLex } from "#test/support/local-lex.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const BUILT_INS = ["Cancel", "Help", "Pause", "Repeat", "Resume", "StartOver", "Stop"]

const [TRIP_LOCALE] = TRIP_BOT.locales as [BotLocale]
const [ANY] = TRIP_LOCALE.intents as [Intent]

function builtIn(name: string): Intent {
  const { isDialogCodeHookEnabled, inputContexts, outputContexts } = ANY
  return {
    ...{ name, identifier: `${name.toUpperCase()}0000000`.slice(0, 10), parentSignature: `AMAZON.${name}Intent` },
    ...{ sampleUtterances: [], slots: [], isDialogCodeHookEnabled, inputContexts, outputContexts },
  }
}

/** The trip bot with every built-in intent, and with words for the recognizer. */
const BOT: Bot = {
  ...TRIP_BOT,
  version: "DRAFT",
  locales: [
    {
      ...TRIP_LOCALE,
      intents: [...TRIP_LOCALE.intents, ...BUILT_INS.map(builtIn)],
      customVocabulary: [{ phrase: "lisboa", weight: 3, displayAs: "Rome" }],
    },
  ],
}

let lex: LocalLex
let events: CodeHookEvent[] = []

beforeAll(async () => {
  lex = await startLocalLex({
    bots: [
      {
        bot: BOT,
        codeHook: {
          invoke: async (event) => {
            events.push(event)
            return { type: "answered", body: { sessionState: { dialogAction: { type: "Delegate" } } } }
          },
        },
      },
    ],
  })
})

afterAll(() => lex.close())

let sessionCount = 0

function pathOf(more = "", botAliasId = "TSTALIASID"): string {
  sessionCount++
  return `${lex.url}/bots/TRIPBOT001/botAliases/${botAliasId}/botLocales/en_US/sessions/visitor-${sessionCount}${more}`
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const payload = typeof body === "string" ? body : JSON.stringify(body)
  return fetch(path, { method: "POST", body: new TextEncoder().encode(payload), headers })
}

type Turn = {
  readonly messages?: readonly { readonly content: string }[]
  readonly sessionState: { readonly intent?: { readonly name: string; readonly slots: Record<string, unknown> } }
}

async function say(text: string, more: object = {}): Promise<Turn> {
  return (await post(pathOf("/text"), { text, ...more })).json() as Promise<Turn>
}

function pack(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString("base64")
}

describe("on the wire", () => {
  it("[lex 17] an error has its name in a header, and its words in the body", async () => {
    const answer = await post(pathOf("/text"), { text: "" })

    expect(answer.headers.get("x-amzn-errortype")).toBe("ValidationException")
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/)
    expect(await answer.json()).toEqual({ message: expect.stringContaining("'text'") })
  })

  it("[lex 18] an answer that says nothing has no messages", async () => {
    const answer = await say("help me")

    expect(answer.sessionState.intent?.name).toBe("Help")
    expect(answer).not.toHaveProperty("messages")
  })

  it.each([{ interpretedValue: "Rome" }, { interpretedValue: "Rome", resolvedValues: null }])(
    "a client may send %o as the value of a slot",
    async (value) => {
      const answer = await say("tomorrow", {
        sessionState: {
          dialogAction: { type: "ElicitSlot", slotToElicit: "Day" },
          intent: { name: "BookTrip", slots: { City: { value } } },
        },
      })

      expect(answer.sessionState.intent?.slots.City).toEqual({
        value: { originalValue: "Rome", interpretedValue: "Rome", resolvedValues: [] },
      })
    },
  )

  it("[lex 27] the transcript of an utterance is a JSON string, quotes and all, gzipped", async () => {
    const answer = await post(pathOf("/utterance"), 'say "hi"', { "content-type": "text/plain; charset=utf-8" })
    const header = answer.headers.get("x-amz-lex-input-transcript") ?? ""

    expect(gunzipSync(Buffer.from(header, "base64")).toString("utf8")).toBe('"say \\"hi\\""')
  })

  it.each(["", "application/x-yaml"])("[lex 30] an utterance of content type '%s' is refused", async (type) => {
    const answer = await post(pathOf("/utterance"), "hello", { "content-type": type })

    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, "ValidationException"])
  })

  it.each(["ResponseContentType", "Response-Content-Type"])(
    "[lex 31] PutSession takes its content type from %s",
    async (name) => {
      const body = { sessionState: { dialogAction: { type: "ElicitIntent" } } }
      const silent = await post(pathOf(), body, { [name]: "text/plain; charset=utf-8" })
      const spoken = await post(
        pathOf(),
        { ...body, messages: [{ contentType: "PlainText", content: "Hi." }] },
        {
          [name]: "audio/mpeg",
        },
      )

      expect([silent.status, silent.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"])
      // This local Lex has no voice: that it looks for one shows that the header was read.
      expect(spoken.headers.get("x-amzn-errortype")).toBe("DependencyFailedException")
    },
  )

  it("[lex 142] TSTALIASID is the TestBotAlias of DRAFT", async () => {
    events = []
    await say("book a trip")

    expect(events[0]?.bot).toMatchObject({ aliasId: "TSTALIASID", aliasName: "TestBotAlias", version: "DRAFT" })
  })
})

describe("limits on sizes", () => {
  it("an event above 12 KB never reaches the code hook: 424, and why", async () => {
    events = []
    const answer = await post(pathOf("/text"), {
      text: "book a trip",
      sessionState: { sessionAttributes: { history: "x".repeat(12 * 1024) } },
    })

    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([424, "DependencyFailedException"])
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(/^The event for the code hook has \d+ bytes/),
    })
    expect(events).toEqual([])
  })

  it("session state and request attributes above 12 KB together are refused", async () => {
    const noise = randomBytes(5000).toString("base64")
    const answer = await post(pathOf("/utterance"), "hello", {
      "content-type": "text/plain; charset=utf-8",
      "x-amz-lex-session-state": pack({ sessionAttributes: { noise } }),
      "x-amz-lex-request-attributes": pack({ noise: randomBytes(5000).toString("base64") }),
    })

    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, "ValidationException"])
  })
})

describe("a state nested without end", () => {
  const state = `{"junk":${"[".repeat(20_000)}${"]".repeat(20_000)}}`

  it.each([
    ["RecognizeText", "/text", `{"text":"hi","sessionState":${state}}`, {}, "SerializationException"],
    ["PutSession", "", `{"sessionState":${state}}`, {}, "SerializationException"],
    [
      "RecognizeUtterance",
      "/utterance",
      "hi",
      { "content-type": "text/plain", "x-amz-lex-session-state": gzipSync(state).toString("base64") },
      "ValidationException",
    ],
  ])("is refused by %s, status 400", async (_, path, body, headers, error) => {
    const answer = await post(pathOf(path), body, headers as Record<string, string>)

    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, error])
  })
})

describe("[lex 111] the built-in intents know their base phrases", () => {
  it.each([
    ["Cancel", "cancel"],
    ["Cancel", "Never mind."],
    ["Cancel", "forget it"],
    ["Help", "help"],
    ["Help", "help me"],
    ["Help", "Can you help me?"],
    ["Pause", "pause"],
    ["Pause", "pause that"],
    ["Repeat", "repeat"],
    ["Repeat", "say that again"],
    ["Repeat", "repeat that"],
    ["Resume", "resume"],
    ["Resume", "continue"],
    ["Resume", "keep going"],
    ["StartOver", "start over"],
    ["StartOver", "restart"],
    ["StartOver", "start again"],
    ["Stop", "stop"],
    ["Stop", "off"],
    ["Stop", "shut up"],
  ])("%s: %s", async (name, text) => {
    expect((await say(text)).sessionState.intent?.name).toBe(name)
  })
})

describe("[lex 135] a custom vocabulary", () => {
  it("changes nothing of what is typed", async () => {
    const answer = await say("book a trip to lisboa")

    expect(answer.sessionState.intent?.slots.City).toMatchObject({
      value: { originalValue: "lisboa", interpretedValue: "Lisbon" },
    })
  })
})
