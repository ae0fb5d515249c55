// The function that S3 calls for each picture put into the bucket: it writes thumbnails of it. On one machine a watched
// folder calls the same thumbnailer (web/node.ts).

import { env } from "node:process"
import type { ThumbnailResult } from "./thumbnails/create-thumbnailer.ts"
import { createS3Thumbnailer } from "./thumbnails/s3-thumbnailer.ts"

/** The Lambda function. */
export const handler: (event: unknown) => Promise<ThumbnailResult> = createS3Thumbnailer(env)
