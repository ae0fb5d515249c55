// The local Polly through the real SDK client; its answers checked against the service model.

import {
  DeleteLexiconCommand,
  DescribeVoicesCommand,
  GetLexiconCommand,
  ListLexiconsCommand,
  type PollyClient,
  PutLexiconCommand,
  SynthesizeSpeechCommand,
} from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalPolly, startLocalPolly } from "#test/support/local-polly.ts"

let polly: LocalPolly
let client: PollyClient

beforeAll(async () => {
  polly = await startLocalPolly()
  client = polly.client
})

afterAll(() => polly.close())

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

  it("is answered to a presigned URL, too", async () => {
    const query =
      "Text=Your+room+is+ready.&VoiceId=Joanna&OutputFormat=json&SpeechMarkTypes=word&SpeechMarkTypes=sentence"
    const response = await fetch(`${polly.url}/v1/speech?${query}&X-Amz-Expires=60`)

    expect(response.headers.get("content-type")).toBe("application/x-json-stream")
    expect((await response.text()).trim().split("\n")).toHaveLength(5)
  })

  it("refuses a voice there is not", async () => {
    const request = { ...JOANNA, VoiceId: "Bob" as "Joanna", OutputFormat: "mp3" } as const

    await expect(client.send(new SynthesizeSpeechCommand(request))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("Value 'Bob' at 'voiceId' failed to satisfy constraint"),
    })
  })

  it("answers as the service model has it", async () => {
    const request = { ...JOANNA, OutputFormat: "mp3" }

    expect(await polly.breaks("SynthesizeSpeech", "/v1/speech", request)).toEqual([])
    expect(await polly.breaks("SynthesizeSpeech", "/v1/speech", { ...request, SampleRate: "1" })).toEqual([])
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
    expect(await polly.breaks("DescribeVoices", "/v1/voices")).toEqual([])
    expect(await polly.breaks("DescribeVoices", "/v1/voices?NextToken=x")).toEqual([])
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
    expect(await polly.breaks("ListLexicons", "/v1/lexicons")).toEqual([])
    expect(await polly.breaks("GetLexicon", "/v1/lexicons/acronyms")).toEqual([])
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

  it("must have a name of letters and digits", async () => {
    await expect(client.send(new GetLexiconCommand({ Name: "no_name" }))).rejects.toMatchObject({
      name: "ValidationException",
    })
  })
})
