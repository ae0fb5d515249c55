// Makes thumbnails of pictures that were put into a bucket: S3's event in, smaller pictures out. How a picture is made
// smaller is sharp-resizer.ts; where it runs is handlers/thumbnail.ts.

import {
  type PictureStore,
  PLACE_PREFIX,
  THUMBNAIL_PREFIX,
  THUMBNAIL_WIDTHS,
  thumbnailKey,
} from "#backends/pictures/picture-store.ts"
import { isProfile, profileKey } from "#backends/pictures/place-profiles.ts"
import { Fault } from "#core/errors.ts"
import { readImageHeader } from "#core/image/image-header.ts"
import type { Log } from "#core/log.ts"
import type { Describe } from "./describe-picture.ts"

/** Makes a picture smaller: upright, without metadata, at most so many pixels wide, as WebP. */
export type Resize = (picture: Uint8Array, width: number) => Promise<Uint8Array>

/** What a thumbnailer is made of. */
export type ThumbnailerParts = {
  /** Opens the bucket an event names. */
  readonly openStore: (bucket: string) => PictureStore
  /** Rejects what can't be decoded. */
  readonly resize: Resize
  /** Describes pictures of places, so that photos can be compared with them; absent: they aren't. */
  readonly describe?: Describe
  readonly log: Log
}

/** What became of one event: keys of the thumbnails written, and of what was passed over. */
export type ThumbnailResult = { readonly written: readonly string[]; readonly skipped: readonly string[] }

/** A picture of an owner's camera may be larger than what visitors may send. */
const MAX_BYTES = 40 * 1024 * 1024
/** More would need more memory than a function has. */
const MAX_PIXELS = 120_000_000

/**
 * Makes the handler. It may be called any number of times for the same object: the same thumbnails come of it.
 *
 * @returns a function that throws `Fault` `data-invalid` for what is no event of S3, and `storage-unavailable`, so that
 *   the event is delivered again; what is no picture is passed over and logged, since trying again makes it none.
 */
export function createThumbnailer(parts: ThumbnailerParts): (event: unknown) => Promise<ThumbnailResult> {
  return async (event) => {
    const results: ThumbnailResult[] = []
    // One after the other: a picture being decoded takes all the memory a function has.
    for (const object of readEvent(event)) results.push(await makeThumbnails(parts, object))
    return {
      written: results.flatMap(({ written }) => written),
      skipped: results.flatMap(({ skipped }) => skipped),
    }
  }
}

type CreatedObject = { readonly bucket: string; readonly key: string }

/**
 * Reads S3's event notification; its test event names no object. Keys come form-encoded: a space is a plus.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
function readEvent(event: unknown): readonly CreatedObject[] {
  const { Records: records, Event: name } = (event ?? {}) as { readonly Records?: unknown; readonly Event?: unknown }
  if (name === "s3:TestEvent") return []
  if (!Array.isArray(records)) throw new Fault("data-invalid", { hint: "the function takes event notifications of S3" })
  return records.flatMap((record) => {
    const { eventName, s3 } = (record ?? {}) as S3Record
    const [bucket, key] = [s3?.bucket?.name, s3?.object?.key]
    if (typeof eventName !== "string" || typeof bucket !== "string" || typeof key !== "string")
      throw new Fault("data-invalid", { hint: "a record of the event names no object of S3" })
    return /^(?:s3:)?ObjectCreated:/.test(eventName) ? [{ bucket, key: decodeKey(key) }] : []
  })
}

type S3Record = {
  readonly eventName?: unknown
  readonly s3?: { readonly bucket?: { readonly name?: unknown }; readonly object?: { readonly key?: unknown } }
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "))
  } catch (cause) {
    throw new Fault("data-invalid", { hint: "the key of an object isn't encoded as S3 encodes keys", cause })
  }
}

async function makeThumbnails(parts: ThumbnailerParts, { bucket, key }: CreatedObject): Promise<ThumbnailResult> {
  const { openStore, log } = parts
  // What this very function writes is an object created, too.
  if (key.startsWith(THUMBNAIL_PREFIX) || isProfile(key)) return { written: [], skipped: [key] }
  const skip = (reason: string): ThumbnailResult => {
    log.warn("no-thumbnail", { key, reason })
    return { written: [], skipped: [key] }
  }
  const store = openStore(bucket)
  const picture = await store.read(key, MAX_BYTES)
  if (picture === undefined) return skip("it has gone meanwhile")
  if (picture === "too-large") return skip(`it has more than ${MAX_BYTES / 1024 / 1024} MB`)
  const header = readImageHeader(picture)
  if (!header.ok) return skip(header.refusal === "damaged" ? "it is damaged" : "it is no JPEG, PNG or WebP")
  if (header.value.width * header.value.height > MAX_PIXELS) return skip("it has more than 120 megapixels")
  const written = await writeThumbnails(parts, store, key, picture)
  if (written === undefined) return skip("it can't be decoded")
  // A visitor may have erased it meanwhile: then nothing made of it may stay.
  if ((await store.read(key, 0)) === undefined) {
    for (const one of written) await store.delete(one)
    return skip("it has gone meanwhile")
  }
  return { written, skipped: [] }
}

/** @returns the keys written; `undefined` for a picture that can't be decoded. */
async function writeThumbnails(
  { resize, describe, log }: ThumbnailerParts,
  store: PictureStore,
  key: string,
  picture: Uint8Array,
): Promise<readonly string[] | undefined> {
  const written: string[] = []
  for (const width of THUMBNAIL_WIDTHS) {
    const thumbnail = await resize(picture, width).catch((error: unknown) => {
      log.warn("not-decoded", { key, error: error instanceof Error ? error.message : String(error) })
      return undefined
    })
    if (thumbnail === undefined) return undefined
    await store.write(thumbnailKey(key, width), thumbnail, "image/webp")
    written.push(thumbnailKey(key, width))
  }
  if (describe !== undefined && key.startsWith(PLACE_PREFIX)) {
    await store.write(profileKey(key), new TextEncoder().encode(await describe(picture)), "application/json")
    written.push(profileKey(key))
  }
  return written
}
