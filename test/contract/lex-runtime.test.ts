// Lex Runtime V2 over the wire, with the real SDK client: every operation but the stream, and every error they declare.

import { gunzipSync, gzipSync } from "node:zlib"
import {
  DeleteSessionCommand,
  GetSessionCommand,
  PutSessionCommand,
  RecognizeTextCommand,
  type RecognizeTextCommandInput,
  RecognizeUtteranceCommand,
} from "@aws-sdk/client-lex-runtime-v2"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { type LocalLex, startLocalLex } from "#test/support/local-lex.ts"

// Monday 2 March 2026.
const NOW = epochMs(Date.UTC(2026, 2, 2, 9, 0))

let lex: LocalLex
let calls: { source: string; transcript: string }[] = []

beforeAll(async () => {
  lex = await startLocalLex({
    clock: () => NOW,
    handler: async (event) => {
      calls.push({ source: event.invocationSource, transcript: event.inputTranscript })
      if (event.inputTranscript === "book a trip to rome") throw new Error("no rooms in Rome")
      if (event.inputTranscript === "i want to travel to rome") return "all roads"
      const intent = { ...event.sessionState.intent, state: "Fulfilled" }
      if (event.invocationSource === "FulfillmentCodeHook") {
        return {
          sessionState: { dialogAction: { type: "Close" }, intent },
          messages: [{ contentType: "PlainText", content: "Booked." }],
        }
      }
      return { sessionState: { ...event.sessionState, dialogAction: { type: "Delegate" } } }
    },
  })
})

afterAll(() => lex.close())

let sessionCount = 0

function newSession() {
  sessionCount += 1
  return { botId: "TRIPBOT001", botAliasId: "TSTALIASID", localeId: "en_US", sessionId: `visitor:${sessionCount}` }
}

function say(session: ReturnType<typeof newSession>, text: string, more: Partial<RecognizeTextCommandInput> = {}) {
  return lex.client.send(new RecognizeTextCommand({ ...session, text, ...more }))
}

describe("RecognizeText", () => {
  it("holds a conversation from the first question to the fulfillment", async () => {
    const session = newSession()
    calls = []

    const opened = await say(session, "book a trip to lisboa")
    const dated = await say(session, "tomorrow")
    const counted = await say(session, "two")
    const closed = await say(session, "yes")

    expect([opened, dated, counted, closed].map(({ messages }) => messages?.map(({ content }) => content))).toEqual([
      ["What day?"],
      ["How many guests?"],
      ["2 to Lisbon, yes?"],
      ["Booked.", "Have a good trip."],
    ])
    expect(opened.sessionState?.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "Day" })
    expect(counted.sessionState?.intent?.slots).toEqual({
      City: { value: { originalValue: "lisboa", interpretedValue: "Lisbon", resolvedValues: ["Lisbon"] } },
      Day: { value: { originalValue: "tomorrow", interpretedValue: "2026-03-03", resolvedValues: ["2026-03-03"] } },
      Guests: { value: { originalValue: "two", interpretedValue: "2", resolvedValues: ["2"] } },
    })
    expect(closed.sessionState).toMatchObject({
      dialogAction: { type: "Close" },
      intent: { state: "Fulfilled", confirmationState: "Confirmed" },
    })
    expect(calls.at(-1)).toEqual({ source: "FulfillmentCodeHook", transcript: "yes" })
    expect(lex.problems).toEqual([])
  })

  it("[lex 20] [lex 21] [lex 22] [lex 23] sends empty slots as null, scalars without shape, and no empty list of messages", async () => {
    const session = newSession()
    await say(session, "book a trip")
    const wire = JSON.parse(Buffer.from(lex.lastAnswer().body).toString("utf8"))

    expect(wire.sessionState.intent).toEqual({
      name: "BookTrip",
      slots: { City: null, Day: null, Guests: null },
      state: "InProgress",
      confirmationState: "None",
    })
    expect(wire.interpretations[0]).toMatchObject({
      nluConfidence: { score: 1 },
      interpretationSource: "Lex",
      intent: wire.sessionState.intent,
    })
    expect(
      wire.interpretations.find(({ intent }: { intent: { name: string } }) => intent.name === "FallbackIntent"),
    ).toEqual({
      interpretationSource: "Lex",
      intent: { name: "FallbackIntent", slots: {} },
    })
    expect(wire.requestAttributes).toEqual({})
    expect(wire.sessionState.sessionAttributes).toEqual({})
    expect(lex.problems).toEqual([])
  })

  it("[lex 37] [lex 38] takes the state and attributes a client sends", async () => {
    const session = newSession()

    const first = await say(session, "rome", {
      sessionState: {
        dialogAction: { type: "ElicitSlot", slotToElicit: "City" },
        intent: { name: "BookTrip" },
        sessionAttributes: { tier: "gold" },
      },
      requestAttributes: { channel: "web" },
    })
    const kept = await say(session, "tomorrow")
    const cleared = await say(session, "two", { sessionState: { sessionAttributes: {} } })

    expect(first.sessionState?.intent?.slots?.City?.value?.interpretedValue).toBe("Rome")
    expect(first.requestAttributes).toEqual({ channel: "web" })
    expect(kept.sessionState?.sessionAttributes).toEqual({ tier: "gold" })
    expect(cleared.sessionState?.sessionAttributes).toEqual({})
    expect(lex.problems).toEqual([])
  })

  it("reads relative dates in the time zone a client names", async () => {
    const session = newSession()
    await say(session, "book a trip to lisbon")

    const dated = await say(session, "tomorrow", { requestAttributes: { "x-amz-lex:time-zone": "Pacific/Midway" } })

    // It is still the first of March there.
    expect(dated.sessionState?.intent?.slots?.Day?.value?.interpretedValue).toBe("2026-03-02")
  })

  it("knows the bot by its name, too, and every alias", async () => {
    const session = { ...newSession(), botId: "Trip", botAliasId: "PRODALIAS1" }

    const answer = await say(session, "book a trip")

    expect(answer.messages?.[0]?.content).toBe("Which city?")
  })
})

