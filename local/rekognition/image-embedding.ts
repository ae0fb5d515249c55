// An extension of our own, no part of AWS's API: what a picture as a whole is like, as a vector to compare with others'.
// The network that says so is models/object-detector.ts.

import { AwsError, unknownOperation } from "#local/http/aws-error.ts"
import { jsonResponse, type Operation, type RequestHead } from "#local/http/aws-service.ts"
import { EMBEDDING_MODEL } from "./models/object-detector.ts"
import { refusedImage, toRekognitionError } from "./rekognition-error.ts"
import { MAX_INLINE_BYTES } from "./request-image.ts"
import type { Vision } from "./vision.ts"

/** Where it is. */
export const EMBEDDING_PATH = "/concierge/image-embedding"

/**
 * Finds the operation: a POST of a JPEG or PNG as it is, answered `{"embedding": [120 numbers], "model": "…"}`. The cosine
 * of two vectors says how alike the pictures are; rooms of one kind have about .68, others .45.
 */
export function findEmbedding(head: RequestHead, vision: Vision): Operation | undefined {
  if (head.path !== EMBEDDING_PATH) return undefined
  return {
    name: "ImageEmbedding",
    protocol: "json-1.1",
    signingName: "rekognition",
    maxBodyBytes: MAX_INLINE_BYTES,
    // No SDK signs it.
    isPublic: true,
    handle: async ({ method, body, signal }) => {
      if (method !== "POST") throw new AwsError("UnknownOperationException", 405, unknownOperation("json-1.1").message)
      try {
        const answer = await vision.look("objects", body, signal)
        if (!answer.ok) throw refusedImage(answer.refusal)
        return jsonResponse({ embedding: [...answer.value.embedding], model: EMBEDDING_MODEL })
      } catch (error) {
        throw toRekognitionError(error)
      }
    },
  }
}
