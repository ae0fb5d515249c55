// What a thread of the local Rekognition is asked, and what it answers. The thread is vision-worker.ts, the pool before it
// vision.ts.

import type { FaceNeeds, SeenFace } from "./faces/seen-face.ts"
import type { ImageProperties } from "./labels/image-properties.ts"
import type { ImageRefusal } from "./models/decode-image.ts"
import type { NamedScore } from "./models/label-model.ts"
import type { ModerationScores } from "./models/moderation-model.ts"
import type { ObjectFinds } from "./models/object-detector.ts"
import type { ReadLine } from "./models/read-text.ts"

/** What the embedded detector finds, and what the user's own label model names. */
export type Finds = ObjectFinds & { readonly named?: readonly NamedScore[] }

/** What each kind of job gives, by its name. Every job is about one encoded picture. */
export type VisionAnswers = {
  readonly objects: Finds
  /** Objects, and how the picture looks. */
  readonly looks: { readonly finds: Finds; readonly properties: ImageProperties }
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
