// A face as the threads see it, whole: found, measured, and where wanted described. What an answer tells of it is
// face-detail.ts.

import type { FaceAttributes } from "../models/face-attributes.ts"
import type { FaceShape } from "./face-shape.ts"

/** What is wanted beside the shape of each face. */
export type FaceNeeds = { readonly attributes?: boolean; readonly descriptors?: boolean }

/** A face. */
export type SeenFace = {
  readonly shape: FaceShape
  /** How sure it is that this is a face, percent. */
  readonly confidence: number
  /** Shorter side of its box, in pixels of the picture as it was looked at, and over the picture's longer side. */
  readonly sidePixels: number
  readonly sideShare: number
  /** 0 to 100, on scales of our own. */
  readonly brightness: number
  readonly sharpness: number
  readonly attributes?: FaceAttributes
  /** 128 numbers. */
  readonly descriptor?: Float32Array
}
