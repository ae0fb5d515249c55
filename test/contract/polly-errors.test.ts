// Every error that the service model documents, operation by operation, provoked through the real SDK client.

import { existsSync, readFileSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  DeleteLexiconCommand,
  DescribeVoicesCommand,
  GetLexiconCommand,
  GetSpeechSynthesisTaskCommand,
  ListLexiconsCommand,
  ListSpeechSynthesisTasksCommand,
  type PollyClient,
  PutLexiconCommand,
  StartSpeechSynthesisTaskCommand,
  SynthesizeSpeechCommand,
} from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalPolly, startLocalPolly } from "#test/support/local-polly.ts"

/** Operations by name; members are as wrong as a client without types can make them. */
const COMMANDS = {
  DeleteLexicon: DeleteLexiconCommand,
  DescribeVoices: DescribeVoicesCommand,
  GetLexicon: GetLexiconCommand,
  GetSpeechSynthesisTask: GetSpeechSynthesisTaskCommand,
  ListLexicons: ListLexiconsCommand,
  ListSpeechSynthesisTasks: ListSpeechSynthesisTasksCommand,
  PutLexicon: PutLexiconCommand,
  StartSpeechSynthesisTask: StartSpeechSynthesisTaskCommand,
  SynthesizeSpeech: SynthesizeSpeechCommand,
}
type OperationName = keyof typeof COMMANDS
type Members = Readonly<Record<string, unknown>>

function send(client: PollyClient, operation: OperationName, members: Members): Promise<unknown> {
  const Command = COMMANDS[operation] as unknown as new (input: Members) => SynthesizeSpeechCommand
  return client.send(new Command(members))
}

function lexicon(lexeme: string, attributes = 'alphabet="ipa" xml:lang="en-US"'): string {
  return `<?xml version="1.0"?><lexicon version="1.0" ${attributes}><lexeme>${lexeme}</lexeme></lexicon>`
}

const LEXEME = "<grapheme>W3C</grapheme><alias>Web Consortium</alias>"
const SPEECH = { VoiceId: "Joanna", Text: "Hello.", OutputFormat: "mp3" }
const TASK = { ...SPEECH, OutputS3BucketName: "speeches" }

/** What provokes each error of both operations that speak. */
const SPEECH_ERRORS: Readonly<Record<string, readonly Members[]>> = {
  EngineNotSupportedException: [{ Engine: "long-form" }, { VoiceId: "Ruth" }, { VoiceId: "Nicole", Engine: "neural" }],
  InvalidSampleRateException: [
    { SampleRate: "11025" },
    { SampleRate: "fast" },
    { SampleRate: "22050", OutputFormat: "pcm" },
    { SampleRate: "16000", OutputFormat: "mulaw" },
    { SampleRate: "1", OutputFormat: "json", SpeechMarkTypes: ["word"] },
  ],
  InvalidSsmlException: [
    { Text: "no tags", TextType: "ssml" },
    { Text: "<speak>open", TextType: "ssml" },
    { Text: "<speak><audio src='x'/></speak>", TextType: "ssml" },
    { Text: "<speak><break time='11s'/></speak>", TextType: "ssml" },
    { Text: "<speak><prosody pitch='+10%'>a</prosody></speak>", TextType: "ssml", Engine: "neural" },
    { Text: "<!DOCTYPE a [<!ENTITY b 'c'>]><speak>&b;</speak>", TextType: "ssml" },
  ],
  LanguageNotSupportedException: [{ VoiceId: "Hans" }, { LanguageCode: "de-DE" }],
  LexiconNotFoundException: [{ LexiconNames: ["none"] }],
  MarksNotSupportedForFormatException: [{ SpeechMarkTypes: ["word"] }],
  SsmlMarksNotSupportedForTextTypeException: [{ OutputFormat: "json", SpeechMarkTypes: ["ssml"] }],
}

