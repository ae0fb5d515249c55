// Polly on the wire: which request is which operation, and how its answer is written. The sound is made by speaker.ts.

import { join } from "node:path"
import type { Clock } from "#core/time.ts"
import { type AwsRequest, type AwsResponse, type AwsService, jsonResponse } from "#local/http/aws-service.ts"
import { readJsonObject, restJsonService } from "#local/http/rest-json.ts"
import { describeVoices } from "./describe-voices.ts"
import { findLexiconEntries, lexiconOperations } from "./lexicon-operations.ts"
import { createLexiconStore, type LexiconStore } from "./lexicon-store.ts"
import { planText } from "./plan-text.ts"
import { pollyError, toPollyError } from "./polly-error.ts"
import type { Speaker } from "./speaker.ts"
import type { SpeechChunk } from "./speech-job.ts"
import { createMarkWriter } from "./speech-marks.ts"
import { readSpeechRequest, type SpeechRequest } from "./speech-request.ts"

/** What the service is made of. */
export type PollyOptions = {
  readonly speaker: Speaker
  readonly clock: Clock
  /** Keeps lexicons; they are in memory when absent. */
  readonly folder?: string
}

/** Limits of SynthesizeSpeech. */
const MAX_CHARACTERS = { total: 6000, billed: 3000 }

const CONTENT_TYPES = {
  json: "application/x-json-stream",
  mp3: "audio/mpeg",
  ogg_vorbis: "audio/ogg",
  pcm: "audio/pcm",
}

/** Polly. */
export function pollyService({ speaker, clock, folder }: PollyOptions): AwsService {
  const lexicons = createLexiconStore(folder === undefined ? undefined : join(folder, "lexicons"))
  return restJsonService({
    name: "polly",
    signingName: "polly",
    operations: [
      {
        name: "SynthesizeSpeech",
        method: "POST",
        path: "/v1/speech",
        handle: (request) => synthesize(speaker, lexicons, request),
      },
      {
        name: "DescribeVoices",
        method: "GET",
        path: "/v1/voices",
        handle: async (request) => jsonResponse(describeVoices(request.query)),
      },
      ...lexiconOperations(lexicons, clock),
    ],
    close: () => speaker.close(),
  })
}

async function synthesize(speaker: Speaker, lexicons: LexiconStore, request: AwsRequest): Promise<AwsResponse> {
  const speech = readSpeechRequest(readJsonObject(request.body))
  const findEntry = await findLexiconEntries(lexicons, speech.lexiconNames, speech.voice.languageCode)
  const tooLong = () => pollyError("TextLengthExceededException", "Maximum text length has been exceeded")
  if (speech.text.length > MAX_CHARACTERS.total) throw tooLong()
  const plan = planText(findEntry === undefined ? speech : { ...speech, findEntry })
  if (plan.billedCharacters > MAX_CHARACTERS.billed) throw tooLong()
  const { output, voice } = speech
  const job = {
    sentences: plan.sentences,
    voice,
    output: output.format === "json" ? { format: output.format } : output,
  }
  const chunks = await speaker.speak(job, request.signal).catch((error: unknown) => {
    throw toPollyError(error)
  })
  return {
    status: 200,
    headers: {
      "content-type": CONTENT_TYPES[output.format],
      "x-amzn-requestcharacters": String(plan.billedCharacters),
    },
    body: toBytes(chunks, speech),
  }
}

async function* toBytes(
  chunks: AsyncIterable<SpeechChunk>,
  { text, output }: SpeechRequest,
): AsyncIterable<Uint8Array> {
  const write = createMarkWriter(text, output.format === "json" ? output.markTypes : [])
  for await (const chunk of chunks) yield "audio" in chunk ? chunk.audio : new TextEncoder().encode(write(chunk.marks))
}
