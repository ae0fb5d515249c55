// The local Polly through the real SDK client; its answers checked against the service model.

import {
  DeleteLexiconCommand,
  DescribeVoicesCommand,
  GetLexiconCommand,
  ListLexiconsCommand,
  PollyClient,
  PutLexiconCommand,
  SynthesizeSpeechCommand,
} from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { silentLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { pollyService } from "#local/polly/polly-service.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { loadAnswerCheck } from "#test/support/smithy.ts"

const checkAnswer = loadAnswerCheck("polly-2016-06-10")
const endpoint = createLocalEndpoint({
  services: [pollyService({ speaker: createSpeaker({ threads: 1 }), clock: systemClock })],
  log: silentLog,
  clock: systemClock,
})
let url = ""
let client: PollyClient

beforeAll(async () => {
  ;({ url } = await endpoint.listen(0, "127.0.0.1"))
  client = new PollyClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  })
})

afterAll(async () => {
  client.destroy()
  await endpoint.close()
})

/** What the answer to a raw request breaks of the model. */
async function breaks(operation: string, path: string, body?: object): Promise<readonly string[]> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return checkAnswer(operation, {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: bytes,
  })
}

const JOANNA = { VoiceId: "Joanna", Text: "Your room is ready." } as const

describe("SynthesizeSpeech", () => {
  it("speaks PCM of 16,000 samples a second, neither silent nor clipped", async () => {
    const answer = await client.send(new SynthesizeSpeechCommand({ ...JOANNA, OutputFormat: "pcm" }))
    const bytes = (await answer.AudioStream?.transformToByteArray()) ?? new Uint8Array()
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
    const peak = Math.max(...samples.map(Math.abs)) / 32_768

    expect(answer.ContentType).toBe("audio/pcm")
    expect(answer.RequestCharacters).toBe(19)
    expect(samples.length / 16_000).toBeGreaterThan(1)
    expect(samples.length / 16_000).toBeLessThan(2.5)
    // −6 to −1 dBFS.
    expect(peak).toBeGreaterThan(0.501)
    expect(peak).toBeLessThan(0.891)
  })

  it.each([
    { format: "mp3", type: "audio/mpeg", start: [0xff, 0xf3] },
    { format: "ogg_vorbis", type: "audio/ogg", start: [...Buffer.from("OggS")] },
  ] as const)("speaks $format", async ({ format, type, start }) => {
    const answer = await client.send(new SynthesizeSpeechCommand({ ...JOANNA, OutputFormat: format }))
    const bytes = (await answer.AudioStream?.transformToByteArray()) ?? new Uint8Array()

    expect(answer.ContentType).toBe(type)
    expect([...bytes.subarray(0, start.length)]).toEqual(start)
  })

  it("gives speech marks as lines of JSON, with offsets in bytes", async () => {
    const request = { VoiceId: "Matthew", Text: "Très bien. Sit down.", OutputFormat: "json" } as const
    const answer = await client.send(new SynthesizeSpeechCommand({ ...request, SpeechMarkTypes: ["sentence", "word"] }))
    const lines = ((await answer.AudioStream?.transformToString()) ?? "").trim().split("\n")
    const marks: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))

    expect(answer.ContentType).toBe("application/x-json-stream")
    expect(marks.map(({ type, start, end, value }) => [type, start, end, value])).toEqual([
      ["sentence", 0, 11, "Très bien."],
      ["word", 0, 5, "Très"],
      ["word", 6, 10, "bien"],
      ["sentence", 12, 21, "Sit down."],
      ["word", 12, 15, "Sit"],
      ["word", 16, 20, "down"],
    ])
    const times = marks.map(({ time }) => Number(time))
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it.each([
    { what: "a voice there is not", with: { VoiceId: "Bob" }, error: "ValidationException" },
    { what: "a voice of a language without voice", with: { VoiceId: "Hans" }, error: "LanguageNotSupportedException" },
    { what: "another language of the voice", with: { LanguageCode: "de-DE" }, error: "LanguageNotSupportedException" },
    { what: "an engine the voice hasn't got", with: { Engine: "long-form" }, error: "EngineNotSupportedException" },
    { what: "a voice without standard engine", with: { VoiceId: "Ruth" }, error: "EngineNotSupportedException" },
    { what: "another sample rate", with: { SampleRate: "44100" }, error: "InvalidSampleRateException" },
    {
      what: "a sample rate PCM hasn't got",
      with: { OutputFormat: "pcm", SampleRate: "22050" },
      error: "InvalidSampleRateException",
    },
    {
      what: "marks with sound",
      with: { SpeechMarkTypes: ["word"] },
      error: "MarksNotSupportedForFormatException",
    },
    {
      what: "SSML marks of plain text",
      with: { OutputFormat: "json", SpeechMarkTypes: ["ssml"] },
      error: "SsmlMarksNotSupportedForTextTypeException",
    },
    { what: "too long a text", with: { Text: "a ".repeat(1501) }, error: "TextLengthExceededException" },
  ] as const)("refuses $what", async ({ with: members, error }) => {
    const request = { ...JOANNA, OutputFormat: "mp3", ...members } as unknown as typeof JOANNA & { OutputFormat: "mp3" }

    await expect(client.send(new SynthesizeSpeechCommand(request))).rejects.toMatchObject({ name: error })
  })

  it("answers as the service model has it", async () => {
    const request = { ...JOANNA, OutputFormat: "mp3" }

    expect(await breaks("SynthesizeSpeech", "/v1/speech", request)).toEqual([])
    expect(await breaks("SynthesizeSpeech", "/v1/speech", { ...request, SampleRate: "1" })).toEqual([])
  })
})