const PROVOKED: Readonly<Record<OperationName, Readonly<Record<string, readonly Members[]>>>> = {
  DeleteLexicon: { LexiconNotFoundException: [{ Name: "none" }] },
  DescribeVoices: { InvalidNextTokenException: [{ NextToken: "x" }] },
  GetLexicon: { LexiconNotFoundException: [{ Name: "none" }] },
  GetSpeechSynthesisTask: {
    InvalidTaskIdException: [{ TaskId: "no task!" }, { TaskId: "x".repeat(101) }],
    SynthesisTaskNotFoundException: [{ TaskId: "70b61c0f-57ce-4715-a247-cae8729dcce9" }],
  },
  ListLexicons: { InvalidNextTokenException: [{ NextToken: "x" }] },
  ListSpeechSynthesisTasks: { InvalidNextTokenException: [{ NextToken: "x" }] },
  PutLexicon: {
    InvalidLexiconException: [
      { Name: "bad", Content: "hello" },
      { Name: "bad", Content: '<lexicon alphabet="ipa" xml:lang="en-US"/>' },
    ],
    LexiconSizeExceededException: [{ Name: "bad", Content: lexicon(LEXEME) + " ".repeat(4000) }],
    MaxLexemeLengthExceededException: [
      { Name: "bad", Content: lexicon(`<grapheme>a</grapheme><alias>${"a".repeat(101)}</alias>`) },
    ],
    MaxLexiconsNumberExceededException: [{ Name: "lexicon100", Content: lexicon(LEXEME) }],
    UnsupportedPlsAlphabetException: [{ Name: "bad", Content: lexicon("", 'alphabet="arpabet" xml:lang="en-US"') }],
    UnsupportedPlsLanguageException: [{ Name: "bad", Content: lexicon("", 'alphabet="ipa" xml:lang="xx"') }],
  },
  StartSpeechSynthesisTask: {
    ...SPEECH_ERRORS,
    InvalidS3BucketException: [
      { OutputS3BucketName: "No_Bucket" },
      { OutputS3BucketName: "a" },
      { OutputS3BucketName: "a..b" },
      { OutputS3BucketName: "10.0.0.1" },
    ],
    InvalidS3KeyException: [
      { OutputS3KeyPrefix: "a b" },
      { OutputS3KeyPrefix: "x".repeat(801) },
      { OutputS3KeyPrefix: "../../out" },
    ],
    InvalidSnsTopicArnException: [{ SnsTopicArn: "topic" }, { SnsTopicArn: "arn:aws:sqs:us-east-1:123456789012:q" }],
    TextLengthExceededException: [{ Text: "a".repeat(100_001) }, { Text: "a".repeat(200_001) }],
  },
  SynthesizeSpeech: {
    ...SPEECH_ERRORS,
    TextLengthExceededException: [{ Text: "a".repeat(3001) }, { Text: "a".repeat(6001) }],
  },
}

const USUAL: Readonly<Partial<Record<OperationName, Members>>> = {
  SynthesizeSpeech: SPEECH,
  StartSpeechSynthesisTask: TASK,
}

const CASES = Object.entries(PROVOKED).flatMap(([operation, errors]) =>
  Object.entries(errors).flatMap(([error, list]) =>
    list.map((members) => ({ operation: operation as OperationName, error, members, shown: JSON.stringify(members) })),
  ),
)

describe("a documented error", () => {
  let polly: LocalPolly

  beforeAll(async () => {
    polly = await startLocalPolly()
    for (let i = 0; i < 100; i++) {
      await send(polly.client, "PutLexicon", { Name: `lexicon${i}`, Content: lexicon(LEXEME) })
    }
  })

  afterAll(() => polly.close())

  it.each(CASES)("of $operation, $error, is answered to $shown", async ({ operation, error, members }) => {
    const status = error === "LexiconNotFoundException" ? 404 : 400

    await expect(send(polly.client, operation, { ...USUAL[operation], ...members })).rejects.toMatchObject({
      name: error,
      message: expect.stringMatching(/\S/),
      $metadata: { httpStatusCode: status },
    })
  })
})

describe("ServiceFailureException", () => {
  let polly: LocalPolly
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "polly-broken-"))
    // Where folders should be made there is a file.
    await writeFile(join(folder, "file"), "")
    polly = await startLocalPolly({ folder: join(folder, "file") })
  })

  afterAll(async () => {
    await polly.close()
    await rm(folder, { recursive: true })
  })

  it.each([
    { operation: "DeleteLexicon", members: { Name: "a" } },
    { operation: "GetLexicon", members: { Name: "a" } },
    { operation: "ListLexicons", members: {} },
    { operation: "PutLexicon", members: { Name: "a", Content: lexicon(LEXEME) } },
    { operation: "SynthesizeSpeech", members: { ...SPEECH, LexiconNames: ["a"] } },
    { operation: "StartSpeechSynthesisTask", members: TASK },
    { operation: "GetSpeechSynthesisTask", members: { TaskId: "a" } },
    { operation: "ListSpeechSynthesisTasks", members: {} },
  ] as const)("is answered by $operation when the disk fails", async ({ operation, members }) => {
    await expect(send(polly.client, operation, members)).rejects.toMatchObject({
      name: "ServiceFailureException",
      $metadata: { httpStatusCode: 500 },
    })
  })
})

const MODEL = join(import.meta.dirname, "../../../shared/data/aws-models/polly-2016-06-10.json")

it.skipIf(!existsSync(MODEL))("no error of the service model is left out", () => {
  const { shapes } = JSON.parse(readFileSync(MODEL, "utf8")) as {
    shapes: Record<string, { type: string; errors?: { target: string }[] }>
  }
  const documented = Object.entries(shapes)
    .filter(([, { type }]) => type === "operation")
    .flatMap(([id, { errors = [] }]) => errors.map(({ target }) => `${nameOf(id)} ${nameOf(target)}`))
  const provoked = CASES.map(({ operation, error }) => `${operation} ${error}`)

  expect(documented.filter((pair) => !pair.endsWith("ServiceFailureException") && !provoked.includes(pair))).toEqual([])
})

function nameOf(id: string): string {
  return id.slice(id.indexOf("#") + 1)
}
