// StartConversation over the wire, with the real SDK client over HTTP/2.

import {
  type ConfigurationEvent,
  type LexRuntimeV2Client,
  StartConversationCommand,
  type StartConversationRequestEventStream,
  type StartConversationResponseEventStream,
} from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, describe, expect, it } from "vitest"
import type { Speech } from "#local/lex/speech.ts"
import {
  createStreamingClient,
  delegate,
  type LocalLex,
  type LocalLexOptions,
  startLocalLex,
} from "#test/support/local-lex.ts"

type Client = StartConversationRequestEventStream
type Server = StartConversationResponseEventStream

const opened: { lex: LocalLex; client: LexRuntimeV2Client }[] = []

afterEach(async () => {
  for (const { lex, client } of opened.splice(0)) {
    client.destroy()
    await lex.close()
  }
})

const TEXT = "text/plain; charset=utf-8"
const LPCM = "audio/lpcm; sample-rate=8000; sample-size-bits=16; channel-count=1; is-big-endian=false"

/** A conversation in which each step waits for an answer of the bot before it sends its events. */
async function converse(
  options: LocalLexOptions,
  mode: "TEXT" | "AUDIO",
  steps: readonly { readonly after?: string; readonly now?: () => void; readonly send: readonly Client[] }[],
): Promise<{ names: string[]; events: Server[]; error: unknown }> {
  const lex = await startLocalLex(options)
  const client = createStreamingClient(lex.url)
  opened.push({ lex, client })
  const seen: string[] = []
  let wake = () => {}
  const events: Server[] = []

  async function* requests(): AsyncGenerator<Client> {
    for (const { after, now, send } of steps) {
      const isDue = () => after === undefined || seen.includes(after)
      while (!isDue()) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (after !== undefined) seen.splice(0, seen.indexOf(after) + 1)
      now?.()
      yield* send
    }
    // The stream stays open on this side until the bot ends it, or the last step said to disconnect.
    const ends = steps.at(-1)?.send.at(-1)
    if (ends !== undefined && "DisconnectionEvent" in ends) return
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  }
  let finish = () => {}
  let error: unknown
  try {
    const { responseEventStream = [] } = await client.send(
      new StartConversationCommand({
        botId: "TRIPBOT001",
        botAliasId: "TSTALIASID",
        localeId: "en_US",
        sessionId: "visitor-1",
        conversationMode: mode,
        requestEventStream: requests(),
      }),
    )
    for await (const event of responseEventStream as AsyncIterable<Server>) {
      events.push(event)
      seen.push(...Object.keys(event))
      wake()
    }
  } catch (caught) {
    error = caught
  } finally {
    finish()
  }
  return { names: events.map((event) => Object.keys(event)[0] ?? ""), events, error }
}

const configure = (more: Partial<ConfigurationEvent> = {}): Client => ({
  ConfigurationEvent: { responseContentType: TEXT, ...more },
})
const type = (text: string): Client => ({ TextInputEvent: { text } })
const press = (keys: string): Client[] => [...keys].map((inputCharacter) => ({ DTMFInputEvent: { inputCharacter } }))
const disconnect: Client = { DisconnectionEvent: {} }

