// What the five kinds of picture that the model tells apart are in Rekognition's taxonomy of moderation labels, version 7
// (https://docs.aws.amazon.com/rekognition/latest/dg/moderation-api.html). The request is read in detect-moderation.ts.

import type { ModerationScores } from "../models/moderation-model.ts"

/** A moderation label of a picture. */
export type ModerationLabel = {
  readonly name: string
  /** Empty for a label of the top level. */
  readonly parent: string
  readonly level: 1 | 2 | 3
  /** Percent. */
  readonly confidence: number
}

/** What kind of picture it is, beside what it shows. */
export type ContentType = { readonly name: "Animated" | "Illustrated"; readonly confidence: number }

/** What moderation has to say of a picture. */
export type Moderation = {
  readonly labels: readonly ModerationLabel[]
  readonly contentTypes: readonly ContentType[]
}

/** DetectModerationLabels' default for MinConfidence, percent. */
export const DEFAULT_MIN_MODERATION_CONFIDENCE = 50

/** Which label of the second level a suggestive picture has, the model can't tell. */
const SUGGESTIVE = "Non-Explicit Nudity of Intimate parts and Kissing"

/** Names what the scores say, surest first; nothing below the wanted confidence (percent) is told. */
export function toModeration(scores: ModerationScores, minConfidence: number): Moderation {
  const explicit = 100 * (scores.porn + scores.hentai)
  const all: readonly ModerationLabel[] = [
    { name: "Explicit", parent: "", level: 1, confidence: explicit },
    { name: "Explicit Nudity", parent: "Explicit", level: 2, confidence: explicit },
    { name: SUGGESTIVE, parent: "", level: 1, confidence: 100 * scores.sexy },
  ]
  const labels = all
    .filter(({ confidence }) => confidence >= minConfidence)
    .sort((a, b) => b.confidence - a.confidence || a.level - b.level)
  // Of drawings the model can only tell the explicit ones reliably.
  const isDrawn = scores.hentai > scores.porn && explicit >= minConfidence
  const contentTypes: ContentType[] = isDrawn
    ? [{ name: "Illustrated", confidence: (100 * scores.hentai) / (scores.hentai + scores.porn) }]
    : []
  return { labels, contentTypes }
}
