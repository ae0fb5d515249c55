// Where pictures are kept, as objects under keys: the port, and what the keys mean. A bucket is behind it in
// s3-picture-store.ts, a folder in folder-picture-store.ts.

/**
 * Keeps pictures. A key is any text that S3 takes: parts parted by slashes, in any script.
 * Every method throws `Fault` `storage-unavailable`.
 */
export interface PictureStore {
  /** @returns `undefined` when there is no such picture, `"too-large"` when it has more bytes. */
  read(key: string, maxBytes: number): Promise<Uint8Array | "too-large" | undefined>
  /** Writes a picture whole: a reader sees the old one or the new one. */
  write(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Keys that begin so. */
  list(prefix: string): Promise<readonly string[]>
  /** Deletes a picture; one that isn't there is none the less gone. */
  delete(key: string): Promise<void>
}

/** Widths of thumbnails, in pixels: a list, a card, a screen. */
export const THUMBNAIL_WIDTHS = [160, 480, 960] as const

/** A width that thumbnails are made in. */
export type ThumbnailWidth = (typeof THUMBNAIL_WIDTHS)[number]

/** What the keys of thumbnails begin with; nothing under it is ever made a thumbnail of. */
export const THUMBNAIL_PREFIX = "thumbnails/"

/** What the keys of places' pictures begin with: anyone may see them. */
export const PLACE_PREFIX = "places/"

/** What the keys of a conversation's photos begin with. */
export function photoPrefix(sessionId: string): string {
  return `photos/${sessionId}/`
}

/** Where the thumbnail of a picture is. */
export function thumbnailKey(key: string, width: ThumbnailWidth): string {
  return `${THUMBNAIL_PREFIX}${width}/${key}.webp`
}

/** The keys of a picture and of everything made of it. */
export function keysOfPicture(key: string): readonly string[] {
  return [key, ...THUMBNAIL_WIDTHS.map((width) => thumbnailKey(key, width))]
}
