// The door to S3: the objects of one bucket, whole. What they hold is the business of whoever stores them.

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3"
import { getSignedUrl } from "@aws-sdk/s3-request-presigner"
import { toFault } from "./aws-errors.ts"
import { discard } from "./body-stream.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/**
 * The objects of a bucket. Each call throws the Fault `storage-unavailable` when S3 doesn't answer or throttles, and
 * `setting-invalid` when the bucket doesn't exist or the credentials are wrong.
 */
export interface Bucket {
  /** @returns `undefined` when there is no such object. */
  get(key: string): Promise<Uint8Array | undefined>
  /** Like `get`, but an object of more bytes isn't read: `"too-large"`. */
  getWithin(key: string, maxBytes: number): Promise<Uint8Array | "too-large" | undefined>
  put(key: string, bytes: Uint8Array, contentType?: string): Promise<void>
  /** All keys that begin so, in the order of their UTF-8 bytes. */
  list(prefix: string): Promise<readonly string[]>
  /** Deletes an object; one that isn't there is none the less gone. */
  delete(key: string): Promise<void>
  /** An address that anyone may read the object at, for so many seconds (at most a week). Nothing is asked of S3. */
  signGet(key: string, expiresInSeconds: number): Promise<string>
}

/** Objects may be tens of megabytes. */
const REQUEST_TIMEOUT_MS = 60_000

/** Opens a bucket. At an endpoint of one's own it is named in the path, as few of those have a host for each bucket. */
export function createBucket(settings: AwsSettings, bucket: string): Bucket {
  const client = new S3Client({
    ...clientOptions(settings, { requestTimeoutMs: REQUEST_TIMEOUT_MS }),
    forcePathStyle: settings.endpoint !== undefined,
  })
  const find = async (key: string) => {
    try {
      return await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw toFault(error, "storage-unavailable")
    }
  }
  return {
    get: async (key) => translated(find(key).then((found) => found?.Body?.transformToByteArray())),
    async getWithin(key, maxBytes) {
      const found = await find(key)
      if ((found?.ContentLength ?? 0) <= maxBytes)
        return translated(Promise.resolve(found?.Body?.transformToByteArray()))
      if (found?.Body !== undefined) await discard(found.Body)
      return "too-large"
    },
    async put(key, bytes, contentType) {
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType })
      await translated(client.send(command))
    },
    signGet: (key, expiresInSeconds) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: expiresInSeconds }),
    async list(prefix) {
      const keys: string[] = []
      for (let token: string | undefined, isLast = false; !isLast; ) {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token })
        const page = await translated(client.send(command))
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []))
        token = page.NextContinuationToken
        isLast = token === undefined
      }
      return keys
    },
    async delete(key) {
      await translated(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })))
    },
  }
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw toFault(error, "storage-unavailable")
  }
}
