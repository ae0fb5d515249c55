// Looks at a photo: first whether it may be looked at at all, then what it shows and what is printed in it.

import type { Rekognition, SeenColor, SeenLabel } from "#aws/rekognition.ts"
import type { SeenImage } from "../contract.ts"
import type { ImageEmbedder } from "./image-embedder.ts"
import { isRefused } from "./moderation.ts"

/** What was seen. */
export type Seen =
  | {
      readonly isRefused: false
      readonly labels: readonly SeenLabel[]
      readonly colors: readonly SeenColor[]
      readonly lines: readonly string[]
      /** The same with the words that were not read surely. */
      readonly doubtfulLines: readonly string[]
      /** What the picture is like, where the endpoint can tell. */
      readonly embedding?: readonly number[]
    }
  | { readonly isRefused: true }

/** What looking needs. `moderationConfidence` is a percentage. */
export type Eyes = {
  readonly rekognition: Rekognition
  readonly embedder: ImageEmbedder
  readonly moderationConfidence: number
}

/**
 * Looks at a processed photo. One that moderation refuses is looked at no further.
 *
 * @throws {Fault} those of `Rekognition`.
 */
export async function seePhoto(image: Uint8Array, eyes: Eyes, signal: AbortSignal): Promise<Seen> {
  const { rekognition, embedder, moderationConfidence } = eyes
  if (isRefused(await rekognition.moderate(image, moderationConfidence, signal))) return { isRefused: true }
  const [{ labels, colors }, { lines, doubtfulLines }, embedding] = await Promise.all([
    rekognition.detectLabels(image, signal),
    rekognition.detectText(image, signal),
    embedder.embed(image, signal),
  ])
  return { isRefused: false, labels, colors, lines, doubtfulLines, ...(embedding === undefined ? {} : { embedding }) }
}

/** What the visitor is told was seen. */
export function toSeenImage(seen: Seen): SeenImage {
  if (seen.isRefused) return { labels: [], text: [], moderated: true }
  const labels = seen.labels.map(({ name, confidence }) => ({ name, confidence: Math.round(confidence * 10) / 10 }))
  return { labels, text: [...seen.lines], moderated: false }
}