describe("errors of RecognizeText", () => {
  const validation = "failed to satisfy constraint"
  it.each([
    {
      what: "no text",
      input: { text: "" },
      name: "ValidationException",
      status: 400,
      says: `1 validation error detected: Value at 'text' ${validation}: Member must have length greater than or equal to 1`,
    },
    {
      what: "too long a text",
      input: { text: "x".repeat(1025) },
      name: "ValidationException",
      status: 400,
      says: `1 validation error detected: Value at 'text' ${validation}: Member must have length less than or equal to 1024`,
    },
    {
      what: "a session id with a space",
      input: { sessionId: "a b" },
      name: "ValidationException",
      status: 400,
      says: `1 validation error detected: Value at 'sessionId' ${validation}: Member must satisfy regular expression pattern: ^[0-9a-zA-Z._:-]+$`,
    },
    {
      what: "a session id of one character",
      input: { sessionId: "a" },
      name: "ValidationException",
      status: 400,
      says: `1 validation error detected: Value at 'sessionId' ${validation}: Member must have length greater than or equal to 2`,
    },
    {
      what: "a bot id that is none",
      input: { botId: "short" },
      name: "ValidationException",
      status: 400,
      says: `1 validation error detected: Value at 'botId' ${validation}: Member must have length greater than or equal to 10`,
    },
    {
      what: "two things wrong",
      input: { text: "", sessionId: "a" },
      name: "ValidationException",
      status: 400,
      says: "2 validation errors detected: ",
    },
    {
      what: "an unknown bot",
      input: { botId: "ABCDEFGHIJ" },
      name: "ResourceNotFoundException",
      status: 404,
      says: "Could not find bot 'ABCDEFGHIJ'",
    },
    {
      what: "an unknown locale",
      input: { localeId: "fr_FR" },
      name: "ResourceNotFoundException",
      status: 404,
      says: "Could not find locale 'fr_FR'",
    },
    {
      what: "a dialog action of no known type",
      input: { sessionState: { dialogAction: { type: "Dance" as never } } },
      name: "ValidationException",
      status: 400,
      says: `Value at 'sessionState.dialogAction.type' ${validation}: Member must satisfy enum value set: [Close, ConfirmIntent, Delegate, ElicitIntent, ElicitSlot, None]`,
    },
    {
      what: "an intent the bot hasn't got",
      input: { sessionState: { intent: { name: "Fly" } } },
      name: "ValidationException",
      status: 400,
      says: "",
    },
    {
      what: "a context that never lives",
      input: {
        sessionState: {
          activeContexts: [
            { name: "c", timeToLive: { timeToLiveInSeconds: 4, turnsToLive: 0 }, contextAttributes: {} },
          ],
        },
      },
      name: "ValidationException",
      status: 400,
      says: "2 validation errors detected: Value at 'sessionState.activeContexts.1.member.timeToLive.timeToLiveInSeconds'",
    },
    {
      what: "a code hook that throws",
      input: { text: "book a trip to rome" },
      name: "DependencyFailedException",
      status: 424,
      says: "Invalid Lambda Response: Received error response from Lambda: Unhandled",
    },
    {
      what: "a code hook that answers nonsense",
      input: { text: "i want to travel to rome" },
      name: "DependencyFailedException",
      status: 424,
      says: "Invalid Lambda Response: Received invalid response from Lambda: Can not construct instance of",
    },
  ])("[lex 13] [lex 14] [lex 15] [lex 16] $what: $name, status $status", async ({ input, name, status, says }) => {
    const answer = say(newSession(), "book a trip", input)

    await expect(answer).rejects.toMatchObject({
      name,
      message: expect.stringContaining(says),
      $metadata: { httpStatusCode: status },
    })
    expect(lex.problems).toEqual([])
  })

  it("a body that is no JSON: SerializationException, status 400", async () => {
    const { botId, botAliasId, localeId, sessionId } = newSession()
    const url = `${lex.url}/bots/${botId}/botAliases/${botAliasId}/botLocales/${localeId}/sessions/${sessionId}/text`
    const answer = await fetch(url, { method: "POST", body: '{"text":' })

    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, "SerializationException"])
  })
})

