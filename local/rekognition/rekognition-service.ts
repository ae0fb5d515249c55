// Rekognition on the wire: which request is which operation. The pictures are looked at by vision.ts.

import { randomUUID } from "node:crypto"
import { join } from "node:path"
import type { Clock } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import type { AwsService } from "#local/http/aws-service.ts"
import { jsonTargetService, type TargetOperation } from "#local/http/json-target.ts"
import type { S3Folder } from "#local/s3-folder.ts"
import { collectionOperations } from "./collections/collection-operations.ts"
import { openCollectionStore } from "./collections/collection-store.ts"
import { faceIndexOperations } from "./collections/face-index-operations.ts"
import { customLabelOperations } from "./custom/custom-label-operations.ts"
import { compareFaces, detectFaces, recognizeCelebrities } from "./faces/face-operations.ts"
import type { FaceNeeds } from "./faces/seen-face.ts"
import { findEmbedding } from "./image-embedding.ts"
import { detectLabels } from "./labels/detect-labels.ts"
import { detectModerationLabels } from "./moderation/detect-moderation.ts"
import type { RekognitionCall, RekognitionOperation } from "./operation.ts"
import { refusedImage, toRekognitionError } from "./rekognition-error.ts"
import { readRequestImage } from "./request-image.ts"
import { detectText } from "./text/detect-text.ts"
import type { Vision } from "./vision.ts"
import type { VisionTask } from "./vision-job.ts"

/** What the service is made of. */
export type RekognitionOptions = {
  readonly vision: Vision
  /** Keeps what must last; without it collections end with the process. */
  readonly folder?: string
  /** Where the objects are that requests name; without it there are none. */
  readonly s3?: S3Folder
  readonly clock: Clock
  readonly ids?: IdSource
}

/** Two pictures of 5 MiB in base64, and what stands around them. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

/** Rekognition. */
export function rekognitionService({ vision, folder, s3, clock, ids = randomUUID }: RekognitionOptions): AwsService {
  const collections = openCollectionStore(folder && join(folder, "collections"))
  const operations: Readonly<Record<string, RekognitionOperation>> = {
    DetectLabels: detectLabels,
    DetectModerationLabels: detectModerationLabels,
    DetectText: detectText,
    DetectFaces: detectFaces,
    CompareFaces: compareFaces,
    RecognizeCelebrities: recognizeCelebrities,
    ...collectionOperations(collections, clock),
    ...faceIndexOperations(collections, ids),
    ...customLabelOperations(folder && join(folder, "projects")),
  }
  const service = jsonTargetService({
    name: "rekognition",
    signingName: "rekognition",
    protocol: "json-1.1",
    targetPrefix: "RekognitionService",
    maxBodyBytes: MAX_BODY_BYTES,
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [name, toTarget(operation, vision, s3)]),
    ),
    close: () => vision.close(),
  })
  return { ...service, findOperation: (head) => findEmbedding(head, vision) ?? service.findOperation(head) }
}

function toTarget(operation: RekognitionOperation, vision: Vision, s3: S3Folder | undefined): TargetOperation {
  return async (input, { signal }) => {
    const look = async <Task extends VisionTask>(task: Task, image: Uint8Array, needs?: FaceNeeds) => {
      const answer = await vision.look(task, image, signal, needs)
      if (!answer.ok) throw refusedImage(answer.refusal)
      return answer.value
    }
    const call: RekognitionCall = {
      readImage: (image) => readRequestImage(image, s3),
      look,
      lookAtFaces: (image, needs) => look("faces", image, needs),
    }
    try {
      return await operation(input, call)
    } catch (error) {
      throw toRekognitionError(error)
    }
  }
}
