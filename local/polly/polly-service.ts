// Polly on the wire: which request is which operation, and how its answer is written. The sound is made by speaker.ts.

import { type AwsRequest, type AwsResponse, type AwsService, jsonResponse } from "#local/http/aws-service.ts"
import { readJsonObject, restJsonService } from "#local/http/rest-json.ts"
import { describeVoices } from "./describe-voices.ts"
import { planText } from "./plan-text.ts"
import { pollyError, toPollyError } from "./polly-error.ts"
import type { Speaker } from "./speaker.ts"
import type { SpeechChunk } from "./speech-job.ts"
import { createMarkWriter } from "./speech-marks.ts"
import { readSpeechRequest, type SpeechRequest } from "./speech-request.ts"

/** What the service is made of. */
export type PollyOptions = { readonly speaker: Speaker }

/** Limits of SynthesizeSpeech. */
const MAX_CHARACTERS = { total: 6000, billed: 3000 }

const CONTENT_TYPES = {
  json: "application/x-json-stream",
  mp3: "audio/mpeg",
  ogg_vorbis: "audio/ogg",
  pcm: "audio/pcm",
}

/** Polly. */
export function pollyService({ speaker }: PollyOptions): AwsService {
  return restJsonService({
    name: "polly",
    signingName: "polly",
    operations: [
      {
        name: "SynthesizeSpeech",
        method: "POST",
        path: "/v1/speech",
        handle: (request) => synthesize(speaker, request),
      },
      {
        name: "DescribeVoices",
        method: "GET",
        path: "/v1/voices",
        handle: async (request) => jsonResponse(describeVoices(request.query)),
      },
    ],
    close: () => speaker.close(),
  })
}

async function synthesize(speaker: Speaker, request: AwsRequest): Promise<AwsResponse> {
  const speech = readSpeechRequest(readJsonObject(request.body))
  const plan = planText(speech)
  if (speech.text.length > MAX_CHARACTERS.total || plan.billedCharacters > MAX_CHARACTERS.billed) {
    throw pollyError("TextLengthExceededException", "Maximum text length has been exceeded")
  }
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
