// What an operation of the local Rekognition is given and gives. Which there are is rekognition-service.ts.

import type { FaceNeeds, SeenFace } from "./faces/seen-face.ts"
import type { ImageInput } from "./request-image.ts"
import type { VisionAnswers, VisionTask } from "./vision-job.ts"

/** What an operation may use while it answers one call. */
export type RekognitionCall = {
  /** Gets the encoded picture of a request. @throws {AwsError} as `readRequestImage` does. */
  readImage(input: ImageInput): Promise<Uint8Array>
  /** Has a picture looked at. @throws {AwsError} when it is none that Rekognition takes, or too many wait. */
  look<Task extends Exclude<VisionTask, "faces">>(task: Task, image: Uint8Array): Promise<VisionAnswers[Task]>
  /** Has the faces of a picture looked at; largest first. @throws {AwsError} as `look` does. */
  lookAtFaces(image: Uint8Array, needs: FaceNeeds): Promise<readonly SeenFace[]>
}

/** Answers one operation: the parsed input in, unchecked; the object that becomes the answer's body out. */
export type RekognitionOperation = (input: Readonly<Record<string, unknown>>, call: RekognitionCall) => Promise<object>
