// StartConversation with sound and keys, with engines that stand for a recognizer and a voice.

import { Readable } from "node:stream"
import { afterEach, describe, expect, it } from "vitest"
import type { ResponseSpecification, WaitAndContinueSpecification } from "#bot/definition.ts"
import type { Speech } from "#local/lex/speech.ts"
import type { SpeechSynthesizer, Transcriber } from "#local/lex/speech-ports.ts"
import {
  audioEvents,
  closeConversations,
  configure,
  converse,
  disconnect,
  played,
  press,
  silence,
  soundOf,
  textOf,
  tone,
} from "#test/support/lex-conversation.ts"
import type { LocalLexOptions } from "#test/support/local-lex.ts"
import { writeWav } from "#test/support/sound.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

afterEach(closeConversations)

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
      Readable.from([Buffer.from(`${voice.voiceId} ${format}: ${texts.map(({ content }) => content).join(" ")}`)]),
  },
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
    expect(soundOf(events).toString()).toBe("Joanna pcm: Your code, please.")
    // An event without sound ends the prompt.
    expect(events.findLast((event) => event.AudioResponseEvent)?.AudioResponseEvent?.audioChunk).toBeUndefined()
  })

  it.each([33, 320, 5001])("hears the same in pieces of %i bytes", async (chunkBytes) => {
    const samples = Int16Array.from({ length: 12_000 }, (_, i) =>
      i > 1600 && i < 5600 ? 8000 * Math.sin((2 * Math.PI * 440 * i) / 8000) : 0,
    )
    let heard: Int16Array = new Int16Array()
    const transcriber: Transcriber = {
      transcribe: async (audio) => {
        heard = audio.samples
        return [{ transcription: "pay my bill", transcriptionConfidence: 0.9 }]
      },
    }
    await converse({ speech: { ...speech, transcriber } }, "AUDIO", [
      { send: [configure(), ...audioEvents(samples, chunkBytes)] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    // The tone, with the silence before it that is kept.
    const at = heard.findIndex((sample) => sample !== 0)
    expect(heard.subarray(at, at + 4000)).toEqual(samples.subarray(1601, 5601))
  })

  /** A recognizer that tells how long each sound was that it heard, and which of them nobody waited for. */
  function listener(answer = (count: number): Promise<string> => Promise.resolve(`${count} pay my bill`)) {
    const heard: { readonly ms: number; readonly signal: AbortSignal }[] = []
    const transcribe: Transcriber["transcribe"] = async ({ samples, sampleRateHz }, { signal }) => {
      heard.push({ ms: (samples.length * 1000) / sampleRateHz, signal })
      return [{ transcription: await answer(heard.length), transcriptionConfidence: 0.9 }]
    }
    return { heard, speech: { ...speech, transcriber: { transcribe } } }
  }
  const transcriptOf = (events: Awaited<ReturnType<typeof converse>>["events"]) =>
    events.map(({ TranscriptEvent }) => TranscriptEvent?.transcript).find((transcript) => transcript !== undefined)

  it.each([320, 20_000])("hears an utterance once, in the pause that ends it, in pieces of %i bytes", async (bytes) => {
    const { heard, speech: own } = listener()
    const spoken = Int16Array.from({ length: 4000 + 8000 }, (_, i) => (i < 4000 ? 8000 * Math.sin(i / 3) : 0))
    const { events } = await converse({ speech: own }, "AUDIO", [
      { send: [configure(), ...audioEvents(spoken, bytes)] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(transcriptOf(events)).toBe("1 pay my bill")
    expect(heard).toHaveLength(1)
    expect(heard[0]?.ms).toBeGreaterThanOrEqual(bytes === 320 ? 600 : 1000)
    expect(heard[0]?.ms).toBeLessThan(bytes === 320 ? 900 : 1500)
  })

  it.each([320, 40_000])("hears all of it when the speaker goes on, in pieces of %i bytes", async (bytes) => {
    const { heard, speech: own } = listener()
    // Half a second, a pause, half a second, and the end.
    const isLoud = (i: number) => i < 4000 || (i >= 7200 && i < 11_200)
    const spoken = Int16Array.from({ length: 20_000 }, (_, i) => (isLoud(i) ? 8000 * Math.sin(i / 3) : 0))
    const { events } = await converse({ speech: own }, "AUDIO", [
      { send: [configure(), ...audioEvents(spoken, bytes)] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(transcriptOf(events)).toBe(`${heard.length} pay my bill`)
    expect(heard.at(-1)?.ms).toBeGreaterThan(1500)
    expect(heard.map(({ signal }) => signal.aborted)).toEqual(bytes === 320 ? [true, false] : [false])
  })

  it("asks again at the end when hearing in the pause failed", async () => {
    const { heard, speech: own } = listener((count) =>
      count === 1 ? Promise.reject(new Error("busy")) : Promise.resolve("pay my bill"),
    )
    const { events, error } = await converse({ speech: own }, "AUDIO", [
      { send: [configure(), ...tone(500), ...silence(800)] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(error).toBeUndefined()
    expect(transcriptOf(events)).toBe("pay my bill")
    expect(heard).toHaveLength(2)
  })

  it("tells the recognizer what is asked before it is answered", async () => {
    const asked: unknown[] = []
    const prepare: Transcriber["prepare"] = ({ expecting }) => asked.push(expecting?.slotName)
    const transcriber = { ...listener().speech.transcriber, prepare }
    await converse({ speech: { ...speech, transcriber } }, "AUDIO", [
      { send: [configure(), ...tone(500), ...silence(800)] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(asked).toEqual([undefined, "Pin"])
  })

  it("takes what was said when the client ends its side", async () => {
    const { events, error } = await converse(
      { speech },
      "AUDIO",
      [{ send: [configure({ responseContentType: "audio/pcm" }), ...tone(500)] }],
      { endsInput: true },
    )

    expect(error).toBeUndefined()
    expect(textOf(events)).toEqual(["Your code, please."])
    expect(soundOf(events).toString()).toContain("Your code, please.")
  })

  const asksForPin = (attributes: Record<string, string>) =>
    configure({
      responseContentType: "audio/pcm",
      sessionState: {
        dialogAction: { type: "Delegate" },
        intent: { name: "Pay" },
        sessionAttributes: attributes,
      },
    })

  it("isn't interrupted where the prompt doesn't allow it", async () => {
    const { names, events } = await converse({ speech }, "AUDIO", [
      { send: [asksForPin({ "x-amz-lex:allow-interrupt:*:*": "false" })] },
      { after: "AudioResponseEvent", send: [...press("1"), ...tone(500), ...silence(700), played, ...press("7#")] },
      { after: "TranscriptEvent", send: [disconnect] },
    ])

    expect(names).not.toContain("PlaybackInterruptionEvent")
    expect(events.flatMap((event) => event.TranscriptEvent?.transcript ?? [])).toEqual(["7"])
  })

  it("gives time to answer from when the prompt has been played, however silent it is before", async () => {
    const { names } = await converse({ speech }, "AUDIO", [
      { send: [asksForPin({ "x-amz-lex:audio:start-timeout-ms:Pay:Pin": "300" })] },
      { after: "AudioResponseEvent", send: silence(3000) },
      { send: [...press("7#")] },
      { after: "TranscriptEvent", send: [disconnect] },
    ])

    // The silence was no answer; the key interrupts.
    expect(names.filter((name) => name !== "AudioResponseEvent").slice(0, 4)).toEqual([
      "IntentResultEvent",
      "TextResponseEvent",
      "PlaybackInterruptionEvent",
      "TranscriptEvent",
    ])
  })

  it("asks again when nothing is said in time", async () => {
    const { events } = await converse({ speech }, "AUDIO", [
      { send: [asksForPin({ "x-amz-lex:audio:start-timeout-ms:Pay:Pin": "20" })] },
      { after: "AudioResponseEvent", send: [played] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(textOf(events)).toEqual(["Your code, please.", "Your code, please."])
    expect(events.some((event) => event.TranscriptEvent)).toBe(false)
  })

  it("waits aloud for a visitor who asks for a moment", async () => {
    const said = (content: string): ResponseSpecification => ({
      messageGroups: [[{ contentType: "PlainText", content }]],
      allowInterrupt: true,
    })
    const waitAndContinue: WaitAndContinueSpecification = {
      isActive: true,
      waiting: said("Take your time."),
      continue: said("Welcome back."),
      stillWaiting: { ...said("Still here."), frequencyInSeconds: 1, timeoutInSeconds: 60 },
    }
    const [locale] = TRIP_BOT.locales
    const intents = (locale?.intents ?? []).map((intent) => ({
      ...intent,
      slots: intent.slots.map((slot) => ({ ...slot, waitAndContinue })),
    }))
    const bot = { ...TRIP_BOT, locales: locale === undefined ? [] : [{ ...locale, intents }] }
    const hears = ["hold on", "OK, I'm ready"]
    const transcriber: Transcriber = {
      transcribe: async () => [{ transcription: hears.shift() ?? "", transcriptionConfidence: 0.9 }],
    }
    const { events } = await converse({ bots: [{ bot }], speech: { ...speech, transcriber } }, "AUDIO", [
      { send: [asksForPin({})] },
      { after: "AudioResponseEvent", send: [played, ...tone(300), ...silence(700)] },
      { after: "TranscriptEvent", send: [] },
      { after: "AudioResponseEvent", send: [played] },
      { after: "TextResponseEvent", send: [] },
      { after: "AudioResponseEvent", send: [played, ...tone(300), ...silence(700)] },
      { after: "TranscriptEvent", send: [] },
      { after: "AudioResponseEvent", send: [disconnect] },
    ])

    expect(textOf(events)).toEqual(["Your code, please.", "Take your time.", "Still here.", "Welcome back."])
    expect(soundOf(events).toString()).toContain("Joanna pcm: Still here.")
    const results = events.flatMap((event) => event.IntentResultEvent?.sessionState?.intent?.state ?? [])
    expect(results).toEqual(["InProgress", "Waiting", "Waiting", "InProgress"])
  })

  it("says which event has interrupted, and sends no more of the prompt", async () => {
    let goOn = () => {}
    const isTimeToGoOn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const endless: SpeechSynthesizer = {
      synthesize: async () =>
        (async function* () {
          yield Buffer.alloc(1000)
          await isTimeToGoOn
          yield Buffer.alloc(1000)
        })(),
    }
    const { names, events } = await converse({ speech: { ...speech, synthesizer: endless } }, "AUDIO", [
      { send: [asksForPin({})] },
      { after: "AudioResponseEvent", send: [{ DTMFInputEvent: { inputCharacter: "5", eventId: "KEY-5" } }] },
      { after: "PlaybackInterruptionEvent", now: goOn, send: [disconnect] },
    ])

    expect(events.find((event) => event.PlaybackInterruptionEvent)?.PlaybackInterruptionEvent).toMatchObject({
      eventReason: "DTMF_START_DETECTED",
      causedByEventId: "KEY-5",
    })
    expect(names.lastIndexOf("AudioResponseEvent")).toBeLessThan(names.indexOf("PlaybackInterruptionEvent"))
    expect(soundOf(events)).toHaveLength(1000)
  })

  it("tells aloud how a long fulfillment goes, and isn't over before its last words are played", async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const handler: LocalLexOptions["handler"] = async (event) => {
      await answered
      return {
        sessionState: { dialogAction: { type: "Close" }, intent: { ...event.sessionState.intent, state: "Fulfilled" } },
        messages: [{ contentType: "PlainText", content: "Done." }],
      }
    }
    const { names, events } = await converse({ handler, speech }, "AUDIO", [
      {
        send: [
          configure({
            responseContentType: "audio/pcm",
            sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "Wait" } },
          }),
        ],
      },
      { after: "AudioResponseEvent", send: [played] },
      { after: "AudioResponseEvent", now: answer, send: [] },
      { after: "TextResponseEvent", send: [played] },
    ])

    expect(textOf(events)).toEqual(["This takes a while.", "Done."])
    expect(soundOf(events).toString()).toBe("Joanna pcm: This takes a while.Joanna pcm: Done.")
    expect(names.at(-1)).toBe("AudioResponseEvent")
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
      { after: "AudioResponseEvent", send: [played] },
    ])

    expect(error).toBeUndefined()
    expect(names).toEqual(["IntentResultEvent", "TextResponseEvent", "AudioResponseEvent", "AudioResponseEvent"])
  })

  it("fails where no recognizer is", async () => {
    const { error } = await converse({}, "AUDIO", [{ send: [configure(), ...tone(500), ...silence(800)] }])

    expect(error).toMatchObject({ name: "DependencyFailedException" })
  })
})

describe("a conversation that is sent something else than the sound it says ends with an exception:", () => {
  const send = (contentType: string, audioChunk: Uint8Array) => [
    configure(),
    { AudioInputEvent: { contentType, audioChunk } },
  ]
  const l16 = "audio/l16; rate=16000; channels=1"

  it.each([
    { what: "another rate", events: send("audio/l16; rate=44100; channels=1", new Uint8Array(320)) },
    { what: "Opus", events: send("audio/x-cbr-opus-with-preamble; preamble-size=0", new Uint8Array(320)) },
    { what: "an Ogg file", events: send(l16, Buffer.concat([Buffer.from("OggS"), Buffer.alloc(100)])) },
    {
      what: "a WAV file of another rate",
      events: send(l16, writeWav({ sampleRateHz: 44_100, data: new Uint8Array(200) })),
    },
    {
      what: "two formats",
      events: [configure(), ...tone(20), { AudioInputEvent: { contentType: l16, audioChunk: new Uint8Array(320) } }],
    },
  ])("$what", async ({ events }) => {
    const { error } = await converse({ speech }, "AUDIO", [{ send: events }])

    expect(error).toMatchObject({ name: "ValidationException", message: expect.stringMatching(/\S/) })
  })
})
