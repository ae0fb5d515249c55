// What a photo goes through before anything looks at it: the port, and the way without a decoder. Hosts that have a
// decoder use sharp-processor.ts.

import type { ImageHeader } from "#core/image/image-header.ts"
import { stripMetadata } from "#core/image/strip-metadata.ts"
import type { PhotoLimits } from "./check-photo.ts"

/** Makes of a visitor's photo one that may be looked at: upright, small enough, without what it says of where it was taken. */
export interface PhotoProcessor {
  readonly limits: PhotoLimits
  /**
   * @param header What `checkPhoto` found, within `limits`.
   * @returns JPEG or PNG of at most 5 MB.
   * @throws {HttpProblem} `image-unreadable` when it can't be decoded.
   */
  process(bytes: Uint8Array, header: ImageHeader, signal: AbortSignal): Promise<Uint8Array>
}

/** For hosts without a decoder (Workers): nothing is decoded, everything but the pixels and the orientation is taken out. */
export const losslessProcessor: PhotoProcessor = {
  limits: { types: ["image/jpeg", "image/png"], resizes: false },
  process: async (bytes, header) => stripMetadata(bytes, header),
}
