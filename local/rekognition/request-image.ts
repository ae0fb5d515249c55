// The picture of a request: bytes in it, or an object of the folder that stands in for S3. Whether it is a picture at all
// is models/decode-image.ts.

import { type Constraint, structure, text } from "#local/http/constraints.ts"
import type { S3Folder } from "#local/s3-folder.ts"
import { invalidParameters, refusedImage, rekognitionError } from "./rekognition-error.ts"

/** A picture in the request itself: https://docs.aws.amazon.com/rekognition/latest/dg/limits.html. */
export const MAX_INLINE_BYTES = 5_242_880
const MAX_OBJECT_BYTES = 15_728_640

/** An Image of the service model. */
export const IMAGE: Constraint = structure({
  Bytes: text(),
  S3Object: structure({
    Bucket: text({ min: 3, max: 255, pattern: /^[0-9A-Za-z.\-_]*$/ }),
    Name: text({ min: 1, max: 1024 }),
    Version: text({ min: 1, max: 1024 }),
  }),
})

/** An Image as it comes, once checked against `IMAGE`. */
export type ImageInput = {
  readonly Bytes?: string | null
  readonly S3Object?: { readonly Bucket?: string; readonly Name?: string; readonly Version?: string } | null
}

/**
 * Gets the encoded picture.
 *
 * @param s3 The folder of objects; without one every object is missing.
 * @throws {AwsError} `InvalidParameterException` for neither bytes nor object, `InvalidS3ObjectException` for an object
 *   that isn't there, `ImageTooLargeException`, `InvalidImageFormatException` for what isn't base64.
 */
export async function readRequestImage(input: ImageInput, s3: S3Folder | undefined): Promise<Uint8Array> {
  const { Bytes, S3Object } = input
  if (typeof Bytes === "string" && S3Object) throw invalidParameters()
  if (typeof Bytes === "string") return decodeBytes(Bytes)
  if (!S3Object) throw invalidParameters()
  const { Bucket, Name, Version } = S3Object
  if (Bucket === undefined || Name === undefined) throw invalidParameters()
  // The folder keeps no versions; "null" is the one of an object without.
  const isKept = Version === undefined || Version === "null"
  const object = isKept ? await s3?.read(Bucket, Name, MAX_OBJECT_BYTES) : undefined
  if (object === "too-large") throw refusedImage("too-large")
  if (object === undefined) {
    throw rekognitionError(
      "InvalidS3ObjectException",
      "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
    )
  }
  return object
}

function decodeBytes(base64: string): Uint8Array {
  if (base64.length > Math.ceil(MAX_INLINE_BYTES / 3) * 4) throw refusedImage("too-large")
  const bytes = Buffer.from(base64, "base64")
  if (bytes.byteLength === 0) throw invalidParameters()
  if (bytes.byteLength > MAX_INLINE_BYTES) throw refusedImage("too-large")
  return bytes
}