describe("RecognizeUtterance with text", () => {
  it("[lex 25] [lex 26] [lex 27] [lex 28] answers in headers, with an empty body", async () => {
    const session = newSession()

    const answer = await lex.client.send(
      new RecognizeUtteranceCommand({
        ...session,
        requestContentType: "text/plain; charset=utf-8",
        responseContentType: "text/plain; charset=utf-8",
        sessionState: pack({ sessionAttributes: { tier: "gold" } }),
        requestAttributes: pack({ channel: "web" }),
        inputStream: Buffer.from("book a trip to lisboa"),
      }),
    )

    expect({ inputMode: answer.inputMode, sessionId: answer.sessionId, contentType: answer.contentType }).toEqual({
      inputMode: "Text",
      sessionId: session.sessionId,
      contentType: "text/plain; charset=utf-8",
    })
    expect(unpack(answer.messages)).toEqual([{ contentType: "PlainText", content: "What day?" }])
    expect(unpack(answer.inputTranscript)).toBe("book a trip to lisboa")
    expect(unpack(answer.sessionState)).toMatchObject({
      dialogAction: { type: "ElicitSlot", slotToElicit: "Day" },
      sessionAttributes: { tier: "gold" },
    })
    expect(unpack(answer.requestAttributes)).toEqual({ channel: "web" })
    expect(unpack(answer.interpretations)).toMatchObject([
      { intent: { name: "BookTrip" } },
      { intent: { name: "FallbackIntent" } },
      {},
      {},
    ])
    expect((await answer.audioStream?.transformToByteArray())?.length).toBe(0)
    expect(lex.problems).toEqual([])
  })

  it.each([
    { what: "an unsupported content type", input: { requestContentType: "video/mp4" }, name: "ValidationException" },
    { what: "a session state that isn't gzipped", input: { sessionState: "e30=" }, name: "ValidationException" },
    {
      what: "a session state of the wrong shape",
      input: { sessionState: pack({ dialogAction: {} }) },
      name: "ValidationException",
    },
    { what: "no text", input: { inputStream: new Uint8Array() }, name: "ValidationException" },
    { what: "an unsupported response type", input: { responseContentType: "audio/flac" }, name: "ValidationException" },
    {
      what: "audio where no recognizer is",
      input: { requestContentType: "audio/l16; rate=16000; channels=1", inputStream: new Uint8Array(320) },
      name: "DependencyFailedException",
    },
    {
      what: "an audio answer where no voice is",
      input: { responseContentType: "audio/mpeg" },
      name: "DependencyFailedException",
    },
  ])("[lex 30] refuses $what: $name", async ({ input, name }) => {
    const command = new RecognizeUtteranceCommand({
      ...newSession(),
      requestContentType: "text/plain; charset=utf-8",
      responseContentType: "text/plain; charset=utf-8",
      inputStream: Buffer.from("book a trip"),
      ...input,
    })

    await expect(lex.client.send(command)).rejects.toMatchObject({ name })
    expect(lex.problems).toEqual([])
  })
})

