// What a thread of the local Rekognition is asked, and what it answers. The thread is vision-worker.ts, the pool before it
// vision.ts.

import type { FaceNeeds, SeenFace } from "./faces/seen-face.ts"
import type { ImageProperties } from "./labels/image-properties.ts"
import type { ImageRefusal } from "./models/decode-image.ts"
import type { ModerationScores } from "./models/moderation-model.ts"
import type { ObjectFinds } from "./models/object-detector.ts"
import type { ReadLine } from "./models/read-text.ts"

/** What each kind of job gives, by its name. Every job is about one encoded picture. */
export type VisionAnswers = {
  readonly objects: ObjectFinds
  /** Objects, and how the picture looks. */
  readonly looks: { readonly finds: ObjectFinds; readonly properties: ImageProperties }
  readonly moderation: ModerationScores
  readonly text: readonly ReadLine[]
  /** Largest first. */
  readonly faces: readonly SeenFace[]
}

/** The name of a kind of job. */
export type VisionTask = keyof VisionAnswers

/** A job. */
export type VisionJob = {
  readonly task: VisionTask
  readonly image: Uint8Array
  /** What the faces are wanted for; of no other task. */
  readonly needs: FaceNeeds
}

/** A job that can't be done, because of the picture. */
export type VisionRefusal = ImageRefusal
