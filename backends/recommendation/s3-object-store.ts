// Objects in an S3 bucket, under a prefix of their own.

import type { AwsSettings } from "#aws/clients.ts"
import { createBucket } from "#aws/s3.ts"
import { checkKey, type ObjectStore } from "./object-store.ts"

/** Keeps objects in a bucket. @param prefix What their keys there begin with, such as `recommendation/movies/`. */
export function createS3ObjectStore(settings: AwsSettings, bucketName: string, prefix: string): ObjectStore {
  const bucket = createBucket(settings, bucketName)
  return {
    read: async (key) => bucket.get(`${prefix}${checkKey(key)}`),
    write: async (key, bytes) => bucket.put(`${prefix}${checkKey(key)}`, bytes),
    list: async (start) => (await bucket.list(`${prefix}${start}`)).map((key) => key.slice(prefix.length)).sort(),
    delete: async (key) => bucket.delete(`${prefix}${checkKey(key)}`),
  }
}