describe("DescribeVoices", () => {
  it("describes the voices of a language and engine", async () => {
    const { Voices = [] } = await client.send(new DescribeVoicesCommand({ LanguageCode: "en-GB", Engine: "standard" }))

    expect(Voices.map(({ Id, Gender, SupportedEngines }) => [Id, Gender, SupportedEngines])).toEqual([
      ["Amy", "Female", ["standard", "neural", "generative"]],
      ["Emma", "Female", ["standard", "neural"]],
      ["Brian", "Male", ["standard", "neural", "generative"]],
    ])
  })

  it("finds bilingual voices by their other language when asked to", async () => {
    const hindi = { LanguageCode: "hi-IN" } as const

    expect((await client.send(new DescribeVoicesCommand(hindi))).Voices).toEqual([])
    const both = await client.send(new DescribeVoicesCommand({ ...hindi, IncludeAdditionalLanguageCodes: true }))
    expect(both.Voices?.map(({ Id }) => Id)).toEqual(["Aditi", "Kajal"])
  })

  it("answers as the service model has it", async () => {
    expect(await breaks("DescribeVoices", "/v1/voices")).toEqual([])
    expect(await breaks("DescribeVoices", "/v1/voices?NextToken=x")).toEqual([])
  })
})

/** A lexicon of one lexeme. */
function lexicon(lexeme: string, attributes = 'alphabet="ipa" xml:lang="en-US"'): string {
  return `<?xml version="1.0"?><lexicon version="1.0" ${attributes}><lexeme>${lexeme}</lexeme></lexicon>`
}

const W3C = lexicon("<grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias>")

