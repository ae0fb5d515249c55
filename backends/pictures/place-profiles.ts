// What the places' own pictures show, as it was written down when they were put in: texts by picture, read at most once a
// minute. What is in them, and what they are compared with, is the handlers' (handlers/photo).

import type { Clock } from "#core/time.ts"
import { type PictureStore, PLACE_PREFIX } from "./picture-store.ts"

/** What the keys of profiles begin with. */
const PROFILE_PREFIX = "profiles/"
const FRESH_MS = 60_000
const MAX_BYTES = 64 * 1024

/** Where the profile of a picture is. */
export function profileKey(key: string): string {
  return `${PROFILE_PREFIX}${key}.json`
}

/** Whether a key is a profile's: nothing to be made a thumbnail of. */
export function isProfile(key: string): boolean {
  return key.startsWith(PROFILE_PREFIX)
}

/** The profiles. */
export interface PlaceProfiles {
  /** Whether there are any. */
  hasAny(): Promise<boolean>
  /** @returns the profile of the picture that an image address of this site shows; `undefined` when there is none. */
  find(imageUrl: string): Promise<string | undefined>
}

/** Reads the profiles of a store. */
export function createPlaceProfiles(store: PictureStore, clock: Clock): PlaceProfiles {
  let listed: Promise<ReadonlySet<string>> | undefined
  let listedAt = 0
  const texts = new Map<string, string | undefined>()
  const list = (): Promise<ReadonlySet<string>> => {
    if (listed === undefined || clock() - listedAt >= FRESH_MS) {
      listedAt = clock()
      texts.clear()
      listed = store.list(PROFILE_PREFIX).then((keys) => new Set(keys))
      // A store that is away is asked again.
      listed.catch(() => {
        listed = undefined
      })
    }
    return listed
  }
  return {
    hasAny: async () => (await list()).size > 0,
    async find(imageUrl) {
      const key = keyOf(imageUrl)
      if (key === undefined || !(await list()).has(profileKey(key))) return undefined
      if (!texts.has(key)) {
        const bytes = await store.read(profileKey(key), MAX_BYTES)
        texts.set(key, bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined)
      }
      return texts.get(key)
    },
  }
}

/** `/pictures/places/harbour/front.jpg?width=480` shows `places/harbour/front.jpg`. */
function keyOf(imageUrl: string): string | undefined {
  const [, path] = /^\/pictures\/([^?#]{1,1024})/.exec(imageUrl) ?? []
  try {
    const key = decodeURIComponent(path ?? "")
    return key.startsWith(PLACE_PREFIX) ? key : undefined
  } catch {
    // Not percent-encoded: no address of ours.
    return undefined
  }
}
