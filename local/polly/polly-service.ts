// Polly on the wire: which request is which operation, and how its answer is written. The sound is made by speaker.ts.

import { join } from "node:path"
import type { Clock } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import { type AwsRequest, type AwsResponse, type AwsService, jsonResponse } from "#local/http/aws-service.ts"
import { type RestRequest, readJsonObject, restJsonService } from "#local/http/rest-json.ts"
import { findS3Folder, openS3Folder, type S3Folder } from "#local/s3-folder.ts"
import { describeVoices } from "./describe-voices.ts"
import { lexiconOperations } from "./lexicon-operations.ts"
import { createLexiconStore, type LexiconStore } from "./lexicon-store.ts"
import { toPollyError } from "./polly-error.ts"
import { prepareSpeech, type SpeechLimits, speakPrepared } from "./prepare-speech.ts"
import type { Speaker } from "./speaker.ts"
import { createSynthesisTasks } from "./synthesis-task.ts"
import { synthesisTaskOperations } from "./synthesis-task-operations.ts"

/** What the service is made of. */
export type PollyOptions = {
  readonly speaker: Speaker
  readonly clock: Clock
  /** Keeps lexicons and tasks; they are in memory when absent. */
  readonly folder?: string
  /** Where tasks put what they made; among the temporary files by default. */
  readonly s3?: S3Folder
  /** Random ids of tasks by default. */
  readonly newId?: IdSource
}

/** Limits of SynthesizeSpeech. https://docs.aws.amazon.com/polly/latest/dg/limits.html */
const LIMITS: SpeechLimits = {
  totalCharacters: 6000,
  billedCharacters: 3000,
  highestRateHz: 48_000,
}

const CONTENT_TYPES = {
  alaw: "audio/alaw",
  json: "application/x-json-stream",
  mp3: "audio/mpeg",
  mulaw: "audio/mulaw",
  ogg_vorbis: "audio/ogg",
  pcm: "audio/pcm",
}

/** Polly. */
export function pollyService(options: PollyOptions): AwsService {
  const { speaker, clock, folder, s3 = openS3Folder(findS3Folder()), newId = () => crypto.randomUUID() } = options
  const lexicons = createLexiconStore(folder === undefined ? undefined : join(folder, "lexicons"))
  const tasks = createSynthesisTasks({
    speaker,
    s3,
    clock,
    ...(folder === undefined ? {} : { folder: join(folder, "tasks") }),
  })
  return restJsonService({
    name: "polly",
    signingName: "polly",
    failureCode: "ServiceFailureException",
    operations: [
      {
        name: "SynthesizeSpeech",
        method: "POST",
        path: "/v1/speech",
        handle: (request) => synthesize(speaker, lexicons, readJsonObject(request.body), request),
      },
      {
        // A presigned URL, as SDKs make it for players.
        name: "SynthesizeSpeech",
        method: "GET",
        path: "/v1/speech",
        handle: (request) => synthesize(speaker, lexicons, readQuery(request), request),
      },
      {
        name: "DescribeVoices",
        method: "GET",
        path: "/v1/voices",
        handle: async (request) => jsonResponse(describeVoices(request.query)),
      },
      ...lexiconOperations(lexicons, clock),
      ...synthesisTaskOperations({ tasks, lexicons, s3, clock, newId }),
    ],
    close: async () => {
      await tasks.close()
      await speaker.close()
    },
  })
}

async function synthesize(
  speaker: Speaker,
  lexicons: LexiconStore,
  body: Readonly<Record<string, unknown>>,
  { signal }: AwsRequest,
): Promise<AwsResponse> {
  const prepared = await prepareSpeech(body, lexicons, LIMITS)
  const bytes = await speakPrepared(speaker, prepared, signal).catch((error: unknown) => {
    throw toPollyError(error)
  })
  return {
    status: 200,
    headers: {
      "content-type": CONTENT_TYPES[prepared.request.output.format],
      "x-amzn-requestcharacters": String(prepared.plan.billedCharacters),
    },
    body: bytes,
  }
}

const LISTS = new Set(["LexiconNames", "SpeechMarkTypes"])

function readQuery({ query }: RestRequest): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => [name, LISTS.has(name) ? query.getAll(name) : query.get(name)]),
  )
}
