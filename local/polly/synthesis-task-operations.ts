// StartSpeechSynthesisTask, GetSpeechSynthesisTask and ListSpeechSynthesisTasks on the wire. How tasks are carried out is
// synthesis-task.ts.

import type { Clock } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import { AwsError } from "#local/http/aws-error.ts"
import { type AwsRequest, type AwsResponse, jsonResponse } from "#local/http/aws-service.ts"
import { checkInput, number, structure, text } from "#local/http/constraints.ts"
import { type RestOperation, type RestRequest, readJsonObject } from "#local/http/rest-json.ts"
import { isBucketName, type S3Folder } from "#local/s3-folder.ts"
import type { LexiconStore } from "./lexicon-store.ts"
import { pollyError } from "./polly-error.ts"
import { prepareSpeech, type SpeechLimits } from "./prepare-speech.ts"
import { uncapitalize } from "./speech-request.ts"
import type { SynthesisTasks } from "./synthesis-task.ts"
import type { SynthesisTask } from "./synthesis-task-store.ts"

/** What the operations are made of. */
export type SynthesisTaskOperationsOptions = {
  readonly tasks: SynthesisTasks
  readonly lexicons: LexiconStore
  readonly s3: S3Folder
  readonly clock: Clock
  readonly newId: IdSource
}

const PATH = "/v1/synthesisTasks"
/** 200,000 characters, each written as `\uXXXX`. */
const MAX_BODY_BYTES = 1_500_000
const LIMITS: SpeechLimits = {
  totalCharacters: 200_000,
  billedCharacters: 100_000,
  highestRateHz: 24_000,
  maxSeconds: 24 * 3600,
}
const EXTENSIONS = { alaw: "alaw", json: "marks", mp3: "mp3", mulaw: "mulaw", ogg_vorbis: "ogg", pcm: "pcm" }
const STATUSES = ["scheduled", "inProgress", "completed", "failed"]
const USUAL_PAGE = 100

