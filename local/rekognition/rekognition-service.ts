// Rekognition on the wire: which request is which operation. The pictures are looked at by vision.ts.

import { join } from "node:path"
import type { AwsService } from "#local/http/aws-service.ts"
import { jsonTargetService, type TargetOperation } from "#local/http/json-target.ts"
import { openS3Folder, type S3Folder } from "#local/s3-folder.ts"
import { findEmbedding } from "./image-embedding.ts"
import { detectLabels } from "./labels/detect-labels.ts"
import { detectModerationLabels } from "./moderation/detect-moderation.ts"
import type { RekognitionCall, RekognitionOperation } from "./operation.ts"
import { refusedImage, toRekognitionError } from "./rekognition-error.ts"
import { readRequestImage } from "./request-image.ts"
import { detectText } from "./text/detect-text.ts"
import type { Vision } from "./vision.ts"

/** What the service is made of. */
export type RekognitionOptions = {
  readonly vision: Vision
  /** Keeps collections, and the folder that stands in for S3; without it nothing is kept and there are no objects. */
  readonly dataFolder?: string
}

/** Two pictures of 5 MiB in base64, and what stands around them. */
const MAX_BODY_BYTES = 16 * 1024 * 1024

/** Rekognition. */
export function rekognitionService({ vision, dataFolder }: RekognitionOptions): AwsService {
  const s3 = dataFolder === undefined ? undefined : openS3Folder(join(dataFolder, "s3"))
  const operations: Readonly<Record<string, RekognitionOperation>> = {
    DetectLabels: detectLabels,
    DetectModerationLabels: detectModerationLabels,
    DetectText: detectText,
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
    const call: RekognitionCall = {
      readImage: (image) => readRequestImage(image, s3),
      look: async (task, image) => {
        const answer = await vision.look(task, image, signal)
        if (!answer.ok) throw refusedImage(answer.refusal)
        return answer.value
      },
    }
    try {
      return await operation(input, call)
    } catch (error) {
      throw toRekognitionError(error)
    }
  }
}
