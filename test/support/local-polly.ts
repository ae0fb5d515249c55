// The local Polly on a port of its own, a real SDK client for it, and the check of its answers against the service model.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PollyClient } from "@aws-sdk/client-polly"
import { silentLog } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { createLocalEndpoint } from "#local/http/endpoint.ts"
import { type PollyOptions, pollyService } from "#local/polly/polly-service.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { openS3Folder } from "#local/s3-folder.ts"
import { loadAnswerCheck } from "./smithy.ts"

const checkAnswer = loadAnswerCheck("polly-2016-06-10")

/** A local Polly, listening. */
export type LocalPolly = {
  readonly url: string
  readonly client: PollyClient
  /** Where tasks put what they made. */
  readonly s3Folder: string
  /** What the answer to a raw request breaks of the model; a body makes it a POST. */
  breaks(operation: string, path: string, body?: object): Promise<readonly string[]>
  close(): Promise<void>
}

/** Starts a local Polly with one thread; lexicons and tasks are in memory unless there is a folder. */
export async function startLocalPolly(options: Partial<PollyOptions> = {}): Promise<LocalPolly> {
  const s3Folder = await mkdtemp(join(tmpdir(), "polly-s3-"))
  const service = pollyService({
    speaker: createSpeaker({ threads: 1 }),
    clock: systemClock,
    s3: openS3Folder(s3Folder),
    ...options,
  })
  const endpoint = createLocalEndpoint({ services: [service], log: silentLog, clock: systemClock })
  const { url } = await endpoint.listen(0, "127.0.0.1")
  const client = new PollyClient({
    endpoint: url,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  })
  return {
    url,
    client,
    s3Folder,
    breaks: async (operation, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method: body === undefined ? "GET" : "POST",
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return checkAnswer(operation, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      })
    },
    close: async () => {
      client.destroy()
      await endpoint.close()
      await rm(s3Folder, { recursive: true, force: true })
    },
  }
}