function textOf(events: readonly Server[]): (string | undefined)[] {
  return events.flatMap((event) => event.TextResponseEvent?.messages?.map(({ content }) => content) ?? [])
}

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

  it("shows signs of life", async () => {
    const { names } = await converse({ conversation: { heartbeatMs: 5 } }, "TEXT", [
      { send: [configure()] },
      { after: "HeartbeatEvent", send: [disconnect] },
    ])

    expect(names).toContain("HeartbeatEvent")
  })

  it("keeps its session for the other operations", async () => {
    await converse({}, "TEXT", [
      { send: [configure(), type("pay my bill")] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])
    const answer = await fetch(
      `${opened[0]?.lex.url}/bots/TRIPBOT001/botAliases/TSTALIASID/botLocales/en_US/sessions/visitor-1`,
    )

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

/** A recognizer that hears the loudness of the sound, and a voice that says one byte per letter. */
const speech: Speech = {
  transcriber: {
    transcribe: async ({ samples, sampleRateHz }) => {
      const seconds = samples.length / sampleRateHz
      return [{ transcription: seconds > 0.2 ? "pay my bill" : "nothing", transcriptionConfidence: 0.9 }]
    },
  },
  synthesizer: {
    synthesize: async (texts, voice, format) =>
      Buffer.from(`${voice.voiceId} ${format}: ${texts.map(({ content }) => content).join(" ")}`),
  },
}

const tone = (ms: number): Client[] => sound(ms, (i) => 8000 * Math.sin((2 * Math.PI * 440 * i) / 8000))
const silence = (ms: number): Client[] => sound(ms, () => 0)

function sound(ms: number, wave: (i: number) => number): Client[] {
  const samples = Int16Array.from({ length: ms * 8 }, (_, i) => wave(i))
  const bytes = new Uint8Array(samples.buffer)
  const chunks: Client[] = []
  for (let at = 0; at < bytes.length; at += 320) {
    chunks.push({ AudioInputEvent: { contentType: LPCM, audioChunk: bytes.slice(at, at + 320) } })
  }
  return chunks
}

describe("a conversation in sound", () => {
  it("takes what is said as input, and speaks its answers", async () => {
    const { names, events, error } = await converse({ speech }, "AUDIO", [
      { send: [configure({ responseContentType: "audio/pcm" }), ...silence(200), ...tone(500), ...silence(800)] },
      { after: "AudioResponseEvent", send: [disconnect] },
    ])

    expect(error).toBeUndefined()
    expect(names.slice(0, 4)).toEqual([
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
      "AudioResponseEvent",
    ])
    expect(events[1]?.IntentResultEvent?.inputMode).toBe("Speech")
    const chunks = events.flatMap((event) => (event.AudioResponseEvent ? [event.AudioResponseEvent] : []))
    const whole = Buffer.concat(chunks.map(({ audioChunk }) => audioChunk ?? new Uint8Array()))
    expect(whole.toString()).toBe("Joanna pcm: Your code, please.")
    // An event without sound ends the prompt.
    expect(chunks.at(-1)?.audioChunk).toBeUndefined()
  })

  it.each([
    { what: "a key", send: press("1"), reason: "DTMF_START_DETECTED" },
    { what: "a voice", send: tone(200), reason: "VOICE_START_DETECTED" },
  ])("[lex 43] is interrupted by $what before its prompt has been played", async ({ send, reason }) => {
    const { events } = await converse({ speech }, "AUDIO", [
      {
        send: [
          configure({
            responseContentType: "audio/pcm",
            sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "Pay" } },
          }),
        ],
      },
      { after: "AudioResponseEvent", send },
      { after: "PlaybackInterruptionEvent", send: [disconnect] },
    ])

    expect(events.flatMap((event) => event.PlaybackInterruptionEvent?.eventReason ?? [])).toEqual([reason])
  })

  it("[lex 140] gathers keys to one input until the end key", async () => {
    const { events } = await converse({}, "AUDIO", [
      {
        send: [
          configure({
            sessionState: {
              dialogAction: { type: "ElicitSlot", slotToElicit: "Guests" },
              intent: { name: "BookTrip" },
            },
          }),
        ],
      },
      { after: "TextResponseEvent", send: press("12#") },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(events.flatMap((event) => event.TranscriptEvent?.transcript ?? [])).toEqual(["12"])
    const result = events.findLast((event) => event.IntentResultEvent !== undefined)?.IntentResultEvent
    expect(result?.inputMode).toBe("DTMF")
    expect(result?.sessionState?.intent?.slots?.Guests?.value?.interpretedValue).toBe("12")
  })

  it.each([
    {
      what: "after a pause",
      keys: "12",
      attributes: { "x-amz-lex:dtmf:end-timeout-ms:*:*": "10" },
      transcripts: ["12"],
    },
    {
      what: "at the longest length",
      keys: "123",
      attributes: { "x-amz-lex:dtmf:max-length:BookTrip:Guests": "3" },
      transcripts: ["123"],
    },
    { what: "at the deletion key, with nothing", keys: "12*", attributes: {}, transcripts: [] },
  ])("[lex 140] ends a number $what", async ({ keys, attributes, transcripts }) => {
    const { events } = await converse({}, "AUDIO", [
      {
        send: [
          configure({
            sessionState: {
              dialogAction: { type: "ElicitSlot", slotToElicit: "Guests" },
              intent: { name: "BookTrip" },
              sessionAttributes: attributes,
            },
          }),
        ],
      },
      { after: "TextResponseEvent", send: press(keys) },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(events.flatMap((event) => event.TranscriptEvent?.transcript ?? [])).toEqual(transcripts)
    expect(textOf(events).length).toBeGreaterThanOrEqual(2)
  })

  it("[lex 45] closes when its last words have been played", async () => {
    const { names, error } = await converse({ speech }, "AUDIO", [
      {
        send: [
          configure({
            responseContentType: "audio/mpeg",
            sessionState: { dialogAction: { type: "Close" }, intent: { name: "Pay", state: "Fulfilled" } },
            welcomeMessages: [{ contentType: "PlainText", content: "Bye." }],
          }),
        ],
      },
      { after: "AudioResponseEvent", send: [{ PlaybackCompletionEvent: {} }] },
    ])

    expect(error).toBeUndefined()
    expect(names).toEqual(["IntentResultEvent", "TextResponseEvent", "AudioResponseEvent", "AudioResponseEvent"])
  })

  it("fails where no recognizer is", async () => {
    const { error } = await converse({}, "AUDIO", [{ send: [configure(), ...tone(500), ...silence(800)] }])

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