describe("sessions", () => {
  it("[lex 34] [lex 35] are read without being changed, deleted, and begun anew", async () => {
    const session = newSession()
    const said = await say(session, "book a trip to lisbon")

    const read = await lex.client.send(new GetSessionCommand(session))
    const again = await lex.client.send(new GetSessionCommand(session))
    const deleted = await lex.client.send(new DeleteSessionCommand(session))
    const fresh = await say(session, "tomorrow")

    expect(read.sessionState).toEqual(said.sessionState)
    expect(read.messages).toEqual(said.messages)
    expect(read.interpretations).toEqual(said.interpretations)
    expect(again.sessionState).toEqual(read.sessionState)
    expect(deleted).toMatchObject(session)
    expect(fresh.sessionState?.intent?.name).toBe("FallbackIntent")
    expect(lex.problems).toEqual([])
  })

  it("[lex 34] that don't exist are not found", async () => {
    await expect(lex.client.send(new GetSessionCommand(newSession()))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    })
    await expect(lex.client.send(new DeleteSessionCommand(newSession()))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    })
    expect(lex.problems).toEqual([])
  })

  it("[lex 32] are put: an intent that the engine carries on with", async () => {
    const session = newSession()

    const put = await lex.client.send(
      new PutSessionCommand({
        ...session,
        sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "BookTrip" } },
        responseContentType: "text/plain; charset=utf-8",
      }),
    )
    const next = await say(session, "lisbon")

    expect(unpack(put.messages)).toEqual([{ contentType: "PlainText", content: "Which city?" }])
    expect(unpack(put.sessionState)).toMatchObject({ dialogAction: { type: "ElicitSlot", slotToElicit: "City" } })
    expect(put.sessionId).toBe(session.sessionId)
    expect(next.messages?.[0]?.content).toBe("What day?")
    expect(lex.problems).toEqual([])
  })

  it("[lex 33] are put: a greeting, and nothing asked", async () => {
    const session = newSession()

    const put = await lex.client.send(
      new PutSessionCommand({
        ...session,
        sessionState: { dialogAction: { type: "ElicitIntent" } },
        messages: [{ contentType: "PlainText", content: "Welcome!" }],
      }),
    )

    expect(unpack(put.messages)).toEqual([{ contentType: "PlainText", content: "Welcome!" }])
    expect(unpack(put.sessionState)).not.toHaveProperty("intent")
    expect(lex.problems).toEqual([])
  })

  it.each([
    { what: "no session state", input: { sessionState: undefined } },
    {
      what: "an intent the bot hasn't got",
      input: { sessionState: { dialogAction: { type: "Delegate" as const }, intent: { name: "Fly" } } },
    },
    { what: "a message without content", input: { messages: [{ contentType: "PlainText" as const }] } },
    { what: "a card without a card", input: { messages: [{ contentType: "ImageResponseCard" as const }] } },
  ])("can't be put with $what", async ({ input }) => {
    const command = new PutSessionCommand({
      ...newSession(),
      sessionState: { dialogAction: { type: "ElicitIntent" } },
      ...input,
    })

    await expect(lex.client.send(command)).rejects.toMatchObject({
      name: "ValidationException",
      $metadata: { httpStatusCode: 400 },
    })
    expect(lex.problems).toEqual([])
  })
})

function pack(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString("base64")
}

function unpack(value: string | undefined): unknown {
  return JSON.parse(gunzipSync(Buffer.from(value ?? "", "base64")).toString("utf8"))
}
