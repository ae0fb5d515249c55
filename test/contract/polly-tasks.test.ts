// Synthesis tasks through the real SDK client; what they made is read from the folder that stands in for S3.

import { readFile } from "node:fs/promises"
import { join } from "node:path"
import {
  GetSpeechSynthesisTaskCommand,
  ListSpeechSynthesisTasksCommand,
  StartSpeechSynthesisTaskCommand,
  type StartSpeechSynthesisTaskInput,
  type SynthesisTask,
  SynthesizeSpeechCommand,
} from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalPolly, startLocalPolly } from "#test/support/local-polly.ts"

let polly: LocalPolly

beforeAll(async () => {
  polly = await startLocalPolly()
})

afterAll(() => polly.close())

const ASKED = {
  VoiceId: "Joanna",
  Text: "Your room is ready.",
  OutputFormat: "mp3",
  OutputS3BucketName: "speeches",
} as const

async function start(more: Partial<StartSpeechSynthesisTaskInput> = {}): Promise<SynthesisTask> {
  const answer = await polly.client.send(new StartSpeechSynthesisTaskCommand({ ...ASKED, ...more }))
  return answer.SynthesisTask ?? {}
}

async function get(task: SynthesisTask): Promise<SynthesisTask> {
  const answer = await polly.client.send(new GetSpeechSynthesisTaskCommand({ TaskId: task.TaskId }))
  return answer.SynthesisTask ?? {}
}

async function finished(task: SynthesisTask): Promise<SynthesisTask> {
  for (;;) {
    const now = await get(task)
    if (now.TaskStatus === "completed" || now.TaskStatus === "failed") return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe("a synthesis task", () => {
  it("is scheduled, then writes what SynthesizeSpeech would say to its bucket", async () => {
    const task = await start({ OutputS3KeyPrefix: "2026/welcome", SampleRate: "16000", Engine: "neural" })
    const key = `2026/welcome.${task.TaskId}.mp3`

    expect(task).toMatchObject({
      TaskStatus: "scheduled",
      OutputUri: `https://s3.eu-west-1.amazonaws.com/speeches/${key}`,
      RequestCharacters: 19,
      OutputFormat: "mp3",
      SampleRate: "16000",
      Engine: "neural",
      TextType: "text",
      VoiceId: "Joanna",
    })
    expect(task.CreationTime?.getFullYear()).toBeGreaterThan(2025)
    expect(await finished(task)).toEqual({ ...task, TaskStatus: "completed" })
    const speech = await polly.client.send(
      new SynthesizeSpeechCommand({ ...ASKED, SampleRate: "16000", Engine: "neural" }),
    )
    const said = (await speech.AudioStream?.transformToByteArray()) ?? new Uint8Array()
    expect(Buffer.compare(await readFile(join(polly.s3Folder, "speeches", key)), said)).toBe(0)
  })

  it.each([
    { OutputFormat: "json", SpeechMarkTypes: ["word"], extension: "marks" },
    { OutputFormat: "ogg_vorbis", extension: "ogg" },
    { OutputFormat: "pcm", extension: "pcm" },
    { OutputFormat: "mulaw", extension: "mulaw" },
  ] as const)("in $OutputFormat is an object that ends with .$extension", async ({ extension, ...asked }) => {
    const task = await finished(
      await start({ ...asked, SpeechMarkTypes: asked.OutputFormat === "json" ? ["word"] : [] }),
    )
    const object = await readFile(join(polly.s3Folder, "speeches", `${task.TaskId}.${extension}`))

    expect(task.OutputUri).toMatch(new RegExp(`/speeches/[0-9a-f-]{36}\\.${extension}$`))
    expect(object.length).toBeGreaterThan(100)
  })

  it("takes more text than SynthesizeSpeech, but not without end", async () => {
    const long = `${"Every room has a view of the harbour and a large bed".padEnd(1200)}. `.repeat(3)
    expect(
      await finished(await start({ Text: long, OutputFormat: "json", SpeechMarkTypes: ["sentence"] })),
    ).toMatchObject({ TaskStatus: "completed", RequestCharacters: 3606 })

    await expect(start({ Text: "a".repeat(100_001) })).rejects.toMatchObject({ name: "TextLengthExceededException" })
    const tags = '<break strength="none"/>'.repeat(8400)
    await expect(start({ Text: `<speak>a${tags}</speak>`, TextType: "ssml" })).rejects.toMatchObject({
      name: "TextLengthExceededException",
    })
  })

  it("fails, and says why, when its object can't be written", async () => {
    await finished(await start({ OutputS3KeyPrefix: "taken" }))
    const first = await start()
    await finished(first)
    const task = await finished(await start({ OutputS3KeyPrefix: `${first.TaskId}.mp3/below` }))

    expect(task).toMatchObject({ TaskStatus: "failed", TaskStatusReason: expect.stringContaining("speeches") })
  })

  it("answers as the service model has it", async () => {
    const task = await start({ SnsTopicArn: "arn:aws:sns:us-east-1:123456789012:spoken" })
    await finished(task)

    expect(await polly.breaks("StartSpeechSynthesisTask", "/v1/synthesisTasks", ASKED)).toEqual([])
    expect(await polly.breaks("GetSpeechSynthesisTask", `/v1/synthesisTasks/${task.TaskId}`)).toEqual([])
    expect(await polly.breaks("ListSpeechSynthesisTasks", "/v1/synthesisTasks?MaxResults=2")).toEqual([])
  })
})

describe("ListSpeechSynthesisTasks", () => {
  it("lists tasks page by page, the newest first", async () => {
    const tasks = [await start(), await start(), await start()]
    for (const task of tasks) await finished(task)
    const list = (NextToken?: string) =>
      polly.client.send(new ListSpeechSynthesisTasksCommand({ MaxResults: 2, ...(NextToken ? { NextToken } : {}) }))

    const first = await list()
    const second = await list(first.NextToken)
    const ids = [...(first.SynthesisTasks ?? []), ...(second.SynthesisTasks ?? [])].map(({ TaskId }) => TaskId)
    expect(first.SynthesisTasks).toHaveLength(2)
    expect(ids.slice(0, 3).sort()).toEqual(tasks.map(({ TaskId }) => TaskId).sort())
  })

  it("lists only those of a status", async () => {
    const list = (Status: "completed" | "scheduled") =>
      polly.client.send(new ListSpeechSynthesisTasksCommand({ Status }))
    const task = await finished(await start())

    const { SynthesisTasks: completed = [] } = await list("completed")
    expect(completed.map(({ TaskId }) => TaskId)).toContain(task.TaskId)
    expect(new Set(completed.map(({ TaskStatus }) => TaskStatus))).toEqual(new Set(["completed"]))
    expect((await list("scheduled")).SynthesisTasks).toEqual([])
  })
})
