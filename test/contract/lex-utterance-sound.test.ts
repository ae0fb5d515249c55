// Sound through RecognizeUtterance and PutSession, with engines that stand for a recognizer and a voice.

import { Readable } from "node:stream"
import { gunzipSync } from "node:zlib"
import { PutSessionCommand, RecognizeUtteranceCommand } from "@aws-sdk/client-lex-runtime-v2"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { Fault } from "#core/errors.ts"
import type { Speech } from "#local/lex/speech.ts"
import type { ListeningContext, PcmAudio } from "#local/lex/speech-ports.ts"
import { type LocalLex, startLocalLex } from "#test/support/local-lex.ts"
import { writeWav } from "#test/support/sound.ts"

let lex: LocalLex
let heard: { audio: PcmAudio; context: ListeningContext }[]
let transcript: string | undefined
let failure: Fault | undefined

/** Hears what the test says it hears, and says one byte per letter. */
const speech: Speech = {
  transcriber: {
    transcribe: async (audio, context) => {
      if (failure !== undefined) throw failure
      heard.push({ audio, context })
      return transcript === undefined ? [] : [{ transcription: transcript, transcriptionConfidence: 0.8 }]
    },
  },
  synthesizer: {
    synthesize: async (texts, voice, format) =>
      Readable.from([
        Buffer.from(
          `${voice.localeId} ${voice.voiceId} ${voice.engine} ${format}: ${texts.map(({ content }) => content).join(" ")}`,
        ),
      ]),
  },
}

beforeAll(async () => {
  lex = await startLocalLex({ speech })
})

beforeEach(() => {
  heard = []
  failure = undefined
  transcript = "book a trip"
})

afterAll(() => lex.close())

let count = 0

function send(
  requestContentType: string,
  inputStream: Uint8Array,
  responseContentType?: string,
  sessionId = `speaker-${++count}`,
) {
  return lex.client.send(
    new RecognizeUtteranceCommand({
      botId: "TRIPBOT001",
      botAliasId: "TSTALIASID",
      localeId: "en_US",
      sessionId,
      requestContentType,
      inputStream,
      ...(responseContentType === undefined ? {} : { responseContentType }),
    }),
  )
}

function unpack(value: string | undefined): unknown {
  return JSON.parse(gunzipSync(Buffer.from(value ?? "", "base64")).toString("utf8"))
}

