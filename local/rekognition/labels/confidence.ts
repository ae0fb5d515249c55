// The detector's scores on Rekognition's scale. They are low by nature: what is there gets .35, where AWS says 55 percent.

import type { Detection } from "../models/object-detector.ts"

/** Score and percent, in rising order: 55 is DetectLabels' default threshold; see docs/rekognition-fidelity.md for how they were set. */
const POINTS: readonly (readonly [score: number, percent: number])[] = [
  [0, 0],
  [0.35, 55],
  [0.5, 80],
  [0.7, 95],
  [1, 100],
]

/** DetectLabels' default for MinConfidence, percent. */
export const DEFAULT_MIN_CONFIDENCE = 55

/** Turns a score (0 to 1) into percent: the order stays, the scale becomes AWS's. */
export function toPercent(score: number): number {
  for (let i = 1; i < POINTS.length; i++) {
    const [fromScore, fromPercent] = POINTS[i - 1] ?? [0, 0]
    const [toScore, percent] = POINTS[i] ?? [1, 100]
    if (score <= toScore) return fromPercent + ((score - fromScore) / (toScore - fromScore)) * (percent - fromPercent)
  }
  return 100
}

/** Whether an object is told of when nobody says how sure it must be. */
export function isWorthTelling({ score }: Pick<Detection, "score">): boolean {
  return toPercent(score) >= DEFAULT_MIN_CONFIDENCE
}
