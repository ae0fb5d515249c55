// The local Rekognition behind an endpoint of its own, with a real client; what it answers is checked against the model.

import { RekognitionClient } from "@aws-sdk/client-rekognition"
import { systemClock } from "#core/time.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { type RekognitionOptions, rekognitionService } from "#local/rekognition/rekognition-service.ts"
import { createVision } from "#local/rekognition/vision.ts"
import { loadAnswerCheck } from "./smithy.ts"

const checkAnswer = loadAnswerCheck("rekognition-2016-06-27")

/** A started endpoint. */
export type LocalRekognition = {
  readonly url: string
  readonly client: RekognitionClient
  /** What the answer to a raw call breaks of the model; bytes are given as base64. */
  breaks(operation: string, input: object): Promise<readonly string[]>
  close(): Promise<void>
}

/** Starts the service; one thread, unless told otherwise. */
export async function startRekognition(options: Partial<RekognitionOptions> = {}): Promise<LocalRekognition> {
  const service = rekognitionService({ vision: createVision(), clock: systemClock, ...options })
  const endpoint = createLocalEndpoint({ services: [service], clock: systemClock })
  const { url } = await endpoint.listen(0)
  const client = new RekognitionClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  })
  return {
    url,
    client,
    breaks: async (operation, input) => {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `RekognitionService.${operation}`,
        },
        body: JSON.stringify(input),
      })
      const body = new Uint8Array(await response.arrayBuffer())
      const headers = Object.fromEntries(response.headers)
      return checkAnswer(operation, { status: response.status, headers, body })
    },
    close: async () => {
      client.destroy()
      await endpoint.close()
    },
  }
}
