// Whether a face is good enough to be compared or remembered, and why not. The bars are our own: Rekognition doesn't say
// what its are.

import type { SeenFace } from "./seen-face.ts"

/** A QualityFilter of the service model. */
export const QUALITY_FILTERS = ["NONE", "AUTO", "LOW", "MEDIUM", "HIGH"] as const

/** The name of a quality bar. */
export type QualityFilter = (typeof QUALITY_FILTERS)[number]

type Bar = {
  /** Shorter side of the face, in pixels as it was looked at. */
  readonly side: number
  readonly brightness: number
  readonly sharpness: number
  /** Degrees, either way. */
  readonly yaw: number
  readonly confidence: number
}

const BARS: Readonly<Record<Exclude<QualityFilter, "NONE">, Bar>> = {
  LOW: { side: 24, brightness: 8, sharpness: 12, yaw: 60, confidence: 60 },
  AUTO: { side: 32, brightness: 12, sharpness: 18, yaw: 50, confidence: 70 },
  MEDIUM: { side: 48, brightness: 18, sharpness: 25, yaw: 40, confidence: 80 },
  HIGH: { side: 80, brightness: 25, sharpness: 35, yaw: 25, confidence: 90 },
}

/** Reasons, in the words of the service model, why a face isn't good enough; none for one that is. */
export function findFlaws(face: SeenFace, filter: QualityFilter): string[] {
  if (filter === "NONE") return []
  const bar = BARS[filter]
  return [
    ...(face.sidePixels < bar.side ? ["SMALL_BOUNDING_BOX"] : []),
    ...(face.brightness < bar.brightness ? ["LOW_BRIGHTNESS"] : []),
    ...(face.sharpness < bar.sharpness ? ["LOW_SHARPNESS"] : []),
    ...(Math.abs(face.shape.pose.yaw) > bar.yaw ? ["EXTREME_POSE"] : []),
    ...(face.confidence < bar.confidence ? ["LOW_CONFIDENCE"] : []),
  ]
}
