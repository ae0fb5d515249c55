// The pictures of the site as routes use them: a store, links to what is in it, and photos that are kept. Where they are
// kept is each host's.

import type { OwnPictureLinks, PictureLinks } from "./picture-links.ts"

/** What the web face needs of a store of pictures; backends/pictures has the whole of it. */
export interface PictureFiles {
  read(key: string, maxBytes: number): Promise<Uint8Array | "too-large" | undefined>
  write(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  list(prefix: string): Promise<readonly string[]>
  delete(key: string): Promise<void>
}

/** How the keys of pictures are made; composed from backends/pictures. */
export type PictureKeys = {
  readonly placePrefix: string
  readonly photoPrefix: (sessionId: string) => string
  /** `undefined` for a width that no thumbnails are made in. */
  readonly thumbnail: (key: string, width: number) => string | undefined
  /** Of a picture and everything made of it. */
  readonly all: (key: string) => readonly string[]
}

/** The pictures of an installation. */
export type Pictures = {
  readonly files: PictureFiles
  readonly links: PictureLinks
  /** Present where this site serves its links itself. */
  readonly ownLinks: OwnPictureLinks | undefined
  readonly keys: PictureKeys
  /** Whether visitors' photos are kept. */
  readonly keepsPhotos: boolean
}

/** How long links are good for. */
export const LINK_SECONDS = 900

/** Keeps a photo of a turn; the same turn again writes the same. */
export async function keepPhoto(
  { files, keys }: Pictures,
  turn: { readonly sessionId: string; readonly turnId: string },
  photo: Uint8Array,
): Promise<void> {
  await files.write(photoKey(keys, turn), photo, "image/jpeg")
}

/** Where the photo of a turn is kept. */
export function photoKey(keys: PictureKeys, turn: { readonly sessionId: string; readonly turnId: string }): string {
  return `${keys.photoPrefix(turn.sessionId)}${turn.turnId}.jpg`
}

/** Deletes the photos of a conversation, and everything made of them. */
export async function erasePhotos({ files, keys }: Pictures, sessionId: string): Promise<void> {
  const photos = await files.list(keys.photoPrefix(sessionId))
  await Promise.all(photos.flatMap(keys.all).map((key) => files.delete(key)))
}
