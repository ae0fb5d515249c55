// Pictures in an S3 bucket.

import type { AwsSettings } from "#aws/clients.ts"
import { createBucket } from "#aws/s3.ts"
import type { PictureStore } from "./picture-store.ts"

/** A store whose pictures can be linked to. */
export type LinkedPictureStore = PictureStore & {
  /** An address that anyone may read a picture at, for so many seconds (at most a week). */
  sign(key: string, expiresInSeconds: number): Promise<string>
}

/** Keeps pictures in a bucket. */
export function createS3PictureStore(settings: AwsSettings, bucketName: string): LinkedPictureStore {
  const bucket = createBucket(settings, bucketName)
  return {
    read: bucket.getWithin,
    write: bucket.put,
    list: bucket.list,
    delete: bucket.delete,
    sign: bucket.signGet,
  }
}