describe("RecognizeUtterance with sound", () => {
  it.each([
    { requestContentType: "audio/l16; rate=16000; channels=1", sampleRateHz: 16_000, samples: [1, -2] },
    { requestContentType: "audio/x-l16; sample-rate=16000; channel-count=1", sampleRateHz: 16_000, samples: [1, -2] },
    {
      requestContentType: "audio/lpcm; sample-rate=8000; sample-size-bits=16; channel-count=1; is-big-endian=false",
      sampleRateHz: 8000,
      samples: [1, -2],
    },
    {
      requestContentType: "audio/lpcm;sample-rate=8000;sample-size-bits=16;channel-count=1;is-big-endian=true",
      sampleRateHz: 8000,
      samples: [256, -257],
    },
  ])("hears $requestContentType", async ({ requestContentType, sampleRateHz, samples }) => {
    const answer = await send(requestContentType, Uint8Array.from([1, 0, 0xfe, 0xff]))

    expect(heard[0]?.audio).toEqual({ samples: Int16Array.from(samples), sampleRateHz })
    expect(answer.inputMode).toBe("Speech")
    expect(unpack(answer.inputTranscript)).toBe("book a trip")
    expect(lex.problems).toEqual([])
  })

  it.each([
    { wanted: undefined, contentType: "audio/mpeg", format: "mp3" },
    { wanted: "audio/*", contentType: "audio/mpeg", format: "mp3" },
    { wanted: "audio/mpeg", contentType: "audio/mpeg", format: "mp3" },
    { wanted: "audio/ogg", contentType: "audio/ogg", format: "ogg" },
    { wanted: "audio/pcm", contentType: "audio/pcm", format: "pcm" },
  ])("[lex 29] answers $wanted with $contentType, in the voice of the bot", async ({ wanted, contentType, format }) => {
    const answer = await send("audio/l16; rate=16000; channels=1", new Uint8Array(4), wanted)

    expect(answer.contentType).toBe(contentType)
    expect(await answer.audioStream?.transformToString()).toBe(`en_US Joanna neural ${format}: Which city?`)
    expect(lex.problems).toEqual([])
  })

  it("[lex 28] answers in text when asked to", async () => {
    const answer = await send("audio/l16; rate=16000; channels=1", new Uint8Array(4), "text/plain; charset=utf-8")

    expect(unpack(answer.messages)).toEqual([{ contentType: "PlainText", content: "Which city?" }])
    expect(await answer.audioStream?.transformToString()).toBe("")
  })

  it("tells the recognizer what is being asked for", async () => {
    await send("text/plain; charset=utf-8", Buffer.from("book a trip"), "text/plain; charset=utf-8", "speaker-x")
    transcript = "lisbon"
    await send("audio/l16; rate=16000; channels=1", new Uint8Array(4), undefined, "speaker-x")

    expect(heard[0]?.context.expecting).toEqual({ intentName: "BookTrip", slotName: "City" })
    expect(heard[0]?.context.locale.localeId).toBe("en_US")
  })

  it("takes silence for a failed attempt, without a transcript", async () => {
    await send("text/plain; charset=utf-8", Buffer.from("book a trip"), "text/plain; charset=utf-8", "speaker-y")
    transcript = undefined
    const answer = await send(
      "audio/l16; rate=16000; channels=1",
      new Uint8Array(4),
      "text/plain; charset=utf-8",
      "speaker-y",
    )

    expect(unpack(answer.messages)).toEqual([{ contentType: "PlainText", content: "Which city?" }])
    expect(answer.inputTranscript).toBeUndefined()
    expect(lex.problems).toEqual([])
  })

  it("hears a WAV file whose header says the same as the content type", async () => {
    const data = Uint8Array.from([1, 0, 0xfe, 0xff])
    await send("audio/l16; rate=16000; channels=1", writeWav({ sampleRateHz: 16_000, data }))

    expect(heard[0]?.audio.samples).toEqual(Int16Array.from([1, -2]))
  })

  const l16 = "audio/l16; rate=16000; channels=1"
  const silence = new Uint8Array(200)

  it.each([
    { what: "an unknown rate", type: "audio/l16; rate=44100; channels=1", body: silence, says: "8000 or 16000 Hz" },
    { what: "no rate", type: "audio/l16", body: silence, says: "8000 or 16000 Hz" },
    { what: "two channels", type: "audio/l16; rate=16000; channels=2", body: silence, says: "mono" },
    { what: "another encoding", type: "audio/mpeg", body: silence, says: "PCM" },
    {
      what: "Opus",
      type: "audio/x-cbr-opus-with-preamble; preamble-size=0; bit-rate=256000; frame-size-milliseconds=4",
      body: silence,
      says: "PCM",
    },
    {
      what: "more than 55 seconds",
      type: "audio/lpcm; sample-rate=8000; sample-size-bits=16; channel-count=1; is-big-endian=false",
      body: new Uint8Array(55 * 16_000 + 2),
      says: "55 seconds",
    },
    { what: "nothing", type: l16, body: new Uint8Array(), says: "empty" },
    { what: "half a sample", type: l16, body: new Uint8Array(199), says: "within a sample" },
    {
      what: "a WAV file of another rate",
      type: l16,
      body: writeWav({ sampleRateHz: 44_100, data: silence }),
      says: "44100",
    },
    { what: "a WebM file", type: l16, body: Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0, 0]), says: "WebM" },
  ])("refuses $what", async ({ type, body, says }) => {
    await expect(send(type, body)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(says),
    })
    expect(lex.problems).toEqual([])
  })

  it("refuses more than it takes in", async () => {
    await expect(send(l16, new Uint8Array(4 * 1024 * 1024 + 2))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
    })
    lex.problems.length = 0
  })

  it.each([
    { fault: new Fault("overloaded"), name: "ThrottlingException", status: 429 },
    { fault: new Fault("data-invalid", { hint: "no voice" }), name: "DependencyFailedException", status: 424 },
  ])("answers $name when an engine can't", async ({ fault, name, status }) => {
    failure = fault

    await expect(send(l16, silence)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } })
    expect(lex.problems).toEqual([])
  })
})

describe("PutSession with sound", () => {
  it("has its prompt spoken", async () => {
    const answer = await lex.client.send(
      new PutSessionCommand({
        botId: "TRIPBOT001",
        botAliasId: "TSTALIASID",
        localeId: "en_US",
        sessionId: "speaker-z",
        sessionState: { dialogAction: { type: "Delegate" }, intent: { name: "BookTrip" } },
        responseContentType: "audio/pcm",
      }),
    )

    expect(answer.contentType).toBe("audio/pcm")
    expect(await answer.audioStream?.transformToString()).toBe("en_US Joanna neural pcm: Which city?")
    expect(lex.problems).toEqual([])
  })
})