describe("lexicons", () => {
  it("are put, got, listed and deleted", async () => {
    await client.send(new PutLexiconCommand({ Name: "acronyms", Content: W3C }))

    const { Lexicon, LexiconAttributes } = await client.send(new GetLexiconCommand({ Name: "acronyms" }))
    expect(Lexicon).toEqual({ Name: "acronyms", Content: W3C })
    expect(LexiconAttributes).toMatchObject({ Alphabet: "ipa", LanguageCode: "en-US", LexemesCount: 1, Size: 167 })
    const { Lexicons } = await client.send(new ListLexiconsCommand({}))
    expect(Lexicons?.map(({ Name }) => Name)).toEqual(["acronyms"])
    expect(await breaks("ListLexicons", "/v1/lexicons")).toEqual([])
    expect(await breaks("GetLexicon", "/v1/lexicons/acronyms")).toEqual([])
    await client.send(new DeleteLexiconCommand({ Name: "acronyms" }))
    expect((await client.send(new ListLexiconsCommand({}))).Lexicons).toEqual([])
  })

  it("change how words are said, for voices of their language only", async () => {
    const words = "<grapheme>pecan</grapheme><phoneme>ə</phoneme>"
    await client.send(new PutLexiconCommand({ Name: "short", Content: lexicon(words) }))
    const visemes = async (voice: "Joanna" | "Amy", names: string[]) => {
      const request = { VoiceId: voice, OutputFormat: "json", Text: "pecan", LexiconNames: names } as const
      const answer = await client.send(new SynthesizeSpeechCommand({ ...request, SpeechMarkTypes: ["viseme"] }))
      const lines = ((await answer.AudioStream?.transformToString()) ?? "").trim().split("\n")
      return lines.map((line) => JSON.parse(line).value)
    }

    expect(await visemes("Joanna", ["short"])).toEqual(["E", "sil"])
    expect(await visemes("Joanna", [])).not.toEqual(["E", "sil"])
    expect(await visemes("Amy", ["short"])).toEqual(await visemes("Amy", []))
    await client.send(new DeleteLexiconCommand({ Name: "short" }))
  })

  it.each([
    { what: "no XML", content: "hello", error: "InvalidLexiconException" },
    { what: "no lexeme", content: '<lexicon alphabet="ipa" xml:lang="en-US"/>', error: "InvalidLexiconException" },
    {
      what: "sounds that aren't IPA",
      content: lexicon("<grapheme>a</grapheme><phoneme>§</phoneme>"),
      error: "InvalidLexiconException",
    },
    {
      what: "another alphabet",
      content: lexicon("", 'alphabet="arpabet" xml:lang="en-US"'),
      error: "UnsupportedPlsAlphabetException",
    },
    {
      what: "another language",
      content: lexicon("", 'alphabet="ipa" xml:lang="xx"'),
      error: "UnsupportedPlsLanguageException",
    },
    {
      what: "too long an alias",
      content: lexicon(`<grapheme>a</grapheme><alias>${"a".repeat(101)}</alias>`),
      error: "MaxLexemeLengthExceededException",
    },
    { what: "too much", content: `${W3C}${" ".repeat(4000)}`, error: "LexiconSizeExceededException" },
  ])("are refused when there is $what", async ({ content, error }) => {
    await expect(client.send(new PutLexiconCommand({ Name: "bad", Content: content }))).rejects.toMatchObject({
      name: error,
    })
  })

  it("must be there", async () => {
    const none = { name: "LexiconNotFoundException", $metadata: { httpStatusCode: 404 } }

    await expect(client.send(new GetLexiconCommand({ Name: "none" }))).rejects.toMatchObject(none)
    await expect(client.send(new DeleteLexiconCommand({ Name: "none" }))).rejects.toMatchObject(none)
    const request = { ...JOANNA, OutputFormat: "mp3" } as const
    await expect(
      client.send(new SynthesizeSpeechCommand({ ...request, LexiconNames: ["none"] })),
    ).rejects.toMatchObject(none)
    await expect(client.send(new GetLexiconCommand({ Name: "no_name" }))).rejects.toMatchObject({
      name: "ValidationException",
    })
  })

  it("are at most a hundred", async () => {
    const put = (number: number) => client.send(new PutLexiconCommand({ Name: `many${number}`, Content: W3C }))
    const { Lexicons = [] } = await client.send(new ListLexiconsCommand({}))
    for (let number = Lexicons.length; number < 100; number++) await put(number)

    await expect(put(100)).rejects.toMatchObject({ name: "MaxLexiconsNumberExceededException" })
    await put(99)
    for (let number = 99; number >= Lexicons.length; number--) {
      await client.send(new DeleteLexiconCommand({ Name: `many${number}` }))
    }
  })
})
