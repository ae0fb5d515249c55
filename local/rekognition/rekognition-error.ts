// Rekognition's errors, in its own words where they are known. When they are thrown is up to the operations.

import { randomUUID } from "node:crypto"
import { Fault } from "#core/errors.ts"
import { AwsError } from "#local/http/aws-error.ts"
import type { VisionRefusal } from "./vision-job.ts"

/** An error of the service model: status 400, with its name and text in members of its own, as Rekognition writes them. */
export function rekognitionError(code: string, message: string, cause?: unknown): AwsError {
  const members = { Code: code, Logref: randomUUID(), Message: message }
  return new AwsError(code, 400, message, { members, cause })
}

/** What Rekognition says of a picture it can't look at. */
export function refusedImage(refusal: VisionRefusal): AwsError {
  switch (refusal) {
    case "invalid-format":
      return rekognitionError("InvalidImageFormatException", "Request has invalid image format")
    case "too-large":
      return rekognitionError("ImageTooLargeException", "Image size is too big")
    case "too-small":
      return invalidParameters()
  }
}

/** What Rekognition says of input it won't take: it doesn't say which. */
export function invalidParameters(): AwsError {
  return rekognitionError("InvalidParameterException", "Request has invalid parameters")
}

/** A named input that isn't what the model allows. */
export function invalidParameter(message: string): AwsError {
  return rekognitionError("InvalidParameterException", message)
}

/** What an engine's failure is to the client: a full queue is Rekognition's throttling, anything else stays a bug. */
export function toRekognitionError(error: unknown): unknown {
  if (error instanceof AwsError) return withMembers(error)
  if (!(error instanceof Fault) || error.code !== "overloaded") return error
  return rekognitionError("ProvisionedThroughputExceededException", "Provisioned rate exceeded", error)
}

/** An error of the protocol in Rekognition's shape. */
function withMembers(error: AwsError): AwsError {
  if (error.status !== 400 || "Message" in error.members || error.code === "SerializationException") return error
  return rekognitionError(error.code, error.message, error)
}
