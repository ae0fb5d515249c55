// Writes down what a place's own picture shows, so that photos can be compared with it: the same as is seen in a photo.

import { formatPhoto, type PhotoColor, type PhotoLabel } from "../photo/photo-attribute.ts"

/** What looks at pictures; JPEG or PNG of at most 5 MB. */
export type Eyes = {
  readonly detectLabels: (
    picture: Uint8Array,
    signal: AbortSignal,
  ) => Promise<{ readonly labels: readonly PhotoLabel[]; readonly colors: readonly PhotoColor[] }>
  /** What the picture is like as numbers, where that can be told. */
  readonly embed?: (picture: Uint8Array, signal: AbortSignal) => Promise<readonly number[] | undefined>
}

/** Describes a picture as the text of a profile. */
export type Describe = (picture: Uint8Array) => Promise<string>

const TIMEOUT_MS = 30_000

/** @param toJpeg Makes of any picture a small upright JPEG. */
export function createDescriber(eyes: Eyes, toJpeg: (picture: Uint8Array) => Promise<Uint8Array>): Describe {
  return async (picture) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const jpeg = await toJpeg(picture)
    const [{ labels, colors }, embedding] = await Promise.all([
      eyes.detectLabels(jpeg, signal),
      eyes.embed?.(jpeg, signal),
    ])
    return formatPhoto({ labels, colors, lines: [], ...(embedding === undefined ? {} : { embedding }) })
  }
}