/** Each has an error of its own when it is wrong. */
const BUCKET = text({ pattern: /^[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9]$/ })
const KEY_PREFIX = text({ pattern: /^[0-9a-zA-Z/!\-_.*'():;$@=+,?&]{0,800}$/ })
const TOPIC = text({
  pattern:
    /^arn:aws(-(cn|iso(-b)?|us-gov))?:sns:[a-z0-9_-]{1,50}:\d{12}:[a-zA-Z0-9_-]{1,251}([a-zA-Z0-9_-]{0,5}|\.fifo)$/,
})
const TASK_ID = text({ pattern: /^[a-zA-Z0-9_-]{1,100}$/ })

/** Members that are shown again. */
const SHOWN = [
  "Engine",
  "LanguageCode",
  "LexiconNames",
  "OutputFormat",
  "SampleRate",
  "SnsTopicArn",
  "SpeechMarkTypes",
  "VoiceId",
]

/** The operations on tasks. */
export function synthesisTaskOperations(options: SynthesisTaskOperationsOptions): readonly RestOperation[] {
  const { tasks } = options
  return [
    {
      name: "StartSpeechSynthesisTask",
      method: "POST",
      path: PATH,
      maxBodyBytes: MAX_BODY_BYTES,
      handle: (request) => start(options, request),
    },
    {
      name: "GetSpeechSynthesisTask",
      method: "GET",
      path: `${PATH}/{TaskId}`,
      handle: async ({ labels }) => {
        const taskId = labels.TaskId ?? ""
        checkInput(structure({ taskId: TASK_ID }), { taskId }, { showValues: true, code: "InvalidTaskIdException" })
        const task = await tasks.find(taskId)
        if (task === undefined) {
          throw pollyError("SynthesisTaskNotFoundException", `There is no synthesis task ${taskId}.`)
        }
        return jsonResponse({ SynthesisTask: toWire(task) })
      },
    },
    { name: "ListSpeechSynthesisTasks", method: "GET", path: PATH, handle: (request) => list(tasks, request) },
  ]
}

async function start(options: SynthesisTaskOperationsOptions, request: AwsRequest): Promise<AwsResponse> {
  const { tasks, lexicons, s3, clock, newId } = options
  const body = readJsonObject(request.body)
  const input = uncapitalize(body)
  checkInput(structure({ outputS3BucketName: text() }, { required: ["outputS3BucketName"] }), input)
  for (const [name, constraint, code] of OWN_ERRORS) checkInput(structure({ [name]: constraint }), input, { code })
  const bucket = String(input.outputS3BucketName)
  if (!isBucketName(bucket)) throw pollyError("InvalidS3BucketException", `Invalid S3 bucket name: ${bucket}`)
  const speech = await prepareSpeech(body, lexicons, LIMITS)
  const id = newId()
  const prefix = input.outputS3KeyPrefix === undefined ? "" : `${input.outputS3KeyPrefix}.`
  const key = `${prefix}${id}.${EXTENSIONS[speech.request.output.format]}`
  if (!s3.canKeep(bucket, key)) {
    throw pollyError("InvalidS3KeyException", `The key ${key} can't be kept: it is no path within its bucket.`)
  }
  const task: SynthesisTask = {
    id,
    status: "scheduled",
    createdAt: clock(),
    billedCharacters: speech.plan.billedCharacters,
    bucket,
    key,
    outputUri: `https://s3.${findRegion(request)}.amazonaws.com/${bucket}/${key}`,
    asked: {
      ...Object.fromEntries(SHOWN.map((name) => [name, body[name] ?? undefined])),
      TextType: speech.request.textType,
    },
  }
  const started = await tasks.start(task, speech)
  if (started === "full") throw new AwsError("ThrottlingException", 400, "Rate exceeded")
  return jsonResponse({ SynthesisTask: toWire(task) })
}

const OWN_ERRORS = [
  ["outputS3BucketName", BUCKET, "InvalidS3BucketException"],
  ["outputS3KeyPrefix", KEY_PREFIX, "InvalidS3KeyException"],
  ["snsTopicArn", TOPIC, "InvalidSnsTopicArnException"],
] as const

async function list(tasks: SynthesisTasks, { query }: RestRequest): Promise<AwsResponse> {
  const status = query.get("Status")
  const nextToken = query.get("NextToken")
  const maxResults = query.has("MaxResults") ? Number(query.get("MaxResults")) : null
  const constraint = structure({
    maxResults: number({ min: 1, max: 100, integer: true }),
    nextToken: text({ max: 4096 }),
    status: text({ oneOf: STATUSES }),
  })
  checkInput(constraint, { maxResults, nextToken, status }, { showValues: true })
  const all = await tasks.list()
  // The last task of a page is the token of the next.
  const from = nextToken === null ? 0 : all.findIndex(({ id }) => id === nextToken) + 1
  if (nextToken !== null && from === 0) throw pollyError("InvalidNextTokenException", "The NextToken is invalid.")
  const found = all.slice(from).filter((task) => status === null || task.status === status)
  const page = found.slice(0, maxResults ?? USUAL_PAGE)
  return jsonResponse({
    SynthesisTasks: page.map(toWire),
    ...(page.length === found.length ? {} : { NextToken: page.at(-1)?.id }),
  })
}

function toWire(task: SynthesisTask): object {
  return {
    ...task.asked,
    TaskId: task.id,
    TaskStatus: task.status,
    ...(task.statusReason === undefined ? {} : { TaskStatusReason: task.statusReason }),
    OutputUri: task.outputUri,
    CreationTime: task.createdAt / 1000,
    RequestCharacters: task.billedCharacters,
  }
}

/** The region that a request was signed for. */
function findRegion({ headers }: AwsRequest): string {
  return /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\//.exec(headers.authorization ?? "")?.[1] ?? "us-east-1"
}
